"""Which calls are new, from one answer of the office to the next."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

Row = dict[str, Any]


class Calls:
    """Remembers what was called; the first answer of all holds nothing new."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[Any, ...]] | None = None
        self._latest = ""

    def take(self, rows: Sequence[Row]) -> list[Row]:
        """Return what was called or called again since the last answer, the oldest first."""
        now = {row["ticket"]: (row["called"], row["calls"], row["counter"]) for row in rows}
        known = self._known
        self._known = (known or {}) | now
        if known is None:
            return []
        new = [
            row for row in reversed(rows) if row["here"] and known.get(row["ticket"]) != now[row["ticket"]]
        ]
        if new:
            self._latest = new[-1]["ticket"]
        return new

    def current(self, rows: Sequence[Row]) -> Row | None:
        """Return what stands large in the hall: the call that was heard last."""
        heard = next((row for row in rows if row["ticket"] == self._latest and row["here"]), None)
        return heard or (rows[0] if rows else None)
