"""A clock that was wrong and was put right: a supervisor says so in the window, and the work goes on."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from stories import Counter

from counter_app.ui.frame import Frame
from counter_app.ui.parts.prompt import Prompt

Key, Control = Qt.Key, Qt.KeyboardModifier.ControlModifier


def press(widget: Any, key: Any, modifier: Any = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(widget, key, modifier)
    QApplication.processEvents()


def ahead(counter: Counter) -> None:
    """Work twelve days ahead, then put the clock right."""
    counter.clock.advance(days=12)
    counter.run("open_counter")
    counter.run("issue_ticket", group="A")
    counter.clock.advance(days=-12)


def confirm(frame: Frame) -> Prompt:
    QApplication.processEvents()
    press(QApplication.focusWidget() or frame, Key.Key_J, Control)
    found = frame.findChild(Prompt)
    assert found is not None
    return found


def test_a_supervisor_confirms_the_clock_with_the_keyboard_and_every_screen_shows_today(workshop):
    counter = workshop.counter
    ahead(counter)
    frame = workshop.frame("siti", "errand")
    queue = frame.screen_now.queue
    assert queue.call.isEnabled()  # the number of a day that has not come
    queue.call.click()
    assert "Ctrl+J" in frame.notice.words
    prompt = confirm(frame)
    QTest.keyClicks(prompt.editor("reason"), "baterai jam habis")
    press(prompt.editor("reason"), Key.Key_Return)
    assert frame.notice.words == "The clock is confirmed."
    assert confirmed(counter)
    assert not queue.call.isEnabled()
    queue.state.open_.click()
    assert counter.ask("queue")["waiting"] == []


def test_without_a_reason_nothing_is_confirmed(workshop):
    ahead(workshop.counter)
    prompt = confirm(workshop.frame("siti", "errand"))
    press(prompt.editor("reason"), Key.Key_Return)
    assert prompt.isVisible()
    assert not confirmed(workshop.counter)


def test_a_clerk_is_told_who_confirms_it(workshop):
    frame = workshop.frame("ani", "errand")
    QApplication.processEvents()
    press(QApplication.focusWidget() or frame, Key.Key_J, Control)
    assert frame.notice.words == "A supervisor confirms the clock."
    assert frame.findChild(Prompt) is None


def confirmed(counter: Counter) -> bool:
    found = counter.office.db.execute("SELECT 1 FROM journal WHERE stream LIKE 'clock/%'").fetchone()
    return found is not None
