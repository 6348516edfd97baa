"""The citizen who comes back: the file that waits is offered before a second one is opened."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from counter_app.domain.application import AT_THE_COUNTER
from counter_app.domain.words import state_label
from counter_app.i18n import _
from counter_app.ui.errand.book import Book
from counter_app.ui.errand.citizen import CitizenForm, OpenFile
from counter_app.ui.errand.draft import Draft
from counter_app.ui.errand.service import ServicePicker
from counter_app.ui.parts.blocks import button, column, row, text
from counter_app.ui.workplace import Workplace


class Again(QWidget):
    """Enter goes on with the file that waits; a second one needs its own key."""

    taken = Signal(str)  # the number of the file to go on with
    second = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.number = ""  # of the file that is offered
        self.words = text("", "strong", wrap=True)
        self.go_on = button(_("Go on with it"), key="Return", icon="account-check-outline")
        self.go_on.setShortcut("")  # Enter presses what has the focus, nothing else
        self.another = button(_("Open a second file"), "link", key="Ctrl+T")
        self.go_on.clicked.connect(self._on_go_on)
        self.another.clicked.connect(self.second)
        self.setLayout(column(self.words, row(self.go_on, self.another, None), gap=6))
        self.setFocusProxy(self.go_on)
        self.hide()

    def offer(self, one: OpenFile | None) -> None:
        """Offer a file with the focus on it; None takes the offer back."""
        self.setVisible(one is not None)
        self.number = one.application if one else ""
        if one is not None:
            words = _("{service} {number} of this citizen is still open: {state}.")
            said = words.format(service=one.label, number=one.application, state=state_label(one.state))
            self.words.setText(said)
            self.go_on.setAccessibleDescription(said)
            self.go_on.setFocus()

    def _on_go_on(self) -> None:
        self.taken.emit(self.number)


class ComingBack(QObject):
    """Keeps a second file from being opened unasked, and takes up the one that waits."""

    def __init__(
        self, place: Workplace, citizen: CitizenForm, service: ServicePicker, again: Again, book: Book
    ) -> None:
        super().__init__(again)
        self._place, self._citizen, self._service = place, citizen, service
        self._again, self._book = again, book
        self._ticket = ""  # the number that was called, for the file that is taken up
        citizen.met.connect(self._on_met)
        citizen.resumed.connect(self._on_taken)
        again.taken.connect(self._on_taken)
        again.second.connect(self._on_second)

    def offers(self) -> bool:
        """Offer the open file of this citizen and service, unless a second one was asked for."""
        draft, service = self._book.draft, self._service.service
        new = not draft.application and draft.second != service
        found = (one for one in self._citizen.open_files if new and one.service == service)
        one = next(found, None)
        self._again.offer(one)
        return one is not None

    def carried_into(self, draft: Draft) -> Draft:
        """Return the file that is taken up, with the number that was called for it."""
        draft.ticket, self._ticket = draft.ticket or self._ticket, ""
        return draft

    def _on_met(self) -> None:
        """The service may have been chosen before the NIK was typed."""
        if self._citizen.isVisible():
            self.offers()

    def _on_taken(self, number: str) -> None:
        """Go on with the file that waits; the errand that was begun for it is nothing."""
        draft = self._book.draft
        state = next(one.state for one in self._citizen.open_files if one.application == number)
        if not draft.application and state in AT_THE_COUNTER:
            self._ticket = draft.ticket
            self._book.end(draft.id)
        self._place.open_application(number, self)

    def _on_second(self) -> None:
        service = self._service.service
        self._book.draft.second = service
        self._again.offer(None)
        self._service.choose(service)
