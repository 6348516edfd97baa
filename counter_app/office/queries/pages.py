"""Which applications stand on one page of the list, and in what order."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any, Literal, NamedTuple

from counter_app.office.desk import Desk
from counter_app.office.queries.stalls import causes_of, stalls_of, standing
from counter_app.office.queries.standstill import standstill
from counter_app.office.queries.views import OPEN

Sort = Literal["newest", "oldest", "due", "stalled_since", "name"]

NEWEST = 1_000  # of what no index orders, the newest so many are sorted
CHUNK, WALK = 200, 2_000  # looked at together, and at most, before all that stands still is looked at
_COLUMNS = {"due": "due", "name": "name_key"}


class Wanted(NamedTuple):
    """What a list is asked for, as SQL."""

    where: list[str]
    values: list[Any]
    sort: Sort
    limit: int
    offset: int
    cause: str | None = None  # of those that stand still: this cause, with "" any; None: all applications
    wide: bool = False  # open applications alone, and perhaps most of them
    searched: bool = False  # ``where`` begins with a match in the table ``search``


def page(wanted: Wanted, desk: Desk) -> list[int]:
    """Return the row ids of one page, in order."""
    if wanted.sort == "stalled_since":
        return _longest_stalled(wanted, desk)
    if wanted.cause is not None:
        return _standing(wanted, wanted.cause, desk)
    return _ids(f"{_ordered(wanted)} LIMIT ? OFFSET ?", desk, *wanted.values, wanted.limit, wanted.offset)


def _ids(sql: str, desk: Desk, *values: Any) -> list[int]:
    return [id for (id,) in desk.rows(sql, *values)]


def _ordered(wanted: Wanted) -> str:
    """Return the query for the ids of all that is wanted, in order."""
    where = " AND ".join(wanted.where) or "1"
    if wanted.sort in ("newest", "oldest", "stalled_since"):
        return _by_age(where, searched=wanted.searched, newest=wanted.sort != "oldest")
    column = _COLUMNS[wanted.sort]
    if wanted.wide:
        return (
            f"SELECT application.id FROM application INDEXED BY application_open_{wanted.sort} "
            f"WHERE {OPEN} AND {where} ORDER BY {column} NULLS LAST, application.id"
        )
    newest = _by_age(where, searched=wanted.searched, column=f", {column} AS place")
    return f"SELECT id FROM ({newest} LIMIT {NEWEST}) ORDER BY place NULLS LAST, id"


def _by_age(where: str, *, searched: bool, newest: bool = True, column: str = "") -> str:
    """Return the query in the order of row ids, which is that of age."""
    down = " DESC" if newest else ""
    if searched:  # CROSS JOIN keeps the search outside: by row id, without a sort
        source = "search CROSS JOIN application ON application.id = search.rowid"
        return f"SELECT application.id AS id{column} FROM {source} WHERE {where} ORDER BY search.rowid{down}"
    return f"SELECT application.id AS id{column} FROM application WHERE {where} ORDER BY application.id{down}"


def _standing(wanted: Wanted, cause: str, desk: Desk) -> list[int]:
    """Return a page of what stands still: by a short walk where much does, else among all that does."""
    still = standstill(desk)
    many = still.by_cause[cause] if cause else still.stalled
    few = many * WALK < (wanted.offset + wanted.limit) * still.in_process
    walked = None if few else _walked(wanted, cause, desk)
    if walked is not None:
        return walked
    marked = wanted._replace(where=[*wanted.where, "application.id IN (SELECT value FROM json_each(?))"])
    ids = sorted({one.id for one in standing(desk, cause=cause)})
    sql = f"{_ordered(marked)} LIMIT ? OFFSET ?"
    return _ids(sql, desk, *wanted.values, str(ids), wanted.limit, wanted.offset)


def _walked(wanted: Wanted, cause: str, desk: Desk) -> list[int] | None:
    """Return the page if a short walk fills it or comes to the end, else None."""
    world, end = desk.world(), wanted.offset + wanted.limit
    found: list[int] = []
    cursor = desk.connection.execute(_ordered(wanted), wanted.values)
    for _chunk in range(WALK // CHUNK):
        ids = [id for (id,) in cursor.fetchmany(CHUNK)]
        causes = causes_of(ids, desk, world)
        found += [id for id in ids if (cause in causes[id] if cause else causes[id])]
        if len(ids) < CHUNK or len(found) >= end:
            return found[wanted.offset : end]
    return None


def _longest_stalled(wanted: Wanted, desk: Desk) -> list[int]:
    """Return a page of what stands still, longest first: by its first cause, or by the one asked for."""
    cause, end = wanted.cause or "", wanted.offset + wanted.limit
    if wanted.searched:
        return _longest_found(wanted, cause, desk)[wanted.offset : end]
    since: dict[int, int] = {}
    for one in standing(desk, cause=cause):
        since.setdefault(one.id, one.since)
    matching = _matching(sorted(since, key=lambda id: (since[id], id)), wanted, desk)
    return list(islice(matching, wanted.offset, end))


def _longest_found(wanted: Wanted, cause: str, desk: Desk) -> list[int]:
    """Return what stands still of the newest that a search finds, longest first."""
    newest = _ids(f"{_ordered(wanted)} LIMIT {NEWEST}", desk, *wanted.values)
    held = {
        id: [stall.since for stall in found if cause in ("", stall.cause)]
        for id, found in stalls_of(newest, desk, ranked=False).items()
    }
    return sorted((id for id, since in held.items() if since), key=lambda id: (held[id][0], id))


def _matching(ids: list[int], wanted: Wanted, desk: Desk) -> Iterator[int]:
    """Yield those of ``ids`` that are wanted, in their order."""
    sql = "SELECT application.id FROM application WHERE application.id IN (SELECT value FROM json_each(?))"
    for start in range(0, len(ids), CHUNK):
        chunk = ids[start : start + CHUNK]
        kept = set(_ids(" AND ".join([sql, *wanted.where]), desk, str(chunk), *wanted.values))
        yield from (id for id in chunk if id in kept)
