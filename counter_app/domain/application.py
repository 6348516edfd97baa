"""One application as its entries left it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from counter_app.domain import events as e
from counter_app.domain.checklist import Item, ItemGroup, Mark
from counter_app.domain.costs import Charge

State = Literal["checking", "returned", "in_process", "ready", "collected", "closed"]
AT_THE_COUNTER: tuple[State, ...] = ("checking", "returned")  # the papers are still being gathered


@dataclass(slots=True)
class StepState:
    """A planned step with its start, end and who ended it."""

    plan: e.PlannedStep
    since: int | None = None  # not None and not done: the step is current
    done: int | None = None
    staff: str = ""


@dataclass(slots=True)
class Span:
    """A time during which a step was current; ``until`` None: it still is."""

    step: e.PlannedStep
    since: int
    until: int | None = None
    done: bool = False  # it ended because the step was completed
    staff: str = ""
    signed: e.StepSigned | None = None
    letter: str = ""


class Move(NamedTuple):
    """Blank stock that this application took (negative) or gave back."""

    kind: str
    quantity: int
    what: Literal["used", "spoiled"]
    at: int
    wall: int
    counter: str
    staff: str
    serial: str = ""
    reason: str = ""
    passed: int = 0


class Return(NamedTuple):
    """One time the citizen was sent home."""

    wall: int
    staff: str
    missing: tuple[str, ...]
    deposited: bool = False  # the papers stayed at the office


class Act(NamedTuple):
    """Something a supervisor should know of: undone, corrected, sent_back, assigned, conflict."""

    what: str
    wall: int
    staff: str
    note: str = ""


class Letter(NamedTuple):
    """A number that register gave; it stays given when the step is undone."""

    number: str
    wall: int
    counter: str
    staff: str


NOBODY = e.Applicant(name="")


@dataclass(slots=True)
class Application:
    """A citizen's case for one service. Instants are UTC microseconds of the machine's clock."""

    number: str
    counter: str = ""
    service: str = ""
    recap_group: str = ""
    use: str = ""
    applicant: e.Applicant = NOBODY
    submitter: e.Submitter | None = None
    conditions: list[str] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    groups: list[ItemGroup] = field(default_factory=list)
    marks: dict[str, Mark] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)  # of what the papers are for each: heirs
    unanswered: list[list[str]] = field(default_factory=list)  # reasons of which one must still be said
    charges: list[Charge] | None = None  # None: opened before they were kept
    collect_in_person: bool = False
    to_follow: set[str] = field(default_factory=set)
    visit: str = ""
    ticket: str = ""
    event_date: dt.date | None = None
    opened: int = 0
    opened_by: str = ""
    waiting_return: bool = False
    accepted: int | None = None
    accepted_by: str = ""
    promise: e.ApplicationAccepted | None = None
    due: int | None = None
    steps: dict[str, StepState] = field(default_factory=dict)
    citizen_since: int | None = None
    ready: int | None = None
    ready_by: str = ""
    collected: int | None = None
    collected_by: str = ""
    handed: e.ApplicationHandedOver2 | None = None
    handed_at: int = 0  # place of the hand-over in the order of all entries
    closed: int | None = None
    closed_by: str = ""
    outcome: str = ""
    responsible: str = ""
    offered_to: str = ""
    set_aside: int | None = None
    shelf: str = ""
    letter: str = ""
    letters: list[Letter] = field(default_factory=list)  # given, those of undone steps too
    batch: str = ""
    printed: dict[str, int] = field(default_factory=dict)
    jammed: set[str] = field(default_factory=set)  # papers whose last print did not come out
    returns: list[Return] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    moves: list[Move] = field(default_factory=list)
    awaited: list[tuple[int, int]] = field(default_factory=list)  # times the citizen was awaited
    asides: list[tuple[int, int]] = field(default_factory=list)  # times out of the line, until put back
    acts: list[Act] = field(default_factory=list)
    imported: e.ApplicationImported | None = None
    import_undone: bool = False
    folded: int = 0  # entries that said something of it

    @property
    def exists(self) -> bool:
        """Whether the stream has been opened."""
        return bool(self.service) and not self.import_undone

    @property
    def state(self) -> State:
        """Return where the case stands (design: an application's life)."""
        if self.closed is not None:
            return "closed"
        if self.collected is not None:
            return "collected"
        if self.accepted is not None:
            return "ready" if self.only_hand_over_left() else "in_process"
        return "returned" if self.waiting_return else "checking"

    @property
    def current(self) -> list[StepState]:
        """Return the steps that can be worked on now."""
        if self.closed is not None or self.collected is not None:
            return []
        return [s for s in self.steps.values() if s.since is not None and s.done is None]

    @property
    def blangko_to_come(self) -> str:
        """The kind of blangko that a step to come needs; empty for none, or when set aside."""
        if self.closed is not None or self.collected is not None or self.set_aside is not None:
            return ""
        steps = (s.plan for s in self.steps.values() if s.done is None and s.plan.need == "blangko")
        return next((plan.of for plan in steps), "")

    def only_hand_over_left(self, after: str = "") -> bool:
        """Whether every step but the hand-over is done, or will be once the step ``after`` is."""
        return all(s.done is not None for s in self.steps.values() if s.plan.id not in ("hand_over", after))

    def serial(self, kind: str) -> str:
        """Return the serial number of the newest card of ``kind`` that was printed."""
        used = [m.serial for m in self.moves if (m.kind, m.what, m.quantity) == (kind, "used", -1)]
        return used[-1] if used else ""

    def printed_at(self, kind: str, serial: str) -> str:
        """Return the step at which the card of ``kind`` that still serves was printed.

        Empty where there is none, or where ``serial`` is that of another piece.
        """
        if self.state not in ("in_process", "ready") or serial not in ("", self.serial(kind)):
            return ""
        steps = (s.plan for s in self.steps.values() if s.done is not None and s.plan.need == "blangko")
        return next((plan.id for plan in steps if plan.of == kind), "")

    def came_out(self, paper: str) -> bool:
        """Return whether the last print of a paper counts, so that it may be said not to have come out."""
        return bool(self.printed.get(paper)) and paper not in self.jammed

    @property
    def printed_cards(self) -> list[e.Card]:
        """Return the cards and forms that were printed and still serve."""
        steps = (s.plan for s in self.steps.values() if s.done is not None and s.plan.need == "blangko")
        return [e.Card(plan.of, self.serial(plan.of)) for plan in steps]

    @property
    def conflicts(self) -> list[Act]:
        """Return the entries that did not fit the state they met."""
        return [act for act in self.acts if act.what == "conflict"]
