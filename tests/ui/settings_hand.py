"""Somebody at the keys of the settings."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from workshop import Workshop

from counter_app.storage.slots import Cost
from counter_app.ui.parts.prompt import Prompt

ENTER, TAB, SPACE = Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Space
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
NONE = Qt.KeyboardModifier.NoModifier
QUICK = Cost(memory=8)
PASSWORD = "tiga kata mudah"


class Hand:
    """Somebody at the keys of the settings."""

    def __init__(self, workshop: Workshop, by: str, section: str) -> None:
        self.workshop, self.qtbot = workshop, workshop.qtbot
        self.frame = workshop.frame(by, "settings")
        self.screen: Any = self.frame.screen_now
        self.qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
        self.go(section)

    def go(self, section: str) -> None:
        if section:
            self.screen.nav.pick(section)

    @property
    def section(self) -> Any:
        return self.screen.section

    @property
    def prompt(self) -> Prompt:
        return next(one for one in self.screen.findChildren(Prompt) if not one.isHidden())

    def key(self, *keys: Any, mod: Qt.KeyboardModifier = NONE) -> None:
        for one in keys:
            focus = QApplication.focusWidget()
            assert focus is not None
            if isinstance(one, str):
                self.qtbot.keyClicks(focus, one)
            else:
                self.qtbot.keyClick(focus, one, mod)

    def save(self) -> None:
        self.key(Qt.Key.Key_S, mod=CTRL)

    def type(self, editor: Any, words: str) -> None:
        editor.setFocus()
        editor.selectAll()
        self.qtbot.keyClicks(editor, words)

    def settings(self) -> dict[str, Any]:
        found: dict[str, Any] = self.workshop.counter.ask("office_settings")
        return found

    def said(self) -> str:
        return self.frame.notice.words
