"""Rules of an application's life: what may happen to it now, and the sentence when it may not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from counter_app.domain import checklist
from counter_app.domain import events as e
from counter_app.domain.application import AT_THE_COUNTER, Application, StepState
from counter_app.domain.errors import UserError
from counter_app.domain.words import state_label, step_label
from counter_app.i18n import _


class UnknownApplication(UserError):
    """No application bears this number."""

    def __init__(self, number: str) -> None:
        super().__init__(
            _("There is no application {number}. Check the number on the receipt, or search by name.").format(
                number=number
            )
        )


class NotPossibleNow(UserError):
    """The application's state does not allow the act."""

    def __init__(self, number: str, state: str, todo: str) -> None:
        super().__init__(
            _("{number} is in the state '{state}'. {todo}").format(
                number=number, state=state_label(state), todo=todo
            )
        )


class UnknownRequirement(UserError):
    """The application has no such requirement."""

    def __init__(self, requirement: str, known: Iterable[str]) -> None:
        if names := ", ".join(known):
            text = _("There is no requirement '{requirement}' here. This application has: {known}.")
        else:
            text = _("There is no requirement '{requirement}' here: this application asks for no papers.")
        super().__init__(text.format(requirement=requirement, known=names))


class NothingGiven(UserError):
    """An act without anything to write."""

    def __init__(self) -> None:
        super().__init__(_("Nothing was given to write down. Name at least one paper or field."))


class Incomplete(UserError):
    """Needed papers are missing."""

    def __init__(self, number: str, labels: Iterable[str]) -> None:
        super().__init__(
            _("{number} can't be accepted yet. Missing: {labels}. Mark them, or return the file.").format(
                number=number, labels="; ".join(labels)
            )
        )


class NothingMissing(UserError):
    """A complete file was to be returned."""

    def __init__(self, number: str) -> None:
        super().__init__(_("{number} is complete: accept it instead of returning it.").format(number=number))


class UnknownStep(UserError):
    """The application has no such step."""

    def __init__(self, step: str, known: Iterable[str]) -> None:
        super().__init__(
            _("There is no step '{step}' here. This application has: {known}.").format(
                step=step, known=", ".join(known)
            )
        )


class StepNotCurrent(UserError):
    """The step is done, or waits for others."""

    def __init__(self, number: str, step: str, current: Iterable[str]) -> None:
        super().__init__(
            _("'{step}' of {number} can't be done now. Now comes: {current}.").format(
                number=number, step=step_label(step), current=", ".join(step_label(s) for s in current) or "-"
            )
        )


class WrongDoor(UserError):
    """The step is completed by an act of its own."""

    def __init__(self, step: str, act: str) -> None:
        text = _("'{step}' is completed with {act}, not with complete_step.")
        super().__init__(text.format(step=step_label(step), act=act))


class OutOfLine(UserError):
    """A card would be printed before others that have waited longer."""

    def __init__(self, number: str, rank: int) -> None:
        super().__init__(
            _(
                "{number} is number {rank} in the line. Print those before it first, "
                "or give the reason for printing out of line."
            ).format(number=number, rank=rank)
        )


class SetAside(UserError):
    """The application was taken out of the line."""

    def __init__(self, number: str) -> None:
        super().__init__(_("{number} is set aside. Put it back in the line first.").format(number=number))


class StillToFollow(UserError):
    """A paper that was to follow has not come."""

    def __init__(self, number: str, labels: Iterable[str]) -> None:
        super().__init__(
            _("{number} is handed over only against: {labels}. Mark it as present first.").format(
                number=number, labels="; ".join(labels)
            )
        )


class InPerson(UserError):
    """The product is given to the applicant alone."""

    def __init__(self, number: str, name: str) -> None:
        super().__init__(
            _(
                "{number} is given to {name} in person, to nobody else. If {name} is here, leave the "
                "relation empty; otherwise it stays on the shelf."
            ).format(number=number, name=name)
        )


class Unanswered(UserError):
    """Something that decides about the papers was not asked."""

    def __init__(self, number: str, asked: Iterable[str]) -> None:
        super().__init__(
            _("{number} can't be accepted yet. Ask first: {asked}").format(
                number=number, asked=" ".join(asked)
            )
        )


class OnlyCopiesFollow(UserError):
    """Only a photocopy may come later, and only one."""

    def __init__(self) -> None:
        super().__init__(_("Only one photocopy may follow at hand-over; this paper must be here now."))


class UnknownStaff(UserError):
    """No active member of staff has this id."""

    def __init__(self, staff: str, known: list[str]) -> None:
        super().__init__(
            _("There is no member of staff '{staff}'. Known: {known}.").format(
                staff=staff, known=", ".join(known) or "-"
            )
        )


class NotOffered(UserError):
    """The file was not offered to this member of staff."""

    def __init__(self, number: str) -> None:
        super().__init__(
            _("{number} was not passed on to you. Ask its owner or a supervisor.").format(number=number)
        )


class NotResponsible(UserError):
    """Only the responsible member of staff may pass a file on."""

    def __init__(self, number: str, responsible: str) -> None:
        super().__init__(
            _("{number} is in the hands of {responsible}; only they or a supervisor can pass it on.").format(
                number=number, responsible=responsible
            )
        )


