"""What covers a window that closes while the day's work is being backed up: wait, or leave."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QProgressBar, QVBoxLayout, QWidget

from counter_app.i18n import _
from counter_app.ui import theme
from counter_app.ui.parts.blocks import button, is_enter, row, text
from counter_app.ui.parts.veil import Veil

WHOLE = 1000  # steps of the bar


class Leaving(Veil):
    """Shows how far the backup is; ``left`` when somebody would rather not wait."""

    passing = frozenset()
    left = Signal()
    again = Signal()  # the disk was plugged in meanwhile

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self.setObjectName("prompt")
        self.title = text("", "name", wrap=True)
        self.detail = text("", "soft", wrap=True)
        self.bar = QProgressBar(maximum=WHOLE)
        self.bar.setAccessibleName(_("Backup"))
        self.leave_button = button("", "caution")
        self.again_button = button(_("&Try again"), "primary")
        self.leave_button.clicked.connect(self.left)
        self.again_button.clicked.connect(self._on_again)
        self._build()
        self._work()
        self.cover()
        self.leave_button.setFocus()

    def _build(self) -> None:
        panel = QFrame()
        panel.setProperty("kind", "prompt")
        panel.setFixedWidth(theme.now().px(460))
        body = QVBoxLayout(panel)
        body.setContentsMargins(20, 18, 20, 18)
        body.setSpacing(theme.GAP)
        body.addWidget(self.title)
        body.addWidget(self.detail)
        body.addWidget(self.bar)
        body.addLayout(row(None, self.leave_button, self.again_button))
        outer = QVBoxLayout(self)
        outer.addStretch(1)
        outer.addLayout(row(None, panel, None))
        outer.addStretch(2)

    def _work(self) -> None:
        self._say(
            _("The day's work is being backed up"),
            _("The window closes by itself. If you leave now, nothing half is kept; the last backup stays."),
            _("&Leave without it"),
        )
        self.bar.show()
        self.again_button.hide()

    def _on_again(self) -> None:
        self._work()
        self.leave_button.setFocus()
        self.again.emit()

    def _say(self, title: str, detail: str, leave: str) -> None:
        self.title.setText(title)
        self.detail.setText(detail)
        self.leave_button.setText(leave)
        self.leave_button.setAccessibleName(leave.replace("&", ""))

    def show_share(self, share: float) -> None:
        """Show how far it is."""
        self.bar.setValue(round(share * WHOLE))

    def warn(self, sentences: list[str]) -> None:
        """Say what was not backed up; the window waits until that is read."""
        self._say(_("Before you go"), " ".join(sentences), _("&Close the window"))
        self.bar.hide()
        self.again_button.show()

    def stops(self) -> list[QWidget]:
        """Return the buttons."""
        return [self.leave_button, self.again_button]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter on the button leaves; nothing else does by accident."""
        if is_enter(event) or event.key() == Qt.Key.Key_Escape:
            event.accept()
        else:
            super().keyPressEvent(event)
