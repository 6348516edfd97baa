"""From the name of a paper to the printer: drawn by the office, sent to this counter's printer.

A paper is kept by name, not as a file, from before its entry until the printer has it. So one that did
not come out, or was on its way when the window closed, is offered again: drawn anew, as an original.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from threading import Lock
from typing import TYPE_CHECKING, Any

import msgspec
from PySide6.QtCore import QObject, Signal

from counter_app.domain.errors import UserError
from counter_app.domain.undoing import NothingToUndo
from counter_app.i18n import _
from counter_app.office.desk import Staff
from counter_app.office.office import Office
from counter_app.storage.drafts import Owner
from counter_app.ui.ops import Ops
from counter_app.ui.printers import Printers

if TYPE_CHECKING:
    from counter_app.ui.workplace import Workplace

NAME = "kept papers"  # of the draft that remembers them
ROLL = "58"  # what fits the narrowest roll belongs to the counter's receipt printer


class Wanted(msgspec.Struct, frozen=True):
    """One paper to print: of an application, a service, an official, a batch, or a report's period."""

    paper: str
    id: str = ""
    size: str = ""
    period: dict[str, dt.date] = {}
    about: str = ""  # what ``id`` names, in words, where it is a code
    once: bool = False  # shows what is not written anywhere: it can't be drawn again


class Waiting(Wanted, frozen=True):
    """A paper that is kept. ``before``: how many of it had come out when it was asked for, -1 if unknown."""

    before: int = -1

    @property
    def wanted(self) -> Wanted:
        """The paper itself."""
        return Wanted(self.paper, self.id, self.size, self.period, self.about, self.once)


class _Kept:
    """What this window did not print yet, among the office's drafts. Each call is one step, on any thread."""

    def __init__(self, owner: Owner) -> None:
        self._lock, self._owner = Lock(), owner
        self._name = owner.name(NAME)

    def found(self, office: Office, _staff: Staff) -> list[Wanted]:
        """Return what is kept, and what windows left that are closed; the oldest first."""
        with self._lock:
            waiting = _decoded(office.gathered(NAME, self._owner, _joined))
        return [one.wanted for one in waiting]

    def add(self, wanted: Wanted, office: Office, staff: Staff) -> None:
        """Keep a paper."""
        before = _came_out(wanted, office, staff)
        new = Waiting(**msgspec.structs.asdict(wanted), before=before)
        self._change(wanted, [new], office)

    def drop(self, wanted: Wanted, office: Office, staff: Staff) -> None:
        """Keep a paper no longer."""
        self._change(wanted, [], office)

    def entered(self, wanted: Wanted, office: Office, staff: Staff) -> bool:
        """Return whether the entry of a kept paper was written before something went wrong."""
        before = next((one.before for one in self._waiting(office) if one.wanted == wanted), -1)
        return before < 0 or _came_out(wanted, office, staff) > before

    def _waiting(self, office: Office) -> list[Waiting]:
        return _decoded(office.draft(self._name))

    def _change(self, old: Wanted, new: list[Waiting], office: Office) -> None:
        with self._lock:
            rest = [one for one in self._waiting(office) if one.wanted != old]
            office.save_draft(self._name, msgspec.json.encode([*rest, *new]))


def _decoded(data: bytes | None) -> list[Waiting]:
    return msgspec.json.decode(data, type=list[Waiting]) if data else []


def _joined(parts: Sequence[bytes]) -> bytes:
    """Return the papers of several windows in one list, each once."""
    found: list[Waiting] = []
    for one in (one for part in parts for one in _decoded(part)):
        if one.wanted not in [other.wanted for other in found]:
            found.append(one)
    return msgspec.json.encode(found)


