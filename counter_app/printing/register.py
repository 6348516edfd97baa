"""Registers: every application of a day, month or year, one a row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import BinaryIO

from counter_app.domain.words import group_label
from counter_app.i18n import _, ngettext, number, short_date, time_text
from counter_app.office.records import Head, Register, RegisterRow, RegisterTotal
from counter_app.printing import fonts
from counter_app.printing.arranged import Closed, Stack
from counter_app.printing.blocks import Block, Gap, Text
from counter_app.printing.figures import register_months, register_total
from counter_app.printing.grid import Column, Grid, Row
from counter_app.printing.letterhead import heading, kop, signatures
from counter_app.printing.sheet import Sheet, write_sheet
from counter_app.printing.text import plain
from counter_app.printing.wording import NOTHING, counted, dash, month_closed, of_period, only, period

_SIZE = 7.2


def write_register(record: Register, out: BinaryIO, *, size: str = "a4") -> None:
    """Draw the register of a period, on pages turned on their side."""
    span = period(record.first, record.last)
    title = _("Register of applications, {period}").format(period=span)
    count = ngettext("{count} application", "{count} applications", len(record.rows))
    count = count.format(count=number(len(record.rows)))
    sign = signatures(record.head, record.printed.at.date(), record.right_signer, record.left_signer)
    end = Stack([Gap(10), *_totals(record), Gap(16), sign])
    blocks: list[Block] = [
        kop(record.head),
        heading(_("Register of applications"), span, of_period(), count, only(record)),
        Closed(register_table(record.rows, record.head, dated=record.first != record.last), end),
    ]
    write_sheet(out, Sheet(record.head, title, record.printed), blocks, size=size, across=True)


def register_table(rows: Sequence[RegisterRow], head: Head, *, dated: bool) -> Block:
    """The table itself; ``dated`` shows days instead of times, and closes each of several months."""
    if not rows:
        return Text(plain(_("No applications.")), 9, align="center", before=6)
    columns = _columns(head, dated=dated)
    months = register_months(rows)
    lines: list[Row] = []
    up_to = 0
    for month in months:
        for n, row in enumerate(month, up_to + 1):
            lines.append(_row(n, row, short_date(row.at.date()) if dated else time_text(row.at)))
        up_to += len(month)
        if len(months) > 1:
            words = month_closed(month[0].at.date(), len(month), up_to)
            lines.append(Row((words,), "total", span=len(columns)))
    return Grid(columns, lines, size=_SIZE, pad=1.7)


def _totals(record: Register) -> list[Block]:
    """How many by group and state, and the sentence that closes the book."""
    if not record.totals:
        return []
    whole = register_total(record.totals)
    columns = [
        Column(_("No."), 0, "right"),
        Column(_("Group"), 30, lines=2),
        *(Column(state, 20, "right") for state in whole.states),
        Column(_("Total"), 18, "right"),
    ]
    rows = [Row((str(n), group_label(row.group), *_counts(row))) for n, row in enumerate(record.totals, 1)]
    rows.append(Row((whole.group, *_counts(whole)), "total", span=2))
    title = Text(plain(_("Recapitulation of the register")), 9.4, fonts.BOLD, after=2)
    return [title, Grid(columns, rows, size=_SIZE, pad=1.7), Text(plain(counted(record)), 9, before=6)]


def _counts(row: RegisterTotal) -> list[str]:
    return [*map(dash, row.states.values()), dash(sum(row.states.values()))]


def _row(n: int, row: RegisterRow, moment: str) -> Row:
    minutes = NOTHING if row.minutes is None else str(row.minutes)
    place = (row.number, row.name, row.kelurahan)
    return Row((str(n), moment, *place, row.service, row.letter, row.staff, row.state, minutes, row.note))


def _columns(head: Head, *, dated: bool) -> list[Column]:
    return [
        Column(_("No."), 0, "right"),
        Column(_("Date") if dated else _("Time"), 0, "center"),
        Column(_("Registration no."), 0),
        Column(_("Name"), 33, lines=12),
        Column(head.villages, 18, lines=4),
        Column(_("Service"), 28, lines=4),
        Column(_("Letter number"), 20, lines=3),
        Column(_("Officer"), 17, lines=4),
        Column(_("State"), 18, lines=4),
        Column(_("Minutes"), 0, "right"),
        Column(_("Remarks"), 16, lines=4),
    ]
