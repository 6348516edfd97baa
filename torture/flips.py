"""One byte changed anywhere: in the database, the key files, the notes beside them, a backup."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from counter_app import bootstrap
from counter_app.domain.errors import UserError
from counter_app.office.clock import clock
from counter_app.storage import backup
from counter_app.storage.damage import damage
from torture.office import PASSWORD, STAFF, Broken, Tortured


class Flips(NamedTuple):
    """How many bytes were changed, and how many of the changes were noticed or did no harm."""

    flipped: int
    found: int


def flipped(path: Path, at: int) -> Callable[[], None]:
    """Change one byte of a file; return what puts it back."""
    whole = path.read_bytes()
    path.write_bytes(whole[:at] + bytes([whole[at] ^ 0x10]) + whole[at + 1 :])
    return lambda: (path.write_bytes(whole), None)[1]


def database(office: Tortured, count: int) -> Flips:
    """Change bytes of the database: each must be found at the start or by looking at everything."""
    return _each(office, office.folder / "counter.db", count, lambda: _opens_and_is_whole(office))


def keys(office: Tortured, count: int) -> Flips:
    """Change bytes of a key file: the password must go on opening the office, from the other copy."""
    found = 0
    for n in range(count):
        path = office.folder / ("keys.json", "keys-copy.json")[n % 2]
        flipped(path, office.random.randrange(path.stat().st_size))
        if bootstrap.unlock(office.folder, STAFF, PASSWORD, clock=clock) != office.key:
            raise Broken("a changed key file gave another key")
        if path.read_bytes() != (office.folder / ("keys-copy.json", "keys.json")[n % 2]).read_bytes():
            raise Broken("a changed key file was not made good")
        found += 1
    for aside in office.folder.glob("keys*.damaged-*"):
        aside.unlink()
    return Flips(count, found)


def backups(office: Tortured, count: int) -> Flips:
    """Change bytes of every file of a backup: none may be offered or restored."""
    office.call("backup")
    folder = max((office.folder / "backups").glob("2*"))
    files = sorted(folder.iterdir())
    total = Flips(0, 0)
    for path in files:
        more = _each(office, path, max(count // len(files), 1), lambda: not _is_refused(folder, office.key))
        total = Flips(total.flipped + more.flipped, total.found + more.found)
    return total


def _each(office: Tortured, path: Path, count: int, harmless: Callable[[], bool]) -> Flips:
    found = 0
    for _n in range(count):
        at = office.random.randrange(path.stat().st_size)
        put_back = flipped(path, at)
        try:
            if harmless():
                raise Broken(f"byte {at} of {path.name} was changed and nobody noticed")
        finally:
            put_back()
        found += 1
    return Flips(count, found)


def _opens_and_is_whole(office: Tortured) -> bool:
    try:
        opened = bootstrap.open_office(office.folder, office.key)
    except UserError:
        return False
    try:
        return not damage(opened.db)
    except Exception as error:
        from counter_app.storage.database import translated

        if isinstance(translated(error), UserError):
            return False
        raise
    finally:
        opened.close()


def _is_refused(folder: Path, key: bytes) -> bool:
    try:
        backup.check(folder, key)
    except UserError:
        return True
    return False
