"""Input that nobody has finished: it outlives a crash, is no entry, and a rebuild leaves it alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

Join = Callable[[Sequence[bytes]], bytes]
OF = " @"  # between the name of what is kept and the window that keeps it


class Owner(NamedTuple):
    """The window that keeps something, and what tells whether another one is closed."""

    window: str
    gone: Callable[[str], bool]

    def name(self, what: str) -> str:
        """Return the name under which this window keeps ``what``."""
        return f"{what}{OF}{self.window}"


def save(connection: Any, name: str, data: bytes, at: int) -> None:
    """Keep ``data`` under ``name`` in the place of what was there; ``at`` is the clock's instant."""
    connection.execute("INSERT OR REPLACE INTO draft VALUES (?, ?, ?)", (name, data, at))


def load(connection: Any, name: str) -> bytes | None:
    """Return what is kept under ``name``."""
    row = connection.execute("SELECT content FROM draft WHERE name = ?", (name,)).fetchone()
    return bytes(row[0]) if row else None


def drop(connection: Any, name: str) -> None:
    """Forget what is kept under ``name``."""
    connection.execute("DELETE FROM draft WHERE name = ?", (name,))


def left(connection: Any, what: str, owner: Owner) -> list[str]:
    """Return under which names windows that are closed left ``what``, the oldest first."""
    rows = connection.execute(
        "SELECT name FROM draft WHERE name = ?1 OR substr(name, 1, length(?2)) = ?2 ORDER BY saved, rowid",
        (what, what + OF),
    )
    names = [str(name) for (name,) in rows]
    return [one for one in names if one != owner.name(what) and (one == what or owner.gone(_window(one)))]


def take(connection: Any, what: str, owner: Owner, join: Join, at: int) -> None:
    """Let ``owner`` keep what closed windows left, behind what it keeps itself."""
    found = [
        one for name in (owner.name(what), *left(connection, what, owner)) if (one := load(connection, name))
    ]
    for name in left(connection, what, owner):
        drop(connection, name)
    save(connection, owner.name(what), join([one for one in found if one]), at)


def _window(name: str) -> str:
    return name.rpartition(OF)[2]
