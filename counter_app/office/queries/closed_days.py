"""Closed days: the report as it was kept, and what a later day goes on from."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

import msgspec

from counter_app.domain.calendar import DAY
from counter_app.office import closings
from counter_app.office import records as r
from counter_app.office.closed import ALL, veil
from counter_app.office.closings import days_of_work
from counter_app.office.desk import Desk
from counter_app.office.queries.counts import Period
from counter_app.office.queries.late_rows import late_rows

_reports = msgspec.json.Decoder(r.DailyReport)


class Before(NamedTuple):
    """What the last closing kept, and what came since that speaks of closed days."""

    day: dt.date
    open: dict[str, int]  # by service
    stock: dict[str, int]  # by kind
    late: list[r.LateRow]
    quiet: (
        bool  # nothing counts here: nothing happened, or a later day is closed and counts what is heard now
    )


def report(day: dt.date, desk: Desk) -> r.DailyReport | None:
    """Return the report of a closed day as it was signed; None where nobody closed it.

    Only the names of applications that were closed to reading since are veiled.
    """
    closing = closings.of_day(day, desk)
    if closing is None:
        return None
    event, _actor, _wall = closings.entry(closing, desk)
    kept = _reports.decode(event.report)
    signed = r.DayClosing(by=kept.printed.by, at=kept.printed.at, heads=event.heads)
    return msgspec.structs.replace(
        kept,
        day=msgspec.structs.replace(kept.day, closed=signed),
        register=_veiled(kept.register, desk),
        language=event.language,
        size=event.size,
    )


def _veiled(rows: list[r.RegisterRow], desk: Desk) -> list[r.RegisterRow]:
    if desk.readable == ALL:
        return rows
    numbers = msgspec.json.encode([row.number for row in rows]).decode()
    hidden = {
        row[0]
        for row in desk.rows(
            "SELECT number FROM application WHERE number IN (SELECT value FROM json_each(?)) "
            f"AND NOT ({desk.readable})",
            numbers,
        )
    }
    return [
        msgspec.structs.replace(row, name=veil(None), kelurahan="") if row.number in hidden else row
        for row in rows
    ]


def before(span: Period, desk: Desk) -> Before | None:
    """Return what the day ``span`` goes on from: the last closing, where no day between is to be closed.

    None: it goes on from the day before as the books tell that now.
    """
    last, later = closings.before(span.first, desk), closings.after(span.first, desk)
    if last is None:
        return None
    if later is None and any(days_of_work(last.day + DAY, span.first - DAY, desk)):
        return None
    quiet = later is not None or not any(days_of_work(span.first, span.first, desk))
    kept = _reports.decode(closings.entry(last, desk)[0].report).day
    return Before(
        day=last.day,
        open={row.service: row.open for row in kept.services},
        stock={row.kind: row.closing for row in kept.blangko},
        late=[] if quiet else late_rows(last, span.begin, desk),
        quiet=quiet,
    )
