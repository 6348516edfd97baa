"""What charts are drawn with: their shades, bars, lines and texts. Sizes are points."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from reportlab.graphics.shapes import Drawing, Line, Rect, String
from reportlab.lib.colors import Color, black, toColor

from counter_app.printing import fonts

Shade = Any  # a Color of ReportLab or "#rrggbb"

TYPE, SMALL = 8.0, 7.2


@dataclass(frozen=True)
class Shades:
    """The colours of a chart. ``fills``: the first and the second series, what asks attention, an alarm."""

    ink: Shade
    grid: Shade
    fills: tuple[Shade, Shade, Shade, Shade]
    paper: Shade | None = None  # the background; None lets through what lies below
    outline: bool = False
    soft: Shade | None = None  # names and captions; None: in ink

    @property
    def caption(self) -> Shade:
        """The colour of names and captions."""
        return self.soft or self.ink

    @property
    def edge(self) -> Shade | None:
        """The colour around a bar."""
        return toColor(self.ink) if self.outline else None


PAPER = Shades(
    ink=black,
    grid=Color(0.8, 0.8, 0.8),
    fills=(Color(0.25, 0.25, 0.25), Color(0.82, 0.82, 0.82), Color(0.55, 0.55, 0.55), black),
    outline=True,
)


class Box(NamedTuple):
    """A part of a drawing."""

    x: float
    y: float
    width: float
    height: float

    @property
    def top(self) -> float:
        """The upper edge."""
        return self.y + self.height

    @property
    def right(self) -> float:
        """The right edge."""
        return self.x + self.width

    def middle(self, index: int, count: int) -> float:
        """Return the middle of one of ``count`` columns."""
        return self.x + self.width * (index + 0.5) / count


def sheet(width: float, height: float, shades: Shades) -> Drawing:
    """Return an empty drawing on the background of ``shades``."""
    fonts.load()
    drawing = Drawing(width, height)
    if shades.paper is not None:
        drawing.add(Rect(0, 0, width, height, fillColor=toColor(shades.paper), strokeColor=None))
    return drawing


def quiet(drawing: Drawing, sentence: str, shades: Shades) -> Drawing:
    """Say in the middle that there is nothing to draw."""
    text(drawing, drawing.width / 2, drawing.height / 2 - 3, sentence, shades.caption, "middle", TYPE + 1)
    return drawing


def bar(drawing: Drawing, box: Box, fill: Shade, shades: Shades) -> None:
    """Draw a filled box."""
    drawing.add(Rect(*box, fillColor=toColor(fill), strokeColor=shades.edge, strokeWidth=0.4))


def line(
    drawing: Drawing,
    ends: tuple[float, float, float, float],
    shade: Shade,
    thick: float,
    dashes: tuple[int, int] | None = None,
) -> None:
    """Draw a straight line from (x, y) to (x, y)."""
    drawing.add(Line(*ends, strokeColor=toColor(shade), strokeWidth=thick, strokeDashArray=dashes))


def text(
    drawing: Drawing, x: float, y: float, words: str, shade: Shade, anchor: str = "start", size: float = SMALL
) -> None:
    """Write one line; ``anchor`` is what stands at ``x``: start, middle or end."""
    drawing.add(
        String(
            x, y, words, fontName=fonts.REGULAR, fontSize=size, fillColor=toColor(shade), textAnchor=anchor
        )
    )


def centred(drawing: Drawing, x: float, y: float, words: str, shade: Shade) -> None:
    """Write one line around ``x``, moved aside where the drawing ends."""
    half = fonts.width(words, fonts.REGULAR, SMALL) / 2
    text(drawing, max(min(x, drawing.width - half - 1), half + 1), y, words, shade, "middle")


def widest(texts: Iterable[str], size: float = SMALL) -> float:
    """Return the width of the widest text."""
    return max((fonts.width(one, fonts.REGULAR, size) for one in texts), default=0.0)


def side_by_side(texts: Sequence[str], room: float) -> range:
    """Return the indexes of the texts that can stand beside each other, the last one among them."""
    wide = widest(texts)
    aside = max(wide - room, 0) / 2  # so far the last one may move to stay inside
    every = int(-(-(wide + 4 + aside) // room))
    return range((len(texts) - 1) % every, len(texts), every)


def name_columns(drawing: Drawing, box: Box, names: Sequence[str], shades: Shades) -> None:
    """Write what each column is below it: all of them, or every second or third where they are wide."""
    for n in side_by_side(names, box.width / len(names)):
        centred(drawing, box.middle(n, len(names)), box.y - TYPE - 2, names[n], shades.caption)


class Column(NamedTuple):
    """One vertical bar: its name, how far it reaches, what stands at its end."""

    name: str
    value: float
    told: str
    fill: Shade


def draw_columns(drawing: Drawing, columns: Sequence[Column], caption: str, shades: Shades) -> None:
    """Draw vertical bars, with numbers on top and names below, over the whole drawing."""
    box = Box(0, 30, drawing.width, drawing.height - 30)
    scale = (box.height - TYPE - 4) / (max(column.value for column in columns) or 1)
    thick = min(box.width / len(columns) * 0.62, 48.0)
    for index, column in enumerate(columns):
        x, tall = box.middle(index, len(columns)), column.value * scale
        bar(drawing, Box(x - thick / 2, box.y, thick, tall), column.fill, shades)
        text(drawing, x, box.y + tall + 3, column.told, shades.ink, "middle", TYPE)
    line(drawing, (0, box.y, box.width, box.y), shades.grid, 0.8)
    name_columns(drawing, box, [column.name for column in columns], shades)
    centred(drawing, box.width / 2, 4, caption, shades.caption)


class Measure(NamedTuple):
    """One horizontal bar: its label, how far it reaches, what stands at its end in ink and softly."""

    label: str
    value: float
    told: str
    more: str
    fill: Shade


class Scale(NamedTuple):
    """Where horizontal bars begin, how long one unit is, and how many are drawn before a bar is broken."""

    begin: float
    unit: float
    most: float


def scale_for(box: Box, rows: Sequence[Measure], most: float) -> Scale:
    """Return the scale that leaves room for the labels and for what stands at the ends."""
    begin = min(widest((row.label for row in rows), TYPE), box.width * 0.34) + 8
    ends = widest((f"{row.told}  {row.more}" for row in rows), TYPE)
    return Scale(begin, (box.width - begin - ends - 8) / max(most, 1), most)


def draw_measures(
    drawing: Drawing, box: Box, rows: Sequence[Measure], scale: Scale, shades: Shades, clear: float = 0
) -> None:
    """Draw ``rows`` downwards; what stands at an end begins no nearer than ``clear`` to the labels."""
    tall = box.height / len(rows)
    thick = min(tall * 0.5, 18.0)
    for index, row in enumerate(rows):
        y = box.top - tall * (index + 0.5)
        _label_lines(drawing, row.label, scale.begin - 8, y, shades)
        long = max(min(row.value, scale.most) * scale.unit, 1.5)
        whole_bar = Box(scale.begin, y - thick / 2, long, thick)
        for part in _broken(whole_bar) if row.value > scale.most else [whole_bar]:
            bar(drawing, part, row.fill, shades)
        x = scale.begin + max(long, clear) + 6
        text(drawing, x, y - 3, row.told, shades.ink, size=TYPE)
        x += fonts.width(f"{row.told}  ", fonts.REGULAR, TYPE)
        text(drawing, x, y - 3, row.more, shades.caption, size=TYPE)


def _broken(box: Box) -> list[Box]:
    """Return a bar in two parts: it goes on beyond the scale."""
    cut = box.right - 14
    return [box._replace(width=cut - box.x), box._replace(x=cut + 3, width=box.right - cut - 3)]


def _label_lines(drawing: Drawing, label: str, room: float, y: float, shades: Shades) -> None:
    """Write a label around the height ``y``, on as many lines as it needs."""
    lines = fonts.wrapped(label, fonts.REGULAR, TYPE, room + 0.1, 3)
    for index, words in enumerate(lines):
        up = ((len(lines) - 1) / 2 - index) * TYPE * 1.2
        text(drawing, 0, y - 3 + up, words, shades.ink, size=TYPE)
