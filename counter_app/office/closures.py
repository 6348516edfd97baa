"""The days on which an office rests: public holidays and joint leave, from the holidays package, its own."""

from __future__ import annotations

import datetime as dt
import sys
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from types import ModuleType
from zoneinfo import ZoneInfo

from counter_app.domain.calendar import Calendar
from counter_app.domain.settings import Settings


def calendar_of(settings: Settings) -> Calendar:
    """Return the office's calendar: its hours, its zone, the days it is closed."""
    own = frozenset(closure.date for closure in settings.closures)

    @cache
    def rests(year: int) -> frozenset[dt.date]:
        return own.union(closed_days([year], joint_leave=settings.joint_leave))

    return Calendar(settings.hours, ZoneInfo(settings.timezone), lambda day: day in rests(day.year))


def closed_days(years: Iterable[int], *, joint_leave: bool) -> dict[dt.date, str]:
    """Return the closed days of ``years`` with their Indonesian names, joint leave (cuti bersama) if asked.

    A year that the package knows nothing of has no closed days but its weekends.
    """
    closed: dict[dt.date, str] = {}
    for year in years:
        if joint_leave:
            closed |= _named(year, "government")
        closed |= _named(year, "public")
    return closed


_importing = threading.Lock()  # two threads at once would take each other's bare package away


@cache
def _named(year: int, category: str) -> dict[dt.date, str]:
    with _importing, _one_country():
        from holidays.countries.indonesia import Indonesia

    return dict(Indonesia(years=year, categories=category, language="id", expand=False))


@contextmanager
def _one_country() -> Iterator[None]:
    """Let one country be imported alone: the package would import all first, for 0.1 s at each start."""
    import holidays

    name = "holidays.countries"
    if name in sys.modules:
        yield
        return
    bare = ModuleType(name)
    bare.__path__ = [str(Path(folder) / "countries") for folder in holidays.__path__]
    sys.modules[name] = bare
    try:
        yield
    finally:
        del sys.modules[name]
