"""Errands put aside: a name each, one click to go on."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from counter_app.i18n import _
from counter_app.ui import theme
from counter_app.ui.errand.draft import Draft
from counter_app.ui.parts.blocks import button, text


class Parked(QWidget):
    """A row that is only seen when something waits in it."""

    def __init__(self, take: Callable[[Draft], None]) -> None:
        super().__init__()
        self._take = take
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(6)
        self.hide()

    def show_drafts(self, drafts: list[Draft]) -> None:
        """Show who waits."""
        while (item := self._row.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        self.setVisible(bool(drafts))
        if not drafts:
            return
        self._row.addWidget(text(_("On hold"), "soft"))
        for draft in drafts[-3:]:
            words = draft.name.strip() or draft.nik or draft.application
            short = self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, theme.now().px(120))
            found = button(short, "pill", icon="pause-circle-outline", tip=words)
            found.clicked.connect(partial(self._take, draft))
            self._row.addWidget(found)
        self._row.addStretch()
