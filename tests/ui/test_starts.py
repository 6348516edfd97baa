"""Signing in after something went wrong: what was recovered, an update that takes its time."""

from __future__ import annotations

from typing import Any

import pytest
from hands import Hands

from counter_app import bootstrap
from counter_app.office.office import Stopped

FOUND = "The program was not closed last time."


def recovering(monkeypatch: pytest.MonkeyPatch, *notices: str) -> None:
    """Let every start recover something."""
    enter = bootstrap.enter

    def entered(*values: Any, **named: Any) -> Any:
        return enter(*values, **named)._replace(notices=notices)

    monkeypatch.setattr(bootstrap, "enter", entered)


def test_what_a_start_recovered_is_said_until_it_is_read(
    hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    recovering(monkeypatch, FOUND)
    hands.sign_in("siti")
    frame = hands.window.frame
    assert frame.lasting.words == FOUND
    frame.place.say("Saved.")
    frame.show_screen("applications")
    frame._on_again()
    hands.settle()
    assert frame.lasting.words == FOUND
    frame.lasting.closed.emit()
    hands.window._on_dressed()
    hands.settle()
    assert hands.window.frame is not frame
    assert hands.window.frame.lasting.words == ""


def test_another_language_does_not_lose_what_was_recovered(
    hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    recovering(monkeypatch, FOUND)
    hands.sign_in("siti")
    hands.window._on_dressed()
    hands.settle()
    assert hands.window.frame.lasting.words == FOUND


def test_what_was_recovered_at_the_lock_is_said_too(hands: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    hands.sign_in("ani")
    hands.window.lock()
    recovering(monkeypatch, "The key files were damaged.")
    hands.sign_in("ani")
    assert hands.window.frame.lasting.words == "The key files were damaged."


def test_an_update_shows_on_the_sign_in_page_how_far_it_is(
    hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[tuple[str, int, bool]] = []
    enter, page = bootstrap.enter, hands.page

    def slow(*values: Any, progress: Any, **named: Any) -> Any:
        assert progress(0.45)
        seen.append((page.update_words.text(), page.update_bar.value(), page.update_bar.isVisible()))
        return enter(*values, **named)

    monkeypatch.setattr(bootstrap, "enter", slow)
    assert not page.update_bar.isVisible()
    hands.sign_in("ani")
    assert seen == [("The data are being prepared for this version ... 45 %", 450, True)]
    assert hands.page is hands.window.frame


def test_a_window_that_closes_stops_an_update(hands: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    told = []

    def slow(*_values: Any, progress: Any, **_named: Any) -> Any:
        told.append(progress(0.1))
        hands.window.door.closed = True
        told.append(progress(0.2))
        raise Stopped

    monkeypatch.setattr(bootstrap, "enter", slow)
    hands.sign_in("ani")
    assert told == [True, False]
