"""Open the encrypted database of one counter."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep
from typing import Any

from sqlcipher3 import dbapi2 as sqlcipher
from sqlite_utils import Database, Migrations

from counter_app.domain.errors import DataDamaged, UserError
from counter_app.i18n import _
from counter_app.storage import schema

MAJOR, MINOR = 1, 17  # a newer major refuses to open; another minor folds the journal again
VERSION = MAJOR * 1000 + MINOR
HALF = MAJOR * 1000 + 999  # the tables are of no version yet: refolding fills them
PATIENCE, LOOK = 5, 0.004  # seconds until a busy database refuses, and between two looks at it
CACHE, WIDE_CACHE = 16_000, 96_000  # KiB of decrypted pages; wide while the whole journal is folded
_PRAGMAS = (
    "synchronous = FULL",
    f"cache_size = -{CACHE}",
    "temp_store = MEMORY",  # what SQLite puts aside is not encrypted
    # Free pages are encrypted too. Blanking them, as SQLCipher would, holds all that are dropped in memory.
    "secure_delete = FAST",
)

migrations = Migrations("counter_app")


class NewerDatabase(UserError):
    """The file was written by a newer version of the program."""

    def __init__(self) -> None:
        super().__init__(
            _("A newer version of the program wrote this database. Install that version to open it.")
        )


class DatabaseDamaged(DataDamaged):
    """The file can't be read with its key."""

    def __init__(self, path: Path | str = "") -> None:
        sentence = (
            _("The database {path} can't be read: it is damaged, or not a database. Restore a backup.")
            if path
            else _("The database can't be read: it is damaged. Restore a backup.")
        )
        super().__init__(sentence.format(path=path))


class DatabaseBusy(UserError):
    """Another program holds the database."""

    def __init__(self) -> None:
        super().__init__(_("The database is busy: another window is writing. Try again in a moment."))


class CannotWrite(UserError):
    """The disk is full, read-only or gone."""

    def __init__(self, why: str) -> None:
        super().__init__(
            _("Nothing was written: {why}. Make room or check the disk, then try again.").format(why=why)
        )


@migrations()
def journal(db: Database) -> None:
    """The journal: append-only, one hash chain per counter."""
    for statement in schema.JOURNAL:
        db.execute(statement)


@migrations()
def draft(db: Database) -> None:
    """Unfinished input, which no journal knows: it must outlive a rebuild."""
    db.execute(schema.DRAFT)


def connect(path: Path | str, key: bytes, *, create: bool = False) -> Database:
    """Open ``path`` with the 32-byte ``key``. Folded tables of another version are left to the caller."""
    if not create and str(path) != ":memory:" and not Path(path).is_file():
        raise DatabaseDamaged(path)
    db = _open(path, key)
    try:
        version = int(db.execute("PRAGMA user_version").fetchone()[0])
        if version // 1000 > MAJOR:
            raise NewerDatabase
        if version == 0:
            if not create:
                raise DatabaseDamaged(path)  # emptied: to begin anew would hide the loss
            db.execute("PRAGMA journal_mode = WAL")
            migrations.apply(db)
            schema.create(db)
            db.execute(f"PRAGMA user_version = {VERSION}")
    except sqlcipher.DatabaseError as error:
        db.close()
        raise translated(error, path) from error
    except UserError:
        db.close()
        raise
    return db


def reader(path: Path | str, key: bytes) -> Database:
    """Open a second connection that can only read."""
    db = _open(path, key)
    db.execute("PRAGMA query_only = ON")
    return db


def _open(path: Path | str, key: bytes) -> Database:
    name, is_uri = _only_to_read(Path(path)) if str(path) != ":memory:" else (":memory:", False)
    connection = sqlcipher.connect(
        name,
        check_same_thread=False,
        isolation_level=None,
        timeout=PATIENCE,
        cached_statements=256,
        uri=is_uri,
    )
    try:
        connection.execute("PRAGMA cipher_log_level = NONE")  # it would write to stderr past every sentence
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
    except sqlcipher.DatabaseError as error:
        connection.close()
        raise translated(error, path) from error
    return Database(connection)


def _only_to_read(path: Path) -> tuple[str, bool]:
    """Return how to name a file: one on a disk that takes no log beside it is read as it lies there."""
    log = path.with_name(f"{path.name}-wal")
    if os.access(path.parent, os.W_OK) or not path.is_file() or (log.is_file() and log.stat().st_size):
        return str(path), False
    return f"{path.absolute().as_uri()}?immutable=1", True


