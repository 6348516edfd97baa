"""Questions about the day's queue: who waits, who was called, what the hall sees."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any, cast

from counter_app.domain import queue as rules
from counter_app.domain import signing
from counter_app.domain import ticket as tickets
from counter_app.domain.calendar import NoWorkingDay
from counter_app.domain.catalogue import FORMS, KINDS
from counter_app.domain.words import queue_label, ticket_class_label
from counter_app.office import records as r
from counter_app.office.desk import Desk
from counter_app.office.office import EVERYONE, READERS, Question, answers
from counter_app.office.queries.counts import Period
from counter_app.office.queries.letterhead import head
from counter_app.office.queue import CounterNow, counter_now, counters, prospect, turn, waiting

LAST_CALLS = 6  # on the display: the one that is called and the five before it


class Queue(Question, frozen=True):
    """Show today's queue: who waits, since when, who is being served, and whether this counter is open."""

    groups: list[str] = []


class Ticket(Question, frozen=True):
    """Show a ticket as it is printed, with how many are before it and the wait to expect."""

    ticket: str


class Display(Question, frozen=True):
    """Show what the hall may see: numbers called, who waits, stock, who signs, disruptions; nobody's name."""


@answers(Queue, READERS)
def queue(question: Queue, desk: Desk) -> dict[str, Any]:
    now = counter_now(desk)
    line = waiting(desk, question.groups)
    following = turn(desk, waiting(desk, question.groups, callable_only=True))
    today = desk.day_bounds(desk.today)
    known = {
        id: (group, note)
        for id, group, note in desk.rows(
            "SELECT id, line, note FROM ticket WHERE issued >= ? AND issued < ?", *today
        )
    }
    rows = [
        {
            **_named(w.id, known[w.id][0], w.klass),
            "since": desk.iso(w.queued),
            "minutes": max(desk.now - w.queued, 0) // rules.MINUTE,
            "note": known[w.id][1],
        }
        for w in line
    ]
    return {
        "next": following.id if following else None,
        "waiting": rows,
        "longest": max((row["minutes"] for row in rows), default=0),
        "serving": _serving(desk, today),
        "aside": _aside(desk, today),
        "counter": _counter(now, desk) | {"name": desk.staff_names().get(now.staff, now.staff)},
    }


def _serving(desk: Desk, today: tuple[int, int]) -> list[dict[str, Any]]:
    rows = desk.rows(
        "SELECT id, ticket.line, ticket.class, called, called_by, called_at, calls, note, also, arrived "
        "FROM ticket JOIN leg ON leg.ticket = ticket.id "
        "AND leg.n = (SELECT max(n) FROM leg AS last WHERE last.ticket = ticket.id) "
        "WHERE issued >= ? AND issued < ? AND state = 'called' ORDER BY call",
        *today,
    )
    return [
        {
            **_named(id, group, klass),
            "counter": _code(counter),
            "called": desk.iso(called),
            "arrived": desk.iso(arrived) if arrived else None,
            "staff": staff,
            "calls": calls,
            "note": note,
            "also": json.loads(also),
        }
        for id, group, klass, called, staff, counter, calls, note, also, arrived in rows
    ]


def _aside(desk: Desk, today: tuple[int, int]) -> list[dict[str, Any]]:
    """Return what was skipped or put aside today and may come back."""
    rows = desk.rows(
        "SELECT id, line, class, state, note FROM ticket "
        "WHERE issued >= ? AND issued < ? AND state IN ('skipped', 'parked') ORDER BY call",
        *today,
    )
    return [
        {**_named(id, group, klass), "state": state, "note": note} for id, group, klass, state, note in rows
    ]


def _counter(now: CounterNow, desk: Desk) -> dict[str, Any]:
    return {
        "code": _code(now.counter),
        "state": now.state,
        "since": desk.iso(now.since) if now.since is not None else None,
        "staff": now.staff,
        "groups": list(now.groups),
        "note": now.note,
    }


def _code(counter: str) -> str:
    return counter.partition("-")[0]


def _named(id: str, group: str, klass: str) -> dict[str, str]:
    """Return what a panel shows of a ticket."""
    return {
        "ticket": id,
        "number": rules.short(id),
        "group": group,
        "group_label": queue_label(group),
        "class": klass,
        "class_label": ticket_class_label(klass),
    }


