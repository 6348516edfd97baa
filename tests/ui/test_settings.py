"""Settings, as a supervisor, a clerk and an administrator work there."""

from __future__ import annotations

from collections import Counter as Tally
from pathlib import Path
from typing import Any

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from settings_hand import CTRL, ENTER, PASSWORD, SPACE, TAB
from sight import cut, mnemonics
from stories import KEY, Clock
from workshop import Held, PaperTray, Workshop, inline

from counter_app import bootstrap, config
from counter_app.domain.errors import UserError
from counter_app.domain.founding import FirstCounter, FirstStaff, Founding
from counter_app.i18n import set_language
from counter_app.storage.backup import Stopped
from counter_app.ui import theme
from counter_app.ui.settings.identity import Identity
from counter_app.ui.window import Window

pytestmark = pytest.mark.usefixtures("slots")


def test_a_clerk_sees_the_look_and_the_own_password_only(at: Any) -> None:
    assert list(at(by="ani").screen.kinds) == ["look", "own"]


def test_the_camat_too(at: Any) -> None:
    assert list(at(by="camat").screen.kinds) == ["look", "own"]


def test_an_administrator_sees_everything_but_may_not_change_a_service(at: Any) -> None:
    hand = at("services", by="tono")
    assert len(hand.screen.kinds) == 18
    hand.section._on_opened({"service": "ktp_baru"})
    assert not hand.section.page.add.isEnabled()
    assert hand.section.page.rows.rows


def test_every_section_can_be_walked_through_by_keys(at: Any) -> None:
    hand = at()
    seen = []
    for _section in hand.screen.kinds:
        seen.append(hand.section.name)
        hand.key(Qt.Key.Key_PageDown, mod=CTRL)
        hand.qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    assert seen == list(hand.screen.kinds)


def test_only_what_changed_goes_into_the_journal(at: Any) -> None:
    hand = at("office")
    entries = hand.workshop.counter.entries()
    assert not hand.screen.save.isEnabled()
    hand.type(hand.section.phone, "(0711) 514021")
    hand.save()
    assert hand.settings()["phone"] == "(0711) 514021"
    assert hand.workshop.counter.entries() == entries + 1
    assert "Saved" in hand.said()
    assert not hand.screen.save.isEnabled()


def test_a_refused_save_keeps_what_was_typed(at: Any) -> None:
    hand = at("office")
    hand.type(hand.section.phone, "514021")
    hand.type(hand.section.region, "16.7")
    hand.save()
    assert "three pairs of digits" in hand.section.notice.words
    assert hand.section.phone.text() == "514021"
    assert not hand.settings().get("phone")
    hand.type(hand.section.region, "16.71.03")
    hand.save()
    assert hand.settings()["phone"] == "514021"
    assert hand.section.notice.words == ""


def test_leaving_a_section_says_what_is_unsaved_and_keeps_it(at: Any) -> None:
    hand = at("office")
    hand.type(hand.section.phone, "514021")
    hand.go("rules")
    assert "Office and letterhead: not saved yet" in hand.said()
    assert "changed" in hand.screen.nav._item("office").text()
    hand.go("office")
    assert hand.section.phone.text() == "514021"
    hand.key(Qt.Key.Key_F6)
    assert hand.section.phone.text() == ""
    assert not hand.section.unsaved


def test_what_is_unsaved_outlives_the_window(at: Any) -> None:
    hand = at("office")
    hand.type(hand.section.phone, "514021")
    hand.frame.leave()
    hand.frame.place.window.let_go()
    again = at("office")
    assert again.section.phone.text() == "514021"
    again.save()
    again.frame.leave()
    again.frame.place.window.let_go()
    assert not at("office").section.unsaved


def test_what_somebody_else_changed_does_not_undo_what_is_typed(at: Any) -> None:
    hand = at("office")
    hand.type(hand.section.phone, "514021")
    hand.workshop.counter.run("change_settings", by="siti", settings={"address": "Jalan Sentosa"})
    assert hand.section.address.text() == "Jalan Sentosa"
    assert hand.section.phone.text() == "514021"


