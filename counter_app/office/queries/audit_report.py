"""The record of the audit on paper: who did what in a period, and how much each person did."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence

from counter_app.domain.calendar import in_order
from counter_app.domain.errors import UserError
from counter_app.domain.words import role_label
from counter_app.i18n import _, number
from counter_app.office import records as r
from counter_app.office.desk import Desk
from counter_app.office.office import SUPERVISORS, Question, answers
from counter_app.office.queries import letterhead
from counter_app.office.queries.trail import Act, Asked, acts, count

MOST = 50_000  # entries on one paper: some 700 pages, drawn in four seconds


class AuditReport(Question, frozen=True, rename={"from_": "from"}):
    """Show who did what in a period, ready to print; default: today, of one application its whole life."""

    staff: str = ""
    application: str = ""
    what: str = ""
    from_: dt.date | None = None
    to: dt.date | None = None


class TooMuch(UserError):
    """More entries than anybody reads on paper."""

    def __init__(self, found: int) -> None:
        super().__init__(
            _(
                "These are {n} entries, more than {most}. Choose a shorter period, one member of staff or "
                "one application; counter-app audit pages through all of them."
            ).format(n=number(found), most=number(MOST))
        )


@answers(AuditReport, SUPERVISORS)
def audit_report(question: AuditReport, desk: Desk) -> r.AuditReport:
    first, last = _period(question, desk)
    asked = Asked(question.staff, question.application, question.what, first, last)
    found = count(asked, desk)
    if found > MOST:
        raise TooMuch(found)
    rows = acts(asked, desk, limit=found, newest=False)
    entries, hash = desk.anchor(desk.day_bounds(last)[1])
    return r.AuditReport(
        head=letterhead.head(desk),
        first=first,
        last=last,
        staff=desk.staff_name(question.staff) if question.staff else "",
        application=question.application,
        what=question.what,
        rows=[_row(act, desk) for act in rows],
        totals=_totals(rows),
        anchor=r.Anchor(entries=entries, hash=hash),
        left_signer=letterhead.camat(desk),
        right_signer=letterhead.kasi(desk),
        one_counter=True,
        printed=letterhead.printed(desk),
    )


def _period(question: AuditReport, desk: Desk) -> tuple[dt.date, dt.date]:
    opened = None
    if question.application:
        opened = desk.value("SELECT min(wall) FROM journal WHERE stream = ?", _stream(question.application))
    begin = desk.local(opened).date() if opened is not None else question.to or desk.today
    first = question.from_ or begin
    last = question.to or max(first, desk.today)
    return in_order(first, last)


def _stream(application: str) -> str:
    return f"application/{application}"


def _row(act: Act, desk: Desk) -> r.AuditRow:
    about = f"{act.about} ({act.nik})" if act.nik else act.about
    return r.AuditRow(
        at=desk.local(act.wall),
        name=act.name,
        role=role_label(act.role) if act.role else "",
        what=": ".join(part for part in (act.words, act.detail) if part),
        about=", ".join(part for part in (act.subject, about) if part),
    )


def _totals(rows: Sequence[Act]) -> list[r.AuditTotal]:
    """Return how many entries each person wrote, and about how many applications, the most first."""
    written = Counter((act.staff, act.name, act.role) for act in rows)
    seen: dict[tuple[str, str, str], set[str]] = {}
    for act in rows:
        if act.area == "application":
            seen.setdefault((act.staff, act.name, act.role), set()).add(act.subject)
    return [
        r.AuditTotal(
            name=key[1],
            role=role_label(key[2]) if key[2] else "",
            entries=many,
            applications=len(seen.get(key, ())),
        )
        for key, many in written.most_common()
    ]
