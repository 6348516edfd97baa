"""The citizens of a played year: what each asks for, what is lacking, how long the agency will need.

All is drawn before the year begins, each kind of chance from a stream of its own: a year with one thing
changed has the same citizens.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random

from counter_app.domain.catalogue import Plan, Step
from counter_app.simulation.scenario import Arrivals, Scenario


@dataclass(slots=True, eq=False)
class Case:
    """A citizen with one matter; days are counted in working days of the year."""

    service: str
    day: int
    minute: float
    lacks: int  # papers that are not there on the first visit
    whole_list: bool
    back: tuple[int, int]
    gives_up: bool
    agency_days: float
    collect: int | None
    favourite: float
    priority: float
    number: str = ""
    name: str = ""
    visits: int = 0
    plan: Plan | None = None
    done: set[str] = field(default_factory=set)

    @property
    def current(self) -> list[Step]:
        """The steps that can be done now, hand-over left out."""
        assert self.plan is not None
        return [
            step
            for step in self.plan.steps
            if step.id not in self.done and step.id != "hand_over" and self.done.issuperset(step.after or ())
        ]


def chance(scenario: Scenario, what: str) -> Random:
    """Return the stream of chance for one thing; the same seed, the same stream on every machine."""
    return Random(f"{scenario.seed}/{what}")


def arriving(scenario: Scenario, days: Sequence[dt.date]) -> list[Case]:
    """Return everybody who comes with a matter, in the order of coming."""
    cases = [
        case
        for n, arrivals in enumerate(scenario.arrivals)
        for case in _group(scenario, days, arrivals, chance(scenario, f"arrivals/{n}"))
    ]
    return sorted(cases, key=lambda case: (case.day, case.minute))


def _group(scenario: Scenario, days: Sequence[dt.date], arrivals: Arrivals, draw: Random) -> list[Case]:
    weights = [scenario.hours.weekday[day.weekday()] for day in days]
    vain = round(arrivals.received * scenario.papers.give_up)
    first = draw.choices(range(len(days)), weights, k=arrivals.received + vain)
    return [_case(scenario, arrivals, day, len(days) - 1, n < vain, draw) for n, day in enumerate(first)]


def _case(scenario: Scenario, arrivals: Arrivals, day: int, last: int, vain: bool, draw: Random) -> Case:
    papers, hours = scenario.papers, scenario.hours.hour
    incomplete = draw.random() < papers.incomplete or vain
    lacks = draw.randint(1, 2)
    back = draw.randint(*papers.back_days), draw.randint(*papers.back_days)
    hour = int(draw.choices(list(hours), list(hours.values()))[0])
    return Case(
        service=draw.choices(list(arrivals.services), list(arrivals.services.values()))[0],
        day=day,
        minute=hour * 60 + draw.random() * 60,
        lacks=lacks if incomplete and (day < last or vain) else 0,
        whole_list=draw.random() < papers.whole_list,
        back=back,
        gives_up=vain,
        agency_days=_agency_days(scenario, draw),
        collect=_collect_after(scenario, draw),
        favourite=draw.random(),
        priority=draw.random(),
    )


def _agency_days(scenario: Scenario, draw: Random) -> float:
    days = draw.lognormvariate(math.log(scenario.dedupe.median), scenario.dedupe.spread)
    return math.inf if draw.random() < scenario.dedupe.never else days


def _collect_after(scenario: Scenario, draw: Random) -> int | None:
    days = 1 + int(draw.expovariate(1 / scenario.collection.mean))
    return None if draw.random() < scenario.collection.never else days
