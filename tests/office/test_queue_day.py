"""A whole day of 300 numbers at three counters, counted once more by hand: the report says the same."""

from __future__ import annotations

import heapq
from dataclasses import dataclass, field
from itertools import count
from random import Random
from statistics import median, quantiles
from typing import Any

import pytest
from stories import Clock, Counter, new_office

from counter_app.domain.queue import GROUPS, NobodyWaits
from counter_app.domain.words import queue_label, ticket_class_label

DAY = "2026-04-06"
EACH = 100  # numbers at each of three counters
SECOND, MINUTE = 1_000_000, 60_000_000
NAMES = {"ani": "Ani", "budi": "Budi", "siti": "Siti"}
STAFF = (("ani", "budi"), ("budi", "siti"), ("siti", "ani"))  # who takes turns at each counter


@dataclass
class Stay:
    """What became of a citizen in one queue, as whoever looks on would note it."""

    group: str
    klass: str
    begun: int
    called: int | None = None
    latest: int = 0  # call
    arrived: int | None = None
    way: int | None = None
    at_desk: int = 0
    ended: int | None = None
    staff: str = ""
    outcome: str = "left open"
    reason: str = ""
    passed: int = 0


@dataclass
class Citizen:
    """Somebody with a number."""

    ticket: str
    klass: str
    place: int
    also: list[str]
    stays: list[Stay]
    waits: bool = True
    barred: set[str] = field(default_factory=set)

    @property
    def stay(self) -> Stay:
        return self.stays[-1]


