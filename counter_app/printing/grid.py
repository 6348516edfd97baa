"""Tables: drawn row by row on the page, so that ten thousand rows take ten times as long as a thousand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby
from typing import Any, Literal, NamedTuple

from reportlab.pdfgen.canvas import Canvas

from counter_app.printing import fonts
from counter_app.printing.blocks import Block
from counter_app.printing.text import clean

_LEADING = 1.16
_THIN, _THICK = 0.35, 0.8
_LINE_GREY = 0.35
_HEAD_SHADE, _TOTAL_SHADE = 0.88, 0.94
_WIDE_DIGITS = str.maketrans("12345679", "00000000")


class Column(NamedTuple):
    """One column; ``weight`` is its share of what the columns that fit their contents (0) leave over.

    ``over`` is a heading shared with its neighbours.
    """

    title: str
    weight: float
    align: Literal["left", "center", "right"] = "left"
    over: str = ""
    lines: int = 1  # wrapped into at most so many lines, then shortened


class Row(NamedTuple):
    """One row; a cell that is None belongs to the cell above, the first covers ``span`` columns."""

    cells: Sequence[str | None]
    kind: Literal["plain", "total", "group"] = "plain"
    span: int = 1


class _Laid(NamedTuple):
    """A row broken into lines: one list for each cell."""

    row: Row
    cells: list[list[str] | None]
    height: float
    inset: float  # between the row's top and its text


@dataclass(frozen=True)
class Grid:
    """A table as wide as the page; it repeats its heading on every page it reaches."""

    columns: Sequence[Column]
    rows: Sequence[Row]
    size: float = 8
    pad: float = 2.2  # above and below the text
    least: float = 0  # a row is at least this high: room to sign
    start: int = 0  # rows before this one stand on earlier pages
    fixed: tuple[float, ...] = ()  # widths, once they are known

    def height(self, width: float) -> float:
        return self._part(width, float("inf"))[0].height(width)

    def draw(self, pen: Canvas, x: float, top: float, width: float) -> None:
        self._part(width, float("inf"))[0].draw(pen, x, top, width)

    def take(self, width: float, room: float) -> tuple[Block | None, Block | None]:
        part, end = self._part(width, room)
        left = len(self.rows) - end
        if left == 0:
            return (part, None) if part.height(width) <= room + 0.01 else (None, self)
        if len(part.laid) < 2:
            return None, self
        return part, replace(self, start=end, fixed=tuple(part.widths))

    def _part(self, width: float, room: float) -> tuple[GridPart, int]:
        fonts.load()
        part = GridPart(self, self._widths(width), [])
        used, end = part.head_height, self.start
        laid = part.laid
        for end in range(self.start, len(self.rows)):
            row = self._lay(self.rows[end], part.widths)
            if used + row.height > room + 0.01:
                return part, end
            laid.append(row)
            used += row.height
        return part, len(self.rows)

    def _widths(self, width: float) -> list[float]:
        if self.fixed:
            return list(self.fixed)
        own = [0 if column.weight else self._fitting(index) for index, column in enumerate(self.columns)]
        weights = [column.weight for column in self.columns]
        while sum(weights):
            unit = (width - sum(own)) / sum(weights)
            tight = [
                index for index, weight in enumerate(weights) if 0 < weight * unit < self._head_word(index)
            ]
            if not tight or len(tight) == len([weight for weight in weights if weight]):
                return [weight * unit or own[index] for index, weight in enumerate(weights)]
            for index in tight:
                own[index], weights[index] = self._head_word(index), 0
        return own

    def _head_word(self, index: int) -> float:
        """Return the width that the longest word of a heading needs in the smallest type."""
        word = max(self.columns[index].title.split(), key=len, default="")
        size = min(self.size, fonts.LEAST)
        return fonts.width(word, fonts.SEMIBOLD, size) + side(self.size) + 0.2

    def _fitting(self, index: int) -> float:
        """Return the width that the longest text of a column needs."""
        cells = [
            row.cells[index - row.span + 1] or "" for row in self.rows if index >= row.span or row.span == 1
        ]
        longest = max(cells, key=len, default="").translate(_WIDE_DIGITS)
        word = max(self.columns[index].title.split(), key=len, default="")
        head = fonts.width(word, fonts.SEMIBOLD, self.size)
        faces = (fonts.REGULAR, fonts.SEMIBOLD)
        return (
            max(head, *(fonts.width(longest, face, self.size) for face in faces)) + 2 * side(self.size) + 0.2
        )

    def _lay(self, row: Row, widths: list[float]) -> _Laid:
        font = fonts.REGULAR if row.kind == "plain" else fonts.SEMIBOLD
        cells: list[list[str] | None] = []
        most = 1
        for index, text in enumerate(row.cells):
            if text is None:
                cells.append(None)
                continue
            own = sum(widths[: row.span]) if index == 0 and row.span > 1 else widths[_column(row, index)]
            allowed = self.columns[_column(row, index)].lines
            lines = _lines(text, font, self.size, own - 2 * side(self.size), allowed)
            most = max(most, len(lines))
            cells.append(lines)
        written = most * self.size * _LEADING
        height = max(written + 2 * self.pad, self.least)
        return _Laid(row, cells, height, (height - written) / 2)


def side(size: float) -> float:
    """Return the space left and right of a cell's text."""
    return size * 0.55


