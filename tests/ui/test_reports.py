"""Reports: what is seen is what is printed, saved or kept; nobody sees a paper that his role may not have."""

from __future__ import annotations

import datetime as dt
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QSpinBox, QWidget

from counter_app import config
from counter_app.office.office import questions
from counter_app.printing.outlets import SOURCES
from counter_app.ui.parts.prompt import Prompt
from counter_app.ui.printers import FilePrinter
from counter_app.ui.reports.sheets import SHEETS, title

Key = Qt.Key


def press(widget: QWidget, *keys: Any) -> None:
    """Press keys where ``widget`` has the focus, in a window that is the active one."""
    widget.window().activateWindow()
    QApplication.processEvents()
    for key in keys:
        QTest.keyClick(widget, key)
        QApplication.processEvents()


def titles(screen: Any) -> list[str]:
    return [screen.shelf.item(row).text() for row in range(screen.shelf.count())]


def pick(screen: Any, paper: str) -> None:
    screen.shelf.setCurrentRow(titles(screen).index(title(paper)))


def drawn(qtbot: Any, screen: Any, paper: str = "") -> bytes:
    """Choose a paper, wait until its pages are seen, return its bytes."""
    if paper:
        pick(screen, paper)
    qtbot.waitUntil(lambda: not screen.preview.waits and screen.drawn is not None)
    found: bytes = screen.drawn.pdf
    return found


def words(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())


def prompt(screen: Any) -> Prompt:
    [found] = [one for one in screen.findChildren(Prompt) if one.isVisible()]
    assert isinstance(found, Prompt)
    return found


def test_the_daily_report_of_today_is_seen_first(qtbot, workshop):
    workshop.counter.accepted("letter")
    screen = workshop.screen("reports", "siti")
    pdf = drawn(qtbot, screen)
    assert "Senin, 6 April 2026" in words(pdf)  # papers are Indonesian, whatever the screen speaks
    assert screen.preview.document.pageCount() == len(PdfReader(BytesIO(pdf)).pages) == 2
    assert screen.preview.pages.text() == "Page 1 of 2"
    assert screen.home() is screen.shelf


def test_a_role_sees_the_papers_that_it_may_ask_for(workshop):
    both = ["Daily service report", "Recapitulation of applications", "Register of applications"]
    assert titles(workshop.screen("reports", "siti"))[:3] == both
    assert titles(workshop.screen("reports", "camat"))[:3] == both
    assert titles(workshop.screen("reports", "ani")) == [
        "Stock book of blank forms",
        "Collection book",
        "Requirements leaflet",
        "Requirements poster",
        "Call list",
        "Cover sheet for files to sign",
    ]


def test_the_list_of_a_role_is_what_the_office_would_answer(workshop):
    for by, role in (("ani", "clerk"), ("camat", "camat")):
        allowed = [one.title for one in SHEETS if role in questions[SOURCES[one.paper].question].roles]
        assert titles(workshop.screen("reports", by)) == allowed


@pytest.mark.parametrize("paper", [sheet.paper for sheet in SHEETS])
def test_every_paper_of_an_empty_office_is_drawn_all_the_same(qtbot, workshop, paper):
    screen = workshop.screen("reports", "siti")
    assert "SEBERANG ULU II" in words(drawn(qtbot, screen, paper)).upper()


def test_arrows_choose_the_next_paper(qtbot, workshop):
    screen = workshop.screen("reports", "siti")
    drawn(qtbot, screen)
    press(screen.shelf, Key.Key_Down)
    assert "REKAPITULASI" in words(drawn(qtbot, screen)).upper()
    assert screen.drawn.wanted.period == {"from": dt.date(2026, 1, 1), "to": dt.date(2026, 12, 31)}


def test_what_is_printed_is_what_is_seen(qtbot, workshop):
    screen = workshop.screen("reports", "siti")
    pdf = drawn(qtbot, screen)
    press(screen.print_button, Key.Key_F8)
    press(prompt(screen).editor("copies"), Key.Key_Return)
    assert workshop.tray.printed == [("Daily service report, Monday, 6 April 2026", pdf)]
    assert workshop.tray.printer == ""
    assert not screen.findChildren(Prompt) or not screen.findChildren(Prompt)[0].isVisible()


def test_copies_are_asked_and_a_slip_of_the_hand_keeps_what_was_typed(qtbot, workshop, monkeypatch):
    screen = workshop.screen("reports", "siti")
    drawn(qtbot, screen)
    sent: list[int] = []
    monkeypatch.setattr(screen.place.papers, "send", lambda wanted, pdf, copies, printer: sent.append(copies))
    press(screen.shelf, Key.Key_Return)
    asked = prompt(screen)
    copies = asked.editor("copies")
    assert isinstance(copies, QSpinBox)
    copies.setValue(500)
    asked.accept_button.click()
    assert asked.notice.words == "Print 1 to 50 copies at a time."
    assert copies.value() == 500
    copies.setValue(3)
    asked.accept_button.click()
    assert sent == [3]


