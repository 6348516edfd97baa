"""How long ago open applications were accepted: bands of working days, the unit of the standards."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from counter_app.domain.calendar import DAY, FAR, YEARS, Calendar


class Age(NamedTuple):
    """``first`` to ``last`` working days since acceptance; ``last`` None: or longer."""

    first: int
    last: int | None

    @property
    def name(self) -> str:
        """The band as an answer calls it: ``2-5``, ``121-``."""
        return f"{self.first}-{'' if self.last is None else self.last}"


RECENT = (Age(0, 1), Age(2, 5), Age(6, 10), Age(11, 20), Age(21, None))  # what a morning asks
LONG = (*RECENT[:-1], Age(21, 60), Age(61, 120), Age(121, None))  # a year: up to a quarter, up to half a year


def oldest_day(days: int, on: dt.date, calendar: Calendar) -> dt.date:
    """Return the first day that lies at most ``days`` working days before ``on``."""
    day, least = on, max(on - FAR * DAY, dt.date(YEARS.start, 1, 1))
    while day > least and calendar.working_days_between(day - DAY, on) <= days:
        day -= DAY
    return day
