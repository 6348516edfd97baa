"""Founding the demo office and playing its weeks."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec

from counter_app import bootstrap, config
from counter_app.demo.citizens import People
from counter_app.demo.hands import Clock
from counter_app.demo.play import Play
from counter_app.domain import founding
from counter_app.domain.errors import UserError
from counter_app.i18n import _
from counter_app.office.catalogue import shipped
from counter_app.office.closures import calendar_of
from counter_app.office.commands.settings import usable_settings
from counter_app.office.doors import register
from counter_app.office.office import Office
from counter_app.storage import lock, witness
from counter_app.storage.backup import DATABASE
from counter_app.storage.vault import NAMES, TRIES


class NotADemo(UserError):
    """A real office would be replaced."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            _("{folder} holds a real office, which demo never replaces. Name another folder.").format(
                folder=folder
            )
        )


def found(
    folder: Path, *, days: int = 20, again: bool = False, tell: Callable[[str], None] = print
) -> Office:
    """Found a demo office in ``folder``, play ``days`` working days and one visit for every service."""
    if again and config.exists(folder):
        clear(folder)
    people = msgspec.toml.decode(shipped("demo.toml"), type=People)
    register()
    time = Clock()
    worked = _working_days(people.founding, days)
    time.set(dt.datetime.combine(worked[0], dt.time(6), ZoneInfo("Asia/Jakarta")))
    bootstrap.found(folder, people.founding, demo=True, clock=time)
    office, staff = bootstrap.sign_in(folder, bootstrap.DEMO_STAFF, bootstrap.DEMO_PASSWORD, clock=time)
    office.db.execute("PRAGMA synchronous = OFF")  # an invented past may be lost
    play = Play(office, staff, time, people)
    for number, day in enumerate(worked):
        play.day(day, number, days)
    time.now = None
    office.db.execute("PRAGMA synchronous = FULL")
    tell(_("A demo office with {days} days of work stands in {folder}.").format(days=days, folder=folder))
    for line in play.one_of_each():
        tell(line)
    return office


def check_demo(folder: Path) -> None:
    """Refuse a folder that holds a real office."""
    if not config.load(folder).demo:
        raise NotADemo(folder)


def clear(folder: Path) -> None:
    """Delete the demo office and nothing else that lies in the folder. Raises NotADemo."""
    check_demo(folder)
    shutil.rmtree(folder / "backups", ignore_errors=True)
    known = (*NAMES, TRIES, witness.NAME, lock.NAME, config.NAME)
    for path in (*folder.glob(f"{DATABASE}*"), *(folder / name for name in known)):
        path.unlink(missing_ok=True)


def _working_days(plan: founding.Founding, count: int) -> list[dt.date]:
    """Return the last ``count`` working days before today, oldest first."""
    calendar = calendar_of(usable_settings(plan.office | {"profile": plan.profile, "hours": plan.hours}))
    day = dt.datetime.now(calendar.tz).date()
    found: list[dt.date] = []
    while len(found) < count:
        day -= dt.timedelta(days=1)
        if calendar.is_working_day(day):
            found.append(day)
    return found[::-1]
