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
from counter_app.office.queries.late import LATE_THEN


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


def open_sql(columns: str) -> str:
    """Return the query for what was accepted before ``:t`` and neither done nor closed before ``:t``.

    Three indexes serve it: what is open now, what became ready since, what was closed since. The
    first is named, since SQLite would rather go through all that was ever accepted.
    """
    return (
        f"SELECT {columns} FROM application INDEXED BY application_due "
        "WHERE accepted IS NOT NULL AND ready IS NULL AND closed IS NULL AND accepted < :t "
        f"UNION ALL SELECT {columns} FROM application WHERE ready >= :t AND accepted < :t "
        f"UNION ALL SELECT {columns} FROM application WHERE closed >= :t AND ready IS NULL AND accepted < :t"
    )


def open_ids(t: int, desk: Desk) -> set[int]:
    """Return the row ids of what was open at ``t``."""
    return {id for (id,) in desk.connection.execute(open_sql("id"), {"t": t})}


Found = dict[str, Counter[str]]  # service or recap group -> what is counted -> number


def balance(span: Period, column: str, desk: Desk) -> Found:
    """Return carried over, received, done, closed and open by ``column`` (service or recap_group).

    Indexes alone answer by recap group: a year with half a million files takes no look at the files.
    """
    found: Found = {}
    for name, t in (("carried_over", span.begin), ("open", span.end)):
        sql = f"SELECT {column}, count(*) FROM ({open_sql(column)}) GROUP BY {column}"
        _add(found, name, desk, sql, {"t": t})
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
    late = (
        f"SELECT {column}, count(*) FROM ({open_sql(column + ', due, id')}) WHERE {LATE_THEN} "
        f"GROUP BY {column}"
    )
    limit = desk.now if span.at is None else span.at
    _add(found, "late", desk, late, {"t": span.end, "limit": limit})
    return found


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
