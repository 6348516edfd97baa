"""What the hall sees and hears: the display, the self-service screen, the voice."""

from __future__ import annotations

import sys
import wave
from collections.abc import Iterator
from enum import Enum
from io import BytesIO
from pathlib import Path
from typing import Any, ClassVar

import msgspec
import pytest
from PySide6.QtCore import QObject, QPoint, QSize, Qt, QUrl, Signal
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from workshop import Workshop

from counter_app import config, voice
from counter_app.i18n import set_language
from counter_app.ui.hall.boards import BLINK, BLINKS, COUNTER, NUMBER
from counter_app.ui.hall.calls import Calls
from counter_app.ui.hall.display import Display
from counter_app.ui.hall.hall import HallSide
from counter_app.ui.hall.letters import CAPITAL, DOT, Letters, size_for
from counter_app.ui.hall.notices import pages
from counter_app.ui.hall.self_service import SelfService
from counter_app.ui.hall.speaker import Loudspeaker
from counter_app.ui.parts.prompt import Prompt
from counter_app.ui.workplace import Workplace

Key = Qt.Key
SIZES = (QSize(1366, 768), QSize(1920, 1080))


class Listener:
    """A loudspeaker that keeps what it was given."""

    def __init__(self) -> None:
        self.heard: list[tuple[bytes, int]] = []
        self.hushed = 0

    def say(self, wav: bytes, volume: int) -> None:
        self.heard.append((wav, volume))

    def hush(self) -> None:
        self.hushed += 1


class Stage:
    """A desk with its hall."""

    def __init__(self, workshop: Workshop, desk: QWidget) -> None:
        self.workshop, self.desk, self.counter = workshop, desk, workshop.counter
        self.ears = Listener()
        self.hall = HallSide(desk, self.ears)
        self.locks: list[bool] = []
        self.hall.lock.connect(lambda: self.locks.append(True))
        self.place: Workplace = workshop.place()
        self.hall.attach(self.place)

    def want(self, what: str) -> None:
        self.place.hall.emit(what)

    def give(self, *groups: str) -> None:
        for group in groups:
            self.counter.clock.advance(minutes=1)
            self.counter.run("issue_ticket", group=group)

    def call(self) -> str:
        self.counter.clock.advance(minutes=1)
        return str(self.counter.run("call_next").ids["ticket"])

    @property
    def display(self) -> Display:
        assert self.hall.display is not None
        return self.hall.display

    @property
    def touch(self) -> SelfService:
        assert self.hall.self_service is not None
        return self.hall.self_service

    def words(self, top: QWidget) -> list[str]:
        return [one.words for one in top.findChildren(Letters) if one.isVisible() and one.words]


@pytest.fixture
def stage(workshop: Workshop, qtbot: Any) -> Iterator[Stage]:
    desk = QWidget()
    qtbot.addWidget(desk)
    desk.show()
    found = Stage(workshop, desk)
    yield found
    found.hall.close()


@pytest.fixture
def shown(stage: Stage) -> Stage:
    stage.want("display")
    return stage


@pytest.fixture
def touched(stage: Stage) -> Stage:
    stage.want("self_service")
    return stage


def tap(button: QPushButton) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))


# the display


def test_a_key_opens_the_display_and_the_next_start_finds_it_open(shown: Stage) -> None:
    assert shown.display.isVisible()
    assert config.load(shown.place.folder).hall.display
    shown.want("display")
    assert shown.hall.display is None
    assert not config.load(shown.place.folder).hall.display


def test_a_display_that_was_left_open_opens_with_the_next_one_who_works(stage: Stage) -> None:
    kept = msgspec.structs.replace(stage.place.config, hall=config.Hall(display=True))
    config.save(stage.place.folder, kept)
    stage.hall.detach()
    stage.hall.attach(stage.workshop.place("siti"))
    assert stage.display.isVisible()


