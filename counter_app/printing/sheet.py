"""A4 and F4 sheets: pages, running head, foot with page x of y, watermark.

Pages are laid out before any is drawn, so their number is known in one pass.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from typing import BinaryIO, NamedTuple

from reportlab import rl_config
from reportlab.lib.pagesizes import A3, A4, A5
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from counter_app.i18n import _, language, long_date, time_text
from counter_app.office.records import Head, Print
from counter_app.printing import fonts
from counter_app.printing.blocks import Block, whole
from counter_app.printing.marks import watermark
from counter_app.printing.text import clean

rl_config.useA85 = 0  # streams as bytes: a fifth smaller than as letters

F4 = (215 * mm, 330 * mm)
PAGES: dict[str, tuple[float, float]] = {"a5": A5, "a4": A4, "f4": F4, "a3": A3}

_SIDE, _TOP, _BOTTOM = 16 * mm, 14 * mm, 17 * mm
_RUNNING = 16.0  # height of the running head on later pages


@dataclass(frozen=True)
class NewPage:
    """What follows begins on a new page."""

    def height(self, width: float) -> float:
        return 0

    def draw(self, pen: Canvas, x: float, top: float, width: float) -> None:
        return

    def take(self, width: float, room: float) -> tuple[Block | None, Block | None]:
        return self, None


class Placed(NamedTuple):
    """A block and how far below the top of the page's content it begins."""

    block: Block
    below: float


class Sheet(NamedTuple):
    """What stands around the content of every page."""

    head: Head
    title: str
    printed: Print
    seal: str = ""  # ties the paper to the digital book
    foot: str = ""  # in the place of who printed it


def room(page: tuple[float, float]) -> tuple[float, float]:
    """Return width and height for the content of the first page."""
    return page[0] - 2 * _SIDE, page[1] - _TOP - _BOTTOM


def write_sheet(
    out: BinaryIO, sheet: Sheet, blocks: Iterable[Block], *, size: str, across: bool = False
) -> None:
    """Draw ``blocks`` on as many pages as they need; ``across`` turns the page on its side."""
    page = PAGES[size][::-1] if across else PAGES[size]
    width, height = room(page)
    pages = paginate(blocks, width, height, height - _RUNNING)
    pen = open_canvas(out, page, sheet.head, sheet.title)
    for number, placed in enumerate(pages, 1):
        if sheet.head.demo:
            watermark(pen, *page)
        top = page[1] - _TOP
        if number > 1:
            _running_head(pen, sheet, top, width)
            top -= _RUNNING
        for block, below in placed:
            block.draw(pen, _SIDE, top - below, width)
        _foot(pen, sheet, width, number, len(pages))
        pen.showPage()
    pen.save()


def open_canvas(out: BinaryIO, page: tuple[float, float], head: Head, title: str) -> Canvas:
    """Return a canvas that gives the same bytes for the same drawing."""
    fonts.load()
    pen = Canvas(
        out,
        pagesize=page,
        invariant=1,
        pageCompression=1,
        lang=language(),
        initialFontName=fonts.REGULAR,
        initialFontSize=9,
    )
    pen.setTitle(clean(title))
    pen.setAuthor(clean(head.office))
    pen.setCreator("counter-app")
    return pen


def paginate(blocks: Iterable[Block], width: float, first: float, later: float) -> list[list[Placed]]:
    """Lay ``blocks`` out over pages with ``first``, then ``later`` points of room."""
    pages: list[list[Placed]] = [[]]
    used, full = 0.0, first
    waiting = deque(blocks)
    while waiting:
        block = waiting.popleft()
        if isinstance(block, NewPage):
            pages.append([])
            used, full = 0.0, later
            continue
        part, rest = block.take(width, full - used)
        if part is None and not pages[-1]:
            part, rest = _Shrunk(block, full), None
        if part is not None:
            pages[-1].append(Placed(part, used))
            used += part.height(width)
        if rest is not None:
            waiting.extendleft([rest, NewPage()])
    return pages


@dataclass(frozen=True)
class _Shrunk:
    """A block too tall for any page, drawn smaller: nothing ever runs over the edge."""

    block: Block
    room: float

    def height(self, width: float) -> float:
        return self.room

    def draw(self, pen: Canvas, x: float, top: float, width: float) -> None:
        scale = self.room / self.block.height(width)
        pen.saveState()
        pen.translate(x, top)
        pen.scale(scale, scale)
        self.block.draw(pen, 0, 0, width)
        pen.restoreState()

    def take(self, width: float, room: float) -> tuple[Block | None, Block | None]:
        return whole(self, width, room)


def _running_head(pen: Canvas, sheet: Sheet, top: float, width: float) -> None:
    size = 7.2
    pen.setFont(fonts.REGULAR, size)
    office, title = clean(sheet.head.office), clean(sheet.title)
    pen.drawRightString(_SIDE + width, top - size, fonts.fitted(office, fonts.REGULAR, size, width * 0.35))
    pen.drawString(_SIDE, top - size, fonts.fitted(title, fonts.REGULAR, size, width * 0.62))
    pen.setLineWidth(0.4)
    pen.line(_SIDE, top - size - 3, _SIDE + width, top - size - 3)


def _foot(pen: Canvas, sheet: Sheet, width: float, number: int, count: int) -> None:
    size, y = fonts.LEAST, 10 * mm
    pen.setLineWidth(0.4)
    pen.line(_SIDE, y + size + 2, _SIDE + width, y + size + 2)
    pen.setFont(fonts.REGULAR, size)
    pages = _("Page {number} of {count}").format(number=number, count=count)
    pen.drawRightString(_SIDE + width, y, pages)
    left = sheet.foot or printed_by(sheet.printed)
    if sheet.seal:
        left = f"{sheet.seal}  ·  {left}"
    free = width - fonts.width(pages, fonts.REGULAR, size) - 12
    pen.drawString(_SIDE, y, fonts.fitted(clean(left), fonts.REGULAR, size, free))


def printed_by(printed: Print) -> str:
    """Who printed the paper, when and where."""
    return _("Printed {day} at {time} by {name}, counter {counter}").format(
        day=long_date(printed.at.date()), time=time_text(printed.at), name=printed.by, counter=printed.counter
    )
