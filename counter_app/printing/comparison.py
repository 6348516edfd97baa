"""Years compared: what each change brings, seen first as a picture, then in sentences, then in figures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import BinaryIO, Literal, NamedTuple

from counter_app.i18n import _
from counter_app.office.records import Head, Print, Record
from counter_app.printing import fonts
from counter_app.printing.arranged import Boxed, Side, Stack
from counter_app.printing.blocks import Block, Gap, Text
from counter_app.printing.charts import Chart
from counter_app.printing.comparison_chart import Panel, height, open_at_end
from counter_app.printing.grid import Column, Grid, Row
from counter_app.printing.letterhead import heading
from counter_app.printing.sheet import PAGES, Sheet, room, write_sheet
from counter_app.printing.text import plain

_WORDS, _SMALL, _FIGURES = 8.6, 7.2, 7.6


Way = Literal["helps", "harms", "both", "none"]  # none: no figure moves enough


class Change(NamedTuple):
    """One change: its name, what exactly it changes, what it brings."""

    title: str
    what: str
    sentences: Sequence[str]
    way: Way = "none"


class ComparisonSheet(Record, frozen=True):
    """Everything on the page in words; a row of one cell is a heading between rows."""

    head: Head
    printed: Print
    title: str  # of the scenario
    when: str  # it was played
    played: str  # that it is a played year
    invented: str  # what that means
    panels: list[Panel]
    changes: list[Change]
    common: list[str]  # what is true of all the years
    heads: list[str]  # the first is over the names of the figures
    rows: list[list[str]]
    notes: list[str]  # how to read the figures
    basis: list[str]  # what the year rests on


def write_comparison(record: ComparisonSheet, out: BinaryIO, *, size: str = "a4") -> None:
    """Draw the page; as everything invented it is marked as a sample."""
    name = _("What if")
    wide, _tall = room(PAGES[size])
    blocks: list[Block] = [
        heading(name, record.title, record.when),
        Boxed(
            Stack(
                [
                    Text(plain(record.played), _WORDS, fonts.BOLD, "center"),
                    Text(plain(record.invented), _WORDS, align="center"),
                ]
            )
        ),
        Gap(6),
        Chart(open_at_end(record.panels, wide, height(record.panels, wide))),
        Gap(8),
        *_brings(record),
        Gap(2),
        _figures(record),
        Gap(3),
        *(Text(plain(note), _SMALL, after=1.5) for note in record.notes),
        *_part(_("What the played year rests on"), record.basis, _SMALL),
    ]
    page = Sheet(record.head, f"{name}, {record.title}", record.printed)
    write_sheet(out, page, [Stack(blocks)], size=size)  # in one piece: it is drawn smaller before it breaks


def _brings(record: ComparisonSheet) -> list[Block]:
    lines: list[Block] = [_title(_("What each change brings"))]
    for change in record.changes:
        left = Stack(
            [
                Text(plain(change.title), _WORDS, fonts.BOLD),
                Text(plain(change.what), _SMALL),
            ]
        )
        right = Text(plain(" ".join(change.sentences)), _WORDS)
        lines += [Side([left, right], [1, 1.25], gap=12), Gap(4)]
    return [*lines, *(Text(plain(one), _WORDS, after=2) for one in record.common)]


def _figures(record: ComparisonSheet) -> Block:
    first, *others = record.heads
    columns = [Column(first, 2.1, lines=2), *(Column(one, 1, "right", lines=2) for one in others)]
    rows = [
        Row(tuple(row)) if len(row) > 1 else Row(tuple(row), "group", span=len(columns))
        for row in record.rows
    ]
    return Grid(columns, rows, _FIGURES, pad=1.0)


def _part(title: str, sentences: Sequence[str], size: float) -> list[Block]:
    return [_title(title), *(Text(plain(one), size, after=1.5) for one in sentences)] if sentences else []


def _title(words: str) -> Block:
    return Text(plain(words), _WORDS + 0.6, fonts.BOLD, before=2, after=3)
