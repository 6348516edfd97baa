"""Entries of the journal as people read them: who, in which role, did what, about what and whom, when."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, get_args

import msgspec

from counter_app.domain import events as e
from counter_app.domain import nik as niks
from counter_app.domain.event_words import event_words, how_words
from counter_app.domain.life import UnknownStaff
from counter_app.domain.timeline import event_name
from counter_app.domain.words import step_label
from counter_app.i18n import _
from counter_app.office.closed import veil
from counter_app.office.desk import FOREVER, Desk
from counter_app.office.queries.stalls import UnknownChoice
from counter_app.storage import journal, walls

_WITHOUT_NAME = ("office", "clock", "retention")  # areas of which there is one alone


class Asked(NamedTuple):
    """Which entries are wanted; what is empty or None does not matter."""

    staff: str = ""
    application: str = ""
    what: str = ""  # an area (application), an event (accepted) or both (application.accepted)
    first: dt.date | None = None
    last: dt.date | None = None


class Act(NamedTuple):
    """One entry."""

    entry: str  # counter:seq
    wall: int
    staff: str
    name: str
    role: str  # at that time; empty: nobody was signed in
    area: str
    subject: str
    about: str  # the name of whom or what it is about
    nik: str  # masked
    event: str
    words: str
    detail: str


def acts(asked: Asked, desk: Desk, *, limit: int, offset: int = 0, newest: bool = True) -> list[Act]:
    """Return the entries wanted, by time. Raises UnknownStaff, UnknownChoice, UnlikelyDate."""
    where, values = condition(asked, desk)
    rows = desk.rows(
        "SELECT counter, seq, at, wall, actor, stream, payload FROM journal "
        f"WHERE {where} ORDER BY at {'DESC' if newest else ''} LIMIT ? OFFSET ?",
        *values,
        limit,
        offset,
    )
    words = _Words(rows, desk)
    return [words.act(row) for row in rows]


def count(asked: Asked, desk: Desk) -> int:
    """Return how many entries are wanted."""
    where, values = condition(asked, desk)
    return int(desk.value(f"SELECT count(*) FROM journal WHERE {where}", *values))


def condition(asked: Asked, desk: Desk) -> tuple[str, list[Any]]:
    """Return the SQL condition for the entries wanted, with its values."""
    where, values = ["1"], list[Any]()
    if asked.staff:
        _wrote(asked.staff, desk)
        where.append("actor = ?")
        values.append(asked.staff)
    if asked.application:
        where.append("stream = ?")
        values.append(f"application/{asked.application}")
    if asked.what:
        chosen = [journal.between(tag) for tag in tags(asked.what)]
        where.append(f"({' OR '.join(['(payload >= ? AND payload < ?)'] * len(chosen))})")
        values += [bound for pair in chosen for bound in pair]
    if asked.first or asked.last:
        begin = desk.day_bounds(asked.first)[0] if asked.first else 0
        end = desk.day_bounds(asked.last)[1] if asked.last else FOREVER
        where.append("at BETWEEN ? AND ? AND wall >= ? AND wall < ?")
        values += [*_order(begin, end, desk), begin, end]
    return " AND ".join(where), values


def tags(what: str) -> list[str]:
    """Return the tags without version that an area, an event or both mean. Raises UnknownChoice."""
    known = sorted({str(kind.__struct_config__.tag).rpartition(".")[0] for kind in get_args(e.AnyEvent)})
    found = [one for one in known if what in (one, *one.split("."))]
    if not found:
        areas = sorted({one.partition(".")[0] for one in known})
        raise UnknownChoice("what", what, [*areas, *known])
    return found


def _order(begin: int, end: int, desk: Desk) -> tuple[int, int]:
    """Return between which places in the order of all entries those of a period lie."""
    sql = "SELECT at FROM journal WHERE counter = ? AND seq IN (?, ?)"
    parts = walls.between(desk.connection, begin, end)
    found = [at for part in parts for (at,) in desk.rows(sql, *part)]
    return min(found, default=1), max(found, default=0)


def _wrote(staff: str, desk: Desk) -> None:
    """Refuse somebody who never worked here; who left, or founded the office, is known."""
    names = desk.staff_names()
    if staff not in names and desk.value("SELECT 1 FROM journal WHERE actor = ? LIMIT 1", staff) is None:
        raise UnknownStaff(staff, sorted(names))


class _Words:
    """What the rows of one answer are called; looked up once for all."""

    def __init__(self, rows: Sequence[tuple[Any, ...]], desk: Desk) -> None:
        self._desk = desk
        self._staff = desk.staff_names()
        self._roles = _roles(desk)
        self._citizens = _citizens([row[5] for row in rows], desk)
        self._officials = dict(desk.rows("SELECT id, name FROM official"))
        self._known = desk.catalogue.ids()

    def act(self, row: tuple[Any, ...]) -> Act:
        counter, seq, at, wall, actor, stream, payload = row
        event = journal.decode(payload)
        area, _slash, subject = stream.partition("/")
        event_id = event_name(event) if event is not None else "?"
        name, nik = self._about(area, subject)
        return Act(
            entry=f"{counter}:{seq}",
            wall=wall,
            staff=actor,
            name=self._staff.get(actor) or _nobody().get(actor, actor),
            role=self._role(actor, at),
            area=area,
            subject="" if area in _WITHOUT_NAME else subject,
            about=name,
            nik=nik,
            event=event_id,
            words=event_words(area, event_id) if event is not None else _("can't be read"),
            detail="" if name == veil(None) else detail(event),
        )

    def _about(self, area: str, subject: str) -> tuple[str, str]:
        """Return the name of whom or what an entry is about, and the masked NIK."""
        match area:
            case "application":
                return self._citizens.get(subject, ("", ""))
            case "staff":
                return self._staff.get(subject, ""), ""
            case "official":
                return self._officials.get(subject, ""), ""
            case "service" if subject in self._known:
                return self._desk.catalogue.label(subject), ""
        return "", ""

    def _role(self, actor: str, at: int) -> str:
        held = self._roles.get(actor, [])
        place = bisect_right(held, at, key=lambda one: one[0])
        return held[place - 1][1] if place else ""


def _nobody() -> dict[str, str]:
    """Return what wrote without anybody being signed in."""
    return {"setup": _("(at the founding)"), "recovery": _("(with the recovery key)")}


def _roles(desk: Desk) -> Mapping[str, list[tuple[int, str]]]:
    """Return since when each member of staff held which role."""
    sql = "SELECT stream, at, payload FROM journal WHERE stream >= 'staff/' AND stream < 'staff0' ORDER BY at"
    found: dict[str, list[tuple[int, str]]] = {}
    for stream, at, payload in desk.rows(sql):
        event = journal.decode(payload)
        if isinstance(event, e.StaffSet):
            found.setdefault(stream.partition("/")[2], []).append((at, event.role))
    return found


def _citizens(streams: Sequence[str], desk: Desk) -> dict[str, tuple[str, str]]:
    """Return name and masked NIK by application; of those closed to reading, that they are."""
    numbers = {stream.partition("/")[2] for stream in streams if stream.startswith("application/")}
    rows = desk.rows(
        f"SELECT number, CASE WHEN {desk.readable} THEN name END, "
        f"CASE WHEN {desk.readable} THEN nik ELSE '' END FROM application "
        "WHERE number IN (SELECT value FROM json_each(?))",
        msgspec.json.encode(sorted(numbers)).decode(),
    )
    return {number: (veil(name), niks.mask(nik)) for number, name, nik in rows}


def detail(event: e.Event | None) -> str:
    """Return what besides its words tells what happened: which step, which list, for what reason."""
    match event:
        case e.PasswordSet(how=how):
            return how_words(how)
        case e.Exported(what=what):
            return what
        case e.StepCompleted(step=step) | e.StepSigned(step=step):
            return step_label(step)
    return str(getattr(event, "reason", ""))