def _column(row: Row, index: int) -> int:
    return index + row.span - 1 if index else 0


@lru_cache(maxsize=8192)
def _lines(text: str, font: str, size: float, room: float, most: int) -> list[str]:
    return fonts.wrapped(clean(text), font, size, room, most)


class _HeadCell(NamedTuple):
    """One cell of the heading: from column ``first`` to ``last``, from level ``top`` to ``bottom``."""

    text: list[str]
    size: float
    first: int
    last: int
    top: int
    bottom: int


class GridPart:
    """The rows of a table that stand on one page, with their heading."""

    def __init__(self, grid: Grid, widths: list[float], laid: list[_Laid]) -> None:
        self.grid = grid
        self.widths = widths
        self.laid = laid
        self._levels, self._head = _heading(grid, widths)
        self.head_height = sum(self._levels)

    def height(self, width: float) -> float:
        return self.head_height + sum(row.height for row in self.laid)

    def take(self, width: float, room: float) -> tuple[Block | None, Block | None]:
        return (self, None) if self.height(width) <= room + 0.01 else (None, self)

    def draw(self, pen: Canvas, x: float, top: float, width: float) -> None:
        edges = [x]
        for own in self.widths:
            edges.append(edges[-1] + own)
        pen.saveState()
        self._shade(pen, edges, top)
        pen.setFillGray(0)
        self._draw_head(pen, edges, top)
        self._draw_rows(pen, edges, top - self.head_height)
        pen.restoreState()

    def _shade(self, pen: Canvas, edges: list[float], top: float) -> None:
        wide = edges[-1] - edges[0]
        pen.setFillGray(_HEAD_SHADE)
        pen.rect(edges[0], top - self.head_height, wide, self.head_height, stroke=0, fill=1)
        pen.setFillGray(_TOTAL_SHADE)
        y = top - self.head_height
        for laid in self.laid:
            y -= laid.height
            if laid.row.kind != "plain":
                pen.rect(edges[0], y, wide, laid.height, stroke=0, fill=1)

    def _draw_head(self, pen: Canvas, edges: list[float], top: float) -> None:
        pen.setStrokeGray(0)
        pen.setLineWidth(_THIN)
        for cell in self._head:
            size = cell.size
            upper = top - sum(self._levels[: cell.top])
            lower = top - sum(self._levels[: cell.bottom + 1])
            left, right = edges[cell.first], edges[cell.last + 1]
            pen.rect(left, lower, right - left, upper - lower, stroke=1, fill=0)
            pen.setFont(fonts.SEMIBOLD, size)
            y = (upper + lower) / 2 + (len(cell.text) * size * _LEADING) / 2
            for line in cell.text:
                pen.drawCentredString((left + right) / 2, y - size * 0.96, line)
                y -= size * _LEADING

    def _draw_rows(self, pen: Canvas, edges: list[float], top: float) -> None:
        for kind, group in groupby(self._placed(top), key=lambda placed: placed[1].row.kind):
            font = fonts.REGULAR if kind == "plain" else fonts.SEMIBOLD
            self._write(pen, edges, list(group), font)
        self._rule(pen, edges, top)

    def _placed(self, top: float) -> list[tuple[float, _Laid]]:
        placed = []
        for laid in self.laid:
            placed.append((top, laid))
            top -= laid.height
        return placed

    def _write(self, pen: Canvas, edges: list[float], placed: list[tuple[float, _Laid]], font: str) -> None:
        size, inset = self.grid.size, side(self.grid.size)
        text = pen.beginText()
        text.setFont(font, size)
        for top, laid in placed:
            for index, lines in enumerate(laid.cells):
                if not lines or not lines[0]:
                    continue
                column = _column(laid.row, index)
                align = self.grid.columns[column].align if not (index == 0 and laid.row.span > 1) else "left"
                left, right = edges[0 if index == 0 else column], edges[column + 1]
                if index == 0 and laid.row.span > 1:
                    right = edges[laid.row.span]
                y = top - laid.inset - size * 0.96
                for line in lines:
                    text.setTextOrigin(_start(line, font, size, left + inset, right - inset, align), y)
                    text.textOut(line)
                    y -= size * _LEADING
        pen.drawText(text)

    def _rule(self, pen: Canvas, edges: list[float], top: float) -> None:
        path, placed = pen.beginPath(), self._placed(top)
        for y, laid in placed[1:]:
            _across(path, edges, y, laid)
        y = top
        for span, run in groupby(self.laid, key=lambda laid: laid.row.span):
            below = y - sum(laid.height for laid in run)
            for edge in edges[span:-1]:
                path.moveTo(edge, y)
                path.lineTo(edge, below)
            y = below
        pen.setStrokeGray(_LINE_GREY)
        pen.setLineWidth(_THIN)
        pen.drawPath(path)
        self._frame(pen, edges, top, y)

    def _frame(self, pen: Canvas, edges: list[float], top: float, bottom: float) -> None:
        pen.setStrokeGray(0)
        pen.setLineWidth(_THICK)
        upper = top + self.head_height
        pen.rect(edges[0], bottom, edges[-1] - edges[0], upper - bottom, stroke=1, fill=0)
        if self.laid:
            pen.line(edges[0], top, edges[-1], top)


