"""Commands of the day's queue: issue, call, skip, put aside, pass on, finish; open and close the counter."""

from __future__ import annotations

from typing import Literal

from counter_app.domain import events as e
from counter_app.domain import queue as rules
from counter_app.domain import ticket as tickets
from counter_app.domain.words import queue_label
from counter_app.i18n import _, ngettext
from counter_app.office.desk import Desk
from counter_app.office.office import CLERKS, Changes, Command, handles
from counter_app.office.queue import counter_now, left_open, turn, waiting


class IssueTicket(Command, frozen=True, rename={"klass": "class"}):
    """Give a citizen a place in the queue of a group; priority needs its ground."""

    group: str
    klass: Literal["regular", "priority", "returning"] = "regular"
    ground: Literal["", "elderly", "disability", "pregnant", "infant"] = ""
    also: list[str] = []  # groups that the citizen comes for besides


class CallNext(Command, frozen=True):
    """Call whoever's turn it is, in the groups that this counter serves; a closed counter opens."""

    groups: list[str] = []
    finish: bool = False  # the number that whoever calls has served until now is done


class CallTicket(Command, frozen=True):
    """Call a ticket again, or out of its turn with a reason."""

    ticket: str
    reason: str = ""
    finish: bool = False  # the number that whoever calls has served until now is done


class ArriveTicket(Command, frozen=True):
    """The citizen who was called stands at the desk: the service begins."""

    ticket: str


class SkipTicket(Command, frozen=True):
    """Nobody came: skip the ticket."""

    ticket: str


class ParkTicket(Command, frozen=True):
    """The citizen fetches something: put the ticket aside, with the reason."""

    ticket: str
    reason: str


class RequeueTicket(Command, frozen=True):
    """The citizen came after all: put the skipped or parked ticket behind the next two."""

    ticket: str


class TransferTicket(Command, frozen=True):
    """Pass the ticket to another queue, where it keeps its place."""

    ticket: str
    group: str
    note: str = ""


class HandOnTicket(Command, frozen=True):
    """Leave a relative's ticket to a colleague (conflict of interest); it keeps its place."""

    ticket: str
    reason: str


class FinishTicket(Command, frozen=True):
    """The citizen was served; a ticket for more than one queue goes on to the next."""

    ticket: str


class OpenCounter(Command, frozen=True):
    """Open this counter for these groups; none named: all."""

    groups: list[str] = []


class PauseCounter(Command, frozen=True):
    """Let this counter have a break."""

    reason: str = ""


class CloseCounter(Command, frozen=True):
    """Close this counter for today."""


@handles(IssueTicket, CLERKS)
def issue_ticket(cmd: IssueTicket, desk: Desk) -> Changes:
    _check_groups([cmd.group, *cmd.also])
    if cmd.klass == "priority" and not cmd.ground:
        raise rules.GroundNeeded
    begin, end = desk.day_bounds(desk.today)
    taken = desk.value(
        "SELECT count(*) FROM leg CROSS JOIN ticket ON ticket.id = leg.ticket "
        f"WHERE begun >= ? AND begun < ? AND n = 0 AND leg.line = ? AND ticket.counter IN ({desk.own})",
        begin,
        end,
        cmd.group,
        *desk.names,
    )
    id = f"{desk.code}-{desk.today:%Y%m%d}-{cmd.group}{taken + 1:03d}"
    stream = f"ticket/{id}"
    events: list[tuple[str, e.Event]] = [
        (stream, e.TicketIssued(group=cmd.group, klass=cmd.klass, ground=cmd.ground))
    ]
    also = [group for group in dict.fromkeys(cmd.also) if group != cmd.group]
    if also:
        events.append((stream, e.TicketAlso(groups=also)))
    return _after_the_night(Changes(events, {"ticket": id}), desk)


@handles(CallNext, CLERKS)
def call_next(cmd: CallNext, desk: Desk) -> Changes:
    _check_groups(cmd.groups)
    now = counter_now(desk)
    groups = cmd.groups or list(now.groups)
    found = turn(desk, waiting(desk, groups, callable_only=True))
    if found is None:
        raise rules.NobodyWaits
    events, told = _ended(found.id, desk) if cmd.finish else ([], [])
    if now.state != "open":
        events.append((f"counter/{desk.counter}", e.CounterOpened(groups=groups)))
    events.append((f"ticket/{found.id}", e.TicketCalled(by_next=True)))
    return _after_the_night(Changes(events, {"ticket": found.id}, told), desk)


