"""Questions about applications: one of them, lists of them, the citizen behind them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from counter_app.domain import checklist, search
from counter_app.domain import nik as niks
from counter_app.domain.application import Application as State
from counter_app.domain.calendar import in_order
from counter_app.domain.events import Entry
from counter_app.domain.folding import fold
from counter_app.domain.letter_numbers import registers
from counter_app.domain.life import exists
from counter_app.domain.numbers import ids_between
from counter_app.domain.stalls import Stall
from counter_app.domain.timeline import timeline
from counter_app.domain.words import CAUSES, STATES, step_label
from counter_app.office.desk import Desk
from counter_app.office.drawer import proposed
from counter_app.office.intake import seen_before
from counter_app.office.letters import following
from counter_app.office.office import READERS, Amount, Question, answers
from counter_app.office.papers_asked import paper_row
from counter_app.office.queries import stalls
from counter_app.office.queries.acts import acts_of, move_shown
from counter_app.office.queries.late import is_late
from counter_app.office.queries.pages import Sort, Wanted, page
from counter_app.office.queries.views import OPEN_STATES, ROWS, WIDE, Condition, in_state, late
from counter_app.office.queries.views import condition as view_condition
from counter_app.office.waiting import outlook, place_in_line
from counter_app.storage.indexes import IN_A_VISIT


class Application(Question, frozen=True):
    """Show one application: state, checklist, steps, timeline, why it stands still."""

    application: str


class Applications(Question, frozen=True, rename={"from_": "from"}):
    """List applications, newest first unless sorted; text searches name, NIK and number.

    ``view`` is one of the saved views that ``views`` counts. Sorted by ``due`` or ``name``: of all
    applications those still open; of a text, and of a view that holds finished ones, the newest thousand.
    ``stalled_since`` lists what stands still, longest first, and looks at all of it: that takes a second
    where hundreds of thousands do. The filters of ``due`` and ``name`` are tried one by one in that order,
    so that a service hardly anybody asks for takes as long.
    """

    text: str = ""
    view: str = ""
    state: str = ""
    service: str = ""
    stalled: str | bool = ""
    late: bool = False
    responsible: str = ""
    from_: str = ""
    to: str = ""
    sort: Sort = "newest"
    limit: Amount = 100
    offset: Amount = 0


class Citizen(Question, frozen=True):
    """Find a citizen seen before by the whole NIK."""

    nik: str


@answers(Application, READERS)
def application(question: Application, desk: Desk) -> dict[str, Any]:
    entries = desk.entries(question.application)
    app = exists(fold(question.application, entries))
    place = place_in_line(app, desk)
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
        "responsible_name": desk.staff_name(app.responsible),
        "offered_to": app.offered_to,
        "returns": len(app.returns),
        "rank": place.rank,
        "set_aside": place.set_aside,
        "shelf": app.shelf,
        "letter": app.letter,
        "next_letter": _next_letter(app, desk),
        "next_serial": _next_serial(app, desk),
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
        "visit_with": _visit_with(app, desk),
        "acts": acts_of(app, entries, place.rank, desk),
        "last_move": move_shown(app, entries, desk),
    }


def _next_letter(app: State, desk: Desk) -> str:
    """Return the number that register would give the letter now, empty where that is not its step."""
    if not any(registers(step.plan.id) for step in app.current):
        return ""
    return app.letter or following(desk)


def _next_serial(app: State, desk: Desk) -> str:
    """Return the serial number of the card that would be taken now, empty where no step takes one."""
    kind = next((step.plan.of for step in app.current if step.plan.need == "blangko"), "")
    return proposed(kind, desk) if kind else ""


def _visit_with(app: State, desk: Desk) -> list[str]:
    """Return the numbers of the other applications of the same visit."""
    rows = desk.rows(
        f"SELECT number FROM application WHERE (number = ?1 OR (visit = ?1 AND {IN_A_VISIT})) "
        f"AND number <> ?2 AND {desk.readable} ORDER BY id",
        app.visit,
        app.number,
    )
    return [number for (number,) in rows]


def _citizen(app: State) -> dict[str, Any]:
    """Return the citizen; the NIK shows only its ends."""
    person = msgspec.structs.asdict(app.applicant) | {"nik": niks.mask(app.applicant.nik)}
    return person | {
        "submitter": app.submitter,
        "conditions": app.conditions,
        "counts": app.counts,
        "unanswered": app.unanswered,
        "collect_in_person": app.collect_in_person,
        "visit": app.visit,
        "event_date": app.event_date,
    }


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
            "facts": dict(line.facts),
            "undone": line.undone,
        }
        for line in timeline(entries)
    ]


def _stalls(app: State, desk: Desk) -> list[dict[str, Any]]:
    return [_stall(stall, desk) for stall in stalls.of_application(app, desk)]


def _stall(stall: Stall, desk: Desk) -> dict[str, Any]:
    return {
        "cause": stall.cause,
        "step": stall.step,
        "since": desk.iso(stall.since),
        "working_days": desk.calendar.working_days_between(desk.local(stall.since).date(), desk.today),
        "until": stalls.until(stall.until, desk),
        "rank": stall.rank,
    }


def _expected(app: State, desk: Desk) -> str | None:
    if app.state != "in_process" or app.due is None:
        return None
    on = outlook(app, desk).on
    return on.isoformat() if on else None


def _requirements(app: State, desk: Desk) -> list[dict[str, Any]]:
    return [
        {
            **paper_row(app.service, item, desk),
            "needed": checklist.needed(item, app.items, app.groups, app.marks),
            "mark": app.marks.get(item.id, "missing"),
            "marked": item.id in app.marks,
            "note": app.notes.get(item.id, ""),
            "to_follow": item.id in app.to_follow,
        }
        for item in app.items
    ]


def _steps(app: State, desk: Desk) -> list[dict[str, Any]]:
    labels = _step_labels(app.service, desk)
    return [
        {
            "step": step.plan.id,
            "label": labels.get(step.plan.id) or step_label(step.plan.id),
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


def _step_labels(service: str, desk: Desk) -> dict[str, str]:
    """Return the labels of steps whose usual name would not say what they are."""
    known = service in desk.catalogue.ids()
    steps = desk.catalogue.plan(service).steps if known else []
    return {step.id: desk.catalogue.text(step.label) for step in steps}


@answers(Applications, READERS)
def applications(question: Applications, desk: Desk) -> list[dict[str, Any]]:
    chosen, match = _chosen(question, desk), ""
    if question.text.strip():
        found = search.match(question.text)
        if found is None:
            return []
        match = found
        chosen.append(_confirmed(question.text))
    wanted = Wanted(
        chosen,
        question.sort,
        question.limit,
        question.offset,
        cause=_cause(question),
        wide=not match and (question.view in ("", *WIDE)) and question.state in ("", "open", *OPEN_STATES),
        match=match,
    )
    return _list_rows(page(wanted, desk), desk)


def _chosen(question: Applications, desk: Desk) -> list[Condition]:
    chosen = [Condition(desk.readable, [])]
    if question.service:
        desk.catalogue.plan(question.service)
    if question.view:
        chosen.append(view_condition(question.view, desk))
    if question.state:
        if question.state not in (*STATES, "open"):
            raise stalls.UnknownChoice("state", question.state, (*STATES, "open"))
        chosen.append(in_state(question.state))
    for column, value in (("service", question.service), ("responsible", question.responsible)):
        if value:
            chosen.append(Condition(f"{column} = ?", [value], f"application_{column}", by_age=True))
    if question.late:
        chosen.append(late(desk))
    return chosen + _opened(question, desk)


def _opened(question: Applications, desk: Desk) -> list[Condition]:
    """Return the condition on when it was opened, if there is one. Raises EndsBeforeItBegins."""
    begin = desk.moment(question.from_) if question.from_ else None
    end = desk.moment(question.to, end=True) if question.to else None
    if begin is not None and end is not None:
        in_order(begin, end - 1)
    wanted, values = list[str](), list[Any]()
    for moment, which, last in ((begin, ">=", 0), (end, "<", 1)):
        if moment is not None:
            day = desk.local(moment).date()
            wanted.append(f"application.id {which} ? AND opened {which} ?")
            values += [ids_between(day, day)[last], moment]
    return [Condition(" AND ".join(wanted), values, ROWS, by_age=True)] if wanted else []


def _confirmed(text: str) -> Condition:
    """Return the condition that confirms a trigram hit, and holds for no application that is none."""
    words, number, nik = search.patterns(text)
    either = ["(" + " AND ".join(["name_key LIKE ?"] * len(words)) + ")"]
    values = list(words)
    for column, pattern in (("application.number", number), ("application.nik", nik)):
        if pattern:
            either.append(f"{column} LIKE ?")
            values.append(pattern)
    return Condition(f"({' OR '.join(either)})", values)


def _cause(question: Applications) -> str | None:
    """Return the cause of those wanted that stand still, None when the question doesn't ask for it."""
    if question.stalled in ("", False):
        return "" if question.view == "stalled" else None
    cause = "" if question.stalled is True else str(question.stalled)
    if cause and cause not in CAUSES:
        raise stalls.UnknownChoice("cause", cause, CAUSES)
    return cause


