"""Who has a data folder open: whoever works in it shares it, whoever replaces its files needs it alone.

The lock is SQLite's own, on an empty file: it holds on every platform, and the system lets go of it when a
program is killed.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as sqlcipher

from counter_app.domain.errors import UserError
from counter_app.i18n import _

NAME = "in-use.lock"
KEYS = "keys.lock"
PATIENCE = 5.0  # seconds that one waits for somebody who replaces files


class InUse(UserError):
    """Somebody else has the folder open."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            _("{folder} is open in another window or command. Close it there, then try again.").format(
                folder=folder
            )
        )


class Hold:
    """A lock that is held until ``let_go``; ``alone`` tells which kind."""

    def __init__(self, connection: Any, *, alone: bool) -> None:
        self._connection = connection
        self.alone = alone

    def let_go(self) -> None:
        """Let others in. Twice does no harm."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def share(folder: Path) -> Hold:
    """Keep others from replacing the files in ``folder``. Raises InUse while one does."""
    connection = _opened(folder / NAME, PATIENCE)
    if connection is None:  # a disk that takes no file: nobody can replace one there
        return Hold(None, alone=False)
    try:
        connection.execute("BEGIN")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlcipher.DatabaseError as error:
        connection.close()
        if _spoiled(folder / NAME, error):
            return share(folder)
        raise InUse(folder) from error
    return Hold(connection, alone=False)


def alone(folder: Path, patience: float = 0, name: str = NAME) -> Hold:
    """Keep everybody else out of ``folder``. Raises InUse while somebody has it open."""
    connection = _opened(folder / name, patience)
    if connection is None:
        return Hold(None, alone=False)
    try:
        connection.execute("BEGIN EXCLUSIVE")
    except sqlcipher.DatabaseError as error:
        connection.close()
        if _spoiled(folder / name, error):
            return alone(folder, patience, name)
        if "readonly" in str(error):
            return Hold(None, alone=False)
        raise InUse(folder) from error
    return Hold(connection, alone=True)


@contextmanager
def changing_keys(folder: Path) -> Iterator[None]:
    """Keep others from changing the key files too, who would write what they read before. Raises InUse."""
    hold = alone(folder, PATIENCE, KEYS)
    try:
        yield
    finally:
        hold.let_go()


class Window:
    """One window on a data folder: others can tell whether it is still open, after a crash too."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        for left in folder.glob(_of_window("*")):
            self.gone(left.stem.partition("-")[2])
        self.id = secrets.token_hex(4)
        self._hold = alone(folder, name=_of_window(self.id))

    def gone(self, id: str) -> bool:
        """Tell whether another window is closed; what it left of its lock is removed."""
        path = self._folder / _of_window(id)
        if not path.exists():
            return True
        try:
            alone(self._folder, name=path.name).let_go()
        except InUse:
            return False
        with suppress(OSError):  # somebody else found it too, or the disk takes nothing
            path.unlink()
        return True

    def let_go(self) -> None:
        """Tell others that it is closed. Twice does no harm."""
        self._hold.let_go()
        with suppress(OSError):
            (self._folder / _of_window(self.id)).unlink()


def _of_window(id: str) -> str:
    return f"window-{id}.lock"


def _spoiled(path: Path, error: Exception) -> bool:
    """Remove a lock that somebody wrote into: it holds nothing; tell whether it was one."""
    if "not a database" not in str(error):
        return False
    path.unlink(missing_ok=True)
    return True


def _opened(path: Path, patience: float) -> Any:
    try:
        return sqlcipher.connect(str(path), timeout=patience, isolation_level=None, check_same_thread=False)
    except sqlcipher.OperationalError:
        return None
