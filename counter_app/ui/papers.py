"""From the name of a paper to the printer: drawn by the office, sent to this counter's printer.

What could not be printed is kept by name, not as a file, and offered again: it is drawn anew, as an original.
"""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING, Any

import msgspec
from PySide6.QtCore import QObject, Signal

from counter_app.domain.errors import UserError
from counter_app.i18n import _
from counter_app.office.desk import Staff
from counter_app.office.office import Office
from counter_app.ui.ops import Ops
from counter_app.ui.printers import Printers

if TYPE_CHECKING:
    from counter_app.ui.workplace import Workplace

KEPT = "kept papers"  # the name of the draft that remembers them
ROLL = "58"  # what fits the narrowest roll belongs to the counter's receipt printer


class Wanted(msgspec.Struct, frozen=True):
    """One paper to print: of an application, a service, an official, a batch, or a report's period."""

    paper: str
    id: str = ""
    size: str = ""
    period: dict[str, dt.date] = {}
    about: str = ""  # what ``id`` names, in words, where it is a code


class Papers(QObject):
    """Prints for one counter."""

    changed = Signal()  # the list of what is kept
    printed = Signal(str)  # the name of a paper that went to the printer

    def __init__(self, ops: Ops, printers: Printers, place: Workplace) -> None:
        super().__init__(place)
        self._ops, self.printers, self._place = ops, printers, place
        self.kept: list[Wanted] = []
        ops.look(lambda office, staff: office.draft(KEPT), self, self._on_remembered, key=KEPT)

    def print(self, paper: str, id: str = "", *, size: str = "", **period: dt.date) -> None:
        """Draw a paper and print it without asking; what fails is kept."""
        wanted = Wanted(paper, id, size or self.size_for(paper), period)
        self._ops.write(
            partial(_drawn, wanted), self, partial(self.send, wanted), partial(self._undrawn, wanted)
        )

    def send(self, wanted: Wanted, pdf: bytes, copies: int = 1) -> None:
        """Print what is drawn already."""
        printer = self.printer_for(wanted.paper)
        self._ops.work(
            lambda office, staff: self.printers.send(
                pdf, printer=printer, title=title_of(wanted), copies=copies
            ),
            self,
            lambda _none: self.printed.emit(wanted.paper),
            partial(self._keep, wanted),
        )

    def again(self, wanted: Wanted) -> None:
        """Print a kept paper: it did not come out, so it is an original."""
        self.forget(wanted)
        self._ops.write(
            partial(_drawn_again, wanted), self, partial(self.send, wanted), partial(self._keep, wanted)
        )

    def forget(self, wanted: Wanted) -> None:
        """Take a paper off the list."""
        self.kept = [one for one in self.kept if one != wanted]
        self._remember()

    def size_for(self, paper: str) -> str:
        """Return what this counter prints a paper on."""
        from counter_app.printing.papers import PAPERS

        sizes = PAPERS[paper].sizes
        own = (self._place.config.receipt, self._place.config.paper.lower())
        return next((size for size in own if size in sizes), sizes[0])

    def printer_for(self, paper: str) -> str:
        """Return the printer of this counter for a paper; empty is the system's default."""
        from counter_app.printing.papers import PAPERS

        chosen = self._place.config.printers
        return chosen.receipt if ROLL in PAPERS[paper].sizes else chosen.report

    def _undrawn(self, wanted: Wanted, error: UserError) -> None:
        self._place.refuse(str(error))

    def _keep(self, wanted: Wanted, error: UserError) -> None:
        self._place.refuse(str(error))
        self.kept = [*(one for one in self.kept if one != wanted), wanted]
        self._remember()

    def _remember(self) -> None:
        data = msgspec.json.encode(self.kept)
        self._ops.write(lambda office, staff: office.save_draft(KEPT, data), self)
        self.changed.emit()

    def _on_remembered(self, data: bytes | None) -> None:
        if data:
            self.kept = msgspec.json.decode(data, type=list[Wanted])
            self.changed.emit()


def title_of(wanted: Wanted) -> str:
    """Return what a paper is called in the printer's queue and in the list of kept ones."""
    from counter_app.printing.papers import PAPERS
    from counter_app.printing.wording import period

    title = f"{_(PAPERS[wanted.paper].title)} {wanted.about or wanted.id}".strip()
    days = sorted(wanted.period.values())
    return ", ".join([title, *([period(days[0], days[-1])] if days else [])])


def _drawn(wanted: Wanted, office: Office, staff: Staff) -> bytes:
    from counter_app.printing.outlets import drawn

    return drawn(office, staff, wanted.paper, wanted.id, wanted.size, dict(wanted.period))


def _drawn_again(wanted: Wanted, office: Office, staff: Staff) -> bytes:
    from counter_app.office.commands.papers import DidNotPrint
    from counter_app.printing.outlets import SOURCES

    if SOURCES[wanted.paper].noted:
        paper: Any = wanted.paper
        office.run(DidNotPrint(application=wanted.id, paper=paper), staff)
    return _drawn(wanted, office, staff)
