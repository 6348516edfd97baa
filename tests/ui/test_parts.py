"""The parts of every screen: what lies over it keeps its keys, Enter presses what has the focus."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QLineEdit, QVBoxLayout, QWidget
from workshop import Held, Inline, Workshop

from counter_app.domain.errors import UserError
from counter_app.ui.applications.acts import Act
from counter_app.ui.applications.more import More
from counter_app.ui.background import Background, Lanes
from counter_app.ui.finder import Finder
from counter_app.ui.help import KeySheet, ScreenHelp
from counter_app.ui.parts.blocks import Empty, button
from counter_app.ui.parts.fields import Field, spin_box
from counter_app.ui.parts.prompt import Ask, Prompt, Values
from counter_app.ui.parts.suggest import Suggest, Suggestion
from counter_app.ui.parts.table import Column, Rows, Table

Key, Modifier = Qt.Key, Qt.KeyboardModifier
ALT, CTRL, SHIFT = Modifier.AltModifier, Modifier.ControlModifier, Modifier.ShiftModifier


class Ground(QWidget):
    """A screen with keys of its own; notes what was done."""

    def __init__(self) -> None:
        super().__init__()
        self.done: list[str] = []
        self.name = QLineEdit()
        self.birth = Field("&Birth date", QLineEdit())
        self.accept = button("Accept", key="F8")
        self.accept.clicked.connect(lambda: self.done.append("accept"))
        layout = QVBoxLayout(self)
        for part in (self.name, self.birth, self.accept):
            layout.addWidget(part)
        for key in ("Shift+F8", "Ctrl+F9", "Ctrl+Del", "F5", "F12", "Ctrl+2", "Ctrl+Return", "Ctrl+L", "F1"):
            QShortcut(QKeySequence(key), self, lambda key=key: self.done.append(key))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.done.append(f"key {event.key()}")


@pytest.fixture
def window(qtbot: Any, workshop: Workshop) -> QWidget:
    """Return a window with a search beside what may be covered."""
    found = QWidget()
    qtbot.addWidget(found)
    QVBoxLayout(found).addWidget(QLineEdit())
    return found


@pytest.fixture
def ground(qtbot: Any, window: QWidget) -> Ground:
    found = Ground()
    window.layout().addWidget(found)
    window.resize(800, 600)
    window.show()
    qtbot.waitExposed(window)
    activate(window)
    found.name.setFocus()
    return found


def activate(window: QWidget) -> None:
    window.activateWindow()
    QApplication.processEvents()


def press(key: Key, modifier: Modifier = Modifier.NoModifier) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key, modifier)
    QApplication.processEvents()


def focus() -> QWidget | None:
    return QApplication.focusWidget()


def asked(ground: QWidget, submit: Any, **more: Any) -> Prompt:
    asks = [Ask("reason", "&Reason"), Ask("note", "N&ote", needed=False)]
    return Prompt(ground, "Why?", asks, submit, **more)


def under_way(_values: Values, _prompt: Prompt) -> None:
    """Submit what takes its time."""


def test_a_prompt_whose_act_is_under_way_can_not_be_left(ground: Ground) -> None:
    prompt = asked(ground, under_way)
    QTest.keyClicks(focus(), "moved away")
    press(Key.Key_Return)
    press(Key.Key_Escape)
    prompt.cancel_button.click()
    assert prompt.isVisible()
    assert not prompt.cancel_button.isEnabled()


def test_a_prompt_that_was_refused_can_be_tried_again_and_left(ground: Ground) -> None:
    submitted: list[Values] = []
    prompt = asked(ground, lambda values, _prompt: submitted.append(values))
    QTest.keyClicks(focus(), "moved")
    press(Key.Key_Return)
    press(Key.Key_Return)
    assert len(submitted) == 1
    prompt.refuse(UserError("Say more."))
    press(Key.Key_Return)
    assert submitted == [{"reason": "moved", "note": ""}] * 2
    prompt.refuse(UserError("Say more."))
    press(Key.Key_Escape)
    assert not prompt.isVisible()


def test_a_prompt_without_inputs_keeps_the_focus_while_it_waits_and_after(ground: Ground) -> None:
    prompt = Prompt(ground, "Close it?", [], under_way)
    press(Key.Key_Return)
    press(Key.Key_F8)
    press(Key.Key_Tab)
    assert focus() is prompt
    prompt.refuse(UserError("Not now."))
    assert focus() is prompt.accept_button
    assert ground.done == []


def test_a_prompt_whose_act_breaks_can_be_left(ground: Ground, qtbot: Any) -> None:
    def broken() -> None:
        raise RuntimeError("a fault")

    background = Background(Lanes(lambda _name: Inline()))
    prompt = asked(ground, lambda _v, prompt: background.start(Inline(), broken, prompt, None, prompt.refuse))
    QTest.keyClicks(focus(), "moved")
    with qtbot.captureExceptions() as caught:
        press(Key.Key_Return)
    assert len(caught) == 1
    assert "fault of the program" in prompt.notice.words
    press(Key.Key_Escape)
    assert not prompt.isVisible()


def test_what_follows_a_prompt_is_done_though_esc_was_pressed_meanwhile(
    ground: Ground,
) -> None:
    held, done = Held(), []
    background = Background(held.lanes())

    def submit(_values: Values, prompt: Prompt) -> None:
        def ended(_none: None) -> None:
            prompt.leave()
            done.append("printed")

        background.start(held, lambda: None, prompt, ended, prompt.refuse)

    asked(ground, submit)
    QTest.keyClicks(focus(), "moved")
    press(Key.Key_Return)
    press(Key.Key_Escape)
    QTest.qWait(0)
    held.go()
    assert done == ["printed"]


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Enter])
def test_enter_on_cancel_cancels_even_what_is_dangerous(ground: Ground, key: Key) -> None:
    submitted: list[Values] = []
    prompt = Prompt(ground, "Close it?", [], lambda values, _prompt: submitted.append(values), kind="danger")
    press(Key.Key_Tab)
    assert focus() is prompt.cancel_button
    press(key, Modifier.KeypadModifier if key is Key.Key_Enter else Modifier.NoModifier)
    assert not prompt.isVisible()
    assert submitted == []


def test_tab_and_enter_after_the_last_input_do_what_was_typed(ground: Ground) -> None:
    submitted: list[Values] = []
    asked(ground, lambda values, _prompt: submitted.append(values))
    for words in ("moved", "to Jambi"):
        QTest.keyClicks(focus(), words)
        press(Key.Key_Tab)
    press(Key.Key_Return)
    assert submitted == [{"reason": "moved", "note": "to Jambi"}]


def test_ctrl_enter_pressed_twice_does_not_do_what_was_only_asked(ground: Ground) -> None:
    submitted: list[Values] = []
    Prompt(ground, "Hand over?", [], lambda values, _prompt: submitted.append(values))
    press(Key.Key_Return, CTRL)
    assert submitted == []
    assert ground.done == []


def test_enter_presses_the_button_that_has_the_focus_once(ground: Ground) -> None:
    ground.accept.setFocus()
    press(Key.Key_Return)
    held = QKeyEvent(QEvent.Type.KeyPress, Key.Key_Return, Modifier.NoModifier, "\r", True)
    QApplication.sendEvent(ground.accept, held)
    assert ground.done == ["accept"]


def test_enter_at_the_end_of_an_errand_begins_with_the_next_citizen(workshop: Workshop) -> None:
    errand = workshop.screen("errand")
    activate(errand.window())
    errand.side.setCurrentIndex(1)
    errand.side.ended.next.setFocus()
    began: list[bool] = []
    errand.side.ended.next.clicked.connect(lambda: began.append(True))
    press(Key.Key_Return)
    assert began == [True]
    assert errand.citizen.nik.hasFocus()


BELOW = [
    (Key.Key_F8, Modifier.NoModifier),
    (Key.Key_F8, SHIFT),
    (Key.Key_F9, CTRL),
    (Key.Key_Delete, CTRL),
    (Key.Key_F5, Modifier.NoModifier),
    (Key.Key_F12, Modifier.NoModifier),
    (Key.Key_2, CTRL),
    (Key.Key_B, ALT),
]


@pytest.mark.parametrize(("key", "modifier"), BELOW)
def test_no_key_of_the_screen_below_a_prompt_acts_or_types(
    ground: Ground, key: Key, modifier: Modifier
) -> None:
    prompt = asked(ground, under_way)
    press(key, modifier)
    assert ground.done == []
    assert focus() is prompt.editor("reason")
    assert prompt.values()["reason"] == ""


@pytest.mark.parametrize(("key", "modifier"), BELOW)
def test_no_key_acts_below_a_prompt_though_the_focus_went_elsewhere(
    window: QWidget, ground: Ground, key: Key, modifier: Modifier
) -> None:
    search = window.findChild(QLineEdit)
    asked(ground, under_way)
    search.setFocus()
    press(key, modifier)
    assert ground.done == []
    assert focus() is search
    assert search.text() == ""


def test_the_letters_of_a_prompt_work_though_the_screen_below_has_the_same(ground: Ground) -> None:
    ground.layout().addWidget(Field("N&othing", QLineEdit()))
    prompt = asked(ground, under_way)
    press(Key.Key_O, ALT)
    assert focus() is prompt.editor("note")
    press(Key.Key_R, ALT)
    assert focus() is prompt.editor("reason")
    assert prompt.values() == {"reason": "", "note": ""}


def test_a_tick_of_a_prompt_is_set_by_its_letter(ground: Ground) -> None:
    prompt = Prompt(ground, "Handed over?", [Ask("tick", "Old card &withdrawn", "tick", False)], under_way)
    press(Key.Key_W, ALT)
    box = prompt.editor("tick")
    assert isinstance(box, QCheckBox)
    assert box.isChecked()


def test_the_screen_is_locked_and_helped_from_within_a_prompt(ground: Ground) -> None:
    asked(ground, under_way)
    press(Key.Key_L, CTRL)
    press(Key.Key_F1)
    assert ground.done == ["Ctrl+L", "F1"]


def test_the_focus_goes_back_where_it_was(ground: Ground) -> None:
    prompt = asked(ground, under_way)
    press(Key.Key_Escape)
    assert ground.name.hasFocus()
    gone = QLineEdit(ground)
    gone.show()
    gone.setFocus()
    prompt = asked(ground, under_way)
    gone.setParent(None)
    gone.deleteLater()
    QApplication.sendPostedEvents(gone, QEvent.Type.DeferredDelete)
    prompt.leave()
    assert focus() is ground


def test_the_focus_stays_where_somebody_put_it_meanwhile(ground: Ground) -> None:
    prompt = asked(ground, under_way)
    ground.birth.editor.setFocus()
    prompt.leave()
    assert focus() is ground.birth.editor


def test_help_keeps_the_keys_of_the_screen_below(workshop: Workshop) -> None:
    frame = workshop.frame("ani", "errand")
    activate(frame)
    before = focus()
    done: list[str] = []
    QShortcut(QKeySequence("Ctrl+F9"), frame.screen_now, lambda: done.append("skipped"))
    press(Key.Key_F1)
    assert frame.findChild(ScreenHelp) is not None
    press(Key.Key_F9, CTRL)
    press(Key.Key_2, CTRL)
    press(Key.Key_Tab)
    assert done == []
    assert frame.name == "errand"
    assert frame.findChild(ScreenHelp).isAncestorOf(focus())
    press(Key.Key_F1, CTRL)
    assert frame.findChild(KeySheet) is None
    press(Key.Key_Escape)
    assert focus() is before


def test_f1_twice_shows_the_help_and_takes_it_away(workshop: Workshop) -> None:
    frame = workshop.frame("ani", "errand")
    activate(frame)
    before = focus()
    press(Key.Key_F1)
    press(Key.Key_F1)
    assert not any(one.isVisible() for one in frame.findChildren(ScreenHelp))
    assert focus() is before


def test_the_list_of_acts_keeps_the_keys_and_gives_the_focus_back(ground: Ground) -> None:
    acts = [Act("undo", "&Undo", "undo"), Act("close", "&Close", "close")]
    taken: list[Any] = []
    more = More(ground, acts, taken.append)
    press(Key.Key_F8)
    press(Key.Key_Tab)
    press(Key.Key_F4)
    assert (ground.done, taken) == ([], [])
    assert ground.name.hasFocus()
    more = More(ground, acts, taken.append)
    press(Key.Key_Tab)
    press(Key.Key_Return)
    assert [one.name for one in taken] == ["close"]
    assert not more.isVisible()


@pytest.fixture
def finder(workshop: Workshop) -> Finder:
    """Return the search of a frame in an office with two files."""
    for _file in range(2):
        workshop.counter.accepted("ktp")
    frame = workshop.frame("ani", "applications")
    activate(frame)
    frame.finder.begin()
    return frame.finder


def found_by(qtbot: Any, finder: Finder, words: str) -> None:
    QTest.keyClicks(finder, words)
    qtbot.waitUntil(lambda: finder.suggest.open)


def test_enter_takes_no_suggestion_for_what_was_typed_before(ground: Ground) -> None:
    suggest, taken = Suggest(ground.name), []
    suggest.taken.connect(taken.append)
    QTest.keyClicks(ground.name, "wa")
    suggest.show([Suggestion("one", "Warga 1"), Suggestion("two", "Warga 2")])
    QTest.keyClicks(ground.name, "x")
    press(Key.Key_Return)
    assert taken == []
    suggest.show([Suggestion("two", "Warga 2")])
    press(Key.Key_Return)
    assert taken == ["two"]


def test_a_number_scanned_over_what_was_found_opens_that_file(qtbot: Any, finder: Finder) -> None:
    opened: list[Any] = []
    finder._place.wanted.connect(lambda _screen, number: opened.append(number))
    found_by(qtbot, finder, "Warga")
    finder.selectAll()
    QTest.keyClicks(finder, "L1-20260406-0002")
    press(Key.Key_Return)
    assert opened == ["L1-20260406-0002"]
    finder.begin()
    found_by(qtbot, finder, "l1-20260406-0001")
    press(Key.Key_Return)
    assert opened[1:] == ["L1-20260406-0001"]
    assert not finder.suggest.open


def test_an_answer_that_comes_late_shows_nothing(qtbot: Any, workshop: Workshop) -> None:
    workshop.counter.accepted("ktp")
    held = Held("reading")
    place = workshop.place("ani", held.lanes)
    finder = Finder(place)
    qtbot.addWidget(finder)
    finder.show()
    qtbot.waitExposed(finder)
    activate(finder)
    finder.begin()
    held.go()
    QTest.keyClicks(finder, "Warga")
    qtbot.waitUntil(lambda: bool(held.work))
    QTest.keyClicks(finder, " 2")
    held.go()
    assert not finder.suggest.open


def test_a_list_scrolls_sideways_to_columns_that_have_no_room(qtbot: Any) -> None:
    rows = Rows([Column(name, str, least=30) for name in ("Name", "Service", "Since")], str)
    table = Table(rows, Empty("table", "Nothing"), name="List")
    qtbot.addWidget(table)
    table.resize(400, 300)
    table.show()
    rows.take(0, ["one", "two"])
    assert not any(table.isColumnHidden(n) for n in range(3))
    assert table.horizontalScrollBar().isVisible()
    assert table.columnViewportPosition(1) >= table.viewport().width()
    table.resize(1600, 300)
    qtbot.waitUntil(lambda: not table.horizontalScrollBar().isVisible())


def test_figures_begin_as_far_from_the_edge_as_letters(qtbot: Any) -> None:
    both = QWidget()
    qtbot.addWidget(both)
    figures, letters = spin_box(9, 5), QLineEdit("5")
    body = QVBoxLayout(both)
    for one in (figures, letters):
        body.addWidget(one)
    both.show()
    inner = figures.lineEdit()
    inner.home(False)
    letters.home(False)
    assert (
        inner.mapTo(both, inner.cursorRect().center()).x()
        == letters.mapTo(both, letters.cursorRect().center()).x()
    )
