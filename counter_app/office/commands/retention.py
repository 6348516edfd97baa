"""Commands of whoever looks after the data: close old applications to reading, and open them again."""

from __future__ import annotations

import datetime as dt

from counter_app.domain import events as e
from counter_app.domain import retention as rules
from counter_app.domain.calendar import likely
from counter_app.domain.reason import reason
from counter_app.office.desk import Desk
from counter_app.office.keeping import keeper
from counter_app.office.office import ADMINS, Changes, Command, handles


class CloseToReading(Command, frozen=True):
    """Close applications opened and finished before a day: only who looks after the data still reads them."""

    before: dt.date
    reason: str


class ReopenToReading(Command, frozen=True):
    """Let everybody read again what was closed to reading."""

    reason: str


@handles(CloseToReading, ADMINS)
def close_to_reading(cmd: CloseToReading, desk: Desk) -> Changes:
    keeper(desk)
    closed = desk.closed.before if desk.closed else None
    years = desk.settings.closed_after_years
    before = rules.closing(likely(cmd.before), desk.today, years, closed)
    event = e.ReadingClosed(before=before, years=years, reason=reason(cmd.reason))
    return Changes([(rules.STREAM, event)])


@handles(ReopenToReading, ADMINS)
def reopen_to_reading(cmd: ReopenToReading, desk: Desk) -> Changes:
    keeper(desk)
    if desk.closed is None:
        raise rules.NothingClosed
    return Changes([(rules.STREAM, e.ReadingReopened(reason=reason(cmd.reason)))])
