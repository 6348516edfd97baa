"""The keys are never lost: whatever had them, somebody who takes them has them next."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hands import Hands
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from tabbing import around, focus, veiled
from test_sight import BY, SHOWN
from workshop import Workshop

from counter_app.ui.frame import Frame
from counter_app.ui.parts.prompt import Ask, Prompt

Key, Modifier = Qt.Key, Qt.KeyboardModifier


def kept(frame: Frame) -> QWidget:
    """Return what takes the keys, which lies on the screen that is seen."""
    found = focus()
    assert (found.isVisible(), found.isEnabled(), veiled(found)) == (True, True, False)
    assert frame.screen_now is not None
    assert frame.screen_now.isAncestorOf(found)
    return found


def shown(workshop: Workshop, role: str, name: str) -> Frame:
    frame = workshop.frame(BY[role], name)
    QTest.qWait(80)
    return frame


@pytest.mark.parametrize("lose", [lambda one: one.setEnabled(False), QWidget.hide], ids=["off", "hidden"])
@pytest.mark.parametrize(("role", "name"), SHOWN)
def test_what_loses_the_keys_hands_them_to_where_one_works(
    busy: Workshop,
    role: str,
    name: str,
    lose: Callable[[QWidget], None],
) -> None:
    frame = shown(busy, role, name)
    for one in [stop.widget for stop in around() if frame.screen_now.isAncestorOf(stop.widget)]:
        if not isinstance(one, QPushButton):
            continue  # lists and inputs stay; what is pressed may go
        one.setFocus()
        lose(one)
        assert kept(frame) is frame.screen_now.home() or name == "settings"
        one.setEnabled(True)
        one.show()


@pytest.mark.parametrize(("role", "name"), SHOWN)
def test_the_keys_stay_when_all_is_asked_again(busy: Workshop, role: str, name: str) -> None:
    frame = shown(busy, role, name)
    for one in [stop.widget for stop in around() if frame.screen_now.isAncestorOf(stop.widget)]:
        one.setFocus()
        QTest.keyClick(one, Key.Key_F5)
        now = kept(frame)
        assert now is one or (now is frame.screen_now.home() and isinstance(one, QPushButton))


@pytest.mark.parametrize(("role", "name"), SHOWN)
def test_help_and_questions_give_the_keys_back(busy: Workshop, role: str, name: str) -> None:
    frame = shown(busy, role, name)
    for one in [stop.widget for stop in around() if frame.screen_now.isAncestorOf(stop.widget)]:
        one.setFocus()
        QTest.keyClick(one, Key.Key_F1)
        assert focus() is not one
        QTest.keyClick(focus(), Key.Key_Escape)
        assert kept(frame) is one


def test_a_question_keeps_the_keys_when_the_screen_below_asks_for_them(busy: Workshop) -> None:
    frame = shown(busy, "clerk", "blangko")
    screen: Any = frame.screen_now
    prompt = Prompt(screen, "Why?", [Ask("why", "Why")], lambda _values, _prompt: None)
    screen.choose("kk")
    assert focus() is prompt.editor("why")
    prompt.leave()
    assert kept(frame) is screen.line.table


def test_a_question_gives_the_keys_to_the_screen_where_what_had_them_is_gone(busy: Workshop) -> None:
    frame = shown(busy, "clerk", "blangko")
    screen: Any = frame.screen_now
    screen.line.set_aside.setFocus()
    prompt = Prompt(screen, "Why?", [Ask("why", "Why")], lambda _values, _prompt: None)
    screen.line.set_aside.hide()
    prompt.leave()
    assert kept(frame) is screen.line.table


@pytest.mark.parametrize(("role", "name"), SHOWN)
def test_who_comes_back_to_a_screen_has_the_keys_there(busy: Workshop, role: str, name: str) -> None:
    frame = shown(busy, role, name)
    for other in frame.entries:
        frame.show_screen(other.name)
        kept(frame)
        frame.show_screen(name)
        assert kept(frame) is frame.screen_now.home()


def test_after_a_lock_the_keys_are_where_they_were_or_where_one_works(hands: Hands) -> None:
    hands.sign_in()
    errand = hands.errand
    errand.citizen.name.setFocus()
    hands.press(Key.Key_L, Modifier.ControlModifier)
    assert focus() is hands.page.password
    hands.sign_in()
    assert focus() is errand.citizen.name
    hands.press(Key.Key_L, Modifier.ControlModifier)
    errand.citizen.name.setEnabled(False)
    hands.sign_in()
    assert focus() is errand.home()


def test_while_a_password_is_tried_enter_presses_nothing_else(
    hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hands.page._opener, "enter", lambda *_all: None)  # the answer is on its way
    hands.page.password.setText("salah")
    hands.page.enter.setFocus()
    QTest.keyClick(focus(), Key.Key_Return)
    assert not hands.page.enter.isEnabled()
    assert focus() is hands.page.password
