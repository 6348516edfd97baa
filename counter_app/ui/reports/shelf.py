"""The list of sheets at the left: icon, name, what it is for."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from counter_app.i18n import _
from counter_app.ui import theme
from counter_app.ui.reports.sheets import Sheet

ROW = 46


class Shelf(QListWidget):
    """Arrows choose a sheet, Enter prints it, PageDown turns the pages of the preview."""

    chosen = Signal(object)  # the sheet
    entered_on = Signal()
    turned = Signal(int)  # pages onward

    def __init__(self, sheets: Sequence[Sheet]) -> None:
        super().__init__()
        self._sheets = list(sheets)
        self.setAccessibleName(_("Reports and papers"))
        self.setItemDelegate(_Line(self._sheets, self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        for sheet in sheets:
            item = QListWidgetItem(sheet.title, self)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{sheet.title}. {_(sheet.purpose)}")
        self.currentRowChanged.connect(self._on_row)
        self.itemActivated.connect(self._on_activated)

    def sheet(self) -> Sheet:
        """Return the chosen sheet."""
        return self._sheets[max(self.currentRow(), 0)]

    def pick(self, paper: str) -> None:
        """Choose the sheet of a paper, where it is offered."""
        papers = [sheet.paper for sheet in self._sheets]
        if paper in papers:
            self.setCurrentRow(papers.index(paper))

    def _on_row(self, row: int) -> None:
        if row >= 0:
            self.chosen.emit(self.sheet())

    def _on_activated(self, _item: QListWidgetItem) -> None:
        self.entered_on.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the keys that turn pages to the preview."""
        turns = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}
        if event.key() in turns:
            self.turned.emit(turns[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """Be as tall as the lines."""
        return QSize(200, self.count() * theme.now().px(ROW) + 4)


class _Line(QStyledItemDelegate):
    """Paints one sheet."""

    def __init__(self, sheets: Sequence[Sheet], parent: QListWidget) -> None:
        super().__init__(parent)
        self._sheets = sheets

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(100, theme.now().px(ROW))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        look, sheet = theme.now(), self._sheets[index.row()]
        room, state = option.rect.adjusted(0, 1, 0, -1), option.state
        picked = bool(state & state.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if picked or state & state.State_MouseOver:
            painter.setBrush(QColor(look.accent_wash if picked else look.hover))
            painter.setPen(
                QColor(look.accent) if picked and state & state.State_HasFocus else Qt.PenStyle.NoPen
            )
            painter.drawRoundedRect(room.adjusted(1, 0, -1, 0), theme.RADIUS, theme.RADIUS)
        mark, side = look.px(20), look.px(38)
        box = QRect(room.left() + look.px(9), room.center().y() - mark // 2, mark, mark)
        theme.icon(sheet.icon, "accent" if picked else "plain").paint(painter, box)
        self._words(painter, room.adjusted(side, 0, -8, 0), sheet)
        painter.restore()

    def _words(self, painter: QPainter, room: QRect, sheet: Sheet) -> None:
        look, top = theme.now(), Qt.AlignmentFlag.AlignVCenter
        half = room.height() // 2
        lines = (
            (
                sheet.title,
                theme.font(13, QFont.Weight.DemiBold),
                look.text,
                room.adjusted(0, 5, 0, -half + 2),
            ),
            (_(sheet.purpose), theme.font(12), look.soft, room.adjusted(0, half, 0, -5)),
        )
        for words, font, colour, place in lines:
            painter.setFont(font)
            painter.setPen(QColor(colour))
            cut = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, place.width())
            painter.drawText(place, top, cut)
