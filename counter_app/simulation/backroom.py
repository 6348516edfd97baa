"""Behind the counter: files go from step to step, wait for the agency, the signature, the card."""

from __future__ import annotations

import heapq
from collections import defaultdict
from itertools import count

from counter_app.office.desk import Staff
from counter_app.simulation.cases import Case, chance
from counter_app.simulation.world import Surroundings, World

DAY = 86_400_000_000
SPOILED = "kartu macet di printer"
OUT_OF_LINE = "titipan"
TOMORROW = 0.07  # share of the steps that are left for the next time


class Backroom:
    """Files at work, in the folder, at the agency, in the line."""

    def __init__(self, world: World, around: Surroundings) -> None:
        self._world, self._around = world, around
        self._draw = chance(world.scenario, "backroom")
        spoiled = world.scenario.cards.spoiled
        self._spoiling = {kind: chance(world.scenario, f"spoiled/{kind}") for kind in spoiled}
        self._at_work: list[Case] = []
        self._folder: list[Case] = []
        self._agency: list[tuple[float, int, Case]] = []
        self._lines: defaultdict[str, dict[str, Case]] = defaultdict(dict)
        self._order = count()
        self.spoiled: defaultdict[str, int] = defaultdict(int)

    def takes(self, case: Case) -> None:
        """Take a file that was accepted."""
        self._at_work.append(case)

    def finishes(self, case: Case, clerk: Staff) -> bool:
        """Do all of it while the citizen waits; False when nobody may sign."""
        while steps := case.current:
            step = steps[0]
            if step.need == "signature":
                may = self._world.signer(step)
                if may is None:
                    self._folder.append(case)
                    return False
                self._world.sign([case], *may)
            else:
                self._completes(case, step.id, clerk)
        return True

    def morning(self) -> None:
        """Note what the agency has answered."""
        while self._agency and self._agency[0][0] <= self._world.now:
            case = heapq.heappop(self._agency)[2]
            step = next(step for step in case.current if step.need == "agency")
            self._completes(case, step.id)
            if all(other.need == "blangko" for other in case.current):  # else it lies elsewhere too
                self._settles(case)

    def works(self) -> None:
        """Move every file on as far as the office can by itself."""
        files, self._at_work = self._at_work, []
        for case in files:
            self._moves(case)

    def _moves(self, case: Case) -> None:
        while own := [step for step in case.current if not step.need]:
            step = own[0]
            if (step.depends and self._world.is_down(step.depends)) or self._draw.random() < TOMORROW:
                self._at_work.append(case)
                return
            self._completes(case, step.id)
        self._settles(case)

    def _sends(self, case: Case) -> None:
        back = self._world.now + case.agency_days * DAY
        heapq.heappush(self._agency, (back, next(self._order), case))

    def _settles(self, case: Case) -> None:
        """Put a file where its next step is done."""
        needs = {step.need: step.of for step in case.current}
        if not needs:
            self._is_ready(case)
        elif "" in needs:
            self._at_work.append(case)
        elif "signature" in needs:
            self._folder.append(case)
        elif "blangko" in needs:
            self._lines[needs["blangko"]][case.number] = case

    def _is_ready(self, case: Case) -> None:
        if case.collect is not None:
            self._world.collecting[self._world.day + case.collect].append(case)

    def signs(self) -> None:
        """Bring the folder to whoever may sign."""
        batches: defaultdict[tuple[str, str], dict[str, Case]] = defaultdict(dict)
        left = []
        for case in self._folder:
            step = next((step for step in case.current if step.need == "signature"), None)
            may = self._world.signer(step) if step else None
            if may:
                batches[may][case.number] = case
            elif step:
                left.append(case)
        self._folder = left
        for (official, form), cases in batches.items():
            self._world.sign(list(cases.values()), official, form)
            for case in cases.values():
                self._settles(case)

    def prints(self) -> None:
        """Print in the order of the line, as far as the cards and the day go."""
        cards = self._world.scenario.cards
        favour = self._draw.random() < self._world.scenario.hall.favourite_cards
        for kind, line in self._lines.items():
            left = cards.a_day
            if favour and kind == "ktp_el" and len(line) > 1 and self._around.serials[kind]:
                self._prints(kind, self._draw.choice(list(line)), OUT_OF_LINE)
                left -= 1
            stock = self._around.serials[kind]
            if not stock or not line:
                continue
            for row in self._world.hands.ask("line", kind=kind, limit=left):
                if not stock:
                    break
                self._prints(kind, row["application"])

    def _prints(self, kind: str, number: str, why: str = "") -> None:
        """Print one card; a spoiled one costs another, while there is one."""
        world, stock = self._world, self._around.serials[kind]
        clerk = world.clerk()
        while stock:
            serial = stock.pop(0)
            world.tick(10)
            if self._spoiling[kind].random() >= world.scenario.cards.spoiled[kind]:
                case = self._lines[kind].pop(number)
                self._completes(case, "print", clerk, serial=str(serial), out_of_line_reason=why)
                self._settles(case)
                return
            self.spoiled[kind] += 1
            world.hands.run("spoil_blangko", clerk, kind=kind, quantity=1, reason=SPOILED, application=number)

    def _completes(self, case: Case, step: str, clerk: Staff | None = None, **fields: str) -> None:
        self._world.tick()
        self._world.hands.run(
            "complete_step", clerk or self._world.clerk(), application=case.number, step=step, **fields
        )
        case.done.add(step)
        if any(other.need == "agency" and step in (other.after or ()) for other in case.current):
            self._sends(case)
