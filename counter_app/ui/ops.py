"""The only object through which a screen reaches the office: run, ask, and what takes long."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from counter_app.office.desk import Staff
from counter_app.office.office import Command, Done, Office, Question
from counter_app.ui.background import Answered, Background, Lanes, Refused, same

Work = Callable[[Office, Staff], Any]


class Ops(Background):
    """One lane writes, one reads, one prints, one does what takes long on connections of its own."""

    changed = Signal(frozenset)  # topics, after a command was committed
    begun = Signal()  # something is about to be written
    warned = Signal(list)  # sentences that came with a success
    _committed = Signal(object)  # carries what a command did to the GUI thread

    def __init__(
        self, office: Office, staff: Staff, lanes: Lanes, apart: Callable[[], Office] | None = None
    ) -> None:
        super().__init__(lanes)
        self.staff = staff
        self._office = office
        self._apart = apart
        self._other: Office | None = None
        self._committed.connect(self._tell)
        office.committed = self._committed.emit

    def run(
        self,
        command: Command,
        parent: QObject,
        done: Callable[[Done], None] | None = None,
        refused: Refused | None = None,
    ) -> None:
        """Run ``command``, tell ``done`` its ids, and announce what changed. Pressed twice it runs once."""
        self.write(lambda office, staff: office.run(command, staff), parent, done, refused)

    def write(
        self, work: Work, parent: QObject, done: Answered | None = None, refused: Refused | None = None
    ) -> None:
        """Do several commands in a row, or a paper with its entry. Pressed twice it is done once."""
        self.begun.emit()
        self.start(
            self.lanes.writing,
            lambda: work(self._office, self.staff),
            parent,
            done,
            refused,
            act=same(work),
        )

    def keep(
        self, work: Work, parent: QObject, done: Answered | None = None, refused: Refused | None = None
    ) -> None:
        """Keep what is typed or chosen: the last one counts, also where it is as the one before the last."""
        self.start(self.lanes.writing, lambda: work(self._office, self.staff), parent, done, refused)

    def ask(
        self,
        question: Question,
        parent: QObject,
        answered: Answered,
        refused: Refused | None = None,
        *,
        key: str = "",
    ) -> None:
        """Answer ``question``; a newer one of the same kind from the same parent takes its place."""
        self.look(
            lambda office, staff: office.ask(question, staff),
            parent,
            answered,
            refused,
            key=key or type(question).__name__,
        )

    def look(
        self, work: Work, parent: QObject, answered: Answered, refused: Refused | None = None, *, key: str
    ) -> None:
        """Ask several questions as one; a newer call of the same key and parent takes its place."""
        self.start(
            self.lanes.reading,
            lambda: work(self._office, self.staff),
            parent,
            answered,
            refused,
            place=(id(parent), key),
        )

    def send(
        self, work: Work, parent: QObject, done: Answered | None = None, refused: Refused | None = None
    ) -> None:
        """Feed a printer: a receipt waits neither for a backup nor for a yearly report."""
        self.start(
            self.lanes.printing,
            lambda: work(self._office, self.staff),
            parent,
            done,
            refused,
            act=same(work),
        )

    def work(
        self,
        work: Work,
        parent: QObject,
        done: Answered | None = None,
        refused: Refused | None = None,
        *,
        key: str = "",
    ) -> None:
        """Do what takes long, such as a report or a backup; with a key, a newer call takes its place.

        Without one, what is pressed twice is done once.

        What can be stopped in the middle looks at ``closed`` meanwhile: ``close`` waits for it.
        """
        place = (id(parent), key) if key else None
        self.start(
            self.lanes.long,
            lambda: work(self._separate(), self.staff),
            parent,
            done,
            refused,
            place=place,
            act=None if key else same(work),
        )

    def close(self) -> None:
        """Wait for running work to end and let go of the office."""
        self.closed = True
        self.lanes.close()
        if self._other is not None:
            self._other.close()
        self._office.close()

    def _separate(self) -> Office:
        """Return the long lane's office; called on that lane only."""
        if self._apart is None:
            return self._office
        if self._other is None:
            self._other = self._apart()
            self._other.committed = self._committed.emit
        return self._other

    def _tell(self, done: Done) -> None:
        if done.warnings:
            self.warned.emit(done.warnings)
        self.changed.emit(done.topics)
