"""What if: years played beside the work, the last comparison in the words of the paper."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from threading import Event
from typing import Any

import msgspec
import pytest
from hands import Hands
from played import PLAYED, tiny, usual
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from counter_app.simulation import kept, playing, scenario
from counter_app.storage.files import NotWritten
from counter_app.ui.background import Lanes
from counter_app.ui.parts.prompt import Prompt

Key = Qt.Key


def press(screen: Any, *keys: Any) -> None:
    screen.window().activateWindow()
    for key in keys:
        QApplication.processEvents()
        QTest.keyClick(QApplication.focusWidget() or screen, key)
    QApplication.processEvents()


@pytest.fixture
def apart(workshop: Any) -> Iterator[Callable[[], Any]]:
    """Return what opens a window whose lanes are threads; they end with the test."""
    places: list[Any] = []

    def frame(screen: str = "whatif") -> Any:
        found = workshop.frame("siti", screen, lanes=Lanes)
        places.append(found.place)
        return found

    yield frame
    for place in places:
        place.ops.closed = True
        place.ops.lanes.close()
    QApplication.processEvents()


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Return what is to be played; it is played at once."""
    found: list[Any] = []

    def compare_all(year: Any, changes: Any, repeat: int, watch: Any) -> Any:
        found.append((year.title, changes, repeat))
        watch(3, 10)
        return usual(repeat)

    monkeypatch.setattr(playing, "compare_all", compare_all)
    return found


@pytest.fixture
def endless(monkeypatch: pytest.MonkeyPatch) -> Event:
    """Return what is set as soon as years that never end were ended."""
    ended = Event()

    def compare_all(_year: Any, _changes: Any, _repeat: int, watch: Callable[[int, int], None]) -> Any:
        try:
            for n in range(10_000):
                watch(min(n, 9), 10)
                time.sleep(0.002)
        finally:
            ended.set()

    monkeypatch.setattr(playing, "compare_all", compare_all)
    return ended


def test_what_was_played_last_is_seen_at_once_in_the_words_of_the_paper(workshop):
    kept.keep(workshop.folder, usual())
    screen = workshop.screen("whatif", "siti")
    assert screen.result.when.text() == "Played on 6 April 2026 at 09:14"
    assert screen.result.played.title.text() == "A played year: these are not the figures of your office."
    assert screen.result.findings.told[0] == (
        "A deputy signs. Helps. 63 instead of 748 KK stay open at the end of the year."
    )
    assert screen.result.findings.told[-2].startswith("None of this moves the KTP")
    assert "A deputy signs 63" in screen.result.picture.accessibleName()
    assert screen.result.table.model().rowCount() == len(screen.sheet.rows)


def test_f9_plays_what_is_ticked_and_it_is_there_the_next_time(workshop, asked):
    screen = workshop.screen("whatif", "siti")
    assert screen.empty.title.text() == "No comparison was played yet."
    screen.choice.boxes["monthly"].setChecked(False)
    screen.choice.seeds.setValue(2)
    press(screen, Key.Key_F9)
    assert asked == [(scenario.load(scenario.SHIPPED).title, ["deputies", "whole-list", "no-favourites"], 2)]
    assert screen.sheet is not None
    assert workshop.screen("whatif", "camat").sheet.rows == screen.sheet.rows


def test_without_a_tick_nothing_is_played(workshop, asked):
    screen = workshop.screen("whatif", "siti")
    for box in screen.choice.boxes.values():
        box.setChecked(False)
    press(screen, Key.Key_F9)
    assert asked == []
    assert screen.choice.lasts.text() == "Tick at least one change."


def test_how_long_it_takes_is_told_from_the_last_time(workshop, monkeypatch):
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    screen = workshop.screen("whatif", "siti")
    assert screen.choice.lasts.text() == (
        "5 years to play, 2 at a time: about 6 minutes, on an old computer twice as long."
    )
    kept.keep(workshop.folder, msgspec.structs.replace(usual(), pace=60.0))
    screen.refresh()
    screen.choice.seeds.setValue(5)
    assert screen.choice.lasts.text() == ("25 years to play, 2 at a time: about 13 minutes on this computer.")


