"""Inputs: typing replaces what is proposed, whatever brought the cursor; what can't be meant is said."""

from __future__ import annotations

import ast
import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)
from workshop import Workshop

from counter_app import ui
from counter_app.ui.parts.fields import Field, line_edit, spin_box
from counter_app.ui.parts.hours import TimeInput, WeekEditor
from counter_app.ui.parts.inputs import ChoiceInput, DateInput, LineInput, LongInput, NumberInput
from counter_app.ui.parts.prompt import Ask, Prompt, Values
from counter_app.ui.parts.ranks import RankInput
from counter_app.ui.screens import seen_by

Button, Reason = Qt.MouseButton, Qt.FocusReason


@pytest.fixture
def sheet(qtbot: Any) -> QWidget:
    """Return a window with one input that has the focus."""
    found = QWidget()
    qtbot.addWidget(found)
    found.other = line_edit()
    QVBoxLayout(found).addWidget(found.other)
    found.resize(500, 400)
    found.show()
    qtbot.waitExposed(found)
    found.activateWindow()
    found.other.setFocus()
    QApplication.processEvents()
    return found


BARE = {
    "QLineEdit",
    "QSpinBox",
    "QDoubleSpinBox",
    "QDateEdit",
    "QTimeEdit",
    "QComboBox",
    "QPlainTextEdit",
    "QTextEdit",
}


def test_no_screen_and_no_sheet_makes_an_input_of_its_own() -> None:
    """Whatever is typed into comes from the family, or a proposal would stand before what is typed."""
    found = [
        f"{path.name}:{node.lineno}"
        for path in Path(ui.__file__).parent.rglob("*.py")
        if path.name != "inputs.py"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call | ast.ClassDef)
        and BARE & {name.rpartition(".")[2] for name in _made(node)}
    ]
    assert found == []


def _made(node: ast.Call | ast.ClassDef) -> list[str]:
    """Return what a call makes, or what a class is made of."""
    return [ast.unparse(one) for one in (node.bases if isinstance(node, ast.ClassDef) else [node.func])]


@pytest.mark.parametrize("name", [entry.name for entry in seen_by("supervisor")])
def test_every_input_of_a_screen_is_of_the_family(workshop: Workshop, name: str) -> None:
    frame = workshop.frame("siti", name)
    QApplication.processEvents()
    screen = frame.screen_now
    for section in getattr(screen, "kinds", [""]):
        if section:
            screen.show_section(section)
        assert [type(one).__name__ for one in strangers(frame)] == []


def strangers(over: QWidget) -> list[QWidget]:
    """Return the inputs below ``over`` that are not of the family; but for a number's own."""
    kinds = (QLineEdit, QAbstractSpinBox, QComboBox, QPlainTextEdit, QTextEdit)
    found = [one for kind in kinds for one in over.findChildren(kind)]
    family = (LineInput, NumberInput, ChoiceInput, LongInput)
    inside = [one for one in found if isinstance(one.parent(), NumberInput | ChoiceInput)]
    return [one for one in found if not isinstance(one, family) and one not in inside]


def proposals() -> list[Any]:
    time = TimeInput("opens")
    time.set_value("07:30")
    return [line_edit("Rafi"), DateInput(dt.date(2026, 11, 24)), spin_box(99, 5), time, RankInput("IV/a")]


@pytest.mark.parametrize("kind", range(5))
@pytest.mark.parametrize("way", ["tab", "shortcut", "programme", "click"])
def test_typing_replaces_a_proposal_whatever_brought_the_cursor(sheet: QWidget, kind: int, way: str) -> None:
    one = proposals()[kind]
    sheet.layout().addWidget(one)
    QApplication.processEvents()
    line = one.lineEdit() if isinstance(one, NumberInput) else one
    if way == "click":
        QTest.mouseClick(line, Button.LeftButton, pos=line.rect().center())
    else:
        one.setFocus(
            {"tab": Reason.TabFocusReason, "shortcut": Reason.ShortcutFocusReason}.get(
                way, Reason.OtherFocusReason
            )
        )
    QTest.keyClicks(QApplication.focusWidget(), "12")
    assert line.text() == "12"


def test_a_click_into_what_somebody_typed_sets_the_cursor_and_selects_nothing(sheet: QWidget) -> None:
    one = line_edit()
    sheet.layout().addWidget(one)
    one.setFocus()
    QTest.keyClicks(one, "Jalan Melati")
    sheet.other.setFocus()
    QTest.mouseClick(one, Button.LeftButton)
    assert not one.hasSelectedText()


