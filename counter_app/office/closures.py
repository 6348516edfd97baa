"""Public holidays and joint leave, from the holidays package: the days on which offices rest."""

from __future__ import annotations

import datetime as dt
import sys
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from types import ModuleType


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
