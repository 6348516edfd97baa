"""Binds numbers to errands: whoever is called begins one, or goes on with the one that was put aside."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from counter_app.ui.errand.book import Book
from counter_app.ui.errand.queue_panel import QueuePanel
from counter_app.ui.workplace import Workplace


class Turns(QObject):
    """Listens to the queue and to the errands."""

    def __init__(
        self, place: Workplace, queue: QueuePanel, book: Book, parent: QObject, fresh: Callable[[], None]
    ) -> None:
        super().__init__(parent)
        self._fresh = fresh  # puts the errand at work aside
        self._place, self._queue, self._book = place, queue, book
        book.touched.connect(self._on_touched)
        queue.left.connect(self._on_left)
        queue.parked.connect(self._on_parked)

    def begin(self, ticket: str) -> None:
        """Work on the errand of a ticket that was called."""
        draft = self._book.of_ticket(ticket) or self._book.fresh()
        draft.ticket = ticket
        draft.began = draft.began or self._place.now().isoformat(timespec="seconds")
        self._book.put(draft)

    def _on_touched(self) -> None:
        """The first input of an errand tells that its citizen is at the desk."""
        self._queue.arrive(self._book.draft.ticket)

    def _on_parked(self, ticket: str) -> None:
        if self._book.draft.ticket == ticket:
            self._fresh()

    def _on_left(self, ticket: str) -> None:
        """An errand whose number is served no more here must not end it."""
        for draft in (self._book.draft, *self._book.parked):
            if draft.ticket == ticket:
                draft.ticket = ""
        self._book.save()
