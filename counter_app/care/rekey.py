"""A new key for the database: when somebody who knew a password left, or a copy of the data got lost."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from counter_app import config
from counter_app.care import backups, replacing
from counter_app.domain.events import KeyChanged
from counter_app.storage import backup, database, swap
from counter_app.storage.backup import DATABASE
from counter_app.storage.vault import Holder, Vault, new_key


class Rekeyed(NamedTuple):
    """What came of it."""

    recovery: str  # the new recovery key, to be printed once
    without: list[Holder]  # who needs a new password from a supervisor
    aside: Path  # the old files, which old passwords still open


def rekey(folder: Path, key: bytes, staff: str, password: str, reason: str, *, clock: int) -> Rekeyed:
    """Encrypt everything anew. Only ``staff``, with ``password``, can sign in until others get new ones.

    A backup is made before, under the old key. All or nothing. Raises InUse and UserError.
    """
    with replacing.alone(folder):
        settings = config.load(folder)
        db = database.connect(folder / DATABASE, key)
        try:
            backups.back_up(folder, db, key, reason="rekey")
            partial, new = swap.begin(folder), new_key()
            backup.copy_database(db, partial / DATABASE, new)
        finally:
            db.close()
        before = {holder.id: holder for holder in Vault(folder).holders()}
        vault = Vault(partial)
        recovery = vault.found(new)
        vault.add(new, staff, before[staff].name, password)
        _note(partial, new, settings, KeyChanged(reason=reason), staff, clock)
        aside = replacing.put(folder)
        return Rekeyed(recovery, [one for id, one in before.items() if id != staff], aside)


def new_recovery_key(folder: Path, key: bytes, staff: str, reason: str, *, clock: int) -> str:
    """Make a new recovery key, since the paper got lost; the old one opens nothing any more."""
    recovery = Vault(folder).renew_recovery(key)
    _note(folder, key, config.load(folder), KeyChanged(reason=reason, what="recovery"), staff, clock)
    return recovery


def _note(
    folder: Path, key: bytes, settings: config.Config, event: KeyChanged, actor: str, clock: int
) -> None:
    wall = replacing.not_before(folder, key, settings, clock)
    replacing.note(folder, key, "key/office", event, settings.counter, actor, wall)
