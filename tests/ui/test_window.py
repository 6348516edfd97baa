"""The window itself: sign in, lock, change of staff, a close in the middle of an errand, another look."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest
from hands import Hands, Key, Modifier
from program import PASSWORDS
from PySide6.QtCore import QEvent, QObject
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from counter_app import bootstrap, config
from counter_app.i18n import language
from counter_app.office.commands.queue import IssueTicket
from counter_app.storage import backup, vault
from counter_app.storage.files import NotWritten
from counter_app.ui import theme, warming
from counter_app.ui import window as window_module
from counter_app.ui.background import Lanes
from counter_app.ui.errand.draft import Draft, encode
from counter_app.ui.help import KeySheet, PageHelp
from counter_app.ui.parts.prompt import Prompt
from counter_app.ui.screens import SCREENS, Entry
from counter_app.ui.sign_in import SignIn

NIK = "1671035506900001"


class Strays(QObject):
    """Notes every window that is shown: a part shown before it has its place flashes as one."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.seen.append(f"{type(watched).__name__} {watched.accessibleName()}")
        return False


def test_a_wrong_password_is_told_and_the_right_one_opens_the_counter(hands: Hands) -> None:
    hands.sign_in("ani", "loket dua")
    assert isinstance(hands.page, SignIn)
    assert hands.page.notice.words == "That is not the password of Ani: try again."
    assert hands.page.password.selectedText() == "loket dua"
    hands.type(PASSWORDS["ani"])
    hands.press(Key.Key_Return)
    assert hands.page is hands.window.frame
    assert hands.window.place.staff.name == "Ani"
    assert hands.errand.citizen.nik.hasFocus()
    assert hands.window.windowTitle().startswith("Counter L1")


