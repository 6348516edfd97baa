"""The day's queue: who is next, as a pure rule that anybody can check (design, The queue).

A returning ticket goes after two others; else, when this counter's last two calls were priority and a
regular has waited over the office's limit, the oldest regular; else the oldest priority; else the oldest
regular. So at most one regular goes between two priority tickets while one waits, and no regular starves.
Priority: UU 25/2009 art. 29.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from counter_app.domain.errors import UserError
from counter_app.domain.ticket import Ticket
from counter_app.i18n import _

GROUPS = ("A", "B", "C", "D", "E", "F", "G")
CALLS = 3  # then the ticket is skipped
ENOUGH = 5  # tickets served today before their times tell more than the standard
STEP = 5  # minutes to which an expected wait is rounded
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
            "parked": _("{ticket} was put aside. Put it back in the queue first."),
            "left_open": _("{ticket} is of another day. Take a new ticket."),
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


class SameGroup(UserError):
    """A ticket passed on to the queue in which it is."""

    def __init__(self, ticket: str) -> None:
        super().__init__(_("{ticket} is in this queue already. Choose another.").format(ticket=ticket))


class ReasonNeeded(UserError):
    """A ticket put aside or handed on without a reason."""

    def __init__(self) -> None:
        super().__init__(_("Say why: the reason stands on the ticket and in the report."))


class NotYours(UserError):
    """A ticket that this member of staff left to a colleague."""

    def __init__(self, ticket: str) -> None:
        super().__init__(_("You left {ticket} to a colleague: somebody else calls it.").format(ticket=ticket))


class NobodyElse(UserError):
    """A ticket handed on where nobody else may serve it."""

    def __init__(self) -> None:
        super().__init__(_("Nobody else here can serve it. Call a supervisor to the desk."))


class CounterShut(UserError):
    """A break of a counter that is closed."""

    def __init__(self) -> None:
        super().__init__(_("This counter is closed. Open it first."))


class StillServed(UserError):
    """A counter closed while somebody is served."""

    def __init__(self, numbers: Sequence[str]) -> None:
        super().__init__(
            _("{numbers} is still being served here. End that first: finish, skip or pass it on.").format(
                numbers=", ".join(numbers)
            )
        )


class CalledElsewhere(UserError):
    """A ticket that another counter called: that one ends it."""

    def __init__(self, ticket: str, counter: str) -> None:
        super().__init__(
            _("{ticket} was called at counter {counter}: it is ended there.").format(
                ticket=ticket, counter=counter
            )
        )


class NobodyBegan(UserError):
    """The next is called while nobody has touched the number called before."""

    def __init__(self, ticket: str) -> None:
        self.ticket = ticket
        super().__init__(
            _(
                "{ticket} was called and nobody began an errand. Skip it if nobody came, "
                "or end it as served; then call the next."
            ).format(ticket=short(ticket))
        )


class NobodyWaits(UserError):
    """The queue is empty."""

    def __init__(self) -> None:
        super().__init__(_("Nobody waits in the queue."))


class Waiting(NamedTuple):
    """A ticket that waits; ``others`` were called since it took its place."""

    id: str
    klass: str
    queued: int
    behind: bool = False
    others: int = 0
    place: int = 0  # before the clock was put right its time may be later than that of who came after


def to_end(served: Sequence[Ticket], following: str) -> list[Ticket]:
    """Return which of the numbers that somebody serves are done when ``following`` is called.

    Raises NobodyBegan for one that nobody has touched: whoever did not come is never counted as served.
    """
    done = [ticket for ticket in served if ticket.id != following]
    for ticket in done:
        if ticket.leg.arrived is None:
            raise NobodyBegan(ticket.id)
    return done


def following(
    waiting: Sequence[Waiting], last_classes: Sequence[str], now: int, limit_minutes: int
) -> Waiting | None:
    """Return the ticket whose turn it is.

    ``last_classes``: the classes of this counter's ``call_next`` today, newest first.
    """
    ordered = sorted(waiting, key=_place)
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


def _place(one: Waiting) -> tuple[int, int, str]:
    return one.place, one.queued, one.id


def ahead(
    waiting: Sequence[Waiting],
    id: str,
    last_classes: Sequence[str],
    now: int,
    limit_minutes: int,
    pace: float,
) -> int:
    """Return how many of those who wait now will be called before ``id``, a call every ``pace`` minutes."""
    line, classes = list(waiting), list(last_classes)
    for count in range(len(line)):
        found = following(line, classes, now + int(count * pace * MINUTE), limit_minutes)
        if found is None or found.id == id:
            return count
        classes.insert(0, found.klass)
        line = [one._replace(others=one.others + 1) for one in line if one.id != found.id]
    return len(line)


def expected_wait(ahead: int, served: Sequence[float], desks: int, standard: int) -> tuple[int, int]:
    """Return the wait that is likely, from and to, in minutes.

    ``served`` are the minutes that today's tickets took at a desk; while they are fewer than ``ENOUGH`` the
    office's ``standard`` stands in for them. Quick: the quarter that went fastest; slow: all but one in ten.
    """
    if len(served) >= ENOUGH:
        quick, slow = quantile(served, 0.25), quantile(served, 0.9)
    else:
        quick, slow = standard * 0.5, standard * 1.5
    shared = ahead / max(desks, 1)
    low, high = int(shared * quick // STEP * STEP), int(-(-shared * slow // STEP) * STEP)
    return low, max(high, STEP if ahead else 0)


def quantile(values: Sequence[float], share: float) -> float:
    """Return the value below which ``share`` of ``values`` lie, between two of them in proportion."""
    ordered = sorted(values)
    place = share * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)