def test_the_called_number_its_counter_and_the_calls_before_are_seen(shown: Stage) -> None:
    shown.give("A", "B", "A")
    for _number in range(3):
        shown.call()
    called = shown.display.called
    assert (called.number.words, called.counter.words) == ("A002", "Counter 1")
    assert [row[0].words for row in shown.display.last.rows] == ["B001", "A001", "", "", ""]
    assert [count.words for _label, count in shown.display.waiting.cells.values()] == ["0"] * 7


def test_before_the_first_call_the_display_says_so(shown: Stage) -> None:
    words = shown.words(shown.display)
    assert "No number was called yet" in words
    assert "Kecamatan Seberang Ulu II" in words


def test_a_closed_office_says_when_it_opens(shown: Stage) -> None:
    shown.counter.clock.set("2026-04-06T17:00")
    shown.hall.refresh()
    assert {"The office is closed", "Open again on Tuesday, 7 April 2026 at 07:30"} <= {
        *shown.words(shown.display)
    }


def test_a_break_and_a_closed_counter_are_told(shown: Stage) -> None:
    shown.give("A")
    ticket = shown.call()
    shown.counter.run("finish_ticket", ticket=ticket)
    shown.counter.clock.advance(minutes=1)
    shown.counter.run("pause_counter", reason="salat")
    assert "A short break" in shown.words(shown.display)
    assert "salat" not in " ".join(shown.words(shown.display))
    shown.counter.clock.advance(minutes=1)
    shown.counter.run("close_counter")
    assert "The counter is closed for today" in shown.words(shown.display)


def test_a_new_call_stands_out_calmly_and_then_rests(shown: Stage, qtbot: Any) -> None:
    shown.give("A")
    shown.call()
    called = shown.display.called
    assert called.property("tone") == "calling"
    assert BLINK * 2 >= 1000  # a whole change takes longer than a second: nobody is harmed by flashes
    for _change in range(BLINKS):
        called._on_blink()
    assert called.still
    assert called.property("tone") == "calling"
    called.rest()
    assert called.property("tone") == ""


def test_a_recall_of_an_older_number_stands_large_again(shown: Stage) -> None:
    shown.give("A", "B")
    first, second = shown.call(), shown.call()
    shown.counter.run("call_ticket", ticket=first)
    assert shown.display.called.number.words == "A001"
    shown.counter.run("call_ticket", ticket=second)
    assert shown.display.called.number.words == "B001"


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("size", SIZES)
def test_letters_are_as_high_as_eight_metres_ask_for_and_nothing_is_cut(
    stage: Stage, size: QSize, language: Any
) -> None:
    set_language(language)
    stage.want("display")
    stage.counter.run("receive_blangko", kind="ktp_el", quantity=1240, letter="470/12/DKPS")
    stage.counter.run("record_disruption", by="siti", what="siak", note="")
    stage.counter.run("change_settings", by="siti", settings={"notices": ["Layanan gratis. " * 18]})
    stage.give(*"AABBCCDDEEFFGG")
    for _number in range(6):
        stage.call()
    stage.display.resize(QSize(1920, 1080))
    QApplication.processEvents()
    stage.display.resize(size)
    QApplication.processEvents()
    assert stage.display.size() == size
    seen = [one for one in stage.display.findChildren(Letters) if one.isVisible()]
    assert [one.words for one in seen if one.cut] == []
    called = stage.display.called
    dot = DOT * 1920 / size.width()  # the same 32 inches
    assert called.number.size_now * CAPITAL * dot >= 55  # mm: eleven metres, where all else is shown too
    assert called.counter.size_now * CAPITAL * dot >= 39.5
    assert size_for(COUNTER) == pytest.approx(149, abs=1)
    assert NUMBER > COUNTER


def test_the_display_tells_no_name_and_no_nik(shown: Stage) -> None:
    shown.counter.accepted("ktp", name="Warga Rahasia")
    shown.give("A")
    shown.call()
    words = " ".join(shown.words(shown.display))
    assert "Rahasia" not in words
    assert "1671" not in words


