"""What stands still now, longest first: a page of hundreds of thousands is found without a look at all.

Each cause gives its own in that order, from an index, no further than they are asked for; these are merged.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from heapq import merge
from itertools import islice
from typing import Any, NamedTuple

from counter_app.domain import stalls as rules
from counter_app.domain.catalogue import DEPENDS, KINDS
from counter_app.domain.stalls import DAY, ORDER, Stall, World
from counter_app.office.desk import Desk
from counter_app.office.office import READERS, Amount, Question, answers
from counter_app.office.queries.places import last_served
from counter_app.office.queries.stalls import (
    AGENCY,
    BLANGKO,
    UnknownChoice,
    patience_threshold,
    stalls_of,
    until,
)
from counter_app.office.queries.standstill import steps_of
from counter_app.storage.indexes import AWAITED, CURRENT, HELD, IN_FOLDER, LENT


class Stalls(Question, frozen=True):
    """List applications that stand still: since when, until when, for what cause; longest first."""

    cause: str = ""
    limit: Amount = 100
    offset: Amount = 0


class Held(NamedTuple):
    """An application that stands still for one cause, in the order of the list."""

    since: int
    id: int
    cause: str


Streams = Iterator[Iterator[Held]]


def longest(desk: Desk, world: World, cause: str = "") -> Iterator[Held]:
    """Yield what stands still now, under every cause that holds for it or under the one asked for."""
    causes = [cause] if cause else ORDER
    return merge(*(stream for one in causes for stream in _STREAMS[one](desk, world)), key=_turn)


def _turn(one: Held) -> tuple[int, int, int]:
    return one.since, one.id, ORDER.index(one.cause)


def _stream(cause: str, desk: Desk, sql: str, *values: Any) -> Iterator[Held]:
    return (Held(since, id, cause) for since, id in desk.connection.execute(sql, values))


def _citizen(desk: Desk, _world: World) -> Streams:
    sql = f"SELECT citizen_since, id FROM application WHERE {AWAITED} AND state = 'in_process' ORDER BY 1, 2"
    yield _stream("citizen", desk, sql)


def _blangko(desk: Desk, world: World) -> Streams:
    """Yield those whom the stock does not serve: first-timers and replacements of each kind."""
    sql = (
        f"SELECT since, application FROM step WHERE {CURRENT} AND {BLANGKO} AND aside = 0 AND of = ? "
        "AND later = ? AND (since, application) > (?, ?) ORDER BY since, application"
    )
    for kind in KINDS:
        turn, *served = last_served(kind, world.stock.get(kind, 0), desk)
        for later in (0, 1):
            own = later if desk.settings.first_timers_first else 0
            if own >= turn:
                beyond = served if own == turn else (0, 0)
                yield _stream("blangko", desk, sql, kind, later, *beyond)


def _signature(desk: Desk, world: World) -> Streams:
    """Yield what lies too long, and what nobody may sign: that stands since the signer is away."""
    patient = patience_threshold(desk, world)
    rows = desk.rows(f"SELECT folder, application, waits, service FROM standing WHERE {IN_FOLDER}")
    away = {kind: _away_since(*kind, world) for kind in {(waits, service) for *_row, waits, service in rows}}
    found = ((since, id, away[waits, service]) for since, id, waits, service in rows)
    yield iter(
        sorted(
            Held(since if begins is None else max(since, begins), id, "signature")
            for since, id, begins in found
            if begins is not None or since <= patient
        )
    )


def _away_since(waits: str, service: str, world: World) -> int | None:
    """Return since when nobody may sign what waits so, None where somebody may."""
    for need, of, deputies, *_more in steps_of(waits):
        if need == "signature":
            forms = [form for form in deputies.split(",") if form]
            absence = rules.blocked(of, forms, service, world)
            return absence.begins if absence is not None else None
    return None


def _agency(desk: Desk, world: World) -> Streams:
    rows = desk.rows(
        "SELECT since, step.application FROM standing "
        "CROSS JOIN step ON step.application = standing.application "
        f"WHERE {LENT} AND overdue < ?1 AND {CURRENT} AND {AGENCY} AND ?1 - since > limit_days * {DAY}",
        world.now,
    )
    yield iter(sorted(Held(since, id, "agency") for since, id in rows))


def _disruption(desk: Desk, world: World) -> Streams:
    for depends in sorted(set(DEPENDS.values())):
        hits = [down.begins for down in world.disruptions if rules.hit_by(depends, down.what)]
        if hits:
            yield _down(depends, min(hits), desk)


def _down(depends: str, begins: int, desk: Desk) -> Iterator[Held]:
    """Yield first what came to its step before the disruption, then what came since."""
    where, later = f"{CURRENT} AND {HELD} AND depends = ?", []
    sql = f"SELECT since, application FROM step WHERE {where} ORDER BY application"
    for since, id in desk.connection.execute(sql, (depends,)):
        if since <= begins:
            yield Held(begins, id, "disruption")
        else:
            later.append(Held(since, id, "disruption"))
    yield from sorted(later)


_STREAMS: dict[str, Callable[[Desk, World], Streams]] = {
    "citizen": _citizen,
    "blangko": _blangko,
    "signature": _signature,
    "agency": _agency,
    "disruption": _disruption,
}


@answers(Stalls, READERS)
def stalls(question: Stalls, desk: Desk) -> list[dict[str, Any]]:
    if question.cause not in ("", *ORDER):
        raise UnknownChoice("cause", question.cause, ORDER)
    world = desk.world()
    found = longest(desk, world, question.cause)
    page = list(islice(found, question.offset, question.offset + question.limit))
    told = stalls_of(sorted({one.id for one in page}), desk, world)
    return [_row(one.id, next(s for s in told[one.id] if s.cause == one.cause), desk) for one in page]


def _row(id: int, stall: Stall, desk: Desk) -> dict[str, Any]:
    number, service, name = desk.rows("SELECT number, service, name FROM application WHERE id = ?", id)[0]
    return {
        "application": number,
        "service": service,
        "name": name,
        "step": stall.step,
        "cause": stall.cause,
        "since": desk.iso(stall.since),
        "until": until(stall.until, desk),
        "rank": stall.rank,
    }
