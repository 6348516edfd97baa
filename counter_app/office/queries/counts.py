"""How many were received, done, closed and open in a period, as things stood at its end.

carried_over + received = done + closed + open. An undone move counts as never made; a file that was
ready once counts as done, even when it was sent back later.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import NamedTuple

from counter_app.domain.calendar import NotYet, in_order
from counter_app.office.desk import Desk


class Moves(NamedTuple):
    """How many were received, done and closed, all services together, and how often one was returned."""

    received: int
    done: int
    closed: int
    returned: int


class Period(NamedTuple):
    """[begin, end) in microseconds; ``at`` is None when the period reaches to now."""

    begin: int
    end: int
    at: int | None
    first: dt.date
    last: dt.date


def period(first: dt.date, last: dt.date, desk: Desk) -> Period:
    """Return the days ``first`` to ``last``. Raises EndsBeforeItBegins, UnlikelyDate."""
    in_order(first, last)
    begin, end = desk.day_bounds(first)[0], desk.day_bounds(last)[1]
    return Period(begin, end, None if end > desk.now else end, first, last)


def report_days(first: dt.date, last: dt.date, desk: Desk) -> Period:
    """Return the days of a report, which have begun. Raises NotYet too."""
    span = period(first, last, desk)
    if first > desk.today:
        raise NotYet(first)
    return span


Found = dict[str, Counter[str]]  # service or recap group -> what is counted -> number
_COLUMNS = ("service", "recap_group")  # the key of what is counted


def balance(span: Period, column: str, desk: Desk) -> Found:
    """Return carried over, received, done, closed and open by ``column`` (service or recap_group)."""
    found: Found = {}
    for name, t in (("carried_over", span.begin), ("open", span.end)):
        _add(found, name, column, desk.stays.standing("open", t))
    for name in ("received", "done", "closed"):
        _add(found, name, column, desk.stays.began(name, span.begin, span.end))
    return found


def counts(span: Period, column: str, desk: Desk) -> Found:
    """Return the balance of the period, and what stands outside it: collected, returned, late."""
    found = balance(span, column, desk)
    for name in ("collected", "returned"):
        _add(found, name, column, desk.stays.began(name, span.begin, span.end))
    _add(found, "late", column, desk.stays.standing("late", desk.now + 1 if span.at is None else span.at))
    return found


def _add(found: Found, name: str, column: str, numbers: Counter[tuple[str, ...]]) -> None:
    place = _COLUMNS.index(column)
    for key, number in numbers.items():
        if number:
            found.setdefault(key[place], Counter())[name] += number


def moves(begin: int, end: int, desk: Desk) -> Moves:
    """Return what came and went in [begin, end), however much is on file."""
    names = ("received", "done", "closed", "returned")
    return Moves(*(desk.stays.began(name, begin, end).total() for name in names))
