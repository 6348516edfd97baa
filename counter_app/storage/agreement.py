"""Whether the folded tables say what the journal says: they are made anew elsewhere, and compared."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from hashlib import blake2b
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from counter_app.domain.errors import UserError
from counter_app.i18n import _
from counter_app.storage import database, journal, kept, lock, refolding, schema
from counter_app.storage.watching import Progress, part, tell, unwatched

NAME = "compared"
FILLED = 0.6  # share of the work when the other tables are made; the rest is comparing
_ROWS = 10_000  # rows compared between two looks at whether to go on
# Search keeps no content: what it finds is told by the rows of application. A stock of nothing is no stock.
# Up to when stays are kept is no fact of the journal; the other ones are kept up to the same instant.
_COMPARED = {
    name: "WHERE on_hand <> 0" if name == "blangko_stock" else ""
    for name in schema.TABLES
    if name not in ("search", "folding", "stay_until")
}


class ComparedElsewhere(UserError):
    """Another window or command compares the same data."""

    def __init__(self) -> None:
        super().__init__(_("Another window checks these data just now. Let it finish, then try again."))


class NotPrepared(UserError):
    """Tables of another version, or half filled ones."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "What the screens show can't be compared yet: the tables are made anew at the next start. "
                "Open the program once, then check again."
            )
        )


def disagreements(db: Database, beside: Path, key: bytes, progress: Progress = unwatched) -> list[str]:
    """Return the folded tables whose rows are not those that the journal gives; nothing is changed.

    They are made anew in a database of their own in the folder ``beside``, so others go on to work meanwhile.
    Raises Stopped, ComparedElsewhere, NotPrepared.
    """
    if database.is_stale(db):
        raise NotPrepared
    with _room(beside) as room:
        anew = database.connect(room / f"{NAME}.db", key, create=True)
        try:
            with database.reading(db) as connection:
                _fill(anew, connection, part(progress, 0, FILLED))
                return _differing(connection, anew.conn, part(progress, FILLED, 1))
        finally:
            anew.close()


@contextmanager
def _room(beside: Path) -> Iterator[Path]:
    """Hold an empty folder for the other tables; what an interrupted comparison left in it is gone."""
    room = beside / NAME
    room.mkdir(exist_ok=True)
    try:
        hold = lock.alone(room)
    except lock.InUse as error:
        raise ComparedElsewhere from error
    try:
        for left in room.glob(f"{NAME}.*"):
            left.unlink()
        yield room
    finally:
        hold.let_go()
        shutil.rmtree(room, ignore_errors=True)


def _fill(anew: Database, connection: Any, progress: Progress) -> None:
    entries = connection.execute("SELECT count(*) FROM journal").fetchone()[0]
    streams, to = journal.by_stream(connection), kept.until(connection)
    with closing(refolding.fill(anew, streams, entries, to)) as filling:
        for share in filling:
            tell(progress, share)


def _differing(connection: Any, anew: Any, progress: Progress) -> list[str]:
    rows = sum(anew.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in _COMPARED)
    compared = 0

    def look() -> None:
        nonlocal compared
        compared += _ROWS
        tell(progress, min(compared / max(2 * rows, 1), 1))

    return [name for name in _COMPARED if _digest(connection, name, look) != _digest(anew, name, look)]


def _digest(connection: Any, table: str, look: Callable[[], None]) -> str:
    """Return a name for the rows of a table, in whatever order they lie."""
    total = 0
    rows = connection.execute(f"SELECT * FROM {table} {_COMPARED[table]}")
    for n, row in enumerate(rows, 1):
        total += int.from_bytes(blake2b(repr(row).encode(), digest_size=16).digest(), "big")
        if n % _ROWS == 0:
            look()
    return f"{total:x}"
