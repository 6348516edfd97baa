"""Whether the folded tables say what the journal says: they are made anew elsewhere, and compared."""

from __future__ import annotations

from hashlib import blake2b
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from counter_app.storage import database, journal, refolding, schema

NAME = "compared.db"
# Search keeps no content: what it finds is told by the rows of application. A stock of nothing is no stock.
_COMPARED = {
    name: "WHERE on_hand <> 0" if name == "blangko_stock" else ""
    for name in schema.TABLES
    if name not in ("search", "folding")
}


def disagreements(db: Database, beside: Path, key: bytes) -> list[str]:
    """Return the folded tables whose rows are not those that the journal gives; nothing is changed.

    They are made anew in a database of their own in the folder ``beside``, so others go on to work meanwhile.
    """
    anew = database.connect(_emptied(beside), key, create=True)
    try:
        with database.reading(db) as connection:
            refolding.fill(anew, journal.by_stream(connection))
            return [name for name in _COMPARED if _digest(connection, name) != _digest(anew.conn, name)]
    finally:
        anew.close()
        _emptied(beside)


def _emptied(folder: Path) -> Path:
    """Return where the other tables are made; what an interrupted comparison left is gone."""
    for ending in ("", "-wal", "-shm"):
        (folder / f"{NAME}{ending}").unlink(missing_ok=True)
    return folder / NAME


def _digest(connection: Any, table: str) -> str:
    """Return a name for the rows of a table, in whatever order they lie."""
    total = 0
    for row in connection.execute(f"SELECT * FROM {table} {_COMPARED[table]}"):
        total += int.from_bytes(blake2b(repr(row).encode(), digest_size=16).digest(), "big")
    return f"{total:x}"
