"""Questions about what is closed to reading: for whoever looks after the data."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from counter_app.domain import retention as rules
from counter_app.domain.events import Entry, ReadingClosed, ReadingReopened
from counter_app.domain.timeline import event_name
from counter_app.office.closed import Closed
from counter_app.office.desk import Desk
from counter_app.office.keeping import keeper
from counter_app.office.office import ADMINS, Amount, Question, answers
from counter_app.office.queries.applications import Application, Applications, application, applications


class Retention(Question, frozen=True):
    """Tell after how many years applications are closed, how many that closes, and what was closed before.

    ``before`` is the day to count for; left out, the latest that is allowed now.
    """

    before: dt.date | None = None


class ClosedApplications(Question, frozen=True):
    """List the applications that are closed to reading, newest first; text searches name, NIK and number."""

    text: str = ""
    limit: Amount = 100
    offset: Amount = 0


class ClosedApplication(Question, frozen=True):
    """Show one application that is closed to reading."""

    application: str


@answers(Retention, ADMINS)
def retention(question: Retention, desk: Desk) -> dict[str, Any]:
    years, names = desk.settings.closed_after_years, desk.staff_names()
    latest = rules.latest(desk.today, years) if years else None
    before = question.before or latest
    known = (ReadingClosed, ReadingReopened)
    entries = [entry for entry in desk.stream(rules.STREAM) if isinstance(entry.event, known)]
    return {
        "years": years,
        "latest": latest.isoformat() if latest else None,
        "before": before.isoformat() if before else None,
        "closes": _count(Closed(before, desk.day_bounds(before)[0]), desk) if before else 0,
        "closed_before": desk.closed.before.isoformat() if desk.closed else None,
        "closed": _count(desk.closed, desk) if desk.closed else 0,
        "may": desk.staff.role in desk.keepers,
        "acts": [_act(entry, names) | {"at": desk.iso(entry.wall)} for entry in reversed(entries)],
    }


def _act(entry: Entry, names: Mapping[str, str]) -> dict[str, Any]:
    event = entry.event
    assert isinstance(event, ReadingClosed | ReadingReopened)
    return {
        "staff": entry.actor,
        "name": names.get(entry.actor, entry.actor),
        "event": event_name(event),
        "before": event.before.isoformat() if isinstance(event, ReadingClosed) else None,
        "reason": event.reason,
    }


def _count(closed: Closed, desk: Desk) -> int:
    collected = "SELECT count(*) FROM application WHERE collected < ?1"
    ended = "SELECT count(*) FROM application WHERE closed < ?1 AND collected IS NULL"
    return int(desk.value(f"SELECT ({collected}) + ({ended})", closed.begin))


@answers(ClosedApplications, ADMINS)
def closed_applications(question: ClosedApplications, desk: Desk) -> list[dict[str, Any]]:
    keeper(desk)
    desk.reads = "closed"
    # what is closed was opened before that day: the list begins there, not with the newest
    last = (desk.closed.before - dt.timedelta(days=1)).isoformat() if desk.closed else ""
    wanted = Applications(text=question.text, to=last, limit=question.limit, offset=question.offset)
    return applications(wanted, desk)  # type: ignore[no-any-return]


@answers(ClosedApplication, ADMINS)
def closed_application(question: ClosedApplication, desk: Desk) -> dict[str, Any]:
    keeper(desk)
    desk.reads = "closed"
    return {**application(Application(application=question.application), desk), "acts": []}
