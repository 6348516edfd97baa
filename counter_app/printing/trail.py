"""Laporan jejak audit: who did what in a period, entry by entry, with the seal of the book at the foot."""

from __future__ import annotations

from typing import BinaryIO

from counter_app.i18n import _, ngettext, number, short_date, time_text
from counter_app.office.records import AuditReport, AuditRow
from counter_app.printing import fonts
from counter_app.printing.arranged import Closed, Stack, Titled
from counter_app.printing.blocks import Block, Gap, Text
from counter_app.printing.folder import nothing
from counter_app.printing.grid import Column, Grid, Row
from counter_app.printing.letterhead import heading, kop, signatures
from counter_app.printing.sheet import Sheet, write_sheet
from counter_app.printing.text import plain
from counter_app.printing.wording import NOTHING, dash, only, period, seal


def write_audit(record: AuditReport, out: BinaryIO, *, size: str = "a4") -> None:
    """Draw the report."""
    span = period(record.first, record.last)
    title = _("Audit report, {period}").format(period=span)
    many = ngettext("{count} entry", "{count} entries", len(record.rows))
    sign = signatures(record.head, record.printed.at.date(), record.right_signer, record.left_signer)
    blocks: list[Block] = [
        kop(record.head),
        heading(_("Audit report"), span, *chosen(record), many.format(count=number(len(record.rows)))),
        *_totals(record),
        Closed(_entries(record), Stack([Gap(16), sign])),
    ]
    write_sheet(out, Sheet(record.head, title, record.printed, seal(record.anchor)), blocks, size=size)


def chosen(record: AuditReport) -> list[str]:
    """Return what the report is narrowed to, in words."""
    found = [
        (record.staff, _("Entries of {name} only").format(name=record.staff)),
        (record.application, _("Entries about {number} only").format(number=record.application)),
        (record.what, _("Entries of the kind {what} only").format(what=record.what)),
    ]
    return [*(words for value, words in found if value), only(record)]


def _title(text: str) -> Block:
    return Text(plain(text), 9.4, fonts.BOLD, after=2)


def _totals(record: AuditReport) -> list[Block]:
    if not record.totals:
        return []
    columns = [
        Column(_("No."), 0, "right"),
        Column(_("Name"), 50, lines=12),
        Column(_("Role"), 34, lines=2),
        Column(_("Entries"), 18, "right"),
        Column(_("Applications"), 22, "right"),
    ]
    rows = [
        Row((str(n), row.name, row.role or NOTHING, number(row.entries), dash(row.applications)))
        for n, row in enumerate(record.totals, 1)
    ]
    entries = sum(row.entries for row in record.totals)
    rows.append(Row((_("Total"), number(entries), ""), "total", span=3))
    return [Titled(_title(_("A. By person")), Grid(columns, rows, 7.8)), Gap(10)]


def _entries(record: AuditReport) -> Block:
    if not record.rows:
        return nothing(_("No entries."))
    columns = [
        Column(_("No."), 0, "right"),
        Column(_("When"), 0),
        Column(_("Who"), 26, lines=12),
        Column(_("Role"), 18, lines=2),
        Column(_("What"), 38, lines=4),
        Column(_("About"), 46, lines=12),
    ]
    rows = [_row(n, row) for n, row in enumerate(record.rows, 1)]
    return Titled(_title(_("B. Entry by entry")), Grid(columns, rows, size=7.2, pad=1.7))


def _row(n: int, row: AuditRow) -> Row:
    when = f"{short_date(row.at.date())} {time_text(row.at)}"
    return Row((str(n), when, row.name, row.role or NOTHING, row.what, row.about or NOTHING))
