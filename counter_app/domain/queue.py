"""The day's queue: who is next, as a pure rule that anybody can check (design, The queue).

A returning ticket goes after two others; else, when this counter's last two calls were priority and a
regular has waited over the office's limit, the oldest regular; else the oldest priority; else the oldest
regular. So at most one regular goes between two priority tickets while one waits, and no regular starves.
Priority: UU 25/2009 art. 29.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from counter_app.domain import events as e
from counter_app.domain.errors import UserError
from counter_app.i18n import _

GROUPS = ("A", "B", "C", "D", "E", "F", "G")
CALLS = 3  # then the ticket is skipped
BEHIND = 2  # others before a returning or skipped ticket
MINUTE = 60_000_000


def short(id: str) -> str:
    """Return a ticket as it is called out: ``A012``."""
    return id.rsplit("-", 1)[-1]


class UnknownGroup(UserError):
    """No queue has this letter."""

    def __init__(self, group: str) -> None:
        super().__init__(
            _("There is no queue '{group}'. Choose one of: {groups}.").format(
                group=group, groups=", ".join(GROUPS)
            )
        )


class GroundNeeded(UserError):
    """A priority ticket without its ground."""

    def __init__(self) -> None:
        super().__init__(_("Priority needs its ground: elderly, disability, pregnant, or with an infant."))


class UnknownTicket(UserError):
    """No ticket bears this number."""

    def __init__(self, ticket: str) -> None:
        super().__init__(_("There is no ticket {ticket} today.").format(ticket=ticket))


class TicketDone(UserError):
    """The ticket's turn is over, or has not come."""

    def __init__(self, ticket: str, state: str) -> None:
        words = {
            "waiting": _("{ticket} was not called yet. Call it first."),
            "finished": _("{ticket} was served already. Take a new ticket."),
            "skipped": _("{ticket} was skipped. Put it back in the queue first."),
            "called": _("{ticket} is being served now."),
        }[state]
        super().__init__(words.format(ticket=ticket))


class CalledEnough(UserError):
    """Three calls and nobody came."""

    def __init__(self, ticket: str) -> None:
        super().__init__(_("{ticket} was called {n} times. Skip it now.").format(ticket=ticket, n=CALLS))


class OutOfTurn(UserError):
    """A ticket before its turn, without a reason."""

    def __init__(self, ticket: str, following: str) -> None:
        super().__init__(
            _(
                "It is the turn of {following}, not of {ticket}. Give a reason: "
                "it stands on the daily report."
            ).format(ticket=ticket, following=following)
        )


class NobodyWaits(UserError):
    """The queue is empty."""

    def __init__(self) -> None:
        super().__init__(_("Nobody waits in the queue."))


@dataclass(slots=True)
class Ticket:
    """One place in the day's queue, as its entries left it. Instants are UTC microseconds."""

    id: str
    group: str = ""
    klass: str = "regular"
    ground: str = ""
    counter: str = ""
    issued: int = 0
    queued: int = 0  # when it (again) took its place
    behind: bool = False  # it goes after two others
    state: str = "waiting"
    called: int | None = None  # the call that counts now
    first_called: int | None = None  # the wait ended here
    called_by: str = ""
    called_at: str = ""  # the counter that called it
    by_next: bool = False
    calls: int = 0
    finished: int | None = None
    reason: str = ""
    passed: int = 0


def fold(id: str, entries: Sequence[e.Entry]) -> Ticket:
    """Return the ticket that ``entries`` describe; what no longer fits is left out."""
    ticket = Ticket(id)
    for entry in entries:
        match entry.event:
            case e.TicketIssued() as x if not ticket.group:
                ticket.group, ticket.klass, ticket.ground = x.group, x.klass, x.ground
                ticket.counter, ticket.issued, ticket.queued = entry.counter, entry.wall, entry.wall
                ticket.behind = x.klass == "returning"
            case e.TicketCalled() as x if ticket.state in ("waiting", "called"):
                _call(ticket, x, entry)
            case e.TicketSkipped() if ticket.state == "called":
                ticket.state = "skipped"
            case e.TicketRequeued() if ticket.state == "skipped":
                ticket.state, ticket.queued, ticket.behind, ticket.calls = "waiting", entry.wall, True, 0
            case e.TicketFinished() if ticket.state == "called":
                ticket.state, ticket.finished = "finished", entry.wall
    return ticket


def _call(ticket: Ticket, event: e.TicketCalled, entry: e.Entry) -> None:
    if ticket.first_called is None:
        ticket.first_called = entry.wall
    if ticket.state == "waiting":
        ticket.called, ticket.called_by, ticket.called_at = entry.wall, entry.actor, entry.counter
        ticket.by_next, ticket.reason, ticket.passed = event.by_next, event.reason, event.passed
    ticket.state = "called"
    ticket.calls += 1


class Waiting(NamedTuple):
    """A ticket that waits; ``others`` were called since it took its place."""

    id: str
    klass: str
    queued: int
    behind: bool = False
    others: int = 0


def following(
    waiting: Sequence[Waiting], last_classes: Sequence[str], now: int, limit_minutes: int
) -> Waiting | None:
    """Return the ticket whose turn it is.

    ``last_classes``: the classes of this counter's ``call_next`` today, newest first.
    """
    ordered = sorted(waiting, key=lambda w: (w.queued, w.id))
    back = [w for w in ordered if w.behind]
    priority = [w for w in ordered if not w.behind and w.klass == "priority"]
    regular = [w for w in ordered if not w.behind and w.klass != "priority"]
    due = [w for w in back if w.others >= BEHIND]
    if due:
        return due[0]
    two_priorities = list(last_classes[:2]) == ["priority", "priority"]
    if two_priorities and regular and now - regular[0].queued > limit_minutes * MINUTE:
        return regular[0]
    for line in (priority, regular, back):
        if line:
            return line[0]
    return None
