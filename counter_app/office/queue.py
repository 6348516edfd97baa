"""The day's queue as it stands: who waits, who was called, whose turn it is, which counters are open."""

from __future__ import annotations

import json
from typing import NamedTuple

from counter_app.domain import queue as rules
from counter_app.domain import ticket as tickets
from counter_app.domain.events import Event, TicketArrived
from counter_app.office.desk import Desk
from counter_app.storage.indexes import UNENDED

PACE = 5.0  # minutes between two calls, for who will be called before whom


class CounterNow(NamedTuple):
    """What a counter does: open, paused or closed; since when; by whom; for which groups (none: all)."""

    counter: str
    state: str = "closed"
    since: int | None = None
    staff: str = ""
    groups: tuple[str, ...] = ()
    note: str = ""


def waiting(desk: Desk, groups: list[str], *, callable_only: bool = False) -> list[rules.Waiting]:
    """Return today's waiting tickets of ``groups`` (none named: all), in the order of their places.

    ``callable_only``: without those that whoever asks left to a colleague.
    """
    begin, end = desk.day_bounds(desk.today)
    rows = desk.rows(
        "SELECT id, line, class, queued, behind, barred, "
        "iif(behind, (SELECT count(*) FROM turn WHERE turn.called >= ?1 AND turn.called < ?2 "
        "AND turn.at > place AND turn.ticket <> id), 0), place "
        "FROM ticket WHERE issued >= ?1 AND issued < ?2 AND state = 'waiting' ORDER BY place",
        begin,
        end,
    )
    return [
        rules.Waiting(id, klass, queued, bool(behind), others, place)
        for id, line, klass, queued, behind, barred, others, place in rows
        if (not groups or line in groups)
        and not (callable_only and barred != "[]" and desk.staff.id in json.loads(barred))
    ]


def called_classes(desk: Desk) -> list[str]:
    """Return the classes of this counter's ``call_next`` today, newest first, whatever became of them."""
    begin, end = desk.day_bounds(desk.today)
    rows = desk.rows(
        "SELECT class, counter FROM turn WHERE called >= ? AND called < ? AND by_next = 1 ORDER BY at DESC",
        begin,
        end,
    )
    return [klass for klass, counter in rows if counter in desk.names][:2]


def turn(desk: Desk, line: list[rules.Waiting]) -> rules.Waiting | None:
    """Return whose turn it is of those who wait."""
    return rules.following(line, called_classes(desk), desk.now, desk.settings.queue_limit_minutes)


def counters(desk: Desk) -> list[CounterNow]:
    """Return what each counter that opened today does now."""
    rows = desk.rows(
        "SELECT counter, state, since, staff, groups, note FROM counter_day "
        "WHERE since >= ? AND since < ? AND until IS NULL ORDER BY since",
        *desk.day_bounds(desk.today),
    )
    found = {}
    for counter, state, since, staff, groups, note in sorted(rows, key=lambda row: row[0] == desk.counter):
        name = desk.counter if counter in desk.names else counter  # whatever it was called before a restore
        found[name] = CounterNow(name, state, since, staff, tuple(json.loads(groups)), note)
    return [found[name] for name in sorted(found)]


def counter_now(desk: Desk) -> CounterNow:
    """Return what this counter does now; closed until it was opened today."""
    return next((one for one in counters(desk) if one.counter == desk.counter), CounterNow(desk.counter))


def desks(desk: Desk, group: str) -> list[CounterNow]:
    """Return the open counters that call ``group``."""
    return [one for one in counters(desk) if one.state == "open" and (not one.groups or group in one.groups)]


def served_minutes(desk: Desk) -> list[float]:
    """Return the minutes that each ticket took at a desk today; a photocopy in the shop is none of them."""
    rows = desk.rows(
        "SELECT at_desk / 60e6 FROM leg WHERE begun >= ? AND begun < ? AND outcome = 'finished'",
        *desk.day_bounds(desk.today),
    )
    return [minutes for (minutes,) in rows]


class Prospect(NamedTuple):
    """What a waiting ticket may expect: so many before it, and minutes from and to."""

    ahead: int
    wait: tuple[int, int]


def prospect(desk: Desk, id: str, group: str) -> Prospect:
    """Return what lies before a waiting ticket: all that its counters will call before it."""
    open_ = desks(desk, group)
    shared = {one for counter in open_ for one in counter.groups}
    groups = [] if not open_ or any(not counter.groups for counter in open_) else sorted(shared | {group})
    before = rules.ahead(
        waiting(desk, groups), id, called_classes(desk), desk.now, desk.settings.queue_limit_minutes, PACE
    )
    wait = rules.expected_wait(before, served_minutes(desk), len(open_), desk.settings.errand_minutes)
    return Prospect(before, wait)


def arrival(id: str, desk: Desk) -> list[tuple[str, Event]]:
    """Return the entry that the citizen of a number called here is at the desk; none where it stands."""
    ticket = tickets.fold(id, desk.stream(f"ticket/{id}"))
    here = ticket.state == "called" and ticket.called_at in desk.names
    return [(f"ticket/{id}", TicketArrived())] if here and ticket.leg.arrived is None else []


def left_open(desk: Desk) -> list[str]:
    """Return the tickets of other days (a clock was ahead: of days to come) that nobody ended.

    Of those that this counter gave or called.
    """
    rows = desk.rows(
        "SELECT id, counter, called_at FROM ticket INDEXED BY ticket_open "
        f"WHERE (issued < ? OR issued >= ?) AND {UNENDED} ORDER BY issued",
        *desk.day_bounds(desk.today),
    )
    return [id for id, gave, called in rows if gave in desk.names or called in desk.names]
