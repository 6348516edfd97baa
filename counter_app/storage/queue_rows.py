"""Rows of the day's queue: tickets with their legs, and when a counter was open."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Sequence
from typing import Any

import msgspec

from counter_app.domain import events as e
from counter_app.domain import ticket as tickets

_json = msgspec.json.Encoder()
_STATES = {e.CounterOpened: "open", e.CounterPaused: "paused", e.CounterClosed: "closed"}


def write_ticket(connection: Any, id: str, entries: Sequence[e.Entry], *, fresh: bool) -> None:
    """A place in the queue, its way from desk to desk, and when its turn came."""
    t = tickets.fold(id, entries)
    if not t.legs:
        return
    row = (
        *(t.id, t.issued, t.group, t.klass, t.ground, t.counter, t.queued, int(t.behind), t.state, t.called),
        *(t.called_by, t.called_at, t.calls, _text(t.also), _text(t.barred), t.note, t.place, t.call),
    )
    connection.execute(f"INSERT OR REPLACE INTO ticket VALUES ({_marks(row)})", row)
    rows = [
        (
            *(t.id, n, leg.group, t.klass, leg.begun, leg.first_called, leg.arrived, leg.ended),
            *(leg.way, leg.at_desk, leg.staff, leg.counter, leg.outcome, leg.reason, leg.passed),
        )
        for n, leg in enumerate(t.legs)
    ]
    connection.executemany(f"INSERT OR REPLACE INTO leg VALUES ({_marks(rows[0])})", rows)
    turns = [(t.id, n, c.at, c.called, c.counter, t.klass, c.by_next) for n, c in enumerate(t.turns)]
    connection.executemany("INSERT OR REPLACE INTO turn VALUES (?,?,?,?,?,?,?)", turns)


def write_counter(connection: Any, id: str, entries: Sequence[e.Entry], *, fresh: bool) -> None:
    """When a counter was open, on a break or closed; what follows ends what was before."""
    told = [(entry, state) for entry in entries if (state := _STATES.get(type(entry.event)))]  # type: ignore[arg-type]
    ends = _ends([entry.wall for entry, _state in told])
    rows = [
        (
            *(id, n, entry.wall, until, state, entry.actor),
            _text(list(getattr(entry.event, "groups", []))),
            getattr(entry.event, "reason", ""),
        )
        for n, ((entry, state), until) in enumerate(zip(told, ends, strict=True))
    ]
    connection.execute("DELETE FROM counter_day WHERE counter = ?", (id,))
    connection.executemany("INSERT INTO counter_day VALUES (?,?,?,?,?,?,?,?)", rows)


def _ends(walls: Sequence[int]) -> list[int | None]:
    """Return when that ended which began at each of ``walls``: when anything followed; None for the last.

    What a clock that was ahead wrote was over before it began, once an earlier moment follows.
    """
    ends: list[int | None] = []
    after: list[int] = []  # the walls that follow, ascending
    for n in range(len(walls) - 1, -1, -1):
        if not after:
            ends.append(None)
        elif walls[n + 1] < walls[n]:
            ends.append(walls[n])
        else:
            ends.append(after[bisect_left(after, walls[n])])
        insort(after, walls[n])
    return ends[::-1]


def _marks(row: Sequence[Any]) -> str:
    return ",".join("?" * len(row))


def _text(value: list[str]) -> str:
    return _json.encode(value).decode()
