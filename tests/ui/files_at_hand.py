"""What hands and eyes do on the screen of applications."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from workshop import Workshop

from counter_app.ui.applications.filters import PAUSE
from counter_app.ui.applications.more import More
from counter_app.ui.parts.prompt import Prompt

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


def opened(workshop: Workshop, show: Any = "view:in_process", by: str = "ani") -> Any:
    screen = workshop.screen("applications", by, show)
    screen.window().activateWindow()
    QApplication.processEvents()
    return screen


def press(workshop: Workshop, key: Any, modifier: Any = Qt.KeyboardModifier.NoModifier) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    workshop.qtbot.keyClick(focus, key, modifier)


def type_text(workshop: Workshop, text: str) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    workshop.qtbot.keyClicks(focus, text)


def search(workshop: Workshop, screen: Any, text: str) -> None:
    press(workshop, Qt.Key.Key_F6)
    type_text(workshop, text)
    workshop.qtbot.wait(PAUSE * 2)


def next_thing(workshop: Workshop) -> None:
    press(workshop, Qt.Key.Key_Return, CTRL)


def listed(screen: Any) -> list[str]:
    return [row["application"] for row in screen.listing.rows.rows]


def prompt_of(screen: Any) -> Prompt:
    found = [one for one in screen.findChildren(Prompt) if one.isVisible()]
    assert len(found) == 1
    return found[0]


def fill(screen: Any, name: str, value: str) -> None:
    editor = prompt_of(screen).editor(name)
    if isinstance(editor, QLineEdit):
        editor.setText(value)
    else:
        editor.setCurrentIndex(editor.findData(value))


def more_of(screen: Any) -> list[More]:
    return [one for one in screen.findChildren(More) if one.isVisible()]


def choose(workshop: Workshop, screen: Any, letter: str) -> None:
    press(workshop, Qt.Key.Key_F4)
    assert more_of(screen)
    type_text(workshop, letter)


def said(screen: Any) -> str:
    return str(screen.window().notice.words)


def said_by(prompt: Prompt) -> str:
    """Return all that a prompt says."""
    return " ".join(label.text() for label in prompt.findChildren(QLabel))
