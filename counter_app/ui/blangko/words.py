"""How the stock of one kind reads: its status, and what is to come in whole sentences."""

from __future__ import annotations

from typing import Any

from counter_app.domain.blangko import FIRST_DAYS, runs_low
from counter_app.domain.words import kind_label
from counter_app.i18n import _, date_text, ngettext, number
from counter_app.ui.parts.table import Status
from counter_app.ui.states import day_words, working_days

Stock = dict[str, Any]  # one row of the question ``blangko``


def stock_status(row: Stock) -> Status:
    """Return whether there is enough of one kind."""
    if row["on_hand"] <= 0:
        if row["waiting"]:
            return Status(_("Run out"), "bad", "card-off-outline")
        return Status(_("None here"), "plain", "card-off-outline")
    if row["waiting"] > row["on_hand"]:
        return Status(_("Too few"), "bad", "alert-circle-outline")
    if runs_low(row["days_left"]):
        return Status(_("Runs low"), "warning", "alert-outline")
    return Status(_("Enough"), "ok", "check-circle-outline")


def outlook(row: Stock) -> str:
    """Return how long the stock lasts and when the line clears, in sentences."""
    return " ".join(sentence for sentence in (_lasts(row), _clears(row)) if sentence)


def _lasts(row: Stock) -> str:
    if row["on_hand"] <= 0:
        return "" if row["waiting"] else _("None on hand, and nobody waits.")
    if row["days_left"] is None and row["daily_use"]:
        return _("Too early for a forecast: it begins after {n} working days.").format(n=FIRST_DAYS)
    if row["days_left"] is None:
        return _("None was used of late.")
    return ngettext(
        "At {use} a day the stock lasts {n} working day.",
        "At {use} a day the stock lasts {n} working days.",
        row["days_left"],
    ).format(use=number(row["daily_use"]), n=number(row["days_left"]))


def _clears(row: Stock) -> str:
    expected = row["expected"]
    if row["waiting"] <= row["on_hand"]:
        return _coming(expected[0]) if expected else ""
    if not expected:
        return _("No delivery is announced, so nobody can say when the line clears.")
    if row["line_clears"] is None:
        return _("{coming} That is not enough for the line.").format(coming=_coming(expected[0]))
    if row["line_clears"] == expected[0]["on"]:
        return _("The line clears with the delivery of {day} ({n}).").format(
            day=date_text(row["line_clears"]), n=number(expected[0]["quantity"])
        )
    return _("{coming} The line clears with that of {day}.").format(
        coming=_coming(expected[0]), day=date_text(row["line_clears"])
    )


def _coming(one: dict[str, Any]) -> str:
    return _("{n} are expected on {day}.").format(n=number(one["quantity"]), day=date_text(one["on"]))


def callable_now(row: Stock) -> str:
    """Return how many of one kind can be printed now, as a sentence."""
    return ngettext(
        "{n} blank {kind} can be printed now: call the citizen.",
        "{n} blank {kind} can be printed now: call the citizens.",
        row["printable"],
    ).format(n=number(row["printable"]), kind=kind_label(row["kind"]))


def waiting_words(row: dict[str, Any]) -> str:
    """Return since when somebody waits: ``6 Oct · 35 working days``."""
    return f"{day_words(row['since'])} · {working_days(row['working_days'])}"
