"""How many stand still by the first cause that holds: each open application once, as reports count.

``stalls`` tells which applications these are. Of a line for a blangko, which may have hundreds of thousands,
only those are looked at whom the stock serves, and the first one whom it doesn't: the rest is counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import islice
from typing import NamedTuple

import msgspec

from counter_app.domain.blangko import covered_on
from counter_app.domain.catalogue import KINDS
from counter_app.domain.stalls import ORDER, World
from counter_app.domain.stays import FOREVER
from counter_app.office.desk import Desk
from counter_app.office.queries import stalls
from counter_app.office.queries.stalls import BLANGKO, Until, in_line


class Held(NamedTuple):
    """What stands still for one cause: by recap group, since when the oldest, until when."""

    groups: Counter[str]
    oldest: int
    ends: frozenset[Until]

    @property
    def number(self) -> int:
        """How many."""
        return self.groups.total()


class Line(NamedTuple):
    """A line for a blangko: by recap group those who are counted, and whom of all the stock serves."""

    kind: str
    groups: Counter[str]
    served: frozenset[int]


def first_causes(desk: Desk, at: int | None) -> dict[str, Held]:
    """Return by cause what stood still at a moment (default: now), in ``ORDER``; no cause without any."""
    world = desk.world(at)
    awaited = _single("citizen", set(), desk, world, at)
    lines = [line for kind in KINDS if (line := _short(kind, awaited, desk, world, at))]
    found = {"citizen": _held(awaited), "blangko": _behind(lines, awaited, desk, world, at)}
    seen = set(awaited)
    for cause in ORDER[2:]:
        rows = _single(cause, seen, desk, world, at)
        for id in _waiting(rows, lines, desk, at):
            del rows[id]
        seen.update(rows)
        found[cause] = _held(rows)
    return {cause: held for cause, held in found.items() if held}


Rows = dict[int, tuple[str, int, Until]]  # row id -> recap group, since when, until when


def _single(cause: str, seen: set[int], desk: Desk, world: World, at: int | None) -> Rows:
    """Return what stands still for a cause and counts as open, but for what was seen before."""
    first: dict[int, tuple[int, Until]] = {}
    for one in stalls.standing(desk, at, cause, world):
        if one.id not in seen:
            first.setdefault(one.id, (one.since, one.until))
    return {id: (group, *first[id]) for id, group in _open(first, desk, at).items()}


def _open(ids: Iterable[int], desk: Desk, at: int | None) -> dict[int, str]:
    """Return those of some applications that counted as open, with their recap groups."""
    return dict(
        desk.rows(
            "SELECT id, recap_group FROM application WHERE id IN (SELECT value FROM json_each(?1)) "
            "AND accepted < ?2 AND ifnull(ready, ifnull(closed, ?2)) >= ?2",
            _list(ids),
            FOREVER if at is None else at,
        )
    )


def _list(ids: Iterable[int]) -> str:
    return msgspec.json.encode(list(ids)).decode()


def _held(rows: Rows) -> Held | None:
    if not rows:
        return None
    groups, since, ends = zip(*rows.values(), strict=True)
    return Held(Counter(groups), min(since), frozenset(ends))


def _short(kind: str, awaited: Rows, desk: Desk, world: World, at: int | None) -> Line | None:
    """Return the line for a kind of which there is too little."""
    stock = max(world.stock.get(kind, 0), 0)
    groups: Counter[str] = Counter()
    total = 0
    for (of, counted, _service, group), n in desk.stays.standing(
        "line", FOREVER if at is None else at
    ).items():
        if of == kind:
            total += n
            groups[group] += n if counted else 0
    if total <= stock:
        return None
    served = frozenset(id for _later, _since, id in islice(stalls.line(kind, at, desk), stock))
    groups -= Counter(group for id, group in _open(served, desk, at).items() if id not in awaited)
    return Line(kind, groups, served)


def _behind(lines: list[Line], awaited: Rows, desk: Desk, world: World, at: int | None) -> Held | None:
    """Return those whom the stock does not serve."""
    lines = [line for line in lines if line.groups]
    if not lines:
        return None
    oldest = min(_oldest(line, awaited, desk, at) for line in lines)
    ends = frozenset(_end(line, awaited, desk, world, at) for line in lines)
    return Held(sum((line.groups for line in lines), Counter()), oldest, ends)


def _oldest(line: Line, awaited: Rows, desk: Desk, at: int | None) -> int:
    """Return since when the one has waited who has waited longest, of those counted and not served."""
    row = stalls.line(line.kind, at, desk, by_age=True)
    return next(since for _later, since, id in row if _counts(id, line, awaited, desk, at))


def _end(line: Line, awaited: Rows, desk: Desk, world: World, at: int | None) -> Until:
    """Return when the first of those comes to his turn, by the deliveries that are announced."""
    stock, expected = world.stock.get(line.kind, 0), world.expected.get(line.kind, ())
    skip, more = len(line.served), stock + sum(one.quantity for one in expected)
    rows = islice(stalls.line(line.kind, at, desk), skip, max(more, skip))
    for rank, (_later, _since, id) in enumerate(rows, start=skip + 1):
        if _counts(id, line, awaited, desk, at):
            return covered_on(rank, stock, expected)
    return None


def _counts(id: int, line: Line, awaited: Rows, desk: Desk, at: int | None) -> bool:
    return id not in line.served and id not in awaited and bool(_open([id], desk, at))


def _waiting(ids: Iterable[int], lines: list[Line], desk: Desk, at: int | None) -> set[int]:
    """Return those who wait besides for a blangko which the stock does not give them."""
    served = {line.kind: line.served for line in lines}
    ran = "until IS NULL" if at is None else f"since < {at} AND (until IS NULL OR until >= {at})"
    rows = desk.rows(
        "SELECT step.application, of FROM json_each(?) AS page "
        "CROSS JOIN step NOT INDEXED ON step.application = page.value "
        f"WHERE {BLANGKO} AND {ran} AND {in_line(at)}",
        _list(ids),
    )
    return {id for id, kind in rows if kind in served and id not in served[kind]}
