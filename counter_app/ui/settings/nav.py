"""The list of sections at the left: arrows choose, a mark tells what is changed and not saved."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from counter_app.i18n import _
from counter_app.ui import theme
from counter_app.ui.settings.section import Section

NAME = Qt.ItemDataRole.UserRole
WIDE, HIGH, HEAD = 252, 32, 28


class Nav(QListWidget):
    """Sections below the heads of their groups."""

    wanted = Signal(str)  # the name of a section

    def __init__(self, sections: Sequence[type[Section]]) -> None:
        super().__init__()
        self.setAccessibleName(_("Sections of the settings"))
        self.setFixedWidth(theme.now().px(WIDE))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QListWidget.Shape.NoFrame)
        self.setIconSize(QSize(18, 18))
        self._kinds = {kind.name: kind for kind in sections}
        group = ""
        for kind in sections:
            if kind.group != group:
                group = kind.group
                self._head(_(group))
            self._line(kind)
        self.currentItemChanged.connect(self._on_current)

    def _head(self, words: str) -> None:
        item = QListWidgetItem(words.upper())
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        item.setFont(theme.font(11))
        item.setForeground(QColor(theme.now().soft))
        item.setSizeHint(QSize(WIDE, theme.now().px(HEAD)))
        self.addItem(item)

    def _line(self, kind: type[Section]) -> None:
        item = QListWidgetItem(_(kind.label))
        item.setData(NAME, kind.name)
        item.setIcon(theme.icon(kind.icon))
        item.setSizeHint(QSize(WIDE, theme.now().px(HIGH)))
        self.addItem(item)

    def pick(self, name: str) -> None:
        """Choose one section."""
        if (item := self._item(name)) is not None:
            self.setCurrentItem(item)

    def mark(self, name: str, unsaved: bool) -> None:
        """Tell whether a section has something unsaved."""
        item, kind = self._item(name), self._kinds[name]
        if item is None:
            return
        item.setText(_("{section} · changed").format(section=_(kind.label)) if unsaved else _(kind.label))
        item.setIcon(theme.icon("circle-edit-outline", "warning") if unsaved else theme.icon(kind.icon))

    def _item(self, name: str) -> QListWidgetItem | None:
        items = (self.item(n) for n in range(self.count()))
        return next((item for item in items if item.data(NAME) == name), None)

    def _on_current(self, item: QListWidgetItem | None, _before: QListWidgetItem | None) -> None:
        if item is not None and item.data(NAME):
            self.wanted.emit(item.data(NAME))
