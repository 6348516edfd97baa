"""Whether a day is closed, and what closing it would do: said before it is done."""

from __future__ import annotations

import datetime as dt

from counter_app.domain.errors import UserError
from counter_app.office import closings
from counter_app.office import records as r
from counter_app.office.desk import Desk
from counter_app.office.office import REPORTS, Question, answers
from counter_app.office.queries.closed_days import report


class DayClosing(Question, frozen=True):
    """Show whether a day is closed, and which days closing it would close."""

    date: dt.date


@answers(DayClosing, REPORTS)
def day_closing(question: DayClosing, desk: Desk) -> r.ClosingAhead:
    kept = report(question.date, desk)
    closes, why_not = list[dt.date](), ""
    try:
        closes = closings.to_close(question.date, desk)
    except UserError as error:
        why_not = str(error)
    return r.ClosingAhead(
        date=question.date,
        closed=kept.day.closed if kept else None,
        closes=closes,
        why_not=why_not,
        until=_still_open(question.date, desk),
    )


def _still_open(day: dt.date, desk: Desk) -> dt.datetime | None:
    """Return until when the office is open today; None once it has closed, and for other days."""
    closes = desk.calendar.closes(day) if day == desk.today else None
    return closes if closes is not None and closes > desk.local(desk.now) else None
