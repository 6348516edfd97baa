"""What shows an office its paper before there is work: the letterheads, and a page that tries a printer."""

from __future__ import annotations

import datetime as dt
from typing import BinaryIO

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm

from counter_app.i18n import _, long_date, time_text
from counter_app.office.records import Head, Record
from counter_app.printing import fonts
from counter_app.printing.arranged import Boxed, Stack
from counter_app.printing.blocks import Block, Gap, Text
from counter_app.printing.letterhead import heading, kop, small_kop
from counter_app.printing.marks import Qr, watermark
from counter_app.printing.roll import ROLLS, write
from counter_app.printing.sheet import PAGES, open_canvas
from counter_app.printing.text import plain

EDGE = 16 * mm
SHEETS = ("a4", "f4")
LETTERS = "ABCDEFGHIJKLM abcdefghijklm 0123456789 É Ñ ü ç"


class TestPage(Record, frozen=True):
    """What tries a printer: the letterhead, the printer's name and the moment."""

    head: Head
    printer: str
    at: dt.datetime


def write_sheet_head(head: Head, out: BinaryIO) -> None:
    """Draw the top of a sheet: as wide as A4, as high as the letterhead."""
    block = kop(head)
    height = block.height(A4[0] - 2 * EDGE) + 22 * mm
    _one_page(head, block, (A4[0], height), EDGE, out)


def write_receipt_head(head: Head, out: BinaryIO, *, size: str = "80") -> None:
    """Draw the top of a receipt: as wide as its paper, as high as the letterhead."""
    roll = ROLLS[size]
    block = small_kop(head, roll.small)
    height = block.height(roll.content) + 9 * mm
    _one_page(head, block, (roll.width, height), (roll.width - roll.content) / 2, out)


def _one_page(head: Head, block: Block, page: tuple[float, float], edge: float, out: BinaryIO) -> None:
    pen = open_canvas(out, page, head, _("Letterhead"))
    block.draw(pen, edge, page[1] - min(edge, 12 * mm), page[0] - 2 * edge)
    pen.showPage()
    pen.save()


def write_test_page(record: TestPage, out: BinaryIO, *, size: str) -> None:
    """Draw a page that shows whether width, letters and code come out whole."""
    if size in SHEETS:
        _test_sheet(record, out, size)
        return
    roll = ROLLS[size]
    blocks = [small_kop(record.head, roll.small), *_trial(record, roll.text, roll.qr)]
    write(out, record.head, _("Test page"), blocks, size=size)


def _test_sheet(record: TestPage, out: BinaryIO, size: str) -> None:
    page = PAGES[size]
    pen = open_canvas(out, page, record.head, _("Test page"))
    if record.head.demo:
        watermark(pen, *page)
    content = Stack([kop(record.head), *_trial(record, 11, 34 * mm)])
    content.draw(pen, EDGE, page[1] - EDGE, page[0] - 2 * EDGE)
    pen.showPage()
    pen.save()


def _trial(record: TestPage, size: float, code: float) -> list[Block]:
    moment = f"{long_date(record.at.date())}, {time_text(record.at)}"
    whole = _("This frame is as wide as the paper prints. If a side is missing, choose another paper size.")
    return [
        heading(_("Test page"), moment, size=size * 1.4),
        Boxed(Text(plain(whole), size), pad=size * 0.6, after=size * 0.6),
        Text(plain(LETTERS), size, align="center"),
        Text(plain(LETTERS), size * 0.8, fonts.BOLD, "center", after=size * 0.5),
        Qr("L1-20260406-0001", code, after=4),
        Text(plain(record.printer or _("The system's default printer")), size * 0.85, align="center"),
        Gap(size),
    ]
