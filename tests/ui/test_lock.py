"""A locked window shows nothing of a citizen, keeps the work, and slows down whoever guesses."""

from __future__ import annotations

from typing import Any

import pytest
from hands import Hands
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from counter_app.ui import faults
from counter_app.ui import window as window_module
from counter_app.ui.care import daily
from counter_app.ui.sign_in import SignIn

NAME = "Maryam Ningsih"


@pytest.fixture(autouse=True)
def late(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no timer begin a backup by itself."""
    monkeypatch.setattr(daily, "SOON", 3_600_000)


def seen() -> str:
    """Return every word on the screen, titles, tips and hints included."""
    found = []
    for top in QApplication.topLevelWidgets():
        if top.isVisible():
            found.append(top.windowTitle())
            for widget in [top, *top.findChildren(QWidget)]:
                if widget.isVisible():
                    found += [widget.accessibleName(), widget.toolTip()]
                    text = getattr(widget, "text", None)
                    found.append(str(text()) if callable(text) else "")
    return " ".join(found)


def typed(hands: Hands) -> None:
    hands.sign_in("ani")
    hands.errand.citizen.name.setFocus()
    hands.type(NAME)


def test_nothing_of_a_citizen_is_seen_while_the_window_is_locked(hands: Hands) -> None:
    typed(hands)
    assert NAME in seen()
    hands.window.frame.place.say(f"{NAME}: accepted.")
    hands.window.lock()
    hands.settle()
    assert isinstance(hands.page, SignIn)
    assert NAME not in seen()
    assert hands.window.windowTitle() == "Sign in · Counter of the sub-district office"


def test_a_lock_hides_a_tip(hands: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    class Tips:
        hidden = 0

        @classmethod
        def hideText(cls) -> None:
            cls.hidden += 1

    monkeypatch.setattr(window_module, "QToolTip", Tips)
    hands.sign_in("ani")
    hands.window.lock()
    assert Tips.hidden == 1


def test_what_is_said_while_the_window_is_locked_waits_behind_it(hands: Hands) -> None:
    typed(hands)
    hands.window.lock()
    hands.window.frame.place.say(f"{NAME}: printed.")
    hands.settle()
    assert NAME not in seen()
    hands.sign_in("ani")
    assert NAME in seen()


def test_a_fault_of_the_program_shows_no_name_either(hands: Hands) -> None:
    typed(hands)
    hands.window.lock()
    try:
        raise KeyError(NAME)
    except KeyError as error:
        faults._dialog(error, faults._without_values(type(error), error.__traceback__))
    box: Any = QApplication.activeModalWidget()
    assert isinstance(box, QMessageBox)
    assert NAME not in seen() + box.detailedText()
    box.close()


def test_a_draft_outlives_the_lock_and_the_next_person(hands: Hands) -> None:
    typed(hands)
    hands.window.lock()
    hands.sign_in("siti")
    assert NAME not in seen()
    hands.window.leave()
    hands.sign_in("ani")
    hands.settle()
    assert NAME in seen() or hands.errand.citizen.name.text() == NAME


def test_whoever_guesses_at_a_lock_waits_longer_and_longer(hands: Hands) -> None:
    typed(hands)
    hands.window.lock()
    for _try in range(6):
        hands.sign_in("ani", "salah sekali")
    assert hands.page.notice.words.endswith("Wait 1 minute before you try again.")
    hands.sign_in("ani")
    assert isinstance(hands.page, SignIn)
    assert hands.page.notice.words == "Too many wrong passwords for Ani: wait 1 minute, then try again."
    hands.clock.advance(minutes=1)
    hands.sign_in("ani", "salah sekali")
    assert hands.page.notice.words.endswith("Wait 2 minutes before you try again.")
    hands.clock.advance(minutes=2)
    hands.sign_in("ani")
    assert hands.page is hands.window.frame
