"""Who waits, in the order of the numbers' places: number, what for, minutes; one can be chosen."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont
from PySide6.QtWidgets import QFrame, QHeaderView, QTreeWidget, QTreeWidgetItem

from counter_app.domain.words import ticket_class_label
from counter_app.i18n import _
from counter_app.ui import theme
from counter_app.ui.states import minutes_words

TICKET = Qt.ItemDataRole.UserRole


class WaitingList(QTreeWidget):
    """Enter or a double click on a line wants it called before its turn."""

    wanted = Signal(str)  # a ticket

    def __init__(self) -> None:
        super().__init__()
        self.setColumnCount(3)
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setAccessibleName(_("Waiting"))
        self.setToolTip(_("Enter or a double click calls a number before its turn, with a reason"))
        header = self.header()
        header.setStretchLastSection(False)
        header.setMinimumSectionSize(theme.now().px(20))
        for column, mode in enumerate(("ResizeToContents", "Stretch", "ResizeToContents")):
            header.setSectionResizeMode(column, getattr(QHeaderView.ResizeMode, mode))
        self.itemActivated.connect(self._on_activated)

    def show_line(self, line: list[dict[str, Any]]) -> None:
        """Show who waits; the line that was chosen stays chosen."""
        chosen: QTreeWidgetItem | None = self.currentItem()
        before = chosen.data(0, TICKET) if chosen is not None else ""
        self.clear()
        for one in line:
            item = QTreeWidgetItem([one["number"], _kind(one), minutes_words(one["minutes"])])
            item.setData(0, TICKET, one["ticket"])
            item.setFont(0, theme.font(13, QFont.Weight.DemiBold))
            item.setTextAlignment(2, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            item.setForeground(1, QColor(theme.now().soft))
            item.setSizeHint(1, QSize(0, theme.now().px(29)))
            for column in range(3):
                item.setToolTip(column, " · ".join(filter(None, (_told(one), one["note"]))))
            self.addTopLevelItem(item)
            if one["ticket"] == before:
                self.setCurrentItem(item)

    @property
    def numbers(self) -> list[str]:
        """The numbers that are shown."""
        items = (self.topLevelItem(n) for n in range(self.topLevelItemCount()))
        return [item.text(0) for item in items if item is not None]

    def _on_activated(self, item: QTreeWidgetItem, _column: int) -> None:
        self.wanted.emit(item.data(0, TICKET))


def _kind(one: dict[str, Any]) -> str:
    return ticket_class_label(one["class"]) if one["class"] != "regular" else str(one["group_label"])


def _told(one: dict[str, Any]) -> str:
    return f"{one['number']} · {one['group_label']} · {ticket_class_label(one['class'])}"
