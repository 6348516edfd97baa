"""Applications that are closed to reading: the one condition that every question with names repeats.

Closed is what was finished before a day, and so opened before it too. What is not finished is never closed.
"""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from counter_app.i18n import _

ALL, NONE = "1", "0"


class Closed(NamedTuple):
    """What is closed now; ``begin`` is the instant at which the day ``before`` begins."""

    before: dt.date
    begin: int

    @property
    def readable(self) -> str:
        """The SQL condition for applications that are open to reading."""
        return f"{self._finished} >= {self.begin}"

    @property
    def hidden(self) -> str:
        """The SQL condition for those that are closed."""
        return f"{self._finished} < {self.begin}"

    @property
    def _finished(self) -> str:
        """When it was finished; what is not counts as finished later."""
        return f"ifnull(ifnull(application.collected, application.closed), {self.begin})"


def veil(name: str | None) -> str:
    """Return a name as a book shows it that must add up: of a closed application, only that it is closed."""
    return _("(closed to reading)") if name is None else name
