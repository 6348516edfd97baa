"""Marks that are drawn, not written: QR code, watermark, and the frames SALINAN and CONTOH."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from itertools import groupby
from math import atan2, degrees, hypot

from reportlab.graphics.barcode.qr import QrCodeWidget
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from counter_app.i18n import _
from counter_app.printing import fonts
from counter_app.printing.arranged import Boxed
from counter_app.printing.blocks import Block, Text, whole
from counter_app.printing.text import plain

_QUIET = 2  # modules of white around the code; the paper is white beyond them


@lru_cache(maxsize=64)
def _modules(value: str) -> list[list[bool]]:
    widget = QrCodeWidget(value, barLevel="M")
    widget.qr.make()
    return [[bool(module) for module in row] for row in widget.qr.modules]


@dataclass(frozen=True)
class Qr:
    """A QR code in the middle of the width; each row's dark runs are one rectangle."""

    value: str
    side: float  # points, quiet zone included
    after: float = 0

    def height(self, width: float) -> float:
        return self.side + self.after

    def draw(self, pen: Canvas, x: float, top: float, width: float) -> None:
        modules = _modules(self.value)
        unit = self.side / (len(modules) + 2 * _QUIET)
        x += (width - self.side) / 2 + _QUIET * unit
        path = pen.beginPath()
        for number, row in enumerate(modules):
            y, column = top - (number + 1 + _QUIET) * unit, 0
            for dark, run in groupby(row):
                length = len(list(run))
                if dark:
                    path.rect(x + column * unit, y, length * unit, unit)
                column += length
        pen.drawPath(path, stroke=0, fill=1)

    def take(self, width: float, room: float) -> tuple[Block | None, Block | None]:
        return whole(self, width, room)


@dataclass(frozen=True)
class Picture:
    """A picture in a square of ``side`` points, as large as it fits."""

    data: bytes
    side: float

    def height(self, width: float) -> float:
        return self.side

    def draw(self, pen: Canvas, x: float, top: float, width: float) -> None:
        image = ImageReader(BytesIO(self.data))
        wide, high = image.getSize()
        scale = self.side / max(wide, high)
        place = (x + (self.side - wide * scale) / 2, top - (self.side + high * scale) / 2)
        pen.drawImage(image, *place, wide * scale, high * scale, mask="auto")

    def take(self, width: float, room: float) -> tuple[Block | None, Block | None]:
        return whole(self, width, room)


@dataclass(frozen=True)
class Framed:
    """A block in the middle of the width, with a picture at the left."""

    picture: Picture
    body: Block
    margin: float  # kept free at both sides

    def height(self, width: float) -> float:
        return max(self.body.height(width - 2 * self.margin), self.picture.side)

    def draw(self, pen: Canvas, x: float, top: float, width: float) -> None:
        inner, high = width - 2 * self.margin, self.height(width)
        self.picture.draw(pen, x, top - (high - self.picture.side) / 2, self.margin)
        self.body.draw(pen, x + self.margin, top - (high - self.body.height(inner)) / 2, inner)

    def take(self, width: float, room: float) -> tuple[Block | None, Block | None]:
        return whole(self, width, room)


def watermark(pen: Canvas, width: float, height: float) -> None:
    """CONTOH across the page, light enough to read over."""
    fonts.load()
    word = _("SAMPLE")
    size = hypot(width, height) * 0.62 / fonts.width(word, fonts.BOLD, 1)
    pen.saveState()
    pen.setFillGray(0.925)
    pen.translate(width / 2, height / 2)
    pen.rotate(degrees(atan2(height, width)))
    pen.setFont(fonts.BOLD, size)
    pen.drawCentredString(0, -size * 0.36, word)
    pen.restoreState()


def framed(text: str, size: float) -> Block:
    """A boxed line in capitals, such as SALINAN."""
    return Boxed(Text(plain(text), size, fonts.BOLD, "center"), pad=2.5)
