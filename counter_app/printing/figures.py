"""Sums and orders that paper, spreadsheet and terminal share."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from counter_app.domain.ages import LONG
from counter_app.i18n import _
from counter_app.office.records import (
    BlangkoDay,
    MonthRow,
    QueueRow,
    Recap,
    RecapRow,
    RegisterRow,
    RegisterTotal,
    ServiceDay,
    TargetRow,
)

BALANCE = 9  # figures of a service in section A
MOST_MISSING = 5  # requirements that section F names
CAUSES = ("citizen", "blangko", "signature", "agency", "disruption", "office")


def by_group(lines: Sequence[ServiceDay]) -> list[ServiceDay]:
    """Put services of one group together, groups in the order in which they first come."""
    order = list(dict.fromkeys(line.group for line in lines))
    return sorted(lines, key=lambda line: order.index(line.group))


def balance(line: ServiceDay) -> list[int]:
    """The figures of a service in the order of section A."""
    inside = [line.carried_over, line.corrected, line.received, line.done, line.closed, line.open]
    return [*inside, line.late, line.returned, line.collected]


def sums(rows: Sequence[Sequence[int]], width: int) -> list[int]:
    """Add up ``width`` columns."""
    return [sum(row[index] for row in rows) for index in range(width)]


def used(line: BlangkoDay) -> list[int]:
    """What blank forms were used for."""
    return [line.used_new, line.used_lost, line.used_damaged, line.used_change]


def total(rows: Sequence[RecapRow]) -> RecapRow:
    """All groups of a recap together."""
    return RecapRow(
        group=_("Total"),
        carried_over=sum(row.carried_over for row in rows),
        received=sum(row.received for row in rows),
        done=sum(row.done for row in rows),
        closed=sum(row.closed for row in rows),
        open=sum(row.open for row in rows),
        open_by_cause={cause: sum(row.open_by_cause.get(cause, 0) for row in rows) for cause in CAUSES},
        open_by_age={age.name: sum(row.open_by_age.get(age.name, 0) for row in rows) for age in LONG},
        longest=max((row.longest for row in rows), default=0),
    )


def share(part: int, whole: int) -> float | None:
    """What part of a whole something is; of nothing there is none."""
    return part / whole if whole else None


def share_done(row: RecapRow) -> float | None:
    """What part of all there was to do is done."""
    return share(row.done, row.carried_over + row.received)


def causes(row: RecapRow) -> list[int]:
    """What is open, by cause."""
    return [row.open_by_cause.get(cause, 0) for cause in CAUSES]


def ages(row: RecapRow) -> list[int]:
    """What is open, by age."""
    return [row.open_by_age.get(age.name, 0) for age in LONG]


def target_years(rows: Sequence[TargetRow]) -> list[list[TargetRow]]:
    """The targets, a list for each year."""
    return [list(year) for _year, year in groupby(rows, key=lambda row: row.year)]


def target_total(rows: Sequence[TargetRow]) -> TargetRow:
    """All groups of a year together."""
    target, received, inside = sums([(row.target, row.received, row.inside) for row in rows], 3)
    return TargetRow(year=rows[0].year, group=_("Total"), target=target, received=received, inside=inside)


def begins_within(record: Recap) -> bool:
    """Whether the period begins after the year of its first targets: then its own part is told too."""
    return bool(record.targets) and record.first > date(record.targets[0].year, 1, 1)


def month_total(months: Sequence[MonthRow]) -> MonthRow:
    """All months together; what is open is what the last left."""
    received, done, closed = sums([(m.received, m.done, m.closed) for m in months], 3)
    last = months[-1]
    return MonthRow(month=last.month, received=received, done=done, closed=closed, open=last.open)


def register_months(rows: Sequence[RegisterRow]) -> list[list[RegisterRow]]:
    """The rows of a register, a list for each month."""
    return [list(month) for _key, month in groupby(rows, key=lambda row: (row.at.year, row.at.month))]


def register_total(rows: Sequence[RegisterTotal]) -> RegisterTotal:
    """All groups of a register together."""
    states = {state: sum(row.states[state] for row in rows) for state in rows[0].states}
    return RegisterTotal(group=_("Total"), states=states)


def queue_counts(row: QueueRow) -> list[int]:
    """What became of the numbers of a queue."""
    return [row.taken, row.served, row.skipped, row.transferred, row.left_open]


def queue_minutes(row: QueueRow) -> list[float | None]:
    """How long they waited, were on their way and were served."""
    return [row.wait, row.wait_p90, row.way, row.service, row.service_p90]
