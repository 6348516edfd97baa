"""Rekapitulasi permohonan: by group with the causes and the age of what is open, targets, months."""

from __future__ import annotations

from collections.abc import Sequence
from typing import BinaryIO

from counter_app.domain.ages import LONG
from counter_app.domain.words import group_label
from counter_app.i18n import _
from counter_app.office.records import MonthRow, Recap, RecapRow, TargetRow
from counter_app.printing import fonts
from counter_app.printing.arranged import Closed, Side, Stack, Titled
from counter_app.printing.blocks import Block, Gap, Text
from counter_app.printing.charts import Chart, monthly
from counter_app.printing.figures import (
    CAUSES,
    ages,
    begins_within,
    causes,
    month_total,
    share,
    share_done,
    target_total,
    target_years,
    total,
)
from counter_app.printing.folder import nothing
from counter_app.printing.grid import Column, Grid, Row
from counter_app.printing.letterhead import heading, kop, signatures
from counter_app.printing.sheet import PAGES, Sheet, room, write_sheet
from counter_app.printing.text import plain
from counter_app.printing.wording import (
    age_text,
    dash,
    explained_ages,
    explained_targets,
    month_text,
    no_targets,
    only,
    percent,
    period,
    short_cause,
)

_SIZE, _PAD = 7.6, 1.9
_BETWEEN = 11.0  # points between two sections
_GUTTER, _LEFT = 12.0, 0.46  # between two columns; the share of the left one
_CHART = 88.0  # points high at least
_FEW, _BESIDE = 6, 16  # months that leave room for the targets; that fit beside the chart
_SLIM = 8  # targets that fit beside the months


def write_recap(record: Recap, out: BinaryIO, *, size: str = "a4") -> None:
    """Draw the recap."""
    span = period(record.first, record.last)
    name = _("Recapitulation of applications")
    sign = signatures(record.head, record.printed.at.date(), record.right_signer, record.left_signer)
    *front, last = _months_and_targets(record, room(PAGES[size])[0])
    blocks: list[Block] = [
        kop(record.head),
        heading(name, span, only(record)),
        _groups(record),
        Gap(_BETWEEN),
        _ages(record),
        Gap(_BETWEEN),
        *front,
        Closed(last, Stack([Gap(15), sign])),
    ]
    write_sheet(out, Sheet(record.head, f"{name}, {span}", record.printed), blocks, size=size)


def _titled(title: str, body: Block, note: str = "") -> Block:
    head = Text(plain(title), 9.4, fonts.BOLD, after=2)
    return Titled(head, Closed(body, Text(plain(note), 7, before=3)) if note else body)


def _groups(record: Recap) -> Block:
    title = _("A. Applications by group")
    if not record.rows:
        return _titled(title, nothing(_("No applications.")))
    over = _("Not done, because of")
    columns = [
        Column(_("No."), 0, "right"),
        Column(_("Group"), 34, lines=2),
        Column(_("Opening balance"), 13.5, "right"),
        Column(_("Received"), 0, "right"),
        Column(_("Done"), 0, "right"),
        Column(_("Done (%)"), 14.5, "right"),
        Column(_("Closed"), 0, "right"),
        Column(_("Not done"), 13.5, "right"),
        *(Column(short_cause(cause), 16, "right", over) for cause in CAUSES),
    ]
    rows = [Row((str(n), group_label(row.group), *_numbers(row))) for n, row in enumerate(record.rows, 1)]
    rows.append(Row((_("Total"), *_numbers(total(record.rows))), "total", span=2))
    return _titled(title, Grid(columns, rows, _SIZE, _PAD))


def _numbers(row: RecapRow) -> list[str]:
    front = [dash(row.carried_over), dash(row.received), dash(row.done), percent(share_done(row))]
    return [*front, dash(row.closed), dash(row.open), *map(dash, causes(row))]