def test_the_printer_is_chosen_once_and_remembered_for_this_counter(qtbot, workshop):
    screen = workshop.screen("reports", "siti")
    drawn(qtbot, screen)
    press(screen.print_button, Key.Key_F8)
    asked = prompt(screen)
    press(asked.editor("copies"), Key.Key_Tab)
    press(asked.editor("printer"), Key.Key_End, Key.Key_Return)
    assert workshop.tray.printer == "Canon LBP"
    assert screen.place.config.printers.report == "Canon LBP"
    assert screen.printer.text() == "Prints on Canon LBP"
    drawn(qtbot, screen, "leaflet")
    press(screen.print_button, Key.Key_F8, Key.Key_Return)
    assert workshop.tray.printer == "Canon LBP"


def test_a_printer_that_can_not_be_remembered_prints_all_the_same(qtbot, workshop, monkeypatch):
    def full(*_values: Any) -> None:
        raise OSError(28, "No space left on device")

    frame = workshop.frame("siti", "reports")
    screen = frame.screen_now
    drawn(qtbot, screen)
    monkeypatch.setattr(config, "save", full)
    press(screen.print_button, Key.Key_F8)
    asked = prompt(screen)
    asked.editor("printer").setCurrentIndex(asked.editor("printer").findData("Canon LBP"))
    press(asked.editor("copies"), Key.Key_Return)
    assert workshop.tray.printer == "Canon LBP"
    assert len(workshop.tray.printed) == 1
    assert screen.place.config.printers.report == ""
    assert "the disk is full" in frame.notice.words
    assert not asked.isVisible()


def test_a_pdf_printer_prints_as_many_pages_as_are_seen(qtbot, workshop, tmp_path):
    screen = workshop.screen("reports", "siti")
    screen.place.papers.printers = FilePrinter(str(tmp_path))
    drawn(qtbot, screen)
    press(screen.print_button, Key.Key_F8)
    press(prompt(screen).editor("copies"), Key.Key_Return)
    pages = PdfReader(tmp_path / "001.pdf").pages
    assert len(pages) == screen.preview.document.pageCount()
    assert round(float(pages[0].mediabox.width)) == round(screen.preview.document.pagePointSize(0).width())


def test_without_a_printer_the_paper_is_kept_and_offered_again(qtbot, workshop):
    workshop.tray.missing = True
    screen = workshop.screen("reports", "siti")
    drawn(qtbot, screen)
    assert not screen.kept.isVisible()
    press(screen.print_button, Key.Key_F8)
    asked = prompt(screen)
    assert list(asked.values()) == ["copies"]
    press(asked.editor("copies"), Key.Key_Return)
    assert [one.paper for one in screen.place.papers.kept] == ["daily"]
    assert screen.kept.isVisible()
    workshop.tray.missing = False
    screen.kept.all.click()
    assert workshop.tray.titles == ["Daily service report, Monday, 6 April 2026"]
    assert not screen.kept.isVisible()


def test_esc_in_the_prompt_prints_nothing(qtbot, workshop):
    screen = workshop.screen("reports", "siti")
    drawn(qtbot, screen)
    press(screen.print_button, Key.Key_F8, Key.Key_F8)
    press(prompt(screen), Key.Key_Escape)
    assert workshop.tray.printed == []


def test_f8_while_it_is_drawn_waits_for_the_paper(qtbot, workshop):
    screen = workshop.screen("reports", "siti")
    drawn(qtbot, screen)
    press(screen.shelf, Key.Key_Down)
    assert screen.preview.waits
    press(screen.shelf, Key.Key_Return)
    qtbot.waitUntil(lambda: any(one.isVisible() for one in screen.findChildren(Prompt)))
    press(prompt(screen).editor("copies"), Key.Key_Return)
    assert workshop.tray.titles == ["Recapitulation of applications, Year 2026"]


def test_esc_stops_drawing_and_f5_draws_after_all(qtbot, workshop):
    screen = workshop.screen("reports", "siti")
    drawn(qtbot, screen)
    press(screen.shelf, Key.Key_Down)
    press(screen.shelf, Key.Key_Escape)
    assert screen.preview.words == "Stopped."
    assert not screen.print_button.isEnabled()
    screen.refresh()
    assert "REKAPITULASI" in words(drawn(qtbot, screen)).upper()


