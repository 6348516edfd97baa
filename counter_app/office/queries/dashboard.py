"""The morning's question of supervisor and camat: what stands still, since when, why, what frees it.

Nothing here adds up the years: days and weeks are ranges of indexes, and what was open at the end of a
past week is told from what is open now and what came and went since.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from itertools import groupby
from statistics import fmean, median
from typing import Annotated, Any

import msgspec

from counter_app.domain import signing
from counter_app.domain.ages import RECENT
from counter_app.domain.catalogue import FORMS
from counter_app.domain.stays import FOREVER
from counter_app.domain.words import cause_label, kind_label
from counter_app.office import closings
from counter_app.office import records as r
from counter_app.office.desk import Desk
from counter_app.office.office import READERS, REPORTS, Question, answers
from counter_app.office.queries import ages
from counter_app.office.queries.blangko import Blangko, blangko
from counter_app.office.queries.causes import first_causes
from counter_app.office.queries.counts import counts, moves, period
from counter_app.office.queries.day import missing_rows, staff_rows, stalled_rows

MINUTE = 60e6
WEEK = dt.timedelta(days=7)
MISSING_DAYS, MISSING_MOST = 28, 5


class Dashboard(Question, frozen=True):
    """Show what stands still and why, and how today compares with yesterday and the last weeks."""

    weeks: Annotated[int, msgspec.Meta(ge=1, le=53)] = 8


@answers(Dashboard, READERS)
def dashboard(question: Dashboard, desk: Desk) -> r.Dashboard:
    calls = _calls(desk)
    span = period(desk.today, desk.today, desk)
    four_weeks = period(desk.today - dt.timedelta(days=MISSING_DAYS - 1), desk.today, desk)
    return r.Dashboard(
        at=desk.local(desk.now),
        today=_day(desk.today, desk),
        yesterday=_day(desk.calendar.working_day_before(desk.today), desk),
        weeks=_weeks(question.weeks, desk),
        stalled=_stalled(desk),
        ages=_ages(desk),
        blangko=_stock(desk),
        signing=_signing(desk),
        queue=_queue(calls, desk),
        wait_by_hour=_by_hour(calls, desk),
        errand=_errand(desk),
        missing=missing_rows(four_weeks, desk)[:MISSING_MOST],
        staff=staff_rows(span, desk) if desk.staff.role in REPORTS else [],
        not_closed=closings.not_closed(desk) if desk.staff.role in REPORTS else None,
    )


def _day(day: dt.date, desk: Desk) -> r.DashboardDay:
    c = sum(counts(period(day, day, desk), "recap_group", desk).values(), Counter())
    return r.DashboardDay(
        date=day,
        received=c["received"],
        done=c["done"],
        returned=c["returned"],
        collected=c["collected"],
        open=c["open"],
        late=c["late"],
    )


def _weeks(number: int, desk: Desk) -> list[r.DashboardWeek]:
    """Return the last weeks from the first application on, going back from what is open now."""
    oldest = desk.value("SELECT opened FROM application ORDER BY id LIMIT 1")
    if oldest is None:
        return []
    open_ = desk.stays.standing("open", FOREVER).total()
    monday = desk.today - dt.timedelta(days=desk.today.weekday())
    rows = []
    for back in range(number):
        first = monday - back * WEEK
        begin, end = desk.day_bounds(first)[0], desk.day_bounds(first + WEEK)[0]
        received, done, closed, returned = moves(begin, end, desk)
        rows.append(r.DashboardWeek(first=first, received=received, done=done, returned=returned, open=open_))
        open_ += done + closed - received
        if begin <= oldest:
            break
    return rows[::-1]


def _stalled(desk: Desk) -> list[r.DashboardStall]:
    """Return the causes as the daily report counts them: what was ready once is no longer open."""
    span = period(desk.today, desk.today, desk)
    causes = first_causes(desk, None)
    return [
        r.DashboardStall(
            cause=row.cause,
            label=cause_label(row.cause),
            number=row.number,
            longest=row.longest,
            frees=row.frees,
        )
        for row in stalled_rows(causes, span, desk)
    ]


def _ages(desk: Desk) -> list[r.DashboardAge]:
    """Count what is open by the working days since acceptance."""
    return [
        r.DashboardAge(first=first, last=last, number=number)
        for (first, last), number in zip(RECENT, ages.now(RECENT, desk), strict=True)
    ]


def _stock(desk: Desk) -> list[r.DashboardStock]:
    rows = []
    for row in blangko(Blangko(), desk):
        coming: dict[str, Any] = row["expected"][0] if row["expected"] else {}
        rows.append(
            r.DashboardStock(
                kind=row["kind"],
                label=kind_label(row["kind"]),
                on_hand=row["on_hand"],
                waiting=row["waiting"],
                printable=row["printable"],
                days_left=row["days_left"],
                next_delivery=coming.get("on"),
                next_quantity=coming.get("quantity", 0),
                line_clears=row["line_clears"],
            )
        )
    return rows


def _signing(desk: Desk) -> r.DashboardSigning:
    waiting, oldest = desk.rows(
        "SELECT count(*), min(since) FROM step WHERE need = 'signature' AND until IS NULL"
    )[0]
    age = desk.calendar.working_days_between(desk.local(oldest).date(), desk.today) if oldest else 0
    officials, absences = desk.officials(), desk.absences()
    may = signing.signers("camat", FORMS, "", officials, absences, desk.now)
    return r.DashboardSigning(
        waiting=waiting,
        oldest_days=age,
        signs_today=_signs(may[0]) if may else "",
        away=_away(officials, absences, desk),
    )


def _signs(capacity: signing.Capacity) -> str:
    """Return title and name: ``Camat Hasan Basri``, ``a.n. Camat, Sekretaris Camat Rina Wati``."""
    title, name = _title(capacity.official), capacity.official.name
    match capacity.form:
        case "":
            return f"{title} {name}"
        case "plh" | "plt":
            return f"{capacity.form.title()}. Camat {name}"
    return f"a.n. Camat, {title} {name}"


def _title(official: signing.Official) -> str:
    return official.title or signing.DEFAULT_TITLES.get(official.role, "")


def _away(
    officials: list[signing.Official], absences: list[signing.Absence], desk: Desk
) -> list[r.DashboardAway]:
    rows = []
    for official in officials:
        absence = signing.away(official.id, absences, desk.now)
        if absence is not None:
            until = desk.local(absence.ends - 1).date()
            rows.append(
                r.DashboardAway(
                    name=official.name, title=_title(official), until=until, reason=absence.reason
                )
            )
    return rows


Call = tuple[int, int, int | None, str]  # issued, queued, first called, state


def _calls(desk: Desk) -> list[Call]:
    """Return today's tickets in the order of issue."""
    begin, end = desk.day_bounds(desk.today)
    sql = (
        "SELECT begun, queued, first_called, state FROM leg CROSS JOIN ticket ON ticket.id = leg.ticket "
        "WHERE begun >= ? AND begun < ? AND leg.n = (SELECT max(n) FROM leg AS l WHERE l.ticket = ticket.id)"
    )
    return desk.rows(f"{sql} ORDER BY begun", begin, end)


