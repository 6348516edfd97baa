"""Settings: the register of an earlier year, from the chosen file to its undoing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import registers
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from settings_hand import CTRL, ENTER, Hand
from sight import cut
from workshop import Workshop

from counter_app import bootstrap
from counter_app.i18n import set_language
from counter_app.ui.applications.lines import Lines
from counter_app.ui.settings.import_file import PAUSE

DELETE, LEFT = Qt.Key.Key_Delete, Qt.Key.Key_Left
CHOOSE, IMPORT, KEEP = Qt.Key.Key_O, Qt.Key.Key_I, Qt.Key.Key_E


@pytest.fixture
def backups(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return why backups were made."""
    made: list[str] = []

    def back_up(folder: Path, office: Any, key: bytes, *, reason: str, progress: Any) -> Path:
        assert progress(0.5)
        made.append(reason)
        return folder

    monkeypatch.setattr(bootstrap, "back_up", back_up)
    return made


def choose(hand: Hand, monkeypatch: pytest.MonkeyPatch, path: Path) -> Any:
    """Choose a file with the keyboard; return the page that shows it."""
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_values: (str(path), ""))
    hand.section.begin()
    hand.key(CHOOSE, mod=CTRL)
    return hand.section.file


def chips(page: Any) -> list[str]:
    return [chip.words for chip in page.chips]


def faulty(folder: Path) -> Path:
    rows = registers.rows(5)
    rows[1][2] = "kemarin"
    return registers.xlsx(folder / "2017.xlsx", rows)


def test_a_register_is_shown_imported_and_taken_back_by_keyboard(
    at: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, backups: list[str]
) -> None:
    hand = at("imports")
    page = choose(hand, monkeypatch, registers.xlsx(tmp_path / "2017.xlsx", registers.rows()))
    assert chips(page) == ["New: 3", "Known already: 0", "Twice in the file: 0", "Faulty: 0"]
    assert not page.table.isVisible()
    assert hand.workshop.counter.ask("applications") == []
    hand.key(IMPORT, mod=CTRL)
    assert (len(hand.workshop.counter.ask("applications")), backups) == (3, ["import"])
    assert "3 " in hand.said()
    assert [one["file"] for one in hand.section.rows.rows] == ["2017.xlsx"]
    hand.key(DELETE, mod=CTRL)
    hand.key(ENTER)
    assert hand.workshop.counter.ask("applications") == []
    assert not hand.section.take_back.isEnabled()


def test_faulty_lines_hold_the_import_until_somebody_leaves_them_out(
    at: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, backups: list[str]
) -> None:
    hand = at("imports")
    page = choose(hand, monkeypatch, faulty(tmp_path))
    assert [(one.line, one.column) for one in page.rows.rows] == [(3, "Tgl. Masuk")]
    hand.key(IMPORT, mod=CTRL)
    assert not page.go.isEnabled()
    hand.key(KEEP, mod=CTRL)
    assert "kemarin" in (tmp_path / "2017-errors.csv").read_text(encoding="utf-8-sig")
    page.skip.setFocus()
    hand.key(Qt.Key.Key_Space)
    hand.key(IMPORT, mod=CTRL)
    assert len(hand.workshop.counter.ask("applications")) == 4