def test_opening_hours_closures_and_ramadan(at: Any) -> None:
    hand = at("hours")
    day = hand.section.week._days["sat"]
    day.open.setFocus()
    hand.key(SPACE)
    hand.type(day.times[1], "12")
    hand.section.closures.add.click()
    hand.type(hand.prompt.editor("date"), "17062026")
    hand.key(TAB, "Hari jadi kota", ENTER)
    hand.section.special.add.click()
    hand.type(hand.prompt.editor("from"), "18022026")
    hand.type(hand.prompt.editor("to"), "19032026")
    hand.key(ENTER)
    hand.save()
    found = hand.settings()
    assert list(found["hours"]["sat"]) == ["07:30-12:00"]
    assert found["closures"] == [{"date": "2026-06-17", "reason": "Hari jadi kota"}]
    assert list(found["hours"]["special"][0]["fri"]) == ["08:00-11:30", "13:00-15:30"]
    assert not hand.section.unsaved


def test_hours_that_are_none_are_refused_and_stay(at: Any) -> None:
    hand = at("hours")
    first = hand.section.week._days["mon"].times[0]
    hand.type(first, "17.00")
    hand.save()
    assert "not a time span" in hand.section.notice.words
    assert first.value() == "17:00"


def test_rules_and_targets(at: Any) -> None:
    hand = at("rules")
    hand.section.patience.setValue(3)
    hand.section.shelves.setChecked(True)
    hand.save()
    hand.go("targets")
    hand.section.table.boxes["2026", "KTP"].setValue(4000)
    hand.save()
    found = hand.settings()
    assert (found["patience_days"], found["shelves"]) == (3, True)
    assert found["targets"] == {"2026": {"KTP": 4000}}


def test_an_official_is_added_changed_and_retired(at: Any) -> None:
    hand = at("officials")
    hand.section.begin()
    hand.key(Qt.Key.Key_N, mod=CTRL)
    hand.key("Budi Hartono, S.Sos.", ENTER)
    ids = {row["id"]: row for row in hand.section.rows.rows}
    assert ids["budi"]["role"] == "kasi"
    hand.key(ENTER)
    hand.type(hand.prompt.editor("rank"), "Penata, III/c")
    hand.key(ENTER)
    assert next(row for row in hand.section.rows.rows if row["id"] == "budi")["rank"] == "Penata, III/c"
    hand.key(Qt.Key.Key_Delete, mod=CTRL)
    hand.key(ENTER)
    assert "budi" not in {row["id"] for row in hand.workshop.counter.ask("officials")}


def test_somebody_is_added_and_can_sign_in(at: Any, tmp_path: Path) -> None:
    hand = at("staff")
    hand.section.begin()
    hand.key(Qt.Key.Key_N, mod=CTRL)
    hand.key("Dewi Lestari", TAB, TAB, TAB, PASSWORD, TAB, PASSWORD, ENTER)
    assert "dewi" in hand.said()
    assert bootstrap.unlock(tmp_path, "dewi", PASSWORD) == KEY
    row = next(row for row in hand.section.rows.rows if row["staff"] == "dewi")
    assert (row["role"], row["password"], row["active"]) == ("clerk", True, True)


@pytest.mark.parametrize(
    ("password", "again", "why"),
    [("kopi", "kopi", "at least 6"), (PASSWORD, "tiga kata lain", "differ")],
)
def test_a_refused_password_keeps_the_name(at: Any, password: str, again: str, why: str) -> None:
    hand = at("staff")
    hand.section.begin()
    hand.key(Qt.Key.Key_N, mod=CTRL)
    hand.key("Dewi Lestari", TAB, TAB, TAB, password, TAB, again, ENTER)
    assert why in hand.prompt.notice.words
    assert hand.prompt.editor("name").text() == "Dewi Lestari"  # type: ignore[attr-defined]
    assert "dewi" not in {row["staff"] for row in hand.workshop.counter.ask("staff_list")}


def test_who_left_can_sign_in_no_more_and_keeps_the_name(at: Any, tmp_path: Path) -> None:
    hand = at("staff")
    hand.section.table.pick("ani")
    hand.section.begin()
    hand.key(Qt.Key.Key_Delete, mod=CTRL)
    hand.key(ENTER)
    with pytest.raises(UserError, match="No member of staff"):
        bootstrap.unlock(tmp_path, "ani", PASSWORD)
    row = next(row for row in hand.section.rows.rows if row["staff"] == "ani")
    assert (row["name"], row["active"]) == ("Ani", False)