def test_what_is_proposed_while_the_cursor_stands_there_is_selected(sheet: QWidget) -> None:
    sheet.other.propose("AB000102")
    QTest.keyClicks(sheet.other, "AB000107")
    assert sheet.other.text() == "AB000107"


def test_a_text_that_is_no_date_is_said_on_leaving_and_the_sentence_goes_with_it(sheet: QWidget) -> None:
    day = DateInput(dt.date(2026, 11, 24))
    field = Field("&Day", day)
    sheet.layout().addWidget(field)
    day.setFocus()
    QTest.keyClicks(day, "31022026")
    sheet.other.setFocus()
    assert "31022026" in field.hint
    day.setFocus()
    QTest.keyClicks(day, "26 Nov 2026")
    sheet.other.setFocus()
    assert field.hint == ""
    assert day.text() == "26-11-2026"


def test_leaving_a_field_takes_no_other_word_away(sheet: QWidget) -> None:
    field = Field("&NIK", line_edit())
    sheet.layout().addWidget(field)
    field.say("The last digits are odd.")
    field.editor.setFocus()
    sheet.other.setFocus()
    assert field.hint == "The last digits are odd."


def test_a_text_that_is_cut_is_said(sheet: QWidget) -> None:
    field = Field("&Note", line_edit(most=5))
    sheet.layout().addWidget(field)
    QApplication.clipboard().setText("a long note")
    field.editor.setFocus()
    field.editor.paste()
    assert field.editor.text() == "a lon"
    assert "5" in field.hint


def test_a_number_out_of_bounds_is_said(sheet: QWidget) -> None:
    field = Field("&Days", spin_box(60))
    sheet.layout().addWidget(field)
    field.editor.setFocus()
    QTest.keyClicks(field.editor, "75")
    assert "60" in field.hint


def test_a_time_that_is_none_is_said_below_the_week(sheet: QWidget) -> None:
    week = WeekEditor()
    sheet.layout().addWidget(week)
    week.set_hours({"mon": ["07:30-16:00"]})
    opens = week._days["mon"].times[0]
    opens.setFocus()
    QTest.keyClicks(opens, "2575")
    sheet.other.setFocus()
    assert "2575" in week._fault.text()


def test_a_prompt_refuses_a_date_that_was_not_understood_instead_of_taking_today(sheet: QWidget) -> None:
    taken: list[Values] = []
    prompt = Prompt(
        sheet,
        "A day on which this office is closed",
        [Ask("date", "&Day", "date", dt.date(2026, 11, 24))],
        lambda values, _prompt: taken.append(values),
    )
    QTest.keyClicks(QApplication.focusWidget(), "26132026")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert taken == []
    assert "26132026" in prompt._fields["date"].hint
    prompt.editor("date").setFocus()
    prompt.editor("date").selectAll()
    QTest.keyClicks(prompt.editor("date"), "26112026")
    QTest.keyClick(prompt.editor("date"), Qt.Key.Key_Return)
    assert taken == [{"date": dt.date(2026, 11, 26)}]


def test_a_long_text_beyond_the_limit_is_refused_by_its_field(sheet: QWidget) -> None:
    taken: list[Values] = []
    ask = Ask("reason", "&Reason", "long", "a" * 301)
    prompt = Prompt(sheet, "Why?", [ask], lambda values, _prompt: taken.append(values))
    prompt.accept_button.click()
    assert taken == []
    assert "300" in prompt._fields["reason"].hint


def test_lines_of_their_own_have_a_limit_each(qtbot: Any) -> None:
    one = LongInput("\n".join(["a" * 299] * 3), each_line=True)
    qtbot.addWidget(one)
    assert one.wrong() == ""
    one.setPlainText("a" * 301)
    assert one.wrong()


def test_the_wheel_turns_no_number_that_nobody_went_to(sheet: QWidget) -> None:
    one = spin_box(9, 5)
    sheet.layout().addWidget(one)
    QApplication.processEvents()
    turn(one)
    assert one.value() == 5
    one.setFocus()
    turn(one)
    assert one.value() == 6


def turn(one: QWidget) -> None:
    """Turn the wheel over an input."""
    middle, still = one.rect().center(), Qt.ScrollPhase.NoScrollPhase
    none, over = Qt.KeyboardModifier.NoModifier, one.mapToGlobal(middle)
    event = QWheelEvent(middle, over, QPoint(), QPoint(0, 120), Button.NoButton, none, still, False)
    QApplication.sendEvent(one, event)
