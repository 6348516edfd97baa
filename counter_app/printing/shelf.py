"""Buku pengambilan: who took which document, with a line to sign."""

from __future__ import annotations

from typing import BinaryIO

from counter_app.i18n import _, short_date, time_text
from counter_app.office.records import CollectionBook, CollectionRow
from counter_app.printing.blocks import Block
from counter_app.printing.folder import nothing
from counter_app.printing.grid import Column, Grid, Row
from counter_app.printing.letterhead import heading, kop
from counter_app.printing.sheet import Sheet, write_sheet
from counter_app.printing.wording import NOTHING, period

_SIGN = 25.0  # height of a row in which the receiver signs


def write_collection(record: CollectionBook, out: BinaryIO, *, size: str = "a4") -> None:
    """Draw the book on pages turned on their side."""
    span = period(record.first, record.last)
    blocks = [kop(record.head), heading(_("Collection book"), span), _table(record)]
    title = _("Collection book, {period}").format(period=span)
    write_sheet(out, Sheet(record.head, title, record.printed), blocks, size=size, across=True)


def _table(record: CollectionBook) -> Block:
    if not record.rows:
        return nothing(_("No documents to collect."))
    columns = [
        Column(_("No."), 0, "right"),
        Column(_("Registration no."), 0),
        Column(_("Name"), 44, lines=12),
        Column(_("Service"), 38, lines=4),
        Column(_("Shelf"), 0, "center"),
        Column(_("Ready since"), 0, "center"),
        Column(_("Receiver"), 40, lines=12),
        Column(_("Collected"), 24, "center", lines=2),
        Column(_("Signature"), 42),
    ]
    rows = [Row((str(n), *_cells(row))) for n, row in enumerate(record.rows, 1)]
    return Grid(columns, rows, 8, least=_SIGN)


def _cells(row: CollectionRow) -> tuple[str, ...]:
    collected = f"{short_date(row.collected.date())} {time_text(row.collected)}" if row.collected else ""
    service = f"{row.service}, {row.letter}" if row.letter else row.service
    shelf = row.shelf or NOTHING
    return (row.number, row.name, service, shelf, short_date(row.ready), _receiver(row), collected, "")


def _receiver(row: CollectionRow) -> str:
    """Who took it; of somebody else how they belong together, and the power of attorney."""
    power = _("power of attorney") if row.power else ""
    more = ", ".join(part for part in (row.relation, power) if part)
    return f"{row.receiver} ({more})" if more else row.receiver
