"""The list of everything that can be done now, over the screen: a letter chooses, arrows move, Esc leaves."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from counter_app.i18n import _
from counter_app.ui import theme
from counter_app.ui.applications.acts import Act
from counter_app.ui.parts.blocks import button, heading, key_text, text
from counter_app.ui.parts.veil import Veil

WIDTH = 340
Corner = Qt.AlignmentFlag
RIGHT = Corner.AlignRight | Corner.AlignBottom
LEFT = Corner.AlignLeft | Corner.AlignBottom


class More(Veil):
    """Shows acts; ``chosen`` is called with the one that was taken."""

    density = 0.6

    def __init__(
        self,
        over: QWidget,
        acts: Sequence[Act],
        chosen: Callable[[Act], None],
        *,
        at: Corner = RIGHT,
        title: str = "",
    ) -> None:
        super().__init__(over)
        self._at, self._title = at, title
        self.acts, self._chosen = list(acts), chosen
        self.buttons = [self._button(act) for act in self.acts]
        self._build()
        self.cover()
        self.buttons[0].setFocus(Qt.FocusReason.PopupFocusReason)

    def _build(self) -> None:
        panel = QFrame()
        panel.setProperty("kind", "prompt")
        panel.setMinimumWidth(theme.now().px(WIDTH))
        grid = QGridLayout(panel)
        grid.setContentsMargins(theme.WIDE_GAP, 14, theme.WIDE_GAP, 14)
        grid.setHorizontalSpacing(theme.SMALL_GAP)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 1)
        head = text(self._title, "name", wrap=True) if self._title else heading(_("What can be done now"))
        grid.addWidget(head, 0, 0, 1, 3)
        for line, (act, one) in enumerate(zip(self.acts, self.buttons, strict=True), 1):
            cap = QLabel(act.letter.upper())
            cap.setProperty("role", "key")
            cap.setAlignment(Qt.AlignmentFlag.AlignCenter)
            grid.addWidget(cap, line, 0, Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(one, line, 1)
            beside = _("out of line") if act.out_of_line else key_text(act.key) if act.key else ""
            grid.addWidget(text(beside, "hint"), line, 2)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(panel, 0, self._at)

    def _button(self, act: Act) -> QPushButton:
        tone = "bad" if act.kind == "danger" else "plain"
        found = button(act.plain, "line", icon=act.icon, tone=tone, tip=act.tip)
        found.clicked.connect(partial(self._take, act))
        return found

    def stops(self) -> list[QWidget]:
        """Return the acts."""
        return list(self.buttons)

    def _take(self, act: Act, _checked: bool = False) -> None:
        self.lift()
        self._chosen(act)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A letter takes its act, Enter the one in focus, Esc and F4 leave."""
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_F4):
            self.lift()
        elif (letter := event.text().lower()) and (act := self._lettered(letter)) is not None:
            self._take(act)

    def _lettered(self, letter: str) -> Act | None:
        return next((act for act in self.acts if act.letter == letter), None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click beside the list leaves it."""
        self.lift()
