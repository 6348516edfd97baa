"""Officials and their absences: the month, what holds on the chosen day, the list of now and to come."""

from __future__ import annotations

import datetime as dt
from functools import partial

from PySide6.QtWidgets import QSizePolicy, QToolButton

from counter_app.i18n import _, long_date
from counter_app.office.queries.signing import OfficeDays
from counter_app.ui import theme
from counter_app.ui.parts.blocks import Card, Empty, button, heading, row, text
from counter_app.ui.parts.table import Column, Rows, Status, Table
from counter_app.ui.signing.month import Month, month_name
from counter_app.ui.signing.words import Row, deputies_words, role_words, span
from counter_app.ui.states import day_words
from counter_app.ui.workplace import Workplace


class AwayPart(Card):
    """The upper right of the screen."""

    def __init__(self, place: Workplace) -> None:
        super().__init__()
        self._place, self._ops = place, place.ops
        self.officials: dict[str, Row] = {}
        self.title = heading("")
        self.month = Month(place.now().date())
        self.month.setAccessibleName(_("Days on which officials are away"))
        self.back, self.ahead = (
            _turner("chevron-left", _("Month before")),
            _turner("chevron-right", _("Next month")),
        )
        self.said = text("", "hint")
        self.empty = Empty("account-check-outline", _("Everybody is here."))
        self.rows = Rows(self._columns(), lambda one: one["absence"])
        self.table = Table(self.rows, self.empty, name=_("Absences now and to come"))
        self.record = button(_("Absence"), key="F7", icon="account-off-outline")
        self.end = button(_("Back early"), key="F9")
        self._build()

    def _build(self) -> None:
        self.body.setContentsMargins(theme.GAP, theme.GAP, theme.GAP, theme.GAP)
        self.table.verticalHeader().setDefaultSectionSize(theme.now().px(32))
        self.table.horizontalHeader().hide()
        self.table.setMinimumHeight(theme.now().px(66))
        self.said.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        acts = row(self.record, self.end, None)
        self.add(row(self.title, None, self.back, self.ahead), self.month, self.said, self.table, acts)
        self.body.setStretchFactor(self.table, 1)
        for act in (self.record, self.end):
            act.setVisible(self._place.may("supervisor", "camat"))
        self.month.moved.connect(self._show_day)
        self.month.turned.connect(self.refresh)
        self.back.clicked.connect(partial(self._turn, -1))
        self.ahead.clicked.connect(partial(self._turn, 1))
        self._show_day(self.month.day)

    def refresh(self, *_turned: dt.date) -> None:
        """Ask about the days of the month that shows."""
        self.month.today = self._place.now().date()
        self._ops.ask(OfficeDays(from_=self.month.first), self, self._show_days)

    def show_absences(self, officials: list[Row], absences: list[Row]) -> None:
        """Show who is away now or will be."""
        self.officials = {one["id"]: one for one in officials}
        self.rows.take(0, absences, len(absences) + 1)
        self._show_day(self.month.day)

    def _turn(self, by: int, *_clicked: bool) -> None:
        far = self.month.first + dt.timedelta(days=31 if by > 0 else -1)
        self.month.go(far.replace(day=1) if by > 0 else far)

    def _show_days(self, days: list[Row]) -> None:
        camats = {id for id, one in self.officials.items() if one["role"] == "camat"}
        self.month.show_days(days, camats)
        self._show_day(self.month.day)

    def _show_day(self, day: dt.date) -> None:
        self.title.setText(month_name(day).upper())
        self.said.setText(f"{long_date(day)}\n{self._day_words(day)}")
        self.said.setToolTip(self._day_words(day))
        self.month.setAccessibleDescription(self.said.text())

    def _day_words(self, day: dt.date) -> str:
        known = self.month.known(day)
        away = [role_words(self.officials[one]) for one in known["away"] if one in self.officials]
        closed = known["closed"] or ("" if known["working"] else _("The office is closed"))
        if away:
            closed = f"{closed}; " * bool(closed) + _("{who} away").format(who=", ".join(away))
        return closed or _("Everybody is here.")

    def _columns(self) -> list[Column]:
        return [
            Column(_("Official"), self._name, 1.0, least=6, tip=self._tip),
            Column(_("When"), _when, 0, least=16, tip=self._tip),
            Column(_("Signs meanwhile"), self._deputies, 2.0, least=11, tip=self._tip),
        ]

    def _name(self, one: Row) -> str:
        official = self.officials.get(one["official"])
        return role_words(official) if official else str(one["official"])

    def _deputies(self, one: Row) -> str | Status:
        words = deputies_words(one, self.officials)
        return words or Status(_("nobody signs"), "bad", "account-cancel-outline")

    def _tip(self, one: Row) -> str:
        official = self.officials.get(one["official"])
        name = official["name"] if official else one["official"]
        letters = [d["letter"] for d in one["deputies"] if d["letter"]]
        parts = [name, span(one), one["reason"], deputies_words(one, self.officials), *letters]
        return " · ".join(part for part in parts if part)


def _when(one: Row) -> str | Status:
    if one["now"]:
        return Status(_("until {day}").format(day=day_words(one["to"])), "warning", "account-off-outline")
    return span(one)


def _turner(icon: str, words: str) -> QToolButton:
    found = QToolButton()
    found.setIcon(theme.icon(icon))
    found.setAccessibleName(words)
    found.setToolTip(words)
    return found
