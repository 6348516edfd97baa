"""What each kind of entry does to the state of an application. None of them raises."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

from msgspec import UNSET

from counter_app.domain import events as e
from counter_app.domain.application import Act, Application, Letter, Move, Return, Span, StepState


def _conflict(app: Application, what: str, entry: e.Entry) -> None:
    app.acts.append(Act("conflict", entry.wall, entry.actor, what))


def _act(app: Application, what: str, entry: e.Entry, note: str) -> None:
    app.acts.append(Act(what, entry.wall, entry.actor, note))


def void(app: Application, event: e.Event, entry: e.Entry, undoing: e.Entry) -> None:
    """Leave ``entry`` out; stock comes back on the day it was undone, a letter's number stays given."""
    if isinstance(event, e.StepCompleted) and event.kind:
        used = _move(entry, event.kind, -1, "used", event.serial)
        then = max(entry.wall, undoing.wall)  # not before it went, where a clock ahead wrote that
        back = used._replace(quantity=1, at=undoing.at, wall=then, staff=undoing.actor)
        app.moves += [used, back]
    if isinstance(event, e.StepCompleted):
        _give_letter(app, event, entry)


def _give_letter(app: Application, event: e.StepCompleted, entry: e.Entry) -> None:
    if event.letter:
        app.letters.append(Letter(event.letter, entry.wall, entry.counter, entry.actor))


def _move(
    entry: e.Entry,
    kind: str,
    quantity: int,
    what: Literal["used", "spoiled"],
    serial: str = "",
    reason: str = "",
    passed: int = 0,
) -> Move:
    return Move(
        kind, quantity, what, entry.at, entry.wall, entry.counter, entry.actor, serial, reason, passed
    )


def _opened(app: Application, event: e.ApplicationOpened2, entry: e.Entry) -> None:
    if app.exists:
        return _conflict(app, "opened", entry)
    app.counter, app.service, app.recap_group, app.use = (
        entry.counter,
        event.service,
        event.recap_group,
        event.use,
    )
    app.applicant, app.submitter, app.conditions = event.applicant, event.submitter, event.conditions
    app.items, app.groups = event.items, event.groups
    app.counts, app.unanswered = event.counts, event.unanswered
    app.charges, app.collect_in_person = event.charges, event.collect_in_person
    app.visit, app.ticket, app.event_date = event.visit or app.number, event.ticket, event.event_date
    app.opened, app.opened_by, app.responsible = entry.wall, entry.actor, entry.actor


def _imported(app: Application, event: e.ApplicationImported, entry: e.Entry) -> None:
    """Take up a file of before the program. No clerk of today served it, and nobody is responsible yet."""
    if app.exists:
        return _conflict(app, "opened", entry)
    app.imported, app.counter, app.visit = event, entry.counter, app.number
    app.service, app.recap_group, app.use = event.service, event.recap_group, event.use
    app.applicant, app.due = event.applicant, event.due
    app.opened = app.accepted = event.opened
    app.promise = e.ApplicationAccepted(
        steps=event.steps,
        due=event.due,
        working_days=event.working_days,
        minutes=event.minutes,
        days=event.days,
    )
    app.ready, app.collected, app.closed, app.outcome = (
        event.ready,
        event.collected,
        event.closed,
        event.outcome,
    )
    if event.collected is not None:
        app.handed = e.ApplicationHandedOver2(receiver=event.receiver)
    since = event.ready or event.opened
    app.steps = {plan.id: StepState(plan) for plan in event.steps}
    for id in event.passed:
        if id in app.steps:
            app.steps[id].since = app.steps[id].done = since
    _begin(app, since)


def _import_undone(app: Application, event: e.ApplicationImportUndone, entry: e.Entry) -> None:
    if app.imported is None or app.folded > 1:
        return _conflict(app, "import_undone", entry)
    app.import_undone = True


def _marked(app: Application, event: e.RequirementsMarked, entry: e.Entry) -> None:
    app.marks = {**app.marks, **event.marks}
    app.notes = {**app.notes, **event.notes}
    app.waiting_return = False
    app.to_follow -= {id for id, mark in event.marks.items() if mark == "present"}


def _to_follow(app: Application, event: e.RequirementToFollow, entry: e.Entry) -> None:
    app.to_follow.add(event.requirement)
    app.waiting_return = False


def _returned(app: Application, event: e.ApplicationReturned, entry: e.Entry) -> None:
    if app.accepted is not None or app.closed is not None:
        return _conflict(app, "returned", entry)
    app.waiting_return = True
    app.returns.append(Return(entry.wall, entry.actor, tuple(event.missing + event.groups), event.deposited))


