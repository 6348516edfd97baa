"""What everybody in a played year shares: the clock, the doors, who is there, who may sign."""

from __future__ import annotations

import datetime as dt
import heapq
from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import cached_property
from itertools import count
from typing import Any

from counter_app.demo.hands import Clock, Hands
from counter_app.domain.calendar import to_micros
from counter_app.domain.catalogue import Step
from counter_app.office.desk import Staff
from counter_app.office.office import Office
from counter_app.simulation.cases import Case, chance
from counter_app.simulation.scenario import Absence, Scenario, plain

MINUTE = 60_000_000
CLERKS = (Staff("ani", "clerk", "Ani Wijayanti"), Staff("budi", "clerk", "Budi Santoso"))
PLH_PLT = ("plh", "plt")


class World:
    """The office in which the year is played, and the agenda of its day."""

    def __init__(self, office: Office, supervisor: Staff, time: Clock, scenario: Scenario) -> None:
        self.office, self.supervisor, self.scenario = office, supervisor, scenario
        self.hands = Hands(office, supervisor)
        self.desk = office.desk(supervisor)
        self.days = working_days(self.desk.calendar.is_working_day, scenario.first, scenario.last)
        self.day = 0
        self.clerks: Sequence[Staff] = (*CLERKS, supervisor)
        self.collecting: defaultdict[int, list[Case]] = defaultdict(list)
        self._time = time
        self._agenda: list[tuple[int, int, Callable[[], None]]] = []
        self._order = count()
        self._pick = chance(scenario, "clerk")

    @property
    def today(self) -> dt.date:
        """The day that is played."""
        return self.days[self.day]

    @property
    def last(self) -> int:
        """The last working day's number."""
        return len(self.days) - 1

    @property
    def now(self) -> int:
        """The moment that the clock shows."""
        assert self._time.now is not None
        return self._time.now

    def tick(self, seconds: int = 2) -> None:
        """Let a little time pass between two acts."""
        self._time.now = self.now + seconds * 1_000_000

    def clerk(self) -> Staff:
        """Return somebody who is there today."""
        return self._pick.choice(self.clerks)

    def at(self, minute: float, act: Callable[[], None]) -> None:
        """Put an act on today's agenda, so many minutes after midnight."""
        self.then(self._midnight + int(minute * MINUTE), act)

    def then(self, moment: int, act: Callable[[], None]) -> None:
        """Put an act on the agenda."""
        heapq.heappush(self._agenda, (moment, next(self._order), act))

    @cached_property
    def _midnights(self) -> dict[dt.date, int]:
        zone = self.desk.tz
        return {day: to_micros(dt.datetime.combine(day, dt.time(), zone)) for day in self.days}

    @property
    def _midnight(self) -> int:
        return self._midnights[self.today]

    def play(self) -> None:
        """Do what is on the agenda, in its order."""
        while self._agenda:
            moment, _order, act = heapq.heappop(self._agenda)
            self._time.now = moment
            act()

    def signer(self, step: Step) -> tuple[str, str] | None:
        """Return who may sign a step today, and in which form; None for nobody."""
        absence = self._away("camat")
        if absence is None:
            return "camat", ""
        for deputy in absence.deputies:
            if deputy.form in step.deputies or deputy.form in PLH_PLT:
                return deputy.official, deputy.form
        return None

    def _away(self, official: str) -> Absence | None:
        covering = (
            one
            for one in self.scenario.absences
            if one.official == official and one.from_ <= self.today <= one.to
        )
        return next(covering, None)

    def is_down(self, what: str) -> bool:
        """Return whether something that work depends on is down now."""
        zone = self.desk.tz
        return any(
            one.what == what
            and to_micros(one.from_.replace(tzinfo=zone)) <= self.now < to_micros(one.to.replace(tzinfo=zone))
            for one in self.scenario.disruptions
        )

    def sign(self, cases: Sequence[Case], official: str, form: str) -> None:
        """Have an official sign the files, all at once."""
        fields: dict[str, Any] = {"form": form} if form else {}
        numbers = [case.number for case in cases]
        self.hands.run("sign_applications", self.clerk(), applications=numbers, official=official, **fields)
        for case in cases:
            case.done.update(step.id for step in case.current if step.need == "signature")


def working_days(is_open: Callable[[dt.date], bool], first: dt.date, last: dt.date) -> list[dt.date]:
    """Return the days from ``first`` to ``last`` on which the office is open."""
    span = (first + dt.timedelta(days=n) for n in range((last - first).days + 1))
    return [day for day in span if is_open(day)]


class Surroundings:
    """What the office has no say in: deliveries, journeys, faults, clerks who are ill."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._absent = chance(world.scenario, "staff")
        self._deliveries = sorted(
            (one.on, kind, one.quantity) for kind, lumps in world.scenario.deliveries.items() for one in lumps
        )
        self._absences = sorted(world.scenario.absences, key=lambda one: one.from_)
        self._ending: dict[int, str] = {}
        self.serials: defaultdict[str, list[int]] = defaultdict(list)
        self._received: defaultdict[str, int] = defaultdict(int)

    def morning(self) -> None:
        """Tell what came and who left since yesterday; see who of the clerks is there."""
        world, year = self._world, self._world.scenario
        self._staff()
        while self._deliveries and self._deliveries[0][0] <= world.today:
            self._deliver(*self._deliveries.pop(0)[1:])
        while self._absences and self._absences[0].from_ <= world.today:
            world.hands.run("record_absence", **plain(self._absences.pop(0)))
        for n, one in enumerate(year.disruptions):
            if one.from_.date() == world.today:
                world.at(one.from_.hour * 60 + one.from_.minute, self._breaks(n))
            elif one.to.date() == world.today and n in self._ending:
                world.at(one.to.hour * 60 + one.to.minute, self._works(n))

    def _staff(self) -> None:
        absent = self._world.scenario.staff.absent
        there = [clerk for clerk in CLERKS if self._absent.random() >= absent]
        self._world.clerks = (*there, self._world.supervisor)

    def _deliver(self, kind: str, quantity: int) -> None:
        world = self._world
        first = 4_100_001 + self._received[kind]
        self._received[kind] += quantity
        self.serials[kind] += range(first, first + quantity)
        world.hands.run(
            "receive_blangko",
            kind=kind,
            quantity=quantity,
            letter=f"470/{self._received[kind]}/DKPS/{world.today.year}",
            sender="Disdukcapil Kota Palembang",
            serial_from=str(first),
            serial_to=str(first + quantity - 1),
        )

    def _breaks(self, n: int) -> Callable[[], None]:
        def act() -> None:
            one = self._world.scenario.disruptions[n]
            done = self._world.hands.run("record_disruption", what=one.what, note=one.note)
            self._ending[n] = done.ids["disruption"]

        return act

    def _works(self, n: int) -> Callable[[], None]:
        def act() -> None:
            self._world.hands.run("end_disruption", disruption=self._ending.pop(n))

        return act
