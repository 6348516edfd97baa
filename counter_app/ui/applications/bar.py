"""The acts at the foot of the page: the next thing as one large button, the rest in a list by letter."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from counter_app.i18n import _
from counter_app.ui import theme
from counter_app.ui.applications.acts import Act, acts_of, primary
from counter_app.ui.parts.blocks import Kind, button, column, restyle, row

NEXT_KEY, MORE_KEY = "Ctrl+Return", "F4"


class Bar(QWidget):
    """Shows only what is possible now."""

    wanted = Signal(object)  # an Act
    all = Signal(list)  # the list of all acts is wanted

    def __init__(self) -> None:
        super().__init__()
        self.acts: list[Act] = []
        self.primary: Act | None = None
        self.next = button("", "primary")
        self.print = button(_("Print again"), icon="printer-outline", key="Ctrl+P")
        self.more = button(_("More"), icon="dots-horizontal", key=MORE_KEY)
        self.setLayout(column(row(self.print, self.more), self.next))
        self._listen()
        self.clear()

    def _listen(self) -> None:
        self.next.clicked.connect(self._on_next)
        self.print.clicked.connect(partial(self._on_named, "print"))
        self.more.clicked.connect(self._on_more)
        for key, act in (
            (NEXT_KEY, self._on_next),
            ("Ctrl+Enter", self._on_next),
            ("Ctrl+Z", partial(self._on_named, "undo")),
        ):
            QShortcut(QKeySequence(key), self, act)

    def clear(self) -> None:
        """Offer nothing."""
        self.acts, self.primary = [], None
        for one in (self.next, self.print, self.more):
            one.hide()

    def show_acts(self, found: dict[str, Any], *, clerk: bool, copies: bool = False) -> None:
        """Offer what is possible with an application now."""
        self.acts = acts_of(found, clerk=clerk, copies=copies)
        self.primary = primary(self.acts)
        rest = [act for act in self.acts if act is not self.primary]
        self.print.setVisible(any(act.name == "print" for act in rest))
        self.more.setVisible(any(act.name != "print" for act in rest))
        self.next.setVisible(self.primary is not None)
        if self.primary is not None:
            self._dress(self.primary)

    def _dress(self, act: Act) -> None:
        self.next.setText(f"{act.plain}   Ctrl+Enter".replace("&", "&&"))
        self.next.setAccessibleName(act.plain)
        kind: Kind = act.kind or "primary"
        restyle(self.next, kind=kind)
        self.next.setIcon(theme.icon(act.icon, theme.now().on_accent))

    def take_focus(self) -> None:
        """Put the focus on the next thing, or on the list of acts."""
        for one in (self.next, self.more, self.print):
            if one.isVisible():
                one.setFocus(Qt.FocusReason.OtherFocusReason)
                return

    def _on_next(self) -> None:
        if self.primary is not None:
            self.wanted.emit(self.primary)

    def _on_named(self, name: str) -> None:
        act = next((one for one in self.acts if one.name == name), None)
        if act is not None:
            self.wanted.emit(act)

    def _on_more(self) -> None:
        if self.acts:
            self.all.emit(self.acts)
