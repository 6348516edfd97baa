"""A small form over a screen: what is typed wrong is said beside it, and nothing is done."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from workshop import Workshop

from counter_app.ui.parts.prompt import Ask, Prompt, Values

ENTER = Qt.Key.Key_Return
ASKS = [
    Ask("quantity", "&How many", "number"),
    Ask("on", "&On", "date"),
    Ask("until", "&Until", "date", needed=False),
]


@pytest.fixture
def over(qtbot: Any, workshop: Workshop) -> Any:
    found: Any = QWidget()
    qtbot.addWidget(found)
    found.resize(800, 600)
    found.show()
    qtbot.waitExposed(found)
    found.done = []
    return found


@pytest.fixture
def prompt(over: Any) -> Prompt:
    return Prompt(over, "When?", ASKS, lambda values, _prompt: over.done.append(values))


def filled(qtbot: Any, prompt: Any, **typed: str) -> list[Values]:
    for name, words in typed.items():
        editor = prompt.editor(name)
        editor.setFocus()
        editor.selectAll()
        qtbot.keyClick(editor, Qt.Key.Key_Delete)
        qtbot.keyClicks(editor, words)
    qtbot.keyClick(prompt, ENTER)
    done: list[Values] = prompt.parentWidget().done
    return done


def test_a_text_that_is_no_date_is_called_so(qtbot: Any, prompt: Any) -> None:
    assert filled(qtbot, prompt, on="31-02-2026") == []
    assert prompt._fields["on"].hint.startswith("31-02-2026 is no date")
    assert filled(qtbot, prompt, on="") == []
    assert prompt._fields["on"].hint == "Fill this in first."


def test_a_date_that_may_be_left_out_may_not_be_nonsense(qtbot: Any, prompt: Any) -> None:
    assert filled(qtbot, prompt, on="28-02-2026", until="99-99-2026") == []
    assert "is no date" in prompt._fields["until"].hint
    assert len(filled(qtbot, prompt, until="")) == 1


def test_no_digit_of_a_number_is_dropped(qtbot: Any, prompt: Any) -> None:
    assert filled(qtbot, prompt, quantity="10000000", on="28-02-2026")[0]["quantity"] == 10_000_000
