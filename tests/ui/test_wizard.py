"""First start: from nothing to the first sign-in, by keyboard."""

from __future__ import annotations

import datetime as dt
from collections import Counter as Tally
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog
from sight import cut, mnemonics
from stories import Clock
from tabbing import walked
from workshop import Held, PaperTray, inline

from counter_app import bootstrap, config
from counter_app.i18n import set_language
from counter_app.storage import vault
from counter_app.storage.slots import Cost
from counter_app.ui import theme
from counter_app.ui.background import Lanes
from counter_app.ui.help import PageHelp
from counter_app.ui.setup.recovery import RecoveryPage
from counter_app.ui.window import Window

ENTER, TAB, LEFT, RIGHT = Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Left, Qt.Key.Key_Right
PASSWORD = "tiga kata mudah"


class Start:
    """The first start of a program, worked by keys."""

    def __init__(self, qtbot: Any, folder: Path, clock: Clock, lanes: Callable[[], Lanes] = inline) -> None:
        self.qtbot, self.folder, self.tray = qtbot, folder, PaperTray()
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        theme.apply(app, theme.LIGHT)
        self.window = Window(folder, self.tray, lanes=lanes, clock=clock)
        qtbot.addWidget(self.window, before_close_func=_let_close)
        self.window.resize(1366, 768)
        self.window.show()
        qtbot.waitExposed(self.window)
        self.window.activateWindow()
        qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)

    @property
    def wizard(self) -> Any:
        return self.window._pages.currentWidget()

    @property
    def page(self) -> Any:
        return self.wizard.page

    def key(self, *keys: Any, mod: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        for one in keys:
            focus = QApplication.focusWidget()
            if isinstance(one, str):
                self.qtbot.keyClicks(focus, one)
            else:
                self.qtbot.keyClick(focus, one, mod)

    def on(self, times: int = 1) -> None:
        """Go to the next page."""
        for _time in range(times):
            self.key(RIGHT, mod=Qt.KeyboardModifier.AltModifier)

    def office(self) -> None:
        self.on()
        self.key("sebe ulu ii", ENTER, "Jalan Jenderal Ahmad Yani")
        self.on()

    def staff(self, name: str = "Siti Rahma", password: str = PASSWORD) -> None:
        self.key(name, TAB, TAB, TAB, password, TAB, password)

    def to(self, page: str) -> None:
        """Go on as somebody would who has nothing special to say, up to ``page``."""
        self.office()
        self.on(2)
        if page == "staff":
            return
        self.staff()
        self.on()
        if page == "counter":
            return
        self.on(2)

    def entered(self, id: str, password: str) -> Any:
        return bootstrap.enter(self.folder, id, password)


def _let_close(window: Any) -> None:
    window.page_agrees = lambda: True


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bootstrap, "Vault", partial(vault.Vault, cost=Cost(memory=8)))


@pytest.fixture
def start(qtbot: Any, tmp_path: Path, clock: Clock) -> Callable[..., Start]:
    return lambda folder="data", lanes=inline: Start(qtbot, tmp_path / folder, clock, lanes)


def test_somebody_founds_an_office_by_keys_and_signs_in(start: Any) -> None:
    one = start()
    one.to("summary")
    assert "Siti Rahma (siti), Supervisor" in _words(one.page)
    assert not config.exists(one.folder)
    one.key(ENTER)
    assert isinstance(one.page, RecoveryPage)
    assert not one.wizard.next.isEnabled()
    one.page.away.setFocus()
    one.key(Qt.Key.Key_Space, ENTER, ENTER)
    assert one.window.sign_in is not None
    one.key(PASSWORD, ENTER)
    assert one.window.place.staff.name == "Siti Rahma"
    assert one.window.frame is not None


def test_the_kecamatan_fills_name_city_and_code(start: Any) -> None:
    one = start()
    one.office()
    plan = one.wizard.plan
    assert (plan.name, plan.city, plan.region) == ("Kecamatan Seberang Ulu II", "Kota Palembang", "16.71.03")


def test_the_letterhead_is_drawn_while_one_types(start: Any, qtbot: Any) -> None:
    one = start()
    one.on()
    first = one.page.heads.sheet.picture
    one.key("sebe ulu ii", ENTER)
    second = one.page.heads.sheet.picture
    assert first != second
    one.key("Jalan Sentosa")
    qtbot.waitUntil(lambda: one.page.heads.sheet.picture != second)


