"""Charts as ReportLab drawings, the same code for paper and screen.

On paper they are black on white, told apart by shade and outline; a window passes the colours of its
theme. Sizes are points.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from io import BytesIO
from typing import Any

from reportlab.graphics import renderPDF
from reportlab.graphics.charts.barcharts import VerticalBarChart
from reportlab.graphics.charts.legends import Legend
from reportlab.graphics.shapes import Circle, Drawing, PolyLine
from reportlab.lib.colors import toColor
from reportlab.pdfgen.canvas import Canvas

from counter_app.domain.ages import Age
from counter_app.domain.blangko import LOW_DAYS, runs_low
from counter_app.i18n import _, date_text, ngettext, number, time_text
from counter_app.office import records as r
from counter_app.printing import fonts
from counter_app.printing.blocks import Block, whole
from counter_app.printing.shapes import (
    PAPER,
    SMALL,
    TYPE,
    Box,
    Column,
    Measure,
    Shade,
    Shades,
    bar,
    centred,
    draw_columns,
    draw_measures,
    line,
    name_columns,
    quiet,
    scale_for,
    sheet,
    side_by_side,
    text,
    widest,
)
from counter_app.printing.wording import age_text, month_name

_MOST = 24  # months that can still be told apart
_FAR = 30  # working days of stock beyond which a bar is broken off


@dataclass(frozen=True)
class Chart:
    """A drawing as a block of a paper."""

    drawing: Drawing

    def height(self, width: float) -> float:
        return float(self.drawing.height)

    def draw(self, pen: Canvas, x: float, top: float, width: float) -> None:
        renderPDF.draw(self.drawing, pen, x, top - self.drawing.height)

    def take(self, width: float, room: float) -> tuple[Block | None, Block | None]:
        return whole(self, width, room)


def as_pdf(drawing: Drawing) -> bytes:
    """Return a PDF of one page, exactly as large as ``drawing``."""
    fonts.load()
    out = BytesIO()
    pen = Canvas(
        out,
        pagesize=(drawing.width, drawing.height),
        invariant=1,
        pageCompression=1,
        initialFontName=fonts.REGULAR,
    )
    renderPDF.draw(drawing, pen, 0, 0)
    pen.showPage()
    pen.save()
    return out.getvalue()


def monthly(months: Sequence[r.MonthRow], width: float, height: float, shades: Shades = PAPER) -> Drawing:
    """Received and done, month by month, as a drawing."""
    drawing = sheet(width, height, shades)
    shown = list(months)[-_MOST:]
    if not shown:
        return quiet(drawing, _("No data yet"), shades)
    bars = VerticalBarChart()
    bars.x, bars.y, bars.width, bars.height = 30, 18, width - 34, height - 44
    bars.data = [[row.received for row in shown], [row.done for row in shown]]
    bars.categoryAxis.categoryNames = [month_name(row.month)[:3] for row in shown]
    bars.groupSpacing, bars.barSpacing = 4, 0.5
    for index, fill in enumerate(shades.fills[:2]):
        bars.bars[index].fillColor = toColor(fill)
        bars.bars[index].strokeColor = shades.edge
        bars.bars[index].strokeWidth = 0.4
    _axes(bars, max(max(line) for line in bars.data), shades)
    drawing.add(bars)
    drawing.add(_legend((_("Received"), _("Done")), width / 2, height - 6, shades))
    return drawing


def _axes(bars: Any, most: int, shades: Shades) -> None:
    for axis in (bars.categoryAxis, bars.valueAxis):
        axis.labels.fontName, axis.labels.fontSize = fonts.REGULAR, SMALL
        axis.labels.fillColor = axis.strokeColor = toColor(shades.caption)
        axis.strokeWidth = 0.5
    bars.categoryAxis.visibleTicks = 0
    step = _step(most)
    values = bars.valueAxis
    values.valueMin, values.valueStep = 0, step
    values.valueMax = max(step * -(-most // step), step)
    values.visibleGrid, values.gridStrokeColor, values.gridStrokeWidth = 1, toColor(shades.grid), 0.3
    values.labelTextFormat = _label


def _label(value: float) -> str:
    return number(int(value))


def _step(most: int, lines: int = 6) -> int:
    """Return a round step that makes at most ``lines`` grid lines."""
    step = 1
    while most / step > lines:
        step = step * 2 if str(step)[0] != "2" else step * 5 // 2
    return step


def _legend(names: Sequence[str], x: float, y: float, shades: Shades) -> Any:
    legend = Legend()
    legend.x, legend.y, legend.boxAnchor = x, y, "n"
    legend.fontName, legend.fontSize = fonts.REGULAR, SMALL
    legend.dx = legend.dy = 7
    legend.dxTextSpace, legend.deltax, legend.columnMaximum = 4, 60, 1
    legend.alignment = "right"
    legend.fillColor = toColor(shades.ink)
    legend.strokeWidth, legend.strokeColor = 0.4, shades.edge
    legend.colorNamePairs = [(toColor(fill), name) for fill, name in zip(shades.fills, names, strict=False)]
    return legend


def weekly(weeks: Sequence[r.DashboardWeek], width: float, height: float, shades: Shades = PAPER) -> Drawing:
    """Received and done in each week as bars; above them, on a scale of its own, what was left open."""
    drawing = sheet(width, height, shades)
    if not weeks:
        return quiet(drawing, _("No data yet"), shades)
    names = [_short_day(week.first) for week in weeks]
    pairs = [(week.received, week.done) for week in weeks]
    most = max(map(max, pairs))
    told = widest(map(number, (n for pair in pairs for n in pair))) < _pitch(width / len(weeks))
    left = 0.0 if told else fonts.width(number(most), fonts.REGULAR, SMALL) + 6
    box = Box(left, 16, width - left, (height - 44) * 0.66)
    _key(drawing, [_("Received"), _("Done"), _("Still open")], height - 9, shades)
    if not told:
        _grid(drawing, box, most, shades)
    _pairs(drawing, box, pairs, most, shades, told=told)
    band = Box(left, box.top + 14, width - left, height - 18 - box.top - 14)
    _curve(drawing, band, [week.open for week in weeks], shades)
    name_columns(drawing, box, names, shades)
    return drawing


def _short_day(day: date) -> str:
    return f"{day.day} {date_text(day).split()[1][:3]}"


def _pitch(column: float) -> float:
    """Return how far the two bars of a column lie apart."""
    return min(column * 0.43, 30.0)


def _pairs(
    drawing: Drawing, box: Box, pairs: Sequence[tuple[int, int]], most: int, shades: Shades, *, told: bool
) -> None:
    pitch = _pitch(box.width / len(pairs))
    scale = (box.height - (TYPE + 2 if told else 0)) / max(most, 1)
    for index, pair in enumerate(pairs):
        for side, value in enumerate(pair):
            x = box.middle(index, len(pairs)) + (side - 1) * pitch
            bar(drawing, Box(x + 0.5, box.y, pitch - 1, value * scale), shades.fills[side], shades)
            if told:
                text(drawing, x + pitch / 2, box.y + value * scale + 2.5, number(value), shades.ink, "middle")
    line(drawing, (box.x, box.y, box.x + box.width, box.y), shades.grid, 0.8)


def _grid(drawing: Drawing, box: Box, most: int, shades: Shades) -> None:
    step = _step(most, 4)
    for value in range(0, most + 1, step):
        y = box.y + box.height * value / max(most, 1)
        line(drawing, (box.x, y, box.x + box.width, y), shades.grid, 0.5)
        text(drawing, box.x - 4, y - 2.5, number(value), shades.caption, "end")


def _curve(drawing: Drawing, band: Box, values: Sequence[int], shades: Shades) -> None:
    """Draw a line with a dot for each value, and above it a row of the values."""
    scale = (band.height - TYPE - 6) / max(*values, 1)
    points = [(band.middle(n, len(values)), band.y + v * scale) for n, v in enumerate(values)]
    colour = toColor(shades.fills[2])
    if len(points) > 1:
        flat = [at for point in points for at in point]
        drawing.add(PolyLine(flat, strokeColor=colour, strokeWidth=1.4, strokeLineJoin=1))
    for x, y in points:
        drawing.add(Circle(x, y, 2, fillColor=colour, strokeColor=None))
    texts = [number(value) for value in values]
    for n in side_by_side(texts, band.width / len(values)):
        centred(drawing, points[n][0], band.top - TYPE + 1, texts[n], shades.ink)


def _key(drawing: Drawing, names: Sequence[str], y: float, shades: Shades) -> None:
    """Explain two series of bars and a line."""
    x = 0.0
    for index, name in enumerate(names):
        if index < 2:
            bar(drawing, Box(x + 0.5, y - 0.5, 7, 7), shades.fills[index], shades)
        else:
            line(drawing, (x, y + 3, x + 8, y + 3), shades.fills[2], 1.4)
            drawing.add(Circle(x + 4, y + 3, 2, fillColor=toColor(shades.fills[2]), strokeColor=None))
        text(drawing, x + 12, y, name, shades.ink, size=TYPE)
        x += 12 + fonts.width(name, fonts.REGULAR, TYPE) + 14


def ages(rows: Sequence[r.DashboardAge], width: float, height: float, shades: Shades = PAPER) -> Drawing:
    """How long ago the open applications were accepted, as bars; the oldest ask for attention."""
    drawing = sheet(width, height, shades)
    if not any(row.number for row in rows):
        return quiet(drawing, _("No open applications"), shades)
    columns = [
        Column(
            age_text(Age(row.first, row.last)),
            row.number,
            number(row.number),
            shades.fills[2 if row.last is None else 0],
        )
        for row in rows
    ]
    draw_columns(drawing, columns, _("Working days since acceptance"), shades)
    return drawing


def hours(rows: Sequence[r.DashboardHour], width: float, height: float, shades: Shades = PAPER) -> Drawing:
    """The mean wait for each hour in which tickets were issued, as bars."""
    drawing = sheet(width, height, shades)
    if not rows:
        return quiet(drawing, _("No data yet"), shades)
    waits = {row.hour: row.mean_wait for row in rows}
    columns = [
        Column(time_text(time(hour)), waits.get(hour, 0), _minutes(waits.get(hour)), shades.fills[0])
        for hour in range(min(waits), max(waits) + 1)
    ]
    draw_columns(drawing, columns, _("Mean wait in minutes, by the hour of the ticket"), shades)
    return drawing


def queue_numbers(rows: Sequence[r.QueueRow], width: float, height: float, shades: Shades = PAPER) -> Drawing:
    """How many took a number in each hour, as bars."""
    told = [(row.name, float(row.taken), number(row.taken) if row.taken else "") for row in rows]
    return _queue(told, _("Numbers taken, by the hour"), sheet(width, height, shades), shades)


def queue_waits(rows: Sequence[r.QueueRow], width: float, height: float, shades: Shades = PAPER) -> Drawing:
    """How long half of those who came in an hour waited at most, as bars."""
    told = [(row.name, row.wait or 0.0, _minutes(row.wait)) for row in rows]
    return _queue(told, _("Median wait in minutes, by the hour"), sheet(width, height, shades), shades)


def _queue(told: Sequence[tuple[str, float, str]], caption: str, drawing: Drawing, shades: Shades) -> Drawing:
    if not told:
        return quiet(drawing, _("No data yet"), shades)
    columns = [Column(*one, shades.fills[0]) for one in told]
    draw_columns(drawing, columns, caption, shades)
    return drawing


def _minutes(value: float | None) -> str:
    if value is None:
        return ""
    return number(round(value, 1) if value < 10 else round(value))


def causes(rows: Sequence[r.DashboardStall], width: float, height: float, shades: Shades = PAPER) -> Drawing:
    """How many stand still for each cause, and for how long the oldest has, as horizontal bars."""
    drawing = sheet(width, height, shades)
    if not rows:
        return quiet(drawing, _("Nothing stands still"), shades)
    measures = [
        Measure(row.label, row.number, number(row.number), _longest(row.longest), shades.fills[0])
        for row in rows
    ]
    box = Box(0, 0, width, height)
    draw_measures(drawing, box, measures, scale_for(box, measures, max(row.number for row in rows)), shades)
    return drawing


def _longest(days: int) -> str:
    return _("longest {days}").format(days=_days(days)) if days else _("since today")


def _days(count: int) -> str:
    words = ngettext("{count} working day", "{count} working days", count)
    return words.format(count=number(count))


def stock(rows: Sequence[r.DashboardStock], width: float, height: float, shades: Shades = PAPER) -> Drawing:
    """For how many working days each kind lasts, with a mark where that becomes critical."""
    drawing = sheet(width, height, shades)
    if not rows:
        return quiet(drawing, _("No data yet"), shades)
    measures = [
        Measure(row.label, row.days_left or 0, _lasts(row), _on_hand(row), _urgency(row, shades))
        for row in rows
    ]
    box = Box(0, 16, width, height - 16)
    scale = scale_for(box, measures, min(max(10, *(one.value for one in measures)), _FAR))
    mark = LOW_DAYS * scale.unit
    draw_measures(drawing, box, measures, scale, shades, clear=mark)
    x = scale.begin + mark
    line(drawing, (x, 14, x, height), shades.fills[3], 0.8, (3, 2))
    centred(drawing, x, 4, _("critical: {days}").format(days=_days(LOW_DAYS)), shades.caption)
    return drawing


def _lasts(row: r.DashboardStock) -> str:
    if row.on_hand <= 0:
        return _("none left")
    if row.days_left is None:
        return _("no forecast yet")
    return _days(row.days_left) if row.days_left else _("less than a day")


def _on_hand(row: r.DashboardStock) -> str:
    return _("{count} on hand").format(count=number(row.on_hand)) if row.on_hand > 0 else ""


def _urgency(row: r.DashboardStock, shades: Shades) -> Shade:
    return shades.fills[3 if runs_low(row.days_left) else 0]