def test_another_column_is_chosen_and_the_file_is_read_anew(
    at: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    hand = at("imports")
    page = choose(hand, monkeypatch, registers.xlsx(tmp_path / "2017.xlsx", registers.rows()))
    page.columns.choices["Nama Pemohon"].setCurrentIndex(0)
    hand.qtbot.waitUntil(lambda: "Name" in page.notice.words, timeout=PAUSE * 10)
    assert "Say which column holds: Name." in page.notice.words
    assert not page.go.isEnabled()
    choice = page.columns.choices["No. Register"]
    choice.setCurrentIndex(choice.findData("name"))
    hand.qtbot.waitUntil(lambda: bool(chips(page)[0]), timeout=PAUSE * 10)
    assert page.choices.mapping["name"] == "No. Register"
    assert page.found.faulty == 3  # a number is no name


def test_a_field_is_in_one_column_only(at: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    hand = at("imports")
    page = choose(hand, monkeypatch, registers.xlsx(tmp_path / "2017.xlsx", registers.rows()))
    choice = page.columns.choices["No"]
    choice.setCurrentIndex(choice.findData("nik"))
    assert page.columns.mapping()["nik"] == "No"
    assert page.columns.choices["NIK"].currentData() == ""


def test_the_preview_hides_the_personal_part_of_a_nik(
    at: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    hand = at("imports")
    page = choose(hand, monkeypatch, registers.xlsx(tmp_path / "2017.xlsx", registers.rows()))
    sample = page.register.sample()
    assert page.register.shown(sample[0], "NIK") == "1671********0001"


def test_a_file_that_is_none_says_so_and_the_list_is_one_key_away(
    at: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "2017.xls").write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600))
    hand = at("imports")
    page = choose(hand, monkeypatch, tmp_path / "2017.xls")
    assert "save it as XLSX" in page.notice.words
    assert not page.go.isEnabled()
    hand.key(LEFT, mod=Qt.KeyboardModifier.AltModifier)
    assert hand.section.table.isVisible()


def test_the_same_file_again_says_when_it_came(
    at: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, backups: list[str]
) -> None:
    hand = at("imports")
    path = registers.xlsx(tmp_path / "2017.xlsx", registers.rows())
    choose(hand, monkeypatch, path)
    hand.key(IMPORT, mod=CTRL)
    page = choose(hand, monkeypatch, path)
    assert "was imported on 6 April 2026 already" in page.words.text()
    assert not page.go.isEnabled()


def test_an_import_that_was_worked_on_is_refused_in_the_question(
    at: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, backups: list[str]
) -> None:
    hand = at("imports")
    choose(hand, monkeypatch, registers.xlsx(tmp_path / "2017.xlsx", registers.rows()))
    hand.key(IMPORT, mod=CTRL)
    [one, *_more] = [row["application"] for row in hand.workshop.counter.ask("applications")]
    hand.workshop.counter.run("assign_application", by="siti", application=one, to="ani", reason="lama")
    hand.key(DELETE, mod=CTRL)
    hand.key(ENTER)
    assert one in hand.prompt.notice.words


def test_an_import_is_stopped_and_nothing_of_it_stays(
    at: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    hand = at("imports")
    page = choose(hand, monkeypatch, registers.xlsx(tmp_path / "2017.xlsx", registers.rows()))
    told = []

    def back_up(*_values: Any, progress: Any, **_named: Any) -> None:
        told.append(progress(0.1))
        assert page.stop.isVisible()
        assert not page.columns.isEnabled()
        page.stop.click()
        told.append(progress(0.2))

    monkeypatch.setattr(bootstrap, "back_up", back_up)
    hand.key(IMPORT, mod=CTRL)
    assert told == [True, False]
    assert "nothing was written" in page.notice.words
    assert hand.workshop.counter.ask("applications") == []
    assert page.columns.isEnabled()


@pytest.mark.parametrize("language", ["id", "en"])
def test_nothing_is_cut_on_the_pages_of_an_import(
    at: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, language: Any
) -> None:
    set_language(language)
    hand = at("imports")
    hand.qtbot.wait(30)
    assert cut(hand.screen) == []
    choose(hand, monkeypatch, faulty(tmp_path))
    hand.qtbot.wait(30)
    assert cut(hand.screen) == []


def test_a_file_of_an_old_register_tells_its_days_and_no_hours(workshop: Workshop) -> None:
    line = {"line": 2, "opened": "2017-03-14", "name": "Aminah", "service": "ktp_baru", "number": "470/17"}
    done = {"state": "collected", "done": "2017-04-20", "collected": "2017-04-21", "line": 3, "name": "Budi"}
    lines = [line | {"state": "in_process", "waits": "blangko"}, line | done]
    workshop.counter.run("import_register", by="siti", file="a", digest="0a", lines=lines)
    screen = workshop.screen("applications", "siti", "AL1-20170314-0001")
    told = [one.words for one in screen.page.findChildren(Lines)]
    assert "In the old register 14 March 2017 · 470/17" in told[0]
    assert "Verify" in told[0]
    screen.open("AL1-20170314-0002")
    assert screen.page.findChildren(Lines)[0].words[1:] == [
        "Finished 20 April 2017",
        "Collected 21 April 2017",
    ]