def test_the_day_moves_by_keys(qtbot, workshop):
    screen = workshop.screen("reports", "siti")
    drawn(qtbot, screen)
    for key, day in (
        (Key.Key_Up, "05-04-2026"),
        (Key.Key_PageUp, "05-03-2026"),
        (Key.Key_PageDown, "05-04-2026"),
        (Key.Key_Down, "06-04-2026"),
    ):
        press(screen.chooser.first, key)
        assert screen.chooser.first.text() == day
    screen.chooser.pills["before"].click()
    assert screen.chooser.first.text() == "02-04-2026"  # Good Friday and the weekend are closed
    assert "Kamis, 2 April 2026" in words(drawn(qtbot, screen))


def test_whole_months_go_by_with_the_page_keys(qtbot, workshop):
    screen = workshop.screen("reports", "siti")
    drawn(qtbot, screen, "register")
    assert screen.chooser.words.text() == "April 2026"
    press(screen.chooser.first, Key.Key_PageUp, Key.Key_PageUp)
    assert screen.chooser.words.text() == "February 2026"
    assert (screen.chooser.first.text(), screen.chooser.last.text()) == ("01-02-2026", "28-02-2026")
    screen.chooser.pills["year"].click()
    assert screen.chooser.words.text() == "Year 2026"
    pick(screen, "daily")
    pick(screen, "register")
    assert screen.chooser.words.text() == "Year 2026"


def type_in(editor: QLineEdit, typed: str) -> None:
    editor.selectAll()
    QTest.keyClicks(editor, typed)
    QTest.keyClick(editor, Key.Key_Return)


def test_a_typed_day_is_drawn(qtbot, workshop):
    screen = workshop.screen("reports", "siti")
    drawn(qtbot, screen)
    type_in(screen.chooser.first, "31032026")
    assert "Selasa, 31 Maret 2026" in words(drawn(qtbot, screen))


def test_what_is_no_date_is_said_at_the_field_and_the_paper_stays(qtbot, workshop):
    screen = workshop.screen("reports", "siti")
    pdf = drawn(qtbot, screen)
    type_in(screen.chooser.first, "31-02-2026")
    assert screen.chooser.first_field.hint == "Write the date as day-month-year."
    assert screen.drawn.pdf == pdf


def test_a_day_to_come_is_said_at_the_field(qtbot, workshop):
    screen = workshop.screen("reports", "siti")
    type_in(screen.chooser.first, "07-04-2026")
    assert screen.chooser.first_field.hint == "7 April 2026 is still to come. Choose today or an earlier day."
    qtbot.waitUntil(lambda: screen.preview.words.endswith("Choose today or an earlier day."))
    assert not screen.print_button.isEnabled()


def test_an_end_before_the_beginning_leaves_nothing_to_print(qtbot, workshop):
    screen = workshop.screen("reports", "siti")
    drawn(qtbot, screen, "register")
    type_in(screen.chooser.last, "01-01-2026")
    assert screen.chooser.last_field.hint == "The end lies before the beginning. Check the two dates."
    qtbot.waitUntil(lambda: screen.preview.words != "")
    assert not screen.print_button.isEnabled()


def test_a_service_chosen_for_the_leaflet_holds_for_the_poster(qtbot, workshop):
    screen = workshop.screen("reports", "ani")
    drawn(qtbot, screen, "leaflet")
    QTest.keyClick(screen.chooser.pick, Key.Key_End)
    chosen = screen.chooser.pick.currentText()
    drawn(qtbot, screen, "poster")
    assert screen.chooser.pick.currentText() == chosen
    assert screen.drawn.wanted.about == chosen


def saving(monkeypatch: Any, path: Path | None) -> list[str]:
    """Let the system's dialog answer ``path``; return the names it was offered."""
    offered: list[str] = []

    def ask(_parent: QWidget, _title: str, start: str, _filter: str) -> tuple[str, str]:
        offered.append(Path(start).name)
        return (str(path) if path else "", "")

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    return offered


def test_a_saved_pdf_is_what_is_seen(qtbot, workshop, tmp_path, monkeypatch):
    offered = saving(monkeypatch, tmp_path / "hari ini")
    screen = workshop.screen("reports", "siti")
    pdf = drawn(qtbot, screen)
    screen.pdf_button.click()
    assert offered == ["Daily service report 06-04-2026.pdf"]
    assert (tmp_path / "hari ini.pdf").read_bytes() == pdf
    assert screen.notice.words == f"Saved: {tmp_path / 'hari ini.pdf'}"


