"""The records of reports: the day with its register, the recap and the register of a period."""

from __future__ import annotations

import datetime as dt

from counter_app.domain.hours import weeks
from counter_app.i18n import _, minute_text
from counter_app.office import records as r
from counter_app.office.desk import Desk
from counter_app.office.office import REPORTS, Question, answers
from counter_app.office.queries import closed_days, letterhead
from counter_app.office.queries.counts import report_days
from counter_app.office.queries.day import told_now
from counter_app.office.queries.recap import dates, months, recap_rows, register_rows, register_totals
from counter_app.office.queries.targets import targets


class DailyReport(Question, frozen=True):
    """Show the daily report with its register, ready to print."""

    date: dt.date


class RecapReport(Question, frozen=True, rename={"from_": "from"}):
    """Show the recap of a period, ready to print."""

    from_: dt.date | None = None
    to: dt.date | None = None


class RegisterReport(Question, frozen=True, rename={"from_": "from"}):
    """Show the register of a period, ready to print."""

    from_: dt.date | None = None
    to: dt.date | None = None


@answers(DailyReport, REPORTS)
def daily_report(question: DailyReport, desk: Desk) -> r.DailyReport:
    span = report_days(question.date, question.date, desk)
    kept = closed_days.report(question.date, desk)
    if kept is not None:
        return kept
    spans = weeks(desk.settings.hours)[0].days[question.date.weekday()]
    return r.DailyReport(
        head=letterhead.head(desk),
        day=told_now(question.date, desk),
        hours=f"{minute_text(spans[0][0])}-{minute_text(spans[-1][1])}" if spans else _("closed"),
        camat=letterhead.whereabouts(desk, min(span.end - 1, desk.now)),
        register=register_rows(span, desk),
        left_signer=letterhead.camat(desk),
        right_signer=letterhead.kasi(desk),
        one_counter=True,
        printed=letterhead.printed(desk),
    )


@answers(RecapReport, REPORTS)
def recap_report(question: RecapReport, desk: Desk) -> r.Recap:
    first, last = dates(question.from_, question.to, desk)
    span = report_days(first, last, desk)
    rows = recap_rows(span, desk)
    return r.Recap(
        head=letterhead.head(desk),
        first=first,
        last=last,
        until=min(last, desk.today),
        rows=rows,
        targets=targets(span, desk),
        months=months(span, sum(row.carried_over for row in rows), desk),
        left_signer=letterhead.camat(desk),
        right_signer=letterhead.kasi(desk),
        printed=letterhead.printed(desk),
        one_counter=True,
    )


@answers(RegisterReport, REPORTS)
def register_report(question: RegisterReport, desk: Desk) -> r.Register:
    first, last = dates(question.from_, question.to, desk)
    rows = register_rows(report_days(first, last, desk), desk)
    return r.Register(
        head=letterhead.head(desk),
        first=first,
        last=last,
        rows=rows,
        totals=register_totals(rows, desk),
        left_signer=letterhead.camat(desk),
        right_signer=letterhead.kasi(desk),
        printed=letterhead.printed(desk),
        one_counter=True,
    )
