"""Input that nobody has finished: it outlives a crash, is no entry, and a rebuild leaves it alone."""

from __future__ import annotations

from typing import Any


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
