"""Who did what: the journal itself, read for the supervisor; and the register with whole NIKs."""

from __future__ import annotations

import datetime as dt
from typing import Any

from counter_app.domain.calendar import in_order
from counter_app.domain.errors import UserError
from counter_app.domain.numbers import ids_between
from counter_app.domain.retention import PeriodClosed
from counter_app.i18n import _
from counter_app.office.desk import Desk
from counter_app.office.office import SUPERVISORS, Amount, Question, answers
from counter_app.office.queries.counts import Period, period
from counter_app.office.queries.recap import dates
from counter_app.office.queries.trail import Act, Asked, acts


class Audit(Question, frozen=True, rename={"from_": "from"}):
    """List who did what, about what, when: by member of staff, application, day or period; newest first.

    ``what`` is an area (application), an event (accepted) or both (application.accepted); ``date`` is a
    period of one day.
    """

    staff: str = ""
    application: str = ""
    what: str = ""
    date: dt.date | None = None
    from_: dt.date | None = None
    to: dt.date | None = None
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
    first, last = question.date or question.from_, question.date or question.to
    if first and last:
        in_order(first, last)
    asked = Asked(question.staff, question.application, question.what, first, last)
    return [_row(act, desk) for act in acts(asked, desk, limit=question.limit, offset=question.offset)]


def _row(act: Act, desk: Desk) -> dict[str, Any]:
    found = act._asdict()
    del found["wall"]
    return found | {"at": desk.iso(act.wall)}


def exportable(first: dt.date | None, last: dt.date | None, desk: Desk) -> Period:
    """Return the period of an export. Raises EndsBeforeItBegins, UnlikelyDate, PeriodClosed."""
    span = period(*dates(first, last, desk), desk)
    if desk.closed is not None and span.first < desk.closed.before:
        raise PeriodClosed(desk.closed.before, desk.keepers)
    return span


@answers(WholeRegister, SUPERVISORS)
def whole_register(question: WholeRegister, desk: Desk) -> list[dict[str, Any]]:
    span = exportable(question.from_, question.to, desk)
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
