"""The hall of a played day: who comes takes a number, clerks call, and some are called out of turn."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from counter_app.domain.catalogue import Plan
from counter_app.office.desk import Staff
from counter_app.simulation.cases import Case, chance
from counter_app.simulation.scenario import Span
from counter_app.simulation.world import MINUTE, World

QUEUES = {"KTP": "A", "KK": "B", "Pindah": "C", "Surat": "D", "Rekomendasi": "E"}
COLLECTION = "F"
GROUNDS = ("elderly", "elderly", "disability", "pregnant", "infant")
REASON = "kenalan pegawai"

Serve = Callable[[Case, Staff, str], None]  # what is done at the desk, with the ticket


class Visit(NamedTuple):
    """Somebody in the hall: with which matter, for how long, and what is done at the desk."""

    case: Case
    minutes: Span
    serve: Serve


class Hall:
    """The numbers that wait today and the clerks who are free."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._draw = chance(world.scenario, "hall")
        self._waiting: dict[str, Visit] = {}
        self._favourites: list[str] = []
        self._free: list[Staff] = []

    def open(self) -> None:
        """Begin the day with the clerks who are there."""
        self._free = list(self._world.clerks)

    def arrives(self, visit: Visit, queue: str) -> Callable[[], None]:
        """Return the act of taking a number."""

        def act() -> None:
            case, hall = visit.case, self._world.scenario.hall
            ground = {}
            if case.priority < hall.priority:
                ground = {"class": "priority", "ground": GROUNDS[int(case.priority * 1e6) % len(GROUNDS)]}
            ticket = self._world.hands.run("issue_ticket", group=queue, **ground).ids["ticket"]
            self._waiting[ticket] = visit
            if case.favourite < hall.favourites:
                self._favourites.append(ticket)
            self._call()

        return act

    def _call(self) -> None:
        """Let a free clerk call somebody who waits."""
        while self._free and self._waiting:
            clerk = self._free.pop(0)
            ticket = self._called(clerk)
            visit = self._waiting.pop(ticket)
            minutes = self._draw.uniform(*visit.minutes)
            self._world.then(self._world.now + int(minutes * MINUTE), self._ends(visit, clerk, ticket))

    def _called(self, clerk: Staff) -> str:
        if self._favourites:
            ticket = self._favourites.pop(0)
            self._world.hands.run("call_ticket", clerk, ticket=ticket, reason=REASON)
            return ticket
        return str(self._world.hands.run("call_next", clerk).ids["ticket"])

    def _ends(self, visit: Visit, clerk: Staff, ticket: str) -> Callable[[], None]:
        def act() -> None:
            visit.serve(visit.case, clerk, ticket)
            self._world.hands.run("finish_ticket", clerk, ticket=ticket)
            self._free.append(clerk)
            self._call()

        return act


def queue_of(plan: Plan) -> str:
    """Return the queue for a service."""
    return QUEUES.get(plan.service.group, "G")
