"""Restoring and salvaging in the windows: what would be lost is seen first, then it is all or nothing."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hands import Hands, Key, Modifier
from program import PASSWORDS
from PySide6.QtWidgets import QFileDialog, QLabel
from stories import Clock

from counter_app import bootstrap, config
from counter_app.care import rekey
from counter_app.office.commands.queue import IssueTicket
from counter_app.storage import backup, lock
from counter_app.ui.background import Lanes
from counter_app.ui.care import daily
from counter_app.ui.care.damaged import DamagedPage
from counter_app.ui.care.restoring import RestorePage
from counter_app.ui.parts.prompt import Prompt
from counter_app.ui.sign_in import SignIn


@pytest.fixture(autouse=True)
def late(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no timer begin a backup by itself."""
    monkeypatch.setattr(daily, "SOON", 3_600_000)


def enter(folder: Path, by: str = "siti") -> Any:
    return bootstrap.enter(folder, by, PASSWORDS[by], clock=Clock())


def back_up(folder: Path) -> Path:
    entered = enter(folder)
    made = bootstrap.back_up(folder, entered.office, entered.key)
    entered.office.close()
    return made


def write(folder: Path, times: int = 1) -> None:
    entered = enter(folder, "ani")
    for _time in range(times):
        entered.office.run(IssueTicket(group="A"), entered.staff)
    entered.office.close()


def damage(folder: Path) -> None:
    """Change bytes of every page but the first."""
    path = folder / "counter.db"
    data = bytearray(path.read_bytes())
    for at in range(5000, len(data), 4096):
        data[at] ^= 0xFF
    path.write_bytes(bytes(data))


def words(page: Any) -> str:
    return " ".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def opened(hands: Hands, by: str = "tono") -> Any:
    """Sign in and choose the only backup in the settings."""
    hands.sign_in(by)
    hands.window.frame.show_screen("settings", "backups")
    hands.settle()
    section = hands.window.frame.screen_now.section
    section.table.selectRow(0)
    return section


def test_the_list_says_why_a_backup_was_made_and_what_it_holds(hands: Hands, tmp_path: Path) -> None:
    back_up(hands.folder)
    settings = config.load(hands.folder)
    flash = tmp_path / "flash"
    config.save(hands.folder, msgspec.structs.replace(settings, second_backups=str(flash)))
    section = opened(hands)
    model = section.rows
    shown = [str(model.data(model.index(0, n))) for n in range(model.columnCount())]
    assert shown[1] == "asked for"
    assert int(shown[2]) > 1
    assert "not there now" in section.second_field.hint
    assert "14 days, 8 weeks and 12 months" in words(section)


def test_what_would_be_lost_is_seen_before_anything_happens(hands: Hands) -> None:
    back_up(hands.folder)
    write(hands.folder, 3)
    opened(hands).restore_button.click()
    hands.settle()
    page = hands.page
    assert isinstance(page, RestorePage)
    assert "3 entries would be lost" in words(page)
    assert [page.rows.rows[0].words, page.rows.rows[0].actor] == ["Ticket issued", "ani"]
    assert page.cancel.hasFocus()
    hands.press(Key.Key_Escape)
    assert hands.page is hands.window.frame
    assert config.load(hands.folder).code == "L1"


def test_a_restore_leads_to_the_sign_in_with_one_line(hands: Hands) -> None:
    back_up(hands.folder)
    write(hands.folder, 3)
    opened(hands).table.opened.emit(hands.window.frame.screen_now.section.table.current())
    hands.settle()
    hands.press(Key.Key_R, Modifier.AltModifier)
    hands.settle()
    assert isinstance(hands.page, SignIn)
    assert "now gives numbers as L1B" in hands.page.notice.words
    assert "lies in" in hands.page.notice.words
    hands.sign_in("siti")
    assert hands.window.frame.title.text() == "Counter L1B"


def test_another_window_stops_a_restore_until_it_is_closed(hands: Hands) -> None:
    back_up(hands.folder)
    other = enter(hands.folder, "ani")
    opened(hands).restore_button.click()
    hands.settle()
    hands.page.go.click()
    hands.settle()
    assert "open in another window" in hands.page.notice.words
    assert config.load(hands.folder).code == "L1"
    other.office.close()
    hands.page.go.click()
    hands.settle()
    assert isinstance(hands.page, SignIn)


def test_who_gives_up_after_that_signs_in_again(hands: Hands) -> None:
    back_up(hands.folder)
    other = enter(hands.folder, "ani")
    opened(hands).restore_button.click()
    hands.settle()
    hands.page.go.click()
    hands.settle()
    hands.page.cancel.click()
    other.office.close()
    assert isinstance(hands.page, SignIn)


def test_a_supervisor_asks_the_admin(hands: Hands) -> None:
    back_up(hands.folder)
    opened(hands, "siti").restore_button.click()
    hands.settle()
    assert "Ask: " in hands.page.notice.words
    assert not hands.page.go.isEnabled()


def test_a_backup_under_an_older_key_asks_for_the_password_of_that_day(hands: Hands) -> None:
    source = back_up(hands.folder)
    key = bootstrap.unlock(hands.folder, "tono", PASSWORDS["tono"])
    rekey.rekey(hands.folder, key, "tono", "kata yang baru", "siti left", clock=hands.clock())
    hands.sign_in("tono", "kata yang baru")
    hands.window.place.restoring.emit(source)
    hands.settle()
    page = hands.page
    assert "older key" in page.notice.words
    hands.type("salah sekali")
    hands.press(Key.Key_Return)
    assert "not the password" in page.notice.words
    hands.type(PASSWORDS["tono"])
    hands.press(Key.Key_Return)
    assert page.go.isEnabled()
    page.go.click()
    hands.settle()
    assert "passwords of that day" in hands.page.notice.words
    hands.sign_in("siti")


