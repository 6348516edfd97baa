"""Sums and orders that paper, spreadsheet and terminal share."""

from __future__ import annotations

from collections.abc import Sequence

from counter_app.i18n import _
from counter_app.office.records import BlangkoDay, QueueRow, RecapRow, ServiceDay

CAUSES = ("citizen", "blangko", "signature", "agency", "disruption", "office")


def by_group(lines: Sequence[ServiceDay]) -> list[ServiceDay]:
    """Put services of one group together, groups in the order in which they first come."""
    order = list(dict.fromkeys(line.group for line in lines))
    return sorted(lines, key=lambda line: order.index(line.group))


def balance(line: ServiceDay) -> list[int]:
    """The figures of a service in the order of section A."""
    inside = [line.carried_over, line.received, line.done, line.closed, line.open]
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
    )


def share_done(row: RecapRow) -> float | None:
    """What part of all there was to do is done."""
    work = row.carried_over + row.received
    return row.done / work if work else None


def causes(row: RecapRow) -> list[int]:
    """What is open, by cause."""
    return [row.open_by_cause.get(cause, 0) for cause in CAUSES]


def queue_counts(row: QueueRow) -> list[int]:
    """What became of the numbers of a queue."""
    return [row.taken, row.served, row.skipped, row.transferred, row.left_open]


def queue_minutes(row: QueueRow) -> list[float | None]:
    """How long they waited, were on their way and were served."""
    return [row.wait, row.wait_p90, row.way, row.service, row.service_p90]
