"""What was open at a moment, by the working days since acceptance."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from counter_app.domain.ages import Age, oldest_day
from counter_app.office.desk import Desk
from counter_app.office.queries.counts import Period, period
from counter_app.storage.standing import HOUR


class Aged(NamedTuple):
    """How many are in each band, and the working days since the oldest was accepted."""

    numbers: list[int]
    longest: int


def begins(ages: Sequence[Age], on: dt.date, desk: Desk) -> list[int]:
    """Return the instant at which each band begins, seen from the end of ``on``; of the last, 0."""
    days = (None if age.last is None else oldest_day(age.last, on, desk.calendar) for age in ages)
    return [0 if day is None else desk.day_bounds(day)[0] for day in days]


# What was accepted before ``:t`` and neither done nor closed before ``:t``, in three parts: what is in
# process now, by the hour, what became ready since, what was closed since. The indexes are named since SQLite
# would go through all that was ever accepted.
_OPEN = (
    f"hour * {HOUR} AS accepted, n FROM running_since",
    "accepted, 1 AS n FROM application INDEXED BY application_ready WHERE ready >= :t",
    "accepted, 1 AS n FROM application INDEXED BY application_closed WHERE closed >= :t AND ready IS NULL",
)


def by_group(ages: Sequence[Age], span: Period, desk: Desk) -> dict[str, Aged]:
    """Count what was open at the end of the period, by recap group."""
    on = min(span.last, desk.today)
    found: dict[str, tuple[int, list[int]]] = {}
    for group, oldest, *counts in _open_then(begins(ages, on, desk), span.end, desk):
        before, summed = found.get(group, (oldest, [0] * len(counts)))
        found[group] = min(before, oldest), [a + b for a, b in zip(summed, counts, strict=True)]
    return {
        group: Aged(
            [count - younger for count, younger in zip(counts, (0, *counts), strict=False)],
            desk.calendar.working_days_between(desk.local(oldest).date(), on),
        )
        for group, (oldest, counts) in found.items()
    }


def _open_then(begins: Sequence[int], t: int, desk: Desk) -> Iterator[tuple[Any, ...]]:
    """Yield recap group, the oldest, and how many were accepted from each of ``begins`` on, part by part."""
    known = {f"b{n}": begin for n, begin in enumerate(begins)}
    sums = ", ".join(f"sum(n * (accepted >= :{name}))" for name in known)
    for part in _OPEN:
        yield from desk.connection.execute(
            f"SELECT recap_group, min(accepted), {sums} FROM (SELECT recap_group, {part}) "
            "WHERE accepted < :t GROUP BY recap_group",
            {"t": t, **known},
        )


def now(ages: Sequence[Age], desk: Desk) -> list[int]:
    """Count what is open now, all groups together."""
    found = by_group(ages, period(desk.today, desk.today, desk), desk).values()
    return [sum(group.numbers[n] for group in found) for n in range(len(ages))]