def test_the_camat_reads_prints_and_plays_nothing(workshop, asked):
    screen = workshop.screen("whatif", "camat")
    assert screen.empty.detail.text() == "A supervisor can play one."
    kept.keep(workshop.folder, usual())
    screen.refresh()
    press(screen, Key.Key_F9)
    assert asked == []
    press(screen, Key.Key_F8, Key.Key_Return)
    assert workshop.tray.titles == ["Years compared Seberang Ulu II, Palembang, 2017"]


def test_the_camat_begins_at_the_top(workshop):
    screen = workshop.screen("whatif", "camat")
    screen.window().resize(1366, 600)
    kept.keep(workshop.folder, usual(2))
    press(screen, Key.Key_F5)
    screen.result.table.setFocus()
    press(screen, Key.Key_F5)
    assert screen.result.area.verticalScrollBar().value() == 0


def test_a_clerk_does_not_see_it(workshop):
    assert "whatif" not in workshop.frame("ani")._rail_buttons


def test_a_damaged_comparison_is_a_word_and_another_takes_its_place(workshop, asked):
    (workshop.folder / kept.NAME).write_bytes(b"{")
    screen = workshop.screen("whatif", "siti")
    assert "can't be read any more and is left out" in screen.empty.title.text()
    press(screen, Key.Key_F9)
    assert screen.sheet is not None


def test_a_newer_one_of_the_command_line_is_seen_after_asking_again(workshop, asked):
    screen = workshop.screen("whatif", "siti")
    press(screen, Key.Key_F9)
    kept.keep(workshop.folder, msgspec.structs.replace(usual(), title="Plaju", at=PLAYED.replace(year=2027)))
    press(screen, Key.Key_F5)
    assert screen.result.title.text() == "Plaju"


def test_no_room_is_a_sentence_and_the_last_comparison_stays(workshop, monkeypatch):
    def refuse(*_given: Any) -> Any:
        raise playing.NoRoom("/tmp", 200_000_000, 40_000_000)

    monkeypatch.setattr(playing, "compare_all", refuse)
    kept.keep(workshop.folder, usual())
    frame = workshop.frame("siti", "whatif")
    press(frame.screen_now, Key.Key_F9)
    assert frame.notice.words.startswith("There is no room to play in /tmp: 200 MB are needed")
    assert frame.screen_now.sheet is not None
    assert not frame.screen_now.player.playing


def test_what_can_t_be_kept_is_seen_all_the_same(workshop, asked, monkeypatch):
    def refuse(folder: Any, _comparison: Any) -> None:
        raise NotWritten(folder / kept.NAME, "the disk is full")

    monkeypatch.setattr(kept, "keep", refuse)
    frame = workshop.frame("siti", "whatif")
    press(frame.screen_now, Key.Key_F9)
    assert "could not be kept" in frame.notice.words
    assert frame.screen_now.sheet is not None


def test_the_page_is_saved_as_it_is_seen(workshop, tmp_path, monkeypatch):
    kept.keep(workshop.folder, usual())
    screen = workshop.screen("whatif", "siti")
    names: list[str] = []

    def ask_path(_over: Any, _folder: Any, name: str, ending: str) -> Any:
        names.append(name + ending)
        return tmp_path / "page.pdf"

    monkeypatch.setattr("counter_app.ui.reports.outgoing.ask_path", ask_path)
    screen.pdf_button.click()
    assert names == ["Years compared Seberang Ulu II, Palembang, 2017.pdf"]
    assert (tmp_path / "page.pdf").read_bytes().startswith(b"%PDF")


def test_the_page_keys_go_down_and_up(workshop):
    kept.keep(workshop.folder, usual(2))
    screen = workshop.screen("whatif", "siti")
    bar = screen.result.area.verticalScrollBar()
    press(screen, Key.Key_PageDown)
    assert bar.value() > 0
    press(screen, Key.Key_PageUp)
    assert bar.value() == 0


