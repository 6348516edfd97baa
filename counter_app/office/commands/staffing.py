"""Commands about who answers for a file: pass on, accept, assign."""

from __future__ import annotations

from counter_app.domain import events as e
from counter_app.domain import life
from counter_app.domain.application import Application
from counter_app.domain.errors import UserError
from counter_app.domain.reason import reason
from counter_app.i18n import _
from counter_app.office.commands.process import on
from counter_app.office.desk import Desk
from counter_app.office.office import CLERKS, SUPERVISORS, Changes, Command, handles


class PassOnApplication(Command, frozen=True):
    """Offer your file to a colleague, with a reason; it counts when the colleague accepts."""

    application: str
    to: str
    reason: str


class AcceptResponsibility(Command, frozen=True):
    """Take over a file that was passed on to you."""

    application: str


class AssignApplication(Command, frozen=True):
    """Give a file to a member of staff without being asked: a clerk is ill."""

    application: str
    to: str
    reason: str


class SamePerson(UserError):
    """A file passed on to whoever has it already."""

    def __init__(self) -> None:
        super().__init__(_("The file is in these hands already. Name somebody else."))


def worker(id: str, app: Application, desk: Desk) -> str:
    """Return ``id`` if that member of staff works on files and does not have this one."""
    sql = "SELECT id FROM staff WHERE active = 1 AND role IN ('clerk', 'supervisor') ORDER BY id"
    known = [row[0] for row in desk.rows(sql)]
    if id not in known:
        raise life.UnknownStaff(id, known)
    if id == app.responsible:
        raise SamePerson
    return id


def known_staff(id: str, desk: Desk) -> str:
    """Return ``id`` if it is an active member of staff."""
    known = [row[0] for row in desk.rows("SELECT id FROM staff WHERE active = 1 ORDER BY id")]
    if id not in known:
        raise life.UnknownStaff(id, known)
    return id


@handles(PassOnApplication, CLERKS)
def pass_on_application(cmd: PassOnApplication, desk: Desk) -> Changes:
    app = desk.application(cmd.application)
    life.open_(app)
    if app.responsible != desk.staff.id and desk.staff.role != "supervisor":
        raise life.NotResponsible(app.number, desk.staff_name(app.responsible))
    return on(app, e.ResponsibilityPassed(to=worker(cmd.to, app, desk), reason=reason(cmd.reason)))


@handles(AcceptResponsibility, CLERKS)
def accept_responsibility(cmd: AcceptResponsibility, desk: Desk) -> Changes:
    app = desk.application(cmd.application)
    life.open_(app)
    if app.offered_to != desk.staff.id:
        raise life.NotOffered(app.number)
    return on(app, e.ResponsibilityAccepted())


@handles(AssignApplication, SUPERVISORS)
def assign_application(cmd: AssignApplication, desk: Desk) -> Changes:
    app = desk.application(cmd.application)
    life.open_(app)
    return on(app, e.ApplicationAssigned(to=worker(cmd.to, app, desk), reason=reason(cmd.reason)))
