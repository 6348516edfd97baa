"""One line at the top of a screen for a refusal, a warning or a way on; it never stops the work."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton

from counter_app.i18n import _
from counter_app.ui import theme
from counter_app.ui.parts.blocks import button, restyle, text

ICONS = {
    "bad": "alert-circle",
    "warning": "alert",
    "ok": "check-circle",
    "accent": "information",
    "plain": "information",
}


class Notice(QFrame):
    """Shows one sentence until it is closed or another takes its place."""

    closed = Signal()  # by whoever read it

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "notice")
        self._mark, self._words = QLabel(), text(wrap=True)
        self._act = button("", "quiet")
        self._then: Callable[[], None] | None = None
        self.tone = ""
        close = QToolButton()
        close.setIcon(theme.icon("close", "plain"))
        close.setAccessibleName(_("Close the message"))
        close.setToolTip(_("Close the message"))
        body = QHBoxLayout(self)
        body.setContentsMargins(theme.GAP, 8, 8, 8)
        body.setSpacing(10)
        body.addWidget(self._mark)
        body.addWidget(self._words, 1)
        body.addWidget(self._act)
        body.addWidget(close)
        self._act.clicked.connect(self._on_act)
        close.clicked.connect(self._on_close)
        self.hide()

    @property
    def words(self) -> str:
        """What it says; empty when it is not shown."""
        return "" if self.isHidden() else self._words.text()

    def say(
        self, words: str, tone: str = "accent", *, act: str = "", then: Callable[[], None] | None = None
    ) -> None:
        """Show ``words``; ``act`` names a way on, which calls ``then``."""
        self._words.setText(words)
        self._mark.setPixmap(theme.icon(ICONS[tone], tone).pixmap(QSize(18, 18)))
        self._act.setText(act)
        self._act.setAccessibleName(act)
        self._act.setVisible(bool(act))
        self._then = then
        self.tone = tone
        restyle(self, tone=tone)
        self.setAccessibleName(words)
        self.show()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def clear(self) -> None:
        """Take the message away."""
        self._then = None
        self.hide()

    def _on_close(self) -> None:
        self.clear()
        self.closed.emit()

    def _on_act(self) -> None:
        then = self._then
        self.clear()
        if then:
            then()
