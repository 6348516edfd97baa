"""How many applications stand still, and by which cause: counted by kinds of waiting, not one by one.

The figures are those of ``stalls.standing``, which tells which applications these are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache, partial
from typing import NamedTuple

import msgspec

from counter_app.domain import stalls as rules
from counter_app.domain.stalls import World
from counter_app.office.desk import Desk
from counter_app.office.queries.places import first_in_line
from counter_app.office.queries.stalls import patience_threshold

_KIND = "waits, service, awaited"
steps_of = msgspec.json.Decoder(list[tuple[str, str, str, str, int, int]]).decode


class Standstill(NamedTuple):
    """How many are in process, of these sent back, of these standing still (once each) and by which cause."""

    in_process: int
    sent_back: int
    stalled: int
    by_cause: Counter[str]


class Kind(NamedTuple):
    """Applications that wait for the same: what their steps alone decide holds for all of them."""

    sure: frozenset[str]  # the causes that hold for all of them
    line: str  # the kind of blangko in whose line they stand; empty: in none


KindOf = Callable[[str, str, int], Kind]


def standstill(desk: Desk) -> Standstill:
    """Return how many stand still now."""
    world = desk.world()
    patient = patience_threshold(desk, world)
    kind_of: KindOf = cache(partial(_kind, world))
    many: Counter[Kind] = Counter()
    for waits, service, awaited, n in desk.rows(
        f"SELECT {_KIND}, sum(n) FROM standing_count GROUP BY {_KIND}"
    ):
        many[kind_of(waits, service, awaited)] += n
    short = _short(many, world)
    by_cause = _sure_causes(many)
    by_cause["blangko"] = sum(short.values())
    stalled = sum(n for kind, n in many.items() if kind.sure or kind.line in short)
    stalled -= sum(_served_and_free(kind, kind_of, patient, world, desk) for kind in short)
    for cause, kind, n, alone in _timed(kind_of, patient, world, desk):
        if cause not in kind.sure:
            by_cause[cause] += n
        if not kind.sure and kind.line not in short:
            stalled += alone
    back = desk.value("SELECT ifnull(sum(n), 0) FROM standing_count WHERE awaited + again > 0")
    return Standstill(many.total(), back, stalled, by_cause)


def _kind(world: World, waits: str, service: str, awaited: int) -> Kind:
    """Return what the open steps alone decide."""
    sure = {"citizen"} if awaited else set()
    line = ""
    for need, of, deputies, depends, aside, _later in steps_of(waits):
        if any(rules.hit_by(depends, one.what) for one in world.disruptions):
            sure.add("disruption")
        if need == "signature" and rules.blocked(of, [f for f in deputies.split(",") if f], service, world):
            sure.add("signature")
        if need == "blangko" and not aside:
            line = of
    return Kind(frozenset(sure), line)


def _sure_causes(many: Counter[Kind]) -> Counter[str]:
    found: Counter[str] = Counter()
    for kind, n in many.items():
        found.update(dict.fromkeys(kind.sure, n))
    return found


def _short(many: Counter[Kind], world: World) -> dict[str, int]:
    """Return how many the stock does not serve, by kinds of blangko of which there are too few."""
    lines: Counter[str] = Counter()
    for kind, n in many.items():
        lines[kind.line] += n
    left = {of: n - max(world.stock.get(of, 0), 0) for of, n in lines.items() if of}
    return {of: n for of, n in left.items() if n > 0}


def _served_and_free(of: str, kind_of: KindOf, patient: int, world: World, desk: Desk) -> int:
    """Return how many of those whom the stock serves don't stand still for another cause."""
    rows = desk.rows(
        f"SELECT {_KIND}, folder, overdue FROM ({first_in_line(desk)} LIMIT ?2) AS line "
        "CROSS JOIN standing ON standing.application = line.application",
        of,
        max(world.stock.get(of, 0), 0),
    )
    return sum(
        not kind_of(waits, service, awaited).sure
        and not (folder is not None and folder <= patient)
        and not (overdue is not None and overdue < world.now)
        for waits, service, awaited, folder, overdue in rows
    )


def _timed(kind_of: KindOf, patient: int, world: World, desk: Desk) -> Iterator[tuple[str, Kind, int, int]]:
    """Yield what stands still since time has passed: cause, kind, how many, how many not yielded before."""
    overdue = desk.rows(
        f"SELECT {_KIND}, count(*), count(*) FROM standing "
        f"WHERE overdue IS NOT NULL AND overdue < ? GROUP BY {_KIND}",
        world.now,
    )
    folder = desk.rows(
        f"SELECT {_KIND}, count(*), sum(ifnull(overdue, ?1) >= ?1) FROM standing "
        f"WHERE folder IS NOT NULL AND folder <= ?2 GROUP BY {_KIND}",
        world.now,
        patient,
    )
    for cause, rows in (("agency", overdue), ("signature", folder)):
        for waits, service, awaited, n, alone in rows:
            yield cause, kind_of(waits, service, awaited), n, alone
