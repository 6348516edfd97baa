"""What the office calls kelurahan and lurah, in force for every screen as its language and theme are."""

from __future__ import annotations

from counter_app.domain.villages import KINDS, Villages

_now = KINDS[""]


def call(villages: Villages) -> None:
    """Put the office's words in force for screens that are built from now on."""
    global _now
    _now = villages


def now() -> Villages:
    """Return the words in force."""
    return _now
