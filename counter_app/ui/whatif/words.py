"""What the screen says: how long it takes, how far it is, a picture's figures."""

from __future__ import annotations

import math
from collections.abc import Sequence

from counter_app.i18n import _, listing, ngettext, number
from counter_app.printing.comparison import Way
from counter_app.printing.comparison_chart import Panel
from counter_app.simulation.playing import at_once, turns

PACE = 120.0  # seconds that a year takes on an ordinary computer

WAYS: dict[Way, tuple[str, str]] = {  # tone and icon
    "helps": ("ok", "check-circle-outline"),
    "harms": ("bad", "alert-circle-outline"),
    "both": ("warning", "swap-vertical"),
    "none": ("plain", "minus-circle-outline"),
}


def way_label(way: Way) -> str:
    """Return in a word which way a change moves the figures."""
    return {
        "helps": _("Helps"),
        "harms": _("Does harm"),
        "both": _("Helps and harms"),
        "none": _("Hardly moves anything"),
    }[way]


def lasts(years: int, pace: float) -> str:
    """Return how many years are played, and about how long that takes; ``pace`` 0: nobody knows here yet."""
    side = at_once(years)
    told = (
        _("{years} to play, {side} at a time: about {minutes} on this computer.")
        if pace
        else _("{years} to play, {side} at a time: about {minutes}, on an old computer twice as long.")
    )
    return told.format(
        years=ngettext("{n} year", "{n} years", years).format(n=number(years)),
        side=number(side),
        minutes=_minutes(turns(years) * (pace or PACE)),
    )


def progress(done: int, of: int, left: float | None) -> str:
    """Return how far it is."""
    if not done:
        return _("The invented offices are being founded ...")
    told = (
        _("{done} of {of} working days played")
        if left is None
        else _("{done} of {of} working days played, about {minutes} left")
    )
    return told.format(done=number(done), of=number(of), minutes=_minutes(left or 0))


def _minutes(seconds: float) -> str:
    count = max(1, math.ceil(seconds / 60))
    return ngettext("{n} minute", "{n} minutes", count).format(n=number(count))


def panels(shown: Sequence[Panel]) -> str:
    """Return the figures of the picture, for who can't see it."""
    told = [f"{panel.title}: {listing(f'{bar.label} {bar.told}' for bar in panel.bars)}" for panel in shown]
    return ". ".join(told)
