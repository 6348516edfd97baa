"""What the counter asks and writes for the errand at work, one writing at a time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal

from counter_app.domain import nik as niks
from counter_app.domain.errors import UserError
from counter_app.office.commands.process import CloseApplication, Undo
from counter_app.office.desk import Staff
from counter_app.office.office import Office
from counter_app.office.queries.applications import Application
from counter_app.office.queries.definition import Kelurahan
from counter_app.office.queries.errand import Promise
from counter_app.office.queries.services import OfficeSettings, Requirements, Services
from counter_app.ui.errand import flow
from counter_app.ui.errand.book import Book
from counter_app.ui.errand.draft import Choice, Draft, of_application, paper_of
from counter_app.ui.errand.flow import Ended
from counter_app.ui.parts.prompt import Prompt
from counter_app.ui.workplace import Workplace

ASK_AFTER = 60  # ms between two changes that ask for the same papers
STANDARD = 12  # minutes of an errand, until the office's own is known


Work = Callable[[Draft, Office, Staff], Any]


@dataclass(frozen=True, slots=True)
class _Job:
    """One thing to write of one draft, and whom to tell."""

    draft: Draft
    work: Work
    done: Callable[[Any], None] | None = None
    refused: Callable[[UserError], None] | None = None
    ends: bool = False  # the errand is over with it


class ErrandDesk(QObject):
    """Stands between the screen and the office."""

    known = Signal(dict)  # services and kelurahan
    papers = Signal(object, dict)  # a draft, and what its service asks of this citizen
    ended = Signal(object, bool)  # Ended, whether another file of the visit follows

    def __init__(self, place: Workplace, book: Book, parent: QObject) -> None:
        super().__init__(parent)
        self._place, self._ops, self._book = place, place.ops, book
        self.standard = STANDARD
        self._jobs: list[_Job] = []  # the first one is being written
        self._asked: Draft | None = None
        self._pause = QTimer(self, singleShot=True, interval=ASK_AFTER)
        self._pause.timeout.connect(self._ask_papers)

    @property
    def asking(self) -> bool:
        """Whether the papers are about to be asked for."""
        return self._pause.isActive()

    def learn(self) -> None:
        """Ask what the office offers and where its citizens live."""
        self._ops.look(_known, self, self._on_known, key="known")

    def _on_known(self, known: dict[str, Any]) -> None:
        self.standard = known["settings"]["errand_minutes"]
        self.known.emit(known)

    def ask_papers(self, draft: Draft) -> None:
        """Ask, in a moment, what ``draft`` needs."""
        self._asked = draft
        if draft.service:
            self._pause.start()

    def _ask_papers(self) -> None:
        draft = self._asked
        if draft is not None and draft.service:
            self._ops.look(
                partial(_papers, msgspec.structs.replace(draft)),
                self,
                partial(self._on_papers, draft),
                key="papers",
            )

    def _on_papers(self, draft: Draft, found: dict[str, Any]) -> None:
        """Take the papers over, unless the application has its own under the same conditions."""
        asked = {one["id"] for one in found["questions"]}
        before = draft.ticked
        draft.answers = {id: draft.answers.get(id, False) for id in (one["id"] for one in found["questions"])}
        counted = {one["id"] for one in found["counts"]}
        draft.counts = {name: n for name, n in draft.counts.items() if name in counted}
        own = bool(draft.application and draft.papers) and draft.written["service"] == draft.service
        if own and sorted(before) == draft.written["conditions"]:
            draft.written["conditions"] = sorted(set(before) & asked)
        said = sorted(draft.ticked), draft.counts
        if not (own and said == (draft.written["conditions"], draft.written.get("counts", {}))):
            draft.papers = [paper_of(row) for row in found["requirements"]]
            draft.choices = [Choice(g["id"], g["min"], g["label"]) for g in found["groups"]]
        self.papers.emit(draft, found)

    def begin_file(self) -> None:
        """Open the application of the draft at work, unless it is open or about to be."""
        draft = self._book.draft
        if not draft.application and not any(job.draft is draft for job in self._jobs):
            self._write(_Job(draft, flow.write))

    def accept(self, *, more: bool) -> None:
        """Accept the file at work; the receipt follows, unless the visit goes on."""

        def work(draft: Draft, office: Office, staff: Staff) -> Ended:
            return flow.accept(draft, more, office, staff)

        self._end(work, partial(self._on_ended, more))

    def return_(self, deposited: bool) -> None:
        """Return the file at work with everything that is missing."""

        def work(draft: Draft, office: Office, staff: Staff) -> Ended:
            return flow.return_(draft, deposited, office, staff)

        self._end(work, partial(self._on_ended, False))

    def _end(self, work: Work, done: Callable[[Ended], None]) -> None:
        """End the errand at work; a second key while it is being ended does nothing."""
        draft = self._book.draft
        if not any(job.draft is draft and job.ends for job in self._jobs):
            self._write(_Job(draft, work, done, ends=True))

    def let_follow(self, requirement: str, reason: str, prompt: Prompt, done: Callable[[], None]) -> None:
        """Let one photocopy come at hand-over."""

        def work(draft: Draft, office: Office, staff: Staff) -> Draft:
            return flow.let_follow(draft, requirement, reason, office, staff)

        def followed(_written: Draft) -> None:
            prompt.leave()
            done()

        self._write(_Job(self._book.draft, work, followed, prompt.refuse))

    def fetch(self, number: str, done: Callable[[Draft], None]) -> None:
        """Fetch an application to go on with."""
        self._ops.ask(
            Application(application=number), self, lambda view: done(of_application(view)), key="fetch"
        )

    def undo(self, number: str, reason: str, prompt: Prompt, done: Callable[[Draft], None]) -> None:
        """Take the end of an errand back and go on with it."""

        def undone(_done: Any) -> None:
            prompt.leave()
            self.fetch(number, done)

        self._ops.run(Undo(application=number, reason=reason), prompt, undone, prompt.refuse)

    def give_up(self, draft: Draft, reason: str, prompt: Prompt, done: Callable[[], None]) -> None:
        """Close what was opened: the citizen does not want it any more."""
        command = CloseApplication(application=draft.application, outcome="withdrawn", reason=reason)

        def closed(_done: Any) -> None:
            prompt.leave()
            done()

        self._ops.run(command, prompt, closed, prompt.refuse)

    def _write(self, job: _Job) -> None:
        """Write now, or once what is being written has ended."""
        self._jobs.append(job)
        if len(self._jobs) == 1:
            self._begin()

    def _begin(self) -> None:
        """Begin with the first job, on a copy: the clerk may go on ticking meanwhile."""
        job = self._jobs[0]
        copy = job.draft.copied()
        done, refused = partial(self._succeeded, job, copy), partial(self._failed, job, copy)
        self._ops.write(partial(job.work, copy), self, done, refused)

    def _succeeded(self, job: _Job, copy: Draft, result: Any) -> None:
        self._note(job, copy)
        if job.done is not None:
            job.done(result)
        self._go_on()

    def _failed(self, job: _Job, copy: Draft, error: UserError) -> None:
        """Say why; what else was to be written of the same draft would be refused too."""
        self._note(job, copy)
        self._jobs = [one for one in self._jobs if one.draft is not job.draft]
        self._jobs.insert(0, job)
        (job.refused or self._refuse)(error)
        self._go_on()

    def _refuse(self, error: UserError) -> None:
        self._place.refuse(str(error))

    def _go_on(self) -> None:
        self._jobs.pop(0)
        if self._jobs:
            self._begin()

    def _note(self, job: _Job, copy: Draft) -> None:
        """Note in the draft, wherever it lies by now, what is written."""
        job.draft.application, job.draft.written = copy.application, copy.written
        job.draft.to_follow = copy.to_follow
        self._book.save()

    def _on_ended(self, more: bool, ended: Ended) -> None:
        self.ended.emit(ended, more)


def _known(office: Office, staff: Staff) -> dict[str, Any]:
    return {
        "services": office.ask(Services(), staff),
        "kelurahan": office.ask(Kelurahan(), staff),
        "settings": office.ask(OfficeSettings(), staff),
    }


def _papers(draft: Draft, office: Office, staff: Staff) -> dict[str, Any]:
    """Ask what the service needs of this citizen, and what could be promised."""
    nik = "" if draft.masked else draft.nik
    question = Requirements(
        service=draft.service,
        conditions=draft.ticked,
        counts=draft.counts,
        nik=nik if len(nik) == niks.LENGTH else "",
        birth_date=draft.birth_date,
        sex=draft.sex,  # type: ignore[arg-type]
        proxy=draft.proxy,
        event_date=draft.event_date,
    )
    try:
        found: dict[str, Any] = office.ask(question, staff)
    except UserError:  # a NIK that is none says so beside its field
        found = office.ask(msgspec.structs.replace(question, nik=""), staff)
    return found | {"promise": office.ask(Promise(service=draft.service, conditions=draft.ticked), staff)}
