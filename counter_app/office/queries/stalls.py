"""What stands still: the SQL over sets, with ``domain.stalls`` as its oracle.

Everything is asked for one moment: now, or the end of a past day (then the spans of that time count).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial
from heapq import merge
from itertools import groupby, islice
from operator import itemgetter
from typing import NamedTuple

from counter_app.domain import stalls as rules
from counter_app.domain.application import Application
from counter_app.domain.blangko import covered_on
from counter_app.domain.catalogue import DEPENDS, Standard
from counter_app.domain.errors import UserError
from counter_app.domain.signing import Absence
from counter_app.domain.stalls import DAY, ORDER, OpenStep, Stall, World
from counter_app.i18n import _
from counter_app.office.desk import Desk
from counter_app.office.queries.places import Place, last_served, ranks
from counter_app.office.waiting import place_in_line
from counter_app.storage.indexes import AWAITED, CURRENT, HELD, NEEDY

BLANGKO, SIGNATURE, AGENCY = (  # steps that need it, in the words of the indexes
    f"{NEEDY} AND need = '{need}'" for need in ("blangko", "signature", "agency")
)


Until = dt.date | int | None  # a day, the end of an absence, or nobody knows


class Standing(NamedTuple):
    """One application that stands still for one cause. ``id`` is its row id."""

    id: int
    cause: str
    step: str
    since: int
    until: Until = None
    rank: int | None = None


class UnknownChoice(UserError):
    """A filter with a value that does not exist."""

    def __init__(self, name: str, value: str, known: Sequence[str]) -> None:
        super().__init__(
            _("There is no {name} '{value}'. Choose one of: {known}.").format(
                name=name, value=value, known=", ".join(known)
            )
        )


def of_application(app: Application, desk: Desk, world: World | None = None) -> list[Stall]:
    """Return every cause that holds for one application now, the one that a report counts first."""
    if app.state != "in_process":
        return []
    world = world or desk.world()
    rank = place_in_line(app, desk).rank
    found: list[Stall] = []
    for state in app.current:
        plan = state.plan
        step = OpenStep(
            step=plan.id,
            service=app.service,
            since=state.since or 0,
            need=plan.need,
            of=plan.of,
            deputies=plan.deputies,
            limit_days=plan.limit_days,
            depends=plan.depends,
            rank=rank,
            citizen_since=app.citizen_since,
        )
        found += rules.stalls(step, world)
    found.sort(key=lambda stall: ORDER.index(stall.cause))  # over steps that go on side by side
    return [s for n, s in enumerate(found) if s.cause != "citizen" or n == 0]


def standing(
    desk: Desk, at: int | None = None, cause: str = "", world: World | None = None
) -> Iterator[Standing]:
    """Yield what stands still at a moment (default: now), in no particular order."""
    world = world or desk.world(at)
    for name in ORDER:
        if cause in ("", name):
            yield from _FINDERS[name](desk, world, at)


def running(at: int | None, marked: str, columns: str = "step.*") -> str:
    """Return what to select from for the spans of the steps ``marked`` that ran at ``at``, as ``step``."""
    if at is None:
        return f"(SELECT {columns} FROM step WHERE {CURRENT} AND {marked}) AS step"
    return touching(at, at, marked, columns)


def line(kind: str, at: int | None, desk: Desk, *, by_age: bool = False) -> Iterator[tuple[int, int, int]]:
    """Yield who was in a line, in its order or by age alone: later or first-timer, since when, row id.

    Of a long line no more is read than what is taken.
    """
    parts = [desk.connection.execute(part, (kind,)) for part in line_parts(at)]
    in_turn = desk.settings.first_timers_first and not by_age
    yield from merge(*parts, key=None if in_turn else itemgetter(1, 2))


def line_parts(at: int | None) -> list[str]:
    """Return what asks who was in the line for the kind ``?`` at ``at``, in parts of which each is in order.

    Of those who wait still an index gives the order; only those served since are sorted.
    """
    began, ordered = (
        "" if at is None else f"AND since < {at}",
        f"AND {in_line(at)} ORDER BY since, application",
    )
    still = f"SELECT later, since, application FROM step WHERE {CURRENT} AND {BLANGKO} AND of = ? {began}"
    ended = (
        f"SELECT later, since, application FROM (SELECT application AS file, n AS place FROM step "
        f"WHERE {BLANGKO} AND until >= {at} {began}) "
        "CROSS JOIN step ON application = file AND n = place WHERE of = ?"
    )
    asides = (0,) if at is None else (0, 1)
    parts = [(still, f"AND later = {later} AND aside = {aside}") for later in (0, 1) for aside in asides]
    if at is not None:
        parts += [(ended, f"AND later = {later}") for later in (0, 1)]
    return [f"{part} {which} {ordered}" for part, which in parts]


def touching(begin: int, end: int, marked: str, columns: str = "step.*") -> str:
    """Return what to select from for the spans of the steps ``marked`` that ran in [begin, end].

    Two halves, those still open and those ended since: SQLite takes a partial index only for its very
    condition, and none for an OR of both. Of those ended since, however many years, an index tells which
    had begun by then: only these are looked at.
    """
    ended = f"SELECT application AS file, n AS place FROM step WHERE {marked} AND until >= {begin}"
    return (
        f"(SELECT {columns} FROM step WHERE {CURRENT} AND {marked} AND since < {end} UNION ALL SELECT "
        f"{columns} FROM ({ended} AND since < {end}) CROSS JOIN step ON application = file AND n = place"
        ") AS step"
    )


def in_line(at: int | None) -> str:
    """Return the condition for a step whose application was not set aside at ``at``."""
    if at is None:
        return "step.aside = 0"
    return (
        "NOT EXISTS (SELECT 1 FROM aside WHERE aside.application = step.application "
        f"AND begins < {at} AND (ends IS NULL OR ends >= {at}))"
    )


def _citizen(desk: Desk, world: World, at: int | None) -> Iterator[Standing]:
    if at is None:
        rows = desk.rows(
            f"SELECT id, current, citizen_since FROM application WHERE {AWAITED} AND state = 'in_process'"
        )
    else:
        rows = desk.rows(
            "SELECT application, '', begins FROM awaited WHERE begins < ? AND (ends IS NULL OR ends >= ?)",
            at,
            at,
        )
    for id, current, since in rows:
        yield Standing(id, "citizen", current.partition(",")[0], since)


def _blangko(desk: Desk, world: World, at: int | None) -> Iterator[Standing]:
    rows = desk.rows(
        f"SELECT of, application, step, since FROM {running(at, BLANGKO)} WHERE {in_line(at)} "
        f"ORDER BY of, {line_order(desk)}"
    )
    for kind, line in groupby(rows, key=itemgetter(0)):
        stock, expected = world.stock.get(kind, 0), world.expected.get(kind, ())
        served = max(stock, 0)
        for rank, (_kind, id, step, since) in enumerate(islice(line, served, None), start=served + 1):
            yield Standing(id, "blangko", step, since, covered_on(rank, stock, expected), rank)


def line_order(desk: Desk) -> str:
    """Return what orders a line, the first one first."""
    return "later, since, application" if desk.settings.first_timers_first else "since, application"


def _signature(desk: Desk, world: World, at: int | None) -> Iterator[Standing]:
    held = unsigned(desk, world)
    rows = desk.rows(f"SELECT application, step, since, of, deputies, service FROM {running(at, SIGNATURE)}")
    for id, step, *row in rows:
        stall = held(*row)
        if stall is not None:
            yield Standing(id, "signature", step, *stall)


def unsigned(desk: Desk, world: World) -> Callable[[int, str, str, str], tuple[int, Until] | None]:
    """Return what tells of a signature (since, role, deputies, service) since and until when it stands."""
    patient = patience_threshold(desk, world)
    blocked = cache(partial(_blocked, world=world))

    def held(since: int, role: str, deputies: str, service: str) -> tuple[int, Until] | None:
        absence = blocked(role, deputies, service)
        if absence is not None:
            return max(since, absence.begins), absence.ends or None
        return (since, None) if since <= patient else None

    return held


def _blocked(role: str, deputies: str, service: str, *, world: World) -> Absence | None:
    return rules.blocked(role, [form for form in deputies.split(",") if form], service, world)


def patience_threshold(desk: Desk, world: World) -> int:
    """Return the newest instant whose file, entered then, has waited over the office's patience by now."""
    calendar = desk.calendar
    day = desk.local(world.now).date()
    for _back in range(400):
        closes = calendar.closes(day)
        if closes is not None:
            last = int(closes.timestamp() * 1_000_000)
            if calendar.due_micros(last, Standard(working_days=world.patience_days)) < world.now:
                return last
        day -= dt.timedelta(days=1)
    return 0


