"""A list in which one ticks off what came back: Space, Shift with arrows, Ctrl+A, or a click on the box."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from counter_app.i18n import _
from counter_app.ui import theme
from counter_app.ui.parts.blocks import Empty
from counter_app.ui.parts.table import Cells, Column, Index, Row, Rows, Table

BOX = Column("", lambda one: "", 0, least=2)  # the first column of every such list


class TickRows(Rows):
    """Rows of which some are ticked, by application number; ``open_to`` tells which one may tick."""

    ticks_changed = Signal()

    def __init__(self, columns: Sequence[Column]) -> None:
        super().__init__([BOX, *columns], lambda one: one["application"])
        self.ticked: dict[str, Row] = {}
        self.open_to: Callable[[Row], bool] = lambda one: True

    def tick(self, rows: Sequence[Row], *, on: bool) -> None:
        """Tick ``rows``, or take their ticks away."""
        for row in rows:
            if on:
                self.ticked[row["application"]] = row
            else:
                self.ticked.pop(row["application"], None)
        self._repaint()

    def clear(self) -> None:
        """Take all ticks away."""
        self.ticked = {}
        self._repaint()

    def keep_listed(self) -> None:
        """Forget ticks of rows that are in the list no more; only right once the whole list is here."""
        listed = {row["application"] for row in self.rows}
        self.ticked = {number: row for number, row in self.ticked.items() if number in listed}
        self._repaint()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows; rows that one may not tick are grey."""
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.ForegroundRole and not self.open_to(row):
            return QColor(theme.now().soft)
        if role == Qt.ItemDataRole.AccessibleTextRole and index.column() == 0:
            return _("ticked") if row["application"] in self.ticked else _("not ticked")
        return super().data(index, role)

    def _repaint(self) -> None:
        if self.rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, len(self.columns) - 1))
        self.ticks_changed.emit()


class _Boxes(Cells):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        model = index.model()
        assert isinstance(model, TickRows)
        if index.column() == 0:
            row = model.rows[index.row()]
            name, tone = (
                ("checkbox-marked", "accent") if row["application"] in model.ticked else _empty(model, row)
            )
            side = theme.now().px(20)
            centre = option.rect.center()
            room = QRect(centre.x() - side // 2, centre.y() - side // 2, side, side)
            theme.icon(name, tone).paint(painter, room)


def _empty(model: TickRows, row: Row) -> tuple[str, str]:
    return ("checkbox-blank-outline", "plain") if model.open_to(row) else ("minus", "plain")


class TickTable(Table):
    """The view of such a list."""

    all_wanted = Signal()  # Ctrl+A: tick everything that may be ticked

    def __init__(self, rows: TickRows, empty: Empty, *, name: str) -> None:
        super().__init__(rows, empty, name=name)
        self._ticks = rows
        self.setItemDelegate(_Boxes(self))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space ticks and goes on; Shift with an arrow ticks on the way."""
        row, key = self.current(), event.key()
        shift = event.modifiers() == Qt.KeyboardModifier.ShiftModifier
        if event.modifiers() == Qt.KeyboardModifier.ControlModifier and key == Qt.Key.Key_A:
            self.all_wanted.emit()
        elif row is not None and key == Qt.Key.Key_Space:
            self._ticks.tick([row], on=row["application"] not in self._ticks.ticked)
            self._step(1)
        elif row is not None and shift and key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._step(1 if key == Qt.Key.Key_Down else -1)
            self._ticks.tick([row, self.current()], on=True)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on the box ticks."""
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and index.column() == 0:
            row = self._ticks.rows[index.row()]
            self._ticks.tick([row], on=row["application"] not in self._ticks.ticked)

    def _step(self, by: int) -> None:
        at = self.currentIndex().row() + by
        if 0 <= at < self._ticks.rowCount():
            self.selectRow(at)
        if at >= self._ticks.rowCount() - 1 and self._ticks.canFetchMore(QModelIndex()):
            self._ticks.fetchMore(QModelIndex())
