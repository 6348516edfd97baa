"""Blocks made of other blocks: one below the other, side by side, under a heading, over signatures, boxed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.pdfgen.canvas import Canvas

from counter_app.printing.blocks import Block, whole

_LAST_ROWS = 42.0  # points of a body that go on to the next page with its signatures


@dataclass(frozen=True)
class Stack:
    """Blocks one below the other that stay on one page."""

    blocks: Sequence[Block]

    def height(self, width: float) -> float:
        return sum(block.height(width) for block in self.blocks)

    def draw(self, pen: Canvas, x: float, top: float, width: float) -> None:
        for block in self.blocks:
            block.draw(pen, x, top, width)
            top -= block.height(width)

    def take(self, width: float, room: float) -> tuple[Block | None, Block | None]:
        return whole(self, width, room)


@dataclass(frozen=True)
class Titled:
    """A heading that never stands at a page's end without the beginning of its body."""

    title: Block
    body: Block

    def height(self, width: float) -> float:
        return self.title.height(width) + self.body.height(width)

    def draw(self, pen: Canvas, x: float, top: float, width: float) -> None:
        self.title.draw(pen, x, top, width)
        self.body.draw(pen, x, top - self.title.height(width), width)

    def take(self, width: float, room: float) -> tuple[Block | None, Block | None]:
        part, rest = self.body.take(width, room - self.title.height(width))
        return (None, self) if part is None else (Stack([self.title, part]), rest)


@dataclass(frozen=True)
class Closed:
    """A body and what closes it: signatures never stand on a page without the end of what they sign."""

    body: Block
    end: Block

    def height(self, width: float) -> float:
        return self.body.height(width) + self.end.height(width)

    def draw(self, pen: Canvas, x: float, top: float, width: float) -> None:
        Stack([self.body, self.end]).draw(pen, x, top, width)

    def take(self, width: float, room: float) -> tuple[Block | None, Block | None]:
        part, rest = self.body.take(width, room)
        if part is not None and rest is None:
            used = part.height(width)
            if used + self.end.height(width) <= room + 0.01:
                return Stack([part, self.end]), None
            part, rest = self.body.take(width, used - _LAST_ROWS)
        return part, None if rest is None else Closed(rest, self.end)


@dataclass(frozen=True)
class Side:
    """Blocks side by side; ``shares`` divide the width, ``gap`` lies between."""

    blocks: Sequence[Block]
    shares: Sequence[float]
    gap: float = 8
    middle: bool = False  # centre each over the height of the tallest

    def _widths(self, width: float) -> list[float]:
        free = width - self.gap * (len(self.blocks) - 1)
        return [free * share / sum(self.shares) for share in self.shares]

    def height(self, width: float) -> float:
        return max(b.height(w) for b, w in zip(self.blocks, self._widths(width), strict=True))

    def draw(self, pen: Canvas, x: float, top: float, width: float) -> None:
        tallest = self.height(width)
        for block, own in zip(self.blocks, self._widths(width), strict=True):
            drop = (tallest - block.height(own)) / 2 if self.middle else 0
            block.draw(pen, x, top - drop, own)
            x += own + self.gap

    def take(self, width: float, room: float) -> tuple[Block | None, Block | None]:
        return whole(self, width, room)


@dataclass(frozen=True)
class Inset:
    """A block moved in from the left."""

    block: Block
    indent: float

    def height(self, width: float) -> float:
        return self.block.height(width - self.indent)

    def draw(self, pen: Canvas, x: float, top: float, width: float) -> None:
        self.block.draw(pen, x + self.indent, top, width - self.indent)

    def take(self, width: float, room: float) -> tuple[Block | None, Block | None]:
        return whole(self, width, room)


@dataclass(frozen=True)
class Boxed:
    """A block in a frame, for what must not be overlooked."""

    block: Block
    pad: float = 4
    thick: float = 0.8
    before: float = 2
    after: float = 3
    shade: float = 1  # 1: white

    def height(self, width: float) -> float:
        return self.before + self.block.height(width - 2 * self.pad) + 2 * self.pad + self.after

    def draw(self, pen: Canvas, x: float, top: float, width: float) -> None:
        high = self.block.height(width - 2 * self.pad) + 2 * self.pad
        top -= self.before
        pen.saveState()
        pen.setLineWidth(self.thick)
        pen.setFillGray(self.shade)
        pen.rect(x, top - high, width, high, fill=int(self.shade < 1))
        pen.restoreState()
        self.block.draw(pen, x + self.pad, top - self.pad, width - 2 * self.pad)

    def take(self, width: float, room: float) -> tuple[Block | None, Block | None]:
        return whole(self, width, room)
