"""F1: what a screen is for, how one works with it, its keys; and the sheet of all keys."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from counter_app.i18n import N_, _
from counter_app.ui import theme
from counter_app.ui.parts.blocks import button, column, heading, is_enter, key_text, line, row, scrolled, text
from counter_app.ui.parts.veil import Veil
from counter_app.ui.screen import Key, Screen
from counter_app.ui.screens import Entry

EVERYWHERE = (
    Key("F1", N_("Help for this screen")),
    Key("Ctrl+F1", N_("All keys")),
    Key("Ctrl+K", N_("Find a name, NIK or number; F3 does the same")),
    Key("F5", N_("Ask again")),
    Key("Ctrl+L", N_("Lock the screen")),
    Key("Ctrl+H", N_("Open or close the display of the hall")),
    Key("Ctrl+Shift+H", N_("Open or close the self-service screen")),
    Key("Ctrl+G", N_("Speak calls, or not")),
    Key("Ctrl+J", N_("Confirm the computer's clock (supervisor)")),
    Key("Tab", N_("Next input; with Shift the one before")),
    Key("Esc", N_("Leave a question or a list of suggestions")),
)


class _Sheet(Veil):
    """Covers the window with a veil and shows a text; Esc, Enter or F1 closes it."""

    def __init__(self, over: QWidget, title: str, inner: QWidget, width: int) -> None:
        super().__init__(over)
        self.setObjectName("help")
        panel = QFrame()
        panel.setProperty("kind", "card")
        panel.setFixedWidth(theme.now().px(width))
        self.close_button = button(_("Close"), "primary", key="Esc")
        self.close_button.clicked.connect(self.lift)
        body = QVBoxLayout(panel)
        body.setContentsMargins(24, 20, 24, 18)
        body.setSpacing(theme.WIDE_GAP)
        body.addWidget(text(title, "title"))
        self.area = scrolled(inner)
        self.area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # the arrows and PgUp, PgDn scroll it
        self.area.setAccessibleName(title)
        body.addWidget(self.area, 1)
        body.addLayout(row(None, self.close_button))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 40, 0, 40)
        outer.addWidget(panel, 1, Qt.AlignmentFlag.AlignHCenter)
        self.cover()
        self.area.setFocus()

    def stops(self) -> list[QWidget]:
        """Return the text, which the arrows scroll, and the one button."""
        return [self.area, self.close_button]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on the keys that one would try."""
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_F1) or is_enter(event):
            self.lift()
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
            bar = self.area.verticalScrollBar()
            bar.setValue(bar.minimum() if event.key() == Qt.Key.Key_Home else bar.maximum())


class ScreenHelp(_Sheet):
    """What one screen is for, the steps of its work, its keys."""

    def __init__(self, over: QWidget, title: str, screen: Screen) -> None:
        inner = QWidget()
        parts: list[QWidget] = [text(_(screen.purpose), wrap=True)]
        if screen.steps:
            parts += [heading(_("How to work here")), *_steps(screen.steps)]
        parts += [heading(_("Keys of this screen")), key_table([*screen.keys])] if screen.keys else []
        parts += [line(), key_table(EVERYWHERE)]
        inner.setLayout(column(*parts, None, gap=theme.GAP))
        super().__init__(over, title, inner, 640)


class PageHelp(_Sheet):
    """What one page is for, and its keys."""

    def __init__(self, over: QWidget, title: str, purpose: str, keys: Sequence[Key]) -> None:
        inner = QWidget()
        inner.setLayout(column(text(purpose, wrap=True), line(), key_table(keys), None, gap=theme.GAP))
        super().__init__(over, title, inner, 640)


class KeySheet(_Sheet):
    """The keys of every screen that this role sees."""

    def __init__(self, over: QWidget, entries: Sequence[Entry]) -> None:
        inner = QWidget()
        everywhere = [*EVERYWHERE, *(Key(entry.key, entry.label) for entry in entries)]
        left = column(heading(_("Everywhere")), key_table(everywhere), None, gap=theme.GAP)
        right = column(gap=theme.GAP)
        for entry in entries:
            keys = entry.load().keys
            if keys:
                right.addWidget(heading(_(entry.label)))
                right.addWidget(key_table(keys))
        right.addStretch()
        both = row(left, right, gap=32)
        both.setStretch(0, 1)
        both.setStretch(1, 1)
        inner.setLayout(both)
        super().__init__(over, _("All keys"), inner, 900)


def _steps(steps: Sequence[str]) -> list[QWidget]:
    found: list[QWidget] = []
    for number, words in enumerate(steps, 1):
        line_ = QWidget()
        count, sentence = text(f"{number}.", "strong"), text(_(words), wrap=True)
        count.setFixedWidth(theme.now().px(22))
        count.setAlignment(Qt.AlignmentFlag.AlignTop)
        layout = row(count, sentence)
        layout.setStretch(1, 1)
        line_.setLayout(layout)
        found.append(line_)
    return found


def key_table(keys: Sequence[Key]) -> QWidget:
    """Return keys and what they do, two columns."""
    table = QWidget()
    grid = QGridLayout(table)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(theme.WIDE_GAP)
    grid.setVerticalSpacing(6)
    grid.setColumnStretch(1, 1)
    for number, key in enumerate(keys):
        cap = QLabel(key_text(key.key))
        cap.setProperty("role", "key")
        grid.addWidget(cap, number, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        grid.addWidget(text(_(key.does), wrap=True), number, 1)
    return table