def test_arrow_keys_in_the_table_keep_their_row_in_sight(workshop):
    kept.keep(workshop.folder, usual())
    screen = workshop.screen("whatif", "siti")
    screen.result.table.setFocus()
    press(screen, *[Key.Key_Down] * 12)
    assert screen.result.area.verticalScrollBar().value() > 0


def test_esc_asks_before_it_stops_and_the_counter_is_free_meanwhile(apart, qtbot, endless):
    frame = apart()
    screen = frame.screen_now
    press(screen, Key.Key_F9)
    qtbot.waitUntil(lambda: screen.choice.bar.value() == 9)
    assert screen.choice.told.text().startswith("9 of 10 working days played, about 1 minute left")
    assert screen.empty.detail.text().startswith("The years are being played.")
    frame.show_screen("errand")
    qtbot.waitUntil(lambda: frame.place.ops.waiting == 0)  # what the counter asks is answered
    assert screen.player.playing
    frame.show_screen("whatif")
    press(screen, Key.Key_Escape)
    assert not endless.is_set()
    press(screen.findChild(Prompt), Key.Key_Return)
    qtbot.waitUntil(lambda: not screen.player.playing)
    assert endless.is_set()
    assert frame.notice.words == ""
    assert screen.choice.start_button.hasFocus()


def test_who_is_elsewhere_hears_that_it_is_ready(apart, qtbot, monkeypatch):
    go_on = Event()
    monkeypatch.setattr(playing, "compare_all", lambda *_given: go_on.wait(5) and usual())
    frame = apart()
    screen = frame.screen_now
    press(screen, Key.Key_F9)
    frame.show_screen("dashboard")
    go_on.set()
    qtbot.waitUntil(lambda: not screen.player.playing)
    assert frame.notice.words == "The comparison of played years is ready: see What if."
    frame.show_screen("whatif")
    qtbot.waitUntil(lambda: screen.sheet is not None)


@pytest.mark.parametrize("hands", [Lanes], indirect=True)
def test_a_lock_lets_it_go_on_and_a_sign_out_ends_it(hands: Hands, qtbot, endless):
    hands.sign_in("siti")
    hands.window.frame.show_screen("whatif")
    hands.settle()
    player = hands.window.place.player
    press(hands.window.frame.screen_now, Key.Key_F9)
    qtbot.waitUntil(lambda: player.playing)
    hands.window.lock()
    QTest.qWait(30)
    assert player.playing
    assert not endless.is_set()
    hands.window.leave()
    assert endless.is_set()


@pytest.mark.parametrize("hands", [Lanes], indirect=True)
def test_closing_the_window_ends_it(hands: Hands, qtbot, endless):
    hands.sign_in("siti")
    hands.window.frame.show_screen("whatif")
    hands.settle()
    press(hands.window.frame.screen_now, Key.Key_F9)
    hands.close()
    assert endless.is_set()


def test_a_screen_that_is_built_meanwhile_shows_that_it_is_played(apart, qtbot, endless):
    frame = apart("dashboard")
    frame.place.player.play(["deputies"], 1)
    frame.show_screen("whatif")
    choice = frame.screen_now.choice
    assert choice.stop_button.isVisible()
    frame.place.player.stop()
    qtbot.waitUntil(lambda: not frame.place.player.playing)
    assert choice.start_button.isVisible()


def test_years_are_really_played_and_seen(apart, workshop, qtbot, monkeypatch):
    monkeypatch.setattr(scenario, "load", lambda _name: tiny())
    screen = apart().screen_now
    for change in ("whole-list", "monthly", "no-favourites"):
        screen.choice.boxes[change].setChecked(False)
    press(screen, Key.Key_F9)
    qtbot.waitUntil(lambda: screen.sheet is not None, timeout=60_000)
    assert screen.sheet.heads == ["Figure", "As it was", "A deputy signs"]
    assert kept.last(workshop.folder) == screen.player.comparison
