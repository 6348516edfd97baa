"""What was open at a moment, by the working days since acceptance."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from counter_app.domain.ages import Age, oldest_day
from counter_app.office.desk import Desk
from counter_app.office.queries.counts import Period, open_then


class Aged(NamedTuple):
    """How many are in each band, and the working days since the oldest was accepted."""

    numbers: list[int]
    longest: int


def begins(ages: Sequence[Age], on: dt.date, desk: Desk) -> list[int]:
    """Return the instant at which each band begins, seen from the end of ``on``; of the last, 0."""
    days = (None if age.last is None else oldest_day(age.last, on, desk.calendar) for age in ages)
    return [0 if day is None else desk.day_bounds(day)[0] for day in days]


def by_group(ages: Sequence[Age], span: Period, desk: Desk) -> dict[str, Aged]:
    """Count what was open at the end of the period, by recap group."""
    on = min(span.last, desk.today)
    known = {f"b{n}": begin for n, begin in enumerate(begins(ages, on, desk))}
    sums = ", ".join(f"sum(accepted >= :{name})" for name in known)
    what, values = f"recap_group, min(accepted), {sums}", {"t": span.end, **known}
    found: dict[str, tuple[int, list[int]]] = {}
    for group, oldest, *counts in open_then(what, values, desk, "GROUP BY service, recap_group"):
        before, summed = found.get(group, (oldest, [0] * len(counts)))
        found[group] = min(before, oldest), [a + b for a, b in zip(summed, counts, strict=True)]
    return {
        group: Aged(
            [count - younger for count, younger in zip(counts, (0, *counts), strict=False)],
            desk.calendar.working_days_between(desk.local(oldest).date(), on),
        )
        for group, (oldest, counts) in found.items()
    }
