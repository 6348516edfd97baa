"""A person in front of the window of a founded office."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from program import PASSWORDS
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from stories import Clock
from workshop import PaperTray

from counter_app.ui.background import Lanes
from counter_app.ui.window import Window

Key, Modifier = Qt.Key, Qt.KeyboardModifier


class Hands:
    """A person in front of the window."""

    def __init__(self, qtbot: Any, folder: Path, lanes: Callable[[], Lanes]) -> None:
        self.qtbot, self.folder, self.lanes = qtbot, folder, lanes
        self.tray, self.clock = PaperTray(), Clock()
        self.window: Any = None

    def start(self) -> None:
        """Start the program."""
        self.window = Window(self.folder, self.tray, lanes=self.lanes, clock=self.clock)
        self.window.resize(1366, 768)
        self.window.show()
        self.qtbot.waitExposed(self.window)
        self.window.activateWindow()
        self.settle()

    def sign_in(self, by: str = "ani", password: str = "") -> None:
        """Choose a name and type a password."""
        page = self.page
        page.names.setCurrentIndex(page.names.findData(by))
        page.password.setFocus()
        QTest.keyClicks(page.password, password or PASSWORDS[by])
        QTest.keyClick(page.password, Key.Key_Return)
        self.settle()

    def press(self, key: Key, modifier: Modifier = Modifier.NoModifier) -> None:
        """Press one key where the focus is."""
        QTest.keyClick(QApplication.focusWidget() or self.window, key, modifier)
        self.settle()

    def type(self, words: str) -> None:
        """Type words where the focus is."""
        QTest.keyClicks(QApplication.focusWidget(), words)

    def settle(self) -> None:
        """Wait until nothing is on its way."""
        QTest.qWait(0)
        self.qtbot.waitUntil(lambda: not self.busy)
        QTest.qWait(0)

    @property
    def busy(self) -> bool:
        place = self.window.place
        return bool(self.window.door.waiting or (place is not None and place.ops.waiting))

    @property
    def page(self) -> Any:
        """The page that is seen."""
        return self.window.page

    @property
    def errand(self) -> Any:
        """The counter of whoever is signed in."""
        return self.window.frame.screen_now

    def close(self) -> None:
        """Close the window; what it says of backups is read."""
        if self.window is not None:
            self.window.close()
            leaving = self.window._leaving
            self.qtbot.waitUntil(lambda: not self.window.isVisible() or not leaving.bar.isVisible())
            if self.window.isVisible():
                leaving.leave_button.click()
            self.qtbot.waitUntil(lambda: not self.window.isVisible())
            self.window.deleteLater()
            self.window = None
