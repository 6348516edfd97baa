"""Lists: a table model that fetches its rows as they are scrolled to, and the view that shows it."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFocusEvent, QFont, QFontMetrics, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from counter_app.ui import theme
from counter_app.ui.parts.blocks import Empty

Row = Any
Index = QModelIndex | QPersistentModelIndex
PAGE = 100


class Status(NamedTuple):
    """What a cell shows as a chip: word, icon and colour together."""

    words: str
    tone: str = "plain"
    icon: str = ""


class Column(NamedTuple):
    """One column. ``share`` is its part of the width; ``least`` the characters it never cuts."""

    title: str
    show: Callable[[Row], str | Status]
    share: float = 1.0
    least: int = 6
    right: bool = False
    tip: Callable[[Row], str] | None = None


class Rows(QAbstractTableModel):
    """Rows fetched page by page: ``wanted`` asks for (offset, limit), ``take`` brings them."""

    wanted = Signal(int, int)

    def __init__(self, columns: Sequence[Column], key: Callable[[Row], Hashable]) -> None:
        super().__init__()
        self.columns = list(columns)
        self.key = key
        self.rows: list[Row] = []
        self._more = False
        self._asked = False

    def restart(self, least: int = 0) -> None:
        """Ask for the list anew, as far as it was read; the old rows stay until the new ones come."""
        self._asked = True
        self.wanted.emit(0, max(least, PAGE, len(self.rows)))

    def begin(self) -> None:
        """Ask for the first page of another list; the old rows stay until the new ones come."""
        self._asked = True
        self.wanted.emit(0, PAGE)

    def take(
        self, offset: int, rows: Sequence[Row], limit: int = PAGE, columns: Sequence[Column] = ()
    ) -> None:
        """Show ``rows`` from ``offset`` on; as many as were asked for means there may be more.

        ``columns`` come in the place of the old ones together with the first page.
        """
        self._asked = False
        self._more = len(rows) >= limit
        if offset == 0:
            self.beginResetModel()
            self.columns = list(columns or self.columns)
            self.rows = list(rows)
            self.endResetModel()
        elif offset == len(self.rows) and rows:
            self.beginInsertRows(QModelIndex(), offset, offset + len(rows) - 1)
            self.rows += rows
            self.endInsertRows()

    def row_of(self, key: Hashable) -> int:
        """Return where the row of ``key`` stands, -1 when it is not here."""
        return next((n for n, one in enumerate(self.rows) if self.key(one) == key), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return how many rows were fetched."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self.columns)

    def canFetchMore(self, parent: Index) -> bool:
        """Tell whether there may be more rows, none of which is on its way."""
        return self._more and not self._asked and not parent.isValid()

    def fetchMore(self, parent: Index) -> None:
        """Ask for the next page."""
        self._asked = True
        self.wanted.emit(len(self.rows), PAGE)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows."""
        column, row = self.columns[index.column()], self.rows[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return row
        if role == Qt.ItemDataRole.ToolTipRole:
            return column.tip(row) if column.tip else _words(column.show(row))
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return _words(column.show(row))
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the title of a column."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            right = self.columns[section].right
            side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        return None


class Cells(QStyledItemDelegate):
    """Paints a status as a chip no taller than its text."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell."""
        model = index.model()
        assert isinstance(model, Rows)
        shown = model.columns[index.column()].show(model.rows[index.row()])
        if not isinstance(shown, Status):
            super().paint(painter, option, index)
            return
        plain = QStyleOptionViewItem(option)
        self.initStyleOption(plain, index)
        plain.text = ""
        style = option.widget.style()
        style.drawControl(style.ControlElement.CE_ItemViewItem, plain, painter, option.widget)
        if shown.words:
            paint_status(painter, option.rect.adjusted(8, 0, -8, 0), shown)


def paint_status(painter: QPainter, room: QRect, status: Status) -> None:
    """Draw ``status`` at the left of ``room``, cut with dots when it does not fit."""
    look = theme.now()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    font = theme.font(12, QFont.Weight.DemiBold)
    metrics = QFontMetrics(font)
    mark = 19 if status.icon else 0
    words = metrics.elidedText(status.words, Qt.TextElideMode.ElideRight, room.width() - mark - 20)
    height = metrics.height() + 6
    box = QRect(
        room.left(),
        room.center().y() - height // 2,
        metrics.horizontalAdvance(words) + mark + 20,
        height,
    )
    painter.setBrush(QColor(look.wash(status.tone)))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.drawRoundedRect(box, height / 2, height / 2)
    if status.icon:
        theme.icon(status.icon, status.tone).paint(
            painter, QRect(box.left() + 9, box.center().y() - 7, 15, 15)
        )
    painter.setFont(font)
    painter.setPen(QColor(look.tone(status.tone)))
    painter.drawText(box.adjusted(10 + mark, 0, -4, 0), Qt.AlignmentFlag.AlignVCenter, words)
    painter.restore()


class Table(QTableView):
    """A calm list: whole rows, no grid, Enter opens, a sentence where there is nothing."""

    opened = Signal(object)  # the row that Enter or a double click chose
    chosen = Signal(object)  # the current row, None when there is none

    def __init__(self, rows: Rows, empty: Empty, *, name: str, many: bool = False) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setModel(rows)
        self._rows, self._empty = rows, empty
        self.holds = False  # a current row that left the list leaves none current, but its place is kept
        self._kept: Hashable = None  # the key of the current row
        self._wanted: Hashable = None  # the key of the row to make current once it is fetched
        self._at, self._scrolled = 0, 0
        self._focusing = False
        self.setItemDelegate(Cells(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(
            QAbstractItemView.SelectionMode.ExtendedSelection
            if many
            else QAbstractItemView.SelectionMode.SingleSelection
        )
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.now().px(42))
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setHighlightSections(False)
        header.setMinimumHeight(theme.now().px(36))
        empty.setParent(self.viewport())
        empty.hide()
        rows.modelAboutToBeReset.connect(self._on_about)
        rows.modelReset.connect(self._on_reset)
        self.doubleClicked.connect(self._on_double)
        self.selectionModel().currentRowChanged.connect(self._on_current)

    def current(self) -> Row | None:
        """Return the current row."""
        index = self.currentIndex()
        return self._rows.rows[index.row()] if index.isValid() else None

    def picked(self) -> list[Row]:
        """Return the selected rows, top to bottom."""
        indexes = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [self._rows.rows[n] for n in indexes]

    def pick(self, key: Hashable) -> None:
        """Make the row of ``key`` the current one, now or once it is fetched."""
        row = self._rows.row_of(key)
        self._wanted = key if row < 0 else None
        if row >= 0:
            self.selectRow(row)

    def from_top(self) -> None:
        """Begin the next list at its first row, whatever is current now."""
        self._kept, self._at, self._scrolled = None, 0, 0
        self.setCurrentIndex(QModelIndex())

    def _on_about(self) -> None:
        if (index := self.currentIndex()).isValid():
            self._kept, self._at = self._rows.key(self._rows.rows[index.row()]), index.row()
            self._scrolled = self.verticalScrollBar().value()

    def _on_reset(self) -> None:
        self._empty.setVisible(not self._rows.rows)
        self._place_empty()
        self._share_width()
        wanted, kept = self._rows.row_of(self._wanted), self._rows.row_of(self._kept)
        if wanted >= 0:
            self.selectRow(wanted)
        elif kept >= 0:
            self.selectRow(kept)
            self.verticalScrollBar().setValue(self._scrolled)
        elif self.holds and self._kept is not None:
            return
        elif self._rows.rows:
            self.selectRow(min(self._at, len(self._rows.rows) - 1))
        else:
            self.chosen.emit(None)

    def _on_double(self, index: QModelIndex) -> None:
        self.opened.emit(self._rows.rows[index.row()])

    def _on_current(self, index: QModelIndex) -> None:
        if index.isValid():
            self._wanted = None
            self.chosen.emit(self._rows.rows[index.row()])

    def _place_empty(self) -> None:
        self._empty.setGeometry(self.viewport().rect())

    def _share_width(self) -> None:
        """Share the width; what finds no room at the right begins beyond the edge, never cut."""
        letter, room = QFontMetrics(self.font()).averageCharWidth(), self.viewport().width()
        least = [column.least * letter + 18 for column in self._rows.columns]
        fitting = max(sum(sum(least[: n + 1]) <= room for n in range(len(least))), 1)
        spare = max(room - sum(least[:fitting]), 0)
        shares = sum(column.share for column in self._rows.columns[:fitting]) or 1
        wide = [int(spare * column.share / shares) for column in self._rows.columns[:fitting]]
        if fitting < len(least):  # what rounding or columns without a share leave over
            wide[-1] += spare - sum(wide)
        for n, width in enumerate(least):
            self.setColumnWidth(n, width + (wide[n] if n < fitting else 0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width among the columns."""
        super().resizeEvent(event)
        self._share_width()
        self._place_empty()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the current row."""
        row = self.current()
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and row is not None:
            self.opened.emit(row)
            return
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and row is None and self._rows.rows:
            back = event.key() == Qt.Key.Key_Up
            self.selectRow(max(min(self._at - back, len(self._rows.rows) - 1), 0))
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Take the focus; where a row is held, none becomes current by that."""
        self._focusing = self.holds and self._kept is not None
        super().focusInEvent(event)
        self._focusing = False

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Return where a key leads."""
        return QModelIndex() if self._focusing else super().moveCursor(action, modifiers)

    def sizeHint(self) -> QSize:
        """Take what room there is."""
        return QSize(400, 300)


def _words(shown: str | Status) -> str:
    return shown.words if isinstance(shown, Status) else shown


def listed(rows: Rows, empty: Empty, *, name: str, many: bool = False) -> tuple[Table, QWidget]:
    """Return a table and the card that holds it edge to edge."""
    from counter_app.ui.parts.blocks import Card

    table = Table(rows, empty, name=name, many=many)
    card = Card()
    card.body.setContentsMargins(6, 6, 6, 6)
    card.add(table)
    return table, card
