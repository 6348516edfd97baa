"""Closing a day from its report: what it means is said before, and confirmed."""

from __future__ import annotations

import datetime as dt

from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from counter_app.domain.errors import UserError
from counter_app.i18n import _, date_text, listing, time_text
from counter_app.office import records as r
from counter_app.office.commands.closing import CloseDay
from counter_app.office.queries.day_closing import DayClosing
from counter_app.ui.parts.blocks import Card, button, text
from counter_app.ui.parts.prompt import Prompt, Values
from counter_app.ui.workplace import Workplace


class Closing(Card):
    """Says whether the chosen day is closed; a supervisor closes it here."""

    def __init__(self, over: QWidget, place: Workplace) -> None:
        super().__init__()
        self._over, self._place = over, place
        self._day: dt.date | None = None
        self.ahead: r.ClosingAhead | None = None
        self._prompt: Prompt | None = None
        self.state = text("", "strong", wrap=True)
        self.detail = text("", "hint", wrap=True)
        self.act = button(_("Close the day"), key="Ctrl+D", icon="lock-check-outline")
        self.act.clicked.connect(self._on_close)
        self.add(self.state, self.detail, self.act)
        self.act.setVisible(place.may("supervisor"))  # with a parent now: without one it would be a window
        self.hide()

    def show_for(self, day: dt.date | None) -> None:
        """Ask about a day; None: the sheet is of no day that can be closed."""
        self._day, self.ahead = day, None
        self.setVisible(day is not None)
        self.act.setEnabled(False)
        if day is not None:
            self._place.ops.ask(DayClosing(date=day), self, self._show, self._lose)

    def _show(self, ahead: r.ClosingAhead) -> None:
        if ahead.date != self._day:
            return
        self.ahead = ahead
        self.act.setEnabled(bool(ahead.closes))
        self.state.setText(_state(ahead))
        self.detail.setText("" if ahead.closed else ahead.why_not or _also(ahead))
        self.detail.setVisible(bool(self.detail.text()))

    def _lose(self, error: UserError) -> None:
        self.state.setText(str(error))
        self.detail.hide()

    def _on_close(self) -> None:
        ahead = self.ahead
        if ahead is None or not ahead.closes or (self._prompt is not None and isValid(self._prompt)):
            return
        title = _("Close {day}?").format(day=date_text(ahead.date))
        accept = _("Close the day")
        self._prompt = Prompt(self._over, title, [], self._close, detail=meaning(ahead), accept=accept)

    def _close(self, _values: Values, prompt: Prompt) -> None:
        assert self.ahead is not None
        day = self.ahead.date
        size = self._place.papers.size_for("daily")

        def done(_ids: object) -> None:
            prompt.leave()
            self._place.say(_("{day} is closed.").format(day=date_text(day)))

        command = CloseDay(date=day, size="f4" if size == "f4" else "a4")
        self._place.ops.run(command, prompt, done, prompt.refuse)


def _state(ahead: r.ClosingAhead) -> str:
    if ahead.closed is None:
        return _("Not closed yet")
    words = _("Closed by {name}, {day} at {time}")
    at = ahead.closed.at
    return words.format(name=ahead.closed.by, day=date_text(at.date()), time=time_text(at))


def _also(ahead: r.ClosingAhead) -> str:
    """Name the days before that nobody closed; empty where there are none."""
    before = [date_text(day) for day in ahead.closes if day != ahead.date]
    if not before:
        return ""
    return _("Closed with it, since nobody has closed them: {days}.").format(days=listing(before))


def meaning(ahead: r.ClosingAhead) -> str:
    """Say what closing means, in sentences."""
    said = [
        _("The report stays for ever as it is now: figures, names, who signs and the seal."),
        _("What is undone, corrected or imported later counts in the next day, with its reason."),
        _("A closed day can't be opened again."),
    ]
    if ahead.until is not None:
        words = _("The office is open until {time}: what comes after this counts in the next day.")
        said.append(words.format(time=time_text(ahead.until)))
    return " ".join([*said, _also(ahead)]).strip()