def _agency(desk: Desk, world: World, at: int | None) -> Iterator[Standing]:
    rows = desk.rows(
        f"SELECT application, step, since FROM {running(at, AGENCY)} WHERE ? - since > limit_days * {DAY}",
        world.now,
    )
    for id, step, since in rows:
        yield Standing(id, "agency", step, since)


def _disruption(desk: Desk, world: World, at: int | None) -> Iterator[Standing]:
    if not world.disruptions:
        return
    down = {disruption.what for disruption in world.disruptions}
    hit = sorted(DEPENDS.values() if "power" in down else down)
    spans = running(at, HELD)
    rows = desk.rows(
        f"SELECT application, step, since, depends FROM {spans} "
        f"WHERE depends IN ({', '.join('?' * len(hit))})",
        *hit,
    )
    for id, step, since, depends in rows:
        hits = [d.begins for d in world.disruptions if rules.hit_by(depends, d.what)]
        if hits:
            yield Standing(id, "disruption", step, max(since, min(hits)))


_FINDERS: dict[str, Callable[[Desk, World, int | None], Iterator[Standing]]] = {
    "citizen": _citizen,
    "blangko": _blangko,
    "signature": _signature,
    "agency": _agency,
    "disruption": _disruption,
}


def causes_of(ids: list[int], desk: Desk, world: World | None = None) -> dict[int, list[str]]:
    """Return the causes that hold now for the applications of one page, and only for those."""
    return {id: [s.cause for s in found] for id, found in stalls_of(ids, desk, world, ranked=False).items()}