def test_an_office_without_a_name_is_said_beside_the_field(start: Any) -> None:
    one = start()
    one.on(2)
    assert "no name" in one.page.fields["office.name"].hint
    assert one.page.name.hasFocus()
    assert one.wizard.place == 1


def test_enter_goes_from_input_to_input_and_leaps_over_no_page(start: Any) -> None:
    one = start()
    one.office()
    one.on()
    rows = one.page.rows
    one.key("Drs. Amir", ENTER)
    assert rows["camat"][1].hasFocus()
    for _input in range(8):
        one.key(ENTER)
    assert one.wizard.place == 3
    assert one.wizard.next.hasFocus()
    one.key(ENTER)
    assert one.wizard.place == 4


def test_a_nip_that_can_be_none_is_said_beside_it(start: Any) -> None:
    one = start()
    one.office()
    one.on()
    one.key("Drs. Amir", TAB, "1970031219950310")
    one.on()
    assert "18 digits" in one.page.fields["official.camat.nip"].hint
    one.page.rows["camat"][1].setText("19700312 199503 1 002")
    one.page.rows["kasi"][1].setText("19800101 200501 1 003")
    one.on()
    assert "whose NIP" in one.page.fields["official.kasi.name"].hint
    assert one.wizard.place == 3


def test_an_address_that_reaches_nobody_is_said_beside_it(start: Any) -> None:
    one = start()
    one.on()
    one.key("sebe ulu ii", ENTER)
    one.page.email.setText("kecamatan palembang")
    one.on()
    assert "no e-mail address" in one.page.fields["office.email"].hint
    one.page.email.setText("kecamatan@palembang.go.id")
    one.on()
    assert one.wizard.place == 2


def test_the_rules_in_force_now_are_proposed(start: Any) -> None:
    one = start()
    one.to("summary")
    assert one.wizard.plan.profile == "current"
    assert "The law of today" in _words(one.page)


def test_the_summary_names_hours_zone_and_who_signs(start: Any) -> None:
    one = start()
    one.office()
    one.on()
    one.key("Drs. Amir", TAB, "19700312 199503 1 002", TAB, "Pembina")
    one.on()
    one.staff()
    one.on(3)
    told = _words(one.page)
    assert "Monday-Thursday 07:30-16:00" in told
    assert "Friday 07:30-11:30, 13:00-16:00" in told
    assert "Western time (WIB)" in told
    assert "Drs. Amir, Camat, Pembina, NIP 19700312 199503 1 002" in told
    assert "the system's default printer" in told


def test_what_a_role_may_do_stands_below_it(start: Any) -> None:
    one = start()
    one.to("staff")
    role = one.page.forms[0].fields["role"]
    assert "stock-taking" in role.hint
    one.page.forms[0].role.setCurrentIndex(0)
    assert role.hint.startswith("Serves at the counter")


def test_a_second_place_beside_the_data_is_none(start: Any) -> None:
    one = start()
    one.to("counter")
    one.on()
    for typed, said in ((str(one.folder / "copy"), "beside the data"), ("backups", "whole path")):
        one.page.second.line.setText(typed)
        one.on()
        assert said in one.page.fields["second_backups"].hint
    assert one.wizard.place == 6


def test_going_back_loses_nothing(start: Any) -> None:
    one = start()
    one.to("staff")
    one.staff()
    for _back in range(4):
        one.key(LEFT, mod=Qt.KeyboardModifier.AltModifier)
    assert one.wizard.place == 0
    one.wizard.go_on()
    assert one.page.address.text() == "Jalan Jenderal Ahmad Yani"
    one.on(3)
    assert one.page.forms[0].password.text() == PASSWORD


def test_another_language_keeps_what_was_typed(start: Any) -> None:
    one = start()
    one.office()
    one.key(LEFT, mod=Qt.KeyboardModifier.AltModifier)
    one.key(LEFT, mod=Qt.KeyboardModifier.AltModifier)
    one.wizard.page.languages.buttons()[0].click()
    assert one.wizard.plan.language == "id"
    one.wizard.go_on()
    assert one.page.name.text() == "Kecamatan Seberang Ulu II"


def test_hours_that_are_none_are_refused(start: Any) -> None:
    one = start()
    one.office()
    one.page.week._days["mon"].times[0].setText("17.00")
    one.on()
    assert "not a time span" in one.page.notice.words
    assert one.wizard.place == 2