def test_stock_signers_and_disruptions_follow_the_work(shown: Stage) -> None:
    assert shown.display.stock.fact.words == "KTP-el none · KIA none · KK none"
    shown.counter.run("receive_blangko", kind="ktp_el", quantity=5, letter="1")
    shown.counter.run("record_disruption", by="siti", what="siak", note="")
    assert shown.display.stock.fact.words.startswith("KTP-el 5 ·")
    assert shown.display.signs.fact.words == "Hasan Basri"
    assert "SIAK" in shown.display.trouble.words.words


def test_the_display_stays_when_the_desk_changes_hands(shown: Stage) -> None:
    shown.hall.detach()
    assert shown.display.isVisible()
    assert "The counter is not open at the moment" in shown.words(shown.display)
    shown.hall.attach(shown.workshop.place("siti"))
    assert "No number was called yet" in shown.words(shown.display)


def test_escape_asks_before_the_display_goes(shown: Stage, qtbot: Any) -> None:
    display = shown.display
    QTest.keyClick(display, Key.Key_Escape)
    prompt = display.findChild(Prompt)
    assert prompt is not None
    QTest.keyClick(prompt, Key.Key_Escape)
    assert display.isVisible()
    QTest.keyClick(display, Key.Key_Escape)
    next(one for one in display.findChildren(Prompt) if one.isVisible()).accept_button.click()
    assert shown.hall.display is None
    assert not config.load(shown.place.folder).hall.display


def test_another_look_keeps_the_display_open(shown: Stage) -> None:
    before = shown.display
    set_language("id")
    shown.hall.dress()
    assert shown.display is not before
    assert "Belum ada nomor yang dipanggil" in shown.words(shown.display)


# notices


def wide(words: str) -> float:
    return float(len(words))


def test_a_long_notice_is_shown_in_parts_broken_between_words() -> None:
    assert pages("Semua layanan gratis hari ini", 15, wide) == ["Semua layanan", "gratis hari ini"]
    assert pages("pendek", 15, wide) == ["pendek"]
    assert pages("", 15, wide) == []
    assert pages("x" * 32, 15, wide) == ["x" * 15, "x" * 15, "xx"]
    assert pages("ab", 0, wide) == ["a", "b"]


def test_the_pages_of_the_notices_follow_each_other(shown: Stage) -> None:
    shown.counter.run("change_settings", by="siti", settings={"notices": ["Gratis", "Tutup Jumat"]})
    notices = shown.display.notices
    assert (notices.line.words, notices.count.words) == ("Gratis", "1/2")
    notices._on_page()
    assert notices.line.words == "Tutup Jumat"
    shown.hall.refresh()
    assert notices.line.words == "Tutup Jumat"  # who reads is not sent back
    shown.counter.run("change_settings", by="siti", settings={"notices": []})
    assert not notices.isVisible()


# which calls are new


def row(ticket: str, called: str = "t1", calls: int = 1, *, here: bool = True) -> dict[str, Any]:
    return {"ticket": ticket, "called": called, "calls": calls, "counter": "L1", "here": here}


def test_what_was_called_before_the_start_is_no_news() -> None:
    calls = Calls()
    assert calls.take([row("A1")]) == []
    assert [one["ticket"] for one in calls.take([row("A2", "t2"), row("A1")])] == ["A2"]
    assert calls.take([row("A2", "t2"), row("A1")]) == []


def test_two_calls_in_one_answer_are_told_in_their_order() -> None:
    calls = Calls()
    calls.take([])
    assert [one["ticket"] for one in calls.take([row("A2", "t2"), row("A1")])] == ["A1", "A2"]


def test_the_end_of_a_service_is_no_call() -> None:
    calls = Calls()
    calls.take([row("A1")])
    assert calls.take([row("A1", here=False)]) == []


