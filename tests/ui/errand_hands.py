"""Hands at the counter's keyboard: they type where the focus is."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

Key = Qt.Key


class Hands:
    """Types where the focus is, and counts the keys."""

    def __init__(self, screen: Any) -> None:
        self.screen = screen
        self.pressed = 0
        screen.window().activateWindow()
        QApplication.processEvents()

    def type(self, words: str) -> None:
        """Type words: a name or a number, not counted."""
        for letter in words:
            QTest.keyClicks(self._focus(), letter)
        QTest.qWait(0)

    def press(self, key: Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press one key."""
        self.pressed += 1
        QTest.keyClick(self._focus(), key, modifier)
        self.settle()

    def settle(self) -> None:
        """Let pauses between keys pass, and what was asked then be shown."""
        QTest.qWait(1)
        while self.screen.desk.asking or self.screen.citizen.asking:
            QTest.qWait(5)
        for _turn in range(3):
            QApplication.processEvents()

    def _focus(self) -> Any:
        return QApplication.focusWidget() or self.screen.window()


def begin(hands: Hands, service: str, name: str = "Budi", number: str = "") -> None:
    """Type a citizen and choose a service."""
    if number:
        hands.type(number)
    hands.press(Key.Key_Return)
    hands.type(name)
    hands.screen.service.setFocus()
    hands.type(service)
    hands.settle()
    hands.press(Key.Key_Return)
    while type(QApplication.focusWidget()).__name__ == "_Question":
        hands.press(Key.Key_N)
