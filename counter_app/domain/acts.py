"""Which acts are possible now for one application: what a window offers, and a handler will not refuse.

The rules are those of ``domain.life``: each is asked, none is told again here. Who may do what is part of
a command's registration, so an act of another role is left out by whoever asks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from counter_app.domain import life, undoing
from counter_app.domain.application import AT_THE_COUNTER, Application
from counter_app.domain.errors import UserError
from counter_app.domain.events import Entry

PRINT = "print_"  # a paper is printed by its name, and written down by record_paper
PAPERS: Mapping[str, Sequence[str]] = {  # the states in which each is printed
    "receipt": ("in_process", "ready", "collected"),
    "slip": AT_THE_COUNTER,
    "handover": ("collected",),
}


class Act(NamedTuple):
    """A command or a paper, with what it needs to be given."""

    name: str  # a command's name, or print_receipt, print_slip, print_handover
    step: str = ""  # the step that is completed or sent back to
    requirement: str = ""  # the photocopy that may follow
    out_of_line: bool = False  # others have waited longer for the blangko: out_of_line_reason is needed
    last: bool = False  # once this step is done, only the hand-over is left: a shelf may be given
    citizen: bool = False  # only while the citizen is awaited: citizen_needed must be set
    reason: bool = False
    paper: str = ""  # that did not come out


class Situation(NamedTuple):
    """What decides besides the application itself."""

    staff: str
    supervisor: bool
    now: int
    last_move: Entry | None
    destroyed: str  # the record of cards destroyed since the last move
    rank: int | None  # place in the line for a blangko; None: in none, or set aside
    drawer: Mapping[str, int]  # blank stock at this counter, by kind
    may_sign: bool  # somebody may sign the current step now
    out: bool  # on a list to the agency that has not come back


def possible(app: Application, at: Situation) -> list[Act]:
    """Return every act that is possible now, what takes the file further first."""
    return [act for find in (_checking, _steps, _finishing, _line, _hands, _facts) for act in find(app, at)]


def _may(rule: Callable[..., Any], *facts: Any, **more: Any) -> bool:
    """Whether a rule lets the act pass."""
    try:
        rule(*facts, **more)
    except UserError:
        return False
    return True


def _checking(app: Application, at: Situation) -> Iterator[Act]:
    if _may(life.before_acceptance, app) and life.missing(app).nothing:
        yield Act("accept_application")
    if any(_may(life.mark, app, {item.id: "present"}, {}) for item in app.items):
        yield Act("mark_requirements")
    if _may(life.return_, app, deposited=False):
        yield Act("return_application")
    for item in app.items:
        if _may(life.follow, app, item.id, ""):
            yield Act("let_follow", requirement=item.id, reason=True)


def _steps(app: Application, at: Situation) -> Iterator[Act]:
    for step in app.current:
        plan = step.plan
        if plan.need == "blangko" and (at.rank is None or at.drawer.get(plan.of, 0) < 1):
            continue
        if _may(life.completable, app, plan.id):
            ahead = plan.need == "blangko" and not _may(life.in_line, app, at.rank, "")
            last = app.only_hand_over_left(after=plan.id)
            yield Act("complete_step", plan.id, out_of_line=ahead, last=last)
        elif plan.need == "signature" and at.may_sign and _may(life.accepted, app):
            yield Act("sign_applications", plan.id)
    agency = next((s.plan.id for s in app.current if s.plan.need == "agency"), "")
    if agency and app.state == "in_process" and not at.out:
        yield Act("forward_applications", agency)


def _finishing(app: Application, at: Situation) -> Iterator[Act]:
    if _may(life.hand_over, app, sorted(app.to_follow)):
        yield Act("hand_over_application")
    if app.citizen_since is not None and app.due is not None:
        yield Act("citizen_came")
    for paper, states in PAPERS.items():
        if app.state in states and (paper != "slip" or not life.missing(app).nothing):
            yield Act(PRINT + paper)
        if app.state in states and app.came_out(paper):
            yield Act("did_not_print", paper=paper)
    for id in app.steps:
        if _may(life.send_back, app, id, "", citizen_needed=False):
            yield Act("send_back_application", id, reason=True)
        elif _may(life.send_back, app, id, "", citizen_needed=True):
            yield Act("send_back_application", id, citizen=True, reason=True)
    if _may(life.open_, app):
        yield Act("close_application", reason=True)
    move = at.last_move
    if (
        move
        and undoing.may_undo(move, at.staff, at.now, supervisor=at.supervisor)
        and _may(undoing.keep_destroyed, app, move, at.destroyed)
    ):
        yield Act("undo", reason=True)


def _line(app: Application, at: Situation) -> Iterator[Act]:
    if at.rank is not None:
        yield Act("set_aside", reason=True)
    if app.set_aside is not None and _may(life.open_, app):
        yield Act("put_back")


def _hands(app: Application, at: Situation) -> Iterator[Act]:
    if not _may(life.open_, app):
        return
    if app.offered_to == at.staff:
        yield Act("accept_responsibility")
    if app.responsible == at.staff or at.supervisor:
        yield Act("pass_on_application", reason=True)
    yield Act("assign_application", reason=True)


def _facts(app: Application, at: Situation) -> Iterator[Act]:
    yield Act("correct_application", reason=True)
    if app.applicant.nik:
        yield Act("reveal_nik")
