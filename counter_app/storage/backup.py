"""Backups: an encrypted copy of the database with its slots and settings, verified after writing."""

from __future__ import annotations

import contextlib
import datetime as dt
import math
import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Protocol

from sqlcipher3 import dbapi2 as sqlcipher
from sqlite_utils import Database

from counter_app.domain.errors import DataDamaged, UserError
from counter_app.i18n import _
from counter_app.storage import database, journal
from counter_app.storage.vault import NAMES

DATABASE = "counter.db"
STAMP = "%Y%m%d-%H%M%S"  # a backup's folder, by the machine's clock
COPIED = 0.5  # share of the work when the pages are copied; the rest is checking them
_STEPS = 50_000  # of SQLite's machine between two looks at how far a copy has come

Progress = Callable[[float], bool]  # told the share that is done, from 0 to 1; answers whether to go on


def unwatched(share: float) -> bool:
    """Go on; nobody looks on."""
    return True


class Places(Protocol):
    """What a counter's settings say of backups."""

    @property
    def second_backups(self) -> str:
        """Another place besides, empty for none."""

    def backups_folder(self, folder: Path) -> Path:
        """Return the first place."""


class BackupDamaged(DataDamaged):
    """A backup that can't be used."""

    def __init__(self, folder: Path, why: str) -> None:
        super().__init__(
            _("The backup {folder} can't be used ({why}). Take an older one.").format(folder=folder, why=why)
        )


class NoBackup(UserError):
    """The folder holds no backup."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            _("{folder} holds no backup. Name one of the folders in backups/.").format(folder=folder)
        )


class NoPlace(UserError):
    """The place for a second backup is not there."""

    def __init__(self, place: Path) -> None:
        super().__init__(
            _("{place} is not there. Plug the disk in, or name another place.").format(place=place)
        )


class Stopped(UserError):
    """Whoever looked on did not want to go on."""

    def __init__(self) -> None:
        super().__init__(_("The backup was stopped; nothing of it was kept. Make one before you go home."))


def places(folder: Path, settings: Places) -> list[Path]:
    """Return where backups of the data in ``folder`` go; the second place may not be plugged in."""
    second = [Path(settings.second_backups)] if settings.second_backups else []
    return [settings.backups_folder(folder), *second]


def newest(folder: Path, settings: Places) -> dt.datetime | None:
    """Return when the newest backup was made, in the machine's zone; None where none can be seen."""
    return max((moment for place in places(folder, settings) for moment in made(place)), default=None)


def made(place: Path) -> Iterator[dt.datetime]:
    """Tell when each backup in ``place`` was made, in the machine's zone; none where it can't be seen."""
    with contextlib.suppress(OSError, ValueError):  # a disk that is not there; a name that is no date
        for path in place.iterdir():
            if re.fullmatch(r"\d{8}-\d{6}(-\d+)?", path.name) and (path / DATABASE).is_file():
                yield dt.datetime.strptime(path.name[:15], STAMP).astimezone()


def write(
    db: Database,
    folder: Path,
    place: Path,
    key: bytes,
    now: dt.datetime,
    progress: Progress = unwatched,
) -> Path:
    """Copy the data of ``folder`` into a new folder under ``place``; open and verify the copy.

    Raises Stopped, BackupDamaged and what the database says of a full disk; nothing half is left behind.
    """
    target = _free(place / f"{now:{STAMP}}")
    partial = place / f".{target.name}.partial"
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir(parents=True)
    try:
        _copy_database(db, partial / DATABASE, key, progress)
        for name in (*NAMES, "counter.toml"):
            if (folder / name).exists():
                shutil.copy2(folder / name, partial / name)
        _settle(partial)
        check(partial, key, lambda share: progress(COPIED + share * (1 - COPIED)))
        partial.replace(target)
        _settle_folder(place)
    except sqlcipher.DatabaseError as error:
        raise database.translated(error) from error
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    progress(1)
    return target


def _settle(folder: Path) -> None:
    """Bring every file to the disk itself: a flash disk is pulled out as soon as the screen says done."""
    for path in folder.iterdir():
        with path.open("rb+") as file:
            os.fsync(file.fileno())
    _settle_folder(folder)


