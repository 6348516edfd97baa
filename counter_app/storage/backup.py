"""Backups: an encrypted copy of the database with its slots and settings, verified after writing."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable
from pathlib import Path

from sqlite_utils import Database

from counter_app.domain.errors import DataDamaged, UserError
from counter_app.i18n import _
from counter_app.storage import database, journal
from counter_app.storage.vault import NAMES

DATABASE = "counter.db"


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


def write(db: Database, folder: Path, place: Path, key: bytes, now: dt.datetime) -> Path:
    """Copy the data of ``folder`` into a new folder under ``place``; open and verify the copy."""
    target = _free(place / f"{now:%Y%m%d-%H%M%S}")
    partial = place / f".{target.name}.partial"
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir(parents=True)
    try:
        _copy_database(db, partial / DATABASE, key)
        for name in (*NAMES, "counter.toml"):
            if (folder / name).exists():
                shutil.copy2(folder / name, partial / name)
        check(partial, key)
        partial.replace(target)
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    return target


def _free(target: Path) -> Path:
    """Return ``target``, or the first numbered name beside it that is not taken."""
    taken, number = target, 2
    while taken.exists():
        taken, number = target.with_name(f"{target.name}-{number}"), number + 1
    return taken


def _copy_database(db: Database, path: Path, key: bytes) -> None:
    """Write an encrypted copy through SQLCipher's own export, so that no clear page touches the disk."""
    connection = db.conn
    connection.execute("ATTACH DATABASE ? AS copy KEY ?", (str(path), f"x'{key.hex()}'"))
    try:
        connection.execute("BEGIN")  # one view: another window may write meanwhile
        connection.execute("SELECT sqlcipher_export('copy')")
        connection.execute("COMMIT")
        version = connection.execute("PRAGMA main.user_version").fetchone()[0]
        connection.execute(f"PRAGMA copy.user_version = {int(version)}")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        connection.execute("DETACH DATABASE copy")
    path.chmod(0o600)


def check(folder: Path, key: bytes) -> int:
    """Open a backup, check its pages and its chain; return how many entries it holds."""
    if not (folder / DATABASE).is_file():
        raise NoBackup(folder)
    copy = database.connect(folder / DATABASE, key)
    try:
        found = damage(copy)
        if found:
            raise BackupDamaged(folder, found[0])
        return int(copy.execute("SELECT count(*) FROM journal").fetchone()[0])
    finally:
        copy.close()


def damage(db: Database, progress: Callable[[int], None] | None = None) -> list[str]:
    """Return everything that is wrong with a database, as sentences: pages, then each counter's chain."""
    connection = db.conn
    found = [
        _("page: {what}").format(what=row[0]) for row in connection.execute("PRAGMA cipher_integrity_check")
    ]
    found += [
        _("database: {what}").format(what=row[0])
        for row in connection.execute("PRAGMA quick_check")
        if row[0] != "ok"
    ]
    for counter in journal.counters(connection):
        for problem in journal.verify(connection, counter, progress):
            missing = problem.what == "missing"
            text = (
                _("journal of {counter}: entry {seq} is missing")
                if missing
                else (_("journal of {counter}: entry {seq} was changed"))
            )
            found.append(text.format(counter=problem.counter, seq=problem.seq))
    return found
