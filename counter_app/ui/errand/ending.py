"""The end of an errand: what must be said before it, and what can be done about its paper afterwards."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from counter_app.i18n import _
from counter_app.ui.errand import asking
from counter_app.ui.errand.citizen import CitizenForm
from counter_app.ui.errand.desk import ErrandDesk
from counter_app.ui.errand.draft import Draft
from counter_app.ui.errand.flow import Ended
from counter_app.ui.errand.papers_side import EndedCard
from counter_app.ui.errand.questions import Questions
from counter_app.ui.errand.service import ServicePicker
from counter_app.ui.workplace import Workplace


class ToSay:
    """Tells what must still be said before an errand can be written, and goes there."""

    def __init__(
        self, place: Workplace, citizen: CitizenForm, service: ServicePicker, questions: Questions
    ) -> None:
        self._place, self._citizen, self._service, self._questions = place, citizen, service, questions
        self.age_rule = ""  # what the service asks of an age that nobody knows

    def wrong(self, draft: Draft) -> QWidget | None:
        """Return the first input of the citizen that can't be written, or the age that is still to ask."""
        wrong = self._citizen.wrong()
        if wrong is None and self.age_rule and not draft.masked:
            rule = _("{rule}: fill in the NIK or the date of birth first.").format(rule=self.age_rule)
            self._citizen.birth_field.say(rule, "bad")
            return self._citizen.birth
        return wrong

    def writable(self, draft: Draft) -> bool:
        """Tell whether what stands in the fields can be written; go to the first that can't."""
        wrong = self.wrong(draft) or (None if self._service.service else self._service.input)
        wrong = wrong or self._questions.wrong()
        if wrong is not None:
            wrong.setFocus()
        return wrong is None

    def all_asked(self) -> bool:
        """Tell whether everything was asked that decides about the papers; go to the first that wasn't."""
        left = self._questions.open()
        if left is not None:
            left.setFocus()
            self._place.say(_("Ask this first: the papers depend on it."), "warning")
        return left is None


class Ending(QObject):
    """Keeps the errand that ended last, until the next one begins: its paper, and the way back."""

    def __init__(
        self,
        place: Workplace,
        desk: ErrandDesk,
        card: EndedCard,
        over: QWidget,
        taken_up: Callable[[Draft], None],
    ) -> None:
        super().__init__(over)
        self._place, self._desk, self._card, self._over, self._taken_up = place, desk, card, over, taken_up
        self.last: Ended | None = None
        card.again.clicked.connect(self._on_print_again)
        card.jammed.clicked.connect(self._on_jammed)
        card.undo.clicked.connect(self._on_undo)
        place.papers.ended.connect(self._on_paper)

    def print(self, ended: Ended) -> None:
        """Print what the citizen takes home."""
        self._place.papers.print(ended.paper, ended.view["application"])

    def show_end(self, ended: Ended) -> None:
        """Show the end of one errand, and print its paper."""
        self.last = ended
        printed = _("The receipt is printing.") if ended.accepted else _("The list is printing.")
        self._card.show_end(ended, printed=printed)
        self.print(ended)

    def _on_paper(self, number: str, out: bool) -> None:
        """Say at the end of the errand whether the printer took its paper."""
        if self.last is None or number != self.last.view["application"]:
            return
        if out:
            words = _("Printed. If it did not come out, say so and it is printed again.")
        elif any(one.id == number for one in self._place.papers.kept):
            words = _("The paper did not come out and is kept: print it again.")
        else:
            words = _("The paper was not printed: print it again.")
        self._card.paper.setText(words)

    def _on_print_again(self) -> None:
        if self.last is not None:
            self.print(self.last)

    def _on_jammed(self) -> None:
        if self.last is not None:
            self._place.papers.replace(self.last.paper, self.last.view["application"])

    def _on_undo(self) -> None:
        if self.last is not None:
            asking.undo(self._over, self._desk, self.last.view["application"], self._taken_up)
