"""Why a backup was made, in words."""

from __future__ import annotations

from counter_app.i18n import N_, _

_REASONS = {
    "daily": N_("daily"),
    "asked": N_("asked for"),
    "restore": N_("before a restore"),
    "import": N_("before an import"),
    "migration": N_("before an update"),
    "rekey": N_("before a new key"),
}


def reason_words(reason: str) -> str:
    """Return why a backup was made; a reason that a newer version gave stays as it is."""
    return _(_REASONS[reason]) if reason in _REASONS else reason
