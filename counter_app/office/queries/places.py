"""Places in the line for a blangko: the last one served, and the ranks of those on one page of a list."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import NamedTuple

from counter_app.office.desk import Desk
from counter_app.office.waiting import waiting_by_turn
from counter_app.storage.indexes import CURRENT

_LINE = f"FROM step WHERE need = 'blangko' AND of = ?1 AND {CURRENT} AND aside = 0"
_OF_ONE = f"{_LINE} AND later = ?2"


class Place(NamedTuple):
    """Where a step stands in the line for ``kind``; ``later`` is 1 for a replacement."""

    kind: str
    later: int
    since: int
    application: int
    step: str = ""

    def key(self, desk: Desk) -> tuple[int, int, int]:
        """Return what orders the line."""
        return (self.later if desk.settings.first_timers_first else 0, self.since, self.application)


def first_in_line(desk: Desk) -> str:
    """Return the query for the line of kind ``?1``: (later, since, application), the first ones first.

    The index orders first-timers and replacements each; SQLite merges the two as far as it must.
    """
    one = f"SELECT later, since, application {_LINE}"
    if desk.settings.first_timers_first:
        return f"{one} ORDER BY later, since, application"
    return f"{one} AND later = 0 UNION ALL {one} AND later = 1 ORDER BY since, application"


def last_served(kind: str, stock: int, desk: Desk) -> tuple[int, int, int]:
    """Return the key of the last one whom the stock serves."""
    if stock < 1:
        return (-1, 0, 0)
    row = desk.one(f"{first_in_line(desk)} LIMIT 1 OFFSET ?2", kind, stock - 1)
    return Place(kind, *row).key(desk) if row else (2, 0, 0)


def ranks(places: Iterable[Place], desk: Desk) -> dict[Place, int]:
    """Return the rank of each place; a look at the line from one to the next, not at the whole for each."""
    found: dict[Place, int] = {}
    totals = waiting_by_turn(desk)
    ordered = sorted(places, key=lambda p: (p.kind, p.key(desk)))
    for _line, line in groupby(ordered, key=lambda p: (p.kind, p.key(desk)[0])):
        before: Place | None = None
        for place in line:
            if before is None:
                found[place] = _rank(place, totals, desk)
            else:
                found[place] = found[before] + _between(before, place, desk)
            before = place
    return found


def _rank(place: Place, totals: dict[tuple[str, int], int], desk: Desk) -> int:
    if not desk.settings.first_timers_first:
        return sum(_up_to(place._replace(later=later), totals, desk) for later in (0, 1))
    ahead = totals.get((place.kind, 0), 0) if place.later else 0
    return ahead + _up_to(place, totals, desk)


def _up_to(place: Place, totals: dict[tuple[str, int], int], desk: Desk) -> int:
    """Return how many of the same ``later`` stand up to a place, counted from the nearer end."""
    of_one = (place.kind, place.later)
    first, last = (desk.value(f"SELECT {end}(since) {_OF_ONE}", *of_one) or 0 for end in ("min", "max"))
    at = (place.since, place.application)
    if place.since - first < last - place.since:
        return int(
            desk.value(f"SELECT count(*) {_OF_ONE} AND (since, application) <= (?3, ?4)", *of_one, *at)
        )
    after = desk.value(f"SELECT count(*) {_OF_ONE} AND (since, application) > (?3, ?4)", *of_one, *at)
    return totals.get(of_one, 0) - int(after)


def _between(before: Place, place: Place, desk: Desk) -> int:
    """Return how many stand after one place and up to another."""
    laters = (place.later,) if desk.settings.first_timers_first else (0, 1)
    sql = (
        f"SELECT count(*) {_OF_ONE} AND (since, application) > (?3, ?4) AND (since, application) <= (?5, ?6)"
    )
    bounds = (before.since, before.application, place.since, place.application)
    return sum(desk.value(sql, place.kind, later, *bounds) for later in laters)
