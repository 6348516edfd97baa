"""Words that give way: where there is no room they end in dots, and a tip says them whole."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QToolTip,
    QWidget,
)

LEAST = 12  # letters that are always seen


class Line(QLabel):
    """A label that never makes what it stands on wider than the window."""

    def __init__(self, words: str = "") -> None:
        super().__init__(words)
        self.setTextFormat(Qt.TextFormat.PlainText)

    @property
    def elided(self) -> bool:
        """Whether some of the words are not seen."""
        return self.fontMetrics().horizontalAdvance(self.text()) > self.contentsRect().width()

    def minimumSizeHint(self) -> QSize:
        """Ask for a few letters only; the whole is what is wished for."""
        return _least(self, super().minimumSizeHint(), self.text())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the words, or their beginning and dots."""
        if not self.elided:
            super().paintEvent(event)
            return
        QFrame.paintEvent(self, event)
        room, flags = self.contentsRect(), int(self.alignment())
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        self.style().drawItemText(
            QPainter(self), room, flags, self.palette(), self.isEnabled(), shown, self.foregroundRole()
        )

    def event(self, event: QEvent) -> bool:
        """Tell the whole line to whoever points at it."""
        return _told(self, event, self.text() if self.elided else "") or super().event(event)


class LineButton(QPushButton):
    """A button that leads somewhere, whose words give way."""

    def __init__(self, words: str = "") -> None:
        super().__init__(words)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        """Ask for a few letters only."""
        return _least(self, super().sizeHint(), self.text())

    @property
    def elided(self) -> bool:
        """Whether some of the words are not seen."""
        return self.width() < self.sizeHint().width()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the button with as many of its words as find room."""
        if not self.elided:
            super().paintEvent(event)
            return
        option, metrics = QStyleOptionButton(), self.fontMetrics()
        self.initStyleOption(option)
        beside = self.sizeHint().width() - metrics.horizontalAdvance(self.text())
        option.text = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width() - beside)
        QStylePainter(self).drawControl(QStyle.ControlElement.CE_PushButton, option)

    def event(self, event: QEvent) -> bool:
        """Tell all of the words to whoever points at it."""
        return _told(self, event, self.text() if self.elided else "") or super().event(event)


def _least(widget: QWidget, whole: QSize, words: str) -> QSize:
    spare = widget.fontMetrics().horizontalAdvance(words[LEAST:])
    return QSize(max(whole.width() - spare, 0), whole.height())


def _told(widget: QWidget, event: QEvent, words: str) -> bool:
    if not (words and isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip):
        return False
    QToolTip.showText(event.globalPos(), words, widget)
    return True