@handles(CallTicket, CLERKS)
def call_ticket(cmd: CallTicket, desk: Desk) -> Changes:
    ticket = known_ticket(cmd.ticket, desk)
    number = rules.short(ticket.id)
    if ticket.state not in ("waiting", "called"):
        raise rules.TicketDone(number, ticket.state)
    if desk.staff.id in ticket.barred:
        raise rules.NotYours(number)
    stream = f"ticket/{ticket.id}"
    if ticket.state == "called":
        _called_here(ticket, desk)
        if ticket.calls >= rules.CALLS:
            raise rules.CalledEnough(number)
        return Changes([(stream, e.TicketCalled())], {"ticket": ticket.id})
    line = waiting(desk, _groups_with(ticket.group, desk), callable_only=True)
    following = turn(desk, line)
    out = following is not None and following.id != ticket.id
    if following is not None and out and not cmd.reason.strip():
        raise rules.OutOfTurn(number, rules.short(following.id))
    passed = sum(w.place < ticket.place for w in line)
    event = e.TicketCalled(reason=cmd.reason.strip() if out else "", passed=max(passed, 1) if out else 0)
    events, told = _ended(ticket.id, desk) if cmd.finish else ([], [])
    return Changes([*events, (stream, event)], {"ticket": ticket.id}, told)


@handles(ArriveTicket, CLERKS)
def arrive_ticket(cmd: ArriveTicket, desk: Desk) -> Changes:
    ticket = _served(cmd.ticket, desk)
    if ticket.leg.arrived is not None:
        return Changes([], {"ticket": ticket.id})
    return Changes([(f"ticket/{ticket.id}", e.TicketArrived())], {"ticket": ticket.id})


@handles(SkipTicket, CLERKS)
def skip_ticket(cmd: SkipTicket, desk: Desk) -> Changes:
    ticket = _served(cmd.ticket, desk)
    return Changes([(f"ticket/{ticket.id}", e.TicketSkipped())], {"ticket": ticket.id})


@handles(ParkTicket, CLERKS)
def park_ticket(cmd: ParkTicket, desk: Desk) -> Changes:
    ticket = _served(cmd.ticket, desk)
    reason = _reason(cmd.reason)
    return Changes([(f"ticket/{ticket.id}", e.TicketParked(reason=reason))], {"ticket": ticket.id})


@handles(RequeueTicket, CLERKS)
def requeue_ticket(cmd: RequeueTicket, desk: Desk) -> Changes:
    ticket = _in_state(cmd.ticket, ("skipped", "parked"), desk)
    return Changes([(f"ticket/{ticket.id}", e.TicketRequeued())], {"ticket": ticket.id})


@handles(TransferTicket, CLERKS)
def transfer_ticket(cmd: TransferTicket, desk: Desk) -> Changes:
    _check_groups([cmd.group])
    ticket = _in_state(cmd.ticket, ("waiting", "called"), desk)
    if ticket.state == "called":
        _called_here(ticket, desk)
    if ticket.group == cmd.group:
        raise rules.SameGroup(rules.short(ticket.id))
    event = e.TicketTransferred(group=cmd.group, note=cmd.note.strip())
    return Changes([(f"ticket/{ticket.id}", event)], {"ticket": ticket.id})


@handles(HandOnTicket, CLERKS)
def hand_on_ticket(cmd: HandOnTicket, desk: Desk) -> Changes:
    ticket = _served(cmd.ticket, desk)
    reason = _reason(cmd.reason)
    barred = {*ticket.barred, desk.staff.id}
    others = desk.rows("SELECT id FROM staff WHERE active = 1 AND role IN ('clerk', 'supervisor')")
    if all(id in barred for (id,) in others):
        raise rules.NobodyElse
    return Changes([(f"ticket/{ticket.id}", e.TicketHandedOn(reason=reason))], {"ticket": ticket.id})


@handles(FinishTicket, CLERKS)
def finish_ticket(cmd: FinishTicket, desk: Desk) -> Changes:
    ticket = _served(cmd.ticket, desk)
    event, told = _end(ticket)
    return Changes([event], {"ticket": ticket.id}, told)


@handles(OpenCounter, CLERKS)
def open_counter(cmd: OpenCounter, desk: Desk) -> Changes:
    _check_groups(cmd.groups)
    now = counter_now(desk)
    if now.state == "open" and (now.staff, list(now.groups)) == (desk.staff.id, cmd.groups):
        return Changes([])
    event = e.CounterOpened(groups=cmd.groups)
    return _after_the_night(Changes([(f"counter/{desk.counter}", event)]), desk)


