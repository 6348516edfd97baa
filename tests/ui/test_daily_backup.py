"""The day's backup by itself: quiet, told when a place refuses, waited for when the window closes."""

from __future__ import annotations

from pathlib import Path
from threading import Event
from typing import Any

import msgspec
import pytest
from hands import Hands
from workshop import Held

from counter_app import config
from counter_app.care import backups
from counter_app.office.commands.queue import IssueTicket
from counter_app.storage import backup
from counter_app.ui.background import Lanes
from counter_app.ui.care import daily


@pytest.fixture(autouse=True)
def late(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no timer begin a backup by itself."""
    monkeypatch.setattr(daily, "SOON", 3_600_000)


def made(hands: Hands) -> list[Any]:
    return sorted(backup.made(hands.folder / "backups"))


def with_second(hands: Hands, place: Path) -> None:
    """Choose a second place before anybody signs in."""
    settings = config.load(hands.folder)
    config.save(hands.folder, msgspec.structs.replace(settings, second_backups=str(place)))


def write(hands: Hands) -> None:
    hands.window.place.ops.run(IssueTicket(group="A"), hands.window)
    hands.settle()


def test_soon_after_the_sign_in_a_backup_is_made_without_a_word(
    hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(daily, "SOON", 0)
    hands.sign_in("ani")
    hands.qtbot.waitUntil(lambda: len(made(hands)) == 1)
    hands.settle()
    frame = hands.window.frame
    assert made(hands)[0].reason == "daily"
    assert frame.notice.words == ""
    assert frame.strip._backup.text().startswith("Last backup")
    assert not frame.strip.trouble.isVisible()


def test_an_hour_later_a_place_that_was_missing_gets_its_backup(hands: Hands, tmp_path: Path) -> None:
    flash = tmp_path / "flash"
    with_second(hands, flash)
    hands.sign_in("siti")
    hands.window.daily.run()
    frame = hands.window.frame
    assert str(flash) in frame.notice.words
    assert "plug the disk in" in frame.notice.words
    assert frame.strip.trouble.text() == "Second place for backups missing"
    frame.notice.clear()
    hands.window.daily.run()
    assert frame.notice.words == ""  # once a day
    assert frame.strip.trouble.isVisible()
    frame.strip.trouble.click()
    assert frame.screen_now.section.name == "backups"
    assert "plug the disk in" in frame.notice.words
    flash.mkdir()
    hands.window.daily.run()
    assert len(list(backup.made(flash))) == 1
    assert not frame.strip.trouble.isVisible()


def test_the_next_day_a_missing_place_is_said_again(hands: Hands, tmp_path: Path) -> None:
    with_second(hands, tmp_path / "flash")
    hands.sign_in("ani")
    hands.window.daily.run()
    hands.window.frame.notice.clear()
    hands.clock.advance(days=1)
    hands.window.daily.run()
    assert "is not there" in hands.window.frame.notice.words


def test_a_backup_by_hand_makes_it_good(hands: Hands, tmp_path: Path) -> None:
    with_second(hands, tmp_path / "flash")
    hands.sign_in("siti")
    hands.window.daily.run()
    frame = hands.window.frame
    (tmp_path / "flash").mkdir()
    frame.show_screen("settings", "backups")
    frame.screen_now.section.now.click()
    hands.settle()
    assert not frame.strip.trouble.isVisible()


def test_another_second_place_is_used_at_once(hands: Hands, tmp_path: Path) -> None:
    with_second(hands, tmp_path / "flash")
    hands.sign_in("siti")
    hands.window.daily.run()
    frame = hands.window.frame
    frame.show_screen("settings", "backups")
    section = frame.screen_now.section
    other = tmp_path / "other"
    other.mkdir()
    section.second.set_value(str(other))
    section.save()
    hands.settle()
    assert len(list(backup.made(other))) == 1
    assert not frame.strip.trouble.isVisible()
    assert "not there" not in section.second_field.hint


def test_a_window_that_closes_backs_up_what_was_written_since(hands: Hands) -> None:
    hands.sign_in("ani")
    hands.window.daily.run()
    assert len(made(hands)) == 1
    hands.close()
    assert len(made(hands)) == 1  # nothing new
    hands.start()
    hands.sign_in("ani")
    write(hands)
    hands.close()
    last = made(hands)[-1]
    assert len(made(hands)) == 2
    assert last.about.entries == made(hands)[0].about.entries + 1


def held(hands: Hands) -> Held:
    """Sign in, and hold from then on what takes long."""
    hands.sign_in("ani")
    lane = Held("long")
    hands.window.place.ops.lanes.long = lane
    return lane


def test_a_window_that_closes_waits_for_the_backup_and_shows_it(hands: Hands) -> None:
    lane = held(hands)
    hands.window.close()
    assert hands.window.isVisible()
    leaving = hands.window._leaving
    hands.window.daily.progressed.emit(0.5)
    assert leaving.bar.value() == 500
    assert made(hands) == []
    lane.go()
    hands.qtbot.waitUntil(lambda: not hands.window.isVisible())
    assert len(made(hands)) == 1


@pytest.mark.parametrize("hands", [Lanes], indirect=True)
def test_whoever_leaves_keeps_nothing_half(hands: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    hands.sign_in("ani")
    window, begun, pause = hands.window, Event(), Event()
    back_up = backups.back_up

    def slow(*values: Any, progress: Any, **named: Any) -> Path:
        begun.set()
        while progress(0.1):
            pause.wait(0.01)
        return back_up(*values, progress=progress, **named)

    monkeypatch.setattr(backups, "back_up", slow)
    window.close()
    hands.qtbot.waitUntil(begun.is_set)
    assert window.isVisible()
    window._leaving.leave_button.click()
    hands.qtbot.waitUntil(lambda: not window.isVisible())
    assert list((hands.folder / "backups").iterdir()) == []


def test_who_closes_the_window_hears_what_was_not_backed_up(hands: Hands, tmp_path: Path) -> None:
    with_second(hands, tmp_path / "flash")
    hands.sign_in("ani")
    hands.window.close()
    assert hands.window.isVisible()
    leaving = hands.window._leaving
    assert "plug the disk in" in leaving.detail.text()
    assert len(made(hands)) == 1
    leaving.again_button.click()
    assert "plug the disk in" in leaving.detail.text()
    (tmp_path / "flash").mkdir()
    leaving.again_button.click()
    hands.qtbot.waitUntil(lambda: not hands.window.isVisible())
    assert len(list(backup.made(tmp_path / "flash"))) == 1


def test_a_locked_window_backs_up_too(hands: Hands) -> None:
    hands.sign_in("ani")
    hands.window.lock()
    hands.close()
    assert len(made(hands)) == 1


def test_the_sign_in_page_closes_at_once(hands: Hands) -> None:
    hands.close()
    assert made(hands) == []