def test_the_last_supervisor_stays(at: Any) -> None:
    hand = at("staff", by="tono")
    hand.section.table.pick("siti")
    hand.section.begin()
    hand.key(Qt.Key.Key_Delete, mod=CTRL)
    hand.key(ENTER)
    assert "last supervisor" in hand.prompt.notice.words
    hand.key(Qt.Key.Key_Escape)
    assert hand.workshop.counter.ask("staff_list")[-1]["active"]


def test_a_forgotten_password_is_given_anew(at: Any, tmp_path: Path) -> None:
    hand = at("staff")
    hand.section.table.pick("budi")
    hand.section.begin()
    hand.key(Qt.Key.Key_R, mod=CTRL)
    hand.key("kata sandi baru", TAB, "kata sandi baru", ENTER)
    assert bootstrap.unlock(tmp_path, "budi", "kata sandi baru") == KEY


def test_a_role_is_changed(at: Any) -> None:
    hand = at("staff")
    hand.section.table.pick("budi")
    hand.section.begin()
    hand.key(ENTER)
    hand.prompt.editor("role").setCurrentIndex(1)  # type: ignore[attr-defined]
    hand.key(ENTER)
    roles = {row["staff"]: row["role"] for row in hand.workshop.counter.ask("staff_list")}
    assert roles["budi"] == "supervisor"


def test_papers_and_printers_of_this_counter(at: Any, tmp_path: Path) -> None:
    hand = at("counter")
    papers = hand.section.papers
    papers.set_values(("58", "F4", "Epson TM-T82", "Canon LBP"))
    papers.edited.emit()
    hand.section.groups["A"].setChecked(True)
    hand.section.lock.setValue(5)
    hand.save()
    chosen = config.load(tmp_path)
    assert (chosen.receipt, chosen.paper, chosen.groups, chosen.lock_minutes) == ("58", "F4", ("A",), 5)
    assert chosen.printers.receipt == "Epson TM-T82"
    assert hand.screen.place.config == chosen
    papers.tests[0].click()
    assert hand.workshop.tray.titles == ["Test page"]


def test_what_is_typed_while_it_is_saved_is_not_taken_for_saved(workshop: Workshop) -> None:
    held = Held()
    place = workshop.place("siti", held.lanes)
    section = Identity(place)
    section.refresh()
    section.phone.setText("514021")
    section.save()
    section.phone.setText("514022")
    held.go()
    assert workshop.counter.ask("office_settings")["phone"] == "514021"
    assert section.form.changes() == {"phone": "514022"}
    section.deleteLater()


def test_a_second_save_while_the_first_is_under_way_writes_nothing(workshop: Workshop) -> None:
    held = Held()
    screen = workshop.screen("settings", "siti", "office", held.lanes)
    held.go()
    entries = workshop.counter.entries()
    screen.section.phone.setText("514021")
    screen._on_save()
    screen._on_save()
    held.go()
    assert workshop.counter.entries() == entries + 1
    screen.section.phone.setText("514022")
    screen._on_save()
    held.go()
    assert workshop.counter.entries() == entries + 2


def test_papers_and_groups_of_this_counter_stand_together_on_a_wide_screen(at: Any) -> None:
    hand = at("counter")
    hand.frame.resize(1920, 1080)
    QApplication.processEvents()
    section = hand.section
    assert section.papers.width() <= 980
    first, second = section.groups["A"], section.groups["B"]
    assert second.y() - first.y() < 2 * first.height()
    assert section.groups["E"].y() == first.y()


