"""The daily report's record: what the office did on one day and how things stood at its end."""

from __future__ import annotations

import datetime as dt
from collections import Counter

import msgspec

from counter_app.domain.catalogue import KINDS
from counter_app.domain.stalls import ORDER
from counter_app.domain.words import cause_label, disruption_label, short_form, step_label
from counter_app.i18n import _, date_text, short_date, time_text
from counter_app.office import records as r
from counter_app.office.desk import Desk
from counter_app.office.office import REPORTS, Question, answers
from counter_app.office.queries import closed_days as closed
from counter_app.office.queries import stalls
from counter_app.office.queries.blangko import blangko_day
from counter_app.office.queries.causes import Held, first_causes
from counter_app.office.queries.counts import Found, Period, counts, period
from counter_app.office.queries.queue import queue_day

USES = ("used_new", "used_lost", "used_damaged", "used_change")


class Day(Question, frozen=True):
    """Everything about one day: what came, what was done, what stands still, and why."""

    date: dt.date


@answers(Day, REPORTS)
def day(question: Day, desk: Desk) -> r.Day:
    kept = closed.report(question.date, desk)
    return kept.day if kept is not None else told_now(question.date, desk)


def told_now(date: dt.date, desk: Desk) -> r.Day:
    """Return the day as the books tell it now; it goes on from what the last closing kept."""
    span = period(date, date, desk)
    causes = first_causes(desk, span.at)
    entries, hash = desk.anchor(span.end)
    before = closed.before(span, desk)
    return r.Day(
        date=date,
        counter=desk.code,
        services=services(span, desk, before),
        stalled={cause: causes[cause].number if cause in causes else 0 for cause in ORDER},
        stalled_rows=stalled_rows(causes, span, desk),
        blangko=[_stock(blangko_day(kind, span, desk), before) for kind in KINDS],
        out_of_line=_out_of_line(span, desk),
        missing=missing_rows(span, desk),
        signing=_signing(span, desk),
        queue=queue_day(span, desk),
        staff=staff_rows(span, desk),
        notes=_notes(span, desk),
        anchor=r.Anchor(entries=entries, hash=hash),
        counters=[_counter(span, entries, hash, desk)],
        since=before.day if before else None,
        late=before.late if before else [],
    )


def _counter(span: Period, entries: int, hash: str, desk: Desk) -> r.CounterDay:
    """Return how far this counter is told; what it wrote is all here, so it is whole once the day is over."""
    wall = desk.value(
        "SELECT wall FROM journal WHERE seq = ? AND counter IN (SELECT value FROM json_each(?)) "
        "AND wall < ? ORDER BY wall DESC LIMIT 1",
        entries,
        msgspec.json.encode(desk.names).decode(),
        span.end,
    )
    return r.CounterDay(
        code=desk.code,
        until=desk.local(wall) if wall is not None else None,
        complete=span.at is not None,
        seal=f"{entries}:{hash}" if entries else "",
    )


def _stock(line: r.BlangkoDay, before: closed.Before | None) -> r.BlangkoDay:
    """Return the stock of a kind as it goes on from what the last closing kept."""
    opening = before.stock.get(line.kind, 0) if before else line.opening
    if before is not None and before.quiet:
        nothing = dict.fromkeys(("received", "used", "spoiled", "counted", *USES), 0)
        return msgspec.structs.replace(line, opening=opening, closing=opening, **nothing)
    return msgspec.structs.replace(line, opening=opening, late=line.opening - opening)


def services(span: Period, desk: Desk, before: closed.Before | None = None) -> list[r.ServiceDay]:
    """Return one row for every service that the office offers, and for others that have counts.

    After a closing a row begins with what that left open; what came since of closed days stands by itself.
    """
    found = counts(span, "service", desk)
    if before is not None:
        _go_on(found, before)
    offered = desk.catalogue.offered()
    ids = [*offered, *sorted(set(found) - set(offered))]
    rows = []
    for id in ids:
        c = found.get(id, Counter())
        rows.append(
            r.ServiceDay(
                service=id,
                label=desk.catalogue.label(id),
                group=desk.catalogue.group(id),
                carried_over=c["carried_over"],
                received=c["received"],
                done=c["done"],
                closed=c["closed"],
                open=c["open"],
                late=c["late"],
                returned=c["returned"],
                collected=c["collected"],
                corrected=c["corrected"],
            )
        )
    return rows


