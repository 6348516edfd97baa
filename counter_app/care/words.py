"""In words: why a backup was made, what a check is at."""

from __future__ import annotations

from counter_app.care.checking import ENTRIES, PAGES, SCREENS
from counter_app.i18n import N_, _

_REASONS = {
    "daily": N_("daily"),
    "asked": N_("asked for"),
    "restore": N_("before a restore"),
    "import": N_("before an import"),
    "migration": N_("before an update"),
    "rekey": N_("before a new key"),
}
_PARTS = {
    PAGES: N_("The pages of the database"),
    ENTRIES: N_("The entries of the journal"),
    SCREENS: N_("What the screens show"),
}


def reason_words(reason: str) -> str:
    """Return why a backup was made; a reason that a newer version gave stays as it is."""
    return _(_REASONS[reason]) if reason in _REASONS else reason


def part_words(part: str) -> str:
    """Return what a check is at."""
    return _(_PARTS[part])
