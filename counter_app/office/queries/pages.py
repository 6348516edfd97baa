"""Which applications stand on one page of the list, and in what order."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from operator import itemgetter
from typing import Any, Literal, NamedTuple

from counter_app.office.desk import Desk
from counter_app.office.queries.longest import longest
from counter_app.office.queries.stalls import causes_of, stalls_of, standing
from counter_app.office.queries.standstill import standstill
from counter_app.office.queries.views import ROWS, Condition, table
from counter_app.storage.indexes import OPEN

Sort = Literal["newest", "oldest", "due", "stalled_since", "name"]

FEW = 10_000  # so many are sorted rather than looked for among all others
NEWEST = 1_000  # of what no index orders, the newest so many are sorted
CHUNK, WALK = 200, 2_000  # looked at together, and at most, before all that stands still is looked at
_COLUMNS = {"due": "due", "name": "name_key"}


class Wanted(NamedTuple):
    """What a list is asked for."""

    conditions: list[Condition]
    sort: Sort
    limit: int
    offset: int
    cause: str | None = None  # of those that stand still: this cause, with "" any; None: all applications
    wide: bool = False  # open applications alone, and perhaps most of them
    match: str = ""  # what the table ``search`` is asked; a condition that confirms it stands beside

    @property
    def where(self) -> str:
        """The conditions as SQL."""
        return " AND ".join(condition.where for condition in self.conditions)

    @property
    def values(self) -> list[Any]:
        """The values of the conditions."""
        return [value for condition in self.conditions for value in condition.values]


class Way(NamedTuple):
    """The query for the ids of all that is wanted, in order."""

    sql: str
    values: list[Any]


def page(wanted: Wanted, desk: Desk) -> list[int]:
    """Return the row ids of one page, in order."""
    if wanted.sort == "stalled_since":
        return _longest_stalled(wanted, desk)
    if wanted.cause is not None:
        return _standing(wanted, wanted.cause, desk)
    return _ids(_way(wanted, desk), desk, wanted.limit, wanted.offset)


def _ids(way: Way, desk: Desk, limit: int, offset: int = 0) -> list[int]:
    rows = desk.rows(f"{way.sql} LIMIT ? OFFSET ?", *way.values, limit, offset)
    return [id for (id,) in rows]


def _way(wanted: Wanted, desk: Desk) -> Way:
    """Return the way to all that is wanted: the few that one condition leaves are sorted, else a walk."""
    number, condition = _fewest(wanted, desk)
    return _walk(wanted) if number > FEW else _through(condition.by, wanted)


def _fewest(wanted: Wanted, desk: Desk) -> tuple[int, Condition]:
    """Return the condition that holds for the fewest, and for how many; more than ``FEW`` are not counted."""
    counted = [(_number(one, desk), one) for one in wanted.conditions if one.by]
    return min(counted, key=itemgetter(0), default=(FEW + 1, wanted.conditions[0]))


def _number(condition: Condition, desk: Desk) -> int:
    found = f"SELECT 1 FROM {table(condition.by)} WHERE {condition.where} LIMIT {FEW + 1}"
    return int(desk.value(f"SELECT count(*) FROM ({found})", *condition.values))


def _through(index: str, wanted: Wanted, more: str = "1") -> Way:
    column, down = _COLUMNS.get(wanted.sort), "" if wanted.sort == "oldest" else "DESC"
    order = f"{column} NULLS LAST, application.id" if column else f"application.id {down}"
    sql = f"SELECT application.id FROM {table(index)} WHERE {more} AND {wanted.where} ORDER BY {order}"
    return Way(sql, wanted.values)


def _walk(wanted: Wanted) -> Way:
    """Return the way along all there is in the order of the list, which soon has a page full."""
    column = _COLUMNS.get(wanted.sort)
    if column is None:
        return _by_age(wanted)
    if wanted.wide:
        return _through(f"application_open_{wanted.sort}", wanted, more=OPEN)
    newest = _by_age(wanted, f", {column} AS place")
    sql = f"SELECT id FROM ({newest.sql} LIMIT {NEWEST}) ORDER BY place NULLS LAST, id"
    return newest._replace(sql=sql)


def _by_age(wanted: Wanted, column: str = "") -> Way:
    """Return the way in the order of row ids, which is that of age."""
    down = "" if wanted.sort == "oldest" else "DESC"
    if wanted.match:  # CROSS JOIN keeps the search outside: by row id, without a sort
        source = "search CROSS JOIN application ON application.id = search.rowid"
        where = f"search MATCH ? AND {wanted.where} ORDER BY search.rowid {down}"
        values = [wanted.match, *wanted.values]
    else:
        source = table(next((one.by for one in wanted.conditions if one.by_age), ""))
        where, values = f"{wanted.where} ORDER BY application.id {down}", wanted.values
    return Way(f"SELECT application.id AS id{column} FROM {source} WHERE {where}", values)


def _standing(wanted: Wanted, cause: str, desk: Desk) -> list[int]:
    """Return a page of what stands still: by a short walk where much does, else among all that does."""
    still = standstill(desk)
    many = still.by_cause[cause] if cause else still.stalled
    few = many * WALK < (wanted.offset + wanted.limit) * still.in_process
    walked = None if few else _walked(wanted, cause, desk)
    if walked is not None:
        return walked
    ids = sorted({one.id for one in standing(desk, cause=cause)})
    marked = Condition("application.id IN (SELECT value FROM json_each(?))", [str(ids)], ROWS)
    these = wanted._replace(conditions=[*wanted.conditions, marked])
    return _ids(_through(ROWS, these), desk, wanted.limit, wanted.offset)


def _walked(wanted: Wanted, cause: str, desk: Desk) -> list[int] | None:
    """Return the page if a short walk fills it or comes to the end, else None."""
    world, end = desk.world(), wanted.offset + wanted.limit
    found: list[int] = []
    way = _way(wanted, desk)
    cursor = desk.connection.execute(way.sql, way.values)
    for _chunk in range(WALK // CHUNK):
        ids = [id for (id,) in cursor.fetchmany(CHUNK)]
        causes = causes_of(ids, desk, world)
        found += [id for id in ids if (cause in causes[id] if cause else causes[id])]
        if len(ids) < CHUNK or len(found) >= end:
            return found[wanted.offset : end]
    return None


def _longest_stalled(wanted: Wanted, desk: Desk) -> list[int]:
    """Return a page of what stands still, longest first: by its first cause, or by the one asked for."""
    end = wanted.offset + wanted.limit
    if wanted.match or _fewest(wanted, desk)[0] <= NEWEST:
        return _longest_found(wanted, desk)[wanted.offset : end]
    return list(islice(_matching(wanted, desk), wanted.offset, end))


def _longest_found(wanted: Wanted, desk: Desk) -> list[int]:
    """Return what stands still of the newest that are wanted, longest first."""
    newest = _ids(_way(wanted._replace(sort="newest"), desk), desk, NEWEST)
    held = {
        id: [stall.since for stall in found if (wanted.cause or "") in ("", stall.cause)]
        for id, found in stalls_of(newest, desk, ranked=False).items()
    }
    return sorted((id for id, since in held.items() if since), key=lambda id: (held[id][0], id))


def _matching(wanted: Wanted, desk: Desk) -> Iterator[int]:
    """Yield what is wanted of all that stands still, longest first, under the first cause that holds."""
    world, seen = desk.world(), set[int]()
    held = longest(desk, world, wanted.cause or "")
    sql = "SELECT application.id FROM application WHERE application.id IN (SELECT value FROM json_each(?))"
    while chunk := list(islice(held, CHUNK)):
        ids = [one.id for one in chunk]
        kept = {id for (id,) in desk.rows(f"{sql} AND {wanted.where}", str(ids), *wanted.values)}
        causes = causes_of(sorted(kept), desk, world)
        for one in chunk:
            if one.id in kept - seen and one.cause == (wanted.cause or causes[one.id][0]):
                seen.add(one.id)
                yield one.id
