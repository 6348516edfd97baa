"""Dashboard: the day's figures as the journal tells them, what stands still, a way to each list."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from counter_app.printing.wording import NOTHING
from counter_app.ui import theme
from counter_app.ui.dashboard import screen as module

Key = Qt.Key


def figures(screen: Any) -> dict[str, str]:
    return {name: tile.accessibleName() for name, tile in screen.figures.tiles.items()}


def wanted(screen: Any) -> list[tuple[str, object]]:
    """Return, as they come, the screens that are asked for; none is opened."""
    asked: list[tuple[str, object]] = []
    screen.place.wanted.disconnect()
    screen.place.wanted.connect(lambda name, show: asked.append((name, show)))
    return asked


@pytest.fixture
def story(workshop: Any) -> Any:
    """Two days: a card waits for a blank, letters for a signature, one citizen was sent home."""
    counter = workshop.counter
    counter.at("ktp", "print")
    counter.at("letter", "sign")
    counter.run("return_application", application=counter.opened("ktp"))
    counter.clock.set("2026-04-07T09:00")
    counter.at("letter", "sign")
    counter.at("letter", "hand_over")
    return counter


def test_nothing_is_said_to_stand_still_before_the_answer_came(workshop, story, monkeypatch):
    screen = workshop.screen("dashboard", "siti")
    monkeypatch.setattr(module.Dashboard, "_refresh", lambda _self: None)
    fresh = module.Dashboard(screen.place)
    fresh.show()
    assert fresh.waiting.isVisible()
    assert not any(part.isVisible() for part in (fresh.figures, fresh.standstill, fresh.first_day))
    screen.place.ops.ask(module.Question(), fresh, fresh._show)
    assert not fresh.waiting.isVisible()
    assert fresh.standstill.isVisible()
    fresh.deleteLater()


def test_figures_stand_beside_those_of_the_working_day_before(workshop, story):
    screen = workshop.screen("dashboard", "siti")
    assert figures(screen) == {
        "received": "Received today: 2, 2 yesterday",
        "done": "Done today: 1, 0 yesterday",
        "returned": "Sent home for papers: 0, 1 yesterday",
        "open": "Still in process: 3, 2 yesterday",
        "late": "Past the deadline: 1, 1 yesterday",
    }


def test_after_a_weekend_the_day_before_is_named(workshop, story):
    story.clock.set("2026-04-13T09:00")
    screen = workshop.screen("dashboard", "siti")
    assert figures(screen)["received"] == "Received today: 0, 0 on Friday"


def test_what_stands_still_reads_like_sentences(workshop, story):
    story.run("expect_blangko", by="siti", kind="ktp_el", quantity=10, on="2026-04-20")
    story.clock.set("2026-04-10T09:00")
    screen = workshop.screen("dashboard", "siti")
    assert screen.standstill.lines.told == [
        "1 waits for a blank card "
        "Longest 4 working days · what frees them: the delivery expected on 20 April 2026",
        "2 wait for a signature Longest 4 working days · what frees them: a signature: the folder waits",
    ]
    assert not screen.standstill.empty.isVisible()


def test_enter_on_a_row_opens_its_list(workshop, story):
    story.clock.set("2026-04-10T09:00")
    screen = workshop.screen("dashboard", "siti")
    asked = wanted(screen)
    card, signature = screen.standstill.lines.lines[:2]
    QTest.keyClick(card, Key.Key_Return)
    QTest.keyClick(signature, Key.Key_Space)
    QTest.mouseClick(screen.figures.tiles["late"], Qt.MouseButton.LeftButton)
    QTest.keyClick(screen.supply.lines.lines[0], Key.Key_Return)
    QTest.keyClick(screen.flow.lines.lines[0], Key.Key_Enter)
    assert asked == [
        ("applications", "cause:blangko"),
        ("applications", "cause:signature"),
        ("applications", "view:late"),
        ("blangko", "ktp_el"),
        ("signing", None),
    ]


def test_what_was_done_today_leads_to_just_that(workshop, story):
    number = story.at("letter", "hand_over")
    story.run("hand_over_application", application=number, receiver="Warga")
    story.clock.set("2026-04-08T09:00")
    collected = story.at("letter", "hand_over")
    story.run("hand_over_application", application=collected, receiver="Warga")
    frame = workshop.frame("siti", "dashboard")
    assert figures(frame.screen_now)["done"].startswith("Done today: 1,")
    frame.screen_now.figures.tiles["done"].click()
    screen = frame.screen_now
    assert [row["application"] for row in screen.listing.rows.rows] == [collected]
    assert screen.pills.pills["done"].isVisible()
    screen.pills.pills["ready"].click()
    assert not screen.pills.pills["done"].isVisible()


def test_a_row_shows_the_list_on_the_screen_of_applications(workshop, story):
    frame = workshop.frame("siti", "dashboard")
    QTest.keyClick(frame.screen_now.standstill.lines.lines[0], Key.Key_Return)
    assert type(frame.screen_now).__name__ == "Applications"


def test_arrows_go_from_figure_to_figure(workshop, story):
    screen = workshop.screen("dashboard", "siti")
    screen.window().activateWindow()
    QApplication.processEvents()
    tiles = list(screen.figures.tiles.values())
    tiles[0].setFocus()
    QTest.keyClick(tiles[0], Key.Key_Right)
    assert QApplication.focusWidget() is tiles[1]
    QTest.keyClick(tiles[1], Key.Key_Left)
    assert QApplication.focusWidget() is tiles[0]


def test_the_folder_and_who_signs_today(workshop, story):
    story.clock.set("2026-04-08T09:00")
    screen = workshop.screen("dashboard", "camat")
    assert screen.flow.lines.told[:2] == [
        "2 files wait for a signature The oldest for 2 working days",
        "Camat Hasan Basri signs today",
    ]
    story.run(
        "record_absence",
        by="siti",
        official="camat",
        from_="2026-04-08",
        to="2026-04-09",
        reason="dinas luar",
    )
    screen.refresh()
    assert screen.flow.lines.told[1] == "Nobody may sign today Camat away until 9 Apr: dinas luar"


def test_the_queue_and_the_minutes_at_the_counter(workshop):
    counter = workshop.counter
    for _n in range(3):
        counter.run("issue_ticket", group="A")
    counter.clock.advance(minutes=10)
    counter.run("finish_ticket", ticket=counter.run("call_next").ids["ticket"])
    number = counter.opened("letter")
    counter.clock.advance(minutes=6)
    counter.complete(number)
    counter.run("accept_application", application=number)
    screen = workshop.screen("dashboard", "siti")
    assert screen.flow.lines.told[2:] == [
        "2 wait in the queue, the longest 16 min "
        "1 served today · mean wait 10 min, nine of ten at most 10 min",
        "An errand takes 6 min The standard is 12 min; measured on 1 errand today",
    ]


def test_the_camat_is_not_led_to_a_counter_that_he_does_not_have(workshop, story):
    screen = workshop.screen("dashboard", "camat")
    assert not screen.flow.lines.lines[2].leads
    assert workshop.screen("dashboard", "siti").flow.lines.lines[2].leads


def test_charts_say_their_figures(workshop, story):
    screen = workshop.screen("dashboard", "siti")
    charts = screen.charts
    assert charts.weeks.picture.accessibleName() == (
        "The last weeks. week of 6 Apr: 4 received, 1 done, 3 open"
    )
    assert charts.ages.picture.accessibleName().startswith("How long open. 0 to 1 working days: 3; 2 to 5")
    assert charts.causes.picture.accessibleName().startswith(
        "Why they stand still. Waiting for blank cards: 1"
    )
    assert screen.supply.picture.accessibleName() == (
        "How long the blank stock lasts. KTP-el: 0 on hand; KIA: 0 on hand; KK: 0 on hand"
    )


def test_charts_are_as_large_as_their_place_and_in_the_theme_s_colours(workshop, story):
    screen = workshop.screen("dashboard", "siti")
    picture = screen.charts.weeks.picture
    workshop.qtbot.waitUntil(lambda: picture.image.size() == picture.size())
    colours = {picture.image.pixelColor(x, y).name() for x in range(0, 300, 3) for y in range(0, 150, 3)}
    assert {theme.LIGHT.card.lower(), theme.LIGHT.accent.lower()} <= colours
    before = picture.size()
    screen.window().resize(1600, 900)
    workshop.qtbot.waitUntil(lambda: picture.size() != before and picture.image.size() == picture.size())
    assert screen.charts.causes.isVisible()


def test_the_same_figures_are_not_drawn_twice(workshop, story):
    screen = workshop.screen("dashboard", "siti")
    picture = screen.charts.ages.picture
    workshop.qtbot.waitUntil(lambda: picture.image.size() == picture.size())
    image = picture.image
    screen.tick()
    assert picture.image is image


def test_an_office_on_its_first_day_looks_kind(workshop):
    screen = workshop.screen("dashboard", "siti")
    assert screen.first_day.isVisible()
    assert not screen.charts.isVisible()
    assert screen.standstill.empty.isVisible()
    assert figures(screen)["received"] == "Received today: 0"
    assert screen.flow.lines.told == [
        "The folder for signature is empty",
        "Camat Hasan Basri signs today",
        "Nobody waits in the queue Nobody was called today",
        "No errand was finished today The standard is 12 min",
    ]


def test_missing_papers_and_the_work_of_each_member_of_staff(workshop, story):
    screen = workshop.screen("dashboard", "siti")
    assert len(screen.lists.missing.told) == 10
    assert screen.lists.staff.told[-6:-3] == ["Ani", "2", NOTHING]


def test_f8_prints_the_report_of_today(workshop, story):
    frame = workshop.frame("siti", "dashboard")
    frame.activateWindow()
    QApplication.processEvents()
    QTest.keyClick(frame.screen_now.print_button, Key.Key_F8)
    assert workshop.tray.titles == ["Daily service report, Tuesday, 7 April 2026"]
    assert frame.notice.words == "Today's report went to the printer."


def test_the_board_is_asked_anew_only_every_few_seconds(workshop, story, monkeypatch):
    monkeypatch.setattr(module, "REST", 40)
    screen = workshop.screen("dashboard", "siti")
    screen._soon.setInterval(40)
    asked: list[int] = []
    monkeypatch.setattr(screen, "_refresh", lambda: asked.append(1))
    for _n in range(3):
        story.accepted("letter")
    assert asked == []
    workshop.qtbot.waitUntil(lambda: asked == [1])


def test_charts_that_were_told_while_nobody_looked_are_drawn_when_they_are_seen(workshop, story):
    frame = workshop.frame("siti", "dashboard")
    screen = frame.screen_now
    screen.refresh()
    frame.show_screen("applications")
    story.accepted("letter")
    screen._refresh()
    frame.show_screen("dashboard")
    picture = screen.charts.weeks.picture
    assert "5 received" in picture.accessibleName()
    workshop.qtbot.waitUntil(lambda: picture._drawn[0] == picture.accessibleName())


def test_who_called_out_of_turn_today_is_named_below_the_queue(workshop, story):
    for _n in range(3):
        story.run("issue_ticket", group="A")
    for by, number in (("ani", "A003"), ("budi", "A002")):
        ticket = f"L1-20260407-{number}"
        story.run("call_ticket", by=by, ticket=ticket, reason="sakit")
        story.run("finish_ticket", by=by, ticket=ticket)
    screen = workshop.screen("dashboard", "siti")
    assert screen.flow.lines.told[3] == "2 called out of turn today Ani: 1, past 2 · Budi: 1, past 1"
    story.clock.advance(days=1)
    screen.refresh()
    assert not any("out of turn" in line for line in screen.flow.lines.told)