@handles(PauseCounter, CLERKS)
def pause_counter(cmd: PauseCounter, desk: Desk) -> Changes:
    if counter_now(desk).state == "paused":
        return Changes([])
    if counter_now(desk).state == "closed":
        raise rules.CounterShut
    return Changes([(f"counter/{desk.counter}", e.CounterPaused(reason=cmd.reason.strip()))])


@handles(CloseCounter, CLERKS)
def close_counter(cmd: CloseCounter, desk: Desk) -> Changes:
    if counter_now(desk).state == "closed":
        return Changes([])
    sql = "SELECT id, called_at FROM ticket WHERE issued >= ? AND issued < ? AND state = 'called'"
    called = desk.rows(sql, *desk.day_bounds(desk.today))
    served = [rules.short(id) for id, counter in called if counter in desk.names]
    if served:
        raise rules.StillServed(served)
    return Changes([(f"counter/{desk.counter}", e.CounterClosed())])


def _ended(following: str, desk: Desk) -> tuple[list[tuple[str, e.Event]], list[str]]:
    """End what whoever asks serves at this counter. Raises NobodyBegan."""
    rows = desk.rows(
        "SELECT id, called_at FROM ticket WHERE issued >= ? AND issued < ? AND state = 'called' "
        "AND called_by = ?",
        *desk.day_bounds(desk.today),
        desk.staff.id,
    )
    served = [known_ticket(id, desk) for id, counter in rows if counter in desk.names]
    ends = [_end(ticket) for ticket in rules.to_end(served, following)]
    return [event for event, _told in ends], [words for _event, told in ends for words in told]


def _end(ticket: tickets.Ticket) -> tuple[tuple[str, e.Event], list[str]]:
    """Return what ends a ticket here, and what the citizen is told who goes on to another queue."""
    stream = f"ticket/{ticket.id}"
    if not ticket.also:
        return (stream, e.TicketFinished()), []
    told = _("{number} goes on to the queue {queue}: tell the citizen to wait for the next call.").format(
        number=rules.short(ticket.id), queue=queue_label(ticket.also[0])
    )
    return (stream, e.TicketWentOn(group=ticket.also[0])), [told]


def _groups_with(group: str, desk: Desk) -> list[str]:
    """Return the groups among which a ticket of ``group`` has its turn here; none: all."""
    now = counter_now(desk)
    if now.state == "open" and not now.groups:
        return []
    return sorted({group, *now.groups})


def _after_the_night(changes: Changes, desk: Desk) -> Changes:
    """Close what was left open on earlier days, and say so: its times would spoil every figure."""
    old = left_open(desk)
    if not old:
        return changes
    events: list[tuple[str, e.Event]] = [(f"ticket/{id}", e.TicketLeftOpen()) for id in old]
    words = ngettext(
        "{n} number of another day was left open. It is closed now and counts in no waiting time.",
        "{n} numbers of other days were left open. They are closed now and count in no waiting time.",
        len(old),
    )
    return Changes([*events, *changes.events], changes.ids, [*changes.warnings, words.format(n=len(old))])


def _check_groups(groups: list[str]) -> None:
    for group in groups:
        if group not in rules.GROUPS:
            raise rules.UnknownGroup(group)


def _reason(text: str) -> str:
    if not text.strip():
        raise rules.ReasonNeeded
    return text.strip()


def known_ticket(id: str, desk: Desk) -> tickets.Ticket:
    """Return the ticket of that number. Raises UnknownTicket."""
    ticket = tickets.fold(id, desk.stream(f"ticket/{id}"))
    if not ticket.legs:
        raise rules.UnknownTicket(id)
    return ticket


def _served(id: str, desk: Desk) -> tickets.Ticket:
    """Return a ticket that this counter called and serves now. Raises TicketDone, CalledElsewhere."""
    ticket = _in_state(id, ("called",), desk)
    _called_here(ticket, desk)
    return ticket


def _called_here(ticket: tickets.Ticket, desk: Desk) -> None:
    if ticket.called_at not in desk.names:
        raise rules.CalledElsewhere(rules.short(ticket.id), ticket.called_at.partition("-")[0])


def _in_state(id: str, states: tuple[str, ...], desk: Desk) -> tickets.Ticket:
    ticket = known_ticket(id, desk)
    if ticket.state not in states:
        raise rules.TicketDone(rules.short(id), ticket.state)
    return ticket
