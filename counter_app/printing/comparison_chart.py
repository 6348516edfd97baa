"""How many files stay open with each change, as bars; with several seeds, from the least to the most."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from reportlab.graphics.shapes import Drawing

from counter_app.i18n import _
from counter_app.printing import fonts
from counter_app.printing.shapes import (
    PAPER,
    TYPE,
    Box,
    Shade,
    Shades,
    bar,
    line,
    quiet,
    sheet,
    text,
    widest,
)

BESIDE = 380.0  # points from which the panels stand side by side
BETWEEN = 24.0
HEAD = TYPE + 0.5
TITLE = 15.0  # points that the title of a panel takes
THICK = 13.0
ROW = 15.0  # points from one bar to the next, on paper
SEEN = 4.0  # points that a range must reach to be drawn
EDGE = 8.0  # between a label, its bar and what stands at its end


class Bar(NamedTuple):
    """One year, or the same year with several seeds; ``told`` says it in words."""

    label: str
    least: float
    most: float
    told: str


class Panel(NamedTuple):
    """What is counted, and a bar for the year as it was and for each change."""

    title: str
    bars: Sequence[Bar]


def height(panels: Sequence[Panel], width: float) -> float:
    """Return how many points the panels take on paper, so that no bar touches the next."""
    fonts.load()
    tall = [TITLE + ROW * len(panel.bars) for panel in panels if panel.bars]
    return max(tall) if _beside(panels, width) else sum(tall) + BETWEEN * 0.5 * (len(tall) - 1)


def _beside(panels: Sequence[Panel], width: float) -> bool:
    room = width / max(len(panels), 1) - BETWEEN
    return width >= BESIDE and widest((one.title for one in panels), HEAD) <= room


def open_at_end(panels: Sequence[Panel], width: float, height: float, shades: Shades = PAPER) -> Drawing:
    """Draw the panels side by side where there is room, else one below the other, each to its own scale."""
    drawing = sheet(width, height, shades)
    shown = [panel for panel in panels if panel.bars]
    if not shown:
        return quiet(drawing, _("No data yet"), shades)
    many = len(shown)
    beside = _beside(shown, width)
    for n, panel in enumerate(shown):
        if beside:
            wide = (width - BETWEEN * (many - 1)) / many
            box = Box(n * (wide + BETWEEN), 0, wide, height)
        else:
            tall = (height - BETWEEN * 0.5 * (many - 1)) / many
            box = Box(0, height - tall - n * (tall + BETWEEN * 0.5), width, tall)
        _draw(drawing, box, panel, shades)
    return drawing


def _draw(drawing: Drawing, box: Box, panel: Panel, shades: Shades) -> None:
    title = fonts.fitted(panel.title, fonts.REGULAR, HEAD, box.width)
    text(drawing, box.x, box.top - TYPE - 1, title, shades.ink, size=HEAD)
    rows, first = box._replace(height=box.height - TITLE), panel.bars[0]
    begin = box.x + min(widest((one.label for one in panel.bars), TYPE), box.width * 0.42) + EDGE
    ends = widest((one.told for one in panel.bars), TYPE) + EDGE
    unit = (box.right - begin - ends) / max(*(one.most for one in panel.bars), 1)
    tall = rows.height / len(panel.bars)
    thick = min(tall * 0.62, THICK)
    was, now = (shades.fills[0], shades.fills[1]) if shades.outline else (shades.caption, shades.fills[0])
    for n, one in enumerate(panel.bars):
        y = rows.top - tall * (n + 0.5)
        _bar(drawing, one, (begin, y, unit, thick), now if n else was, shades)
        label = fonts.fitted(one.label, fonts.REGULAR, TYPE, begin - box.x - EDGE + 0.1)
        text(drawing, box.x, y - 3, label, shades.ink, size=TYPE)
        text(drawing, box.right, y - 3, one.told, shades.ink, "end", TYPE)
    reach = begin + (first.least + first.most) / 2 * unit  # each change is seen against the year as it was
    line(drawing, (reach, rows.y, reach, rows.top - tall), shades.caption, 0.5, (2, 2))


def _bar(
    drawing: Drawing, one: Bar, at: tuple[float, float, float, float], fill: Shade, shades: Shades
) -> None:
    x, y, unit, thick = at
    long = max((one.least + one.most) / 2 * unit, 1.0)
    bar(drawing, Box(x, y - thick / 2, long, thick), fill, shades)
    if (one.most - one.least) * unit > SEEN:  # what other seeds gave
        least, most = x + one.least * unit, x + one.most * unit
        for ends in ((least, y, most, y), *((end, y - 2.5, end, y + 2.5) for end in (least, most))):
            line(drawing, ends, shades.ink, 0.9)
