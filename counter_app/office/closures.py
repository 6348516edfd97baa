"""Public holidays and joint leave, from the holidays package: the days on which offices rest."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from functools import cache


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


@cache
def _named(year: int, category: str) -> dict[dt.date, str]:
    from holidays.countries.indonesia import Indonesia

    return dict(Indonesia(years=year, categories=category, language="id", expand=False))
