"""Read what a damaged database still holds of the journal, entry by entry, around the pages that are lost."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from sqlcipher3 import dbapi2 as sqlcipher

from counter_app.domain.errors import DataDamaged
from counter_app.domain.events import Gap
from counter_app.storage import database, journal

BLIND = 5_000  # entries in a row that can't be read before one gives up on a counter
_COLUMNS = "counter, seq, at, wall, actor, stream, payload, hash"


class Row(NamedTuple):
    """One row of the journal, as it was written."""

    counter: str
    seq: int
    at: int
    wall: int
    actor: str
    stream: str
    payload: bytes
    hash: bytes


class Found(NamedTuple):
    """What one counter wrote, as far as it holds: rows by number, and what is gone between and after them."""

    rows: list[Row]
    missing: list[Gap]


def readable(path: Path, key: bytes, counters: Iterable[str]) -> dict[str, dict[int, Row]]:
    """Return every row of the journal that can be read, by counter and number.

    ``counters``: those that are known besides, since the list of a damaged journal may be lost too.
    """
    found: dict[str, dict[int, Row]] = {}
    with suppress(DataDamaged):
        known = {*counters, *_counters(path, key)}
        for counter in sorted(known):
            found[counter] = {row.seq: row for row in _rows(path, key, counter)}
    return found


def _counters(path: Path, key: bytes) -> list[str]:
    db = database.reader(path, key)
    try:
        return journal.counters(db.conn)
    except sqlcipher.DatabaseError:
        return []
    finally:
        db.close()


def _rows(path: Path, key: bytes, counter: str) -> Iterator[Row]:
    """Yield the rows of ``counter``; after a page that can't be read it goes on behind it."""
    seq, blind = 1, 0
    while blind < BLIND:
        db = database.reader(path, key)  # a connection that met a damaged page reads no other
        try:
            cursor = db.conn.execute(
                f"SELECT {_COLUMNS} FROM journal WHERE counter = ? AND seq >= ? ORDER BY seq", (counter, seq)
            )
            for values in cursor:
                row = Row(*values)
                seq, blind = row.seq + 1, 0
                yield row
            return
        except sqlcipher.DatabaseError:
            seq, blind = seq + 1, blind + 1
        finally:
            db.close()


def whole(counter: str, sources: Iterable[Mapping[int, Row]], last: int = 0) -> Found:
    """Return the longest journal of ``counter`` that the sources prove together, the first source first.

    An entry holds when its hash follows from that of the entry before it. The first one behind a gap has
    none to follow from; it holds when the next one is chained to it. ``last``: the newest that was seen.
    """
    by_seq: dict[int, list[Row]] = {}
    for source in sources:
        for seq, row in source.items():
            if row not in by_seq.setdefault(seq, []):
                by_seq[seq].append(row)
    rows: list[Row] = []
    missing: list[Gap] = []
    for seq in range(1, max([*by_seq, last]) + 1):
        held = _held(by_seq, seq, rows[-1] if rows else None)
        if held is not None:
            rows.append(held)
        elif missing and missing[-1].last == seq - 1:
            missing[-1] = Gap(counter=counter, first=missing[-1].first, last=seq)
        else:
            missing.append(Gap(counter=counter, first=seq, last=seq))
    return Found(rows, missing)


def _held(by_seq: Mapping[int, list[Row]], seq: int, before: Row | None) -> Row | None:
    """Return the candidate that the chain proves; ``before`` is the last one that it proved."""
    candidates = by_seq.get(seq, [])
    if seq == 1:
        hashes = [b""]
    elif before is not None and before.seq == seq - 1:
        hashes = [before.hash]
    else:  # what was changed before it may still have its hash
        hashes = [row.hash for row in by_seq.get(seq - 1, [])]
    if hashes:
        return next((row for row in candidates for hash in hashes if links(hash, row)), None)
    after = by_seq.get(seq + 1, [])
    return next((row for row in candidates if any(links(row.hash, later) for later in after)), None)


def links(previous: bytes, row: Row) -> bool:
    """Return whether ``row`` is chained to an entry with the hash ``previous``."""
    return journal.chain(previous, *row[:-1]) == row.hash


def write(connection: Any, rows: Iterable[Row]) -> None:
    """Write rows into an empty journal, byte for byte."""
    connection.executemany("INSERT INTO journal VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)