# the voice


def test_a_call_and_a_recall_at_this_counter_are_heard(stage: Stage) -> None:
    stage.give("A", "B")
    ticket = stage.call()
    stage.counter.run("call_ticket", ticket=ticket)
    assert stage.ears.heard == [(voice.spoken("A001", "L1"), 80)] * 2
    with wave.open(BytesIO(stage.ears.heard[0][0])) as said:
        assert said.getnframes() > 5 * said.getframerate()


def test_a_call_at_another_counter_is_seen_and_not_heard(stage: Stage) -> None:
    elsewhere = msgspec.structs.replace(stage.place.config, code="L2")
    stage.place.keep(elsewhere)
    stage.give("A")
    stage.call()
    assert stage.ears.heard == []


def test_one_key_mutes_and_speaks_again(stage: Stage) -> None:
    stage.give("A", "B", "C")
    stage.want("voice")
    stage.call()
    assert stage.ears.heard == []
    assert stage.ears.hushed
    stage.want("voice")
    stage.call()
    assert len(stage.ears.heard) == 1
    quiet = msgspec.structs.replace(stage.place.config, voice=config.Voice(volume=0))
    stage.place.keep(quiet)
    stage.call()
    assert len(stage.ears.heard) == 1


def test_calls_of_before_are_not_heard_again_by_whoever_comes_next(stage: Stage) -> None:
    stage.give("A")
    stage.call()
    stage.hall.detach()
    stage.hall.attach(stage.workshop.place("siti"))
    assert len(stage.ears.heard) == 1


# the self-service screen


def test_two_touches_give_a_number_and_its_paper(touched: Stage) -> None:
    touch = touched.touch
    tap(touch.groups.choices[1])
    assert touch.pages.currentWidget() is touch.grounds
    tap(touch.grounds.choices[0])
    assert touch.told.number.words == "B001"
    assert touch.told.detail.words == "Please take your paper."
    assert len(touched.workshop.tray.printed) == 1
    assert touched.counter.ask("queue")["waiting"][0]["class"] == "regular"
    touch.begin()
    assert touch.pages.currentWidget() is touch.groups


def test_priority_is_given_with_its_ground(touched: Stage) -> None:
    touch = touched.touch
    for place, ground in enumerate(("elderly", "disability", "pregnant", "infant"), 1):
        tap(touch.groups.choices[0])
        tap(touch.grounds.choices[place])
        entry = touched.counter.desk().value(
            "SELECT ground FROM ticket ORDER BY issued DESC, id DESC LIMIT 1"
        )
        assert entry == ground
        touch.begin()


def test_a_jam_shows_the_number_to_be_noted(touched: Stage) -> None:
    touched.workshop.tray.jammed = True
    touch = touched.touch
    tap(touch.groups.choices[0])
    tap(touch.grounds.choices[0])
    assert touch.told.number.words == "A001"
    assert touch.told.detail.words == "Please note this number: no paper came out."


def test_a_printer_that_says_nothing_is_not_waited_for(touched: Stage) -> None:
    touch = touched.touch
    tap(touch.groups.choices[0])
    tap(touch.grounds.choices[0])
    touch._printer.timeout.emit()
    assert touch.told.detail.words == "Please note this number: no paper came out."


def test_a_second_touch_gives_no_second_number(touched: Stage) -> None:
    touch = touched.touch
    tap(touch.groups.choices[0])
    touch._on_ground("")
    touch._on_ground("")
    assert len(touched.counter.ask("queue")["waiting"]) == 1


def test_who_leaves_in_the_middle_leaves_the_first_step_to_the_next(touched: Stage) -> None:
    touch = touched.touch
    tap(touch.switch)
    tap(touch.groups.choices[0])
    assert touch._home.isActive()
    touch._home.timeout.emit()
    assert touch.pages.currentWidget() is touch.groups
    assert touch.groups.title.words == "What do you come for?"  # the counter's own language