@pytest.mark.parametrize("hands", [Lanes], indirect=True)
def test_enter_pressed_twice_is_one_try(hands: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    tries: list[str] = []
    enter = bootstrap.enter

    def counted(folder: Path, staff: str, password: str, **more: Any) -> Any:
        tries.append(password)
        return enter(folder, staff, password, **more)

    monkeypatch.setattr(bootstrap, "enter", counted)
    hands.page.password.setFocus()
    hands.type("wrong")
    for _press in range(2):
        QTest.keyClick(hands.page.password, Key.Key_Return)
    hands.settle()
    assert tries == ["wrong"]


def test_whoever_signed_in_last_stands_there_the_next_time(hands: Hands) -> None:
    assert hands.page.names.currentData() != "camat"
    hands.sign_in("camat")
    hands.window.leave()
    assert hands.page.names.currentData() == "camat"
    assert hands.page.password.hasFocus()


def test_a_disk_that_takes_no_note_keeps_nobody_out(hands: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_values: Any) -> None:
        raise NotWritten(Path("counter.toml"), "No space left on device")

    monkeypatch.setattr(config, "save", full)
    hands.sign_in("ani")
    assert hands.page is hands.window.frame


def test_f1_helps_before_anybody_signed_in(hands: Hands) -> None:
    hands.press(Key.Key_F1)
    assert hands.page.findChild(PageHelp) is not None
    hands.press(Key.Key_Escape)
    hands.settle()
    assert hands.page.findChild(PageHelp) is None
    assert hands.page.password.hasFocus()


def test_every_screen_is_loaded_while_the_password_is_typed(monkeypatch: pytest.MonkeyPatch) -> None:
    loaded: list[str] = []
    monkeypatch.setattr(Entry, "load", lambda entry: loaded.append(entry.name))
    warming.screens(lambda: False)
    assert loaded == [entry.name for entry in SCREENS]
    warming.screens(lambda: True)
    assert len(loaded) == len(SCREENS)


def test_the_password_takes_the_first_key_and_is_never_seen(hands: Hands) -> None:
    assert hands.page.password.hasFocus()
    hands.type("loket")
    assert "loket" not in hands.page.password.displayText()


def test_arrows_go_through_the_names_and_enter_goes_on_to_the_password(hands: Hands) -> None:
    hands.page.names.setFocus()
    hands.press(Key.Key_Down)
    hands.press(Key.Key_Down)
    assert hands.page.names.currentData() == "camat"
    hands.press(Key.Key_Return)
    assert hands.page.password.hasFocus()


def test_a_forgotten_password_is_replaced_with_the_recovery_key(hands: Hands, recovery: list[str]) -> None:
    hands.page.names.setCurrentIndex(hands.page.names.findData("ani"))
    hands.press(Key.Key_F, Modifier.AltModifier)
    hands.type("XXXXX")
    for words in ("loket baru", "loket batu"):
        hands.press(Key.Key_Tab)
        hands.type(words)
    hands.press(Key.Key_Return)
    prompt = hands.page.findChild(Prompt)
    assert prompt.notice.words == "The two passwords differ. Type the same one twice."
    prompt.editor("key").setText(recovery[0])
    prompt.editor("again").setText("loket baru")
    hands.press(Key.Key_Return)
    assert hands.page.notice.words == "The new password is in force from now on."
    assert hands.page.password.hasFocus()
    hands.sign_in("ani", "loket baru")
    assert hands.page is hands.window.frame


def test_each_role_begins_with_its_own_screen(hands: Hands) -> None:
    for by, screen in (("siti", "errand"), ("tono", "settings")):
        hands.sign_in(by)
        assert hands.window.frame.name == screen
        hands.window.leave()


@pytest.mark.parametrize("by", ["siti", "ani", "camat"])
def test_no_part_of_a_screen_is_a_window_of_its_own_for_a_moment(hands: Hands, by: str) -> None:
    hands.sign_in(by)
    strays = Strays()
    QApplication.instance().installEventFilter(strays)
    for entry in hands.window.frame.entries:
        hands.window.frame.show_screen(entry.name)
        hands.settle()
    for _section in range(11):
        hands.press(Key.Key_PageDown, Modifier.ControlModifier)
    QApplication.instance().removeEventFilter(strays)
    assert strays.seen == []


def test_a_lock_keeps_the_work_on_screen_and_the_focus_where_it_was(hands: Hands) -> None:
    hands.sign_in()
    errand = hands.errand
    errand.citizen.name.setFocus()
    hands.type("Dewi Sartika")
    hands.press(Key.Key_L, Modifier.ControlModifier)
    assert isinstance(hands.page, SignIn)
    assert hands.page.names.currentData() == "ani"
    assert hands.page.password.hasFocus()
    hands.sign_in()
    assert hands.errand is errand
    assert errand.citizen.name.text() == "Dewi Sartika"
    assert errand.citizen.name.hasFocus()


def test_keys_do_nothing_to_the_work_behind_a_lock(hands: Hands) -> None:
    hands.sign_in()
    hands.press(Key.Key_L, Modifier.ControlModifier)
    hands.press(Key.Key_2, Modifier.ControlModifier)
    hands.press(Key.Key_F8)
    assert hands.window.frame.name == "errand"
    assert isinstance(hands.page, SignIn)


def test_somebody_else_after_a_lock_gets_screens_of_their_own(hands: Hands) -> None:
    hands.sign_in("ani")
    hands.errand.citizen.name.setFocus()
    hands.type("Dewi Sartika")
    hands.press(Key.Key_L, Modifier.ControlModifier)
    hands.sign_in("siti")
    assert hands.window.place.staff.role == "supervisor"
    assert hands.errand.citizen.name.text() == ""
    hands.press(Key.Key_L, Modifier.ControlModifier)
    hands.sign_in("ani")
    assert hands.errand.citizen.name.text() == "Dewi Sartika"


def test_staff_change_without_a_restart(hands: Hands) -> None:
    hands.sign_in("ani")
    hands.window.frame.left.emit()
    assert isinstance(hands.page, SignIn)
    assert hands.window.place is None
    hands.sign_in("siti")
    assert hands.window.place.staff.name == "Siti Rahma"


def test_an_idle_window_locks_itself(hands: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(window_module, "MINUTE", 0)
    hands.sign_in()
    hands.qtbot.waitUntil(lambda: isinstance(hands.page, SignIn))
    assert hands.page.names.currentData() == "ani"


def test_every_key_puts_the_lock_off(hands: Hands) -> None:
    hands.sign_in()
    hands.window.idle.start(5 * 60_000)
    QTest.keyClick(hands.window.windowHandle(), Key.Key_Shift)
    assert hands.window.idle.remainingTime() > 9 * 60_000


def test_a_window_that_is_closed_in_the_middle_of_an_errand_goes_on_there(hands: Hands) -> None:
    hands.sign_in()
    hands.type(NIK)
    hands.press(Key.Key_Return)
    hands.type("Dewi Sartika")
    hands.close()
    hands.start()
    hands.sign_in()
    assert hands.errand.citizen.name.text() == "Dewi Sartika"
    assert hands.errand.draft.nik == NIK


def test_who_types_before_an_unfinished_errand_is_back_finds_it_put_aside(hands: Hands) -> None:
    hands.sign_in()
    book = hands.errand.book
    hands.errand.citizen.name.setFocus()
    hands.type("Dewi Sartika")
    book._on_loaded(encode([Draft(visit="earlier", name="Kemas Hidayat")]))
    assert book.draft.name == "Dewi Sartika"
    assert [one.name for one in book.parked] == ["Kemas Hidayat"]
    hands.close()
    hands.start()
    hands.sign_in()
    assert [one.name for one in hands.errand.book.parked] == ["Kemas Hidayat"]


@pytest.mark.parametrize("changed", [{"theme": "dark"}, {"language": "id"}, {"text_size": "large"}])
def test_another_look_is_there_at_once_and_keeps_the_work(hands: Hands, changed: dict[str, Any]) -> None:
    hands.sign_in("siti")
    hands.type(NIK)
    frame, place = hands.window.frame, hands.window.place
    place.keep(msgspec.structs.replace(place.config, **changed))
    hands.settle()
    assert hands.page is hands.window.frame is not frame
    assert theme.now().name == changed.get("theme", "light")
    assert theme.now().scale == (1.15 if "text_size" in changed else 1.0)
    assert language() == changed.get("language", "en")
    assert hands.errand.draft.nik == NIK
    assert config.load(hands.folder) == place.config


def test_settings_that_the_disk_refuses_are_told_and_not_in_force(
    hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_values: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(config, "save", full)
    hands.sign_in("siti")
    place, said, kept = hands.window.place, [], []
    changed = msgspec.structs.replace(place.config, theme="dark")
    place.keep(changed, hands.window, lambda: kept.append(changed), said.append)
    place.keep(changed)
    assert len(said) == 1
    assert hands.window.frame.notice.words == str(said[0])
    assert (kept, place.config.theme) == ([], "light")


def test_the_disk_is_looked_at_for_backups_at_the_start_after_one_and_with_f5(
    hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[int] = []
    monkeypatch.setattr(backup, "newest", lambda *_places: looked.append(1))
    hands.sign_in()
    assert len(looked) == 1
    hands.window.place.ops.run(IssueTicket(group="A"), hands.window)
    hands.window.place.ops.changed.emit(frozenset({"application", "blangko"}))
    assert len(looked) == 1
    hands.press(Key.Key_F5)
    hands.window.place.backed_up.emit()
    assert len(looked) == 3


@pytest.mark.parametrize("hands", [Lanes], indirect=True)
def test_real_threads_take_a_citizen_from_sign_in_to_receipt(hands: Hands) -> None:
    hands.sign_in()
    errand = hands.errand
    hands.type(NIK)
    hands.press(Key.Key_Return)
    hands.type("Dewi Sartika")
    errand.service.setFocus()
    hands.type("surat pengantar")
    hands.press(Key.Key_Return)
    hands.qtbot.waitUntil(lambda: bool(errand.draft.papers))
    hands.press(Key.Key_F10)
    hands.press(Key.Key_F8)
    hands.qtbot.waitUntil(lambda: bool(hands.tray.printed))
    assert hands.tray.titles[0].startswith("Receipt for papers L1-20260406-0001")
    hands.press(Key.Key_L, Modifier.ControlModifier)
    hands.sign_in("siti")
    assert hands.errand.draft.empty


def test_a_vanished_office_is_told_and_not_a_crash(hands: Hands) -> None:
    for name in vault.NAMES:
        (hands.folder / name).unlink()
    hands.sign_in()
    assert "keys.json" in hands.page.what.detail.text()


def test_the_help_is_read_to_its_end_by_keys(hands: Hands) -> None:
    hands.sign_in("siti")
    hands.press(Key.Key_F1, Modifier.ControlModifier)
    sheet = hands.window.frame.findChild(KeySheet)
    bar = sheet.area.verticalScrollBar()
    assert bar.maximum() > 0
    hands.press(Key.Key_Down)
    assert 0 < bar.value() < bar.maximum()
    hands.press(Key.Key_End)
    assert bar.value() == bar.maximum()
    hands.press(Key.Key_Return)
    hands.settle()
    assert hands.window.frame.findChild(KeySheet) is None


def test_settings_that_are_not_saved_are_asked_about_when_the_window_closes(hands: Hands) -> None:
    hands.sign_in("siti")
    hands.window.frame.show_screen("settings")
    screen = hands.window.frame.screen_now
    screen.open("office")
    screen.section.phone.setFocus()
    hands.type("514021")
    assert not hands.window.close()
    prompt = hands.window.frame.findChild(Prompt)
    hands.press(Key.Key_Escape)
    hands.settle()
    assert hands.window.isVisible()
    assert not hands.window.close()
    prompt = hands.window.frame.findChild(Prompt)
    assert "not in force" in " ".join(label.text() for label in prompt.findChildren(QLabel))
    prompt.accept_button.click()
    hands.settle()
    assert not hands.window.isVisible()


def test_what_was_said_of_one_act_is_gone_once_another_begins(hands: Hands) -> None:
    hands.sign_in("siti")
    place, notice = hands.window.place, hands.window.frame.notice
    place.refuse("The printer did not take the paper.")
    place.ops.run(IssueTicket(group="A"), hands.window)
    assert notice.words == "The printer did not take the paper."  # the same key: what it wrote belongs to it
    QTest.keyClick(hands.window.windowHandle(), Key.Key_Shift)
    place.ops.run(IssueTicket(group="B"), hands.window)
    assert notice.words == ""
