"""Which backups stay and which go: by day, week and month (design, Safety).

The newest always stays, and for a month what was written before a step that could lose something.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

WHOLE = dt.timedelta(days=2)  # all that are younger stay
CAREFUL = dt.timedelta(days=30)  # those before a restore, an import, a migration, a new key
DAYS, WEEKS, MONTHS = 14, 8, 12  # how many days, weeks and months keep the last one of theirs
USUAL = frozenset({"daily", "asked", ""})  # reasons that need no month of their own


class Made(NamedTuple):
    """When a backup was made, in the machine's zone, and why; ``what`` is the caller's name for it."""

    at: dt.datetime
    reason: str
    what: Any


def superfluous(backups: Iterable[Made], now: dt.datetime) -> list[Made]:
    """Return those that may go, the oldest first."""
    ordered = sorted(backups, key=lambda one: one.at)
    stays = {id(one) for one in ordered[-1:]}
    for one in ordered:
        age = now - one.at
        if age < WHOLE or (one.reason not in USUAL and age < CAREFUL):
            stays.add(id(one))
    for period, many in ((_day, DAYS), (_week, WEEKS), (_month, MONTHS)):
        stays.update(id(one) for one in _last_of_each(ordered, period, many))
    return [one for one in ordered if id(one) not in stays]


def _last_of_each(ordered: Sequence[Made], period: Callable[[dt.datetime], Any], many: int) -> list[Made]:
    """Return the last backup of each of the newest ``many`` periods that have one."""
    last = {period(one.at): one for one in ordered}
    return list(last.values())[-many:]


def _day(at: dt.datetime) -> dt.date:
    return at.date()


def _week(at: dt.datetime) -> tuple[int, int]:
    return at.isocalendar()[:2]


def _month(at: dt.datetime) -> tuple[int, int]:
    return at.year, at.month
