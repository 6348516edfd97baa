"""One card for each kind of blank stock: what is there, who waits, how long it lasts."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout

from counter_app.domain.blangko import runs_low
from counter_app.domain.words import kind_label
from counter_app.i18n import _, number
from counter_app.ui import theme
from counter_app.ui.blangko.words import Stock, outlook, stock_status
from counter_app.ui.parts.blocks import Chip, column, heading, key_text, restyle, row, text


class StockCard(QFrame):
    """Shows one kind; a click, Enter or its key chooses it."""

    chosen = Signal(str)  # the kind

    def __init__(self, kind: str, key: str) -> None:
        super().__init__()
        self.kind = kind
        self.setProperty("kind", "choice")
        self.setProperty("chosen", "no")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip(_("Show the line and the book of this kind ({key})").format(key=key_text(key)))
        self.chip = Chip()
        self.on_hand, self.waiting, self.printable, self.days = text(role="number"), _fact(), _fact(), _fact()
        self.outlook = text("", "hint", wrap=True)
        self.outlook.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._build(key)

    def _build(self, key: str) -> None:
        cap = QLabel(key_text(key))
        cap.setProperty("role", "hint")
        facts = row(
            column(self.on_hand, text(_("on hand"), "hint"), gap=0),
            column(None, self.waiting, text(_("waiting"), "hint"), gap=0),
            column(None, self.printable, text(_("can be printed"), "hint"), gap=0),
            column(None, self.days, text(_("working days left"), "hint"), gap=0),
            gap=theme.WIDE_GAP,
        )
        for part, share in enumerate((3, 2, 3, 3)):
            facts.setStretch(part, share)
        body = QVBoxLayout(self)
        body.setContentsMargins(theme.WIDE_GAP, theme.GAP, theme.WIDE_GAP, theme.GAP)
        body.setSpacing(4)
        body.addLayout(row(heading(kind_label(self.kind)), cap, None, self.chip))
        body.addLayout(facts)
        body.addSpacing(4)
        body.addWidget(self.outlook, 1)
        self.outlook.setMinimumHeight(2 * self.outlook.fontMetrics().lineSpacing())

    def show_stock(self, stock: Stock) -> None:
        """Show how one kind stands."""
        left = stock["days_left"]
        self.chip.say(*stock_status(stock))
        self.on_hand.setText(number(stock["on_hand"]))
        self.waiting.setText(number(stock["waiting"]))
        self.printable.setText(number(stock["printable"]))
        self.days.setText("-" if left is None else number(left))
        restyle(self.waiting, tone="bad" if stock["waiting"] > stock["on_hand"] else "")
        restyle(self.days, tone="warning" if runs_low(stock["days_left"]) else "")
        self.outlook.setText(outlook(stock))
        self.setAccessibleName(f"{kind_label(self.kind)}: {number(stock['on_hand'])}, {self.chip.words}")
        self.setAccessibleDescription(self.outlook.text())

    def mark(self, *, chosen: bool) -> None:
        """Show whether its line is the one below."""
        restyle(self, chosen="yes" if chosen else "no")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click chooses it."""
        self.chosen.emit(self.kind)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space choose it; arrows go to its neighbours."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit(self.kind)
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Right)
        else:
            super().keyPressEvent(event)


def _fact() -> QLabel:
    return text(role="figure")
