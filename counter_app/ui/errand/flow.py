"""What an errand writes, in the order of the work: open, correct, mark, accept or return.

Each function runs on the writing lane. It changes the draft it is given only to note what is written.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import msgspec

from counter_app.domain.errors import UserError
from counter_app.i18n import _
from counter_app.office.commands.applications import (
    AcceptApplication,
    ApplicantCorrection,
    ApplicantInput,
    CorrectApplication,
    LetFollow,
    MarkRequirements,
    OpenApplication,
    ReturnApplication,
    SubmitterInput,
)
from counter_app.office.commands.process import CloseApplication
from counter_app.office.commands.queue import FinishTicket
from counter_app.office.desk import Staff
from counter_app.office.office import Office
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


def write(draft: Draft, office: Office, staff: Staff) -> Draft:
    """Write what is new in ``draft``; return it with its number and what is written by now."""
    done = msgspec.structs.replace(draft, written=dict(draft.written))
    if done.application and done.written.get("service") != done.service:
        _leave_service(done, office, staff)
    if not done.application:
        _open(done, office, staff)
    else:
        _correct(done, office, staff)
    _mark(done, office, staff)
    done.written = snapshot(done)
    return done


def accept(draft: Draft, more: bool, office: Office, staff: Staff) -> Ended:
    """Write and accept; the deadline starts to run. With ``more`` to come the ticket stays open."""
    done = write(draft, office, staff)
    office.run(AcceptApplication(application=done.application), staff)
    if done.ticket and not more:
        office.run(FinishTicket(ticket=done.ticket), staff)
    return _ended(done, office, staff, accepted=True)


def return_(draft: Draft, deposited: bool, office: Office, staff: Staff) -> Ended:
    """Write and return with everything that is missing; a file returned already only gets its slip again."""
    done = write(draft, office, staff)
    view = office.ask(Application(application=done.application), staff)
    if view["state"] != "returned":
        office.run(ReturnApplication(application=done.application, deposited=deposited), staff)
    if done.ticket:
        office.run(FinishTicket(ticket=done.ticket), staff)
    return _ended(done, office, staff, accepted=False)


def let_follow(draft: Draft, requirement: str, reason: str, office: Office, staff: Staff) -> Draft:
    """Write, and let one photocopy come at hand-over."""
    done = write(draft, office, staff)
    office.run(LetFollow(application=done.application, requirement=requirement, reason=reason), staff)
    done.to_follow = [requirement]
    return done


def _open(draft: Draft, office: Office, staff: Staff) -> None:
    if not draft.service:
        raise NoService
    submitter = SubmitterInput(name=draft.submitter, relation=draft.relation) if draft.proxy else None
    command = OpenApplication(
        service=draft.service,
        applicant=ApplicantInput(**draft.person),
        submitter=submitter,
        conditions=draft.ticked,
        visit=draft.visit,
        ticket=draft.ticket,
        event_date=draft.event_date,
    )
    draft.application = office.run(command, staff).ids["application"]
    draft.written = snapshot(draft) | {"marks": {}, "notes": {}}


def _correct(draft: Draft, office: Office, staff: Staff) -> None:
    """Correct what was typed otherwise at first; the old values stay in the timeline."""
    before, now = draft.written, snapshot(draft)
    changed = {
        name: draft.person[name]
        for name, value in now["person"].items()
        if value != before["person"].get(name) and value not in ("", None)
    }
    conditions = draft.ticked if now["conditions"] != before["conditions"] else None
    if changed or conditions is not None:
        correction = CorrectApplication(
            application=draft.application,
            reason=_("corrected at the counter while the papers were checked"),
            applicant=ApplicantCorrection(**changed) if changed else None,
            conditions=conditions,
        )
        office.run(correction, staff)


def _mark(draft: Draft, office: Office, staff: Staff) -> None:
    known = {paper.id for paper in draft.papers}
    before = draft.written
    marks = {id: mark for id, mark in draft.marks.items() if id in known and before["marks"].get(id) != mark}
    notes = {id: note for id, note in draft.notes.items() if id in known and before["notes"].get(id) != note}
    if marks or notes:
        office.run(MarkRequirements(application=draft.application, marks=marks, notes=notes), staff)


def _leave_service(draft: Draft, office: Office, staff: Staff) -> None:
    """Close what was opened for a service that was the wrong one."""
    reason = _("another service was chosen at the counter")
    office.run(CloseApplication(application=draft.application, outcome="withdrawn", reason=reason), staff)
    draft.application, draft.written = "", {}


def _ended(draft: Draft, office: Office, staff: Staff, *, accepted: bool) -> Ended:
    view = office.ask(Application(application=draft.application), staff)
    return Ended(draft, view, accepted)
