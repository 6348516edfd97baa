"""Questions about the day's queue: who waits, who was called, how long it took."""

from __future__ import annotations

from typing import Any

from counter_app.domain import queue as rules
from counter_app.domain.words import queue_label, ticket_class_label
from counter_app.office import records as r
from counter_app.office.desk import Desk
from counter_app.office.office import READERS, Question, answers
from counter_app.office.queries.counts import Period
from counter_app.office.queries.letterhead import head
from counter_app.office.queue import turn, waiting


class Queue(Question, frozen=True):
    """Show today's queue: who waits, since when, and who is being served."""

    groups: list[str] = []


class Ticket(Question, frozen=True):
    """Show a ticket as it is printed, with how many are before it."""

    ticket: str


@answers(Queue, READERS)
def queue(question: Queue, desk: Desk) -> dict[str, Any]:
    line = waiting(desk, question.groups)
    following = turn(desk, line)
    groups = dict(desk.rows("SELECT id, line FROM ticket WHERE issued >= ?", desk.day_bounds(desk.today)[0]))
    serving = desk.rows(
        "SELECT id, line, class, called, called_by, called_at, calls FROM ticket "
        "WHERE issued >= ? AND state = 'called' ORDER BY called",
        desk.day_bounds(desk.today)[0],
    )
    return {
        "next": following.id if following else None,
        "waiting": [
            {
                **_named(w.id, groups[w.id], w.klass),
                "since": desk.iso(w.queued),
                "minutes": (desk.now - w.queued) // rules.MINUTE,
            }
            for w in line
        ],
        "serving": [
            {
                **_named(id, group, klass),
                "counter": counter.partition("-")[0],
                "called": desk.iso(called),
                "staff": staff,
                "calls": calls,
            }
            for id, group, klass, called, staff, counter, calls in serving
        ],
    }


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
    found = rules.fold(question.ticket, desk.stream(f"ticket/{question.ticket}"))
    if not found.group:
        raise rules.UnknownTicket(question.ticket)
    ahead = sum((w.queued, w.id) < (found.queued, found.id) for w in waiting(desk, [found.group]))
    return r.Ticket(
        head=head(desk),
        id=found.id,
        number=rules.short(found.id),
        group=queue_label(found.group),
        klass=ticket_class_label(found.klass) if found.klass != "regular" else "",
        at=desk.local(found.issued),
        ahead=ahead,
        counter=desk.code,
    )


def queue_day(span: Period, desk: Desk) -> r.QueueDay:
    """Return the queue of a period; waits run from the ticket to its first call, in minutes."""
    taken, served, skipped, priority, mean, longest = desk.rows(
        "SELECT count(*), ifnull(sum(state = 'finished'), 0), ifnull(sum(state = 'skipped'), 0), "
        "ifnull(sum(class = 'priority'), 0), avg(first_called - issued) / 60e6, "
        "max(first_called - issued) / 60e6 "
        "FROM ticket WHERE issued >= ? AND issued < ?",
        span.begin,
        span.end,
    )[0]
    names = desk.staff_names()
    out = desk.rows(
        "SELECT id, called_by, passed, reason FROM ticket "
        "WHERE issued >= ? AND issued < ? AND reason <> '' ORDER BY called",
        span.begin,
        span.end,
    )
    return r.QueueDay(
        taken=taken,
        served=served,
        skipped=skipped,
        priority=priority,
        mean_wait=None if mean is None else round(mean, 1),
        longest_wait=None if longest is None else round(longest, 1),
        out_of_turn=[
            r.OutOfTurn(what=rules.short(id), staff=names.get(staff, staff), passed=passed, reason=reason)
            for id, staff, passed, reason in out
        ],
    )
