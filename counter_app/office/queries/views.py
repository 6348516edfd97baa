"""The saved views of the screen of applications: what each holds, and how many that is.

Each rule stands here once, for the list and for the count.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, NamedTuple

from counter_app.domain.numbers import ids_between
from counter_app.domain.stalls import ORDER
from counter_app.office.desk import Desk
from counter_app.office.office import READERS, Question, answers
from counter_app.office.queries.late import LATE_NOW
from counter_app.office.queries.stalls import UnknownChoice
from counter_app.office.queries.standstill import standstill
from counter_app.storage.indexes import BACK, OFFERED, OPEN, UNCOLLECTED
from counter_app.storage.standing import HOUR

UNCOLLECTED_DAYS = 30
OPEN_STATES = ("checking", "returned", "in_process", "ready")
WIDE = ("open", *OPEN_STATES, "stalled", "late", "uncollected", "mine")  # of open ones, perhaps most
_NOT_IN_PROCESS = f"state IN ('checking', 'returned', 'ready') AND {OPEN}"


class Condition(NamedTuple):
    """A condition as SQL, and the index that tells alone how many it holds for."""

    where: str
    values: list[Any]
    by: str = ""  # empty: none does; ``ROWS``: the table itself, by a range of row ids
    by_age: bool = False  # the index gives them in the order of row ids, which is that of age


ROWS = "rows"


class Views(Question, frozen=True):
    """Count what each saved view of the applications holds; mine and offered are the asker's own.

    The counts of stalled_by_cause overlap: an application stands under every cause that holds.
    """


def today(desk: Desk) -> Condition:
    """Opened today."""
    begin, end = desk.day_bounds(desk.today)
    low, high = ids_between(desk.today, desk.today)
    where = "application.id >= ? AND application.id < ? AND opened >= ? AND opened < ?"
    return Condition(where, [low, high, begin, end], ROWS, by_age=True)


def done(desk: Desk) -> Condition:
    """First ready today, as the figures of the day count it: collected ones too."""
    begin, end = desk.day_bounds(desk.today)
    return Condition("ready >= ? AND ready < ? AND accepted IS NOT NULL", [begin, end], "application_ready")


def in_state(state: str) -> Condition:
    """In one state; in ``open``: in any but the finished ones."""
    if state == "open":
        return Condition(OPEN, [], "application_open")
    if state in OPEN_STATES:
        return Condition(f"state = ? AND {OPEN}", [state], "application_open", by_age=True)
    return Condition(f"{state} IS NOT NULL AND state = ?", [state], f"application_{state}")


def late(desk: Desk) -> Condition:
    """Past the deadline and not ready; the clock pauses while the citizen is awaited."""
    return Condition(LATE_NOW, [desk.now], "application_open_due")


def _late_count(desk: Desk) -> int:
    """Return how many are late: whole hours are counted by triggers, of the last one an index tells."""
    hours = desk.value("SELECT ifnull(sum(n), 0) FROM falling_due WHERE hour < ?", desk.now // HOUR)
    where, values = LATE_NOW + " AND due >= ?", [desk.now, desk.now // HOUR * HOUR]
    return int(hours) + _count(Condition(where, values, "application_open_due"), desk)


def uncollected(desk: Desk) -> Condition:
    """Ready for 30 calendar days or more, counted from the day on which it first became ready."""
    last = desk.today - dt.timedelta(days=UNCOLLECTED_DAYS)
    return Condition(f"{UNCOLLECTED} AND ready < ?", [desk.day_bounds(last)[1]], "application_uncollected")


def sent_back() -> Condition:
    """The citizen is awaited, or a step is open that was done before: a send-back reopened it.

    The steps after the one named count too until each is done again. An undone step does not: undoing
    leaves no trace in the tables.
    """
    return Condition(f"application.id IN (SELECT application FROM standing WHERE {BACK})", [])


def mine(desk: Desk) -> Condition:
    """Open, and in the asker's hands."""
    return Condition(f"responsible = ? AND {OPEN}", [desk.staff.id], "application_hands", by_age=True)


def offered(desk: Desk) -> Condition:
    """Passed on to the asker, who has not accepted yet."""
    return Condition(f"offered_to = ? AND {OFFERED}", [desk.staff.id], "application_offered", by_age=True)


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
    counted["late"] = _late_count(desk)
    return {
        name: counted[name] if name in counted else _count(condition, desk)
        for name, condition in conditions(desk).items()
    } | {"stalled_by_cause": {cause: still.by_cause[cause] for cause in ORDER}}


def _count(condition: Condition, desk: Desk) -> int:
    sql = f"SELECT count(*) FROM {table(condition.by)} WHERE {condition.where}"
    return int(desk.value(sql, *condition.values))


def table(index: str) -> str:
    """Return the table of applications as an index gives it; SQLite left alone would go by age too often."""
    return f"application {'NOT INDEXED' if index == ROWS else f'INDEXED BY {index}' if index else ''}"
