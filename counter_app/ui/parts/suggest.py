"""Suggestions below an input while one types: arrows choose, Enter takes, Esc closes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QObject, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QLineEdit, QListView, QStyledItemDelegate, QStyleOptionViewItem

from counter_app.ui import theme
from counter_app.ui.parts.table import Index, Status, paint_status

SHOWN = 8
STATUS = 184  # pixels for the longest state


class Suggestion(NamedTuple):
    """One line: what it stands for, its words, softer words, and perhaps a status."""

    value: Any
    words: str
    detail: str = ""
    status: Status | None = None


class _Lines(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.lines: list[Suggestion] = []

    def show(self, lines: Sequence[Suggestion]) -> None:
        self.beginResetModel()
        self.lines = list(lines)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self.lines[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{line.words} {line.detail}".strip()
        return None


class _Paint(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, theme.now().px(38))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, _Lines)
        line, look, room = model.lines[index.row()], theme.now(), option.rect.adjusted(2, 1, -2, -1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & option.state.State_Selected:
            painter.setBrush(QColor(look.accent_wash))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawRoundedRect(room, 6, 6)
        room = room.adjusted(10, 0, -10, 0)
        if line.status:
            wide = look.px(STATUS)
            paint_status(painter, QRect(room.right() - wide, room.top(), wide, room.height()), line.status)
            room.setRight(room.right() - wide - theme.SMALL_GAP)
        self._words(painter, room, line)
        painter.restore()

    def _words(self, painter: QPainter, room: QRect, line: Suggestion) -> None:
        look, middle = theme.now(), Qt.AlignmentFlag.AlignVCenter
        strong, soft = theme.font(13, QFont.Weight.DemiBold), theme.font(12)
        metrics = QFontMetrics(strong)
        words = metrics.elidedText(line.words, Qt.TextElideMode.ElideRight, room.width())
        painter.setFont(strong)
        painter.setPen(QColor(look.text))
        painter.drawText(room, middle, words)
        rest = room.adjusted(metrics.horizontalAdvance(words) + 10, 0, 0, 0)
        painter.setFont(soft)
        painter.setPen(QColor(look.soft))
        detail = QFontMetrics(soft).elidedText(line.detail, Qt.TextElideMode.ElideRight, max(rest.width(), 0))
        painter.drawText(rest, middle, detail)


class Suggest(QObject):
    """Shows suggestions below ``editor``; ``taken`` tells which one Enter or a click chose."""

    taken = Signal(object)  # the value of a suggestion

    def __init__(self, editor: QLineEdit, *, least: int = 320) -> None:
        super().__init__(editor)
        self._least = least  # pixels of width before scaling
        self._editor = editor
        self._lines = _Lines()
        self.view = QListView(editor.window())
        self.view.setObjectName("suggestions")
        self.view.setAccessibleName(editor.accessibleName())
        self.view.setModel(self._lines)
        self.view.setItemDelegate(_Paint(self.view))
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setMouseTracking(True)
        self.view.entered.connect(self.view.setCurrentIndex)
        self.view.clicked.connect(self._on_clicked)
        self.view.hide()
        editor.installEventFilter(self)
        editor.textEdited.connect(self._on_edited)

    @property
    def open(self) -> bool:
        """Whether suggestions are seen."""
        return self.view.isVisible()

    def show(self, lines: Sequence[Suggestion], *, first: bool = True) -> None:
        """Show ``lines``; none closes the list. ``first`` makes Enter take the first one."""
        self._lines.show(lines)
        if not lines or not self._editor.hasFocus():
            self.view.hide()
            return
        self.view.setParent(self._editor.window())
        self._place(len(lines))
        self.view.show()
        self.view.raise_()
        if first:
            self.view.setCurrentIndex(self._lines.index(0))

    def close(self) -> None:
        """Hide the list."""
        self.view.hide()

    def _place(self, lines: int) -> None:
        window = self._editor.window()
        below = self._editor.mapTo(window, QPoint(0, self._editor.height() + 3))
        height = min(lines, SHOWN) * theme.now().px(38) + 12
        width = max(self._editor.width(), theme.now().px(self._least))
        left = min(below.x(), window.width() - width - 8)
        self.view.setGeometry(left, below.y(), width, min(height, window.height() - below.y() - 8))

    def _on_edited(self, _text: str) -> None:
        """What is seen belongs to the text before: Enter takes nothing of it."""
        self.view.setCurrentIndex(QModelIndex())

    def _on_clicked(self, index: QModelIndex) -> None:
        self._take(index.row())

    def _take(self, row: int) -> None:
        self.view.hide()
        self.taken.emit(self._lines.lines[row].value)

    def _move(self, by: int) -> None:
        count = len(self._lines.lines)
        row = self.view.currentIndex().row()
        self.view.setCurrentIndex(self._lines.index((row + by) % count if row >= 0 else 0))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let arrows, Enter and Esc work the list while the input keeps the focus."""
        if event.type() == QEvent.Type.FocusOut:
            self.view.hide()
        if event.type() != QEvent.Type.KeyPress or not self.open or not isinstance(event, QKeyEvent):
            return False
        match event.key():
            case Qt.Key.Key_Down:
                self._move(1)
            case Qt.Key.Key_Up:
                self._move(-1)
            case Qt.Key.Key_Escape:
                self.view.hide()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Tab if self.view.currentIndex().isValid():
                self._take(self.view.currentIndex().row())
                return event.key() != Qt.Key.Key_Tab
            case _:
                return False
        return True
