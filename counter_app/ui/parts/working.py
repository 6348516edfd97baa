"""How far something is that takes minutes: a bar, words beside it, and Stop; then what came of it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QSizePolicy, QWidget
from shiboken6 import isValid

from counter_app.i18n import _
from counter_app.ui import theme
from counter_app.ui.background import Background
from counter_app.ui.parts.blocks import button, text

WHOLE = 1000  # steps of the bar
WIDE = 220


class Working(QWidget):
    """Takes the place of the button that begins the work, until that has ended."""

    _told = Signal(str, float)  # from the lane that works

    def __init__(self, background: Background, name: str, start: QPushButton) -> None:
        super().__init__()
        self._background, self._start = background, start
        self._stopped = False
        self.bar = QProgressBar(maximum=WHOLE)
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(theme.now().px(WIDE))
        self.bar.setAccessibleName(name)
        self.words = text("", "soft", wrap=True)
        self.stop = button(_("Stop"), "caution", key="Esc", icon="stop")
        self.stop.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        body = QHBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(theme.GAP)
        body.addWidget(self.bar)
        body.addWidget(self.words, 1)
        body.addWidget(self.stop)
        self.stop.clicked.connect(self._on_stop)
        self._told.connect(self._on_told)
        self.bar.hide()
        self.stop.hide()

    def begin(self) -> None:
        """Show that it began; nothing is known yet."""
        self._stopped = False
        self.words.setText(_("Beginning ..."))
        self.bar.setMaximum(0)
        focus = self._start.hasFocus()
        self._show(busy=True)
        if focus:
            self.stop.setFocus()

    def tell(self, words: str, share: float) -> bool:
        """Hear from the lane that works, and answer whether to go on: a window that closes waits for it."""
        if self._stopped or self._background.closed or not isValid(self):
            return False
        self._told.emit(words, share)
        return True

    def end(self, words: str = "") -> None:
        """Show what came of it."""
        focus = self.stop.hasFocus()
        self._show(busy=False)
        self.words.setText(words)
        if focus:
            self._start.setFocus()

    def _on_told(self, words: str, share: float) -> None:
        if self.bar.isHidden() or self._stopped:
            return
        self.bar.setMaximum(WHOLE)
        self.bar.setValue(round(share * WHOLE))
        self.words.setText(_("{what}: {n} %").format(what=words, n=int(share * 100)))

    def _on_stop(self) -> None:
        self._stopped = True
        self.words.setText(_("Stopping ..."))

    def _show(self, *, busy: bool) -> None:
        self.bar.setVisible(busy)
        self.stop.setVisible(busy)
        self._start.setVisible(not busy)
