"""Questions about applications: one of them, lists of them, the citizen behind them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from counter_app.domain import checklist, search
from counter_app.domain import nik as niks
from counter_app.domain.application import Application as State
from counter_app.domain.events import Entry
from counter_app.domain.folding import fold
from counter_app.domain.life import exists
from counter_app.domain.numbers import ids_between
from counter_app.domain.timeline import timeline
from counter_app.domain.words import CAUSES, STATES
from counter_app.office.commands.applications import seen_before
from counter_app.office.commands.signing import moment
from counter_app.office.desk import Desk
from counter_app.office.office import READERS, Amount, Question, answers
from counter_app.office.queries import stalls


class Application(Question, frozen=True):
    """Show one application: state, checklist, steps, timeline, why it stands still."""

    application: str


class Applications(Question, frozen=True, rename={"from_": "from"}):
    """List applications, newest first; text searches name, NIK and number."""

    text: str = ""
    state: str = ""
    service: str = ""
    stalled: str | bool = ""
    late: bool = False
    responsible: str = ""
    from_: str = ""
    to: str = ""
    limit: Amount = 100
    offset: Amount = 0


class Citizen(Question, frozen=True):
    """Find a citizen seen before by the whole NIK."""

    nik: str


@answers(Application, READERS)
def application(question: Application, desk: Desk) -> dict[str, Any]:
    entries = desk.entries(question.application)
    app = exists(fold(question.application, entries))
    place = desk.place(app)
    return {
        "application": app.number,
        "service": app.service,
        "label": desk.catalogue.label(app.service),
        "state": app.state,
        "outcome": app.outcome,
        "current": [s.plan.id for s in app.current],
        **_citizen(app),
        **_moments(app, desk),
        "late": app.closed is None and is_late(app.due, app.ready, app.citizen_since, desk.now),
        "responsible": app.responsible,
        "offered_to": app.offered_to,
        "returns": len(app.returns),
        "rank": place.rank,
        "set_aside": place.set_aside,
        "shelf": app.shelf,
        "letter": app.letter,
        "batch": app.batch,
        "receiver": app.handed.receiver if app.handed else "",
        "requirements": _requirements(app, desk),
        "groups": [
            {"id": g.id, "min": g.min, "label": desk.catalogue.requirement_label(app.service, g.id)}
            for g in app.groups
        ],
        "steps": _steps(app, desk),
        "timeline": _timeline(entries, desk),
        "stalls": _stalls(app, desk),
        "conflicts": [{"event": c.note, "at": desk.iso(c.wall), "staff": c.staff} for c in app.conflicts],
    }


def _citizen(app: State) -> dict[str, Any]:
    """Return the citizen; the NIK shows only its ends."""
    person = msgspec.structs.asdict(app.applicant) | {"nik": niks.mask(app.applicant.nik)}
    return person | {"submitter": app.submitter, "conditions": app.conditions, "visit": app.visit}


def _moments(app: State, desk: Desk) -> dict[str, str | None]:
    return {
        "opened": desk.iso(app.opened),
        "accepted": desk.iso(app.accepted),
        "due": desk.iso(app.due),
        "expected": _expected(app, desk),
        "ready": desk.iso(app.ready),
        "collected": desk.iso(app.collected),
        "closed": desk.iso(app.closed),
    }


def _timeline(entries: list[Entry], desk: Desk) -> list[dict[str, Any]]:
    names = desk.staff_names()
    return [
        {
            "event": line.event,
            "at": desk.iso(line.wall),
            "staff": line.staff,
            "name": names.get(line.staff, line.staff),
            "note": line.note,
            "undone": line.undone,
        }
        for line in timeline(entries)
    ]


def _stalls(app: State, desk: Desk) -> list[dict[str, Any]]:
    return [
        {
            "cause": s.cause,
            "step": s.step,
            "since": desk.iso(s.since),
            "until": stalls.until(s.until, desk),
            "rank": s.rank,
        }
        for s in stalls.of_application(app, desk)
    ]


def is_late(due: int | None, ready: int | None, citizen_since: int | None, now: int) -> bool:
    """Whether the deadline passed before the product was ready; the clock pauses for the citizen."""
    if due is None:
        return False
    if ready is not None:
        return ready > due
    return min(now, citizen_since or now) > due


def _expected(app: State, desk: Desk) -> str | None:
    if app.state != "in_process" or app.due is None:
        return None
    on = desk.outlook(app).on
    return on.isoformat() if on else None


def _requirements(app: State, desk: Desk) -> list[dict[str, Any]]:
    return [
        {
            "id": item.id,
            "label": desk.catalogue.requirement_label(app.service, item.id),
            "doc": item.doc,
            "copies": item.copies,
            "group": item.group,
            "optional": item.optional,
            "needed": checklist.needed(item, app.items, app.groups, app.marks),
            "mark": app.marks.get(item.id, "missing"),
            "marked": item.id in app.marks,
            "note": app.notes.get(item.id, ""),
            "to_follow": item.id in app.to_follow,
        }
        for item in app.items
    ]


def _steps(app: State, desk: Desk) -> list[dict[str, Any]]:
    return [
        {
            "step": step.plan.id,
            "state": "done" if step.done is not None else "current" if step.since is not None else "waiting",
            "since": desk.iso(step.since),
            "done": desk.iso(step.done),
            "staff": step.staff,
            "need": step.plan.need,
            "of": step.plan.of,
            "after": step.plan.after,
        }
        for step in app.steps.values()
    ]


@answers(Applications, READERS)
def applications(question: Applications, desk: Desk) -> list[dict[str, Any]]:
    if question.state and question.state not in (*STATES, "open"):
        raise stalls.UnknownChoice("state", question.state, (*STATES, "open"))
    where, values = _where(question, desk)
    source, order = "application", "application.id"
    if question.text.strip():
        expression = search.match(question.text)
        if expression is None:
            return []
        # CROSS JOIN keeps the search outside: newest first by row id, without a sort
        source = "search CROSS JOIN application ON application.id = search.rowid"
        order = "search.rowid"
        where.insert(0, "search MATCH ?")
        values.insert(0, expression)
        condition, likes = _confirmed(question.text)
        where.append(condition)
        values += likes
    marked = _stalled(question, desk)
    if marked is not None:
        where.append("application.id IN (SELECT value FROM json_each(?))")
        values.append(str(marked))
    rows = desk.rows(
        "SELECT application.id, application.number, service, application.name, application.nik, state, "
        "current, opened, due, ready, closed, citizen_since "
        f"FROM {source} WHERE {' AND '.join(where) or '1'} "
        f"ORDER BY {order} DESC LIMIT ? OFFSET ?",
        *values,
        question.limit,
        question.offset,
    )
    causes = stalls.causes_of([row[0] for row in rows], desk)
    return [_list_row(row, causes, desk) for row in rows]


def _where(question: Applications, desk: Desk) -> tuple[list[str], list[Any]]:
    where: list[str] = []
    values: list[Any] = []
    if question.service:
        desk.catalogue.plan(question.service)
    if question.state == "open":
        where.append("collected IS NULL AND closed IS NULL")
    elif question.state:
        where.append("state = ?")
        values.append(question.state)
        if question.state in ("checking", "returned", "in_process", "ready"):
            where.append("collected IS NULL AND closed IS NULL")
    for column, value in (("service", question.service), ("responsible", question.responsible)):
        if value:
            where.append(f"{column} = ?")
            values.append(value)
    if question.late:
        where.append(
            "accepted IS NOT NULL AND ready IS NULL AND closed IS NULL AND due < ? "
            "AND (citizen_since IS NULL OR due < citizen_since)"
        )
        values.append(desk.now)
    if question.from_:
        begin = moment(question.from_, desk)
        day = desk.local(begin).date()
        where.append("application.id >= ? AND opened >= ?")
        values += [ids_between(day, day)[0], begin]
    if question.to:
        end = moment(question.to, desk, end=True)
        day = desk.local(end).date()
        where.append("application.id < ? AND opened < ?")
        values += [ids_between(day, day)[1], end]
    return where, values


def _confirmed(text: str) -> tuple[str, list[str]]:
    """Return the condition that confirms a trigram hit, with its values."""
    words, number, nik = search.patterns(text)
    either = ["(" + " AND ".join(["name_key LIKE ?"] * len(words)) + ")"]
    values = list(words)
    for column, pattern in (("application.number", number), ("application.nik", nik)):
        if pattern:
            either.append(f"{column} LIKE ?")
            values.append(pattern)
    return f"({' OR '.join(either)})", values


def _stalled(question: Applications, desk: Desk) -> list[int] | None:
    """Return the row ids of what stands still, None when the question doesn't ask for it."""
    if question.stalled in ("", False):
        return None
    cause = "" if question.stalled is True else str(question.stalled)
    if cause and cause not in CAUSES:
        raise stalls.UnknownChoice("cause", cause, CAUSES)
    return sorted({one.id for one in stalls.standing(desk, cause=cause)})


def _list_row(row: tuple[Any, ...], causes: Mapping[int, list[str]], desk: Desk) -> dict[str, Any]:
    id, number, service, name, nik, state, current, opened, due, ready, closed, citizen = row
    late = closed is None and is_late(due, ready, citizen, desk.now)
    return {
        "application": number,
        "service": service,
        "name": name,
        "nik": niks.mask(nik),
        "state": state,
        "current": [step for step in current.split(",") if step],
        "opened": desk.iso(opened),
        "due": desk.iso(due),
        "late": late,
        "stalls": causes.get(id, []),
    }


@answers(Citizen, READERS)
def citizen(question: Citizen, desk: Desk) -> dict[str, Any] | None:
    nik = niks.parse(question.nik)
    found = seen_before(nik.digits, desk)
    if found is None:
        return None
    return {
        "name": found.name,
        "nik": niks.mask(found.nik),
        "birth_date": found.birth_date,
        "sex": found.sex,
        "phone": found.phone,
        "kelurahan": found.kelurahan,
        "address": found.address,
    }
