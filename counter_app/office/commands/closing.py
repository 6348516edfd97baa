"""The command that closes a day: its report is kept as it is signed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Literal

import msgspec

from counter_app.domain import events as e
from counter_app.i18n import _, date_text, listing, written_in
from counter_app.office import closings
from counter_app.office import records as r
from counter_app.office.desk import Desk
from counter_app.office.doors import find_door
from counter_app.office.office import SUPERVISORS, Changes, Command, handles, questions


class CloseDay(Command, frozen=True):
    """Close a day: its report stays as it is now, whatever is put right later."""

    date: dt.date
    size: Literal["a4", "f4"] = "a4"


@handles(CloseDay, SUPERVISORS)
def close_day(cmd: CloseDay, desk: Desk) -> Changes:
    days = closings.to_close(cmd.date, desk)
    heads, events = closings.heads(desk), list[tuple[str, e.Event]]()
    last, seq = closings.before(cmd.date, desk), desk.next_seq()
    known = e.ClosingBefore(day=last.day, counter=last.counter, seq=last.seq) if last else None
    spoken = desk.settings.paper_language
    ahead = closings.of_days_to_come(desk)
    for n, day in enumerate(days):
        with written_in(spoken):
            report = msgspec.json.encode(_report(day, desk))
        event = e.DayClosed(
            date=day,
            heads=heads,
            report=msgspec.Raw(report),
            language=spoken,
            size=cmd.size,
            before=known,
        )
        events.append((f"day/{day.isoformat()}", event))
        known = e.ClosingBefore(day=day, counter=desk.counter, seq=seq + n)
    events += [
        (f"day/{one.day.isoformat()}", e.ClosingVoided(counter=one.counter, seq=one.seq)) for one in ahead
    ]
    ids = {"days": [day.isoformat() for day in days]}
    return Changes(events, ids, [*_told(days[:-1]), *closings.told_ahead(ahead)])


def _report(day: dt.date, desk: Desk) -> r.DailyReport:
    """Return the report of the day, of which everything that this counter wrote is here."""
    door = find_door(questions, "daily_report")
    assert door is not None  # every question is registered
    report: r.DailyReport = door.work(door.kind(date=day), desk)
    whole = [msgspec.structs.replace(one, complete=True) for one in report.day.counters]
    return msgspec.structs.replace(report, day=msgspec.structs.replace(report.day, counters=whole))


def _told(days: Sequence[dt.date]) -> list[str]:
    """Say which days before were closed along with it."""
    if not days:
        return []
    text = _("Also closed, since nobody had closed them before: {days}.")
    return [text.format(days=listing(date_text(day) for day in days))]
