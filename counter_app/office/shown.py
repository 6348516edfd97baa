"""Whether whoever asks wrote down today that whole NIKs are drawn on paper."""

from __future__ import annotations

from collections.abc import Callable

from counter_app.domain.events import Event
from counter_app.office.desk import Desk


def today(stream: str, noted: Callable[[Event | None], bool], desk: Desk) -> bool:
    """Return whether an entry of today, by whoever is signed in, says so: else a NIK stays masked."""
    return any(
        noted(entry.event) and entry.actor == desk.staff.id and desk.local(entry.wall).date() == desk.today
        for entry in desk.stream(stream)
    )
