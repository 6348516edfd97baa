"""What papers are made of: blocks that know their height, draw themselves and can be cut at a page's end.

A block is measured in a width, drawn downwards from ``top``, and ``take`` gives the part that fits into
``room`` and what is left for the next page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any, Literal, Protocol

from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_LEFT, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus.paragraph import Paragraph

from counter_app.printing import fonts
from counter_app.printing.text import clean

Align = Literal["left", "center", "right", "justify"]

_ALIGN = {"left": TA_LEFT, "center": TA_CENTER, "right": TA_RIGHT, "justify": TA_JUSTIFY}


class Block(Protocol):
    """Something that stands on a page."""

    def height(self, width: float) -> float:
        """Return the height in points when set ``width`` wide."""

    def draw(self, pen: Canvas, x: float, top: float, width: float) -> None:
        """Draw from ``top`` downwards."""

    def take(self, width: float, room: float) -> tuple[Block | None, Block | None]:
        """Return the part that fits into ``room`` and the rest; either may be None."""


def whole(block: Block, width: float, room: float) -> tuple[Block | None, Block | None]:
    """Take ``block`` whole or not at all."""
    return (block, None) if block.height(width) <= room + 0.01 else (None, block)


@lru_cache(maxsize=256)
def _style(size: float, font: str, align: Align, leading: float, indent: float) -> ParagraphStyle:
    return ParagraphStyle(
        f"{font}-{size}-{align}-{leading}-{indent}",
        fontName=font,
        fontSize=size,
        leading=size * leading,
        alignment=_ALIGN[align],
        leftIndent=indent,
        firstLineIndent=-indent,
        splitLongWords=1,
        shaping=0,
    )


@dataclass(frozen=True)
class Text:
    """A paragraph; ``markup`` is escaped already."""

    markup: str
    size: float = 9
    font: str = fonts.REGULAR
    align: Align = "left"
    leading: float = 1.28
    before: float = 0
    after: float = 0
    indent: float = 0

    @cached_property
    def _set(self) -> _Set:
        fonts.load()
        style = _style(self.size, self.font, self.align, self.leading, self.indent)
        return _Set(Paragraph(self.markup, style), self.before, self.after)

    def height(self, width: float) -> float:
        return self._set.height(width)

    def draw(self, pen: Canvas, x: float, top: float, width: float) -> None:
        self._set.draw(pen, x, top, width)

    def take(self, width: float, room: float) -> tuple[Block | None, Block | None]:
        part, rest = self._set.take(width, room)
        return (None, self) if part is None else (part, rest)


@dataclass(frozen=True)
class _Set:
    """A paragraph, or the part of one that was cut."""

    paragraph: Any
    before: float
    after: float

    def height(self, width: float) -> float:
        return self.before + float(self.paragraph.wrap(width, 1e6)[1]) + self.after

    def draw(self, pen: Canvas, x: float, top: float, width: float) -> None:
        height = self.paragraph.wrap(width, 1e6)[1]
        self.paragraph.drawOn(pen, x, top - self.before - height)

    def take(self, width: float, room: float) -> tuple[Block | None, Block | None]:
        if self.height(width) - self.after <= room + 0.01:
            return self, None
        parts = self.paragraph.split(width, room - self.before)
        if len(parts) < 2:
            return None, self
        return _Set(parts[0], self.before, 0), _Set(parts[1], 0, self.after)


@dataclass(frozen=True)
class Line:
    """One line of text that is shortened rather than wrapped; ``grow`` lets it fill the width."""

    text: str
    size: float = 9
    font: str = fonts.REGULAR
    align: Align = "left"
    least: float = 0  # > 0: shrink down to this size before shortening
    after: float = 0

    def _set(self, width: float) -> tuple[str, float]:
        fonts.load()
        text = clean(self.text)
        size = fonts.largest(text, self.font, width, self.size, self.least or self.size)
        return fonts.fitted(text, self.font, size, width), size

    def height(self, width: float) -> float:
        return self._set(width)[1] * 1.25 + self.after

    def draw(self, pen: Canvas, x: float, top: float, width: float) -> None:
        text, size = self._set(width)
        pen.setFont(self.font, size)
        base = top - size * 0.97
        if self.align == "center":
            pen.drawCentredString(x + width / 2, base, text)
        elif self.align == "right":
            pen.drawRightString(x + width, base, text)
        else:
            pen.drawString(x, base, text)

    def take(self, width: float, room: float) -> tuple[Block | None, Block | None]:
        return whole(self, width, room)


@dataclass(frozen=True)
class Gap:
    """Empty space."""

    space: float

    def height(self, width: float) -> float:
        return self.space

    def draw(self, pen: Canvas, x: float, top: float, width: float) -> None:
        return

    def take(self, width: float, room: float) -> tuple[Block | None, Block | None]:
        return (self, None) if self.space <= room else (Gap(max(room, 0)), None)


@dataclass(frozen=True)
class Rule:
    """A line across the width; ``dash`` for a line to cut along."""

    thick: float = 0.6
    before: float = 2
    after: float = 2
    dash: bool = False

    def height(self, width: float) -> float:
        return self.before + self.thick + self.after

    def draw(self, pen: Canvas, x: float, top: float, width: float) -> None:
        pen.saveState()
        pen.setLineWidth(self.thick)
        if self.dash:
            pen.setDash(2, 2)
        y = top - self.before - self.thick / 2
        pen.line(x, y, x + width, y)
        pen.restoreState()

    def take(self, width: float, room: float) -> tuple[Block | None, Block | None]:
        return whole(self, width, room)


@dataclass(frozen=True)
class Mark:
    """A text behind a bullet, a number or a square to tick."""

    markup: str
    size: float = 9
    mark: str = ""  # empty: a square to tick
    ticked: bool = False
    hang: float = 1.5  # in sizes
    leading: float = 1.25
    after: float = 1

    @cached_property
    def _text(self) -> Text:
        return Text(self.markup, self.size, leading=self.leading, after=self.after)

    @cached_property
    def _hang(self) -> float:
        """Room for the mark: a number of two digits never touches its text."""
        fonts.load()
        marked = fonts.width(self.mark, fonts.REGULAR, self.size) + self.size * 0.45 if self.mark else 0
        return max(self.hang * self.size, marked)

    def height(self, width: float) -> float:
        return self._text.height(width - self._hang)

    def draw(self, pen: Canvas, x: float, top: float, width: float) -> None:
        hang = self._hang
        self._text.draw(pen, x + hang, top, width - hang)
        if self.mark:
            pen.setFont(fonts.REGULAR, self.size)
            pen.drawString(x, top - self.size, self.mark)
        else:
            self._square(pen, x + 0.5, top - self.size * 1.05)

    def _square(self, pen: Canvas, x: float, y: float) -> None:
        side = self.size * 0.82
        pen.setLineWidth(0.7)
        pen.rect(x, y, side, side)
        if self.ticked:
            pen.setLineWidth(1.1)
            pen.lines([(x, y, x + side, y + side), (x, y + side, x + side, y)])

    def take(self, width: float, room: float) -> tuple[Block | None, Block | None]:
        return whole(self, width, room)


@dataclass(frozen=True)
class Fields:
    """Labels with a colon and their values, one pair a line, colons in one column."""

    pairs: Sequence[tuple[str, str]]  # label, markup
    size: float = 9
    label: float = 0  # width of the labels; 0: as wide as the widest
    after: float = 0
    leading: float = 1.28
    _texts: list[Text] = field(init=False, default_factory=list, repr=False, compare=False)

    def __post_init__(self) -> None:
        self._texts.extend(Text(value, self.size, leading=self.leading) for _label, value in self.pairs)

    def _label_width(self, width: float) -> float:
        fonts.load()
        widest = max(fonts.width(label, fonts.REGULAR, self.size) for label, _value in self.pairs)
        return self.label or min(widest + self.size * 0.4, width * 0.45)

    def height(self, width: float) -> float:
        own = width - self._label_width(width) - self.size * 0.7
        return sum(text.height(own) for text in self._texts) + self.after

    def draw(self, pen: Canvas, x: float, top: float, width: float) -> None:
        label_width, colon = self._label_width(width), self.size * 0.7
        own = width - label_width - colon
        for (label, _value), text in zip(self.pairs, self._texts, strict=True):
            pen.setFont(fonts.REGULAR, self.size)
            pen.drawString(x, top - self.size, fonts.fitted(label, fonts.REGULAR, self.size, label_width))
            pen.drawString(x + label_width, top - self.size, ":")
            text.draw(pen, x + label_width + colon, top, own)
            top -= text.height(own)

    def take(self, width: float, room: float) -> tuple[Block | None, Block | None]:
        return whole(self, width, room)
