"""The search at the top: a part of a name, a NIK or a number; a scanned number opens where it was left."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLineEdit

from counter_app.domain.numbers import is_number
from counter_app.i18n import _
from counter_app.office.queries.applications import Applications
from counter_app.ui import theme
from counter_app.ui.parts.blocks import key_text
from counter_app.ui.parts.inputs import LineInput
from counter_app.ui.parts.suggest import SHOWN, Suggest, Suggestion
from counter_app.ui.parts.table import Status
from counter_app.ui.states import state_status
from counter_app.ui.workplace import Workplace

WIDE = 640  # pixels for a name, its service, its number and its state
PAUSE = 60  # ms between two keys that belong to one question


class Finder(LineInput):
    """One input for everything that can be found."""

    def __init__(self, place: Workplace) -> None:
        super().__init__(most=60)
        self._place = place
        self.setProperty("kind", "search")
        self.setClearButtonEnabled(True)
        self.setPlaceholderText(_("Find a name, NIK or number") + f"   ({key_text('Ctrl+K')})")
        self.setAccessibleName(_("Find a name, NIK or number"))
        self.addAction(theme.icon("magnify", "plain"), QLineEdit.ActionPosition.LeadingPosition)
        self.suggest = Suggest(self, least=WIDE)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self._ask)
        self.textEdited.connect(self._on_edited)
        self.returnPressed.connect(self._on_return)
        self.suggest.taken.connect(self._on_taken)

    def begin(self) -> None:
        """Take the focus, with the old text selected."""
        self.setFocus()
        self.selectAll()

    def _on_edited(self, _text: str) -> None:
        self._pause.start()

    def _ask(self) -> None:
        self._pause.stop()
        typed = self.text()
        if len(typed.strip()) < 2:
            self.suggest.close()
            return
        question = Applications(text=typed, limit=SHOWN + 1)
        self._place.ops.ask(question, self, partial(self._show, typed), self._nothing)

    def _show(self, typed: str, rows: list[dict[str, Any]]) -> None:
        if typed != self.text():
            return
        if rows:
            found = [_suggestion(row) for row in rows[:SHOWN]]
            if len(rows) > SHOWN:
                more = _("Type more of the name, the number or the NIK.")
                found.append(Suggestion(None, _("There are more"), more))
            self.suggest.show(found, first=not is_number(self._typed()))
        else:
            nothing = Suggestion(None, _("Nothing found"), _("Check how it is written."))
            self.suggest.show([nothing], first=False)

    def _nothing(self, error: Exception) -> None:
        self.suggest.show([Suggestion(None, str(error))], first=False)

    def _on_return(self) -> None:
        """A number opens at once, before what was found."""
        if is_number(self._typed()):
            self._open(self._typed())
        else:
            self._ask()

    def _typed(self) -> str:
        return self.text().strip().upper()

    def _on_taken(self, number: str | None) -> None:
        if number:
            self._open(number)

    def _open(self, number: str) -> None:
        self._pause.stop()
        self.suggest.close()
        self.clear()
        self._place.open_application(number, self)


def _suggestion(row: dict[str, Any]) -> Suggestion:
    state = state_status(row)
    detail = f"{row['application']} · {row['label']}"  # the service may be cut, the number never
    return Suggestion(row["application"], row["name"], detail, Status(state.words, state.tone, state.icon))
