"""Who may look after the data: as the data say, or, where they can't be read, as the backup says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from counter_app.domain.errors import DataDamaged, UserError
from counter_app.i18n import _
from counter_app.office.office import NotAllowed, keepers
from counter_app.storage import backup, database
from counter_app.storage.backup import DATABASE
from counter_app.storage.database import reading
from counter_app.storage.vault import Vault


class OlderKey(UserError):
    """A backup that the present key doesn't open, and no password to try."""

    def __init__(self) -> None:
        super().__init__(
            _("This backup was made under an older key. Type the password that you had on that day.")
        )


class NoLongerStaff(UserError):
    """The slot opened, but the office no longer knows the person."""

    def __init__(self, staff: str) -> None:
        super().__init__(_("{staff} is not an active member of staff. Ask a supervisor.").format(staff=staff))


def check(connection: Any, staff: str) -> None:
    """Refuse who may not look after the data of an open database. Raises NotAllowed, NoLongerStaff."""
    row = connection.execute("SELECT role FROM staff WHERE id = ? AND active = 1", (staff,)).fetchone()
    if row is None:
        raise NoLongerStaff(staff)
    may = keepers(connection)
    if row[0] not in may:
        raise NotAllowed(row[0], may)


def check_by_backup(source: Path | None, key: bytes | None, staff: str) -> None:
    """Refuse who may not look after data that can't be read, as the backup knows the roles.

    Where nothing is left that knows them, whoever has a password may. Raises NotAllowed, NoLongerStaff.
    """
    if source is None or key is None:
        return
    copy = database.reader(source / DATABASE, key)
    try:
        with reading(copy) as connection:
            check(connection, staff)
    finally:
        copy.close()


def key_of(source: Path, present: bytes | None, staff: str, password: str, *, now: int) -> bytes:
    """Return the key of a backup: the present one, or that which its own slots keep for ``staff``.

    Raises NoBackup, OlderKey without a password, and what a wrong one raises.
    """
    if not (source / DATABASE).is_file():
        raise backup.NoBackup(source)
    if present is not None and opens(source, present):
        return present
    if not password:
        raise OlderKey
    return Vault(source).unlock(staff, password, now=now)


def opens(source: Path, key: bytes) -> bool:
    """Return whether ``key`` opens the backup ``source``."""
    try:
        database.connect(source / DATABASE, key).close()
    except DataDamaged:  # made under another key, or damaged
        return False
    return True