def test_an_idle_window_locks_what_is_looked_at_and_comes_back_to_it(hands: Hands) -> None:
    back_up(hands.folder)
    opened(hands).restore_button.click()
    hands.settle()
    page = hands.page
    hands.window.idle.timeout.emit()
    assert isinstance(hands.page, SignIn)
    hands.sign_in("tono")
    assert hands.page is page


def test_damaged_data_are_said_calmly_with_three_ways(hands: Hands) -> None:
    source = back_up(hands.folder)
    damage(hands.folder)
    hands.sign_in("tono")
    page = hands.page
    assert isinstance(page, DamagedPage)
    assert hands.window.windowTitle().startswith("The data can't be used")
    assert "The newest good backup" in words(page)
    assert str(source.parent) in words(page)
    assert page.restore.hasFocus()
    assert "counter-app" not in words(page)
    hands.press(Key.Key_F1)
    assert "power cut" in words(page)
    hands.press(Key.Key_Escape)
    assert page.restore.hasFocus()
    hands.press(Key.Key_Escape)
    assert isinstance(hands.page, SignIn)


def test_damaged_data_are_restored(hands: Hands) -> None:
    back_up(hands.folder)
    damage(hands.folder)
    hands.sign_in("tono")
    hands.press(Key.Key_Return)
    page = hands.page
    assert isinstance(page, RestorePage)
    page.cancel.click()
    assert isinstance(hands.page, DamagedPage)
    hands.press(Key.Key_Return)
    hands.page.go.click()
    hands.settle()
    assert "L1B" in hands.page.notice.words
    hands.sign_in("ani")
    assert hands.page is hands.window.frame


@pytest.mark.parametrize("hands", [Lanes], indirect=True)
def test_real_threads_restore_and_sign_in_again(hands: Hands) -> None:
    back_up(hands.folder)
    write(hands.folder, 2)
    opened(hands).restore_button.click()
    hands.settle()
    assert "2 entries would be lost" in words(hands.page)
    hands.page.go.click()
    assert not hands.page.cancel.isEnabled()
    hands.settle()
    assert "L1B" in hands.page.notice.words
    hands.sign_in("ani")
    assert hands.page is hands.window.frame


def test_damaged_data_are_salvaged(hands: Hands) -> None:
    back_up(hands.folder)
    write(hands.folder, 2)
    damage(hands.folder)
    hands.sign_in("tono")
    hands.page.salvage.click()
    hands.press(Key.Key_Escape)
    assert config.load(hands.folder).code == "L1"
    hands.page.salvage.click()
    hands.page.findChildren(Prompt)[-1].accept_button.click()
    hands.settle()
    assert isinstance(hands.page, SignIn)
    assert "saved" in hands.page.notice.words
    assert "L1B" in hands.page.notice.words


def test_only_who_looks_after_the_data_restores_damaged_ones(hands: Hands) -> None:
    back_up(hands.folder)
    damage(hands.folder)
    hands.sign_in("ani")
    hands.page.restore.click()
    hands.settle()
    assert "may not do this" in hands.page.notice.words
    assert not hands.page.go.isEnabled()
    hands.page.cancel.click()
    hands.page.salvage.click()
    hands.page.findChildren(Prompt)[-1].accept_button.click()
    hands.settle()
    assert "may not do this" in hands.page.notice.words
    assert config.load(hands.folder).code == "L1"


def test_a_backup_on_another_disk_is_chosen(
    hands: Hands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    flash = tmp_path / "flash"
    flash.mkdir()
    shutil.move(back_up(hands.folder), flash)
    damage(hands.folder)
    hands.sign_in("tono")
    page = hands.page
    assert not page.restore.isEnabled()
    assert page.other.hasFocus()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_values: str(tmp_path / "data"))
    page.other.click()
    hands.settle()
    assert "holds no backup" in hands.page.notice.words
    hands.page.cancel.click()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_values: str(flash))
    page.other.click()
    hands.settle()
    hands.page.go.click()
    hands.settle()
    assert "L1B" in hands.page.notice.words


def test_data_damaged_behind_a_lock_let_go_of_the_work(hands: Hands) -> None:
    back_up(hands.folder)
    hands.sign_in("tono")
    hands.window.lock()
    for name in ("keys.json", "keys-copy.json"):
        (hands.folder / name).unlink()
    shutil.rmtree(hands.folder / "backups")
    hands.sign_in("tono")
    assert isinstance(hands.page, DamagedPage)
    assert hands.window.place is None
    lock.alone(hands.folder).let_go()


def test_damage_that_is_found_after_a_power_cut_holds_no_lock(
    hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    from counter_app.care import opening
    from counter_app.storage.database import DatabaseDamaged

    def damaged(*_values: Any) -> str:
        raise DatabaseDamaged

    back_up(hands.folder)
    before = opening.enter
    monkeypatch.setattr(opening, "enter", lambda folder: (before(folder)[0], True))
    monkeypatch.setattr(opening, "recovered", damaged)
    hands.sign_in("tono")
    assert isinstance(hands.page, DamagedPage)
    lock.alone(hands.folder).let_go()
    assert list(backup.made(hands.folder / "backups"))
