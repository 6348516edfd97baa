"""Papers about blank forms: the ledger, and the record of their destruction."""

from __future__ import annotations

from typing import BinaryIO

from counter_app.i18n import _, number, short_date, time_text
from counter_app.office.records import Destruction, Ledger, LedgerRow
from counter_app.printing.arranged import Closed, Side, Stack
from counter_app.printing.blocks import Block, Gap, Text
from counter_app.printing.folder import nothing
from counter_app.printing.grid import Column, Grid, Row
from counter_app.printing.letterhead import DOTS, heading, kop, signature, signatures, witnesses
from counter_app.printing.sheet import Sheet, write_sheet
from counter_app.printing.text import plain, rich
from counter_app.printing.wording import NOTHING, dash, day_name, month_name, period, signed
from counter_app.printing.words import spelled

# Indonesian laws have their own words in every language.
_LAW = (
    "UU 23/2006 tentang Administrasi Kependudukan sebagaimana diubah dengan UU 24/2013; Perpres 96/2018; "
    "Surat Edaran Menteri Dalam Negeri Nomor 470.13/11176/SJ tanggal 13 Desember 2018."
)


def write_ledger(record: Ledger, out: BinaryIO, *, size: str = "a4") -> None:
    """Draw the stock book of one kind of blank form."""
    span = period(record.first, record.last)
    sign = signatures(record.head, record.printed.at.date(), record.right_signer, record.left_signer)
    blocks: list[Block] = [
        kop(record.head),
        heading(_("Stock book of blank forms"), record.kind, span),
        Closed(Grid(_ledger_columns(), _ledger_rows(record), 7.6), Stack([Gap(16), sign])),
    ]
    title = _("Stock book of blank forms, {kind}, {period}").format(kind=record.kind, period=span)
    write_sheet(out, Sheet(record.head, title, record.printed), blocks, size=size)


def _ledger_columns() -> list[Column]:
    return [
        Column(_("No."), 0, "right"),
        Column(_("Date"), 0, "center"),
        Column(_("Description"), 44, lines=4),
        Column(_("Letter no."), 21, lines=3),
        Column(_("Serial"), 20, lines=3),
        Column(_("In"), 0, "right"),
        Column(_("Used"), 0, "right"),
        Column(_("Spoiled"), 11, "right"),
        Column(_("Count difference"), 12, "right"),
        Column(_("Left"), 0, "right"),
        Column(_("Officer"), 18, lines=4),
        Column(_("Initials"), 0),
    ]


def _ledger_rows(record: Ledger) -> list[Row]:
    rows = [_carried(_("Carried over"), record.opening)]
    rows += [_ledger_row(n, row) for n, row in enumerate(record.rows, 1)]
    sums = [sum(getattr(row, name) for row in record.rows) for name in ("received", "used", "spoiled")]
    difference = signed(sum(row.counted for row in record.rows))
    total = (_("Total"), *map(dash, sums), difference, number(record.closing), "", "")
    return [*rows, Row(total, "total", span=5)]


def _carried(text: str, left: int) -> Row:
    return Row(("", "", text, "", "", "", "", "", "", number(left), "", ""))


def _ledger_row(n: int, row: LedgerRow) -> Row:
    moves = (dash(row.received), dash(row.used), dash(row.spoiled), signed(row.counted))
    facts = (row.what, row.letter or NOTHING, row.serial or NOTHING)
    return Row((str(n), short_date(row.at.date()), *facts, *moves, number(row.left), row.staff, ""))


def write_destruction(record: Destruction, out: BinaryIO, *, size: str = "a4") -> None:
    """Draw the Berita Acara Pemusnahan; without a number it has room to write one."""
    name = _("Record of destruction")
    seen = witnesses(record.witnesses, _("Witnesses:")) if record.witnesses else Gap(0)
    sign = signature(record.head, record.at.date(), record.signer)
    truth = Text(plain(_("This record is made truthfully, to be used as needed.")), 9.6, before=8, after=14)
    blocks: list[Block] = [
        kop(record.head),
        heading(name, _("Number: {number}").format(number=record.number or DOTS)),
        Text(_opening(record), 9.6, align="justify", leading=1.5, after=3),
        Text(rich(_("Legal basis: {law}"), law=_LAW), 9.6, align="justify", leading=1.5, after=6),
        Closed(_destroyed_table(record), Stack([truth, Side([seen, sign], [1.25, 1], gap=16)])),
    ]
    title = f"{name} {record.number}".strip()
    write_sheet(out, Sheet(record.head, title, record.printed), blocks, size=size)


def _opening(record: Destruction) -> str:
    count = sum(row.quantity for row in record.rows)
    on = record.at.date()
    sentence = _(
        "On this day, {day}, date {date}, month {month}, year {year}, at {time}, at the office of {office}, "
        "we, the undersigned, have destroyed {count} ({spelled}) withdrawn or spoiled cards and forms by "
        "{method}, listed as follows."
    )
    return rich(
        sentence,
        day=day_name(on),
        date=spelled(on.day),
        month=month_name(on),
        year=spelled(on.year),
        time=time_text(record.at),
        office=record.head.office,
        count=number(count),
        spelled=spelled(count),
        method=record.method,
    )


def _destroyed_table(record: Destruction) -> Block:
    if not record.rows:
        return nothing(_("None."))
    columns = [
        Column(_("No."), 0, "right"),
        Column(_("Name"), 38, lines=12),
        Column(_("NIK"), 0),
        Column(_("Registration no."), 0),
        Column(_("Kind"), 18, lines=2),
        Column(_("Serial"), 24, lines=2),
        Column(_("Cause"), 32, lines=2),
        Column(_("Date"), 0, "center"),
        Column(_("Pieces"), 0, "right"),
    ]
    rows = []
    for n, row in enumerate(record.rows, 1):
        who = (row.name or NOTHING, row.nik or NOTHING, row.number or NOTHING)
        facts = (*who, row.kind, row.serial or NOTHING, row.reason)
        rows.append(Row((str(n), *facts, short_date(row.on), number(row.quantity))))
    rows.append(Row((_("Total"), number(sum(row.quantity for row in record.rows))), "total", span=8))
    return Grid(columns, rows, 7.6)
