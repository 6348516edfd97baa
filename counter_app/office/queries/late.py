"""What is late: past the deadline before the product was ready; the clock pauses for the citizen.

The rule stands here as a function and as SQL for now; ``domain.stays`` tells since when, for any moment.
"""

from __future__ import annotations

from counter_app.storage.indexes import OPEN

LATE_NOW = f"{OPEN} AND ready IS NULL AND due < ? AND (citizen_since IS NULL OR due < citizen_since)"


def is_late(due: int | None, ready: int | None, citizen_since: int | None, now: int) -> bool:
    """Whether the deadline passed before the product was ready; the clock pauses for the citizen."""
    if due is None:
        return False
    if ready is not None:
        return ready > due
    return min(now, citizen_since or now) > due
