"""Questions about blank stock: what there is, who waits, what was booked."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import Any

from counter_app.domain import blangko as rules
from counter_app.domain.calendar import DAY
from counter_app.domain.catalogue import KINDS
from counter_app.domain.words import kind_label
from counter_app.office import records as r
from counter_app.office.desk import Desk
from counter_app.office.drawer import proposed
from counter_app.office.office import READERS, Amount, Question, answers
from counter_app.office.queries.counts import Period
from counter_app.office.waiting import waiting_by_kind
from counter_app.storage.indexes import CURRENT, SPOILED, WITHDRAWN

WINDOW = 20  # working days over which the use is averaged


class Blangko(Question, frozen=True):
    """Show the stock of each kind, who waits, what can be printed now, how long it lasts."""


class Line(Question, frozen=True):
    """List who waits for a blangko, in the order of the line; or those set aside, with the reason."""

    kind: str
    aside: bool = False
    limit: Amount = 100
    offset: Amount = 0


@answers(Blangko, READERS)
def blangko(question: Blangko, desk: Desk) -> list[dict[str, Any]]:
    stocks, waiting, expected = desk.stocks(), waiting_by_kind(desk), desk.expected()
    rows = []
    for kind in KINDS:
        on_hand, line = stocks.get(kind, 0), waiting.get(kind, 0)
        spent, days = used(kind, desk.today, desk)
        rows.append(
            {
                "kind": kind,
                "on_hand": on_hand,
                "waiting": line,
                "printable": min(max(on_hand, 0), line),
                "days_left": rules.days_left(max(on_hand, 0), spent, days),
                "daily_use": round(spent / max(days, 1), 1),
                "here": desk.stock(kind),
                "next_serial": proposed(kind, desk),
                "expected": [{"quantity": x.quantity, "on": x.on} for x in expected.get(kind, ())],
                "line_clears": rules.covered_on(line, on_hand, expected.get(kind, ()))
                if line > on_hand
                else None,
            }
        )
    return rows


def days_left(kind: str, on_hand: int, day: dt.date, desk: Desk) -> int | None:
    """Return for how many working days ``on_hand`` lasts, by the use up to ``day``."""
    return rules.days_left(max(on_hand, 0), *used(kind, day, desk))


def used(kind: str, day: dt.date, desk: Desk) -> tuple[int, int]:
    """Return how many blank ``kind`` were used up to ``day``, and in how many working days.

    They are the last 20, or fewer where the kind was first booked since.
    """
    booked = desk.value("SELECT min(wall) FROM blangko_move WHERE kind = ?", kind)
    if booked is None:
        return 0, 0
    since = max(desk.local(booked).date(), day - 120 * DAY)
    first, days = day, 0
    while first >= since:
        days += desk.calendar.is_working_day(first)
        if days == WINDOW:
            break
        first -= DAY
    total = desk.value(
        "SELECT -sum(quantity) FROM blangko_move WHERE kind = ? AND wall >= ? AND wall < ? AND what = 'used'",
        kind,
        desk.day_bounds(first)[0],
        desk.day_bounds(day)[1],
    )
    return int(total or 0), days


@answers(Line, READERS)
def line(question: Line, desk: Desk) -> list[dict[str, Any]]:
    rules.known_kind(question.kind)
    first_timers = desk.settings.first_timers_first and not question.aside
    stock = 0 if question.aside else desk.stocks().get(question.kind, 0)
    rows = desk.rows(
        "SELECT number, application.service, name, phone, kelurahan, since, step, application.set_aside, "
        "ifnull((SELECT note FROM act WHERE act.application = application.id AND what = 'set_aside' "
        "ORDER BY n DESC LIMIT 1), '') FROM step JOIN application ON application.id = step.application "
        f"WHERE need = 'blangko' AND of = ? AND {CURRENT} AND aside = ? "
        f"ORDER BY {'later, ' if first_timers else ''}since, application LIMIT ? OFFSET ?",
        question.kind,
        question.aside,
        question.limit,
        question.offset,
    )
    serial = proposed(question.kind, desk) if rows and not question.aside else ""
    return [
        {
            "rank": None if question.aside else rank,
            "application": number,
            "service": service,
            "label": desk.catalogue.label(service),
            "name": name,
            "phone": phone,
            "kelurahan": kelurahan,
            "step": step,
            "since": desk.iso(since),
            "working_days": desk.calendar.working_days_between(desk.local(since).date(), desk.today),
            "printable": rank <= stock,
            "next_serial": serial,
            "aside": desk.iso(aside),
            "reason": reason if question.aside else "",
        }
        for rank, (number, service, name, phone, kelurahan, since, step, aside, reason) in enumerate(
            rows, question.offset + 1
        )
    ]


def blangko_day(kind: str, span: Period, desk: Desk) -> r.BlangkoDay:
    """Return what one kind of blank stock did in a period, and who waits for it at its end."""
    opening = desk.stocks(span.begin).get(kind, 0)
    moved: Counter[str] = Counter()
    uses: Counter[str] = Counter()
    for what, use, quantity in desk.rows(
        "SELECT what, use, sum(quantity) FROM blangko_move WHERE kind = ? AND wall >= ? AND wall < ? "
        "GROUP BY what, use",
        kind,
        span.begin,
        span.end,
    ):
        moved[what] += quantity
        if what == "used":
            uses[use] -= quantity
    closing = opening + moved.total()
    line = desk.stays.standing("line", span.end)
    return r.BlangkoDay(
        kind=kind,
        label=kind_label(kind),
        opening=opening,
        received=moved["received"],
        used=-moved["used"],
        used_new=uses["new"],
        used_lost=uses["lost"],
        used_damaged=uses["damaged"],
        used_change=uses["change"],
        spoiled=-moved["spoiled"],
        counted=moved["counted"],
        closing=closing,
        waiting=sum(n for (of, *_counted), n in line.items() if of == kind),
        days_left=days_left(kind, closing, min(span.last, desk.today), desk),
        withdrawn=desk.value(
            "SELECT count(*) FROM application WHERE withdrawn = ? AND collected >= ? AND collected < ?",
            kind,
            span.begin,
            span.end,
        ),
        destroyed=_destroyed(kind, span, desk),
    )


def _destroyed(kind: str, span: Period, desk: Desk) -> int:
    """Return how many withdrawn and spoiled cards were destroyed in the period."""
    total = 0
    for (at,) in desk.rows("SELECT at FROM destroyed WHERE wall >= ? AND wall < ?", span.begin, span.end):
        before = desk.value("SELECT max(at) FROM destroyed WHERE at < ?", at) or 0
        total += desk.value(
            f"SELECT (SELECT count(*) FROM application WHERE {WITHDRAWN} AND withdrawn = ?1 "
            "AND withdrawn_at > ?2 AND withdrawn_at <= ?3) + (SELECT ifnull(-sum(quantity), 0) "
            f"FROM blangko_move WHERE {SPOILED} AND kind = ?1 AND at > ?2 AND at <= ?3)",
            kind,
            before,
            at,
        )
    return total
