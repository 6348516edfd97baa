"""Years of an office's work as journal entries: what is asked of the program is asked of these.

The entries are real events, decided with the real catalogue and calendar, and only the doors are left
out: a command a second would take hours. Two offices: one works off what comes, year after year, so that few
applications are open; in that of the study some forty in a hundred are open after two years: the cards ran
out, the camat is away, citizens have not come back for what is ready or missing. The last day of either has
a queue of 300 numbers.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict, deque
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from random import Random
from typing import NamedTuple

from bench.people import People
from counter_app.domain import checklist, numbers
from counter_app.domain import events as e
from counter_app.domain.calendar import Calendar, to_micros
from counter_app.domain.catalogue import Plan
from counter_app.office.catalogue import Catalogue

LAST = dt.date(2025, 12, 18)
FIRST = {"healthy": dt.date(2016, 1, 4), "study": dt.date(2024, 1, 2)}  # by the kind of office
NUMBERS = 300  # given in the hall on the last day
SERVED = 260  # of these, when the history stops
BUSY = dt.date(2025, 11, 12)  # the day of the daily report: 400 applications whatever the size
BUSY_APPLICATIONS = 400
CODE = "L1"
CLERKS = ("ani", "budi", "rina", "dedi")
SUPERVISOR = "siti"
MINUTE = 60_000_000
SHARES = {
    "ktp_baru": 14, "ktp_hilang": 10, "ktp_rusak": 10, "ktp_ubah": 8, "kk_baru": 6, "kk_tambah": 8,
    "kk_ubah": 5, "kk_hilang_rusak": 3, "pindah_datang": 3, "pindah_keluar": 3, "domisili": 6, "sktm": 6,
    "skck_pengantar": 6, "sku": 3, "surat_pengantar": 4, "nikah_pengantar": 2, "ahli_waris": 1,
    "suket_ktp": 2,
}  # fmt: skip
IN_LINE = 0.38  # of all applications: for these the cards did not come
CARDS = 0.42  # of all applications need a ktp_el

Pairs = list[tuple[str, e.Event]]
Marks = dict[str, checklist.Mark]


class Act(NamedTuple):
    """What one member of staff wrote at one moment."""

    wall: int
    actor: str
    pairs: Pairs


@dataclass(slots=True)
class File:
    """An application on its way through the office."""

    number: str
    plan: Plan
    items: list[checklist.Item]
    done: int = 0  # steps completed
    step_begun: bool = False

    @property
    def stream(self) -> str:
        return f"application/{self.number}"


class History:
    """The days of an office, one after the other."""

    def __init__(self, applications: int, kind: str, catalogue: Catalogue, calendar: Calendar) -> None:
        self._first = FIRST[kind]
        self._healthy = kind == "healthy"
        self._random = Random(applications)
        self._people = People(self._random)
        self._catalogue = catalogue
        self._calendar = calendar
        self._total = applications
        self._counter_name = ""
        self._opened = 0
        self._streams = 0
        self._stock: defaultdict[str, int] = defaultdict(int)
        self._lines: defaultdict[str, deque[File]] = defaultdict(deque)
        self._folder: list[File] = []  # waits for the camat to be back
        self._work: defaultdict[int, list[File]] = defaultdict(list)  # by the index of the day
        self._collect: defaultdict[int, list[File]] = defaultdict(list)
        self._back: defaultdict[int, list[File]] = defaultdict(list)  # returned files that come again
        self._acts: list[Act] = []
        self._day = 0

    @cached_property
    def days(self) -> list[dt.date]:
        """The working days."""
        span = (LAST - self._first).days + 1
        days = (self._first + dt.timedelta(days=n) for n in range(span))
        return [day for day in days if self._calendar.is_working_day(day)]

    @property
    def end(self) -> int:
        """The moment at which the history stops: the afternoon of its last day."""
        return self._at(len(self.days) - 1, 500)

    def acts(self, counter: str) -> Iterator[Act]:
        """Yield everything that was written at ``counter``, in order."""
        self._counter_name = counter
        arrivals = self._arrivals()
        for day in range(len(self.days)):
            self._day = day
            self._deliveries()
            self._absences()
            self._disruptions()
            self._counter(arrivals[self._day])
            self._desk()
            self._print()
            if self._day == len(self.days) - 1:
                self._queue()
            yield from sorted(self._acts, key=lambda act: act.wall)
            self._acts = []

    def _arrivals(self) -> list[int]:
        """How many come on each day: more on Mondays, and on one day as many as the report is asked for."""
        weights = [1.4 - 0.15 * day.weekday() + 0.3 * self._random.random() for day in self.days]
        busy = self.days.index(BUSY)
        weights[busy] = 0
        left = max(self._total - BUSY_APPLICATIONS, 0)
        found = [int(left * w / sum(weights)) for w in weights]
        for n in range(left - sum(found)):
            found[(n * 7) % (busy - 1)] += 1
        found[busy] = min(BUSY_APPLICATIONS, self._total)
        return found

    def _at(self, day: int, minute: float) -> int:
        """``minute`` minutes after the office opened."""
        opens = self._calendar.opens(self.days[day])
        assert opens is not None
        return to_micros(opens) + int(minute * MINUTE)

    def _write(self, minute: float, actor: str, pairs: Pairs) -> None:
        self._acts.append(Act(self._at(self._day, minute), actor, pairs))

    def _clerk(self) -> str:
        return self._random.choice(CLERKS)

    def _own(self, area: str) -> str:
        """A stream for one line of a ledger."""
        self._streams += 1
        return f"{area}/{CODE}-{self._streams}"

    # the counter

    def _counter(self, arrivals: int) -> None:
        for running in range(1, arrivals + 1):
            minute = 5 + 385 * running / (arrivals + 1)
            self._open(minute, running)
        for file in self._back.pop(self._day, ()):
            minute = self._random.uniform(30, 380)
            marks: Marks = {item.id: "present" for item in file.items}
            self._accept(minute, self._clerk(), file, [(file.stream, e.RequirementsMarked(marks=marks))])

    def _open(self, minute: float, running: int) -> None:
        random, clerk = self._random, self._clerk()
        self._opened += 1
        service = random.choices(list(SHARES), list(SHARES.values()))[0]
        plan = self._catalogue.plan(service)
        today = self.days[self._day]
        applicant = self._people.applicant(today, plan.age.least or 17)
        facts = checklist.Facts(age=30, sex=applicant.sex or None)
        holding = checklist.holding(plan, self._catalogue.conditions(plan), facts, ())
        needed = checklist.needed_now(plan, holding)
        file = File(numbers.number(CODE, today, running), plan, needed.items)
        opened = e.ApplicationOpened2(
            service=service,
            recap_group=plan.service.group,
            use=plan.service.use,
            applicant=applicant,
            items=needed.items,
            groups=needed.groups,
            submitter=e.Submitter("Rahma", "anak") if random.random() < 0.2 else None,
            conditions=sorted(holding),
        )
        self._write(minute, clerk, [(file.stream, opened)])
        missing = [i.id for i in file.items if not i.optional][:2] if random.random() < 0.12 else []
        marks: Marks = {i.id: "missing" if i.id in missing else "present" for i in file.items}
        marked = (file.stream, e.RequirementsMarked(marks=marks))
        if missing:
            self._return(minute, clerk, file, marked, missing)
        else:
            self._accept(minute + 5, clerk, file, [marked])

    def _return(
        self, minute: float, clerk: str, file: File, marked: tuple[str, e.Event], missing: list[str]
    ) -> None:
        pairs = [marked, (file.stream, e.ApplicationReturned(missing=missing))]
        self._write(minute + 5, clerk, pairs)
        self._write(minute + 6, clerk, [(file.stream, e.PaperPrinted(paper="slip", size="80"))])
        if self._healthy or self._random.random() < 0.94:
            self._back[self._day + self._random.randrange(1, 9)].append(file)

    def _accept(self, minute: float, clerk: str, file: File, pairs: Pairs) -> None:
        plan = file.plan
        wall = self._at(self._day, minute)
        due = self._calendar.due_micros(wall, plan.standard)
        accepted = e.ApplicationAccepted(
            steps=[
                e.PlannedStep(s.id, s.after or [], s.need, s.of, list(s.deputies), s.limit_days, s.depends)
                for s in plan.steps
            ],
            due=due,
            expected=self.days[self._day] + dt.timedelta(days=plan.standard.working_days),
            working_days=plan.standard.working_days,
            minutes=plan.standard.minutes,
            days=plan.standard.days,
        )
        self._write(minute, clerk, [*pairs, (file.stream, accepted)])
        self._write(minute + 1, clerk, [(file.stream, e.PaperPrinted(paper="receipt", size="80"))])
        self._work[self._day + (0 if plan.standard.minutes else self._random.randrange(3))].append(file)
        self._rare(minute + 3, clerk, file)

    def _rare(self, minute: float, clerk: str, file: File) -> None:
        """What a supervisor should know of happens to one file in a hundred."""
        lot = self._random.random()
        if lot < 0.004:
            self._write(minute, clerk, [(file.stream, e.ApplicationCorrected2(reason="nama salah ketik"))])
        elif lot < 0.007:
            assigned = e.ApplicationAssigned(to=self._clerk(), reason="petugas sakit")
            self._write(minute, SUPERVISOR, [(file.stream, assigned)])

    # behind the counter

    def _desk(self) -> None:
        """Take the files whose turn it is as far as they go today."""
        if not self._camat_away():
            self._work[self._day] += self._folder
            self._folder = []
        for file in self._work.pop(self._day, ()):
            self._forward(file, self._random.uniform(395, 440))
        for file in self._collect.pop(self._day, ()):
            handed = e.ApplicationHandedOver2(
                receiver="Yang bersangkutan",
                old_card_withdrawn=True if file.plan.service.group == "KTP" else None,
                old_kind="ktp_el" if file.plan.service.group == "KTP" else "",
            )
            self._write(self._random.uniform(445, 465), self._clerk(), [(file.stream, handed)])

    def _forward(self, file: File, minute: float) -> None:
        quick = bool(file.plan.standard.minutes)
        while True:
            step = file.plan.steps[file.done]
            if step.id == "hand_over":
                return self._ready(file)
            if step.need == "signature" and self._camat_away():
                return self._folder.append(file)
            if step.need == "blangko":
                return self._lines[step.of].append(file)
            if step.need == "agency" and not file.step_begun:
                file.step_begun = True
                self._work[self._day + self._agency_days()].append(file)
                return None
            self._complete(file, minute)
            if not quick and self._random.random() < 0.5:
                self._work[self._day + 1].append(file)
                return None
            minute += 1

    def _agency_days(self) -> int:
        return (
            self._random.randrange(30, 60) if self._random.random() < 0.02 else self._random.randrange(2, 9)
        )

    def _complete(self, file: File, minute: float, kind: str = "") -> None:
        step = file.plan.steps[file.done]
        event: e.Event
        if step.need == "signature":
            title = "CAMAT SEBERANG ULU II,"
            event = e.StepSigned(step=step.id, official="camat", name="Drs. H. Amir", title=title)
        else:
            letter = f"470/{file.number[-4:]}/SU2" if step.id == "register" else ""
            event = e.StepCompleted(step=step.id, kind=kind, letter=letter)
        self._write(minute, "camat" if step.need == "signature" else self._clerk(), [(file.stream, event)])
        file.done += 1
        file.step_begun = False

    def _ready(self, file: File) -> None:
        lot = self._random.random()
        if lot < (0.999 if self._healthy else 0.9):
            wait = 0 if file.plan.standard.minutes else int(self._random.expovariate(0.3)) + 1
            self._collect[self._day + wait].append(file)

    def _print(self) -> None:
        """Print for those who wait, as far as the cards go."""
        for kind, line in self._lines.items():
            while line and self._stock[kind] > 0:
                file = line.popleft()
                self._stock[kind] -= 1
                self._complete(file, self._random.uniform(470, 480), kind)
                self._work[self._day + 1].append(file)

    # the hall

    def _queue(self) -> None:
        """Give numbers from the first minute on; four counters call them, one after the other."""
        opened = e.CounterOpened()
        self._write(1, CLERKS[0], [(f"counter/{self._counter_name}", opened)])
        for n in range(1, NUMBERS + 1):
            group = "ABCDE"[n % 5]
            stream = f"ticket/{CODE}-{self.days[self._day]:%Y%m%d}-{group}{(n + 4) // 5:03}"
            klass = "priority" if n % 9 == 0 else "regular"
            issued = e.TicketIssued(group=group, klass=klass, ground="elderly" if n % 9 == 0 else "")
            self._write(n * 1.2, "kiosk", [(stream, issued)])
            if n <= SERVED:
                self._serve(stream, n * 1.2 + 12, CLERKS[n % len(CLERKS)])

    def _serve(self, stream: str, minute: float, clerk: str) -> None:
        self._write(minute, clerk, [(stream, e.TicketCalled(by_next=True))])
        self._write(minute + 0.5, clerk, [(stream, e.TicketArrived())])
        self._write(minute + 6, clerk, [(stream, e.TicketFinished())])

    # the office around

    def _deliveries(self) -> None:
        """Enough cards every month at first, then hardly any."""
        share = self._opened / self._total
        dry = not self._healthy and share > 1 - IN_LINE / CARDS
        if self._day % 20 and not (dry and self._day % 5 == 0):
            return
        for kind in ("ktp_el", "kk", "kia"):
            daily = self._total / len(self.days) * (CARDS if kind == "ktp_el" else 0.22)
            need = int(daily * 22) + 20 - self._stock[kind]
            if kind == "ktp_el" and dry:
                need = int(daily / 2)
            if need > 0:
                self._stock[kind] += need
                letter = f"471/{self._day}"
                received = e.BlangkoReceived(kind=kind, quantity=need, letter=letter, sender="Disdukcapil")
                coming = e.BlangkoExpected(
                    kind=kind, quantity=need, on=self.days[self._day] + dt.timedelta(days=28)
                )
                pairs: Pairs = [(self._own("blangko"), received)]
                if self._day % 20 == 0:  # the few that come in between were never announced
                    pairs.append((self._own("blangko"), coming))
                self._write(2, SUPERVISOR, pairs)

    def _camat_away(self) -> bool:
        return not self._healthy and self._day >= len(self.days) - 3

    def _absences(self) -> None:
        last = not self._healthy and self._day == len(self.days) - 3
        if not last and self._day % 25 != 10:
            return
        begins = self._at(self._day, -90)
        deputies = [] if last else [e.Deputy("sekcam", "plh", "ST-17")]
        absent = e.AbsenceRecorded(
            official="camat",
            begins=begins,
            ends=begins + (7 if last else 2) * 24 * 60 * MINUTE,
            reason="dinas luar",
            deputies=deputies,
        )
        self._write(1, SUPERVISOR, [(self._own("absence"), absent)])

    def _disruptions(self) -> None:
        if self._day % 15 != 7 and self._day != len(self.days) - 1:
            return
        stream, begins = self._own("disruption"), self._at(self._day, 60)
        self._write(61, SUPERVISOR, [(stream, e.DisruptionBegan(what="siak", begins=begins))])
        if self._day != len(self.days) - 1:
            self._write(200, SUPERVISOR, [(stream, e.DisruptionEnded(on=begins + 130 * MINUTE))])
