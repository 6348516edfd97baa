"""What was once seen of the journal, kept beside it: a book that lost its newest pages shows it.

A chain proves that no entry was changed, not that the last ones are still there. So each counter's newest
entry is noted in the data folder when the program is closed, and in every backup.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from counter_app.storage import journal
from counter_app.storage.files import NotWritten, write_atomically
from counter_app.storage.sealed import Newer, seal, unseal

NAME = "newest.json"
FORMAT = 1

SHORT = 8  # digits of a hash that are noted: what 0.3 and older read too

Tops = Mapping[str, tuple[int, str]]  # counter -> seq and first 8 hex digits of the hash of its newest entry


class Behind(NamedTuple):
    """A counter whose journal lacks an entry that was seen, or holds another one in its place."""

    counter: str
    seq: int  # of the entry that was seen
    now: int  # of the newest entry that is there


def tops(connection: Any) -> dict[str, tuple[int, str]]:
    """Return the newest entry of every counter that has written."""
    found = {}
    for counter in journal.counters(connection):
        last = journal.last(connection, counter)
        found[counter] = (last.seq, last.hash.hex()[:SHORT])
    return found


def behind(connection: Any, seen: Tops) -> list[Behind]:
    """Return every counter whose journal does not hold what was seen of it."""
    return [
        Behind(counter, seq, journal.last(connection, counter).seq)
        for counter, (seq, digits) in seen.items()
        if not digits or journal.digits(connection, counter, seq)[:SHORT] != digits[:SHORT]
    ]


def note(folder: Path, connection: Any) -> None:
    """Note the newest entries in ``folder``; a disk that takes no file keeps the older note."""
    found = tops(connection)
    if found != load(folder):
        with suppress(NotWritten):
            write_atomically(folder / NAME, seal("newest", found, FORMAT))


def forget(folder: Path) -> None:
    """Forget what was noted: other data are in the place of those."""
    (folder / NAME).unlink(missing_ok=True)


def load(folder: Path) -> Tops:
    """Return what was noted in ``folder``; nothing where the note is missing or damaged."""
    try:
        data = (folder / NAME).read_bytes()
        return unseal("newest", data, dict[str, tuple[int, str]], FORMAT) or {}
    except (OSError, Newer):
        return {}
