"""A chart in the window: drawn by the code that draws it on paper, in the theme's colours, always sharp."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, QTimer
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QSizePolicy, QWidget

from counter_app.office.desk import Staff
from counter_app.office.office import Office
from counter_app.printing.charts import as_pdf
from counter_app.printing.shapes import Shades
from counter_app.ui import theme
from counter_app.ui.ops import Ops

Make = Callable[..., Any]  # (width, height, shades) in points -> a drawing
POINT = 1.5  # pixels: charts are drawn for paper, in small type
PAUSE = 60  # ms of rest after a change of size


class Picture(QWidget):
    """Shows one chart; its accessible name says the figures."""

    def __init__(self, ops: Ops) -> None:
        super().__init__()
        self._ops = ops
        self._make: Make | None = None
        self._drawn: tuple[Any, ...] = ()  # what the image shows: the figures, the size, the look
        self.image = QImage()
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self._draw)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_chart(self, make: Make, words: str) -> None:
        """Draw a chart; ``words`` says the same to who can't see it."""
        self._make = make
        self.setAccessibleName(words)
        self._draw()

    def _draw(self) -> None:
        size, ratio, look = self.size(), self.devicePixelRatioF(), theme.now()
        state = (self.accessibleName(), size, ratio, look)
        if self._make is None or size.isEmpty() or not self.isVisible() or state == self._drawn:
            return
        self._drawn = state
        work = partial(_rendered, self._make, size, ratio, POINT * look.scale, shades(look))
        self._ops.work(work, self, self._on_drawn, key="chart")

    def _on_drawn(self, image: QImage) -> None:
        self.image = image
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw anew once the size rests."""
        super().resizeEvent(event)
        self._pause.start()

    def showEvent(self, event: QShowEvent) -> None:
        """Draw what came while nobody saw it."""
        super().showEvent(event)
        self._pause.start()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Show the image, stretched only until the new one is there."""
        if not self.image.isNull():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(self.rect(), self.image)

    def minimumSizeHint(self) -> QSize:
        """Stay large enough to be read."""
        return QSize(theme.now().px(200), theme.now().px(120))


def shades(look: theme.Theme) -> Shades:
    """Return the colours of a chart in a theme."""
    fills = (look.accent, look.ok, look.warning, look.bad)
    return Shades(ink=look.text, soft=look.soft, grid=look.line, fills=fills, paper=look.card)


def _rendered(
    make: Make, size: QSize, ratio: float, point: float, colours: Shades, _office: Office, _staff: Staff
) -> QImage:
    """Draw a chart and return it as an image of the screen's own dots."""
    pdf = as_pdf(make(size.width() / point, size.height() / point, colours))
    data = QBuffer()
    data.setData(QByteArray(pdf))
    data.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(data)
    image = document.render(0, size * ratio)
    image.setDevicePixelRatio(ratio)
    return image
