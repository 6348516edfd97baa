"""Commands of the day's queue: issue, call, skip, put back, finish."""

from __future__ import annotations

from typing import Literal

from counter_app.domain import events as e
from counter_app.domain import queue as rules
from counter_app.office.desk import Desk
from counter_app.office.office import CLERKS, Changes, Command, handles
from counter_app.office.queue import turn, waiting


class IssueTicket(Command, frozen=True, rename={"klass": "class"}):
    """Give a citizen a place in the queue of a group; priority needs its ground."""

    group: str
    klass: Literal["regular", "priority", "returning"] = "regular"
    ground: Literal["", "elderly", "disability", "pregnant", "infant"] = ""


class CallNext(Command, frozen=True):
    """Call whoever's turn it is, in the groups that this counter serves."""

    groups: list[str] = []


class CallTicket(Command, frozen=True):
    """Call a ticket again, or out of its turn with a reason."""

    ticket: str
    reason: str = ""


class SkipTicket(Command, frozen=True):
    """Nobody came: skip the ticket."""

    ticket: str


class RequeueTicket(Command, frozen=True):
    """The citizen came after all: put the skipped ticket behind the next two."""

    ticket: str


class FinishTicket(Command, frozen=True):
    """The citizen was served."""

    ticket: str


@handles(IssueTicket, CLERKS)
def issue_ticket(cmd: IssueTicket, desk: Desk) -> Changes:
    if cmd.group not in rules.GROUPS:
        raise rules.UnknownGroup(cmd.group)
    if cmd.klass == "priority" and not cmd.ground:
        raise rules.GroundNeeded
    begin, end = desk.day_bounds(desk.today)
    taken = desk.value(
        "SELECT count(*) FROM ticket WHERE issued >= ? AND issued < ? AND line = ? AND counter = ?",
        begin,
        end,
        cmd.group,
        desk.counter,
    )
    id = f"{desk.code}-{desk.today:%Y%m%d}-{cmd.group}{taken + 1:03d}"
    event = e.TicketIssued(group=cmd.group, klass=cmd.klass, ground=cmd.ground)
    return Changes([(f"ticket/{id}", event)], {"ticket": id})


@handles(CallNext, CLERKS)
def call_next(cmd: CallNext, desk: Desk) -> Changes:
    for group in cmd.groups:
        if group not in rules.GROUPS:
            raise rules.UnknownGroup(group)
    found = turn(desk, waiting(desk, cmd.groups))
    if found is None:
        raise rules.NobodyWaits
    return Changes([(f"ticket/{found.id}", e.TicketCalled(by_next=True))], {"ticket": found.id})


@handles(CallTicket, CLERKS)
def call_ticket(cmd: CallTicket, desk: Desk) -> Changes:
    ticket = _ticket(cmd.ticket, desk)
    if ticket.state in ("finished", "skipped"):
        raise rules.TicketDone(rules.short(ticket.id), ticket.state)
    stream = f"ticket/{ticket.id}"
    if ticket.state == "called":
        if ticket.calls >= rules.CALLS:
            raise rules.CalledEnough(rules.short(ticket.id))
        return Changes([(stream, e.TicketCalled())], {"ticket": ticket.id})
    line = waiting(desk, [ticket.group])
    following = turn(desk, line)
    passed = sum((w.queued, w.id) < (ticket.queued, ticket.id) for w in line)
    if following is not None and following.id != ticket.id and not cmd.reason.strip():
        raise rules.OutOfTurn(rules.short(ticket.id), rules.short(following.id))
    out = following is not None and following.id != ticket.id
    event = e.TicketCalled(reason=cmd.reason.strip() if out else "", passed=max(passed, 1) if out else 0)
    return Changes([(stream, event)], {"ticket": ticket.id})


@handles(SkipTicket, CLERKS)
def skip_ticket(cmd: SkipTicket, desk: Desk) -> Changes:
    ticket = _in_state(cmd.ticket, "called", desk)
    return Changes([(f"ticket/{ticket.id}", e.TicketSkipped())], {"ticket": ticket.id})


@handles(RequeueTicket, CLERKS)
def requeue_ticket(cmd: RequeueTicket, desk: Desk) -> Changes:
    ticket = _in_state(cmd.ticket, "skipped", desk)
    return Changes([(f"ticket/{ticket.id}", e.TicketRequeued())], {"ticket": ticket.id})


@handles(FinishTicket, CLERKS)
def finish_ticket(cmd: FinishTicket, desk: Desk) -> Changes:
    ticket = _in_state(cmd.ticket, "called", desk)
    return Changes([(f"ticket/{ticket.id}", e.TicketFinished())], {"ticket": ticket.id})


def _ticket(id: str, desk: Desk) -> rules.Ticket:
    ticket = rules.fold(id, desk.stream(f"ticket/{id}"))
    if not ticket.group:
        raise rules.UnknownTicket(id)
    return ticket


def _in_state(id: str, state: str, desk: Desk) -> rules.Ticket:
    ticket = _ticket(id, desk)
    if ticket.state != state:
        raise rules.TicketDone(rules.short(id), ticket.state)
    return ticket
