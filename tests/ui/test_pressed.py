"""Every key and button that writes, pressed twice before the answer, writes once; then it works again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QPlainTextEdit, QSpinBox
from stories import nik
from workshop import Held, Workshop

from counter_app.domain.errors import UserError
from counter_app.ui.applications.more import More
from counter_app.ui.background import Background, same
from counter_app.ui.parts.blocks import button
from counter_app.ui.parts.prompt import Prompt
from counter_app.ui.parts.veil import Veil

Key = Qt.Key
NUMBERS = iter(range(900, 10_000))


def filled(workshop: Workshop) -> None:
    """Let the office have something of everything: a queue, files at every step, stock, an absence."""
    counter = workshop.counter
    for kind in ("ktp_el", "kk", "kia"):
        counter.run("receive_blangko", kind=kind, quantity=9)
    for step in ("print", "sign", "dedupe"):
        counter.at("ktp" if step != "sign" else "letter", step)
    counter.accepted("kk")
    counter.opened("letter")
    counter.at("letter", "initial")
    for _n in range(3):
        counter.run("issue_ticket", group="A")
    ticket = counter.run("call_next").ids["ticket"]
    counter.run("arrive_ticket", ticket=ticket)
    counter.clock.advance(minutes=3)


class Slow:
    """One screen whose answers come late, and how many acts it has written."""

    def __init__(self, workshop: Workshop, name: str, by: str, show: Any) -> None:
        self.workshop, self.held = workshop, Held("writing")
        self.screen = workshop.screen(name, by, show, self.held.lanes)
        self.answer()

    def settle(self) -> None:
        for _turn in range(4):
            QApplication.processEvents()

    def answer(self) -> None:
        """Let what waits be done, and be seen."""
        for _turn in range(5):
            self.settle()
            self.held.go()
        self.settle()

    def waits(self) -> int:
        """Return how many pieces of work wait for the lane that writes, drafts left out."""
        return len(self.screen.ops._acts)

    def veils(self) -> list[Any]:
        return [one for one in self.screen.findChildren(Veil) if one.isVisible()]

    def buttons(self, inside: Any) -> list[str]:
        """Return the names of what can be pressed now."""
        return [
            one.accessibleName() or one.text()
            for one in inside.findChildren(QAbstractButton)
            if one.isVisible() and one.isEnabled() and (one.accessibleName() or one.text())
        ]

    def find(self, inside: Any, name: str) -> Any:
        for one in inside.findChildren(QAbstractButton):
            if one.isVisible() and one.isEnabled() and (one.accessibleName() or one.text()) == name:
                return one
        return None


def fill_in(prompt: Prompt) -> None:
    """Type something into every input of a form."""
    for ask in prompt._asks:
        editor = prompt.editor(ask.name)
        if isinstance(editor, QSpinBox):
            editor.setValue(editor.value() or 1)
        elif isinstance(editor, QComboBox):
            editor.setCurrentIndex(min(1, editor.count() - 1))
        elif isinstance(editor, QPlainTextEdit):
            editor.setPlainText("Budi")
        elif isinstance(editor, QLineEdit) and not editor.text():
            editor.setText("07-04-2026" if ask.kind in ("date", "birth") else f"{next(NUMBERS)}")


PLACES = [
    ("errand", "ani", None),
    ("errand", "siti", None),
    *(("applications", by, f"view:{view}") for by in ("ani", "siti") for view in ("in_process", "checking")),
    ("blangko", "siti", None),
    ("signing", "siti", None),
    *(("settings", "siti", section) for section in ("hours", "officials", "staff", "own", "key")),
]


def twice(slow: Slow, press: Callable[[], None]) -> tuple[int, int]:
    """Press twice before the answer; return how many acts each press began, and let them be answered."""
    before = slow.waits()
    press()
    slow.settle()
    first = slow.waits() - before
    press()
    slow.settle()
    return first, slow.waits() - before - first


def _click(found: Any) -> None:
    if found.isVisible():
        found.click()


@pytest.mark.parametrize("place", PLACES, ids=lambda place: "-".join(str(part) for part in place))
def test_every_button_of_a_screen_acts_once_until_its_answer(
    workshop: Workshop, place: tuple[str, str, Any]
) -> None:
    filled(workshop)
    slow = Slow(workshop, *place)
    tried, wrote = set(), 0
    for name in slow.buttons(slow.screen):
        found = slow.find(slow.screen, name)
        if found is None or name in tried:
            continue
        tried.add(name)
        entries, held = workshop.counter.entries(), len(slow.held.work)
        first, second = twice(slow, partial(_click, found))
        for veil in slow.veils():
            if type(veil) is Prompt:
                fill_in(veil)
                first, second = twice(slow, veil._on_accept)
            elif isinstance(veil, More):
                veil.lift()
        assert (first <= 1, second) == (True, 0), name
        wrote += len(slow.held.work) > held
        slow.answer()
        assert slow.waits() == 0, name
        assert workshop.counter.entries() - entries <= 4, name
        for veil in slow.veils():
            veil.lift()
        slow.settle()
    assert wrote or place[2] == "hours"  # which has nothing to save


@pytest.fixture
def errand(workshop: Workshop) -> Iterator[Slow]:
    """Return a counter whose answers come late, with two numbers that wait."""
    for _n in range(3):
        workshop.counter.run("issue_ticket", group="A")
    slow = Slow(workshop, "errand", "ani", None)
    yield slow
    slow.answer()


def tags(workshop: Workshop) -> list[str]:
    """Return what was written, in order."""
    rows = workshop.counter.office.db.execute("SELECT payload ->> 'type' FROM journal ORDER BY at")
    return [tag for (tag,) in rows.fetchall()]


def press(slow: Slow, key: Key, modifier: Any = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(QApplication.focusWidget() or slow.screen, key, modifier)
    slow.settle()


def test_f9_twice_calls_one_number(workshop: Workshop, errand: Slow) -> None:
    press(errand, Key.Key_F9)
    press(errand, Key.Key_F9)
    errand.answer()
    assert tags(workshop).count("ticket.called.1") == 1
    assert "ticket.finished.1" not in tags(workshop)
    assert errand.screen.queue.number.text() == "A001"
    press(errand, Key.Key_F9)
    errand.answer()
    assert isinstance(errand.veils()[0], More)


def test_the_answer_to_that_question_pressed_twice_calls_one_number(workshop: Workshop, errand: Slow) -> None:
    press(errand, Key.Key_F9)
    errand.answer()
    press(errand, Key.Key_F9)
    errand.answer()
    press(errand, Key.Key_D)
    press(errand, Key.Key_D)
    errand.answer()
    assert tags(workshop).count("ticket.called.1") == 2
    assert tags(workshop).count("ticket.skipped.1") == 1
    assert errand.screen.queue.number.text() == "A002"


def test_f8_twice_accepts_once_and_prints_one_receipt(workshop: Workshop, errand: Slow) -> None:
    screen = errand.screen
    number = workshop.counter.opened("letter", nik=nik(777))
    workshop.counter.complete(number)
    screen.open(number)
    errand.answer()
    press(errand, Key.Key_F8)
    press(errand, Key.Key_F8)
    errand.answer()
    assert len([tag for tag in tags(workshop) if tag.startswith("application.accepted")]) == 1
    assert workshop.counter.state(number) == "in_process"
    assert len(workshop.tray.printed) == 1


def test_a_refused_key_works_again(workshop: Workshop, errand: Slow) -> None:
    for _n in range(3):
        workshop.counter.run("skip_ticket", ticket=workshop.counter.run("call_next").ids["ticket"])
    for _time in range(2):
        errand.screen.queue.acts.call()
        errand.screen.queue.acts.call()
        errand.answer()
        assert errand.screen.window().notice.words == "Nobody waits in the queue."
        errand.screen.place.say("")
    workshop.counter.run("issue_ticket", group="A")
    errand.screen.queue.acts.call()
    errand.answer()
    assert errand.screen.queue.number.text() == "A004"


def test_a_key_that_is_held_presses_once(qtbot: Any, errand: Slow) -> None:
    window = errand.screen.window()
    QTest.keyPress(window, Key.Key_F9)
    errand.answer()
    for _n in range(3):
        repeat = _repeated(Key.Key_F9)
        QApplication.sendEvent(window.windowHandle(), repeat)
        errand.answer()
    QTest.keyRelease(window, Key.Key_F9)
    assert errand.screen.queue.number.text() == "A001"
    assert errand.veils() == []


def _repeated(key: Key) -> Any:
    return QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, "", True)


def test_a_double_click_presses_once(qtbot: Any) -> None:
    found, told = button("Book it"), []
    qtbot.addWidget(found)
    found.clicked.connect(lambda: told.append(1))
    found.show()
    middle = QPoint(5, 5)
    QTest.mouseClick(found, Qt.MouseButton.LeftButton, pos=middle)
    QTest.mouseDClick(found, Qt.MouseButton.LeftButton, pos=middle)
    assert len(told) == 1
    QTest.mouseClick(found, Qt.MouseButton.LeftButton, pos=middle)
    assert len(told) == 2


def test_the_same_work_is_known_by_what_it_does_and_with_what(qtbot: Any) -> None:
    def work(of: str) -> Callable[[], str]:
        return lambda: of

    assert same(work("A001")) == same(work("A001")) != same(work("A002"))


@pytest.mark.parametrize("fails", [None, UserError("no"), OSError(28, "full")])
def test_what_is_pressed_twice_is_begun_once_and_again_after_its_end(qtbot: Any, fails: Any) -> None:
    held, told = Held("writing"), []
    background = Background(held.lanes())
    background.refused.connect(told.append)

    def work() -> None:
        if fails is not None:
            raise fails

    for _time in range(2):
        for _press in range(2):
            background.start(background.lanes.writing, work, background, told.append, act="it")
        assert len(held.work) == 1
        held.go()
        assert background.waiting == 0
    assert len(told) == 2


def test_another_part_may_do_the_same(qtbot: Any) -> None:
    held = Held("writing")
    background, other = Background(held.lanes()), Background(held.lanes())
    for parent in (background, other):
        background.start(background.lanes.writing, lambda: None, parent, act="it")
    assert len(held.work) == 2
    held.go()
