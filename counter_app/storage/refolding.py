"""Fold the whole journal again, in batches: between two of them others go on with their work.

Tables of this version are mended where they stand: what the journal does not give is put right, the rest is
not touched. Tables of another version are dropped and filled; how far that has come is kept, so that a start
after a power cut goes on there, and two that start at once share the work.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from time import sleep
from typing import Any, TypeVar, cast

from sqlite_utils import Database

from counter_app.domain.errors import UserError
from counter_app.domain.events import Entry
from counter_app.domain.numbers import row_id
from counter_app.i18n import _
from counter_app.storage import journal, kept, projections, schema, standing
from counter_app.storage.database import HALF, VERSION, is_stale, reading, wide_cache, writing
from counter_app.storage.kept import Until

T = TypeVar("T")

BATCH = 10_000  # entries; so long nobody else can write: some 0.1 s
GAP = 0.02  # seconds between two batches, in which whoever waits to write gets his turn
LAST = 2**63 - 1  # of row ids
FOLDED = 0.75  # share of the work when every stream is folded; the rest is what is kept of past days
ANEW = "search_anew"  # the search that is made beside the one in use

# Whose the rows are that a stream other than an application has, by what its name begins with.
OWNERS = {
    "blangko": (("expected", "id"), ("destroyed", "id")),
    "absence": (("absence", "id"),),
    "disruption": (("disruption", "id"),),
    "batch": (("batch", "id"), ("batch_file", "batch")),
    "ticket": (("ticket", "id"), ("leg", "ticket"), ("turn", "ticket")),
    "counter": (("counter_day", "counter"),),
    "office": (("office", "id"), ("emblem", "id")),
    "retention": (("retention", "id"),),
    "official": (("official", "id"),),
    "staff": (("staff", "id"),),
    "service": (("service", "id"),),
    "import": (("import", "id"),),
    "day": (("closing", "day"),),
    "letters": (("letter_lost", "counter"),),
}

OFFICE = ("office", "official", "staff", "service", "retention")

Streams = Iterable[tuple[str, list[Entry]]]


class FoldedElsewhere(UserError):
    """Another window or command began to fold the journal again."""

    def __init__(self) -> None:
        super().__init__(_("Another window folds the journal again. Let it finish; nothing is lost."))


def rebuild(db: Database) -> Generator[float, None, None]:
    """Fold all streams again; yield which share of it is done, after each batch. Raises FoldedElsewhere.

    The caller holds no transaction. Whoever closes the iterator early leaves tables of this version as good
    as they were; where they are of another, the next rebuild goes on.
    """
    with wide_cache(db):
        if not is_stale(db) and not schema.is_whole(db):  # then nothing can be mended where it stands
            with writing(db) as connection:
                connection.execute(f"PRAGMA user_version = {HALF}")
        yield from _filled(db) if is_stale(db) else _mended(db)


def fill(db: Database, streams: Streams, entries: int, to: Until) -> Generator[float, None, None]:
    """Fold the streams of so many entries, wherever they come from, into the empty tables of ``db``.

    Stays are kept up to ``to``. Yields which share is done; stopped early it leaves tables to throw away.
    """
    rows, many, done = iter(streams), BATCH, 0
    with wide_cache(db):
        with writing(db):
            schema.quiet(db)
        while many >= BATCH:
            with writing(db) as connection:
                _last, many = _fold(connection, rows)
            done += many
            yield _share(done, entries)
        with writing(db) as connection:
            schema.complete(db)
            yield from _rest(kept.fill(connection, to))


def _share(done: int, entries: int) -> float:
    return FOLDED * min(done / max(entries, 1), 1)


def _rest(shares: Generator[float, None, T]) -> Generator[float, None, T]:
    """Yield the shares of the last part of the work as those of the whole; return what it returns."""
    while True:
        try:
            share = next(shares)
        except StopIteration as end:
            return cast(T, end.value)
        yield FOLDED + (1 - FOLDED) * share


def _entries(db: Database) -> int:
    return int(db.execute("SELECT count(*) FROM journal").fetchone()[0])


def _fold(connection: Any, streams: Streams, newest: int | None = None) -> tuple[str, int]:
    """Fold a batch into tables that have rows only of what was written after ``newest``; see ``_batch``."""

    def write(stream: str, entries: list[Entry]) -> None:
        fresh = newest is None or entries[-1].at <= newest
        projections.write(connection, stream, entries, fresh=fresh)

    return _batch(streams, write)


def _batch(streams: Streams, write: Callable[[str, list[Entry]], object]) -> tuple[str, int]:
    """Write the next streams; return the last one and how many entries: fewer than BATCH at the end."""
    done, stream = 0, ""
    for stream, entries in streams:
        write(stream, entries)
        done += len(entries)
        if done >= BATCH:
            break
    return stream, done


# tables of another version


def _filled(db: Database) -> Generator[float, None, None]:
    with writing(db) as connection:
        if not is_stale(db):  # somebody else has just done it
            return
        if not _begun(connection):
            connection.execute(f"DROP TABLE IF EXISTS {ANEW}")
            schema.drop(db)
            schema.create_quiet(db)
            _mark(connection, str(VERSION))
            connection.execute(f"PRAGMA user_version = {HALF}")
            _write_the_office(connection)
    total, more = _entries(db), True
    yield _share(db.execute("SELECT ifnull(max(entries), 0) FROM folding").fetchone()[0], total)
    while more:
        with writing(db) as connection:
            if not _begun(connection):  # somebody else did the rest
                return
            after, done, newest = connection.execute("SELECT stream, entries, newest FROM folding").fetchone()
            last, entries = _fold(connection, journal.by_stream(connection, after), newest)
            more = entries >= BATCH
            connection.execute("UPDATE folding SET stream = ?, entries = ?", (last or after, done + entries))
        yield _share(done + entries, total)
        sleep(GAP)
    with writing(db) as connection:
        if _begun(connection):
            yield from _complete(db, connection)
    yield 1


def is_begun(db: Database) -> bool:
    """Return whether tables of this version are half filled: the next rebuild goes on."""
    return is_stale(db) and _begun(db.conn)


def _write_the_office(connection: Any) -> None:
    """Fold first who may do what, and what the office is: half filled tables must not say that nobody may."""
    for topic in OFFICE:
        sql = "SELECT DISTINCT stream FROM journal WHERE stream > ? AND stream < ?"
        for (stream,) in connection.execute(sql, (f"{topic}/", f"{topic}0")).fetchall():
            projections.refold(connection, stream)


def _complete(db: Database, connection: Any) -> Generator[float, None, None]:
    """Fold what a window of an older version wrote meanwhile, and say that the tables are whole."""
    for stream in _written_since(connection):
        projections.refold(connection, stream)
    schema.complete(db)
    yield from _rest(kept.fill(connection, kept.newest(connection)))
    connection.execute("DELETE FROM folding")
    connection.execute(f"PRAGMA user_version = {VERSION}")


def _begun(connection: Any) -> bool:
    """Return whether tables of this version are half filled."""
    half = connection.execute("PRAGMA user_version").fetchone()[0] == HALF
    return half and _marked(connection) == str(VERSION)


# tables of this version


def _mended(db: Database) -> Generator[float, None, None]:
    mark, total = secrets.token_hex(4), _entries(db)
    with writing(db) as connection:
        if is_stale(db):  # another version has begun just now
            raise FoldedElsewhere
        _mark(connection, mark)
        connection.execute(f"DROP TABLE IF EXISTS {ANEW}")
        connection.execute(schema.TABLES["search"].replace("search", ANEW, 1))
    try:
        last, done, more = "", 0, True
        while more:
            with writing(db) as connection:
                _still(connection, mark)
                last, entries = _batch(journal.by_stream(connection, last), partial(_mend, connection))
            done, more = done + entries, entries >= BATCH
            yield _share(done, total)
            sleep(GAP)
        _forget_strangers(db, mark)
        _count_again(db, mark)
        yield from _rest(_keep_again(db, mark))
        with writing(db) as connection:
            _still(connection, mark)
            _search_in_what_is_new(connection)
    except BaseException:
        with suppress(UserError), writing(db) as connection:  # else the next time drops it
            if _marked(connection) == mark:
                connection.execute(f"DROP TABLE IF EXISTS {ANEW}")
                connection.execute("DELETE FROM folding")
        raise


def _still(connection: Any, mark: str) -> None:
    if _marked(connection) != mark:
        raise FoldedElsewhere


def _mend(connection: Any, stream: str, entries: list[Entry]) -> None:
    """Put right what one stream has in the tables."""
    topic, _slash, id = stream.partition("/")
    for table, owner in OWNERS.get(topic, ()):
        connection.execute(f"DELETE FROM {table} WHERE {owner} = ?", (id,))
    if topic == "application":
        connection.execute("DELETE FROM application WHERE number = ? AND id <> ?", (id, row_id(id)))
    projections.write(connection, stream, entries, fresh=False)
    if topic == "application":
        _search_anew(connection, id)


def _search_anew(connection: Any, number: str) -> None:
    connection.execute(
        f"INSERT OR REPLACE INTO {ANEW} (rowid, name, nik, number) "
        "SELECT id, name_key, nik, number FROM application WHERE number = ?",
        (number,),
    )


def _strangers() -> Iterator[tuple[str, str]]:
    """Yield each table with the condition for rows that belong to nothing in the journal."""
    nowhere = "NOT EXISTS (SELECT 1 FROM journal WHERE journal.stream = {})"
    yield "application", nowhere.format("'application/' || number")
    for table, (owner, *_rest) in schema.KEYS.items():
        if owner == "application":
            yield table, f"NOT EXISTS (SELECT 1 FROM application AS file WHERE file.id = {table}.application)"
    elsewhere = "stream NOT LIKE 'application/%' AND stream NOT LIKE 'blangko/%'"
    yield "blangko_move", f"({elsewhere} OR {nowhere.format('blangko_move.stream')})"
    for topic, owned in OWNERS.items():
        for table, owner in owned:
            yield table, nowhere.format(f"'{topic}/' || {table}.{owner}")


def _forget_strangers(db: Database, mark: str) -> None:
    """Drop the rows of which no stream tells. Looking for them keeps nobody from writing."""
    for table, strange in _strangers():
        if db.conn.execute(f"SELECT 1 FROM {table} WHERE {strange} LIMIT 1").fetchone():
            with writing(db) as connection:
                _still(connection, mark)
                connection.execute(f"DELETE FROM {table} WHERE {strange}")


def _count_again(db: Database, mark: str) -> None:
    """Put right what triggers keep. Where it is right already nobody is kept from writing."""
    for ids in _ranges(db.conn):
        _renew(db, mark, "standing", "WHERE application BETWEEN ? AND ?", standing.OF_RANGE, ids)
    for table, select in schema.COUNTED:
        _renew(db, mark, table, "", select)


def _ranges(connection: Any) -> Iterator[tuple[int, int]]:
    """Yield row ids, first and last, of so many applications at a time: a comparison is held in memory."""
    first = 0
    while True:
        sql = f"SELECT id FROM application WHERE id >= ? ORDER BY id LIMIT 1 OFFSET {BATCH}"
        row = connection.execute(sql, (first,)).fetchone()
        yield first, row[0] if row else LAST
        if row is None:
            return
        first = row[0] + 1


def _renew(
    db: Database, mark: str, table: str, where: str, select: str, values: tuple[int, ...] = ()
) -> None:
    """Write rows of ``table`` anew if they are not what ``select`` gives."""
    rows = f"SELECT * FROM {table} {where}"
    differs = f"SELECT EXISTS ({rows} EXCEPT {select}) OR EXISTS ({select} EXCEPT {rows})"
    if db.conn.execute(differs, values * 4).fetchone()[0]:
        with writing(db) as connection:
            _still(connection, mark)
            connection.execute(f"DELETE FROM {table} {where}", values)
            connection.execute(f"INSERT INTO {table} {select}", values)


def _keep_again(db: Database, mark: str) -> Generator[float, None, None]:
    """Put right the kept stays. Where they are right already nobody is kept from writing."""
    with reading(db) as connection:
        right = yield from kept.check(connection)
    if not right:
        with writing(db) as connection:
            _still(connection, mark)
            yield from kept.fill(connection, kept.newest(connection))


def _search_in_what_is_new(connection: Any) -> None:
    """Put the search that was made beside the one in use in its place."""
    for stream in _written_since(connection):
        topic, _slash, id = stream.partition("/")
        if topic == "application":
            connection.execute(f"DELETE FROM {ANEW} WHERE rowid = ?", (row_id(id),))
            _search_anew(connection, id)
    connection.execute("DROP TABLE search")
    connection.execute(f"ALTER TABLE {ANEW} RENAME TO search")
    connection.execute("DELETE FROM folding")


# how far it has come


def _mark(connection: Any, mark: str) -> None:
    """Note who folds, and the newest entry when it began."""
    connection.execute("DELETE FROM folding")
    newest = "(SELECT ifnull(max(at), 0) FROM journal)"
    connection.execute(f"INSERT INTO folding VALUES (?, '', 0, {newest})", (mark,))


def _marked(connection: Any) -> str:
    row = connection.execute("SELECT mark FROM folding").fetchone()
    return str(row[0]) if row else ""


def _written_since(connection: Any) -> Sequence[str]:
    sql = "SELECT DISTINCT stream FROM journal WHERE at > (SELECT newest FROM folding)"
    return [row[0] for row in connection.execute(sql)]
