"""The command for a file that was opened for the wrong service."""

from __future__ import annotations

import datetime as dt

from counter_app.domain import events as e
from counter_app.domain import life
from counter_app.i18n import _
from counter_app.office.commands.applications import (
    ApplicantInput,
    HowMany,
    OpenApplication,
    SubmitterInput,
    open_application,
)
from counter_app.office.desk import Desk
from counter_app.office.office import CLERKS, Changes, Command, handles


class ChangeApplicationService(Command, frozen=True):
    """Take up the case of a file anew for another service, or another date, with the same citizen."""

    application: str
    service: str
    conditions: list[str] = []
    counts: dict[str, HowMany] = {}
    event_date: dt.date | None = None


@handles(ChangeApplicationService, CLERKS)
def change_application_service(cmd: ChangeApplicationService, desk: Desk) -> Changes:
    """Open the new file and close the old one as one act: a refused opening leaves the old one as it is."""
    app = desk.application(cmd.application)
    life.before_acceptance(app)
    person, submitter = app.applicant, app.submitter
    opened = open_application(
        OpenApplication(
            service=cmd.service,
            applicant=ApplicantInput(
                name=person.name,
                nik=person.nik,
                birth_date=person.birth_date,
                sex=person.sex,
                phone=person.phone,
                address=person.address,
                kelurahan=person.kelurahan,
            ),
            submitter=SubmitterInput(name=submitter.name, relation=submitter.relation) if submitter else None,
            conditions=cmd.conditions,
            counts=cmd.counts,
            visit=app.visit,
            ticket=app.ticket,
            event_date=cmd.event_date,
        ),
        desk,
    )
    number = opened.ids["application"]
    reason = _("taken up anew as {number}").format(number=number)
    closed = e.ApplicationClosed2(outcome="withdrawn", reason=reason)
    warnings = [one for one in opened.warnings if app.number not in one]  # it is the file that is closed
    return Changes([(f"application/{app.number}", closed), *opened.events], opened.ids, warnings)
