"""Who may sign, in words: the choices at the head of the folder, what stands in its rows."""

from __future__ import annotations

import datetime as dt
from typing import Any, NamedTuple

from counter_app.domain.words import short_form, short_official
from counter_app.i18n import _, listing, time_text
from counter_app.ui.parts.table import Status
from counter_app.ui.states import day_words

Row = dict[str, Any]


class Signer(NamedTuple):
    """One official who may sign now, and in which form; empty: as the holder of the post."""

    official: str
    form: str
    name: str
    words: str


def role_words(official: Row) -> str:
    """Return the post of an official: ``Camat``."""
    return short_official(official["role"])


def signer(one: Row) -> Signer:
    """Return who can be chosen as the signer: ``Rina Wati · Plh. Camat``."""
    if one["form"]:
        post = f"{short_form(one['form'])} {short_official(one['absent'])}"
    else:
        post = short_official(one["role"])
    return Signer(one["official"], one["form"], one["name"], f"{one['name']} · {post}")


def may_sign(row: Row, signer: Signer | None) -> bool:
    """Tell whether the chosen one may sign a file now, as the folder says."""
    return signer is not None and any(
        may["official"] == signer.official and signer.form in ("", may["form"]) for may in row["may"]
    )


def who_may(row: Row, officials: dict[str, Row]) -> str:
    """Return who may sign a file now; where nobody may, which forms of deputy it would take."""
    if row["may"]:
        return listing(_capacity(may, officials) for may in row["may"])
    forms = list(dict.fromkeys(short_form(form) for form in row["deputies"]))
    return _("only {forms}").format(forms=", ".join(forms)) if forms else _("nobody now")


def _capacity(may: dict[str, str], officials: dict[str, Row]) -> str:
    official = officials.get(may["official"])
    post = role_words(official) if official else may["official"]
    return f"{post} ({short_form(may['form'])})" if may["form"] else post


def still_status(row: Row) -> Status:
    """Return whether a file stands still, and until when."""
    if not row["stalled"]:
        return Status("")
    if row["until"]:
        return Status(
            _("until {day}").format(day=day_words(row["until"])), "warning", "account-clock-outline"
        )
    return Status(_("too long"), "warning", "timer-alert-outline")


def span(absence: Row) -> str:
    """Return the days of an absence: ``24 Nov - 27 Nov``; with the time where it is part of a day."""
    first, last = (_moment(absence[name]) for name in ("from", "to"))
    return first if first == last else f"{first} - {last}"


def _moment(iso: str) -> str:
    at = dt.datetime.fromisoformat(iso).timetz()
    whole = (at.hour, at.minute) in ((0, 0), (23, 59))
    return day_words(iso) if whole else f"{day_words(iso)} {time_text(at)}"


def deputies_words(absence: Row, officials: dict[str, Row]) -> str:
    """Return who signs during an absence: ``Sekcam (Plh.)``; empty when nobody does."""
    return listing(_capacity(one, officials) for one in absence["deputies"])