class Papers(QObject):
    """Prints for one counter."""

    changed = Signal()  # the list of what is kept
    printed = Signal(str)  # the name of a paper that went to the printer
    ended = Signal(str, bool)  # the id of a paper, and whether the printer took it

    def __init__(self, ops: Ops, printers: Printers, place: Workplace) -> None:
        super().__init__(place)
        self._ops, self.printers, self._place = ops, printers, place
        self._kept = _Kept(place.owner)
        self.kept: list[Wanted] = []  # what did not come out; what is on its way is not among it
        ops.look(self._kept.found, self, self._on_remembered, key=NAME)

    def print(self, paper: str, id: str = "", *, size: str = "", **period: dt.date) -> None:
        """Draw a paper and print it without asking; what fails is kept."""
        wanted = Wanted(paper, id, size or self.size_for(paper), period)
        if wanted in self.kept:
            self.again(wanted)
        else:
            self._ops.write(
                partial(self._draw, wanted), self, partial(self._send, wanted), partial(self._refuse, wanted)
            )

    def replace(self, paper: str, id: str) -> None:
        """Print a paper in the place of the last one, which the printer took but which did not come out."""
        wanted = Wanted(paper, id, self.size_for(paper))
        if wanted in self.kept:
            self.again(wanted)
        else:
            self._ops.write(
                partial(self._draw_instead, wanted),
                self,
                partial(self._send, wanted),
                partial(self._refuse, wanted),
            )

    def send(self, wanted: Wanted, pdf: bytes, copies: int = 1, printer: str | None = None) -> None:
        """Print what is drawn already, on ``printer`` or on the one that this counter has for it."""

        def go(_none: object) -> None:
            self._send(wanted, pdf, copies, printer)

        if wanted.once:
            go(None)
        else:
            self._ops.write(partial(self._kept.add, wanted), self, go)

    def again(self, wanted: Wanted) -> None:
        """Print a kept paper: it did not come out, so it takes its own place."""
        self._take_off(wanted)
        self._ops.write(
            partial(self._draw_again, wanted), self, partial(self._send, wanted), partial(self._keep, wanted)
        )

    def forget(self, wanted: Wanted) -> None:
        """Take a paper off the list."""
        self._take_off(wanted)
        self._ops.write(partial(self._kept.drop, wanted), self)

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

    def _draw(self, wanted: Wanted, office: Office, staff: Staff) -> bytes:
        """Write that the paper is drawn, and keep it until it is printed."""
        self._kept.add(wanted, office, staff)
        try:
            return _drawn(wanted, office, staff)
        except UserError:
            self._kept.drop(wanted, office, staff)
            raise

    def _draw_instead(self, wanted: Wanted, office: Office, staff: Staff) -> bytes:
        """Write that the last one did not come out, then draw it again."""
        _write_jam(wanted, office, staff)
        return self._draw(wanted, office, staff)

    def _draw_again(self, wanted: Wanted, office: Office, staff: Staff) -> bytes:
        """Draw a kept paper; where its entry was written, that it did not come out is written first."""
        if _noted(wanted.paper) and self._kept.entered(wanted, office, staff):
            with suppress(NothingToUndo):  # an earlier version did not tell whether the entry was written
                _write_jam(wanted, office, staff)
        return _drawn(wanted, office, staff)

    def _refuse(self, wanted: Wanted, error: UserError) -> None:
        """Say why a paper was not even drawn."""
        self._place.refuse(str(error))
        self.ended.emit(wanted.id, False)

    def _send(self, wanted: Wanted, pdf: bytes, copies: int = 1, printer: str | None = None) -> None:
        printer = self.printer_for(wanted.paper) if printer is None else printer

        def work(office: Office, staff: Staff) -> None:
            self.printers.send(pdf, printer=printer, title=title_of(wanted), copies=copies)
            if not wanted.once:
                self._kept.drop(wanted, office, staff)

        self._ops.send(work, self, partial(self._on_sent, wanted), partial(self._keep, wanted))

    def _on_sent(self, wanted: Wanted, _none: object) -> None:
        self._take_off(wanted)
        self.printed.emit(wanted.paper)
        self.ended.emit(wanted.id, True)

    def _keep(self, wanted: Wanted, error: UserError) -> None:
        """Say why a paper did not come out, and offer it again if it can be drawn again."""
        if wanted.once:
            self._refuse(wanted, error)
            return
        self._place.refuse(" ".join([str(error), _("The paper is kept and offered again below.")]))
        self.kept = [*(one for one in self.kept if one != wanted), wanted]
        self.changed.emit()
        self.ended.emit(wanted.id, False)

    def _take_off(self, wanted: Wanted) -> None:
        if wanted in self.kept:
            self.kept = [one for one in self.kept if one != wanted]
            self.changed.emit()

    def _on_remembered(self, kept: list[Wanted]) -> None:
        self.kept = kept
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


def _noted(paper: str) -> bool:
    """Whether it is written how often the paper came out."""
    from counter_app.printing.outlets import SOURCES

    return SOURCES[paper].noted


def _write_jam(wanted: Wanted, office: Office, staff: Staff) -> None:
    from counter_app.office.commands.papers import DidNotPrint

    paper: Any = wanted.paper
    office.run(DidNotPrint(application=wanted.id, paper=paper), staff)


def _came_out(wanted: Wanted, office: Office, staff: Staff) -> int:
    """Return how many of a paper came out; -1 of one that nothing is written about."""
    if not _noted(wanted.paper):
        return -1
    from counter_app.office.queries.papers import Printed

    found: dict[str, int] = office.ask(Printed(application=wanted.id), staff)
    return found.get(wanted.paper, 0)
