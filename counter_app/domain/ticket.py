"""One place in the day's queue, folded from its entries: where it stands, and its way from desk to desk.

A ticket's stay in one group is a **leg**: it waits from its issue (or its passing on) to the first call, is
on its way from the call to the desk, and is served until it ends, or until the citizen
goes to fetch something: that time is not spent at the desk. Instants are UTC microseconds.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from counter_app.domain import events as e


class Turn(NamedTuple):
    """One call of a number that waited; calling it again at the desk is none. ``at`` only orders."""

    at: int
    called: int
    counter: str
    by_next: bool


@dataclass(slots=True)
class Leg:
    """One stay in one group. ``outcome`` is empty while it lasts."""

    group: str
    begun: int
    first_called: int | None = None
    arrived: int | None = None
    ended: int | None = None
    way: int | None = None  # from the call to the desk
    at_desk: int = 0  # without the time in which the citizen was away
    staff: str = ""
    counter: str = ""  # that called it
    outcome: str = ""  # finished, skipped, transferred, handed_on, left_open
    reason: str = ""  # of a call out of turn
    passed: int = 0  # tickets before it then


@dataclass(slots=True)
class Ticket:
    """One place in the day's queue, as its entries left it."""

    id: str
    group: str = ""
    klass: str = "regular"
    ground: str = ""
    counter: str = ""
    issued: int = 0
    queued: int = 0  # its place: when it was issued, or came back
    behind: bool = False  # it goes after two others
    state: str = "waiting"  # called, parked, skipped, finished, left_open
    called: int | None = None  # the call that counts now
    called_by: str = ""
    called_at: str = ""  # the counter that called it
    calls: int = 0
    also: list[str] = field(default_factory=list)  # groups that it goes on to
    barred: list[str] = field(default_factory=list)  # staff who must not call it
    note: str = ""  # of the last passing on, handing on or putting aside
    place: int = 0  # of the entry with which it took its place: orders the line
    call: int = 0  # of the entry with which it was called: orders the calls
    legs: list[Leg] = field(default_factory=list)
    turns: list[Turn] = field(default_factory=list)

    @property
    def leg(self) -> Leg:
        """The stay that counts now."""
        return self.legs[-1]


def fold(id: str, entries: Sequence[e.Entry]) -> Ticket:
    """Return the ticket that ``entries`` describe; what no longer fits is left out.

    No moment lies before the one before it, whatever the clock said.
    """
    ticket, newest = Ticket(id), 0
    for entry in entries:
        apply = _folds.get(type(entry.event))
        if apply is not None and (ticket.legs or isinstance(entry.event, e.TicketIssued)):
            newest = max(newest, entry.wall)
            apply(ticket, entry.event, entry.not_before(newest))
    return ticket


def _issued(ticket: Ticket, event: e.TicketIssued, entry: e.Entry) -> None:
    if ticket.legs:
        return
    ticket.group, ticket.klass, ticket.ground = event.group, event.klass, event.ground
    ticket.counter, ticket.issued, ticket.queued = entry.counter, entry.wall, entry.wall
    ticket.place = entry.at
    ticket.behind = event.klass == "returning"
    ticket.legs.append(Leg(event.group, entry.wall))


def _also(ticket: Ticket, event: e.TicketAlso, entry: e.Entry) -> None:
    ticket.also += [group for group in event.groups if group not in (ticket.group, *ticket.also)]


def _called(ticket: Ticket, event: e.TicketCalled, entry: e.Entry) -> None:
    if ticket.state not in ("waiting", "called"):
        return
    leg = ticket.leg
    if leg.first_called is None:
        leg.first_called = entry.wall
    if ticket.state == "waiting":
        ticket.called, ticket.called_by, ticket.called_at = entry.wall, entry.actor, entry.counter
        ticket.turns.append(Turn(entry.at, entry.wall, entry.counter, event.by_next))
        leg.arrived, ticket.call = None, entry.at
        leg.staff, leg.counter = entry.actor, entry.counter
        if event.reason:
            leg.reason, leg.passed = event.reason, event.passed
    ticket.state = "called"
    ticket.calls += 1


