"""What is late: past the deadline before the product was ready; the clock pauses for the citizen.

The rule stands here as a function, as SQL for now and as SQL for the end of a past day.
"""

from __future__ import annotations

from counter_app.storage.indexes import OPEN

LATE_NOW = f"{OPEN} AND ready IS NULL AND due < ? AND (citizen_since IS NULL OR due < citizen_since)"
LATE_THEN = (  # of what was open before :t
    "due < :limit AND NOT EXISTS (SELECT 1 FROM awaited WHERE application = id AND begins <= due "
    "AND begins < :t AND (ends IS NULL OR ends >= :t))"
)


def is_late(due: int | None, ready: int | None, citizen_since: int | None, now: int) -> bool:
    """Whether the deadline passed before the product was ready; the clock pauses for the citizen."""
    if due is None:
        return False
    if ready is not None:
        return ready > due
    return min(now, citizen_since or now) > due
