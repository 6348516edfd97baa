"""How a state, a cause or a moment reads on the screen: word, icon and colour, one place for all screens."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from counter_app.domain.words import cause_label, state_label
from counter_app.i18n import _, date_text, ngettext, time_text
from counter_app.office import records
from counter_app.printing.wording import wanted
from counter_app.ui.parts.table import Status

CAUSE_TONES = {
    "citizen": "accent",
    "blangko": "bad",
    "signature": "warning",
    "agency": "accent",
    "disruption": "bad",
    "office": "plain",
}
CAUSE_ICONS = {
    "citizen": "account-clock-outline",
    "blangko": "card-off-outline",
    "signature": "fountain-pen-tip",
    "agency": "office-building-outline",
    "disruption": "lightning-bolt-outline",
    "office": "account-outline",
}
STATE_LOOKS = {
    "checking": ("accent", "clipboard-text-search-outline"),
    "returned": ("warning", "keyboard-return"),
    "in_process": ("accent", "progress-clock"),
    "ready": ("ok", "package-variant-closed-check"),
    "collected": ("plain", "check-all"),
    "closed": ("plain", "close-circle-outline"),
}


def state_status(row: dict[str, Any]) -> Status:
    """Return the state of an application in a list; one that stands still says why."""
    causes = row.get("stalls") or []
    if causes:
        first = causes[0] if isinstance(causes[0], str) else causes[0]["cause"]
        return cause_status(first)
    tone, icon = STATE_LOOKS.get(row["state"], ("plain", "circle-outline"))
    return Status(state_label(row["state"]), tone, icon)


def cause_status(cause: str) -> Status:
    """Return why an application stands still."""
    return Status(cause_label(cause), CAUSE_TONES.get(cause, "plain"), CAUSE_ICONS.get(cause, "pause"))


def moment(iso: str | None) -> dt.datetime | None:
    """Return an ISO time of an answer."""
    return dt.datetime.fromisoformat(iso) if iso else None


def day_words(iso: str | None, *, year: bool = False) -> str:
    """Return ``6 Apr`` of an ISO date or time; with ``year``, ``6 Apr 2026``."""
    if not iso:
        return ""
    day = dt.date.fromisoformat(iso[:10])
    words = date_text(day).split(" ")
    short = f"{words[0]} {words[1][:3]}"
    return f"{short} {words[2]}" if year else short


def time_words(iso: str | None) -> str:
    """Return ``6 Apr 09.14`` of an ISO time."""
    found = moment(iso)
    return f"{day_words(iso)} {time_text(found)}" if found else ""


def working_days(count: int) -> str:
    """Return ``3 hari kerja``."""
    return ngettext("{n} working day", "{n} working days", count).format(n=count)


def minutes_words(count: int) -> str:
    """Return ``12 mnt``, or hours from a hundred minutes on."""
    if count < 100:
        return _("{n} min").format(n=count)
    return _("{h} h {m} min").format(h=count // 60, m=count % 60)


def masked(nik: str) -> str:
    """Return a masked NIK, or the words for one that nobody gave."""
    return nik or _("no NIK")


ASKED = ("id", "label", "doc", "copies", "unit", "per", "count", "valid_days")


def wanted_words(row: Mapping[str, Any]) -> str:
    """Return what kind of document is wanted, how many and how old, as the slip says it."""
    paper = records.Paper(**{name: row[name] for name in ASKED})
    return wanted(paper) or _("in person at the counter")