def _queue(calls: list[Call], desk: Desk) -> r.DashboardQueue:
    waits = sorted((called - issued) / MINUTE for issued, _queued, called, _state in calls if called)
    since = [queued for _issued, queued, _called, state in calls if state == "waiting"]
    return r.DashboardQueue(
        waiting=len(since),
        longest=int((desk.now - min(since)) / MINUTE) if since else 0,
        served=sum(state == "finished" for *_times, state in calls),
        mean_wait=round(fmean(waits), 1) if waits else None,
        p90_wait=round(waits[-(-len(waits) * 9 // 10) - 1], 1) if waits else None,
    )


def _by_hour(calls: list[Call], desk: Desk) -> list[r.DashboardHour]:
    rows = []
    called = [(desk.local(call[0]).hour, (call[2] - call[0]) / MINUTE) for call in calls if call[2]]
    for hour, ones in groupby(called, key=lambda one: one[0]):
        waits = [wait for _hour, wait in ones]
        rows.append(r.DashboardHour(hour=hour, tickets=len(waits), mean_wait=round(fmean(waits), 1)))
    return rows


def _errand(desk: Desk) -> r.DashboardErrand:
    begin, end = desk.day_bounds(desk.today)
    minutes = [
        micros / MINUTE
        for (micros,) in desk.rows(
            "SELECT accepted - opened FROM application WHERE accepted >= ? AND accepted < ? "
            "AND opened >= ? AND first_handled = accepted",
            begin,
            end,
            begin,
        )
    ]
    return r.DashboardErrand(
        number=len(minutes),
        minutes=round(median(minutes), 1) if minutes else None,
        standard=desk.settings.errand_minutes,
    )