class UnknownBatch(UserError):
    """No manifest bears this number."""

    def __init__(self, batch: str) -> None:
        super().__init__(_("There is no list {batch}. The number stands at its head.").format(batch=batch))


def exists(app: Application) -> Application:
    """Return ``app`` if its stream was opened."""
    if not app.exists:
        raise UnknownApplication(app.number)
    return app


def before_acceptance(app: Application) -> None:
    """Refuse an act that belongs to the checklist when the file was accepted or closed."""
    if app.state not in AT_THE_COUNTER:
        raise NotPossibleNow(app.number, app.state, _("The checklist is closed."))


def accepted(app: Application) -> None:
    """Refuse an act that needs an accepted, unfinished file."""
    if app.state not in ("in_process", "ready"):
        raise NotPossibleNow(
            app.number, app.state, _("Accept the file first; a finished one stays as it is.")
        )


def open_(app: Application) -> None:
    """Refuse an act on a finished application."""
    if app.state in ("collected", "closed"):
        raise NotPossibleNow(app.number, app.state, _("It is finished; a supervisor can undo the last step."))


def mark(app: Application, marks: dict[str, checklist.Mark], notes: dict[str, str]) -> e.RequirementsMarked:
    """Note which papers are there. After acceptance only a paper that was to follow may be marked."""
    known = [item.id for item in app.items]
    if not marks and not notes:
        raise NothingGiven
    for id in [*marks, *notes]:
        if id not in known:
            raise UnknownRequirement(id, known)
    if app.state not in AT_THE_COUNTER and not (
        app.state in ("in_process", "ready") and set(marks) <= app.to_follow
    ):
        before_acceptance(app)
    return e.RequirementsMarked(marks=marks, notes={k: v.strip() for k, v in notes.items()})


def missing(app: Application) -> checklist.Missing:
    """Return what is missing, papers that may follow left out."""
    found = checklist.missing(app.items, app.groups, app.marks)
    return found._replace(items=[id for id in found.items if id not in app.to_follow])


def follow(app: Application, requirement: str, why: str) -> e.RequirementToFollow:
    """Let one photocopy come at hand-over."""
    before_acceptance(app)
    item = next((i for i in app.items if i.id == requirement), None)
    if item is None:
        raise UnknownRequirement(requirement, [i.id for i in app.items])
    if item.doc != "copy" or (app.to_follow - {requirement}):
        raise OnlyCopiesFollow
    return e.RequirementToFollow(requirement=requirement, reason=why)


def return_(app: Application, *, deposited: bool) -> e.ApplicationReturned:
    """Send the citizen home with the whole list."""
    before_acceptance(app)
    if app.waiting_return:
        todo = _("It is already returned: mark the papers that came, or print the slip again.")
        raise NotPossibleNow(app.number, app.state, todo)
    gap = missing(app)
    if not gap.items and not gap.groups:
        raise NothingMissing(app.number)
    return e.ApplicationReturned(missing=gap.items, groups=gap.groups, deposited=deposited)


def answered(app: Application, asked: Sequence[str]) -> None:
    """Refuse to accept a file whose reason was not said or whose heirs were not counted."""
    if asked:
        raise Unanswered(app.number, asked)


def uncounted(app: Application) -> list[str]:
    """Return the needed papers of which nobody said for how many they are."""
    return [i.id for i in app.items if i.per and not i.count and not i.optional]


def step_now(app: Application, id: str) -> StepState:
    """Return the step ``id`` if it can be worked on now."""
    accepted(app)
    step = app.steps.get(id)
    if step is None:
        raise UnknownStep(id, app.steps)
    if step.since is None or step.done is not None:
        raise StepNotCurrent(app.number, id, [s.plan.id for s in app.current])
    return step


def completable(app: Application, id: str) -> StepState:
    """Return the step ``id`` if ``complete_step`` is its door."""
    if id == "hand_over":
        raise WrongDoor(id, "hand_over_application")
    step = step_now(app, id)
    if step.plan.need == "signature":
        raise WrongDoor(id, "sign_applications")
    return step


def in_line(app: Application, rank: int | None, why: str) -> None:
    """Refuse a card out of its turn, unless a reason is given."""
    if rank is None:
        raise SetAside(app.number)
    if rank > 1 and not why.strip():
        raise OutOfLine(app.number, rank)


def send_back(app: Application, id: str, why: str, *, citizen_needed: bool) -> e.ApplicationSentBack:
    """Reopen a step that was done, or pause the one at work because the citizen must come."""
    accepted(app)
    step = app.steps.get(id)
    if step is None:
        raise UnknownStep(id, app.steps)
    current_and_waiting = citizen_needed and step.since is not None and step.done is None
    if id == "hand_over" or (step.done is None and not current_and_waiting):
        raise StepNotCurrent(app.number, id, [s.plan.id for s in app.current])
    return e.ApplicationSentBack(step=id, reason=why, citizen_needed=citizen_needed)


def hand_over(app: Application, labels: Sequence[str], *, other: bool = False) -> None:
    """Refuse a hand-over before everything is ready; ``labels`` name the papers still to follow.

    ``other``: to somebody else than the applicant.
    """
    if app.state != "ready":
        todo = _("It is handed over when all its steps are done.")
        raise NotPossibleNow(app.number, app.state, todo)
    if labels:
        raise StillToFollow(app.number, labels)
    if other and app.collect_in_person:
        raise InPerson(app.number, app.applicant.name)
