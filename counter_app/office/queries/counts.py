"""How many were received, done, closed and open in a period, as things stood at its end.

carried_over + received = done + closed + open. An undone move counts as never made; a file that was
ready once counts as done, even when it was sent back later.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from counter_app.domain.calendar import NotYet, in_order
from counter_app.office.desk import Desk
from counter_app.office.queries.late import LATE_THEN
from counter_app.storage.indexes import RUNNING


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


# What was accepted before ``:t`` and neither done nor closed before ``:t``, in three parts, each of which an
# index answers: what is open now, what became ready since, what was closed since. The indexes are named since
# SQLite would go through all that was ever accepted. The first is in the order of service and group.
_OPEN = (
    f"FROM application INDEXED BY application_running WHERE {RUNNING} AND accepted < :t",
    "FROM application INDEXED BY application_ready WHERE ready >= :t AND accepted < :t",
    "FROM application INDEXED BY application_closed WHERE closed >= :t AND ready IS NULL AND accepted < :t",
)


def open_then(what: str, values: Mapping[str, int], desk: Desk, more: str = "") -> Iterator[tuple[Any, ...]]:
    """Yield ``what`` of what was open at ``t``, part by part: sums are to be added up."""
    for part in _OPEN:
        yield from desk.connection.execute(f"SELECT {what} {part} {more}", values)


def open_groups(t: int, desk: Desk) -> dict[int, str]:
    """Return what was open at ``t``: row ids with their recap groups."""
    return dict(open_then("id, recap_group", {"t": t}, desk))


Found = dict[str, Counter[str]]  # service or recap group -> what is counted -> number


def balance(span: Period, column: str, desk: Desk) -> Found:
    """Return carried over, received, done, closed and open by ``column`` (service or recap_group).

    Indexes alone answer by recap group: a year with half a million files takes no look at the files.
    """
    found: Found = {}
    for name, t in (("carried_over", span.begin), ("open", span.end)):
        _add_open(found, name, column, desk, {"t": t})
    for name, moment, more in (
        ("received", "accepted", ""),
        ("done", "ready", "AND accepted IS NOT NULL"),
        ("closed", "closed", "AND accepted IS NOT NULL AND ready IS NULL"),
    ):
        _add(found, name, desk, _inside(column, moment, more), {"a": span.begin, "b": span.end})
    return found


def counts(span: Period, column: str, desk: Desk) -> Found:
    """Return the balance of the period, and what stands outside it: collected, returned, late."""
    found = balance(span, column, desk)
    inside = {"a": span.begin, "b": span.end}
    _add(found, "collected", desk, _inside(column, "collected"), inside)
    returned = (
        f"SELECT application.{column}, count(*) FROM returned "
        "JOIN application ON application.id = returned.application WHERE wall >= :a AND wall < :b "
        f"GROUP BY application.{column}"
    )
    _add(found, "returned", desk, returned, inside)
    limit = desk.now if span.at is None else span.at
    _add_open(found, "late", column, desk, {"t": span.end, "limit": limit}, f"AND {LATE_THEN}")
    return found


def _add_open(
    found: Found, name: str, column: str, desk: Desk, values: dict[str, int], more: str = ""
) -> None:
    grouped = f"{more} GROUP BY service, recap_group"  # the order of the index: nothing is sorted
    for key, number in open_then(f"{column}, count(*)", values, desk, grouped):
        found.setdefault(key, Counter())[name] += number


def _add(found: Found, name: str, desk: Desk, sql: str, values: dict[str, int]) -> None:
    for key, number in desk.connection.execute(sql, values):
        found.setdefault(key, Counter())[name] += number


def _inside(column: str, moment: str, more: str = "") -> str:
    return (
        f"SELECT {column}, count(*) FROM application WHERE {moment} >= :a AND {moment} < :b {more} "
        f"GROUP BY {column}"
    )


def moves(begin: int, end: int, desk: Desk) -> Moves:
    """Return what came and went in [begin, end): ranges of indexes, however much is on file."""

    def number(table: str, moment: str, more: str = "") -> int:
        sql = f"SELECT count(*) FROM {table} WHERE {moment} >= ? AND {moment} < ? {more}"
        return int(desk.value(sql, begin, end))

    return Moves(
        received=number("application", "accepted"),
        done=number("application", "ready", "AND accepted IS NOT NULL"),
        closed=number("application", "closed", "AND accepted IS NOT NULL AND ready IS NULL"),
        returned=number("returned", "wall"),
    )
