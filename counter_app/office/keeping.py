"""What only who looks after the data may do: the admin, or a supervisor where the office has none."""

from __future__ import annotations

from counter_app.office.desk import Desk
from counter_app.office.office import NotAllowed


def keeper(desk: Desk) -> None:
    """Refuse a supervisor where the office has an admin. Raises NotAllowed."""
    if desk.staff.role not in desk.keepers:
        raise NotAllowed(desk.staff.role, frozenset(desk.keepers))
