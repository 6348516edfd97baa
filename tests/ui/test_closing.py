"""Closing a day on its report: said before, confirmed, done once; the dashboard reminds of it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from test_reports import drawn, prompt, words
from workshop import Held

Key = Qt.Key


def press(widget: Any, key: Any) -> None:
    QTest.keyClick(widget, key)
    QApplication.processEvents()


def closings(counter: Any) -> list[str]:
    return [row[0] for row in counter.office.db.execute("SELECT day FROM closing ORDER BY day")]


def test_what_closing_means_is_said_before_and_enter_closes(qtbot, workshop):
    counter = workshop.counter
    counter.accepted("letter")
    screen = workshop.screen("reports", "siti")
    drawn(qtbot, screen)
    assert screen.closing.state.text() == "Not closed yet"
    screen.closing.act.click()
    asked = prompt(screen)
    [said] = [
        one.text() for one in asked.findChildren(type(screen.closing.state)) if "for ever" in one.text()
    ]
    assert "A closed day can't be opened again." in said
    assert "The office is open until 16:00: what comes after this counts in the next day." in said
    assert closings(counter) == []
    press(asked, Key.Key_Return)
    assert closings(counter) == ["2026-04-06"]
    assert "ditutup oleh Siti" in words(drawn(qtbot, screen))
    assert screen.closing.state.text() == "Closed by Siti, 6 April 2026 at 08:00"
    assert not screen.closing.act.isEnabled()


def test_keys_pressed_twice_close_once(qtbot, workshop):
    held = Held()
    screen = workshop.screen("reports", "siti", lanes=held.lanes)
    drawn(qtbot, screen)
    screen.closing.act.click()
    screen.closing.act.click()
    asked = prompt(screen)
    press(asked, Key.Key_Return)
    press(asked, Key.Key_Return)
    assert len(held.work) == 1
    held.go()
    assert closings(workshop.counter) == ["2026-04-06"]


def test_escape_closes_nothing(qtbot, workshop):
    screen = workshop.screen("reports", "siti")
    drawn(qtbot, screen)
    screen.closing.act.click()
    press(prompt(screen), Key.Key_Escape)
    assert closings(workshop.counter) == []


def test_days_that_are_closed_with_it_are_named(qtbot, workshop):
    counter = workshop.counter
    counter.run("close_day", by="siti", date="2026-04-06")
    counter.clock.set("2026-04-08T17:00")
    screen = workshop.screen("reports", "siti")
    drawn(qtbot, screen)
    named = "Closed with it, since nobody has closed them: 7 April 2026."
    assert screen.closing.detail.text() == named
    screen.closing.act.click()
    press(prompt(screen), Key.Key_Return)
    assert closings(counter) == ["2026-04-06", "2026-04-07", "2026-04-08"]


def test_only_a_supervisor_closes_and_others_see_whether_it_is_closed(qtbot, workshop):
    screen = workshop.screen("reports", "camat")
    drawn(qtbot, screen)
    assert not screen.closing.act.isVisible()
    assert screen.closing.state.text() == "Not closed yet"


def test_a_sheet_of_no_single_day_can_not_be_closed(qtbot, workshop):
    screen = workshop.screen("reports", "siti")
    drawn(qtbot, screen, "recap")
    assert not screen.closing.isVisible()


def test_the_dashboard_reminds_of_yesterday_and_leads_to_its_report(qtbot, workshop):
    counter = workshop.counter
    counter.accepted("letter")
    counter.clock.set("2026-04-07T08:00")
    screen = workshop.screen("dashboard", "siti")
    said = "Yesterday is not closed yet Look at its report and close it"
    assert said in screen.flow.lines.told
    screen.place.wanted.disconnect()
    reports = workshop.screen("reports", "siti")
    screen.place.wanted.connect(lambda _name, show: reports.open(show))
    screen.flow.lines.lines[screen.flow.lines.told.index(said)].click()
    assert "Senin, 6 April 2026" in words(drawn(qtbot, reports))
    counter.run("close_day", by="siti", date="2026-04-06")
    screen.refresh()
    assert said not in screen.flow.lines.told
