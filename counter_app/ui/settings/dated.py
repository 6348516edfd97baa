"""A short list of dated lines with Add and Remove, as it stands inside a form."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from counter_app.i18n import _
from counter_app.ui.parts.blocks import button, row, text

Line = dict[str, Any]


class Dated(QWidget):
    """Lines in the order of their dates; ``ask`` opens the form of a new one."""

    edited = Signal()

    def __init__(self, nothing: str, words: Callable[[Line], str], ask: Callable[[], None]) -> None:
        super().__init__()
        self._nothing, self._words = nothing, words
        self._rows: list[Line] = []
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        self.add = button(_("Add ..."), icon="plus")
        self.add.clicked.connect(ask)
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(6)
        body.addLayout(self._lines)
        body.addLayout(row(self.add, None))
        self._show()

    def rows(self) -> list[Line]:
        """Return the lines, without what is empty, as the settings keep them."""
        return [
            {name: value for name, value in one.items() if value or name in ("from", "to")}
            for one in self._rows
        ]

    def set_rows(self, rows: list[Line]) -> None:
        """Show other lines."""
        self._rows = [dict(one) for one in rows]
        self._show()

    def put(self, line: Line, order: str) -> None:
        """Add a line, in the place of one of the same day."""
        others = [one for one in self._rows if one[order] != line[order]]
        self._rows = sorted([*others, line], key=lambda one: str(one[order]))
        self._show()
        self.edited.emit()

    def _show(self) -> None:
        while (item := self._lines.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for place, one in enumerate(self._rows):
            self._lines.addWidget(self._line(place, one))
        if not self._rows:
            self._lines.addWidget(text(self._nothing, "soft"))

    def _line(self, place: int, one: Line) -> QWidget:
        found = QWidget()
        words = self._words(one)
        drop = button(_("Remove"), "quiet", icon="close")
        drop.setAccessibleName(_("Remove {what}").format(what=words))
        drop.clicked.connect(partial(self._on_drop, place))
        layout = row(text(words, wrap=True), drop)
        layout.setStretch(0, 1)
        found.setLayout(layout)
        return found

    def _on_drop(self, place: int, _on: bool = False) -> None:
        del self._rows[place]
        self._show()
        self.add.setFocus()
        self.edited.emit()
