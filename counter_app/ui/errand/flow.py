"""What an errand writes, in the order of the work: open, correct, mark, accept or return.

Each function runs on the writing lane and notes in the draft it is given what is written so far: so a
refusal half way never opens the same case twice.
"""

from __future__ import annotations

from contextlib import suppress
from typing import Any, NamedTuple

import msgspec

from counter_app.domain.errors import UserError
from counter_app.domain.queue import CalledElsewhere, TicketDone
from counter_app.i18n import _
from counter_app.office.commands.applications import (
    AcceptApplication,
    ApplicantInput,
    LetFollow,
    MarkRequirements,
    OpenApplication,
    ReturnApplication,
    SubmitterInput,
)
from counter_app.office.commands.correcting import ApplicantCorrection, CorrectApplication
from counter_app.office.commands.queue import CallNext, FinishTicket
from counter_app.office.commands.service_change import ChangeApplicationService
from counter_app.office.desk import Staff
from counter_app.office.office import Command, Done, Office
from counter_app.office.queries.applications import Application
from counter_app.ui.errand.draft import Draft, snapshot


class NoService(UserError):
    """Nothing was chosen that the citizen comes for."""

    def __init__(self) -> None:
        super().__init__(_("Choose the service first: type a part of its name."))


class Ended(NamedTuple):
    """How an errand at the counter ended."""

    draft: Draft
    view: dict[str, Any]  # the application, as the question answers
    accepted: bool

    @property
    def paper(self) -> str:
        """What the citizen takes home."""
        return "receipt" if self.accepted else "slip"


def write(draft: Draft, office: Office, staff: Staff) -> Draft:
    """Write what is new in ``draft``; return it."""
    if not draft.application:
        _open(draft, office, staff)
    elif any(draft.written.get(name) != value for name, value in _case(draft).items()):
        _take_up_anew(draft, office, staff)
    _correct(draft, office, staff)
    _mark(draft, office, staff)
    draft.written = snapshot(draft)
    return draft


def accept(draft: Draft, more: bool, office: Office, staff: Staff) -> Ended:
    """Write and accept; the deadline starts to run. With ``more`` to come the ticket stays open."""
    write(draft, office, staff)
    office.run(AcceptApplication(application=draft.application), staff)
    if not more:
        finish(draft.ticket, office, staff)
    return Ended(draft, office.ask(Application(application=draft.application), staff), True)


def return_(draft: Draft, deposited: bool, office: Office, staff: Staff) -> Ended:
    """Write and return with everything that is missing; a file returned already only gets its slip again."""
    write(draft, office, staff)
    view = office.ask(Application(application=draft.application), staff)
    if view["state"] != "returned":
        office.run(ReturnApplication(application=draft.application, deposited=deposited), staff)
    finish(draft.ticket, office, staff)
    return Ended(draft, office.ask(Application(application=draft.application), staff), False)


def call_after(ends: Command, groups: list[str], office: Office, staff: Staff) -> Done:
    """End the number that nobody has touched by ``ends``, then call the next."""
    with suppress(TicketDone):  # somebody did it meanwhile
        office.run(ends, staff)
    return office.run(CallNext(groups=groups, finish=True), staff)


def finish(ticket: str, office: Office, staff: Staff) -> None:
    """End a ticket that is still being served here: a colleague may have skipped it meanwhile."""
    if not ticket:
        return
    with suppress(TicketDone, CalledElsewhere):
        office.run(FinishTicket(ticket=ticket), staff)


def let_follow(draft: Draft, requirement: str, reason: str, office: Office, staff: Staff) -> Draft:
    """Write, and let one photocopy come at hand-over."""
    write(draft, office, staff)
    office.run(LetFollow(application=draft.application, requirement=requirement, reason=reason), staff)
    draft.to_follow = [requirement]
    return draft


def _open(draft: Draft, office: Office, staff: Staff) -> None:
    if not draft.service:
        raise NoService
    command = OpenApplication(
        service=draft.service,
        applicant=ApplicantInput(**draft.person),
        submitter=_submitter(draft),
        conditions=draft.ticked,
        counts=draft.counts,
        visit=draft.visit,
        ticket=draft.ticket,
        event_date=draft.event_date,
    )
    draft.application = office.run(command, staff).ids["application"]
    draft.written = snapshot(draft) | {"marks": {}, "notes": {}}


def _submitter(draft: Draft) -> SubmitterInput | None:
    return SubmitterInput(name=draft.submitter, relation=draft.relation) if draft.proxy else None


def _correct(draft: Draft, office: Office, staff: Staff) -> None:
    """Correct what was typed otherwise at first; the old values stay in the timeline."""
    before, now = draft.written, snapshot(draft)
    changed = {
        name: draft.person[name]
        for name, value in now["person"].items()
        if value != before["person"].get(name)
    }
    conditions = draft.ticked if now["conditions"] != before["conditions"] else None
    counts = draft.counts if now["counts"] != before.get("counts", {}) else None
    handed_in = now["submitter"] != before.get("submitter", now["submitter"])
    if changed or handed_in or conditions is not None or counts is not None:
        correction = CorrectApplication(
            application=draft.application,
            reason=_("corrected at the counter while the papers were checked"),
            applicant=ApplicantCorrection(**changed) if changed else None,
            submitter=_submitter(draft) if handed_in else msgspec.UNSET,
            conditions=conditions,
            counts=counts,
        )
        office.run(correction, staff)
        draft.written |= {name: now[name] for name in ("person", "submitter", "conditions", "counts")}


def _mark(draft: Draft, office: Office, staff: Staff) -> None:
    known = {paper.id for paper in draft.papers}
    before = draft.written
    marks = {id: mark for id, mark in draft.marks.items() if id in known and before["marks"].get(id) != mark}
    notes = {id: note for id, note in draft.notes.items() if id in known and before["notes"].get(id) != note}
    if marks or notes:
        office.run(MarkRequirements(application=draft.application, marks=marks, notes=notes), staff)


def _take_up_anew(draft: Draft, office: Office, staff: Staff) -> None:
    """Go on as another file: the service was the wrong one, or the date was not known when it was opened."""
    command = ChangeApplicationService(
        application=draft.application,
        service=draft.service,
        conditions=draft.ticked,
        counts=draft.counts,
        event_date=draft.event_date,
    )
    draft.application = office.run(command, staff).ids["application"]
    said = {"conditions": sorted(draft.ticked), "counts": dict(draft.counts)}
    draft.written |= {**_case(draft), **said, "marks": {}, "notes": {}}


def _case(draft: Draft) -> dict[str, Any]:
    """Return what makes it another case."""
    now = snapshot(draft)
    return {name: now[name] for name in ("service", "event_date")}
