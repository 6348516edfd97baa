"""The screen of applications: views, search, the list and the page that follows it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from files_at_hand import listed, next_thing, opened, press, prompt_of, said, search, type_text
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from workshop import Workshop

from counter_app.office.catalogue import shipped
from counter_app.ui.applications.filters import PAUSE
from counter_app.ui.parts.prompt import Prompt

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


def test_the_views_show_how_many_they_hold(workshop: Workshop) -> None:
    workshop.counter.accepted("letter")
    workshop.counter.at("letter", "hand_over")
    workshop.counter.opened("kk")
    pills = opened(workshop).pills.pills
    assert pills["in_process"].text() == "In process  1"
    assert pills["ready"].text() == "Ready to collect  1"
    assert pills["today"].text() == "Today  3"
    assert pills["checking"].isVisible()
    assert not pills["offered"].isVisible()


def test_counts_follow_what_others_do(workshop: Workshop) -> None:
    screen = opened(workshop)
    workshop.counter.accepted("letter")
    assert screen.pills.pills["in_process"].text() == "In process  1"
    assert len(listed(screen)) == 1


def test_alt_and_a_figure_choose_a_view(workshop: Workshop) -> None:
    ready = workshop.counter.at("letter", "hand_over")
    working = workshop.counter.accepted("letter")
    screen = opened(workshop)
    assert listed(screen) == [working]
    press(workshop, Qt.Key.Key_4, ALT)
    assert listed(screen) == [ready]
    assert screen.pills.pills["ready"].isChecked()
    assert screen.page.number.text() == ready
    press(workshop, Qt.Key.Key_0, ALT)
    assert set(listed(screen)) == {ready, working}


@pytest.mark.parametrize(
    "view", ["today", "stalled", "ready", "late", "returned", "sent_back", "mine", "offered", ""]
)
def test_every_empty_view_says_so(workshop: Workshop, view: str) -> None:
    screen = opened(workshop, f"view:{view}")
    assert screen.listing.empty.isVisible()
    assert screen.listing.empty.title.text()
    assert screen.page.found is None
    assert not screen.bar.next.isVisible()
    assert not screen.bar.more.isVisible()


def test_a_long_list_fetches_pages_as_it_is_scrolled(workshop: Workshop) -> None:
    for n in range(230):
        workshop.counter.opened("letter", name=f"Orang {n:03}")
    screen = opened(workshop, "view:checking")
    assert len(listed(screen)) == 100
    press(workshop, Qt.Key.Key_End, CTRL)
    screen.listing.table.scrollToBottom()
    workshop.qtbot.waitUntil(lambda: len(listed(screen)) >= 200)
    screen.listing.table.scrollToBottom()
    workshop.qtbot.waitUntil(lambda: len(listed(screen)) == 230)
    assert len(set(listed(screen))) == 230


def test_the_page_follows_the_arrows(workshop: Workshop) -> None:
    first, second = workshop.counter.accepted("letter"), workshop.counter.accepted("letter")
    screen = opened(workshop, "view:in_process")
    assert screen.page.number.text() == first
    press(workshop, Qt.Key.Key_Down)
    assert screen.page.number.text() == second
    assert screen.page.name.text() == "Warga 2"


def test_the_current_row_stays_after_a_change(workshop: Workshop) -> None:
    for _n in range(40):
        workshop.counter.accepted("letter")
    screen = opened(workshop, "view:in_process")
    for _n in range(30):
        press(workshop, Qt.Key.Key_Down)
    current, scrolled = screen.page.number.text(), screen.listing.table.verticalScrollBar().value()
    workshop.counter.accepted("letter")
    assert screen.listing.table.current()["application"] == current
    assert screen.listing.table.verticalScrollBar().value() == scrolled
    assert screen.page.number.text() == current


def test_what_left_the_view_stays_on_the_page_and_the_arrows_go_on_from_there(workshop: Workshop) -> None:
    numbers = [workshop.counter.at("letter", "hand_over") for _n in range(3)]
    screen = opened(workshop, "view:ready")
    press(workshop, Qt.Key.Key_Down)
    next_thing(workshop)
    prompt = screen.findChild(Prompt)
    for name in ("proof", "receipt"):
        prompt.editor(name).setCurrentIndex(1)
    press(workshop, Qt.Key.Key_Return)
    assert listed(screen) == [numbers[0], numbers[2]]
    assert screen.page.number.text() == numbers[1]
    assert screen.page.chip.words == "Collected"
    press(workshop, Qt.Key.Key_Down)
    assert screen.page.number.text() == numbers[2]


def test_typing_narrows_the_view(workshop: Workshop) -> None:
    workshop.counter.accepted("letter", name="Rina Wulandari")
    other = workshop.counter.accepted("letter", name="Joko Susilo")
    screen = opened(workshop)
    search(workshop, screen, "susi")
    assert listed(screen) == [other]
    press(workshop, Qt.Key.Key_Escape)
    workshop.qtbot.wait(PAUSE * 2)
    assert len(listed(screen)) == 2


def test_enter_looks_everywhere_when_the_view_has_nothing(workshop: Workshop) -> None:
    ready = workshop.counter.at("letter", "hand_over", name="Rina Wulandari")
    screen = opened(workshop, "view:late")
    search(workshop, screen, "wulan")
    assert screen.listing.empty.detail.text() == "Press Enter to look in all applications."
    press(workshop, Qt.Key.Key_Return)
    assert listed(screen) == [ready]
    assert screen.pills.chosen == ""


def test_a_scanned_number_shows_its_application(workshop: Workshop) -> None:
    ready = workshop.counter.at("letter", "hand_over")
    screen = opened(workshop, "view:late")
    press(workshop, Qt.Key.Key_F6)
    type_text(workshop, ready.lower())
    press(workshop, Qt.Key.Key_Return)
    assert screen.page.number.text() == ready


def test_arrows_in_the_search_move_in_the_list(workshop: Workshop) -> None:
    workshop.counter.accepted("letter")
    second = workshop.counter.accepted("letter")
    screen = opened(workshop)
    search(workshop, screen, "warga")
    press(workshop, Qt.Key.Key_Down)
    first_is_second = listed(screen)[0] == second
    assert screen.page.number.text() == listed(screen)[1]
    assert not first_is_second
    assert QApplication.focusWidget() is screen.listing.filters.search


def test_a_search_that_is_refused_says_why(workshop: Workshop) -> None:
    workshop.counter.accepted("letter")
    screen = opened(workshop, "view:")
    search(workshop, screen, "zzz")
    assert screen.listing.empty.title.text() == "Nothing found in “All”."


def test_service_and_period_narrow_the_list(workshop: Workshop) -> None:
    letter = workshop.counter.accepted("letter")
    workshop.counter.clock.set("2026-04-20T09:00")
    card = workshop.counter.accepted("ktp")
    screen = opened(workshop)
    filters = screen.listing.filters
    filters.service.setCurrentIndex(filters.service.findData("ktp_baru"))
    filters.service.activated.emit(0)
    assert listed(screen) == [card]
    filters.service.setCurrentIndex(0)
    filters.period.setCurrentIndex(filters.period.findData("week"))
    filters.period.activated.emit(0)
    assert listed(screen) == [card]
    filters.period.setCurrentIndex(filters.period.findData("chosen"))
    filters.period.activated.emit(0)
    prompt = prompt_of(screen)
    prompt.editor("first").setText("01042026")
    prompt.editor("last").setText("07042026")
    press(workshop, Qt.Key.Key_Return)
    assert listed(screen) == [letter]


def pick_period(screen: Any, name: str) -> None:
    period = screen.listing.filters.period
    period.setCurrentIndex(period.findData(name))
    period.activated.emit(period.currentIndex())


def test_days_that_esc_leaves_unsaid_narrow_nothing(workshop: Workshop) -> None:
    workshop.counter.accepted("letter")
    workshop.counter.clock.set("2026-05-04T09:00")
    card = workshop.counter.accepted("ktp")
    screen = opened(workshop)
    filters = screen.listing.filters
    pick_period(screen, "chosen")
    press(workshop, Qt.Key.Key_Escape)
    assert (filters.period.currentText(), filters.narrowed) == ("Any time", False)
    assert len(listed(screen)) == 2
    pick_period(screen, "week")
    pick_period(screen, "chosen")
    press(workshop, Qt.Key.Key_Escape)
    assert (filters.period.currentText(), listed(screen)) == ("Last 7 days", [card])


def test_chosen_days_stay_until_another_period_is_chosen(workshop: Workshop) -> None:
    letter = workshop.counter.accepted("letter")
    workshop.counter.clock.set("2026-05-04T09:00")
    workshop.counter.accepted("ktp")
    screen = opened(workshop)
    period = screen.listing.filters.period
    pick_period(screen, "chosen")
    prompt_of(screen).editor("first").setText("01042026")
    prompt_of(screen).editor("last").setText("07042026")
    press(workshop, Qt.Key.Key_Return)
    pick_period(screen, "chosen")
    assert prompt_of(screen).values()["last"] == dt.date(2026, 4, 7)
    press(workshop, Qt.Key.Key_Escape)
    assert (period.currentText(), listed(screen)) == ("01-04-26 – 07-04-26", [letter])  # noqa: RUF001
    pick_period(screen, "")
    assert period.itemText(period.findData("chosen")) == "From … to …"


def test_a_renamed_service_is_renamed_in_the_filter(workshop: Workshop) -> None:
    screen = opened(workshop)
    box = screen.listing.filters.service
    box.setCurrentIndex(box.findData("sktm"))
    before, text = box.currentText(), shipped("services/sktm.toml")
    workshop.counter.run("change_service", by="siti", definition=text.replace(before, "Letter of need"))
    assert (box.currentData(), box.currentText()) == ("sktm", "Letter of need")


def test_the_order_is_kept_for_each_view(workshop: Workshop) -> None:
    numbers = [workshop.counter.opened("letter", name=name) for name in ("Cici", "Agus", "Budi")]
    screen = opened(workshop, "view:")
    filters = screen.listing.filters
    assert listed(screen) == numbers[::-1]
    filters.sort.setCurrentIndex(filters.sort.findData("name"))
    filters.sort.activated.emit(0)
    assert listed(screen) == [numbers[1], numbers[2], numbers[0]]
    press(workshop, Qt.Key.Key_3, ALT)
    assert filters.sort.currentData() == "stalled_since"
    press(workshop, Qt.Key.Key_0, ALT)
    assert filters.sort.currentData() == "name"


def test_a_number_is_shown_whatever_the_view(workshop: Workshop) -> None:
    ready = workshop.counter.at("letter", "hand_over")
    workshop.counter.accepted("letter")
    screen = opened(workshop, ready)
    assert screen.page.number.text() == ready
    assert screen.listing.table.current()["application"] == ready


def test_a_number_that_nobody_has_is_refused(workshop: Workshop) -> None:
    screen = opened(workshop, "L1-20200101-0001")
    assert "There is no application L1-20200101-0001" in said(screen)
    assert screen.page.found is None


def test_a_cause_opens_what_stands_still_for_it(workshop: Workshop) -> None:
    card = workshop.counter.at("ktp", "print")
    screen = opened(workshop, "cause:blangko")
    assert listed(screen) == [card]
    assert screen.listing.causes.chips["blangko"].isChecked()
    assert screen.listing.causes.chips["blangko"].text() == "Waiting for blank cards  1"
    screen.listing.causes.chips["blangko"].click()
    assert screen.listing.causes.chosen == ""