def _settle_folder(folder: Path) -> None:
    if os.name == "nt":  # where a folder can't be opened, and needs not be
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _free(target: Path) -> Path:
    """Return ``target``, or the first numbered name beside it that is not taken."""
    taken, number = target, 2
    while taken.exists():
        taken, number = target.with_name(f"{target.name}-{number}"), number + 1
    return taken


def _copy_database(db: Database, path: Path, key: bytes, progress: Progress) -> None:
    """Write an encrypted copy through SQLCipher's own export, so that no clear page touches the disk."""
    connection = db.conn
    connection.execute("ATTACH DATABASE ? AS copy KEY ?", (str(path), f"x'{key.hex()}'"))
    try:
        connection.execute("BEGIN")  # one view: another window may write meanwhile
        with _watched(connection, path, progress):
            connection.execute("SELECT sqlcipher_export('copy')")
        connection.execute("COMMIT")
        version = connection.execute("PRAGMA main.user_version").fetchone()[0]
        connection.execute(f"PRAGMA copy.user_version = {int(version)}")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        connection.execute("DETACH DATABASE copy")
    path.chmod(0o600)


@contextlib.contextmanager
def _watched(connection: Any, path: Path, progress: Progress) -> Iterator[None]:
    """Tell how much of the copy has come to the disk; end as ``progress`` ends."""
    pragmas = (connection.execute(f"PRAGMA main.{name}") for name in ("page_count", "page_size"))
    whole = math.prod(int(row.fetchone()[0]) for row in pragmas)
    ended: BaseException | None = None

    def look() -> bool:
        nonlocal ended
        try:
            share = min(path.stat().st_size / whole, 1) * COPIED
            ended = None if progress(share) else Stopped()
        except BaseException as error:  # which SQLite would swallow: Ctrl+C comes this way too
            ended = error
        return ended is not None  # True interrupts the statement

    connection.set_progress_handler(look, _STEPS)
    try:
        yield
    except sqlcipher.OperationalError as error:
        if ended is None:
            raise
        raise ended from error
    finally:
        connection.set_progress_handler(None, 0)


def check(folder: Path, key: bytes, progress: Progress = unwatched) -> int:
    """Open a backup, check its pages and its chain; return how many entries it holds."""
    if not (folder / DATABASE).is_file():
        raise NoBackup(folder)
    copy = database.connect(folder / DATABASE, key)
    try:
        entries = int(copy.execute("SELECT count(*) FROM journal").fetchone()[0])
        found = damage(copy, _counted(entries, progress), unreadable=False)  # it is a copy of what is there
        if found:
            raise BackupDamaged(folder, found[0])
        return entries
    finally:
        copy.close()


def _counted(entries: int, progress: Progress) -> Callable[[int], None]:
    """Return what adds up entries that were verified and tells their share."""
    done = 0

    def add(count: int) -> None:
        nonlocal done
        done += count
        if not progress(min(done / max(entries, 1), 1)):
            raise Stopped

    return add


def damage(
    db: Database, progress: Callable[[int], None] | None = None, *, unreadable: bool = True
) -> list[str]:
    """Return everything that is wrong with a database, as sentences: pages, then each counter's chain.

    ``unreadable``: also entries that are whole in the chain, but no event.
    """
    connection = db.conn
    found = [
        _("page: {what}").format(what=row[0]) for row in connection.execute("PRAGMA cipher_integrity_check")
    ]
    found += [
        _("database: {what}").format(what=row[0])
        for row in connection.execute("PRAGMA quick_check")
        if row[0] != "ok"
    ]
    if progress is not None:
        progress(0)
    for counter in journal.counters(connection):
        for problem in journal.verify(connection, counter, progress):
            if unreadable or problem.what != "unreadable":
                found.append(_sentence(problem))
    return found


def _sentence(problem: journal.Problem) -> str:
    text = {
        "missing": _("journal of {counter}: entry {seq} is missing"),
        "changed": _("journal of {counter}: entry {seq} was changed"),
        "unreadable": _("journal of {counter}: entry {seq} can't be read"),
    }[problem.what]
    return text.format(counter=problem.counter, seq=problem.seq)
