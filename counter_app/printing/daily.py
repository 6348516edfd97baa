"""Laporan harian pelayanan: one page for the day, and its register."""

from __future__ import annotations

from typing import BinaryIO

from counter_app.i18n import _, long_date
from counter_app.office.records import DailyReport
from counter_app.printing import daily_tables as tables
from counter_app.printing.arranged import Side, Stack, Titled
from counter_app.printing.blocks import Block, Fields, Gap
from counter_app.printing.day_words import foot, heard, status, told_in
from counter_app.printing.letterhead import heading, kop, signatures
from counter_app.printing.register import register_table
from counter_app.printing.sheet import PAGES, NewPage, Sheet, room, write_sheet
from counter_app.printing.text import plain, rich
from counter_app.printing.wording import seal

# Type sizes to try, largest first: a normal day fits one page in one of them.
_SIZES = (8.6, 8.2, 7.8, 7.4, 7.0, 6.7, 6.4)
_FEW_NOTES = 3  # so many stand beside the table of requirements


def write_daily(record: DailyReport, out: BinaryIO, *, size: str = "a4") -> None:
    """Draw the report and its register; of a closed day in the language and on the paper of its signing."""
    with told_in(record):
        _write(record, out, record.size or size)


def _write(record: DailyReport, out: BinaryIO, size: str) -> None:
    title = _("Daily service report, {day}").format(day=long_date(record.day.date))
    blocks = [*_front(record, size), NewPage(), *_attachment(record)]
    sheet = Sheet(record.head, title, record.printed, seal(record.day.anchor), foot(record))
    write_sheet(out, sheet, blocks, size=size)


def _front(record: DailyReport, size: str) -> list[Block]:
    """The first page in the largest type in which it is one page."""
    width, height = room(PAGES[size])
    blocks: list[Block] = []
    for type_size in _SIZES:
        blocks = _page(record, type_size)
        if sum(block.height(width) for block in blocks) <= height:
            return blocks
    return blocks


def _page(record: DailyReport, size: float) -> list[Block]:
    day = record.day
    few = len(day.notes) <= _FEW_NOTES
    notes = tables.notes(day, size)
    staff = Stack([tables.staff(day, size), *([Gap(size * 0.45), *notes] if few else [])])
    sections: list[Block] = [
        tables.services(day, size),
        tables.stalls(day, size),
        tables.blangko(day, size),
        Side([tables.signing(day, size), tables.queue(day, size)], [1.45, 1], gap=9),
        *tables.out_of_turn(day, size),
        Side([tables.missing(day, size), staff], [1, 1.4], gap=9),
        *([] if few else notes),
    ]
    space = 36 if size > 7.5 else 27 if size > 6.5 else 23
    sign = signatures(
        record.head, day.date, record.right_signer, record.left_signer, size=size + 0.4, space=space
    )
    top = [kop(record.head, 0.5 + size / 19), *_head(record, size)]
    return [*top, *_spaced(sections, size * 0.45), Gap(size * 0.5), sign]


def _head(record: DailyReport, size: float) -> list[Block]:
    day = record.day
    only = _("{counter} (report of counter {counter} only)") if record.one_counter else "{counter}"
    left = [(_("Day/date"), plain(long_date(day.date))), (_("Service hours"), plain(record.hours))]
    right = [(_("Counter"), rich(only, counter=day.counter)), (_("Camat"), plain(record.camat))]
    left.append((_("State"), plain(status(day))))
    right.append((_("Counted"), plain(heard(day))))
    fields = Side([Fields(left, size + 0.4), Fields(right, size + 0.4)], [1, 1.5], gap=14)
    return [heading(_("Daily service report"), size=size + 3.6), fields, Gap(size * 0.4)]


def _attachment(record: DailyReport) -> list[Block]:
    title = heading(_("Attachment: daily register"), long_date(record.day.date), size=11)
    return [Titled(title, register_table(record.register, record.head, dated=False))]


def _spaced(blocks: list[Block], space: float) -> list[Block]:
    spaced: list[Block] = []
    for block in blocks:
        spaced += [block, Gap(space)]
    return spaced