def test_a_short_password_is_said_beside_it(start: Any) -> None:
    one = start()
    one.to("staff")
    one.staff(password="kopi")
    assert "Too short" in one.page.forms[0].fields["password"].hint
    one.on()
    assert "at least 6" in one.page.forms[0].fields["password"].hint
    assert one.page.forms[0].password.hasFocus()


def test_two_passwords_that_differ_are_refused(start: Any) -> None:
    one = start()
    one.to("staff")
    one.key("Siti Rahma", TAB, TAB, TAB, PASSWORD, TAB, "tiga kata lain")
    one.on()
    assert "differ" in one.page.forms[0].fields["again"].hint
    assert one.wizard.place == 4


def test_the_same_sign_in_name_twice_is_refused(start: Any) -> None:
    one = start()
    one.to("staff")
    one.staff()
    one.key(Qt.Key.Key_N, mod=Qt.KeyboardModifier.ControlModifier)
    one.staff("Siti Aminah")
    assert one.page.forms[1].id.text() == "siti2"
    one.page.forms[1].id.setText("siti")
    one.on()
    assert "twice" in one.page.forms[1].fields["id"].hint


def test_without_a_supervisor_nobody_goes_on(start: Any) -> None:
    one = start()
    one.to("staff")
    one.staff()
    one.page.forms[0].role.setCurrentIndex(0)
    one.on()
    assert "Nobody is a supervisor" in one.page.notice.words