def test_settings_of_this_counter_are_written_once(at: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    hand, written = at("counter"), []
    monkeypatch.setattr(config, "save", lambda folder, changed: written.append(changed.lock_minutes))
    hand.section.lock.setValue(5)
    hand.save()
    assert written == [5]
    assert hand.screen.place.config.lock_minutes == 5
    assert not hand.section.unsaved


def test_a_backup_is_made_and_listed(at: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    made = []

    def back_up(folder: Path, office: Any, key: bytes, *, place: Path, progress: Any) -> Path:
        assert key == KEY
        assert progress(0.5)
        target = place / "20260406-080000"
        target.mkdir(parents=True)
        (target / "counter.db").touch()
        made.append(place)
        return target

    monkeypatch.setattr(bootstrap, "back_up", back_up)
    hand = at("backups")
    assert hand.section.rows.rows == []
    hand.key(Qt.Key.Key_F9)
    assert made == [tmp_path / "backups"]
    assert len(hand.section.rows.rows) == 1
    assert "made and checked" in hand.said()


def test_a_backup_is_stopped_when_the_window_closes(at: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    hand = at("backups")
    told = []

    def back_up(*_values: Any, progress: Any, **_named: Any) -> Path:
        told.append(progress(0.1))
        hand.section.ops.closed = True
        told.append(progress(0.2))
        raise Stopped

    monkeypatch.setattr(bootstrap, "back_up", back_up)
    hand.key(Qt.Key.Key_F9)
    assert told == [True, False]


def test_a_backup_that_fails_says_so_beside_the_button(at: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def back_up(*_values: Any, **_named: Any) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(bootstrap, "back_up", back_up)
    hand = at("backups")
    hand.key(Qt.Key.Key_F9)
    assert "the disk is full" in hand.section.notice.words
    assert hand.section.now.isEnabled()


def test_the_own_password_is_changed(at: Any, tmp_path: Path) -> None:
    hand = at("own", by="ani")
    hand.section.begin()
    hand.key("wrong password", TAB, "kata sandi baru", TAB, "kata sandi baru", ENTER)
    assert "not the password" in hand.section.notice.words
    hand.type(hand.section.old, PASSWORD)
    hand.key(Qt.Key.Key_F8)
    assert bootstrap.unlock(tmp_path, "ani", "kata sandi baru") == KEY
    assert hand.section.old.text() == ""


@pytest.fixture
def window(qtbot: Any, tmp_path: Path, clock: Clock) -> Window:
    """Return a window of a founded office in which Siti is at work."""
    folder = tmp_path / "office"
    plan = Founding(
        office={"name": "Kecamatan Seberang Ulu II", "city": "Kota Palembang", "region": "16.71.03"},
        counter=FirstCounter(code="L1"),
        staff=[FirstStaff(id="siti", name="Siti", role="supervisor", password=PASSWORD)],
    )
    choices = msgspec.structs.replace(config.USUAL, language="en", theme="light")
    bootstrap.found(folder, plan, choices=choices, clock=clock)
    found = Window(folder, PaperTray(), lanes=inline, clock=clock)
    qtbot.addWidget(found)
    found.show()
    qtbot.waitExposed(found)
    found.enter(bootstrap.enter(folder, "siti", PASSWORD, clock=clock))
    return found


def test_the_look_changes_at_once_and_stays(window: Window) -> None:
    assert window.frame is not None
    window.frame.show_screen("settings")
    settings: Any = window.frame.screen_now
    settings.nav.pick("office")
    settings.section.phone.setText("514021")
    settings.section.form.tell()
    settings.nav.pick("look")
    settings.section.choices["theme"].buttons()[2].click()
    assert theme.now().name == "dark"
    again: Any = window.frame.screen_now
    assert again is not settings
    assert again.section.name == "look"
    assert again.sections["office"].typed() == {"phone": "514021"}
    again.section.choices["text_size"].buttons()[2].click()
    assert theme.now().scale > 1
    kept = config.load(window._folder)
    assert (kept.theme, kept.text_size) == ("dark", "large")
    theme.apply(QApplication.instance(), theme.LIGHT)  # type: ignore[arg-type]


def test_a_real_backup_is_made(window: Window) -> None:
    assert window.frame is not None
    window.frame.show_screen("settings")
    settings: Any = window.frame.screen_now
    settings.nav.pick("backups")
    settings.section.now.click()
    assert len(settings.section.rows.rows) == 1
    assert settings.section.notice.words == ""


SECTIONS = (
    "office",
    "hours",
    "rules",
    "targets",
    "officials",
    "staff",
    "services",
    "imports",
    "counter",
    "look",
    "backups",
    "data",
    "key",
    "own",
)


@pytest.mark.parametrize("language", ["id", "en"])
def test_no_section_cuts_a_text_or_gives_a_key_twice(at: Any, language: Any) -> None:
    set_language(language)
    hand = at()
    found = {}
    for name in SECTIONS:
        hand.go(name)
        hand.qtbot.wait(30)
        letters = Tally(mnemonics(hand.screen))
        twice = [letter for letter, times in letters.items() if times > 1]
        if wrong := [*cut(hand.screen), *twice]:
            found[name] = wrong
    assert found == {}