_COLUMNS = (
    "id, number, service, name, nik, state, current, kelurahan, shelf, responsible, opened, due, ready, "
    "collected, closed, citizen_since"
)


def _list_rows(ids: list[int], desk: Desk) -> list[dict[str, Any]]:
    """Return what the list shows of the applications ``ids``, in their order."""
    found = stalls.stalls_of(ids, desk)
    names = desk.staff_names()
    rows = desk.rows(
        f"SELECT {_COLUMNS} FROM application WHERE id IN (SELECT value FROM json_each(?))", str(ids)
    )
    by_id = {row[0]: _list_row(row[1:], found[row[0]], names, desk) for row in rows}
    return [by_id[id] for id in ids]


def _list_row(
    row: tuple[Any, ...], found: list[Stall], names: Mapping[str, str], desk: Desk
) -> dict[str, Any]:
    number, service, name, nik, state, current, kelurahan, shelf, responsible, *moments, citizen = row
    opened, due, ready, collected, closed = moments
    return {
        "application": number,
        "service": service,
        "label": desk.catalogue.label(service),
        "name": name,
        "nik": niks.mask(nik),
        "kelurahan": kelurahan,
        "shelf": shelf,
        "state": state,
        "current": [step for step in current.split(",") if step],
        "responsible": responsible,
        "responsible_name": names.get(responsible, responsible),
        "opened": desk.iso(opened),
        "due": desk.iso(due),
        "ready": desk.iso(ready),
        "collected": desk.iso(collected),
        "closed": desk.iso(closed),
        "late": closed is None and is_late(due, ready, citizen, desk.now),
        "stalls": [stall.cause for stall in found],
        "stall": _stall(found[0], desk) if found else None,
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