@contextmanager
def wide_cache(db: Database) -> Iterator[None]:
    """Hold more pages: the entries of one stream lie days apart, and a page that is read again costs most."""
    db.execute(f"PRAGMA cache_size = -{WIDE_CACHE}")
    try:
        yield
    finally:
        db.execute(f"PRAGMA cache_size = -{CACHE}")


def is_stale(db: Database) -> bool:
    """Return whether the folded tables were written by another minor version."""
    return int(db.execute("PRAGMA user_version").fetchone()[0]) != VERSION


def migrate(db: Database) -> None:
    """Make what the tables that stay lack in a file of an earlier version. Raises UserError.

    Only who goes on to work in the file calls it: a backup that is looked at must stay as it is.
    """
    try:
        migrations.apply(db)
    except sqlcipher.DatabaseError as error:
        raise translated(error) from error


def translated(error: Exception, path: Path | str = "") -> Exception:
    """Return the sentence for a fault of the disk or the file; any other is a bug and stays as it is."""
    text = str(error)
    if "locked" in text or "busy" in text:
        return DatabaseBusy()
    for word, why in _disk_words():
        if word in text:
            return CannotWrite(why)
    damaged = any(
        word in text for word in ("not a database", "malformed", "hmac", "corrupt", "out of memory")
    )
    if damaged or type(error) is sqlcipher.DatabaseError:  # its subclasses are faults of a statement
        return DatabaseDamaged(path)
    return error


def _disk_words() -> tuple[tuple[str, str], ...]:
    """Return what SQLite's words for a fault of the disk mean."""
    return (
        ("full", _("the disk is full")),
        ("readonly", _("the disk can't be written to")),
        ("read-only", _("the disk can't be written to")),
        ("unable to open", _("the disk takes no new file")),
        ("disk I/O", _("the disk has a fault")),
    )


def write_ahead(path: Path, key: bytes) -> None:
    """Make the copy of a database one to work with, safe on the disk: a backup has no write-ahead log."""
    db = connect(path, key)
    try:
        db.execute("PRAGMA journal_mode = WAL")
    finally:
        db.close()


@contextmanager
def reading(db: Database) -> Iterator[Any]:
    """Hold one view of the data, whatever another window writes meanwhile; say it when a page is damaged."""
    connection = db.conn
    if connection.in_transaction:  # the view of whoever writes
        yield connection
        return
    try:
        connection.execute("BEGIN")
        try:
            yield connection
        finally:
            with contextlib.suppress(sqlcipher.Error):
                connection.execute("ROLLBACK")
    except sqlcipher.DatabaseError as error:
        raise translated(error) from error


@contextmanager
def writing(db: Database) -> Iterator[Any]:
    """Hold the one write transaction: taken at the start, so that it never fails half way.

    Within another one it is a part of it, which is undone by itself.
    """
    connection = db.conn
    if connection.in_transaction:
        with _part(connection):
            yield connection
        return
    try:
        _take_turn(connection)
    except sqlcipher.OperationalError as error:
        raise translated(error) from error
    try:
        yield connection
        connection.execute("COMMIT")
    except BaseException as error:
        with contextlib.suppress(sqlcipher.Error):  # SQLite has rolled back by itself when the disk failed
            connection.execute("ROLLBACK")
        if isinstance(error, sqlcipher.DatabaseError):
            raise translated(error) from error
        raise


@contextmanager
def _part(connection: Any) -> Iterator[None]:
    connection.execute("SAVEPOINT part")
    try:
        yield
    except BaseException:
        connection.execute("ROLLBACK TO part")
        connection.execute("RELEASE part")
        raise
    connection.execute("RELEASE part")


def _take_turn(connection: Any) -> None:
    """Begin to write. Who waits looks often: SQLite itself would miss the gaps that long work leaves."""
    until = monotonic() + PATIENCE
    connection.execute("PRAGMA busy_timeout = 0")
    try:
        while not _began(connection, last=monotonic() >= until):
            sleep(LOOK)
    finally:
        connection.execute(f"PRAGMA busy_timeout = {PATIENCE * 1000}")


def _began(connection: Any, *, last: bool) -> bool:
    try:
        connection.execute("BEGIN IMMEDIATE")
    except sqlcipher.OperationalError as error:
        if last or "locked" not in str(error):
            raise
        return False
    return True
