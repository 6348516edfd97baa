"""The append-only, hash-chained journal."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Any, NamedTuple, get_args

import msgspec

from counter_app.domain.events import (
    AnyEvent,
    ApplicantChange,
    ApplicationClosed,
    ApplicationClosed2,
    ApplicationCorrected,
    ApplicationCorrected2,
    ApplicationHandedOver,
    ApplicationHandedOver2,
    ApplicationOpened,
    ApplicationOpened2,
    BlangkoSpoiled,
    BlangkoSpoiled2,
    DataRestored,
    DataSalvaged,
    Entry,
    Event,
    Gap,
    ServiceChanged,
    ServiceChanged2,
)

DIGITS = 16  # of a hash in hexadecimal, as papers bear it
LOSSES = "FROM journal WHERE stream >= 'restore/' AND stream < 'restore0' ORDER BY at, counter, seq"

_decoder: msgspec.json.Decoder[Event] = msgspec.json.Decoder(AnyEvent)
_encoder = msgspec.json.Encoder(order="deterministic")
_head = msgspec.json.Encoder()


class _Tagged(msgspec.Struct):
    """What every event has, of whatever version."""

    type: str


_tags = msgspec.json.Decoder(_Tagged)
_KNOWN = frozenset(kind.__struct_config__.tag for kind in get_args(AnyEvent))


def _closed(old: ApplicationClosed) -> Event:
    return ApplicationClosed2(outcome=old.outcome, reason=old.reason)


def _opened(old: ApplicationOpened) -> Event:
    return ApplicationOpened2(**msgspec.structs.asdict(old))


def _corrected(old: ApplicationCorrected) -> Event:
    """It had the whole citizen, also what did not change."""
    said = msgspec.structs.asdict(old)
    if old.applicant is not None:
        said["applicant"] = ApplicantChange(**msgspec.structs.asdict(old.applicant))
    return ApplicationCorrected2(**said)


def _service_changed(old: ServiceChanged) -> Event:
    return ServiceChanged2(definition=old.definition)


def _spoiled(old: BlangkoSpoiled) -> Event:
    return BlangkoSpoiled2(**msgspec.structs.asdict(old))


def _handed_over(old: ApplicationHandedOver) -> Event:
    return ApplicationHandedOver2(**msgspec.structs.asdict(old))


# What an earlier version wrote, as this one reads it.
UPCASTERS: Mapping[type[Event], Callable[[Any], Event]] = {
    ApplicationClosed: _closed,
    ApplicationOpened: _opened,
    ApplicationCorrected: _corrected,
    BlangkoSpoiled: _spoiled,
    ApplicationHandedOver: _handed_over,
    ServiceChanged: _service_changed,
}


class Problem(NamedTuple):
    """One entry that does not fit its chain."""

    counter: str
    seq: int
    what: str  # changed, missing, unreadable


class Last(NamedTuple):
    """The newest entry of one counter; all zero for an empty journal."""

    seq: int
    at: int
    wall: int
    hash: bytes


def last(connection: Any, counter: str) -> Last:
    """Return this counter's newest entry."""
    row = connection.execute(
        "SELECT seq, at, wall, hash FROM journal WHERE counter = ? ORDER BY seq DESC LIMIT 1", (counter,)
    ).fetchone()
    return Last(*row) if row else Last(0, 0, 0, b"")


def newest_wall(connection: Any, names: Iterable[str]) -> int:
    """Return the newest wall of a counter that counts; 0 for an empty journal.

    ``names`` are the journal's for it, the newest first. Walls only grow, but where a supervisor confirmed
    the clock: what was written before, or under a name of before a restore, counts no more.
    """
    found = (last(connection, name).wall for name in names)
    return next((wall for wall in found if wall), 0)


