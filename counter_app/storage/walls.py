"""Where an instant lies in the journal: the walls of a counter only grow, but where its clock was put right.

So the journal of a counter is a few stretches, each in the order of time, and a place in it is found by
halving: no index on time, no look at each of a million entries.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from counter_app.storage import journal


class Stretch(NamedTuple):
    """Entries of one counter whose walls only grow, first and last."""

    counter: str
    first: int
    last: int


def stretches(connection: Any, counter: str) -> list[Stretch]:
    """Return the stretches of ``counter``, the newest first: each begins with a clock that was put right.

    One begins behind a gap too: the entry that put the clock right may be lost.
    """
    begins = {1}
    begins.update(
        row[0]
        for row in connection.execute(
            "SELECT seq FROM journal WHERE stream = ? AND counter = ?", (f"clock/{counter}", counter)
        )
    )
    for gap in journal.gaps(connection):
        if gap.counter == counter:
            begins.add(gap.last + 1)
    found, last = [], journal.last(connection, counter).seq
    for first in sorted(begins, reverse=True):
        if first <= last:
            found.append(Stretch(counter, first, last))
            last = first - 1
    return found


def first(connection: Any) -> int | None:
    """Return the earliest wall of all, None for no entry: the first may be of a clock that was ahead."""
    found = [
        connection.execute(
            "SELECT wall FROM journal WHERE counter = ? AND seq >= ? ORDER BY seq LIMIT 1",
            (counter, one.first),
        ).fetchone()[0]
        for counter in journal.counters(connection)
        for one in stretches(connection, counter)
    ]
    return min(found, default=None)


def newest_before(connection: Any, counter: str, instant: int) -> int:
    """Return the highest seq of ``counter`` whose wall lies before ``instant``, 0 where there is none."""
    found = (_last_before(connection, one, instant) for one in stretches(connection, counter))
    return next((seq for seq in found if seq), 0)


def between(connection: Any, begin: int, end: int) -> Iterator[Stretch]:
    """Yield the entries of every counter whose walls lie in [begin, end), as parts of stretches."""
    for counter in journal.counters(connection):
        for one in stretches(connection, counter):
            first = max(_last_before(connection, one, begin) + 1, one.first)
            last = _last_before(connection, one, end)
            if first <= last:
                yield Stretch(counter, first, last)


def _last_before(connection: Any, one: Stretch, instant: int) -> int:
    """Return the last seq in a stretch whose wall lies before ``instant``, 0 where there is none."""
    found, low, high = 0, one.first, one.last
    while low <= high:
        row = connection.execute(
            "SELECT seq, wall FROM journal WHERE counter = ? AND seq BETWEEN ? AND ? "
            "ORDER BY seq DESC LIMIT 1",
            (one.counter, low, (low + high) // 2),
        ).fetchone()
        if row is None:  # lost: nothing in the lower half
            low = (low + high) // 2 + 1
        elif row[1] < instant:
            found, low = row[0], (low + high) // 2 + 1
        else:
            high = row[0] - 1
    return found