def test_a_folder_that_cannot_be_written_is_said_at_once(start: Any, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    one = start("file/data")
    one.wizard.go_on()
    assert "Choose another folder" in one.page.notice.words
    assert one.wizard.place == 0


def test_backups_need_a_place_that_can_be_written(start: Any, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    one = start()
    one.to("counter")
    one.on()
    one.key(str(tmp_path / "file" / "backups"))
    one.on()
    assert "Nothing can be written" in one.page.fields["second_backups"].hint
    one.page.second.line.setText(str(tmp_path))
    one.on()
    assert one.wizard.place == 7


def test_a_wrong_code_of_the_counter_is_refused(start: Any) -> None:
    one = start()
    one.to("counter")
    one.page.code.selectAll()
    one.key("1 x")
    one.on()
    assert "L1" in one.page.fields["counter.code"].hint
    assert one.wizard.place == 5


def test_a_test_page_goes_to_the_printer_that_was_chosen(start: Any) -> None:
    one = start()
    one.to("counter")
    papers = one.page.papers
    assert papers.receipt_printer.itemText(0) == "No default is set: choose one"
    papers.receipt_printer.setCurrentIndex(1)
    papers.tests[0].click()
    assert one.tray.titles == ["Test page"]
    assert one.tray.printer == "Epson TM-T82"
    one.tray.missing = True
    papers.tests[1].click()
    assert "No printer" in papers.told.text()


def test_what_is_founded_is_what_was_said(start: Any) -> None:
    one = start()
    one.to("staff")
    one.staff()
    one.on()
    one.page.papers.set_values(("58", "F4", "", "Canon LBP"))
    one.on(3)
    chosen = config.load(one.folder)
    assert (chosen.language, chosen.code, chosen.receipt, chosen.paper) == ("en", "L1", "58", "F4")
    assert chosen.printers.report == "Canon LBP"
    assert not list(one.folder.glob(".new-*"))


def test_a_founding_that_is_refused_leaves_nothing_and_can_be_tried_again(
    start: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = start()
    one.to("summary")
    kept = bootstrap.found

    def full(*_values: Any, **_named: Any) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(bootstrap, "found", full)
    one.key(ENTER)
    assert "the disk is full" in one.page.notice.words
    assert not config.exists(one.folder)
    monkeypatch.setattr(bootstrap, "found", kept)
    one.key(ENTER)
    assert isinstance(one.page, RecoveryPage)


def test_the_recovery_sheet_is_printed_and_saved(
    start: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = start()
    one.to("summary")
    one.key(ENTER)
    page, sheet = one.page, tmp_path / "sheet.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_values: (str(sheet), ""))
    assert page.shown.sheet_button.hasFocus()
    one.key(ENTER)
    assert one.tray.titles == ["Recovery key"]
    page.shown.save_button.click()
    words = PdfReader(sheet).pages[0].extract_text()
    assert all(group in words for group in page.key.split("-"))
    bootstrap.recover(one.folder, page.key, "siti", "kata sandi baru")
    entered = one.entered("siti", "kata sandi baru")
    entered.office.close()


def test_a_jammed_printer_does_not_lose_the_key(start: Any) -> None:
    one = start()
    one.to("summary")
    one.key(ENTER)
    one.tray.jammed = True
    one.key(ENTER)
    assert "did not take the paper" in one.page.shown.told.text()
    assert not one.wizard.next.isEnabled()


def test_the_window_stays_open_until_the_recovery_key_is_put_away(start: Any) -> None:
    one = start()
    one.to("summary")
    one.key(ENTER)
    assert not one.window.close()
    assert "never shown again" in one.page.shown.told.text()
    assert one.page.key
    one.page.away.setChecked(True)
    assert one.window.close()


def test_a_wizard_that_has_written_nothing_may_be_closed(start: Any) -> None:
    one = start()
    one.to("staff")
    assert one.window.close()


def test_f1_says_what_a_page_is_for(start: Any) -> None:
    one = start()
    one.office()
    one.key(Qt.Key.Key_F1)
    sheet = next(iter(one.wizard.findChildren(PageHelp)))
    assert "Deadlines count only the hours" in _words(sheet)
    one.key(Qt.Key.Key_Escape)
    assert not sheet.isVisible()
    assert one.wizard.place == 2


def test_another_member_of_staff_opens_no_window(start: Any) -> None:
    one = start()
    one.to("staff")
    one.staff()
    windows: list[Any] = []
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    app.focusWindowChanged.connect(windows.append)
    one.key(Qt.Key.Key_N, mod=Qt.KeyboardModifier.ControlModifier)
    one.qtbot.wait(20)
    app.focusWindowChanged.disconnect(windows.append)
    assert windows == []
    assert one.page.forms[1].name.hasFocus()


def test_example_data_lead_to_the_sign_in(start: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from counter_app.demo import founding

    whole = founding.found
    monkeypatch.setattr(founding, "found", partial(whole, days=1))
    one = start()
    one.page.demo.setFocus()
    one.key(ENTER)
    assert config.load(one.folder).demo
    assert config.load(one.folder).language == "en"
    assert one.window.sign_in is not None


def test_nothing_goes_on_while_the_example_office_is_made(
    start: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from counter_app.demo import founding

    def full(*_values: Any, **_named: Any) -> Any:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(founding, "found", full)
    held = Held("long")
    one = start(lanes=held.lanes)
    one.page.demo.setFocus()
    one.key(ENTER)
    assert not one.wizard.next.isEnabled()
    one.key(ENTER)
    one.page.languages.buttons()[0].click()
    assert one.wizard.place == 0
    held.go()
    assert "the disk is full" in one.page.notice.words
    assert one.wizard.next.isEnabled()


def _words(page: Any) -> str:
    from PySide6.QtWidgets import QLabel

    return "\n".join(label.text() for label in page.findChildren(QLabel))


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("size", ["normal", "large"])
def test_no_page_cuts_a_text_or_gives_a_key_twice(start: Any, language: Any, size: str) -> None:
    one = start()
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app, theme.LIGHT._replace(scale=theme.SCALES[size]))
    set_language(language)
    one.window.begin()
    one.to("staff")
    one.staff()
    one.on(4)
    assert isinstance(one.page, RecoveryPage)
    found = {}
    for place in range(one.wizard.stack.count()):
        one.wizard.show_page(place)
        one.qtbot.wait(20)
        twice = [letter for letter, times in Tally(mnemonics(one.window)).items() if times > 1]
        if wrong := [*cut(one.window), *twice]:
            found[one.page.step] = wrong
    theme.apply(app, theme.LIGHT)
    assert found == {}


def test_the_clock_of_the_sheet_is_the_offices(start: Any) -> None:
    one = start()
    assert one.wizard.kit.now().date() == dt.date(2026, 4, 6)


def test_tab_reads_every_page(start: Any) -> None:
    one = start()
    for place in range(len(one.wizard.pages)):
        one.wizard.show_page(place)
        one.key(TAB)  # the summary itself takes Enter, but is no stop of its own
        walked(one.wizard, one.page)


def test_what_is_pressed_and_goes_gives_the_keys_to_the_page(start: Any) -> None:
    one = start()
    one.wizard.show_page(1)
    one.wizard.next.setFocus()
    one.wizard.next.setEnabled(False)
    assert QApplication.focusWidget() is one.page.finder