def _across(path: Any, edges: list[float], y: float, laid: _Laid) -> None:
    """Rule above a row, except where a cell belongs to the one above."""
    if None not in laid.cells:
        path.moveTo(edges[0], y)
        path.lineTo(edges[-1], y)
        return
    for index, cell in enumerate(laid.cells):
        if cell is not None:
            path.moveTo(edges[index], y)
            path.lineTo(edges[index + 1], y)


def _start(line: str, font: str, size: float, left: float, right: float, align: str) -> float:
    if align == "left":
        return left
    wide = fonts.width(line, font, size)
    return right - wide if align == "right" else (left + right - wide) / 2


def _heading(grid: Grid, widths: list[float]) -> tuple[list[float], list[_HeadCell]]:
    """Lay out the heading: the heights of its one or two levels, and its cells."""
    two = any(column.over for column in grid.columns)
    cells: list[_HeadCell] = []
    for index, column in enumerate(grid.columns):
        lines, size = _head_lines(column.title, grid.size, widths[index])
        cells.append(_HeadCell(lines, size, index, index, 1 if column.over else 0, 1 if two else 0))
    for over, members in groupby(enumerate(grid.columns), key=lambda item: item[1].over):
        if over:
            numbers = [number for number, _column in members]
            lines, size = _head_lines(over, grid.size, sum(widths[n] for n in numbers))
            cells.append(_HeadCell(lines, size, numbers[0], numbers[-1], 0, 0))
    return _levels(grid, cells, two=two), cells


def _head_lines(title: str, size: float, own: float) -> tuple[list[str], float]:
    """Break a heading between words; one long word makes it smaller instead."""
    room = own - side(size)
    longest = max(title.split(), key=len, default="")
    size = fonts.largest(longest, fonts.SEMIBOLD, room - 0.1, size, min(size, fonts.LEAST))
    return _lines(title, fonts.SEMIBOLD, size, room, 4), size


def _levels(grid: Grid, cells: list[_HeadCell], *, two: bool) -> list[float]:
    def high(chosen: list[_HeadCell]) -> float:
        most = max((len(cell.text) for cell in chosen), default=1)
        return most * grid.size * _LEADING + 2 * grid.pad

    if not two:
        return [high(cells)]
    first = high([cell for cell in cells if cell.bottom == 0])
    second = high([cell for cell in cells if cell.top == 1])
    return [first, max(second, high([c for c in cells if c.top == 0 and c.bottom == 1]) - first)]
