"""Papers as pictures: the pages of a PDF drawn off the GUI thread, shown as sheets on the screen."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QSizePolicy, QWidget

from counter_app.ui import theme

PAPER = "#FFFFFF"  # paper is white in a dark room too


def pictures(pdf: bytes, width: int, *, pages: int = 1) -> list[QImage]:
    """Return the first ``pages`` of a PDF, ``width`` dots wide. Safe on any thread."""
    data = QBuffer()
    data.setData(QByteArray(pdf))
    data.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(data)
    found = []
    for page in range(min(pages, document.pageCount())):
        size = document.pagePointSize(page)
        dots = QSize(width, round(width * size.height() / size.width()))
        found.append(_on_white(document.render(page, dots)))
    return found


def _on_white(drawn: QImage) -> QImage:
    sheet = QImage(drawn.size(), QImage.Format.Format_RGB32)
    sheet.fill(QColor(PAPER))
    painter = QPainter(sheet)
    painter.drawImage(0, 0, drawn)
    painter.end()
    return sheet


class Leaf(QWidget):
    """One page as a sheet of paper, as large as there is room, never larger than ``widest`` pixels."""

    def __init__(self, name: str, *, widest: int) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._picture: QImage | None = None
        self._widest = theme.now().px(widest)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def dots(self) -> int:
        """How many dots wide a picture should be to be sharp here."""
        return round(self._widest * max(self.devicePixelRatioF(), 1.0))

    @property
    def picture(self) -> QImage | None:
        """What it shows."""
        return self._picture

    def show_picture(self, picture: QImage) -> None:
        """Show another page."""
        self._picture = picture
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        """A sheet keeps its shape."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the sheet at this width."""
        wide = min(width, self._widest)
        if self._picture is None or self._picture.isNull():
            return round(wide * 0.3)
        return round(wide * self._picture.height() / self._picture.width())

    def sizeHint(self) -> QSize:
        """Be as wide as wanted."""
        return QSize(self._widest, self.heightForWidth(self._widest))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the sheet, fitted into the room there is."""
        room = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        room.setWidth(min(room.width(), self._widest))
        if self._picture is not None and not self._picture.isNull():
            shape = self._picture.width() / self._picture.height()
            room.setWidth(min(room.width(), room.height() * shape))
            room.setHeight(room.width() / shape)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(room, QColor(PAPER))
        if self._picture is not None:
            painter.drawImage(room, self._picture)
        painter.setPen(QPen(QColor(theme.now().line), 1))
        painter.drawRect(room)
