"""A year played from its first working day to its last, through the doors of the office."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from counter_app.demo.citizens import People
from counter_app.demo.hands import Clock
from counter_app.office.desk import Staff
from counter_app.office.office import Office
from counter_app.simulation.backroom import Backroom
from counter_app.simulation.cases import Case
from counter_app.simulation.counter import Counter
from counter_app.simulation.hall import Hall
from counter_app.simulation.scenario import Scenario
from counter_app.simulation.world import Surroundings, World

Watch = Callable[[int, int], None]  # days played, of how many


def unwatched(_done: int, _all: int) -> None:
    """Play with nobody looking on."""


class Year:
    """The office at work, day after day."""

    def __init__(
        self, office: Office, supervisor: Staff, time: Clock, people: People, scenario: Scenario
    ) -> None:
        self._office = office
        self._world = World(office, supervisor, time, scenario)
        self._around = Surroundings(self._world)
        self._backroom = Backroom(self._world, self._around)
        self._hall = Hall(self._world)
        self._counter = Counter(self._world, self._hall, self._backroom, people)

    def play(self, watch: Watch = unwatched) -> None:
        """Play every day."""
        days = self._world.days
        for number in range(len(days)):
            watch(number, len(days))
            with self._office.together():
                self._day(number)
        watch(len(days), len(days))

    @property
    def cases(self) -> list[Case]:
        """Everybody who came with a matter."""
        return self._counter.cases

    @property
    def today(self) -> dt.date:
        """The day that is played."""
        return self._world.today

    def _day(self, number: int) -> None:
        world, backroom = self._world, self._backroom
        world.day = number
        world.at(7 * 60 + 35, self._around.morning)
        world.at(7 * 60 + 45, backroom.morning)
        world.at(7 * 60 + 50, self._hall.open)
        for hour in (12.25, 15.25):
            world.at(hour * 60, backroom.works)
        world.at(15.5 * 60, backroom.signs)
        world.at(15.6 * 60, backroom.prints)
        self._counter.expect()
        world.play()
