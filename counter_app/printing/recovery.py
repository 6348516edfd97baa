"""Kunci pemulihan: the sheet for the safe, printed once when an office is founded."""

from __future__ import annotations

import datetime as dt
from typing import BinaryIO

from reportlab.lib.units import mm

from counter_app.domain.settings import Settings
from counter_app.i18n import _, long_date, written_in
from counter_app.office.queries.letterhead import head_of
from counter_app.office.records import Head, Record
from counter_app.printing import fonts
from counter_app.printing.arranged import Boxed, Side, Stack
from counter_app.printing.blocks import Block, Gap, Mark, Text
from counter_app.printing.letterhead import heading, kop
from counter_app.printing.marks import watermark
from counter_app.printing.outlets import as_bytes
from counter_app.printing.sheet import PAGES, open_canvas
from counter_app.printing.text import plain

EDGE = 16 * mm
SCALE = {"a5": 1.0, "a4": 1.35}
IN_A_ROW = 2  # groups of the key, so that each is large enough to read out


class RecoverySheet(Record, frozen=True):
    """The recovery key of an office, in its groups: ``7K2QX-...``."""

    head: Head
    key: str
    on: dt.date


def recovery_paper(
    settings: Settings, key: str, on: dt.date, *, size: str = "a5", demo: bool = False
) -> bytes:
    """Return the sheet of an office as PDF, in the language of its papers."""
    with written_in(settings.paper_language):
        record = RecoverySheet(head=head_of(settings, demo=demo), key=key, on=on)
        return as_bytes(write_recovery, record, size=size)


def write_recovery(record: RecoverySheet, out: BinaryIO, *, size: str = "a5") -> None:
    """Draw the sheet on one page."""
    page, scale = PAGES[size], SCALE[size]
    pen = open_canvas(out, page, record.head, _("Recovery key"))
    if record.head.demo:
        watermark(pen, *page)
    content = Stack(_content(record, scale))
    content.draw(pen, EDGE, page[1] - EDGE, page[0] - 2 * EDGE)
    pen.showPage()
    pen.save()


def _content(record: RecoverySheet, scale: float) -> list[Block]:
    sentences = (
        _("This key opens the office's data when all passwords are forgotten, and sets new ones."),
        _("Keep this sheet in the safe, in a sealed envelope: whoever reads the key can open everything."),
        _("The key is shown only this once; the program can't show or print it again."),
    )
    return [
        kop(record.head, scale * 0.8),
        heading(_("Recovery key"), long_date(record.on), size=13 * scale),
        Boxed(_groups(record.key.split("-"), scale), pad=9 * scale, thick=1.2, after=10 * scale),
        *(Mark(plain(text), 10 * scale, f"{n}.", after=4 * scale) for n, text in enumerate(sentences, 1)),
        Gap(2 * scale),
        Text(plain(_("The key has no letter I, L, O or U: what looks like one is 1, 0 or V.")), 8 * scale),
    ]


def _groups(groups: list[str], scale: float) -> Block:
    """The groups in reading order, each with its number below; in a size in which the widest is whole."""
    numbered: list[Block] = [
        Stack(
            [
                Text(group, 27 * scale, fonts.BOLD, "center"),
                Text(str(number), 8 * scale, align="center", after=5 * scale),
            ]
        )
        for number, group in enumerate(groups, 1)
    ]
    numbered += [Gap(0)] * (-len(numbered) % IN_A_ROW)
    rows = [numbered[start : start + IN_A_ROW] for start in range(0, len(numbered), IN_A_ROW)]
    return Stack([Side(row, [1] * len(row), gap=8 * scale) for row in rows])
