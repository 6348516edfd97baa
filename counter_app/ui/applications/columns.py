"""The columns of the list, as they suit each saved view."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

from counter_app.i18n import _, ngettext, time_text
from counter_app.ui.parts.table import Column, Status
from counter_app.ui.states import cause_status, day_words, moment, state_status, working_days

Row = dict[str, Any]


def columns(view: str, now: Callable[[], dt.datetime]) -> Sequence[Column]:
    """Return the columns of a view; ``now`` tells what day it is."""
    number = Column(_("File number"), _number, 0, 18)
    name = Column(_("Name"), _name, 2.4, 14)
    service = Column(_("Service"), _service, 2.4, 14)
    status = Column(_("Status"), state_status, 0.5, 22, tip=status_tip)
    due = Column(_("Due"), _due, 0.3, 10, tip=_due_tip)
    who = Column(_("Officer"), _responsible, 0.5, 7, tip=_responsible_tip)
    first = (number, name, service)
    match view:
        case "stalled":
            cause = Column(_("Stalled by"), stall_status, 0.6, 20, tip=status_tip)
            since = Column(_("Since"), _stalled_since, 0.3, 14, tip=_stalled_tip)
            until = Column(_("Expected"), _until, 0.3, 10)
            return (*first, cause, since, until)
        case "ready" | "uncollected" | "done":
            waiting = Column(_("Waiting"), lambda row: days_words(row["ready"], now().date()), 0.8, 8)
            return (*first, Column(_("Ready since"), _ready, 0.8, 10), waiting, _shelf(), who)
        case "late":
            past = Column(_("Overdue"), lambda row: _overdue(row, now().date()), 0.6, 9, tip=_due_tip)
            return (*first, status, due, past)
        case "today":
            return (*first, status, Column(_("Opened"), _opened_at, 0.4, 7), who)
        case "returned" | "checking":
            return (*first, status, Column(_("Opened"), _opened, 0.6, 9), who)
        case "":
            return (*first, status, Column(_("Opened"), _opened_year, 0.6, 12), due)
    return (*first, status, due, who)


def _shelf() -> Column:
    return Column(_("Shelf"), lambda row: row.get("shelf", ""), 0.6, 6)


def _number(row: Row) -> str:
    return str(row["application"])


def _name(row: Row) -> str:
    return str(row["name"])


def _service(row: Row) -> str:
    return str(row["label"])


def stall_status(row: Row) -> Status:
    """Return why it stands still as a chip, in one or two words, with its place in the line."""
    stall = row["stall"]
    if not stall:
        return state_status(row)
    words = cause_word(stall["cause"])
    if stall["rank"]:
        words = _("{cause} · no. {rank}").format(cause=words, rank=stall["rank"])
    return cause_status(stall["cause"])._replace(words=words)


def cause_word(cause: str) -> str:
    """Return the word for a cause where it is clear that it makes something stand still."""
    return {
        "citizen": _("Citizen"),
        "blangko": _("Blank cards"),
        "signature": _("Signature"),
        "agency": _("Agency"),
        "disruption": _("Disruption"),
    }.get(cause, cause)


def status_tip(row: Row) -> str:
    """Return every cause, when there is more than one."""
    return "\n".join(cause_status(cause).words for cause in row["stalls"]) or state_status(row).words


def _due(row: Row) -> str | Status:
    words = day_words(row["due"])
    return Status(words, "bad", "clock-alert-outline") if row["late"] and not row["ready"] else words


def _due_tip(row: Row) -> str:
    return day_words(row["due"], year=True)


def _responsible(row: Row) -> str:
    """Return the name that colleagues call: up to the first word that is no initial or title."""
    words = str(row["responsible_name"]).split()
    called = next((n for n, word in enumerate(words) if "." not in word), len(words) - 1)
    return " ".join(words[: called + 1])


def _responsible_tip(row: Row) -> str:
    return str(row["responsible_name"])


def _stalled_since(row: Row) -> str:
    return working_days(row["stall"]["working_days"]) if row["stall"] else ""


def _stalled_tip(row: Row) -> str:
    return day_words(row["stall"]["since"], year=True) if row["stall"] else ""


def _until(row: Row) -> str:
    until = (row["stall"] or {}).get("until")
    return day_words(until) if until else _("not known")


def _ready(row: Row) -> str:
    return day_words(row["ready"])


def _opened_at(row: Row) -> str:
    opened = moment(row["opened"])
    return time_text(opened) if opened else ""


def _opened(row: Row) -> str:
    return day_words(row["opened"])


def _opened_year(row: Row) -> str:
    return day_words(row["opened"], year=True)


def _overdue(row: Row, today: dt.date) -> str:
    return days_words(row["due"], today)


def days_words(iso: str | None, today: dt.date) -> str:
    """Return how many days have gone since an ISO date or time: ``today``, ``3 days``."""
    if not iso:
        return ""
    days = (today - dt.date.fromisoformat(iso[:10])).days
    return ngettext("{n} day", "{n} days", days).format(n=days) if days > 0 else _("today")
