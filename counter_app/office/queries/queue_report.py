"""The report of the queue over a period: waits and service by group, class and hour, and who called whom."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from counter_app.domain.calendar import to_micros
from counter_app.domain.queue import GROUPS, quantile
from counter_app.domain.words import queue_label, ticket_class_label
from counter_app.i18n import _, time_text
from counter_app.office import records as r
from counter_app.office.desk import Desk
from counter_app.office.office import REPORTS, Question, answers
from counter_app.office.queries import letterhead
from counter_app.office.queries.counts import Period, period
from counter_app.office.queries.queue import out_of_turn
from counter_app.office.queries.recap import dates

CLASSES = ("regular", "priority", "returning")
MINUTE = 60_000_000


class QueueReport(Question, frozen=True, rename={"from_": "from"}):
    """Show waiting and service times of a period by group, class and hour, ready to print."""

    from_: dt.date | None = None
    to: dt.date | None = None


class OutOfTurnCalls(Question, frozen=True, rename={"from_": "from"}):
    """List who called how many numbers out of turn in a period (default: today), past how many others."""

    from_: dt.date | None = None
    to: dt.date | None = None


class Leg(NamedTuple):
    """One stay of a ticket in one group, as the report counts it."""

    group: str
    klass: str
    begun: int
    first_called: int | None
    way: int | None
    at_desk: int
    staff: str
    outcome: str
    reason: str
    passed: int


@answers(QueueReport, REPORTS)
def queue_report(question: QueueReport, desk: Desk) -> r.QueueReport:
    first, last = dates(question.from_, question.to, desk)
    span = period(first, last, desk)
    legs = _legs(span, desk)
    seen = {desk.local(leg.begun).hour for leg in legs}
    hours = range(min(seen), max(seen) + 1) if seen else []
    return r.QueueReport(
        head=letterhead.head(desk),
        first=first,
        last=last,
        groups=_rows(legs, GROUPS, lambda leg: leg.group, queue_label),
        classes=_rows(legs, CLASSES, lambda leg: leg.klass, ticket_class_label),
        hours=_rows(legs, hours, lambda leg: desk.local(leg.begun).hour, _hour, gaps=True),
        total=_row(_("Total"), legs),
        staff=_staff(legs, desk.staff_names()),
        counters=_counters(span, desk),
        out_of_turn=out_of_turn(span, desk),
        left_signer=letterhead.camat(desk),
        right_signer=letterhead.kasi(desk),
        printed=letterhead.printed(desk),
        one_counter=True,
    )


@answers(OutOfTurnCalls, REPORTS)
def out_of_turn_calls(question: OutOfTurnCalls, desk: Desk) -> list[dict[str, Any]]:
    span = period(question.from_ or desk.today, question.to or question.from_ or desk.today, desk)
    names = desk.staff_names()
    return [
        {
            "staff": id,
            "name": names.get(id, id),
            "calls": len(legs),
            "passed": sum(leg.passed for leg in legs),
            "served": served,
        }
        for id, legs, served in _by_staff(_legs(span, desk))
        if legs
    ]


def _legs(span: Period, desk: Desk) -> list[Leg]:
    rows = desk.rows(
        "SELECT line, class, begun, first_called, way, at_desk, staff, outcome, reason, passed FROM leg "
        "WHERE begun >= ? AND begun < ? ORDER BY begun",
        span.begin,
        span.end,
    )
    return [Leg(*row) for row in rows]


def _rows(
    legs: Sequence[Leg],
    names: Iterable[Any],
    key: Callable[[Leg], Any],
    label: Callable[[Any], str],
    *,
    gaps: bool = False,
) -> list[r.QueueRow]:
    """Return a row for each name that has numbers; with ``gaps``, for the others too."""
    found: dict[Any, list[Leg]] = {}
    for leg in legs:
        found.setdefault(key(leg), []).append(leg)
    return [_row(label(name), found.get(name, [])) for name in names if gaps or name in found]


def _hour(hour: int) -> str:
    return time_text(dt.time(hour))


def _row(name: str, legs: Sequence[Leg]) -> r.QueueRow:
    waits = [(leg.first_called - leg.begun) / MINUTE for leg in legs if leg.first_called is not None]
    ways = [leg.way / MINUTE for leg in legs if leg.way is not None]
    services = _services(legs)
    return r.QueueRow(
        name=name,
        taken=len(legs),
        served=sum(leg.outcome == "finished" for leg in legs),
        skipped=sum(leg.outcome == "skipped" for leg in legs),
        transferred=sum(leg.outcome in ("transferred", "handed_on") for leg in legs),
        left_open=sum(leg.outcome == "left_open" for leg in legs),
        wait=_share(waits, 0.5),
        wait_p90=_share(waits, 0.9),
        way=_share(ways, 0.5),
        service=_share(services, 0.5),
        service_p90=_share(services, 0.9),
    )


def _services(legs: Iterable[Leg]) -> list[float]:
    """Return the minutes at a desk, without those in which the citizen was away."""
    return [leg.at_desk / MINUTE for leg in legs if leg.outcome == "finished"]


def _share(values: Sequence[float], share: float) -> float | None:
    return round(quantile(values, share), 1) if values else None


def _by_staff(legs: Sequence[Leg]) -> list[tuple[str, list[Leg], int]]:
    """Return each member of staff who called with the calls out of turn and how many were served."""
    ordered = sorted((leg for leg in legs if leg.staff), key=lambda leg: leg.staff)
    return [
        (id, [leg for leg in mine if leg.reason], sum(leg.outcome == "finished" for leg in mine))
        for id, mine in ((id, list(group)) for id, group in groupby(ordered, key=lambda leg: leg.staff))
    ]


def _staff(legs: Sequence[Leg], names: Mapping[str, str]) -> list[r.QueueStaff]:
    return [
        r.QueueStaff(
            staff=names.get(id, id),
            served=served,
            service=_share(_services([leg for leg in legs if leg.staff == id]), 0.5),
            out_of_turn=len(out),
            passed=sum(leg.passed for leg in out),
        )
        for id, out, served in _by_staff(legs)
    ]


def _counters(span: Period, desk: Desk) -> list[r.CounterTime]:
    """Return how long each counter was open; one that nobody closed counts until the office closed."""
    rows = desk.rows(
        "SELECT counter, since, until, state FROM counter_day WHERE since >= ? AND since < ? "
        "ORDER BY counter, since",
        span.begin,
        span.end,
    )
    found = []
    for counter, ones in groupby(rows, key=lambda row: row[0]):
        minutes = {"open": 0.0, "paused": 0.0, "closed": 0.0}
        days = set()
        for _counter, since, until, state in ones:
            day = desk.local(since).date()
            end = _end(until, since, day, desk)
            minutes[state] += (end - since) / MINUTE
            days.add(day)
        code = counter.partition("-")[0]
        found.append(
            r.CounterTime(
                counter=code, days=len(days), open=round(minutes["open"]), paused=round(minutes["paused"])
            )
        )
    return found


def _end(until: int | None, since: int, day: dt.date, desk: Desk) -> int:
    if until is not None and desk.local(until).date() == day:
        return until
    closes = desk.calendar.closes(day)
    end = to_micros(closes) if closes is not None else since
    return max(min(end, desk.now), since)
