"""Who asks to restore, to salvage or for a new key, and the work itself: it runs off the GUI thread."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from counter_app import bootstrap
from counter_app.care import keeper, restore
from counter_app.care.restore import Loss, Restored
from counter_app.domain.errors import DataDamaged
from counter_app.domain.settings import Settings
from counter_app.storage import backup, database
from counter_app.storage.backup import Backup
from counter_app.storage.database import reading
from counter_app.storage.watching import Progress


class Asker(NamedTuple):
    """One member of staff at one data folder."""

    folder: Path
    staff: str
    key: bytes | None  # opens the present data; None where nothing does
    clock: Callable[[], int]
    password: str = ""  # empty where the key came with the sign-in
    damaged: bool = False  # then only a backup knows the roles


class Wish(NamedTuple):
    """A new key that somebody wants: why, and the password that was typed for it."""

    reason: str
    password: str
    settings: Settings  # for the head of the sheet
    whole: bool  # else only the recovery key


class Looked(NamedTuple):
    """Who looked at a backup, its key, what it says of itself, and what restoring it would lose."""

    asker: Asker
    folder: Path
    key: bytes
    made: Backup | None  # None for a folder that was renamed
    loss: Loss


def look(asker: Asker, source: Path, progress: Progress) -> Looked:
    """Verify a backup and tell what restoring it would lose. Raises UserError."""
    asker, source = opened(asker), restore.found_in(source, asker.folder)
    key = keeper.key_of(source, asker.key, asker.staff, asker.password, now=asker.clock())
    admit(asker, source, key)
    found = restore.loss(asker.folder, source, key, asker.key, progress)
    made = next((one for one in backup.made(source.parent) if one.folder == source), None)
    return Looked(asker, source, key, made, found)


def restored(looked: Looked, progress: Progress) -> Restored:
    """Put the backup in the place of the data. Raises UserError."""
    asker = looked.asker
    now = asker.clock()
    return restore.restore(
        asker.folder, looked.folder, looked.key, asker.key, asker.staff, clock=now, progress=progress
    )


def salvaged(asker: Asker) -> Restored:
    """Save what the damaged data still hold. Raises UserError."""
    asker = opened(asker)
    if asker.key is None:
        raise restore.NothingToSalvage
    newest = restore.offered(asker.folder)
    source = newest.folder if newest else None
    key = _key_of(asker, source) if source else None
    keeper.check_by_backup(source if key else None, key, asker.staff)
    return restore.salvage_data(asker.folder, asker.key, asker.staff, clock=asker.clock())


def opened(asker: Asker) -> Asker:
    """Return the asker with the key of the present data, as far as the password opens it."""
    if asker.key is not None or not asker.damaged:
        return asker
    try:
        key = bootstrap.unlock(asker.folder, asker.staff, asker.password, clock=asker.clock)
    except DataDamaged:
        return asker
    return asker._replace(key=key)


def admit(asker: Asker, source: Path, key: bytes) -> None:
    """Refuse who may not look after the data. Raises NotAllowed, NoLongerStaff."""
    if asker.damaged or asker.key is None:
        keeper.check_by_backup(source, key, asker.staff)
    else:
        admit_here(asker.folder, asker.key, asker.staff)


def admit_here(folder: Path, key: bytes, staff: str) -> None:
    """Refuse who may not look after the present data, which ``key`` opens."""
    db = database.reader(folder / backup.DATABASE, key)
    try:
        with reading(db) as connection:
            keeper.check(connection, staff)
    finally:
        db.close()


def _key_of(asker: Asker, source: Path) -> bytes:
    return keeper.key_of(source, asker.key, asker.staff, asker.password, now=asker.clock())
