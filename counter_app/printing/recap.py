"""Rekapitulasi permohonan of a period: by group with the causes of what is open, and by month."""

from __future__ import annotations

from collections.abc import Sequence
from typing import BinaryIO

from counter_app.domain.words import group_label
from counter_app.i18n import _, number
from counter_app.office.records import MonthRow, Recap, RecapRow
from counter_app.printing import fonts
from counter_app.printing.blocks import Block, Gap, Side, Text, Titled
from counter_app.printing.charts import Chart, monthly
from counter_app.printing.figures import CAUSES, causes, share_done, total
from counter_app.printing.folder import nothing
from counter_app.printing.grid import Column, Grid, Row
from counter_app.printing.letterhead import heading, kop, signatures
from counter_app.printing.sheet import PAGES, Sheet, room, write_sheet
from counter_app.printing.text import plain
from counter_app.printing.wording import NOTHING, dash, month_text, only, period, short_cause

_BESIDE = 16  # so many months fit beside the chart


def write_recap(record: Recap, out: BinaryIO, *, size: str = "a4") -> None:
    """Draw the recap."""
    span = period(record.first, record.last)
    name = _("Recapitulation of applications")
    blocks: list[Block] = [
        kop(record.head),
        heading(name, span, only(record)),
        _groups(record),
        Gap(12),
        *_months(record, room(PAGES[size])[0]),
        Gap(18),
        signatures(record.head, record.printed.at.date(), record.right_signer, record.left_signer),
    ]
    write_sheet(out, Sheet(record.head, f"{name}, {span}", record.printed), blocks, size=size)


def _title(text: str) -> Block:
    return Text(plain(text), 9.4, fonts.BOLD, after=2)


def _groups(record: Recap) -> Block:
    title = _title(_("A. Applications by group"))
    if not record.rows:
        return Titled(title, nothing(_("No applications.")))
    over = _("Not done, because of")
    columns = [
        Column(_("No."), 0, "right"),
        Column(_("Group"), 27, lines=2),
        Column(_("Opening balance"), 15, "right"),
        Column(_("Received"), 0, "right"),
        Column(_("Done"), 0, "right"),
        Column(_("Done (%)"), 14, "right"),
        Column(_("Closed"), 0, "right"),
        Column(_("Not done"), 14, "right"),
        *(Column(short_cause(cause), 15.5, "right", over) for cause in CAUSES),
    ]
    rows = [Row((str(n), group_label(row.group), *_numbers(row))) for n, row in enumerate(record.rows, 1)]
    rows.append(Row((_("Total"), *_numbers(total(record.rows))), "total", span=2))
    return Titled(title, Grid(columns, rows, 7.8))


def _numbers(row: RecapRow) -> list[str]:
    share = share_done(row)
    percent = NOTHING if share is None else number(round(share * 100, 1))
    front = [dash(row.carried_over), dash(row.received), dash(row.done), percent, dash(row.closed)]
    return [*front, dash(row.open), *map(dash, causes(row))]


def _months(record: Recap, width: float) -> list[Block]:
    title = _title(_("B. Applications by month"))
    if not record.months:
        return [Titled(title, nothing(_("No applications.")))]
    if len(record.months) > _BESIDE:
        return [
            Titled(title, _month_table(record.months)),
            Gap(10),
            Chart(monthly(record.months, width, 170)),
        ]
    gap, shares = 12.0, (1.0, 1.35)
    own = (width - gap) * shares[1] / sum(shares)
    table = _month_table(record.months)
    chart = Chart(monthly(record.months, own, max(150.0, table.height(width - gap - own))))
    return [Titled(title, Side([table, chart], shares, gap))]


def _month_table(months: Sequence[MonthRow]) -> Grid:
    columns = [
        Column(_("Month"), 34),
        Column(_("Received"), 20, "right"),
        Column(_("Done"), 20, "right"),
        Column(_("Left"), 16, "right"),
    ]
    rows = [Row((month_text(m.month), dash(m.received), dash(m.done), dash(m.open))) for m in months]
    sums = [sum(m.received for m in months), sum(m.done for m in months)]
    rows.append(Row((_("Total"), *map(dash, sums), dash(months[-1].open)), "total"))
    return Grid(columns, rows, 8)
