"""Registers: every application of a day, month or year, one a row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import BinaryIO

from counter_app.i18n import _, ngettext, number, short_date, time_text
from counter_app.office.records import Register, RegisterRow
from counter_app.printing.blocks import Block, Closed, Gap, Stack, Text
from counter_app.printing.grid import Column, Grid, Row
from counter_app.printing.letterhead import heading, kop, signatures
from counter_app.printing.sheet import Sheet, write_sheet
from counter_app.printing.text import plain
from counter_app.printing.wording import NOTHING, only, period


def write_register(record: Register, out: BinaryIO, *, size: str = "a4") -> None:
    """Draw the register of a period, on pages turned on their side."""
    span = period(record.first, record.last)
    title = _("Register of applications, {period}").format(period=span)
    count = ngettext("{count} application", "{count} applications", len(record.rows))
    count = count.format(count=number(len(record.rows)))
    sign = signatures(record.head, record.printed.at.date(), record.right_signer, record.left_signer)
    blocks: list[Block] = [
        kop(record.head),
        heading(_("Register of applications"), span, count, only(record)),
        Closed(register_table(record.rows, dated=record.first != record.last), Stack([Gap(16), sign])),
    ]
    write_sheet(out, Sheet(record.head, title, record.printed), blocks, size=size, across=True)


def register_table(rows: Sequence[RegisterRow], *, dated: bool) -> Block:
    """The table itself; ``dated`` shows days instead of times."""
    if not rows:
        return Text(plain(_("No applications.")), 9, align="center", before=6)
    moments = [short_date(row.at.date()) if dated else time_text(row.at) for row in rows]
    lines = [_row(n, row, moment) for n, (row, moment) in enumerate(zip(rows, moments, strict=True), 1)]
    return Grid(_columns(dated=dated), lines, size=7.2, pad=1.7)


def _row(n: int, row: RegisterRow, moment: str) -> Row:
    minutes = NOTHING if row.minutes is None else str(row.minutes)
    place = (row.number, row.name, row.kelurahan)
    return Row((str(n), moment, *place, row.service, row.staff, row.state, minutes, row.note))


def _columns(*, dated: bool) -> list[Column]:
    return [
        Column(_("No."), 0, "right"),
        Column(_("Date") if dated else _("Time"), 0, "center"),
        Column(_("Registration no."), 0),
        Column(_("Name"), 33, lines=12),
        Column(_("Kelurahan"), 18, lines=4),
        Column(_("Service"), 28, lines=4),
        Column(_("Officer"), 17, lines=4),
        Column(_("State"), 18, lines=4),
        Column(_("Minutes"), 0, "right"),
        Column(_("Remarks"), 16, lines=4),
    ]
