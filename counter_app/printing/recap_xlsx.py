"""The recap as a spreadsheet: groups with causes, ages, months with a chart, targets."""

from __future__ import annotations

from typing import BinaryIO

from counter_app.domain.ages import LONG
from counter_app.domain.words import group_label
from counter_app.i18n import _
from counter_app.office.records import Recap
from counter_app.printing.figures import (
    CAUSES,
    ages,
    begins_within,
    causes,
    share,
    share_done,
    target_years,
)
from counter_app.printing.wording import (
    age_text,
    explained_ages,
    explained_targets,
    no_targets,
    period,
    short_cause,
    under,
)
from counter_app.printing.workbook import Book, Field, Foot


def write_recap_xlsx(record: Recap, out: BinaryIO) -> None:
    """Write the recap, one sheet for each of its sections."""
    with Book(out, record.head, _("Recapitulation of applications"), record.last) as book:
        below = period(record.first, record.last)
        _groups(book, record, below)
        _ages(book, record, below)
        _months(book, record, below)
        _targets(book, record, below)


def _groups(book: Book, record: Recap, below: str) -> None:
    names = [_("Opening balance"), _("Received"), _("Done"), _("Closed"), _("Not done")]
    names += [under(_("Not done"), short_cause(cause)) for cause in CAUSES]
    fields = [Field(_("Group"), 18), *(Field(name, 12, "number") for name in names)]
    fields.append(Field(_("Done (%)"), 10, "percent"))
    rows = [
        (
            group_label(r.group),
            r.carried_over,
            r.received,
            r.done,
            r.closed,
            r.open,
            *causes(r),
            share_done(r),
        )
        for r in record.rows
    ]
    last = len(fields) - 1
    foot = Foot(summed=range(1, last), shares={last: (3, (1, 2))})
    book.sheet(_("Recap"), _("Recapitulation of applications"), below, fields, rows, foot=foot)


def _ages(book: Book, record: Recap, below: str) -> None:
    fields = [Field(_("Group"), 18)]
    fields += [Field(under(_("Working days"), age_text(age)), 12, "number") for age in LONG]
    fields += [Field(name, 14, "number") for name in (_("Not done"), _("Longest (working days)"))]
    rows = [(group_label(r.group), *ages(r), r.open, r.longest) for r in record.rows]
    last = len(fields) - 1
    foot = Foot(summed=range(1, last), most=[last])
    below = f"{below}. {explained_ages(record)}"
    book.sheet(_("Age"), _("Not done, by age"), below, fields, rows, foot=foot)


def _months(book: Book, record: Recap, below: str) -> None:
    title = _("Applications by month")
    fields = [Field(_("Month"), 14, "month")]
    fields += [Field(name, 12, "number") for name in (_("Received"), _("Done"), _("Closed"), _("Left"))]
    rows = [(m.month, m.received, m.done, m.closed, m.open) for m in record.months]
    sheet = book.sheet(_("Months"), title, below, fields, rows, summed=(1, 2, 3))
    book.chart(sheet, fields, len(rows), title, (1, 2))


def _targets(book: Book, record: Recap, below: str) -> None:
    within = begins_within(record)
    names = [_("Target of the year"), *([_("Received in the period")] if within else []), _("Realisation")]
    fields = [Field(_("Year"), 8), Field(_("Group"), 18), *(Field(n, 16, "number") for n in names)]
    fields.append(Field("%", 10, "percent"))
    rows = [
        (
            str(r.year),
            group_label(r.group),
            r.target,
            *([r.inside] if within else []),
            r.received,
            share(r.received, r.target),
        )
        for r in record.targets
    ]
    last = len(fields) - 1
    one_year = len(target_years(record.targets)) == 1
    foot = Foot(summed=range(2, last), shares={last: (last - 1, [2])}) if one_year else None
    note = explained_targets(record) if rows else no_targets(record)
    book.sheet(_("Target"), _("Target and realisation"), f"{below}. {note}", fields, rows, foot=foot)
