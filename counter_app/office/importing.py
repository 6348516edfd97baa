"""An old register on its way into the office: read, looked at, brought in as one act or not at all."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from counter_app.domain import importing
from counter_app.domain.errors import UserError
from counter_app.domain.importing import Fault, Line, Reader, RegisterLine
from counter_app.domain.nik import LENGTH, mask
from counter_app.domain.register_cells import shown
from counter_app.domain.register_words import Services
from counter_app.domain.words import state_label
from counter_app.i18n import _, listing, ngettext, number
from counter_app.office.commands.importing import AlreadyImported, ImportRegister, NothingNew
from counter_app.office.desk import Staff
from counter_app.office.office import ADMINS, Done, NotAllowed, Office, Stopped
from counter_app.office.queries.importing import ImportMapping, RegisterCheck, RegisterServices
from counter_app.storage.sheets import EmptySheet, SheetFile
from counter_app.storage.watching import Progress, unwatched

SAMPLE = 50  # lines that a preview shows


class FaultyLines(UserError):
    """The register has lines that can't be imported, and nobody said to leave them out."""

    def __init__(self, faulty: int, listed: str) -> None:
        text = ngettext(
            "{n} line has faults: nothing was imported. They stand in {file}. Put them right and try "
            "again, or import without the faulty lines.",
            "{n} lines have faults: nothing was imported. They stand in {file}. Put them right and try "
            "again, or import without the faulty lines.",
            faulty,
        )
        super().__init__(text.format(n=number(faulty), file=listed))


class Choices(NamedTuple):
    """Which column is what, and what holds for every line that does not say it itself."""

    mapping: dict[str, str]
    service: str = ""
    state: str = ""


class Found(NamedTuple):
    """What a register holds under one mapping, beside what the office has."""

    lines: list[RegisterLine]
    faults: list[Fault]
    faulty: int  # lines with faults
    sample: list[Line]
    new: int
    known: list[dict[str, Any]]
    twice: list[dict[str, Any]]
    earlier: dict[str, Any] | None
    states: Counter[str]
    assumed: int  # finished lines without a day of their end

    @property
    def notes(self) -> list[str]:
        """What one should know before the import, as sentences."""
        notes = []
        if self.earlier is not None:
            notes.append(str(_already(self.earlier)))
        if self.assumed:
            text = ngettext(
                "{n} finished line names no day of its end: it counts as finished on the day it was opened.",
                "{n} finished lines name no day of their end: they count as finished on the day they were "
                "opened.",
                self.assumed,
            )
            notes.append(text.format(n=number(self.assumed)))
        return notes

    @property
    def counts(self) -> list[tuple[str, int]]:
        """How many lines an import would do what with, in words."""
        return [
            (_("New"), self.new),
            (_("Known already"), len(self.known)),
            (_("Twice in the file"), len(self.twice)),
            (_("Faulty"), self.faulty),
        ]

    @property
    def in_words(self) -> str:
        """Where the files stand that the lines tell of; empty where no line can be read."""
        parts = (f"{number(n)} {state_label(state).lower()}" for state, n in self.states.most_common())
        return _("Read: {states}.").format(states=listing(parts)) if self.states else ""


class Register:
    """One file, or one sheet of it."""

    def __init__(self, path: Path, sheet: str = "") -> None:
        self.path = path
        self._file = SheetFile(path)
        self.sheets = self._file.sheets
        self.sheet = sheet or self.sheets[0]
        self.digest = self._file.digest(self.sheet)
        first = list(islice(self._file.lines(self.sheet), importing.HEADS))
        place, self.headings = importing.headings_in(first)
        if len(first) <= place + 1:
            raise EmptySheet(path.name)
        self._head = first[place]

    @property
    def name(self) -> str:
        """The file's name, with the sheet's where it is not the first."""
        other = self.sheet not in ("", self.sheets[0])
        return f"{self.path.name} [{self.sheet}]" if other else self.path.name

    def choices(self, office: Office, staff: Staff) -> Choices:
        """Return what was chosen when headings like these were imported last, else the likely mapping."""
        kept = office.ask(ImportMapping(headings=self.headings), staff)
        return Choices(**kept) if kept else Choices(importing.guess(self.headings))

    def sample(self) -> list[Line]:
        """Return the first lines."""
        return list(islice(self._lines(unwatched), SAMPLE))

    def read(self, office: Office, staff: Staff, choices: Choices, told: Progress = unwatched) -> Found:
        """Return what the register holds under ``choices``. Raises UserError."""
        reader = self.reader(office, staff, choices)
        lines: list[RegisterLine] = []
        faults: list[Fault] = []
        sample: list[Line] = []
        faulty = 0
        for line in self._lines(told):
            if len(sample) < SAMPLE:
                sample.append(line)
            one = reader.read(line)
            if isinstance(one, RegisterLine):
                lines.append(one)
            else:
                faults += one
                faulty += 1
        check = office.ask(RegisterCheck(digest=self.digest, lines=lines), staff)
        states = Counter[str](line.state for line in lines)
        assumed = sum(line.assumed for line in lines)
        return Found(lines, faults, faulty, sample, **check, states=states, assumed=assumed)

    def shown(self, line: Line, heading: str) -> str:
        """Return what a line has below a heading, a NIK with its personal part hidden."""
        place = self.headings.index(heading)
        words = shown(line.cells[place]) if place < len(line.cells) else ""
        return mask(words) if len(words) == LENGTH and words.isdigit() else words

    def reader(self, office: Office, staff: Staff, choices: Choices) -> Reader:
        """Return what reads the lines under ``choices``. Raises UserError."""
        desk = office.desk(staff)
        if choices.service:
            desk.catalogue.plan(choices.service)
        named = [(one["service"], one["id"], one["en"]) for one in office.ask(RegisterServices(), staff)]
        return Reader(
            choices.mapping,
            self.headings,
            Services(named),
            desk.today,
            service=choices.service,
            state=choices.state,
        )

    def check(self, found: Found) -> None:
        """Refuse what would bring nothing, before a backup is made for it."""
        if found.earlier is not None:
            raise _already(found.earlier)
        if not found.new:
            raise NothingNew(self.name)

    def bring_in(
        self, office: Office, staff: Staff, choices: Choices, found: Found, told: Progress = unwatched
    ) -> Done:
        """Import the lines without faults, all or none. Raises UserError."""
        command = ImportRegister(
            file=self.name,
            digest=self.digest,
            lines=found.lines,
            faulty=found.faulty,
            headings=self.headings,
            mapping=choices.mapping,
            service=choices.service,
            state=choices.state,
        )
        return office.run(command, staff, told)

    def _lines(self, told: Progress) -> Iterator[Line]:
        """Yield the lines below the headings; where a page repeats these, they are no line."""
        heads = [shown(cell) for cell in self._head.cells]
        for line in self._file.lines(self.sheet, _stopping(told)):
            if line.number > self._head.number and [shown(cell) for cell in line.cells] != heads:
                yield line


def _already(earlier: dict[str, Any]) -> AlreadyImported:
    at = dt.datetime.fromisoformat(earlier["at"])
    return AlreadyImported(earlier["file"], earlier["import"], at.date())


def _stopping(told: Progress) -> Callable[[float], None]:
    """Return what tells the share that is read, and stops where nobody wants to go on."""

    def tell(share: float) -> None:
        if not told(share):
            raise Stopped

    return tell


def admit(staff: Staff) -> None:
    """Refuse who may not import, before a file is read."""
    if staff.role not in ADMINS:
        raise NotAllowed(staff.role, ADMINS)