def _go_on(found: Found, before: closed.Before) -> None:
    """Begin with what the last closing left open, and count apart what came since of closed days."""
    for c in found.values():
        c["carried_over"] = 0
        if before.quiet:
            c.clear()
    for service, number in before.open.items():
        c = found.setdefault(service, Counter())
        c["carried_over"] = number
        if before.quiet:
            c["open"] = number
    for row in before.late:
        c = found.setdefault(row.service, Counter())
        c["corrected"] += row.received - row.done - row.closed


def stalled_rows(causes: dict[str, Held], span: Period, desk: Desk) -> list[r.StallDay]:
    """Return how many stand still for each cause, how long the oldest has, and what frees them."""
    rows = []
    for cause, held in causes.items():
        last = min(span.last, desk.today)
        rows.append(
            r.StallDay(
                cause=cause,
                number=held.number,
                longest=desk.calendar.working_days_between(desk.local(held.oldest).date(), last),
                frees=_frees(cause, held.ends, desk),
            )
        )
    return rows


def _frees(cause: str, ends: frozenset[stalls.Until], desk: Desk) -> str:
    """Return in words what lets applications go on that stand still until ``ends``."""
    match cause:
        case "blangko":
            days = [d for d in ends if isinstance(d, dt.date)]
            if not days:
                return _("a delivery of blank cards; none is announced")
            return _("the delivery expected on {date}").format(date=date_text(min(days)))
        case "signature":
            instants = [e for e in ends if isinstance(e, int)]
            if not instants:
                return _("a signature: the folder waits")
            day_ = desk.local(min(instants) - 1).date()
            return _("the return after {date}, or a deputy").format(date=date_text(day_))
        case "agency":
            return _("an answer from the agency: ask there")
        case "disruption":
            return _("the end of the disruption")
        case "citizen":
            return _("the citizen, who was sent for")
    return cause_label(cause)


def _out_of_line(span: Period, desk: Desk) -> list[r.OutOfTurn]:
    rows = desk.rows(
        "SELECT application, staff, passed, reason FROM blangko_move "
        "WHERE wall >= ? AND wall < ? AND passed > 0 AND quantity < 0 ORDER BY wall",
        span.begin,
        span.end,
    )
    names = desk.staff_names()
    return [
        r.OutOfTurn(what=number, staff=names.get(staff, staff), passed=passed, reason=reason)
        for number, staff, passed, reason in rows
    ]


def missing_rows(span: Period, desk: Desk) -> list[r.MissingDay]:
    """Count each requirement once per return, most often first; one name for one paper in all services."""
    times: Counter[str] = Counter()
    labels: dict[str, str] = {}
    for service, id, number in desk.rows(
        "SELECT service, j.value, count(*) FROM returned, json_each(returned.missing) AS j "
        "WHERE wall >= ? AND wall < ? GROUP BY service, j.value ORDER BY 3 DESC",
        span.begin,
        span.end,
    ):
        times[id] += number
        labels.setdefault(id, desk.catalogue.requirement_label(service, id))
    ranked = sorted(times.items(), key=lambda x: (-x[1], x[0]))
    return [r.MissingDay(requirement=id, label=labels[id], times=number) for id, number in ranked]