def _ages(record: Recap) -> Block:
    title = _("B. Not done, by age")
    whole = total(record.rows)
    if not whole.open:
        return _titled(title, nothing(_("Nothing is open.")))
    over = _("Working days since acceptance")
    columns = [
        Column(_("No."), 0, "right"),
        Column(_("Group"), 27, lines=2),
        *(Column(age_text(age), 14, "right", over) for age in LONG),
        Column(_("Not done"), 16, "right"),
        Column(_("Longest (working days)"), 26, "right"),
    ]
    rows = [
        Row((str(n), group_label(row.group), *map(dash, ages(row)), dash(row.open), dash(row.longest)))
        for n, row in enumerate(record.rows, 1)
    ]
    sums = [*ages(whole), whole.open]
    rows.append(Row((_("Total"), *map(dash, sums), dash(whole.longest)), "total", span=2))
    shares = [percent(share(count, whole.open) or None) for count in sums]
    rows.append(Row((_("Share (%)"), *shares, ""), "plain", span=2))
    return _titled(title, Grid(columns, rows, _SIZE, _PAD), explained_ages(record))


def _months_and_targets(record: Recap, width: float) -> list[Block]:
    """The months and their chart side by side, the targets under the shorter; what is long stands alone."""
    months, targets = _months(record.months), _targets(record)
    if not record.months:
        return [months, Gap(_BETWEEN), targets]
    if len(record.months) > _BESIDE or len(record.targets) > _SLIM:
        chart = Chart(monthly(record.months, width, _CHART * 1.9))
        return [months, Gap(_BETWEEN), chart, Gap(_BETWEEN), targets]
    if len(record.months) == 1:  # there is nothing to compare it with
        return [Side([months, targets], [_LEFT, 1 - _LEFT], _GUTTER)]
    left, right = (width - _GUTTER) * _LEFT, (width - _GUTTER) * (1 - _LEFT)
    if len(record.months) > _FEW:
        free = months.height(left) - targets.height(right) - _BETWEEN
        chart = Chart(monthly(record.months, right, max(_CHART, free)))
        columns = [months, Stack([chart, Gap(_BETWEEN), targets])]
    else:
        stack = Stack([months, Gap(_BETWEEN), targets])
        columns = [stack, Chart(monthly(record.months, right, max(_CHART, stack.height(left))))]
    return [Side(columns, [_LEFT, 1 - _LEFT], _GUTTER)]


def _months(months: Sequence[MonthRow]) -> Block:
    title = _("C. Applications by month")
    if not months:
        return _titled(title, nothing(_("No applications.")))
    columns = [
        Column(_("Month"), 36),
        Column(_("Received"), 20, "right"),
        Column(_("Done"), 20, "right"),
        Column(_("Closed"), 19, "right"),
        Column(_("Left"), 18, "right"),
    ]
    rows = [Row((month_text(m.month), *_moved(m))) for m in months]
    rows.append(Row((_("Total"), *_moved(month_total(months))), "total"))
    return _titled(title, Grid(columns, rows, _SIZE, _PAD))


def _moved(month: MonthRow) -> list[str]:
    return [dash(month.received), dash(month.done), dash(month.closed), dash(month.open)]


def _targets(record: Recap) -> Block:
    title = _("D. Target and realisation")
    if not record.targets:
        return _titled(title, nothing(no_targets(record)))
    within = begins_within(record)
    columns = [
        Column(_("No."), 0, "right"),
        Column(_("Group"), 38, lines=2),
        Column(_("Target of the year"), 27, "right"),
        *([Column(_("Received in the period"), 27, "right")] if within else []),
        Column(_("Realisation"), 27, "right"),
        Column("%", 19, "right"),
    ]
    rows: list[Row] = []
    years = target_years(record.targets)
    for year in years:
        if len(years) > 1:
            name = _("Year {year}").format(year=year[0].year)
            rows.append(Row((name,), "group", span=len(columns)))
        rows += [
            Row((str(n), group_label(row.group), *_against(row, within=within)))
            for n, row in enumerate(year, 1)
        ]
        if len(year) > 1:
            all_groups = _against(target_total(year), within=within)
            rows.append(Row((_("Total"), *all_groups), "total", span=2))
    return _titled(title, Grid(columns, rows, _SIZE, _PAD), explained_targets(record))


def _against(row: TargetRow, *, within: bool) -> list[str]:
    inside = [dash(row.inside)] if within else []
    return [dash(row.target), *inside, dash(row.received), percent(share(row.received, row.target))]
