"""Disruptions: what is down since when; a supervisor records or ends one with two keys."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import Any, Literal, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QPushButton

from counter_app.domain.words import DISRUPTIONS, disruption_label
from counter_app.i18n import _, time_text
from counter_app.office.commands.signing import EndDisruption, RecordDisruption
from counter_app.office.office import Command
from counter_app.ui import theme
from counter_app.ui.parts.blocks import Card, Chip, button, text
from counter_app.ui.parts.hours import time_typed
from counter_app.ui.parts.prompt import Ask, Prompt, Values
from counter_app.ui.screen import Screen
from counter_app.ui.signing.words import Row
from counter_app.ui.states import day_words, time_words

LETTERS = {"S": "siak", "R": "recorder", "P": "printer", "L": "power"}  # L: listrik
What = Literal["siak", "recorder", "printer", "power"]


class DownPart(Card):
    """The lower right of the screen: four lines, one for each thing that can be down."""

    def __init__(self, screen: Screen) -> None:
        super().__init__(_("Disruptions"), gap=6)
        self._screen = screen
        self._down: dict[str, Row] = {}
        self.may = screen.place.may("supervisor")
        self.chips = {what: Chip() for what in DISRUPTIONS}
        self.turns = {what: button("", "pill") for what in DISRUPTIONS}
        self.record = button(_("Record"), key="Ctrl+D", icon="lightning-bolt-outline")
        self._build()

    def _build(self) -> None:
        self.body.setContentsMargins(theme.GAP, theme.GAP, theme.GAP, theme.GAP)
        self.head.addWidget(self.record)
        self.record.setVisible(self.may)
        self.record.clicked.connect(self.ask_which)
        lines = QGridLayout()
        lines.setHorizontalSpacing(theme.SMALL_GAP)
        lines.setVerticalSpacing(4)
        lines.setColumnStretch(1, 1)
        for place, what in enumerate(DISRUPTIONS):
            lines.addWidget(text(disruption_label(what)), place, 0)
            lines.addWidget(self.chips[what], place, 1, Qt.AlignmentFlag.AlignRight)
            lines.addWidget(self._turn_button(what), place, 2)
        self.add(lines)

    def _turn_button(self, what: str) -> QPushButton:
        found = self.turns[what]
        if not self.may:
            found.hide()
        found.clicked.connect(partial(self.turn, what))
        return found

    def show_down(self, rows: list[Row]) -> None:
        """Show what is down."""
        self._down = {row["what"]: row for row in reversed(rows)}
        for what, chip in self.chips.items():
            row = self._down.get(what)
            if row is None:
                chip.say(_("works"), "ok", "check-circle-outline")
                chip.setToolTip("")
            else:
                words = _("since {when}") if row["now"] else _("from {when} on")
                chip.say(words.format(when=self._since(row["from"])), "bad", "lightning-bolt-outline")
                chip.setToolTip(" · ".join(part for part in (time_words(row["from"]), row["note"]) if part))
            self.turns[what].setText(_("Works again") if row else _("Down"))
            self.turns[what].setAccessibleName(f"{disruption_label(what)}: {self.turns[what].text()}")

    def _since(self, iso: str) -> str:
        """Return the time of today, or the day of an earlier one."""
        at = dt.datetime.fromisoformat(iso)
        return time_text(at) if at.date() == self._screen.place.now().date() else day_words(iso)

    def ask_which(self) -> None:
        """Ask for the second key."""
        WhichDown(self._screen, self._lines(), self.turn, self._ask_time)

    def _lines(self) -> str:
        lines = []
        for letter, what in LETTERS.items():
            words = (
                _("{letter}   {what} works again") if what in self._down else _("{letter}   {what} is down")
            )
            lines.append(words.format(letter=letter, what=disruption_label(what)))
        return "\n".join(lines)

    def turn(self, what: str, *_clicked: bool) -> None:
        """Record that something is down from now on, or works again."""
        name = disruption_label(what)
        if row := self._down.get(what):
            words = _("{what} works again. It was down since {when}.")
            if not row["now"]:
                words = _("{what} works. What was recorded from {when} on is called off.")
            self._run(EndDisruption(disruption=row["disruption"]), words, name, row["from"])
        else:
            words = _("{what} is down since {when}. What depends on it stands still.")
            now = self._screen.place.now().isoformat()
            self._run(RecordDisruption(what=cast(What, what)), words, name, now)

    def _run(self, command: Command, words: str, name: str, when: str) -> None:
        said = words.format(what=name, when=time_words(when))
        self._screen.ops.run(command, self._screen, partial(self._say, said))

    def _say(self, words: str, _told: Any) -> None:
        self._screen.place.say(words)

    def _ask_time(self) -> None:
        now = self._screen.place.now()
        asks = [
            Ask(
                "what", _("&What is down"), "choice", choices=[(w, disruption_label(w)) for w in DISRUPTIONS]
            ),
            Ask("on", _("Since which &day"), "date", now.date()),
            Ask("time", _("Since what &time"), value=time_text(now), beside=True),
            Ask("note", _("&Note"), needed=False),
        ]
        Prompt(self._screen, _("Record a disruption"), asks, self._record, accept=_("Record"))

    def _record(self, values: Values, prompt: Prompt) -> None:
        command = RecordDisruption(
            what=values["what"], from_=_moment(values["on"], values["time"]), note=values["note"]
        )
        self._screen.ops.run(command, self._screen, prompt.leave, prompt.refuse)


class WhichDown(Prompt):
    """Takes one letter: S, R, P or L."""

    def __init__(self, over: Screen, detail: str, turn: Any, later: Any) -> None:
        super().__init__(
            over, _("What is down?"), [], self._later, detail=detail, accept=_("At another time ..."), kind=""
        )
        self._turn, self._ask_time = turn, later

    def _later(self, _values: Values, _prompt: Prompt) -> None:
        self.leave()
        self._ask_time()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """One letter records or ends at once."""
        what = LETTERS.get(event.text().upper())
        if what is None:
            super().keyPressEvent(event)
        else:
            self.leave()
            self._turn(what)


def _moment(day: dt.date, typed: str) -> str:
    """Return a day and a time as typed (``9.14``) in ISO; what is no time is left to the office."""
    return f"{day.isoformat()}T{time_typed(typed)}"
