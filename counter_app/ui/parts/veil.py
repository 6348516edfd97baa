"""A veil over a screen or a window: it keeps its size and lets what is below shine through."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from counter_app.ui import theme

DENSITY = 0.8


class Veil(QWidget):
    """Covers ``over`` until it is lifted."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        over.installEventFilter(self)

    def cover(self) -> None:
        """Show the veil over the whole of what is below."""
        over = self.parentWidget()
        if over is not None:
            self.resize(over.size())
        self.show()
        self.raise_()

    def lift(self) -> None:
        """Take the veil away for good."""
        over = self.parentWidget()
        if over is not None:
            over.removeEventFilter(self)
        self.hide()
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay as large as what is below."""
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self.resize(watched.size())
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the veil."""
        painter = QPainter(self)
        painter.setOpacity(DENSITY)
        painter.fillRect(self.rect(), theme.now().background)