def test_both_languages_stand_on_a_button_and_one_touch_turns_them(touched: Stage) -> None:
    touch = touched.touch
    choice = touch.groups.choices[1]
    first = choice.words.words, choice.other.words
    tap(touch.switch)
    assert (choice.other.words, choice.words.words) == first
    assert set(first) == {"Kartu Keluarga", "Family card"}


def test_no_key_and_no_closing_leads_into_the_program(touched: Stage) -> None:
    touch = touched.touch
    for key in (Key.Key_Escape, Key.Key_F1, Key.Key_F9, Key.Key_Return, Key.Key_Tab, Key.Key_Space):
        QTest.keyClick(touch, key)
    assert not touch.close()
    assert touch.isVisible()
    assert touched.counter.ask("queue")["waiting"] == []
    assert touch.way_out.words == "For officers: Ctrl+L, then the password"
    touched.locks.clear()
    QTest.keyClick(touch, Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert touched.locks == [True]  # to the page that asks for the password
    assert touched.hall.self_service is None


def test_on_the_only_screen_the_desk_is_locked_behind_it(touched: Stage) -> None:
    assert touched.locks == [True]
    assert touched.touch.isFullScreen()


def test_nobody_signed_in_and_a_closed_counter_give_no_numbers(touched: Stage) -> None:
    touch = touched.touch
    touched.give("A")
    touched.call()
    touched.counter.run("finish_ticket", ticket=touched.counter.ask("queue")["serving"][0]["ticket"])
    touched.counter.clock.advance(minutes=1)
    touched.counter.run("close_counter")
    assert touch.told.head.words == "No numbers are given at the moment"
    touched.counter.clock.advance(minutes=1)
    touched.counter.run("open_counter")
    assert touch.pages.currentWidget() is touch.groups
    touched.hall.detach()
    assert touch.pages.currentWidget() is touch.told
    touched.hall.attach(touched.workshop.place("camat"))
    assert touch.pages.currentWidget() is touch.told  # the camat gives no numbers
    touched.hall.attach(touched.workshop.place("siti"))
    assert touch.pages.currentWidget() is touch.groups


def test_a_refusal_sends_the_citizen_to_the_counter(touched: Stage) -> None:
    touch, said = touched.touch, []
    touched.place.said.connect(lambda words, tone: said.append(tone))
    tap(touch.groups.choices[0])
    touched.counter.clock.advance(days=-2)  # a clock that fell back stops writing
    tap(touch.grounds.choices[0])
    assert touch.told.head.words == "Please ask at the counter."
    assert said == ["bad"]


@pytest.mark.parametrize("size", SIZES)
def test_nothing_is_cut_on_the_self_service_screen(touched: Stage, size: QSize) -> None:
    touch = touched.touch
    touch.resize(size)
    for act in (lambda: None, lambda: tap(touch.groups.choices[0]), lambda: tap(touch.grounds.choices[0])):
        act()
        QApplication.processEvents()
        seen = [one for one in touch.findChildren(Letters) if one.isVisible()]
        assert [one.words for one in seen if one.cut] == []
    touch.begin()
    QApplication.processEvents()
    assert min(choice.height() for choice in touch.groups.choices) >= 96  # a thumb finds it


# settings and the window


def test_the_settings_keep_screens_voice_and_recordings(at: Any, tmp_path: Any) -> None:
    hand = at("hall")
    section = hand.section
    section.display.setChecked(True)
    section.volume.setValue(35)
    hand.type(section.folder.line, "suara kami")
    hand.save()
    kept = config.load(hand.workshop.folder)
    assert (kept.hall.display, kept.voice.volume, kept.voice.folder) == (True, 35, "suara kami")
    assert not section.unsaved


def test_a_key_pressed_elsewhere_is_seen_in_the_settings(at: Any) -> None:
    hand = at("hall")
    place = hand.frame.place
    place.keep(msgspec.structs.replace(place.config, hall=config.Hall(display=True)))
    assert hand.section.display.isChecked()


def test_listen_plays_what_is_chosen_before_it_is_saved(stage: Stage) -> None:
    stage.place.heard.emit(35, "")
    assert stage.ears.heard == [(voice.spoken("A012", "L1"), 35)]


def test_notices_are_written_one_a_line(at: Any) -> None:
    hand = at("notices")
    hand.section.notices.setPlainText("  Gratis \n\nTutup Jumat\n")
    hand.save()
    assert hand.settings()["notices"] == ["Gratis", "Tutup Jumat"]


def test_the_keys_of_the_frame_reach_the_hall(workshop: Workshop) -> None:
    frame = workshop.frame("siti", "settings")
    workshop.qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    wanted: list[str] = []
    frame.place.hall.connect(wanted.append)
    held = Qt.KeyboardModifier.ControlModifier
    shift = held | Qt.KeyboardModifier.ShiftModifier
    for key, modifiers in ((Key.Key_H, held), (Key.Key_H, shift), (Key.Key_G, held)):
        QTest.keyClick(QApplication.focusWidget(), key, modifiers)
    assert wanted == ["display", "self_service", "voice"]


# the loudspeaker


class Effect(QObject):
    """A sound that ends when a test says so."""

    class Status(Enum):
        Null, Error = 0, 3

    playingChanged, statusChanged = Signal(), Signal()
    made: ClassVar[list[Effect]] = []

    def __init__(self) -> None:
        super().__init__()
        self.playing, self.state, self.url, self.volume = False, Effect.Status.Null, QUrl(), 0.0
        Effect.made.append(self)

    def setVolume(self, volume: float) -> None:
        self.volume = volume

    def setSource(self, url: QUrl) -> None:
        self.url = url

    def source(self) -> QUrl:
        return self.url

    def play(self) -> None:
        self.playing = True

    def stop(self) -> None:
        self.playing = False
        self.playingChanged.emit()

    def isPlaying(self) -> bool:
        return self.playing

    def status(self) -> Effect.Status:
        return self.state

    def fail(self) -> None:
        self.state = Effect.Status.Error
        self.statusChanged.emit()


class Loud(Loudspeaker):
    """A loudspeaker on a machine with sound."""

    def _has_sound(self) -> bool:
        return True

    def _new_effect(self) -> Any:
        return Effect()


@pytest.fixture
def loud(qapp: Any) -> Loud:
    Effect.made.clear()
    return Loud()


def test_two_calls_do_not_overlap(loud: Loud) -> None:
    loud.say(b"first", 80)
    loud.say(b"second", 50)
    first = Effect.made[0]
    file = Path(first.url.toLocalFile())
    assert (len(Effect.made), file.read_bytes(), first.volume) == (1, b"first", 0.8)
    first.stop()
    assert not file.exists()
    assert Path(Effect.made[1].url.toLocalFile()).read_bytes() == b"second"
    first.stop()
    first.statusChanged.emit()
    assert Effect.made[1].playing


def test_a_sound_that_fails_or_never_ends_holds_up_no_other(loud: Loud) -> None:
    for word in (b"first", b"second", b"third"):
        loud.say(word, 80)
    Effect.made[0].fail()
    assert len(Effect.made) == 2
    loud._patience.timeout.emit()
    assert len(Effect.made) == 3


def test_hush_stops_and_forgets(loud: Loud) -> None:
    loud.say(b"first", 80)
    loud.say(b"second", 80)
    loud.hush()
    assert [one.playing for one in Effect.made] == [False]
    loud.say(b"third", 80)
    assert Effect.made[-1].playing


def test_a_machine_that_has_no_sound_is_silent(qapp: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "PySide6.QtMultimedia", None)
    Loudspeaker().say(voice.spoken("A012", "L1"), 80)
