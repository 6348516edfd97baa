"""Buttons of which one is chosen: Tab stops at that one, the arrows go to the others."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QAbstractButton, QButtonGroup


class OneOf(QButtonGroup):
    """A group that Tab passes in one stop; Qt alone would stop at its first or last button."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.buttonToggled.connect(self._on_toggled)

    def add(self, button: QAbstractButton) -> None:
        """Take a button in."""
        self.addButton(button)
        self._dress()

    def _on_toggled(self, _button: QAbstractButton, on: bool) -> None:
        if on:
            self._dress()

    def _dress(self) -> None:
        chosen = self.checkedButton()
        for one in self.buttons():
            stop = chosen is None or one is chosen
            policy = one.focusPolicy().value & ~Qt.FocusPolicy.TabFocus.value
            one.setFocusPolicy(Qt.FocusPolicy(policy | (Qt.FocusPolicy.TabFocus.value if stop else 0)))
