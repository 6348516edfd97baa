"""Why somebody did what has to be explained: it stands in the book with the name."""

from __future__ import annotations

from counter_app.domain.errors import UserError
from counter_app.i18n import _


class ReasonNeeded(UserError):
    """An act that needs a reason came without one."""

    def __init__(self) -> None:
        super().__init__(_("Give a reason: it stands in the book with your name."))


def reason(text: str) -> str:
    """Return ``text`` without outer space; refuse an empty one."""
    if not text.strip():
        raise ReasonNeeded
    return text.strip()