def stalls_of(
    ids: list[int], desk: Desk, world: World | None = None, *, ranked: bool = True
) -> dict[int, list[Stall]]:
    """Return the first stall of each cause that holds now for the applications of one page, in ``ORDER``.

    Ranks cost a walk along the line: without them a stall by blangko has a rank that is only too high.
    """
    world = world or desk.world()
    rows = [_Row(*row) for row in desk.rows(_OF_PAGE, str(ids))]
    ranks = _ranks(rows, world, desk, ranked=ranked)
    found: dict[int, dict[str, Stall]] = {id: {} for id in ids}
    for row in rows:
        for stall in rules.stalls(_open_step(row, ranks.get((row.application, row.step))), world):
            found[row.application].setdefault(stall.cause, stall)
    return {id: [by_cause[c] for c in ORDER if c in by_cause] for id, by_cause in found.items()}


class _Row(NamedTuple):
    """An open step as its table has it, with what its application adds."""

    application: int
    step: str
    since: int
    need: str
    of: str
    deputies: str
    limit_days: int
    depends: str
    later: int
    aside: int
    service: str
    citizen_since: int | None


_OF_PAGE = (
    "SELECT application, step, since, need, of, deputies, limit_days, depends, later, aside, "
    "step.service, citizen_since FROM json_each(?) AS page "
    "CROSS JOIN step NOT INDEXED ON step.application = page.value "
    "JOIN application ON application.id = page.value WHERE until IS NULL AND state = 'in_process'"
)


def _open_step(row: _Row, rank: int | None) -> OpenStep:
    forms = [form for form in row.deputies.split(",") if form]
    return OpenStep(
        *(row.step, row.service, row.since, row.need, row.of, forms, row.limit_days, row.depends),
        rank=rank,
        citizen_since=row.citizen_since,
    )


def _ranks(rows: list[_Row], world: World, desk: Desk, *, ranked: bool) -> dict[tuple[int, str], int]:
    """Return ranks in the line by application and step; 0 for all whom the stock serves."""
    places = [
        Place(r.of, r.later, r.since, r.application, r.step)
        for r in rows
        if r.need == "blangko" and not r.aside
    ]
    stock = {place.kind: world.stock.get(place.kind, 0) for place in places}
    last = {kind: last_served(kind, n, desk) for kind, n in stock.items()}
    behind = [place for place in places if place.key(desk) > last[place.kind]]
    found = ranks(behind, desk) if ranked else {place: stock[place.kind] + 1 for place in behind}
    return {(place.application, place.step): found.get(place, 0) for place in places}


def until(value: Until, desk: Desk) -> str | None:
    """Return a day as its date, an exclusive end of an absence as its last second."""
    if isinstance(value, int):
        return desk.iso(value - 1_000_000) if desk.local(value).time() == dt.time() else desk.iso(value)
    return value.isoformat() if value else None