class Desk:
    """One counter, and a book of what happened there that knows nothing of the program."""

    def __init__(self, number: int, clock: Clock, random: Random) -> None:
        code = f"L{number + 1}"
        self.counter = Counter(new_office(clock, counter=f"{code}-test"), clock)
        self.clock, self.random, self.staff = clock, random, STAFF[number]
        self.citizens: dict[str, Citizen] = {}
        self.later: list[tuple[int, int, Any, tuple[Any, ...]]] = []  # what is still to happen
        self._number = count()

    def at(self, moment: int, act: Any, *facts: Any) -> None:
        """Let something happen at ``moment``."""
        heapq.heappush(self.later, (moment, next(self._number), act, facts))

    def after(self, least: int, most: int, act: Any, *facts: Any) -> None:
        """Let something happen after so many seconds."""
        self.at(self.clock.now + self.random.randint(least, most) * SECOND, act, *facts)

    def run(self, name: str, by: str = "", **fields: Any) -> Any:
        return self.counter.run(name, by=by or self.staff[0], **fields).ids.get("ticket")

    # what happens

    def comes(self) -> None:
        roll = self.random.random()
        klass = "priority" if roll < 0.15 else "returning" if roll < 0.22 else "regular"
        group = self.random.choice(GROUPS)
        also = [self.random.choice(GROUPS)] if self.random.random() < 0.08 else []
        ground = "elderly" if klass == "priority" else ""
        ticket = self.run("issue_ticket", group=group, ground=ground, also=also, **{"class": klass})
        also = [one for one in also if one != group]
        stay = Stay(group, klass, self.clock.now)
        self.citizens[ticket] = Citizen(ticket, klass, self.clock.now, also, [stay])

    def calls(self) -> None:
        if self.clock.local.hour >= 15:
            return
        if self.clock.local.hour == 12 and self.clock.local.minute < 30:
            self.after(60, 60, self.calls)
            return
        by = self.random.choice(self.staff)
        citizen = self._out_of_turn(by) if self.random.random() < 0.05 else self._next(by)
        if citizen is None:
            self.after(30, 90, self.calls)
            return
        stay = citizen.stay
        stay.called, stay.latest = stay.called or self.clock.now, self.clock.now
        stay.staff, stay.arrived, citizen.waits = by, None, False
        missed = self.random.random() < 0.1
        self.after(40, 70, self.calls_again if missed else self.arrives, citizen, by)

    def _next(self, by: str) -> Citizen | None:
        line = [one for one in self.citizens.values() if one.waits and by not in one.barred]
        try:
            citizen = self.citizens[self.run("call_next", by)]
        except NobodyWaits:
            assert not line
            return None
        assert citizen in line
        return citizen

    def _out_of_turn(self, by: str) -> Citizen | None:
        """Call whoever took the place last, though others were here before."""
        line = [one for one in self.citizens.values() if one.waits and by not in one.barred]
        turn = self.counter.ask("queue", by=by)["next"]
        if len(line) < 2:
            return None
        line.sort(key=lambda one: (one.place, one.ticket))
        citizen = line[-1] if line[-1].ticket != turn else line[-2]
        self.run("call_ticket", by, ticket=citizen.ticket, reason="sakit")
        citizen.stay.reason, citizen.stay.passed = "sakit", max(line.index(citizen), 1)
        return citizen

    def calls_again(self, citizen: Citizen, by: str) -> None:
        self.run("call_ticket", by, ticket=citizen.ticket)
        self.after(40, 70, self.skips, citizen, by)

    def skips(self, citizen: Citizen, by: str) -> None:
        self.run("skip_ticket", by, ticket=citizen.ticket)
        citizen.stay.outcome = "skipped"
        if self.random.random() < 0.4:
            self.after(300, 1500, self.comes_back, citizen)
        self.calls()

    def arrives(self, citizen: Citizen, by: str) -> None:
        self.run("arrive_ticket", by, ticket=citizen.ticket)
        stay = citizen.stay
        stay.arrived = self.clock.now
        stay.way = self.clock.now - stay.latest if stay.way is None else stay.way
        roll = self.random.random()
        act = self.parks if roll < 0.07 else self.passes if roll < 0.14 else self.served
        act = self.hands_on if 0.14 <= roll < 0.17 and not citizen.barred else act
        self.after(60, 300, act, citizen, by)

    def parks(self, citizen: Citizen, by: str) -> None:
        self.run("park_ticket", by, ticket=citizen.ticket, reason="fotokopi")
        citizen.stay.at_desk += self.clock.now - (citizen.stay.arrived or 0)
        if self.random.random() < 0.8:
            self.after(200, 900, self.comes_back, citizen)
        self.calls()

    def passes(self, citizen: Citizen, by: str) -> None:
        group = self.random.choice([one for one in GROUPS if one != citizen.stay.group])
        self.run("transfer_ticket", by, ticket=citizen.ticket, group=group)
        self._goes_to(citizen, group, "passed on")

    def hands_on(self, citizen: Citizen, by: str) -> None:
        self.run("hand_on_ticket", by, ticket=citizen.ticket, reason="saudara")
        citizen.barred.add(by)
        self._goes_to(citizen, citizen.stay.group, "passed on")

    def served(self, citizen: Citizen, by: str) -> None:
        self.run("finish_ticket", by, ticket=citizen.ticket)
        citizen.stay.at_desk += self.clock.now - (citizen.stay.arrived or 0)
        if citizen.also:
            self._goes_to(citizen, citizen.also.pop(0), "served")
            return
        citizen.stay.outcome, citizen.stay.ended = "served", self.clock.now
        self.calls()

    def _goes_to(self, citizen: Citizen, group: str, outcome: str) -> None:
        citizen.stay.outcome, citizen.stay.ended = outcome, self.clock.now
        citizen.also = [one for one in citizen.also if one != group] if outcome == "served" else citizen.also
        citizen.stays.append(Stay(group, citizen.klass, self.clock.now))
        citizen.waits = True
        self.calls()

    def comes_back(self, citizen: Citizen) -> None:
        self.run("requeue_ticket", ticket=citizen.ticket)
        citizen.stay.outcome = "left open"
        citizen.place, citizen.waits = self.clock.now, True

    @property
    def stays(self) -> list[Stay]:
        return [stay for citizen in self.citizens.values() for stay in citizen.stays]


def day_of(number: int) -> Desk:
    """Play one counter's day; what nobody ended is closed the next morning."""
    clock, random = Clock(), Random(20260406 + number)
    desk, begin = Desk(number, clock, random), clock.now
    desk.run("open_counter")
    for _n in range(EACH):
        desk.at(begin + random.randint(1, 370 * 60) * SECOND, desk.comes)
    desk.at(begin + 5 * MINUTE, desk.calls)
    desk.at(begin + 240 * MINUTE, desk.run, "pause_counter")
    desk.at(begin + 270 * MINUTE, desk.run, "open_counter")
    while desk.later:
        clock.now, _n, act, facts = heapq.heappop(desk.later)
        act(*facts)
    clock.set(f"{DAY}T15:55")
    desk.run("close_counter")
    clock.advance(days=1)
    desk.run("issue_ticket", group="A")
    return desk


@pytest.fixture(scope="module")
def desks() -> Any:
    found = [day_of(number) for number in range(3)]
    yield found
    for desk in found:
        desk.counter.office.close()


def shares(values: list[float]) -> tuple[Any, Any]:
    """Return median and ninetieth percentile."""
    if len(values) < 2:
        return (values[0], values[0]) if values else (None, None)
    return median(values), quantiles(values, n=10, method="inclusive")[8]


