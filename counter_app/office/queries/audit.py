"""Who did what: the journal itself, read for the supervisor; and the register with whole NIKs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from counter_app.domain.errors import UserError
from counter_app.domain.event_words import event_words
from counter_app.domain.life import UnknownStaff
from counter_app.domain.numbers import ids_between
from counter_app.domain.retention import PeriodClosed
from counter_app.domain.timeline import event_name
from counter_app.i18n import _
from counter_app.office.desk import Desk
from counter_app.office.office import SUPERVISORS, Amount, Question, answers
from counter_app.office.queries.counts import period
from counter_app.office.queries.recap import dates
from counter_app.storage import journal


class Audit(Question, frozen=True):
    """List who did what, about what, when: by member of staff, application or day; newest first."""

    staff: str = ""
    application: str = ""
    date: dt.date | None = None
    limit: Amount = 200
    offset: Amount = 0


class WholeRegister(Question, frozen=True, rename={"from_": "from"}):
    """List the applications of a period with whole NIKs, for an export of today that was written down."""

    export: str
    from_: dt.date | None = None
    to: dt.date | None = None


class NotWrittenDown(UserError):
    """Whole NIKs were asked for without an entry that says so."""

    def __init__(self, export: str) -> None:
        super().__init__(
            _("You recorded no export {export} today. Record one with record_export first.").format(
                export=export
            )
        )


@answers(Audit, SUPERVISORS)
def audit(question: Audit, desk: Desk) -> list[dict[str, Any]]:
    where, values = ["1"], list[Any]()
    names = desk.staff_names()
    if question.staff:
        _wrote(question.staff, names, desk)
        where.append("actor = ?")
        values.append(question.staff)
    if question.application:
        where.append("stream = ?")
        values.append(f"application/{question.application}")
    if question.date:
        where.append("wall >= ? AND wall < ?")
        values += desk.day_bounds(question.date)
    rows = desk.rows(
        "SELECT counter, seq, wall, actor, stream, payload FROM journal "
        f"WHERE {' AND '.join(where)} ORDER BY at DESC LIMIT ? OFFSET ?",
        *values,
        question.limit,
        question.offset,
    )
    return [_row(row, names, desk) for row in rows]


def _wrote(staff: str, names: Mapping[str, str], desk: Desk) -> None:
    """Refuse somebody who never worked here; who left, or founded the office, is known."""
    if staff not in names and desk.value("SELECT 1 FROM journal WHERE actor = ? LIMIT 1", staff) is None:
        raise UnknownStaff(staff, sorted(names))


def _row(row: tuple[Any, ...], names: Mapping[str, str], desk: Desk) -> dict[str, Any]:
    counter, seq, wall, actor, stream, payload = row
    event = journal.decode(payload)
    area, _slash, subject = stream.partition("/")
    name = event_name(event) if event is not None else "?"
    return {
        "entry": f"{counter}:{seq}",
        "at": desk.iso(wall),
        "staff": actor,
        "name": names.get(actor, actor),
        "area": area,
        "subject": subject,
        "event": name,
        "words": event_words(area, name) if event is not None else _("can't be read"),
    }


@answers(WholeRegister, SUPERVISORS)
def whole_register(question: WholeRegister, desk: Desk) -> list[dict[str, Any]]:
    span = period(*dates(question.from_, question.to, desk), desk)
    if desk.closed is not None and span.first < desk.closed.before:
        raise PeriodClosed(desk.closed.before, desk.keepers)
    made = desk.stream(f"export/{question.export}")
    if not any(x.actor == desk.staff.id and desk.local(x.wall).date() == desk.today for x in made):
        raise NotWrittenDown(question.export)
    rows = desk.rows(
        "SELECT number, service, name, nik, phone, kelurahan, state, opened, accepted, due, ready, "
        "collected, closed, outcome FROM application "
        "WHERE id >= ? AND id < ? AND opened >= ? AND opened < ? ORDER BY id",
        *ids_between(span.first, span.last),
        span.begin,
        span.end,
    )
    names = ("application", "service", "name", "nik", "phone", "kelurahan", "state")
    moments = ("opened", "accepted", "due", "ready", "collected", "closed")
    return [
        dict(zip(names, row, strict=False))
        | {name: desk.iso(value) for name, value in zip(moments, row[7:], strict=False)}
        | {"outcome": row[-1]}
        for row in rows
    ]
