"""Commands of an accepted application: its steps, sending back, the agency, hand-over, closing, undo."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from counter_app.domain import blangko, collecting, letter_numbers, life, undoing
from counter_app.domain import events as e
from counter_app.domain.application import Application
from counter_app.domain.calendar import to_micros
from counter_app.domain.errors import UserError
from counter_app.domain.reason import reason
from counter_app.i18n import _
from counter_app.office import letters
from counter_app.office.commands.applications import clean
from counter_app.office.desk import Desk
from counter_app.office.drawer import new_serial
from counter_app.office.office import CLERKS, READERS, Changes, Command, handles
from counter_app.office.waiting import place_in_line


class CompleteStep(Command, frozen=True):
    """End the current step of an application; printing uses a blangko, register gives the letter a number."""

    application: str
    step: str
    serial: str = ""
    out_of_line_reason: str = ""
    shelf: str = ""
    letter: str = ""


class SendBackApplication(Command, frozen=True):
    """Reopen a step with a reason; a card printed since counts as spoiled."""

    application: str
    step: str
    reason: str
    citizen_needed: bool = False


class CitizenCame(Command, frozen=True):
    """The citizen who was awaited is here: the deadline runs again."""

    application: str


class HandOverApplication(Command, frozen=True):
    """Hand the finished product to the applicant or a proxy."""

    application: str
    receiver: str
    relation: str = ""
    proof: str = ""
    power_of_attorney: bool | None = None
    old_card_withdrawn: bool | None = None
    receipt_returned: bool | None = None
    fingerprint_matched: bool | None = None


class CloseApplication(Command, frozen=True):
    """End a case without its product: rejected or withdrawn; a card printed for it counts as spoiled."""

    application: str
    outcome: Literal["rejected", "withdrawn"]
    reason: str


class Undo(Command, frozen=True):
    """Take back the last move of an application; it stays readable in the timeline."""

    application: str
    reason: str


class SetAside(Command, frozen=True):
    """Take an application out of the line for a blangko."""

    application: str
    reason: str


class PutBack(Command, frozen=True):
    """Return an application to its place in the line."""

    application: str


class RevealNik(Command, frozen=True):
    """Show the whole NIK of an applicant; the reading is written down."""

    application: str


class ForwardApplications(Command, frozen=True):
    """Send files to another agency with a manifest."""

    applications: list[str]
    note: str = ""


class ReceiveBatch(Command, frozen=True):
    """Tick off what came back from the agency; what is left shows as the difference."""

    batch: str
    applications: list[str]
    note: str = ""


class NoForwarding(UserError):
    """The application is not at a step that another agency does."""

    def __init__(self, number: str) -> None:
        super().__init__(
            _("{number} is not at a step that another agency does. Take it off the list.").format(
                number=number
            )
        )


class DifferentAgencies(UserError):
    """One manifest goes to one agency."""

    def __init__(self, agencies: Sequence[str]) -> None:
        super().__init__(
            _("These files go to different agencies ({agencies}). Make one list for each.").format(
                agencies=", ".join(agencies)
            )
        )


class AlreadyOut(UserError):
    """The file is on a list that has not come back."""

    def __init__(self, number: str, batch: str) -> None:
        super().__init__(
            _("{number} is still out with the list {batch}. Tick it off there first.").format(
                number=number, batch=batch
            )
        )


class NotInBatch(UserError):
    """A file that was not sent with this manifest, or came back already."""

    def __init__(self, number: str, batch: str) -> None:
        super().__init__(
            _("{number} is not outstanding on the list {batch}. Check the number.").format(
                number=number, batch=batch
            )
        )


class EmptyList(UserError):
    """An act on a list of applications came with none."""

    def __init__(self) -> None:
        super().__init__(_("The list is empty. Choose at least one application."))


@handles(CompleteStep, CLERKS)
def complete_step(cmd: CompleteStep, desk: Desk) -> Changes:
    app = desk.application(cmd.application)
    step = life.completable(app, cmd.step)
    kind, passed = "", 0
    if step.plan.need == "blangko":
        kind = step.plan.of
        rank = place_in_line(app, desk).rank
        life.in_line(app, rank, cmd.out_of_line_reason)
        blangko.take(kind, 1, desk.stock(kind))
        new_serial(kind, cmd.serial.strip(), desk)
        passed = (rank or 1) - 1
    registers = letter_numbers.registers(step.plan.id)
    letter = letters.registered(cmd.letter, app, desk) if registers or cmd.letter.strip() else ""
    done = e.StepCompleted(
        step=cmd.step,
        kind=kind,
        serial=cmd.serial.strip(),
        out_of_line_reason=cmd.out_of_line_reason.strip() if passed else "",
        passed=passed,
        shelf=cmd.shelf.strip(),
        letter=letter,
    )
    return replace(on(app, *resumed(app, desk), done), ids={"letter": letter} if registers else {})


@handles(SendBackApplication, CLERKS)
def send_back_application(cmd: SendBackApplication, desk: Desk) -> Changes:
    app = desk.application(cmd.application)
    why = reason(cmd.reason)
    return on(app, life.send_back(app, cmd.step, why, citizen_needed=cmd.citizen_needed))


@handles(CitizenCame, CLERKS)
def citizen_came(cmd: CitizenCame, desk: Desk) -> Changes:
    app = desk.application(cmd.application)
    events = resumed(app, desk)
    if not events:
        raise life.NotPossibleNow(app.number, app.state, _("The citizen is not awaited."))
    return on(app, *events)


def resumed(app: Application, desk: Desk) -> list[e.Event]:
    """Return the event that ends the wait for the citizen: the deadline moves by the working time waited."""
    if app.citizen_since is None or app.due is None:
        return []
    waited = desk.calendar.working_minutes_micros(app.citizen_since, desk.now)
    if not waited:  # a deadline at closing time must not become one of the next morning
        return [e.CitizenCame(due=app.due)]
    due = desk.calendar.add_working_minutes(desk.local(app.due), waited)
    return [e.CitizenCame(due=to_micros(due))]


@handles(HandOverApplication, CLERKS)
def hand_over_application(cmd: HandOverApplication, desk: Desk) -> Changes:
    app = desk.application(cmd.application)
    other = bool(cmd.relation.strip())
    life.hand_over(app, desk.requirement_labels(app, sorted(app.to_follow)), other=other)
    shown = collecting.shown(cmd.proof, cmd.power_of_attorney, app.applicant.name, other=other)
    kinds = [s.plan.of for s in app.steps.values() if s.plan.need == "blangko"]
    return on(
        app,
        e.ApplicationHandedOver2(
            receiver=clean(cmd.receiver),
            relation=cmd.relation.strip(),
            proof=shown.proof,
            power=shown.power,
            old_card_withdrawn=cmd.old_card_withdrawn,
            old_kind=kinds[0] if kinds and cmd.old_card_withdrawn else "",
            receipt_returned=cmd.receipt_returned,
            fingerprint_matched=cmd.fingerprint_matched,
        ),
    )


@handles(CloseApplication, CLERKS)
def close_application(cmd: CloseApplication, desk: Desk) -> Changes:
    app = desk.application(cmd.application)
    life.open_(app)
    closed = e.ApplicationClosed2(outcome=cmd.outcome, reason=reason(cmd.reason), spoiled=app.printed_cards)
    return on(app, closed)


@handles(Undo, CLERKS)
def undo(cmd: Undo, desk: Desk) -> Changes:
    app = desk.application(cmd.application)
    moves = undoing.last_moves(app, desk.entries(cmd.application))
    move = moves[0]
    supervisor = desk.staff.role == "supervisor"
    if not undoing.may_undo(move, desk.staff.id, desk.now, supervisor=supervisor):
        raise undoing.UndoTooLate(app.number, desk.staff_name(move.actor))
    undoing.keep_destroyed(app, move, desk.destroyed_since(move.at))
    why = reason(cmd.reason)
    changes = on(
        app, *(e.MoveUndone(counter=m.counter, seq=m.seq, what=e.tag(m.event), reason=why) for m in moves)
    )
    if batch := undoing.back_from(move):
        changes.events.append((f"batch/{batch}", e.BatchReceiptUndone(application=app.number)))
    if isinstance(move.event, e.ApplicationForwarded):
        off = e.BatchForwardingUndone(application=app.number)
        changes.events.append((f"batch/{move.event.batch}", off))
    return changes


@handles(SetAside, CLERKS)
def set_aside(cmd: SetAside, desk: Desk) -> Changes:
    app = desk.application(cmd.application)
    if place_in_line(app, desk).rank is None:
        raise life.NotPossibleNow(app.number, app.state, _("It does not stand in a line for blank cards."))
    return on(app, e.ApplicationSetAside(reason=reason(cmd.reason)))


@handles(PutBack, CLERKS)
def put_back(cmd: PutBack, desk: Desk) -> Changes:
    app = desk.application(cmd.application)
    if app.set_aside is None:
        raise life.NotPossibleNow(app.number, app.state, _("It is not set aside."))
    return on(app, e.ApplicationPutBack())


@handles(RevealNik, READERS)
def reveal_nik(cmd: RevealNik, desk: Desk) -> Changes:
    app = desk.application(cmd.application)
    return Changes([(f"application/{app.number}", e.NikRevealed())], {"nik": app.applicant.nik})


@handles(ForwardApplications, CLERKS)
def forward_applications(cmd: ForwardApplications, desk: Desk) -> Changes:
    batch = f"{desk.code}-{desk.today:%Y%m%d}-K{desk.next_seq()}"
    events: list[tuple[str, e.Event]] = []
    agencies: dict[str, None] = {}
    numbers = unique(cmd.applications)
    for number in numbers:
        app = desk.application(number)
        step = _at_agency(app)
        _not_out(app, desk)
        agencies[step.of] = None
        events.append((f"application/{number}", e.ApplicationForwarded(step=step.id, batch=batch)))
    if len(agencies) > 1:
        raise DifferentAgencies(list(agencies))
    agency = next(iter(agencies))
    events.append(
        (f"batch/{batch}", e.BatchForwarded(agency=agency, applications=numbers, note=cmd.note.strip()))
    )
    return Changes(events, {"batch": batch})


def _not_out(app: Application, desk: Desk) -> None:
    """Refuse a file that is out with its list; one whose forwarding was undone never left."""
    sql = "SELECT 1 FROM batch_file WHERE batch = ? AND application = ? AND back IS NULL"
    if desk.value(sql, app.batch, app.number) is not None:
        raise AlreadyOut(app.number, app.batch)


def _at_agency(app: Application) -> e.PlannedStep:
    for step in app.current:
        if step.plan.need == "agency" and app.state == "in_process":
            return step.plan
    raise NoForwarding(app.number)


@handles(ReceiveBatch, CLERKS)
def receive_batch(cmd: ReceiveBatch, desk: Desk) -> Changes:
    if desk.value("SELECT 1 FROM batch WHERE id = ?", cmd.batch) is None:
        raise life.UnknownBatch(cmd.batch)
    out = {
        n
        for (n,) in desk.rows(
            "SELECT application FROM batch_file WHERE batch = ? AND back IS NULL", cmd.batch
        )
    }
    numbers = unique(cmd.applications)
    events: list[tuple[str, e.Event]] = []
    for number in numbers:
        if number not in out:
            raise NotInBatch(number, cmd.batch)
        events += _came_back(desk.application(number), cmd.batch, desk)
    events.append((f"batch/{cmd.batch}", e.BatchReceived(applications=numbers, note=cmd.note.strip())))
    return Changes(events)


def _came_back(app: Application, batch: str, desk: Desk) -> list[tuple[str, e.Event]]:
    """Complete the agency's step, and ``receive`` after it; what went on already is only ticked off."""
    step = next((s.plan for s in app.current if s.plan.need == "agency"), None)
    if step is None or app.state != "in_process" or app.batch != batch:
        return []
    events: list[e.Event] = [*resumed(app, desk), e.StepCompleted(step=step.id, batch=batch)]
    after = [s.plan for s in app.steps.values() if s.plan.after == [step.id]]
    if after and after[0].id.startswith("receive"):
        events.append(e.StepCompleted(step=after[0].id, batch=batch))
    return [(f"application/{app.number}", event) for event in events]


def unique(numbers: Sequence[str]) -> list[str]:
    """Return the numbers once each, in order; refuse none at all."""
    if not numbers:
        raise EmptyList
    return list(dict.fromkeys(numbers))


def on(app: Application, *events: e.Event) -> Changes:
    """Return changes to one application."""
    return Changes([(f"application/{app.number}", event) for event in events])