def counted(stays: list[Stay]) -> list[Any]:
    """Return what the report shall say of some stays."""
    outcomes = [stay.outcome for stay in stays]
    waits = [(stay.called - stay.begun) / MINUTE for stay in stays if stay.called is not None]
    ways = [stay.way / MINUTE for stay in stays if stay.way is not None]
    services = [stay.at_desk / MINUTE for stay in stays if stay.outcome == "served"]
    numbers = [len(stays), *(outcomes.count(one) for one in ("served", "skipped", "passed on", "left open"))]
    minutes = [*shares(waits), shares(ways)[0], *shares(services)]
    return [*numbers, *(one if one is None else pytest.approx(one, abs=0.051) for one in minutes)]


def told(row: Any) -> list[Any]:
    """Return what the report says."""
    numbers = [row.taken, row.served, row.skipped, row.transferred, row.left_open]
    return [*numbers, row.wait, row.wait_p90, row.way, row.service, row.service_p90]


def report_of(desk: Desk) -> Any:
    return desk.counter.ask("queue_report", from_=DAY, to=DAY)


def test_the_day_has_everything_in_it(desks):
    stays = [stay for desk in desks for stay in desk.stays]
    assert sum(len(desk.citizens) for desk in desks) == 3 * EACH
    assert len(stays) > 3 * EACH
    assert {stay.outcome for stay in stays} == {"served", "skipped", "passed on", "left open"}
    assert {stay.klass for stay in stays} == {"regular", "priority", "returning"}
    assert sum(bool(stay.reason) for stay in stays) > 5
    assert any(citizen.barred for desk in desks for citizen in desk.citizens.values())


@pytest.mark.parametrize("number", range(3))
def test_groups_classes_and_hours_are_what_was_seen(desks, number):
    desk, report = desks[number], report_of(desks[number])
    assert told(report.total) == counted(desk.stays)
    for rows, names in (
        (report.groups, {queue_label(group): group for group in GROUPS}),
        (report.classes, {ticket_class_label(k): k for k in ("regular", "priority", "returning")}),
    ):
        for row in rows:
            mine = [one for one in desk.stays if names[row.name] in (one.group, one.klass)]
            assert told(row) == counted(mine), row.name
        assert sum(row.taken for row in rows) == len(desk.stays)
    for row in report.hours:
        mine = [one for one in desk.stays if f"{_hour(one):02}:00" == row.name]
        assert told(row) == counted(mine), row.name
    assert sum(row.taken for row in report.hours) == len(desk.stays)


def _hour(stay: Stay) -> int:
    return 8 + (stay.begun - Clock().now) // (60 * MINUTE)


@pytest.mark.parametrize("number", range(3))
def test_every_call_out_of_turn_is_named_and_counted(desks, number):
    desk, report = desks[number], report_of(desks[number])
    out = [
        (citizen.ticket.rsplit("-", 1)[-1], NAMES[stay.staff], stay.passed, stay.reason)
        for citizen in desk.citizens.values()
        for stay in citizen.stays
        if stay.reason
    ]
    assert sorted(tuple(row)[:4] for row in map(_facts, report.out_of_turn)) == sorted(out)
    assert all(row.at is not None for row in report.out_of_turn)
    for row in report.staff:
        mine = [stay for stay in desk.stays if NAMES.get(stay.staff) == row.staff]
        served = [stay for stay in mine if stay.outcome == "served"]
        times = [stay.at_desk / MINUTE for stay in served]
        assert row.served == len(served)
        assert row.service == pytest.approx(shares(times)[0], abs=0.051)
        assert (row.out_of_turn, row.passed) == (
            sum(bool(stay.reason) for stay in mine),
            sum(stay.passed for stay in mine),
        )


def _facts(row: Any) -> tuple[Any, ...]:
    return (row.what, row.staff, row.passed, row.reason)


@pytest.mark.parametrize("number", range(3))
def test_the_counters_times_and_the_day_report_agree(desks, number):
    desk = desks[number]
    [row] = report_of(desk).counters
    assert (row.counter, row.open, row.paused) == (f"L{number + 1}", 7 * 60 + 55 - 30, 30)
    day = desk.counter.ask("day", date=DAY).queue
    last = [citizen.stay.outcome for citizen in desk.citizens.values()]
    assert (day.taken, day.left_open) == (EACH, last.count("left open"))
    assert (day.served, day.skipped) == (counted(desk.stays)[1], last.count("skipped"))
    waits = [(stay.called - stay.begun) / MINUTE for stay in desk.stays if stay.called is not None]
    assert day.mean_wait == pytest.approx(sum(waits) / len(waits), abs=0.051)
    assert day.longest_wait == pytest.approx(max(waits), abs=0.051)