def _arrived(ticket: Ticket, event: e.TicketArrived, entry: e.Entry) -> None:
    if ticket.state == "called" and ticket.leg.arrived is None:
        ticket.leg.arrived = entry.wall
        if ticket.leg.way is None and ticket.called is not None:
            ticket.leg.way = max(entry.wall - ticket.called, 0)


def _skipped(ticket: Ticket, event: e.TicketSkipped, entry: e.Entry) -> None:
    if ticket.state == "called":
        ticket.state = ticket.leg.outcome = "skipped"


def _parked(ticket: Ticket, event: e.TicketParked, entry: e.Entry) -> None:
    if ticket.state == "called":
        _leave(ticket, entry)
        ticket.state, ticket.note = "parked", event.reason


def _requeued(ticket: Ticket, event: e.TicketRequeued, entry: e.Entry) -> None:
    if ticket.state in ("skipped", "parked"):
        ticket.leg.outcome = ""
        ticket.state, ticket.queued, ticket.behind, ticket.calls = "waiting", entry.wall, True, 0
        ticket.place = entry.at


def _finished(ticket: Ticket, event: e.TicketFinished, entry: e.Entry) -> None:
    if ticket.state == "called":
        _end(ticket, "finished", entry)
        ticket.state = "finished"


def _went_on(ticket: Ticket, event: e.TicketWentOn, entry: e.Entry) -> None:
    if ticket.state == "called":
        _end(ticket, "finished", entry)
        ticket.also = [group for group in ticket.also if group != event.group]
        _begin(ticket, event.group, entry)


def _transferred(ticket: Ticket, event: e.TicketTransferred, entry: e.Entry) -> None:
    if ticket.state in ("waiting", "called"):
        _end(ticket, "transferred", entry)
        ticket.note = event.note
        _begin(ticket, event.group, entry)


def _handed_on(ticket: Ticket, event: e.TicketHandedOn, entry: e.Entry) -> None:
    if ticket.state == "called":
        _end(ticket, "handed_on", entry)
        ticket.barred.append(entry.actor)
        ticket.note = event.reason
        _begin(ticket, ticket.group, entry)


def _left_open(ticket: Ticket, event: e.TicketLeftOpen, entry: e.Entry) -> None:
    if ticket.state in ("waiting", "called", "parked"):
        ticket.state = ticket.leg.outcome = "left_open"


def _leave(ticket: Ticket, entry: e.Entry) -> None:
    """Count the time since the citizen came to the desk, or was called where nobody told of that."""
    came = ticket.leg.arrived or ticket.called
    if ticket.state == "called" and came is not None:
        ticket.leg.at_desk += max(entry.wall - came, 0)


def _end(ticket: Ticket, outcome: str, entry: e.Entry) -> None:
    _leave(ticket, entry)
    ticket.leg.outcome, ticket.leg.ended = outcome, entry.wall


def _begin(ticket: Ticket, group: str, entry: e.Entry) -> None:
    """Let the ticket wait in ``group``, in the place that it has."""
    ticket.group, ticket.state, ticket.behind, ticket.calls = group, "waiting", False, 0
    ticket.legs.append(Leg(group, entry.wall))


_folds: dict[type[Any], Callable[[Ticket, Any, e.Entry], None]] = {
    e.TicketIssued: _issued,
    e.TicketAlso: _also,
    e.TicketCalled: _called,
    e.TicketArrived: _arrived,
    e.TicketSkipped: _skipped,
    e.TicketParked: _parked,
    e.TicketRequeued: _requeued,
    e.TicketFinished: _finished,
    e.TicketWentOn: _went_on,
    e.TicketTransferred: _transferred,
    e.TicketHandedOn: _handed_on,
    e.TicketLeftOpen: _left_open,
}