def _accepted(app: Application, event: e.ApplicationAccepted, entry: e.Entry) -> None:
    if app.accepted is not None or app.closed is not None or app.collected is not None:
        return _conflict(app, "accepted", entry)
    app.accepted, app.accepted_by, app.promise = entry.wall, entry.actor, event
    app.due, app.waiting_return = event.due, False
    app.steps = {plan.id: StepState(plan) for plan in event.steps}
    _advance(app, entry)


def _advance(app: Application, entry: e.Entry) -> None:
    """Start every step whose forerunners are done; note the first time only hand-over is left."""
    left = _begin(app, entry.wall)
    if app.ready is None and not left:
        app.ready, app.ready_by = entry.wall, entry.actor


def _begin(app: Application, since: int) -> bool:
    """Start every step whose forerunners are done; return whether more than the hand-over is left."""
    steps, left = app.steps, False
    for step in steps.values():
        if step.done is None:
            if step.since is None and _led_up_to(step, steps):
                step.since = since
                app.spans.append(Span(step.plan, since))
            left = left or step.plan.id != "hand_over"
    return left


def _led_up_to(step: StepState, steps: dict[str, StepState]) -> bool:
    """Whether the steps before this one are done; one that the plan does not have holds up nothing."""
    for before in step.plan.after:
        state = steps.get(before)
        if state is not None and state.done is None:
            return False
    return True


def _end(app: Application, step: StepState, entry: e.Entry, *, done: bool) -> Span | None:
    """Close the running span of ``step``."""
    for span in reversed(app.spans):
        if span.step.id == step.plan.id and span.until is None:
            span.until, span.done, span.staff = entry.wall, done, entry.actor
            return span
    return None


def _complete(app: Application, id: str, entry: e.Entry) -> Span | None:
    step = app.steps.get(id)
    over = app.closed is not None or app.collected is not None
    if over or step is None or step.done is not None or step.since is None:
        _conflict(app, "step_completed", entry)
        return None
    step.done, step.staff = entry.wall, entry.actor
    span = _end(app, step, entry, done=True)
    _advance(app, entry)
    return span


def _completed(app: Application, event: e.StepCompleted, entry: e.Entry) -> None:
    span = _complete(app, event.step, entry)
    if event.kind:
        app.moves.append(
            _move(entry, event.kind, -1, "used", event.serial, event.out_of_line_reason, event.passed)
        )
    if span:
        span.letter = event.letter
    app.shelf = event.shelf or app.shelf
    app.letter = event.letter or app.letter
    _give_letter(app, event, entry)


def _signed(app: Application, event: e.StepSigned, entry: e.Entry) -> None:
    span = _complete(app, event.step, entry)
    if span:
        span.signed, span.letter = event, event.letter


def _forwarded(app: Application, event: e.ApplicationForwarded, entry: e.Entry) -> None:
    app.batch = event.batch


def _undone(app: Application, event: e.MoveUndone, entry: e.Entry) -> None:
    _act(app, "undone", entry, event.reason)


def _sent_back(app: Application, event: e.ApplicationSentBack, entry: e.Entry) -> None:
    step = app.steps.get(event.step)
    if step is None or step.since is None or app.collected is not None or app.closed is not None:
        return _conflict(app, "sent_back", entry)
    _act(app, "sent_back", entry, event.reason)
    if step.done is not None:
        for id in [event.step, *followers(app, event.step)]:
            _reopen(app, app.steps[id], event, entry)
        step.since = entry.wall
        app.spans.append(Span(step.plan, entry.wall))
        app.shelf = ""
    if event.citizen_needed and app.citizen_since is None:
        app.citizen_since = entry.wall


def _reopen(app: Application, step: StepState, event: e.ApplicationSentBack, entry: e.Entry) -> None:
    if step.since is not None and step.done is None:
        _end(app, step, entry, done=False)
    if step.done is not None and step.plan.need == "blangko":
        _spoil(app, step.plan.of, app.serial(step.plan.of), event.reason, entry)
    step.since = step.done = None
    step.staff = ""


def _spoil(app: Application, kind: str, serial: str, why: str, entry: e.Entry) -> None:
    """Book a card that was used as spoiled instead."""
    app.moves += [
        _move(entry, kind, 1, "used", serial, why),
        _move(entry, kind, -1, "spoiled", serial, why),
    ]


def followers(app: Application, id: str) -> list[str]:
    """Return every step that comes after ``id``, directly or not."""
    found: list[str] = []
    for step in app.steps.values():
        if step.plan.id not in found and any(a == id or a in found for a in step.plan.after):
            found.append(step.plan.id)
    return found


