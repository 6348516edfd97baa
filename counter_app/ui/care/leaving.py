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

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self.setObjectName("prompt")
        self.title = text(_("The day's work is being backed up"), "name", wrap=True)
        self.detail = text(
            _("The window closes by itself. If you leave now, nothing half is kept; the last backup stays."),
            "soft",
            wrap=True,
        )
        self.bar = QProgressBar(maximum=WHOLE)
        self.bar.setAccessibleName(_("Backup"))
        self.leave_button = button(_("&Leave without it"), "caution")
        self.leave_button.clicked.connect(self.left)
        self._build()
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
        body.addLayout(row(None, self.leave_button))
        outer = QVBoxLayout(self)
        outer.addStretch(1)
        outer.addLayout(row(None, panel, None))
        outer.addStretch(2)

    def show_share(self, share: float) -> None:
        """Show how far it is."""
        self.bar.setValue(round(share * WHOLE))

    def warn(self, sentences: list[str]) -> None:
        """Say what was not backed up; the window waits until that is read."""
        self.title.setText(_("Before you go"))
        self.detail.setText(" ".join(sentences))
        self.bar.hide()
        self.leave_button.setText(_("&Close the window"))
        self.leave_button.setAccessibleName(_("Close the window"))

    def stops(self) -> list[QWidget]:
        """Return the one button."""
        return [self.leave_button]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter on the button leaves; nothing else does by accident."""
        if is_enter(event) or event.key() == Qt.Key.Key_Escape:
            event.accept()
        else:
            super().keyPressEvent(event)