def append(
    connection: Any, events: Iterable[tuple[str, Event]], *, counter: str, clock: int, actor: str
) -> list[str]:
    """Write (stream, event) pairs as the next entries of ``counter``; return the streams touched, in order.

    ``clock`` is what the machine's clock says. The caller holds the transaction.
    """
    seq, _, _, previous = last(connection, counter)
    newest = connection.execute("SELECT max(at) FROM journal").fetchone()[0] or 0
    rows = []
    for stream, event in events:
        seq += 1
        newest = max(clock, newest + 1)
        payload = _encoder.encode(event)
        link = chain(previous, counter, seq, newest, clock, actor, stream, payload)
        rows.append((counter, seq, newest, clock, actor, stream, payload, link))
        previous = link
    connection.executemany("INSERT INTO journal VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)
    return list(dict.fromkeys(row[5] for row in rows))


def decode(payload: bytes) -> Event | None:
    """Return the event in ``payload``; None for what this version can't read, of which ``verify`` tells."""
    try:
        event = _decoder.decode(payload)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None
    upcast = UPCASTERS.get(type(event))
    return event if upcast is None else upcast(event)


def tag(payload: bytes) -> str:
    """Return which event is in ``payload``, of whatever version: ``application.opened.1``; empty for none."""
    try:
        return _tags.decode(payload).type
    except (msgspec.DecodeError, UnicodeDecodeError):
        return ""


def between(tag: str) -> tuple[bytes, bytes]:
    """Return what the payload of an event lies between: its tag, then its version, comes first in it."""
    begin = f'{{"type":"{tag}.'.encode()
    return begin, begin[:-1] + b"/"


def readable(payload: bytes) -> bool:
    """Return whether ``payload`` is an event, of this version or with a tag that only a newer one knows."""
    if decode(payload) is not None:
        return True
    found = tag(payload)
    return bool(found) and found not in _KNOWN


def stream(connection: Any, name: str) -> list[Entry]:
    """Return the entries of one stream in the order that every counter agrees on."""
    rows = connection.execute(
        "SELECT counter, seq, at, wall, actor, payload FROM journal "
        "WHERE stream = ? ORDER BY at, counter, seq",
        (name,),
    )
    return [Entry(c, seq, at, wall, actor, decode(payload)) for c, seq, at, wall, actor, payload in rows]


def by_stream(connection: Any, after: str = "") -> Iterator[tuple[str, list[Entry]]]:
    """Yield the streams ``after`` a name, with their entries in the order that every counter agrees on."""
    rows = connection.execute(
        "SELECT stream, counter, seq, at, wall, actor, payload FROM journal WHERE stream > ? "
        "ORDER BY stream, at, counter, seq",
        (after,),
    )
    yield from _grouped(rows)


def of_streams(connection: Any, names: Collection[str]) -> Iterator[tuple[str, list[Entry]]]:
    """Yield some streams, with their entries in the order that every counter agrees on."""
    rows = connection.execute(
        "SELECT stream, counter, seq, at, wall, actor, payload FROM json_each(?) AS one "
        "CROSS JOIN journal ON stream = one.value ORDER BY one.key, at, counter, seq",
        (msgspec.json.encode(sorted(names)).decode(),),
    )
    yield from _grouped(rows)


def _grouped(rows: Iterable[tuple[Any, ...]]) -> Iterator[tuple[str, list[Entry]]]:
    name, entries = "", list[Entry]()
    for row_stream, counter, seq, at, wall, actor, payload in rows:
        if row_stream != name:
            if entries:
                yield name, entries
            name, entries = row_stream, []
        entries.append(Entry(counter, seq, at, wall, actor, decode(payload)))
    if entries:
        yield name, entries


def counters(connection: Any) -> list[str]:
    """Return every counter that has written, this one or another."""
    found: list[str] = []
    row = connection.execute("SELECT min(counter) FROM journal").fetchone()
    while row and row[0] is not None:
        found.append(row[0])
        row = connection.execute("SELECT min(counter) FROM journal WHERE counter > ?", (row[0],)).fetchone()
    return found


def verify(
    connection: Any,
    counter: str,
    progress: Callable[[int], None] | None = None,
    gaps: Collection[tuple[int, int]] = (),
) -> Iterator[Problem]:
    """Recompute the whole chain of ``counter`` and yield every entry that does not fit.

    ``gaps`` are first and last numbers that a salvage told were lost. The entry after one is taken as it is:
    what it was chained to is gone.
    """
    previous, expected = b"", 1
    rows = connection.execute(
        "SELECT seq, at, wall, actor, stream, payload, hash FROM journal WHERE counter = ? ORDER BY seq",
        (counter,),
    )
    for seq, at, wall, actor, name, payload, found in rows:
        if seq != expected:
            if (expected, seq - 1) not in gaps:
                yield Problem(counter, expected, "missing")
        elif chain(previous, counter, seq, at, wall, actor, name, payload) != found:
            yield Problem(counter, seq, "changed")
        elif not readable(payload):
            yield Problem(counter, seq, "unreadable")
        previous, expected = found, seq + 1
        if progress is not None and seq % 5000 == 0:
            progress(5000)


def verify_tail(connection: Any, counter: str, many: int) -> Iterator[Problem]:
    """Yield every entry of the newest ``many`` of ``counter`` that does not fit."""
    rows = connection.execute(
        "SELECT seq, at, wall, actor, stream, payload, hash FROM journal WHERE counter = ? "
        "ORDER BY seq DESC LIMIT ?",
        (counter, many),
    ).fetchall()[::-1]
    for before, row in pairwise(rows):
        if row[0] != before[0] + 1 or chain(before[-1], counter, *row[:-1]) != row[-1]:
            yield Problem(counter, row[0], "changed")


def known_losses(connection: Any) -> list[DataRestored | DataSalvaged]:
    """Return what restores and salvages said was lost, the oldest first."""
    rows = connection.execute(f"SELECT payload {LOSSES}")
    found = (decode(row[0]) for row in rows)
    return [event for event in found if isinstance(event, DataRestored | DataSalvaged)]


def gaps(connection: Any) -> list[Gap]:
    """Return the entries that a salvage said are gone."""
    return [gap for loss in known_losses(connection) for gap in getattr(loss, "missing", list[Gap]())]


def excused(connection: Any) -> Callable[[str, int], bool]:
    """Return what tells whether an entry that is gone was said to be lost by a restore or a salvage.

    A counter that a restore left behind altogether is lost from its first entry; those that began with this
    restore or a later one are not.
    """
    losses = known_losses(connection)
    began = [row[0].partition("/")[2] for row in connection.execute(f"SELECT stream {LOSSES}")]

    def tell(counter: str, seq: int) -> bool:
        return any(
            seq > loss.kept[counter] if counter in loss.kept else counter not in began[n:]
            for n, loss in enumerate(losses)
        )

    return tell


def digits(connection: Any, counter: str, seq: int) -> str:
    """Return the first 16 hex digits of an entry's hash, as papers bear them; empty where there is none."""
    row = connection.execute(
        "SELECT hash FROM journal WHERE counter = ? AND seq = ?", (counter, seq)
    ).fetchone()
    return row[0].hex()[:DIGITS] if row else ""


def chain(
    previous: bytes,
    counter: str,
    seq: int,
    at: int,
    wall: int,
    actor: str,
    stream: str,
    payload: bytes,
) -> bytes:
    """Return the hash of one row: blake2b over the previous hash and the whole row."""
    head = _head.encode((counter, seq, at, wall, actor, stream))
    text = b"".join((previous, len(head).to_bytes(4, "big"), head, payload))
    return hashlib.blake2b(text, digest_size=32).digest()
