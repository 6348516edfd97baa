"""The day's queue as it stands: who waits, who was called, whose turn it is."""

from __future__ import annotations

from counter_app.domain import queue as rules
from counter_app.office.desk import Desk


def waiting(desk: Desk, groups: list[str]) -> list[rules.Waiting]:
    """Return today's waiting tickets of ``groups`` (none named: all)."""
    begin, end = desk.day_bounds(desk.today)
    rows = desk.rows(
        "SELECT id, line, class, queued, behind, "
        "(SELECT count(*) FROM ticket AS other WHERE other.issued >= ?1 AND other.called > ticket.queued) "
        "FROM ticket WHERE issued >= ?1 AND issued < ?2 AND state = 'waiting' ORDER BY queued, id",
        begin,
        end,
    )
    return [
        rules.Waiting(id, klass, queued, bool(behind), others)
        for id, line, klass, queued, behind, others in rows
        if not groups or line in groups
    ]


def called_classes(desk: Desk) -> list[str]:
    """Return the classes of this counter's ``call_next`` today, newest first."""
    rows = desk.rows(
        "SELECT class FROM ticket WHERE issued >= ? AND called IS NOT NULL AND by_next = 1 "
        "AND called_at = ? ORDER BY called DESC LIMIT 2",
        desk.day_bounds(desk.today)[0],
        desk.counter,
    )
    return [klass for (klass,) in rows]


def turn(desk: Desk, line: list[rules.Waiting]) -> rules.Waiting | None:
    """Return whose turn it is of those who wait."""
    return rules.following(line, called_classes(desk), desk.now, desk.settings.queue_limit_minutes)
