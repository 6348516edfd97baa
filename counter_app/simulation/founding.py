"""Founding the office of a played year: in a folder beside, which takes its place when all is done."""

from __future__ import annotations

import datetime as dt
import shutil
import tempfile
from pathlib import Path

import msgspec

from counter_app import bootstrap, config
from counter_app.demo.citizens import People
from counter_app.demo.founding import check_demo, clear
from counter_app.demo.hands import Clock, Hands
from counter_app.office.catalogue import shipped
from counter_app.office.closures import calendar_of
from counter_app.office.doors import register
from counter_app.simulation.outcome import Outcome, outcome
from counter_app.simulation.scenario import Scenario
from counter_app.simulation.year import Watch, Year, unwatched

JOURNAL = "L1-2017"  # the same name every time: it stands in every entry
OPENING = dt.time(6)


def simulate(folder: Path, scenario: Scenario, *, again: bool = False, watch: Watch = unwatched) -> Outcome:
    """Play the year and put its office into ``folder``; nothing is left of one that was stopped."""
    if config.exists(folder):
        if not again:
            raise bootstrap.AlreadyAnOffice(folder)
        check_demo(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        found = play(beside, scenario, watch=watch)
        if config.exists(folder):
            clear(folder)
        _take_place(beside, folder)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return found


def _take_place(beside: Path, folder: Path) -> None:
    """Move the office; a folder is an office from the moment that it has its settings, so they come last."""
    folder.mkdir(exist_ok=True)
    for path in sorted(beside.iterdir(), key=lambda path: path.name == config.NAME):
        path.replace(folder / path.name)


def play(folder: Path, scenario: Scenario, *, watch: Watch = unwatched) -> Outcome:
    """Found a demo office in ``folder``, play the year in it and close it."""
    people = msgspec.toml.decode(shipped("demo.toml"), type=People)
    register()
    time = Clock()
    settings = bootstrap.checked(people.founding)
    time.set(dt.datetime.combine(scenario.first, OPENING, calendar_of(settings).tz))
    bootstrap.found(folder, people.founding, demo=True, clock=time, counter=JOURNAL)
    office, staff = bootstrap.sign_in(folder, bootstrap.DEMO_STAFF, bootstrap.DEMO_PASSWORD, clock=time)
    try:
        office.db.execute("PRAGMA synchronous = OFF")  # an invented past may be lost
        year = Year(office, staff, time, people, scenario)
        year.play(watch)
        time.set(dt.datetime.combine(scenario.last, dt.time(23, 59), calendar_of(settings).tz))
        office.db.execute("PRAGMA synchronous = FULL")
        return outcome(Hands(office, staff), office.desk(staff), scenario, year.cases)
    finally:
        office.close()
