"""The saved views of the screen of applications: what each holds, and how many that is.

Each rule stands here once, for the list and for the count.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from counter_app.domain.numbers import ids_between
from counter_app.domain.stalls import ORDER
from counter_app.office.desk import Desk
from counter_app.office.office import READERS, Question, answers
from counter_app.office.queries.late import LATE_NOW
from counter_app.office.queries.stalls import UnknownChoice
from counter_app.office.queries.standstill import standstill

UNCOLLECTED_DAYS = 30
OPEN_STATES = ("checking", "returned", "in_process", "ready")
WIDE = ("open", *OPEN_STATES, "stalled", "late", "uncollected", "mine")  # of open ones, perhaps most
OPEN = "collected IS NULL AND closed IS NULL"  # the words of the indexes of open applications
_NOT_IN_PROCESS = f"state IN ('checking', 'returned', 'ready') AND {OPEN}"
_STATE = f"state = ? AND {OPEN}"

Condition = tuple[str, list[Any]]


class Views(Question, frozen=True):
    """Count what each saved view of the applications holds; mine and offered are the asker's own.

    The counts of stalled_by_cause overlap: an application stands under every cause that holds.
    """


def today(desk: Desk) -> Condition:
    """Opened today."""
    begin, end = desk.day_bounds(desk.today)
    low, high = ids_between(desk.today, desk.today)
    return "application.id >= ? AND application.id < ? AND opened >= ? AND opened < ?", [
        low,
        high,
        begin,
        end,
    ]


def done(desk: Desk) -> Condition:
    """First ready today, as the figures of the day count it: collected ones too."""
    return "ready >= ? AND ready < ? AND accepted IS NOT NULL", [*desk.day_bounds(desk.today)]


def in_state(state: str) -> Condition:
    """In one state; in ``open``: in any but the finished ones."""
    if state == "open":
        return OPEN, []
    return (_STATE if state in OPEN_STATES else "state = ?"), [state]


def late(desk: Desk) -> Condition:
    """Past the deadline and not ready; the clock pauses while the citizen is awaited."""
    return LATE_NOW, [desk.now]


def uncollected(desk: Desk) -> Condition:
    """Ready for 30 calendar days or more, counted from the day on which it first became ready."""
    last = desk.today - dt.timedelta(days=UNCOLLECTED_DAYS)
    return f"state = 'ready' AND ready < ? AND {OPEN}", [desk.day_bounds(last)[1]]


def sent_back() -> Condition:
    """The citizen is awaited, or a step is open that was done before: a send-back reopened it.

    The steps after the one named count too until each is done again. An undone step does not: undoing
    leaves no trace in the tables.
    """
    return "application.id IN (SELECT application FROM standing WHERE awaited + again > 0)", []


def mine(desk: Desk) -> Condition:
    """Open, and in the asker's hands."""
    return f"responsible = ? AND {OPEN}", [desk.staff.id]


def offered(desk: Desk) -> Condition:
    """Passed on to the asker, who has not accepted yet."""
    return f"offered_to = ? AND offered_to <> '' AND {OPEN}", [desk.staff.id]


def conditions(desk: Desk) -> Mapping[str, Condition]:
    """Return the SQL condition of every view; ``stalled`` besides needs ``stalls.standing``."""
    states = {state: in_state(state) for state in ("open", *OPEN_STATES)}
    return {
        "today": today(desk),
        **states,
        "stalled": in_state("in_process"),
        "uncollected": uncollected(desk),
        "late": late(desk),
        "sent_back": sent_back(),
        "mine": mine(desk),
        "offered": offered(desk),
        "done": done(desk),
    }


def condition(view: str, desk: Desk) -> Condition:
    """Return the SQL condition of one view. Raises UnknownChoice."""
    known = conditions(desk)
    if view not in known:
        raise UnknownChoice("view", view, list(known))
    return known[view]


@answers(Views, READERS)
def views(question: Views, desk: Desk) -> dict[str, Any]:
    still = standstill(desk)
    states = dict(
        desk.rows(f"SELECT state, count(*) FROM application WHERE {_NOT_IN_PROCESS} GROUP BY state")
    )
    counted = {state: states.get(state, 0) for state in ("checking", "returned", "ready")}
    counted |= {"in_process": still.in_process, "stalled": still.stalled}
    counted["open"] = sum(states.values()) + still.in_process
    counted["sent_back"] = still.sent_back
    counted["late"] = _count(late(desk), desk, "INDEXED BY application_running")  # no look at the files
    return {
        name: counted[name] if name in counted else _count(condition, desk)
        for name, condition in conditions(desk).items()
    } | {"stalled_by_cause": {cause: still.by_cause[cause] for cause in ORDER}}


def _count(condition: Condition, desk: Desk, by: str = "") -> int:
    where, values = condition
    return int(desk.value(f"SELECT count(*) FROM application {by} WHERE {where}", *values))
