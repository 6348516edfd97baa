"""At the desk: cases are opened, sent home or accepted, letters finished, what is ready given out."""

from __future__ import annotations

from collections import defaultdict

from counter_app.demo.citizens import Citizens, People
from counter_app.domain import checklist
from counter_app.office.desk import Staff
from counter_app.simulation.backroom import Backroom
from counter_app.simulation.cases import Case, arriving, chance
from counter_app.simulation.hall import COLLECTION, Hall, Visit, queue_of
from counter_app.simulation.world import World

AFTERNOON = 14.5 * 60  # who comes again or collects does so by then


class Counter:
    """Serves whoever is called."""

    def __init__(self, world: World, hall: Hall, backroom: Backroom, people: People) -> None:
        self._world, self._hall, self._backroom = world, hall, backroom
        self._citizens = Citizens(people, chance(world.scenario, "citizens"))
        self._draw = chance(world.scenario, "papers")
        self._coming = arriving(world.scenario, world.days)[::-1]
        self._again: defaultdict[int, list[Case]] = defaultdict(list)
        self._needed: dict[str, list[str]] = {}
        self.cases: list[Case] = []

    def expect(self) -> None:
        """Put on the agenda who will come today: with a new matter, again, or to collect."""
        world, minutes = self._world, self._world.scenario.hall.minutes
        while self._coming and self._coming[-1].day == world.day:
            case = self._coming.pop()
            case.plan = world.desk.catalogue.plan(case.service)
            self.cases.append(case)
            visit = Visit(case, minutes.errand, self._opens)
            world.at(case.minute, self._hall.arrives(visit, queue_of(case.plan)))
        for case in self._again.pop(world.day, ()):
            assert case.plan is not None
            visit = Visit(case, minutes.again, self._checks)
            world.at(self._minute(), self._hall.arrives(visit, queue_of(case.plan)))
        for case in world.collecting.pop(world.day, ()):
            visit = Visit(case, minutes.collection, self._hands_over)
            world.at(self._minute(), self._hall.arrives(visit, COLLECTION))

    def _minute(self) -> float:
        return self._draw.uniform(8 * 60, AFTERNOON)

    def _opens(self, case: Case, clerk: Staff, ticket: str) -> None:
        applicant = self._citizens.next(case.service, self._world.today)
        case.name = applicant["name"]
        assert case.plan is not None
        said = checklist.plain_answers(case.plan)
        done = self._world.hands.run(
            "open_application", clerk, service=case.service, applicant=applicant, ticket=ticket, **said
        )
        case.number = done.ids["application"]
        self._checks(case, clerk, ticket)

    def _checks(self, case: Case, clerk: Staff, _ticket: str) -> None:
        """Go through the papers; who is not told of all that is missing comes once more for the rest."""
        case.visits += 1
        needed = self._papers(case)
        gone = min(case.lacks, len(self._alone(case, needed)))
        told = gone if case.whole_list or case.gives_up else min(gone, 1)
        missing = self._draw.sample(self._alone(case, needed), told)
        marks = {id: "missing" if id in missing else "present" for id in needed}
        self._world.hands.run("mark_requirements", clerk, application=case.number, marks=marks)
        if not missing:
            self._accepts(case, clerk)
            return
        self._world.hands.run("return_application", clerk, application=case.number)
        case.lacks = gone - told
        if not case.gives_up:
            self._returns(case)

    def _returns(self, case: Case) -> None:
        world = self._world
        day = min(world.day + case.back[case.lacks > 0], world.last)
        if day == world.last:  # nobody is left half-way when the year ends
            case.lacks = 0
        self._again[day].append(case)

    def _papers(self, case: Case) -> list[str]:
        """Return what this service needs of somebody of whom nothing special holds."""
        if case.service not in self._needed:
            rows = self._world.hands.ask("application", application=case.number)["requirements"]
            self._needed[case.service] = [row["id"] for row in rows if row["needed"]]
        return self._needed[case.service]

    def _alone(self, case: Case, needed: list[str]) -> list[str]:
        """Return the papers for which there is no other: without one of them a file is incomplete."""
        assert case.plan is not None
        grouped = {one.id for one in case.plan.requirements if one.group}
        return [id for id in needed if id not in grouped]

    def _accepts(self, case: Case, clerk: Staff) -> None:
        self._world.hands.run("accept_application", clerk, application=case.number)
        assert case.plan is not None
        if not case.plan.standard.minutes:
            self._backroom.takes(case)
        elif self._backroom.finishes(case, clerk):
            self._hands_over(case, clerk, "")

    def _hands_over(self, case: Case, clerk: Staff, _ticket: str) -> None:
        assert case.plan is not None
        card = any(step.need == "blangko" and step.of == "ktp_el" for step in case.plan.steps)
        old = {"old_card_withdrawn": True} if card and case.plan.service.use == "damaged" else {}
        self._world.hands.run(
            "hand_over_application", clerk, application=case.number, receiver=case.name, proof="KTP-el", **old
        )