def test_a_report_is_saved_as_a_spreadsheet_and_a_leaflet_is_not(qtbot, workshop, tmp_path, monkeypatch):
    saving(monkeypatch, tmp_path / "daily.xlsx")
    screen = workshop.screen("reports", "siti")
    drawn(qtbot, screen)
    screen.xlsx_button.click()
    assert "xl/workbook.xml" in ZipFile(tmp_path / "daily.xlsx").namelist()
    drawn(qtbot, screen, "leaflet")
    assert not screen.xlsx_button.isVisible()


def test_a_folder_that_is_not_there_is_said_and_nothing_is_written(qtbot, workshop, tmp_path, monkeypatch):
    saving(monkeypatch, tmp_path / "gone" / "x.pdf")
    frame = workshop.frame("siti", "reports")
    screen = frame.screen_now
    drawn(qtbot, screen)
    before = sorted(tmp_path.rglob("*"))
    screen.pdf_button.click()
    assert frame.notice.words.startswith("There is no folder")
    assert sorted(tmp_path.rglob("*")) == before
    assert screen.notice.words == ""


def test_no_file_is_written_when_the_dialog_is_left(qtbot, workshop, tmp_path, monkeypatch):
    saving(monkeypatch, None)
    screen = workshop.screen("reports", "siti")
    drawn(qtbot, screen)
    screen.pdf_button.click()
    assert screen.notice.words == ""


def test_pages_turn_and_grow_by_keys(qtbot, workshop):
    for _n in range(40):
        workshop.counter.accepted("letter")
    screen = workshop.screen("reports", "siti")
    drawn(qtbot, screen, "register")
    press(screen.shelf, Key.Key_PageDown)
    qtbot.waitUntil(lambda: screen.preview.pages.text() == "Page 2 of 2")
    press(screen.preview.view, Key.Key_PageUp)
    qtbot.waitUntil(lambda: screen.preview.pages.text() == "Page 1 of 2")
    before = screen.preview.factor()
    screen.preview.closer.click()
    assert screen.preview.factor() > before
    screen.preview.whole_page.click()
    assert screen.preview.factor() < before * 1.01


def test_what_changed_meanwhile_is_drawn_anew_when_the_screen_is_seen_again(qtbot, workshop):
    frame = workshop.frame("siti", "reports")
    screen = frame.screen_now
    before = drawn(qtbot, screen, "register")
    frame.show_screen("reports")
    frame.hide()
    number = workshop.counter.accepted("letter")
    frame.show()
    qtbot.waitUntil(lambda: screen.drawn is not None and screen.drawn.pdf != before)
    assert number in words(drawn(qtbot, screen))


def test_tab_goes_from_the_list_through_the_dates_to_the_acts(qtbot, workshop):
    screen = workshop.screen("reports", "siti")
    drawn(qtbot, screen)
    seen = []
    press(screen.shelf, Key.Key_Tab)
    for _n in range(5):
        focus = QApplication.focusWidget()
        seen.append(focus.accessibleName())
        press(focus, Key.Key_Tab)
    assert seen == ["Day", "Today", "Last working day", "Print it", "Save as PDF"]


def test_on_the_next_morning_today_is_another_day(qtbot, workshop):
    frame = workshop.frame("siti", "reports")
    screen = frame.screen_now
    drawn(qtbot, screen)
    frame.show_screen("dashboard")
    workshop.counter.clock.set("2026-04-07T08:00")
    workshop.counter.accepted("letter")
    frame.show_screen("reports")
    assert "Selasa, 7 April 2026" in words(drawn(qtbot, screen))


def test_the_audit_is_of_everybody_of_somebody_or_of_one_application(qtbot, workshop):
    number = workshop.counter.opened("letter", by="ani")
    workshop.counter.run("receive_blangko", by="budi", kind="ktp_el", quantity=3)
    screen = workshop.screen("reports", "siti")
    everybody = words(drawn(qtbot, screen, "audit"))
    assert "Kiriman blangko dibukukan" in everybody
    assert "Dibuka" in everybody
    QTest.keyClick(screen.chooser.pick, Key.Key_Down)
    assert "Hanya entri Ani" in words(drawn(qtbot, screen))
    type_in(screen.chooser.number, number[:6])
    assert screen.chooser.number_field.hint == "The whole number, as it stands on the receipt."
    type_in(screen.chooser.number, number.lower())
    assert f"Hanya entri tentang {number}" in words(drawn(qtbot, screen))
    assert not screen.chooser.pick.isEnabled()
    assert not screen.xlsx_button.isHidden()


def test_only_a_supervisor_is_offered_the_audit(workshop):
    assert "Audit report" in titles(workshop.screen("reports", "siti"))
    for by in ("ani", "camat"):
        assert "Audit report" not in titles(workshop.screen("reports", by))
