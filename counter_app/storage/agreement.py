"""Whether the folded tables say what the journal says: they are made anew, compared and put back."""

from __future__ import annotations

from hashlib import blake2b
from typing import Any

from sqlite_utils import Database

from counter_app.storage import projections, schema
from counter_app.storage.database import writing

UNREAD = frozenset({"search"})  # keeps no content; what it finds is told by the rows of application


class _Enough(Exception):
    """What was made anew has been compared, and is not kept."""


def disagreements(db: Database) -> list[str]:
    """Return the folded tables whose rows are not those that the journal gives; nothing is changed."""
    differing: list[str] = []
    try:
        with writing(db) as connection:
            before = _digests(connection)
            for _done in projections.rebuild(db):
                pass
            after = _digests(connection)
            differing += [name for name, digest in before.items() if after[name] != digest]
            raise _Enough
    except _Enough:
        return differing


def _digests(connection: Any) -> dict[str, str]:
    return {name: _digest(connection, name) for name in schema.TABLES if name not in UNREAD}


def _digest(connection: Any, table: str) -> str:
    """Return a name for the rows of a table, in whatever order they lie."""
    total = 0
    for row in connection.execute(f"SELECT * FROM {table}"):
        total += int.from_bytes(blake2b(repr(row).encode(), digest_size=16).digest(), "big")
    return f"{total:x}"
