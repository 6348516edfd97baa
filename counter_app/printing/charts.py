"""Charts as ReportLab drawings: black on white, told apart by shade and outline, not by colour."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from reportlab.graphics import renderPDF
from reportlab.graphics.charts.barcharts import VerticalBarChart
from reportlab.graphics.charts.legends import Legend
from reportlab.graphics.shapes import Drawing
from reportlab.lib.colors import Color, black
from reportlab.pdfgen.canvas import Canvas

from counter_app.i18n import _, number
from counter_app.office.records import MonthRow
from counter_app.printing import fonts
from counter_app.printing.blocks import Block, whole
from counter_app.printing.wording import month_name

DARK, LIGHT = Color(0.25, 0.25, 0.25), Color(0.82, 0.82, 0.82)
_TYPE = 7.2
_MOST = 24  # months that can still be told apart


@dataclass(frozen=True)
class Chart:
    """A drawing as a block of a paper."""

    drawing: Any

    def height(self, width: float) -> float:
        return float(self.drawing.height)

    def draw(self, pen: Canvas, x: float, top: float, width: float) -> None:
        renderPDF.draw(self.drawing, pen, x, top - self.drawing.height)

    def take(self, width: float, room: float) -> tuple[Block | None, Block | None]:
        return whole(self, width, room)


def monthly(months: Sequence[MonthRow], width: float, height: float) -> Any:
    """Received and done, month by month, as a drawing."""
    fonts.load()
    shown = list(months)[-_MOST:]
    drawing = Drawing(width, height)
    bars = VerticalBarChart()
    bars.x, bars.y, bars.width, bars.height = 30, 18, width - 34, height - 44
    bars.data = [[row.received for row in shown] or [0], [row.done for row in shown] or [0]]
    bars.categoryAxis.categoryNames = [month_name(row.month)[:3] for row in shown] or [""]
    bars.groupSpacing, bars.barSpacing = 4, 0.5
    for index, shade in enumerate((DARK, LIGHT)):
        bars.bars[index].fillColor = shade
        bars.bars[index].strokeColor = black
        bars.bars[index].strokeWidth = 0.4
    _axes(bars, max(max(line) for line in bars.data))
    drawing.add(bars)
    drawing.add(_legend([(DARK, _("Received")), (LIGHT, _("Done"))], width / 2, height - 6))
    return drawing


def _axes(bars: Any, most: int) -> None:
    for axis in (bars.categoryAxis, bars.valueAxis):
        axis.labels.fontName, axis.labels.fontSize = fonts.REGULAR, _TYPE
        axis.strokeWidth = 0.5
    bars.categoryAxis.visibleTicks = 0
    step = _step(most)
    values = bars.valueAxis
    values.valueMin, values.valueStep = 0, step
    values.valueMax = max(step * -(-most // step), step)
    values.visibleGrid, values.gridStrokeColor, values.gridStrokeWidth = 1, Color(0.8, 0.8, 0.8), 0.3
    values.labelTextFormat = _label


def _label(value: float) -> str:
    return number(int(value))


def _step(most: int) -> int:
    """Return a round step that makes four to eight grid lines."""
    step = 1
    while most / step > 6:
        step = step * 2 if str(step)[0] != "2" else step * 5 // 2
    return step


def _legend(pairs: list[tuple[Color, str]], x: float, y: float) -> Any:
    legend = Legend()
    legend.x, legend.y, legend.boxAnchor = x, y, "n"
    legend.fontName, legend.fontSize = fonts.REGULAR, _TYPE
    legend.dx = legend.dy = 7
    legend.dxTextSpace, legend.deltax, legend.columnMaximum = 4, 60, 1
    legend.alignment = "right"
    legend.strokeWidth, legend.strokeColor = 0.4, black
    legend.colorNamePairs = pairs
    return legend
