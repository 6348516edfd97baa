"""Settings: opening hours, weeks with others such as Ramadan, days on which this office is closed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from PySide6.QtWidgets import QCheckBox, QWidget

from counter_app.domain.calendar import EndsBeforeItBegins
from counter_app.domain.errors import UserError
from counter_app.domain.hours import DAYS
from counter_app.i18n import N_, _, time_text
from counter_app.ui.parts.blocks import column, heading, row, text
from counter_app.ui.parts.fields import Field, combo
from counter_app.ui.parts.hours import WeekEditor, read_time
from counter_app.ui.parts.prompt import Ask, Prompt, Values
from counter_app.ui.settings.dated import Dated
from counter_app.ui.settings.section import OfficeForm
from counter_app.ui.setup.rules import zones
from counter_app.ui.states import day_words
from counter_app.ui.workplace import Workplace

WEEKDAYS = DAYS[:4]
RAMADAN, RAMADAN_FRIDAY = ("08:00-15:00",), ("08:00-11:30", "13:00-15:30")


class NotHours(UserError):
    """What was typed is no span of time."""

    def __init__(self, typed: str) -> None:
        super().__init__(
            _("'{typed}' is no working time. Write it like {example}.").format(
                typed=typed, example=_typed(RAMADAN)
            )
        )


class WorkingTime(OfficeForm):
    """When the office is open, which decides every deadline."""

    name = "hours"
    label = N_("Working time")
    icon = "clock-outline"
    lead = N_("Deadlines count these hours only. A change counts for files accepted from now on.")

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self.week = WeekEditor()
        self.special = Dated(_("No weeks with other hours"), _special_words, self._ask_special)
        self.closures = Dated(_("No days of your own"), _closure_words, self._ask_closure)
        self.joint_leave = self.form.tick(
            "joint_leave", QCheckBox(_("Closed on &joint leave (cuti bersama)"))
        )
        self.zone = self.form.choice("timezone", combo(zones()))
        self.form.add("hours", self._hours, self._show_hours, self.week.edited)
        self.special.edited.connect(self.form.tell)
        self.form.add("closures", self.closures.rows, self.closures.set_rows, self.closures.edited)
        self._build()

    def _build(self) -> None:
        left, right, inner = QWidget(), QWidget(), QWidget()
        left.setLayout(
            column(heading(_("Every week")), self.week, 8, Field(_("&Time zone"), self.zone), None)
        )
        right.setLayout(
            column(
                heading(_("Weeks with other hours")),
                self.special,
                14,
                heading(_("Days on which this office alone is closed")),
                self.closures,
                14,
                self.joint_leave,
                text(_("Public holidays are known to the program and always closed."), "hint", wrap=True),
                None,
            )
        )
        both = row(left, right, gap=32)
        both.setStretch(1, 1)
        inner.setLayout(both)
        self.place_inner(inner)

    def begin(self) -> None:
        """Begin at Monday."""
        self.week.setFocus()

    def _hours(self) -> dict[str, Any]:
        return self.week.hours() | {"special": self.special.rows()}

    def _show_hours(self, hours: dict[str, Any]) -> None:
        self.week.set_hours(hours)
        self.special.set_rows(hours["special"])

    def _ask_closure(self) -> None:
        today = self.place.now().date()
        asks = (Ask("date", _("&Day"), "date", today), Ask("reason", _("&Reason"), needed=False))
        Prompt(self.over, _("A day on which this office is closed"), asks, self._on_closure, accept=_("Add"))

    def _on_closure(self, values: Values, prompt: Prompt) -> None:
        self.closures.put({"date": values["date"].isoformat(), "reason": values["reason"]}, "date")
        prompt.leave()

    def _ask_special(self) -> None:
        today = self.place.now().date()
        asks = (
            Ask("from", _("&First day"), "date", today),
            Ask("to", _("&Last day"), "date", today + dt.timedelta(days=29)),
            Ask("note", _("&What it is"), value=_("Ramadan")),
            Ask("week", _("&Monday to Thursday"), value=_typed(RAMADAN)),
            Ask("fri", _("F&riday"), value=_typed(RAMADAN_FRIDAY)),
        )
        Prompt(self.over, _("Other hours for a while"), asks, self._on_special, accept=_("Add"))

    def _on_special(self, values: Values, prompt: Prompt) -> None:
        week, friday = spans(values["week"]), spans(values["fri"])
        wrong = [values[name] for name, found in (("week", week), ("fri", friday)) if not found]
        if wrong or values["to"] < values["from"]:
            prompt.refuse(NotHours(wrong[0]) if wrong else EndsBeforeItBegins())
            return
        dates = {"from": values["from"].isoformat(), "to": values["to"].isoformat()}
        days = dict.fromkeys(WEEKDAYS, week) | {"fri": friday}
        self.special.put({**dates, "note": values["note"], **days}, "from")
        prompt.leave()


def spans(typed: str) -> list[str]:
    """Return ``["08:00-15:00"]`` of ``08.00-15.00``; nothing where a part is no span."""
    found = []
    for part in typed.split(","):
        begins, _dash, ends = part.partition("-")
        first, last = read_time(begins), read_time(ends)
        if first is None or last is None or first >= last:
            return []
        found.append(f"{first:%H:%M}-{last:%H:%M}")
    return found


def _special_words(row: dict[str, Any]) -> str:
    period = f"{day_words(row['from'], year=True)} - {day_words(row['to'], year=True)}"
    return f"{period}   {row.get('note', '')}   {_typed(row.get('mon') or ())}"


def _typed(week: Iterable[str]) -> str:
    """Return ``["08:00-15:00"]`` as one types it: ``08.00-15.00`` in Indonesian."""
    return ", ".join("-".join(_clock(part) for part in one.split("-")) for one in week)


def _closure_words(row: dict[str, Any]) -> str:
    return f"{day_words(row['date'], year=True)}   {row.get('reason', '')}"


def _clock(part: str) -> str:
    found = read_time(part)
    return time_text(found) if found else part