def _signing(span: Period, desk: Desk) -> r.SigningDay:
    names = dict(desk.rows("SELECT id, name FROM official"))
    signed: Counter[str] = Counter()
    for official, form, number in desk.rows(
        "SELECT signed_by, signed_form, count(*) FROM step WHERE need <> '' AND need = 'signature' "
        "AND until >= ? AND until < ? AND done = 1 AND signed_by <> '' GROUP BY signed_by, signed_form",
        span.begin,
        span.end,
    ):
        name = names.get(official, official)
        signed[f"{name} ({short_form(form)})" if form else name] += number
    left, oldest = desk.rows(f"SELECT count(*), min(since) FROM {stalls.running(span.at, stalls.SIGNATURE)}")[
        0
    ]
    entered = desk.value(
        f"SELECT count(DISTINCT application) FROM {stalls.touching(span.begin, span.end, stalls.SIGNATURE)} "
        "WHERE since >= ?",
        span.begin,
    )
    last = min(span.last, desk.today)
    return r.SigningDay(
        entered=entered,
        signed=signed.total(),
        signed_by=dict(signed),
        left=left,
        oldest=desk.calendar.working_days_between(desk.local(oldest).date(), last) if oldest else 0,
    )


def staff_rows(span: Period, desk: Desk) -> list[r.StaffDay]:
    """Return what each member of staff did in a period, by name."""
    found: dict[str, Counter[str]] = {}
    for name, table, column, moment in (
        ("received", "application", "accepted_by", "accepted"),
        ("returned", "returned", "staff", "wall"),
        ("done", "application", "ready_by", "ready"),
        ("handed_over", "application", "collected_by", "collected"),
    ):
        for staff, number in desk.rows(
            f"SELECT {column}, count(*) FROM {table} "
            f"WHERE {moment} >= ? AND {moment} < ? AND {column} <> '' GROUP BY {column}",
            span.begin,
            span.end,
        ):
            found.setdefault(staff, Counter())[name] += number
    minutes = dict(
        desk.rows(
            "SELECT opened_by, avg(first_handled - opened) / 60e6 FROM application WHERE id IN "
            "(SELECT id FROM application WHERE accepted >= ?1 AND accepted < ?2 "
            "UNION SELECT application FROM returned WHERE wall >= ?1 AND wall < ?2) "
            "AND first_handled >= ?1 AND first_handled < ?2 GROUP BY opened_by",
            span.begin,
            span.end,
        )
    )
    names = desk.staff_names()
    return [
        r.StaffDay(
            staff=id,
            name=names.get(id, id),
            received=found[id]["received"],
            returned=found[id]["returned"],
            done=found[id]["done"],
            handed_over=found[id]["handed_over"],
            minutes=round(minutes[id], 1) if minutes.get(id) is not None else None,
            standard=desk.settings.errand_minutes,
        )
        for id in sorted(found, key=lambda id: names.get(id, id))
    ]


def _notes(span: Period, desk: Desk) -> list[str]:
    """Return disruptions and what a supervisor should know of, as sentences."""
    notes = []
    for one in desk.disruptions(span.begin, min(span.end, desk.now + 1)):
        text = _("Disruption of {what}, from {begins} to {ends}. {note}")
        if one.ends is None:
            text = _("Disruption of {what} since {begins}. {note}")
        begins, ends = _moment(one.begins, desk), _moment(one.ends or desk.now, desk)
        what = disruption_label(one.what)
        notes.append(text.format(what=what, begins=begins, ends=ends, note=one.note).strip())
    names = desk.staff_names()
    for number, staff, what, note in desk.rows(
        "SELECT number, act.staff, what, note FROM act JOIN application ON application.id = act.application "
        "WHERE wall >= ? AND wall < ? ORDER BY wall, number",
        span.begin,
        span.end,
    ):
        notes.append(_act(number, names.get(staff, staff), what, note))
    return notes


def _moment(micros: int, desk: Desk) -> str:
    at = desk.local(micros)
    return f"{short_date(at.date())} {time_text(at)}"


def _act(number: str, staff: str, what: str, note: str) -> str:
    sentence = {
        "undone": _("{number}: step undone by {staff} ({note})."),
        "corrected": _("{number}: data corrected by {staff} ({note})."),
        "sent_back": _("{number}: sent back by {staff} ({note})."),
        "assigned": _("{number}: assigned by {staff} ({note})."),
        "set_aside": _("{number}: set aside by {staff} ({note})."),
        "conflict": _("{number}: conflict, entry of {staff} kept aside ({note})."),
    }[what]
    if what == "conflict":
        note = step_label(note)
    return sentence.format(number=number, staff=staff, note=note)
