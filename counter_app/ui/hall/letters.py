"""Letters for a hall: as large as the distance asks for, smaller only where the room ends.

A letter is read with ease from 200 times its height. A dot of a screen of 32 inches with 1920 x 1080 is
0.369 mm, and Inter's capitals are 0.727 of its size. So eight metres ask for capitals of 40 mm, 108 dots,
a size of 149; whoever stands at half the distance reads half of that.
"""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from counter_app.ui import theme

FULL = QSize(1920, 1080)  # the screen that sizes are told for; others show all of it larger or smaller
DOT = 708.4 / FULL.width()  # mm
CAPITAL = 0.727
LEAST = 0.5  # of the size that was asked for; what still finds no room is cut and ends in dots
DemiBold, Bold = QFont.Weight.DemiBold, QFont.Weight.Bold


def size_for(metres: float) -> float:
    """Return the size of letters that are read from a distance, in pixels of the full screen."""
    return metres * 1000 / 200 / DOT / CAPITAL


def scale_of(size: QSize) -> float:
    """Return by how much a window is smaller or larger than the full screen."""
    return min(size.width() / FULL.width(), size.height() / FULL.height())


class Letters(QWidget):
    """One line of words, to be read from ``metres``. ``ink`` names a colour of the theme."""

    def __init__(
        self,
        metres: float,
        *,
        weight: QFont.Weight = QFont.Weight.Normal,
        ink: str = "text",
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
        words: str = "",
    ) -> None:
        super().__init__()
        self.metres, self.ink, self.words = metres, ink, ""
        self.peers: list[Letters] = [self]  # which are all as small as the one with the least room
        self._weight, self._align, self._scale = weight, align, 1.0
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.say(words)

    def say(self, words: str, ink: str = "") -> None:
        """Show other words."""
        if (words, ink or self.ink) != (self.words, self.ink):
            self.words, self.ink = words, ink or self.ink
            self.setAccessibleName(words)
            self.updateGeometry()
            for one in self.peers:
                one.update()

    def hug(self) -> Letters:
        """Take only as much width as the words need."""
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        return self

    def set_scale(self, scale: float) -> None:
        """Show everything larger or smaller."""
        self._scale = scale
        self.updateGeometry()

    @property
    def wanted(self) -> float:
        """The size of the letters where there is room enough, in pixels."""
        return size_for(self.metres) * self._scale

    @property
    def size_now(self) -> int:
        """The size of the letters that are seen, in pixels."""
        return max(min(one.fitting() for one in self.peers), 1)

    @property
    def cut(self) -> bool:
        """Whether the words find no room at their least size."""
        return self._width(self.size_now) > self.width()

    def fitting(self) -> int:
        """Return the size that the room of these words allows."""
        size, least = int(min(self.wanted, self.height() / 1.05)), int(self.wanted * LEAST)
        wide = self._width(size)
        if wide > self.width():
            size = size * self.width() // wide
        while size > least and self._width(size) > self.width():  # widths are rounded
            size -= 1
        return max(size, least)

    def sizeHint(self) -> QSize:
        """Ask for the words at the size that was asked for."""
        size = round(self.wanted)
        return QSize(self._width(size) + 2, round(size * 1.2))

    def minimumSizeHint(self) -> QSize:
        """Need the least size, in height."""
        return QSize(0, round(self.wanted * LEAST * 1.2))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the words."""
        painter = QPainter(self)
        font = self._font(self.size_now)
        painter.setFont(font)
        painter.setPen(theme.now().tone(self.ink))
        shown = QFontMetrics(font).elidedText(self.words, Qt.TextElideMode.ElideRight, self.width())
        where = QRect(0, 0, self.width(), self.height())
        painter.drawText(where, self._align | Qt.AlignmentFlag.AlignVCenter, shown)

    def _font(self, size: int) -> QFont:
        font = QFont(theme.FAMILY)
        font.setPixelSize(max(size, 1))
        font.setWeight(self._weight)
        return font

    def _width(self, size: int) -> int:
        return QFontMetrics(self._font(size)).horizontalAdvance(self.words)


def as_large_as(*letters: Letters) -> None:
    """Let words that stand beside each other have one size."""
    for one in letters:
        one.peers = list(letters)
