"""Backups: an encrypted copy of the database with its slots and settings, verified after writing.

Each says of itself when and why it was made, which entries it holds and what its files were, so that a list
needs no key and a changed byte is found.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import math
import re
import shutil
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple, Protocol

import msgspec
from sqlcipher3 import dbapi2 as sqlcipher
from sqlite_utils import Database

from counter_app.domain.errors import DataDamaged, UserError
from counter_app.i18n import _
from counter_app.storage import database, witness
from counter_app.storage.damage import damage
from counter_app.storage.files import sync_file, sync_folder
from counter_app.storage.sealed import Newer, digest, seal, unseal
from counter_app.storage.vault import NAMES
from counter_app.storage.watching import Progress, part, unwatched, watched

DATABASE = "counter.db"
ABOUT = "about.json"
FORMAT = 1
STAMP = "%Y%m%d-%H%M%S"  # a backup's folder, by the machine's clock
COPIED = 0.5  # share of the work when the pages are copied; the rest is checking them


class About(msgspec.Struct, frozen=True, kw_only=True):
    """What a backup says of itself. It names nobody."""

    reason: str  # daily, asked, restore, import, migration, rekey: what was to come
    entries: int
    newest: int  # wall of the newest entry, UTC microseconds
    tops: dict[str, tuple[int, str]]
    files: dict[str, str]  # name -> digest of its bytes


class Backup(NamedTuple):
    """One backup that can be seen, made at ``at`` (the machine's zone); one without ``about`` is older."""

    at: dt.datetime
    folder: Path
    about: About | None

    @property
    def reason(self) -> str:
        """Why it was made."""
        return self.about.reason if self.about else "asked"


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
        self.place = place
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


def seen(folder: Path, settings: Places) -> list[Backup]:
    """Return the backups of all places that can be seen, the newest first."""
    return newest_first(one for place in places(folder, settings) for one in made(place))


def newest_first(backups: Iterable[Backup], now: dt.datetime | None = None) -> list[Backup]:
    """Return backups in the order in which they were made, the newest first, whatever the clock said then.

    One that holds all of another and more was made later. Where none holds the other (a restore lies between
    them), the clock decides, and one of a day to come is the last resort.
    """
    now = now or dt.datetime.now().astimezone()
    found: list[Backup] = []
    for one in sorted(backups, key=lambda one: (one.at <= now, one.at, one.folder)):
        newer = [n for n, other in enumerate(found) if _holds_more(other, one)]
        found.insert(newer[-1] + 1 if newer else 0, one)
    return sorted(found, key=lambda one: one.about is None and one.at > now)


def _holds_more(one: Backup, other: Backup) -> bool:
    """Tell whether ``one`` holds every entry that ``other`` holds, and more."""
    if one.about is None or other.about is None or one.about.tops == other.about.tops:
        return False
    mine = one.about.tops
    return all(mine.get(name, (0, ""))[0] >= seq for name, (seq, _digits) in other.about.tops.items())


def newest(folder: Path, settings: Places) -> Backup | None:
    """Return the newest backup of all places; None where none can be seen."""
    return next(iter(seen(folder, settings)), None)


def made(place: Path) -> Iterator[Backup]:
    """Yield the backups in ``place``, in no order; none where it can't be seen."""
    with contextlib.suppress(OSError):  # a disk that is not there
        for path in place.iterdir():
            at = _stamped(path.name)
            if at is not None and (path / DATABASE).is_file():
                yield Backup(at, path, about(path))


def _stamped(name: str) -> dt.datetime | None:
    """Return the moment that a backup's folder is named after."""
    if not re.fullmatch(r"\d{8}-\d{6}(-\d+)?", name):
        return None
    try:
        return dt.datetime.strptime(name[:15], STAMP).astimezone()
    except ValueError:
        return None


def about(folder: Path) -> About | None:
    """Return what a backup says of itself; None where that is missing or damaged."""
    try:
        found: About | None = unseal("about", (folder / ABOUT).read_bytes(), About, FORMAT)
        return found
    except (OSError, Newer):
        return None


def write(
    db: Database,
    folder: Path,
    place: Path,
    key: bytes,
    now: dt.datetime,
    progress: Progress = unwatched,
    *,
    reason: str = "asked",
) -> Path:
    """Copy the data of ``folder`` into a new folder under ``place``; open and verify the copy.

    Raises Stopped, BackupDamaged and what the database says of a full disk; nothing half is left behind.
    """
    target = _free(place / f"{now:{STAMP}}")
    partial = place / f".{target.name}.partial"
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir(parents=True)
    try:
        copy_database(db, partial / DATABASE, key, progress)
        for name in (*NAMES, "counter.toml"):
            if (folder / name).exists():
                shutil.copy2(folder / name, partial / name)
        (partial / ABOUT).write_bytes(seal("about", _about(partial, key, reason), FORMAT))
        _settle(partial)
        check(partial, key, part(progress, COPIED, 1))
        partial.replace(target)
        sync_folder(place)
    except sqlcipher.DatabaseError as error:
        raise database.translated(error) from error
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    progress(1)
    return target


def _about(folder: Path, key: bytes, reason: str) -> About:
    copy = database.connect(folder / DATABASE, key)
    try:
        row = copy.execute("SELECT count(*), ifnull(max(wall), 0) FROM journal").fetchone()
        tops = witness.tops(copy.conn)
    finally:
        copy.close()
    files = {path.name: digest(path) for path in sorted(folder.iterdir())}
    return About(reason=reason, entries=row[0], newest=row[1], tops=tops, files=files)


def _settle(folder: Path) -> None:
    """Bring every file to the disk itself: a flash disk is pulled out as soon as the screen says done."""
    for path in folder.iterdir():
        with path.open("rb+") as file:
            sync_file(file)
    sync_folder(folder)


def _free(target: Path) -> Path:
    """Return ``target``, or the first numbered name beside it that is not taken."""
    taken, number = target, 2
    while taken.exists():
        taken, number = target.with_name(f"{target.name}-{number}"), number + 1
    return taken


def copy_database(db: Database, path: Path, key: bytes, progress: Progress = unwatched) -> None:
    """Write an encrypted copy through SQLCipher's own export, so that no clear page touches the disk."""
    connection = db.conn
    connection.execute("ATTACH DATABASE ? AS copy KEY ?", (str(path), f"x'{key.hex()}'"))
    try:
        connection.execute("BEGIN")  # one view: another window may write meanwhile
        with watched(connection, _growing(connection, path, progress)):
            connection.execute("SELECT sqlcipher_export('copy')")
        version = connection.execute("PRAGMA main.user_version").fetchone()[0]  # of the same view
        connection.execute(f"PRAGMA copy.user_version = {int(version)}")
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        connection.execute("DETACH DATABASE copy")
    path.chmod(0o600)


def _growing(connection: Any, path: Path, progress: Progress) -> Callable[[], object]:
    """Return what tells how much of the copy has come to the disk."""
    pragmas = (connection.execute(f"PRAGMA main.{name}") for name in ("page_count", "page_size"))
    whole = math.prod(int(row.fetchone()[0]) for row in pragmas)
    told = _or_stopped(progress)
    return lambda: told(min(path.stat().st_size / whole, 1) * COPIED)


def check(folder: Path, key: bytes, progress: Progress = unwatched) -> int:
    """Check a backup's files, pages and chain; return how many entries it holds."""
    if not (folder / DATABASE).is_file():
        raise NoBackup(folder)
    _check_files(folder)
    copy = database.connect(folder / DATABASE, key)
    try:
        entries = int(copy.execute("SELECT count(*) FROM journal").fetchone()[0])
        found = damage(copy, _or_stopped(progress), unreadable=False)  # it is a copy of what is there
        if found:
            raise BackupDamaged(folder, found[0])
        return entries
    finally:
        copy.close()


def is_whole(folder: Path) -> bool:
    """Return whether a backup's files are what they were when it was made; it needs no key."""
    try:
        _check_files(folder)
    except (BackupDamaged, OSError):
        return False
    return (folder / DATABASE).is_file() and any((folder / name).is_file() for name in NAMES)


def _check_files(folder: Path) -> None:
    """Raise BackupDamaged where a file is not what it was when the backup was made."""
    if not (folder / ABOUT).exists():  # an earlier version's
        return
    told = about(folder)
    if told is None:
        raise BackupDamaged(folder, _("{name} was changed").format(name=ABOUT))
    for name, was in told.files.items():
        if not (folder / name).is_file() or digest(folder / name) != was:
            raise BackupDamaged(folder, _("{name} was changed").format(name=name))


def _or_stopped(progress: Progress) -> Progress:
    """Return what asks ``progress`` and says it as a backup does when it ends."""

    def told(share: float) -> bool:
        if not progress(share):
            raise Stopped
        return True

    return told
