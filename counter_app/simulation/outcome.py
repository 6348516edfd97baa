"""What a played year came to, read from the office's own books."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from counter_app.demo.hands import Hands
from counter_app.domain.words import CAUSES
from counter_app.office.desk import Desk
from counter_app.simulation.cases import Case
from counter_app.simulation.scenario import Scenario
from counter_app.storage import journal

DAY = 86_400_000_000
GROUPS = ("KTP", "KK")  # those of the study's Table 1


class Days(NamedTuple):
    """How long something took: the middle of all, and what nine in ten stayed within."""

    median: float
    most: float


class Outcome(NamedTuple):
    """The figures of one year; ``minutes`` are the working minutes lost, by cause."""

    seed: int
    received: dict[str, int]
    done: dict[str, int]
    open: dict[str, int]
    days: dict[str, Days]
    hall: Days  # minutes from the number to the call
    visits: float  # until a file is accepted
    out_of_turn: int  # called before others who had waited longer
    minutes: dict[str, int]
    entries: int
    hash: str


def outcome(hands: Hands, desk: Desk, scenario: Scenario, cases: Sequence[Case]) -> Outcome:
    """Return the figures of the year that was played."""
    rows = hands.ask("recap", **{"from": str(scenario.first), "to": str(scenario.last)})
    recap = {row.group: row for row in rows if row.received}
    newest = journal.last(desk.connection, desk.counter)
    visits = sum(case.visits for case in cases if not case.gives_up)
    return Outcome(
        seed=scenario.seed,
        received={group: row.received for group, row in recap.items()},
        done={group: row.done for group, row in recap.items()},
        open={group: row.open for group, row in recap.items()},
        days={group: _days(group, desk) for group in recap},
        hall=_hall(desk),
        visits=visits / max(1, sum(row.received for row in rows)),
        out_of_turn=_out_of_turn(desk),
        minutes=_minutes(hands, scenario),
        entries=newest.seq,
        hash=newest.hash.hex(),
    )


def _minutes(hands: Hands, scenario: Scenario) -> dict[str, int]:
    """Return the working minutes that KTP and KK waited, by cause."""
    found: Counter[str] = Counter()
    for row in hands.ask("delay", **{"from": str(scenario.first), "to": str(scenario.last)}):
        if row["group"] in GROUPS:
            found.update(row["minutes"])
    return {cause: found[cause] for cause in CAUSES}


def _days(group: str, desk: Desk) -> Days:
    """Return the calendar days from acceptance until ready, of what became ready."""
    sql = "SELECT ready - accepted FROM application WHERE recap_group = ? AND ready IS NOT NULL ORDER BY 1"
    return _spread([taken / DAY for (taken,) in desk.rows(sql, group)])


def _hall(desk: Desk) -> Days:
    sql = "SELECT (first_called - begun) / 60e6 FROM leg WHERE first_called IS NOT NULL ORDER BY 1"
    return _spread([minutes for (minutes,) in desk.rows(sql)])


def _out_of_turn(desk: Desk) -> int:
    return int(desk.value("SELECT count(*) FROM leg WHERE reason <> ''"))


def _spread(ordered: Sequence[float]) -> Days:
    if not ordered:
        return Days(0.0, 0.0)
    last = len(ordered) - 1
    return Days(ordered[round(last * 0.5)], ordered[round(last * 0.9)])