@answers(Ticket, READERS)
def ticket(question: Ticket, desk: Desk) -> r.Ticket:
    found = tickets.fold(question.ticket, desk.stream(f"ticket/{question.ticket}"))
    if not found.legs:
        raise rules.UnknownTicket(question.ticket)
    before = prospect(desk, found.id, found.group) if found.state == "waiting" else None
    return r.Ticket(
        head=head(desk),
        id=found.id,
        number=rules.short(found.id),
        group=queue_label(found.group),
        klass=ticket_class_label(found.klass) if found.klass != "regular" else "",
        at=desk.local(found.issued),
        ahead=before.ahead if before else 0,
        counter=desk.code,
        wait=before.wait if before else (0, 0),
        also=[queue_label(group) for group in found.also],
    )


@answers(Display, EVERYONE)
def display(question: Display, desk: Desk) -> dict[str, Any]:
    today = desk.day_bounds(desk.today)
    calls = desk.rows(
        "SELECT id, line, class, called, called_at, calls, state FROM ticket "
        "WHERE issued >= ? AND issued < ? AND call > 0 ORDER BY call DESC LIMIT ?",
        *today,
        LAST_CALLS,
    )
    waits: dict[str, int] = dict(
        desk.rows(
            "SELECT line, count(*) FROM ticket WHERE issued >= ? AND issued < ? AND state = 'waiting' "
            "GROUP BY line",
            *today,
        )
    )
    stocks = desk.stocks()
    shut, opens = _opening(desk)
    return {
        "at": desk.iso(desk.now),
        "office": desk.settings.name,
        "calls": [
            {
                **_named(id, group, klass),
                "counter": _code(counter),
                "called": desk.iso(called),
                "calls": n,
                "here": state == "called",
            }
            for id, group, klass, called, counter, n, state in calls
        ],
        "waiting": [
            {"group": group, "group_label": queue_label(group), "waiting": waits.get(group, 0)}
            for group in rules.GROUPS
        ],
        "counters": [_counter(one, desk) | {"staff": ""} for one in counters(desk)],
        "stock": [{"kind": kind, "on_hand": max(stocks.get(kind, 0), 0)} for kind in KINDS],
        "signs": _signs(desk),
        "disruptions": [one.what for one in desk.disruptions()],
        "notices": list(desk.settings.notices),
        "shut": shut,
        "opens": opens,
    }


def _opening(desk: Desk) -> tuple[bool, str | None]:
    """Return whether the office rests now, and when it opens again; None where nobody can know."""
    now, today = desk.local(desk.now), desk.today
    first, last = desk.calendar.opens(today), desk.calendar.closes(today)
    if first is not None and last is not None and first <= now <= last:
        return False, None
    try:
        day = today if first is not None and now < first else desk.calendar.next_working_day(today)
    except NoWorkingDay:
        return True, None
    return True, cast(dt.datetime, desk.calendar.opens(day)).isoformat()


def _signs(desk: Desk) -> list[str]:
    """Return who signs for the camat now, by name and form; nobody: empty."""
    may = signing.signers("camat", FORMS, "", desk.officials(), desk.absences(), desk.now)
    return [signing.described(one) for one in may]


def queue_day(span: Period, desk: Desk) -> r.QueueDay:
    """Return the queue of a period; waits run from the ticket to its first call, in minutes."""
    taken, priority, left = desk.rows(
        "SELECT count(*), ifnull(sum(class = 'priority'), 0), ifnull(sum(state = 'left_open'), 0) "
        "FROM ticket WHERE issued >= ? AND issued < ?",
        span.begin,
        span.end,
    )[0]
    served, skipped, mean, longest = desk.rows(
        "SELECT ifnull(sum(outcome = 'finished'), 0), ifnull(sum(outcome = 'skipped'), 0), "
        "avg(first_called - begun) / 60e6, max(first_called - begun) / 60e6 "
        "FROM leg WHERE begun >= ? AND begun < ?",
        span.begin,
        span.end,
    )[0]
    return r.QueueDay(
        taken=taken,
        served=served,
        skipped=skipped,
        priority=priority,
        mean_wait=None if mean is None else round(mean, 1),
        longest_wait=None if longest is None else round(longest, 1),
        out_of_turn=out_of_turn(span, desk),
        left_open=left,
    )


def out_of_turn(span: Period, desk: Desk) -> list[r.OutOfTurn]:
    """Return the calls of a period before their turn, in order."""
    names = desk.staff_names()
    rows = desk.rows(
        "SELECT ticket, staff, passed, reason, first_called FROM leg "
        "WHERE begun >= ? AND begun < ? AND reason <> '' ORDER BY first_called",
        span.begin,
        span.end,
    )
    return [
        r.OutOfTurn(
            what=rules.short(id),
            staff=names.get(staff, staff),
            passed=passed,
            reason=reason,
            at=desk.local(called),
        )
        for id, staff, passed, reason, called in rows
    ]