def _citizen_came(app: Application, event: e.CitizenCame, entry: e.Entry) -> None:
    if app.citizen_since is None:
        return _conflict(app, "citizen_came", entry)
    app.awaited.append((app.citizen_since, entry.wall))
    app.due, app.citizen_since = event.due, None


def _handed_over(app: Application, event: e.ApplicationHandedOver2, entry: e.Entry) -> None:
    if app.collected is not None or app.closed is not None:
        return _conflict(app, "handed_over", entry)
    _stop(app, entry, done="hand_over")
    app.collected, app.collected_by, app.handed = entry.wall, entry.actor, event
    app.handed_at = entry.at
    step = app.steps.get("hand_over")
    if step:
        step.done, step.staff = entry.wall, entry.actor


def _closed(app: Application, event: e.ApplicationClosed2, entry: e.Entry) -> None:
    if app.closed is not None or app.collected is not None:
        return _conflict(app, "closed", entry)
    _stop(app, entry)
    for card in event.spoiled:
        _spoil(app, card.kind, card.serial, event.reason, entry)
    app.closed, app.closed_by, app.outcome = entry.wall, entry.actor, event.outcome


def _stop(app: Application, entry: e.Entry, *, done: str = "") -> None:
    """End every running step and the wait for the citizen; only the step ``done`` was completed by it."""
    for step in app.current:
        _end(app, step, entry, done=step.plan.id == done)
    if app.citizen_since is not None:
        app.awaited.append((app.citizen_since, entry.wall))
        app.citizen_since = None


def _corrected(app: Application, event: e.ApplicationCorrected2, entry: e.Entry) -> None:
    _act(app, "corrected", entry, event.reason)
    if event.applicant is not None:
        app.applicant = app.applicant.changed(event.applicant)
    if event.submitter is not UNSET:
        app.submitter = event.submitter
    if event.conditions is not None:
        app.conditions = event.conditions
    if event.items is not None:
        app.items, app.groups = event.items, event.groups or []
        app.unanswered = event.unanswered or []
        app.to_follow &= {item.id for item in event.items}
    if event.counts is not None:
        app.counts = event.counts
    if event.charges is not None:
        app.charges = event.charges
    if event.use is not None:
        app.use = event.use


def _passed_on(app: Application, event: e.ResponsibilityPassed, entry: e.Entry) -> None:
    app.offered_to = event.to


def _responsibility_accepted(app: Application, event: e.ResponsibilityAccepted, entry: e.Entry) -> None:
    app.responsible, app.offered_to = entry.actor, ""


def _assigned(app: Application, event: e.ApplicationAssigned, entry: e.Entry) -> None:
    _act(app, "assigned", entry, event.reason)
    app.responsible, app.offered_to = event.to, ""


def _set_aside(app: Application, event: e.ApplicationSetAside, entry: e.Entry) -> None:
    _act(app, "set_aside", entry, event.reason)
    if app.set_aside is None:
        app.set_aside = entry.wall


def _put_back(app: Application, event: e.ApplicationPutBack, entry: e.Entry) -> None:
    if app.set_aside is not None:
        app.asides.append((app.set_aside, entry.wall))
        app.set_aside = None


def _printed(app: Application, event: e.PaperPrinted, entry: e.Entry) -> None:
    app.printed[event.paper] = app.printed.get(event.paper, 0) + 1
    app.jammed.discard(event.paper)


def _failed(app: Application, event: e.PaperFailed, entry: e.Entry) -> None:
    """Take back the last one, once; what came out before it stays printed."""
    if app.came_out(event.paper):
        app.printed[event.paper] -= 1
        app.jammed.add(event.paper)


FOLDS: dict[type[e.Event], Callable[[Application, Any, e.Entry], None]] = {
    e.ApplicationOpened2: _opened,
    e.RequirementsMarked: _marked,
    e.RequirementToFollow: _to_follow,
    e.ApplicationReturned: _returned,
    e.ApplicationAccepted: _accepted,
    e.StepCompleted: _completed,
    e.StepSigned: _signed,
    e.ApplicationForwarded: _forwarded,
    e.ApplicationSentBack: _sent_back,
    e.CitizenCame: _citizen_came,
    e.MoveUndone: _undone,
    e.ApplicationHandedOver2: _handed_over,
    e.ApplicationClosed2: _closed,
    e.ApplicationCorrected2: _corrected,
    e.ResponsibilityPassed: _passed_on,
    e.ResponsibilityAccepted: _responsibility_accepted,
    e.ApplicationAssigned: _assigned,
    e.ApplicationSetAside: _set_aside,
    e.ApplicationPutBack: _put_back,
    e.PaperPrinted: _printed,
    e.PaperFailed: _failed,
    e.ApplicationImported: _imported,
    e.ApplicationImportUndone: _import_undone,
}
