"""The screen of applications: views, search, the page, and every act, by keyboard."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from stories import nik
from workshop import Workshop

from counter_app.ui.applications.acts import _ORDER, _named, _printing
from counter_app.ui.applications.filters import PAUSE
from counter_app.ui.applications.more import More
from counter_app.ui.applications.page import Page
from counter_app.ui.parts.prompt import Prompt

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


def opened(workshop: Workshop, show: Any = "view:in_process", by: str = "ani") -> Any:
    screen = workshop.screen("applications", by, show)
    screen.window().activateWindow()
    QApplication.processEvents()
    return screen


def press(workshop: Workshop, key: Any, modifier: Any = Qt.KeyboardModifier.NoModifier) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    workshop.qtbot.keyClick(focus, key, modifier)


def type_text(workshop: Workshop, text: str) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    workshop.qtbot.keyClicks(focus, text)


def search(workshop: Workshop, screen: Any, text: str) -> None:
    press(workshop, Qt.Key.Key_F6)
    type_text(workshop, text)
    workshop.qtbot.wait(PAUSE * 2)


def next_thing(workshop: Workshop) -> None:
    press(workshop, Qt.Key.Key_Return, CTRL)


def listed(screen: Any) -> list[str]:
    return [row["application"] for row in screen.listing.rows.rows]


def prompt_of(screen: Any) -> Prompt:
    found = [one for one in screen.findChildren(Prompt) if one.isVisible()]
    assert len(found) == 1
    return found[0]


def fill(screen: Any, name: str, value: str) -> None:
    editor = prompt_of(screen).editor(name)
    if isinstance(editor, QLineEdit):
        editor.setText(value)
    else:
        editor.setCurrentIndex(editor.findData(value))


def more_of(screen: Any) -> list[More]:
    return [one for one in screen.findChildren(More) if one.isVisible()]


def choose(workshop: Workshop, screen: Any, letter: str) -> None:
    press(workshop, Qt.Key.Key_F4)
    assert more_of(screen)
    type_text(workshop, letter)


def said(screen: Any) -> str:
    return str(screen.window().notice.words)


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


def test_the_page_says_what_holds_it_and_what_frees_it(workshop: Workshop) -> None:
    workshop.counter.at("ktp", "print")
    workshop.counter.clock.set("2026-04-08T09:00")
    screen = opened(workshop, "view:stalled")
    block = screen.page.blocks[0]
    assert block.title.text() == "No blank KTP-el for this one. Number 1 in the line."
    assert block.detail.text().startswith("Since 6 Apr 2026 (2 working days). No expected delivery")
    workshop.counter.run("expect_blangko", by="siti", kind="ktp_el", quantity=50, on="2026-04-10")
    assert "Friday, 10 April 2026" in screen.page.blocks[0].detail.text()
    assert screen.page.way.words[-2] == "Print Waiting for blank cards · 2 working days"


def test_ctrl_enter_ends_the_step_at_work(workshop: Workshop) -> None:
    number = workshop.counter.accepted("letter")
    screen = opened(workshop)
    assert screen.bar.primary.name == "complete_step"
    step = screen.bar.primary.step
    next_thing(workshop)
    steps = {one["step"]: one["state"] for one in workshop.counter.show(number)["steps"]}
    assert steps[step] == "done"
    assert "Ctrl+Z takes it back" in said(screen)
    assert QApplication.focusWidget() is screen.listing.table


def test_enter_goes_to_the_button_and_enter_again_does_it(workshop: Workshop) -> None:
    number = workshop.counter.accepted("letter")
    screen = opened(workshop)
    press(workshop, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is screen.bar.next
    press(workshop, Qt.Key.Key_Space)
    assert any(one["state"] == "done" for one in workshop.counter.show(number)["steps"])


def test_printing_asks_for_the_serial_and_a_used_one_keeps_what_was_typed(workshop: Workshop) -> None:
    workshop.counter.run("receive_blangko", by="siti", kind="ktp_el", quantity=5)
    first, second = workshop.counter.at("ktp", "print"), workshop.counter.at("ktp", "print")
    workshop.counter.step(first, "print", serial="A1")
    screen = opened(workshop, second)
    next_thing(workshop)
    type_text(workshop, "A1")
    press(workshop, Qt.Key.Key_Return)
    prompt = prompt_of(screen)
    assert first in prompt.notice.words
    assert prompt.values()["serial"] == "A1"
    type_text(workshop, "2")
    press(workshop, Qt.Key.Key_Return)
    assert workshop.counter.state(second) == "ready"


def test_printing_out_of_line_is_not_the_next_thing_and_needs_a_reason(workshop: Workshop) -> None:
    workshop.counter.run("receive_blangko", by="siti", kind="ktp_el", quantity=1)
    workshop.counter.at("ktp", "print")
    behind = workshop.counter.at("ktp", "print")
    screen = opened(workshop, behind)
    assert screen.bar.primary is None
    choose(workshop, screen, "1")
    press(workshop, Qt.Key.Key_Return)
    assert workshop.counter.state(behind) == "in_process"
    type_text(workshop, "rawat inap")
    press(workshop, Qt.Key.Key_Return)
    assert workshop.counter.state(behind) == "ready"


def test_the_last_step_asks_for_the_shelf_where_the_office_has_shelves(workshop: Workshop) -> None:
    workshop.counter.run("change_settings", by="siti", settings={"shelves": True})
    number = workshop.counter.at("letter", "register")
    screen = opened(workshop, number)
    next_thing(workshop)
    fill(screen, "letter", "470/12")
    fill(screen, "shelf", "B-3")
    press(workshop, Qt.Key.Key_Return)
    found = workshop.counter.show(number)
    assert (found["state"], found["shelf"], found["letter"]) == ("ready", "B-3", "470/12")


def test_handing_over_names_the_applicant_and_prints_the_note(workshop: Workshop) -> None:
    number = workshop.counter.at("letter", "hand_over")
    screen = opened(workshop, "view:ready")
    next_thing(workshop)
    assert prompt_of(screen).values()["receiver"] == "Warga 1"
    press(workshop, Qt.Key.Key_Return)
    assert workshop.counter.state(number) == "collected"
    assert workshop.tray.titles == [f"Hand-over note {number}"] or len(workshop.tray.titles) == 1


def test_a_proxy_receives_with_a_power_of_attorney_and_the_old_card_is_withdrawn(workshop: Workshop) -> None:
    workshop.counter.run("receive_blangko", by="siti", kind="ktp_el", quantity=5)
    number = workshop.counter.at("ktp", "hand_over")
    screen = opened(workshop, number)
    next_thing(workshop)
    fill(screen, "receiver", "Budi Santoso")
    fill(screen, "relation", "proxy")
    fill(screen, "proof", "power of attorney and identity card")
    prompt_of(screen).editor("old_card_withdrawn").setChecked(True)
    press(workshop, Qt.Key.Key_Return)
    note = next(
        one["note"] for one in workshop.counter.show(number)["timeline"] if one["event"] == "handed_over"
    )
    assert note == "Budi Santoso, proxy, power of attorney and identity card"


def test_without_a_receiver_nothing_is_handed_over(workshop: Workshop) -> None:
    number = workshop.counter.at("letter", "hand_over")
    screen = opened(workshop, number)
    next_thing(workshop)
    fill(screen, "receiver", "")
    press(workshop, Qt.Key.Key_Return)
    assert workshop.counter.state(number) == "ready"
    press(workshop, Qt.Key.Key_Escape)
    assert not screen.findChildren(Prompt) or not screen.doing.asking


def test_a_printer_fault_does_not_lose_the_hand_over(workshop: Workshop) -> None:
    number = workshop.counter.at("letter", "hand_over")
    workshop.tray.jammed = True
    opened(workshop, number)
    next_thing(workshop)
    press(workshop, Qt.Key.Key_Return)
    assert workshop.counter.state(number) == "collected"


def test_undo_asks_for_a_reason_and_says_what_it_takes_back(workshop: Workshop) -> None:
    number = workshop.counter.at("letter", "hand_over")
    screen = opened(workshop, "view:ready")
    next_thing(workshop)
    press(workshop, Qt.Key.Key_Return)
    press(workshop, Qt.Key.Key_Z, CTRL)
    assert "Handed over" in prompt_of(screen)._fields["reason"].hint
    type_text(workshop, "salah orang")
    press(workshop, Qt.Key.Key_Return)
    assert workshop.counter.state(number) == "ready"
    assert listed(screen) == [number]


def test_undo_is_not_offered_to_a_colleague(workshop: Workshop) -> None:
    number = workshop.counter.at("letter", "hand_over")
    screen = opened(workshop, number, by="budi")
    assert "undo" not in [act.name for act in screen.bar.acts]
    press(workshop, Qt.Key.Key_Z, CTRL)
    assert not screen.doing.asking


def test_undo_too_late_keeps_what_was_typed(workshop: Workshop) -> None:
    number = workshop.counter.at("letter", "hand_over")
    screen = opened(workshop, number)
    press(workshop, Qt.Key.Key_Z, CTRL)
    type_text(workshop, "terlambat")
    workshop.counter.clock.advance(minutes=20)
    press(workshop, Qt.Key.Key_Return)
    prompt = prompt_of(screen)
    assert "within 15 minutes" in prompt.notice.words
    assert prompt.values()["reason"] == "terlambat"
    assert workshop.counter.state(number) == "ready"


def test_sending_back_offers_the_steps_that_were_done(workshop: Workshop) -> None:
    number = workshop.counter.at("letter", "hand_over")
    screen = opened(workshop, number)
    choose(workshop, screen, "b")
    fill(screen, "step", "verify")
    fill(screen, "reason", "salah nama")
    prompt_of(screen).editor("citizen_needed").setChecked(True)
    press(workshop, Qt.Key.Key_Return)
    assert workshop.counter.causes(number) == ["citizen"]
    assert screen.bar.primary.name == "citizen_came"
    assert screen.page.blocks[0].title.text() == "Waiting for the citizen."
    press(workshop, Qt.Key.Key_8, ALT)
    assert listed(screen) == [number]
    next_thing(workshop)
    assert workshop.counter.causes(number) == []


def test_passing_on_waits_until_the_colleague_accepts(workshop: Workshop) -> None:
    number = workshop.counter.accepted("letter")
    screen = opened(workshop, number)
    choose(workshop, screen, "p")
    fill(screen, "to", "budi")
    fill(screen, "reason", "cuti")
    press(workshop, Qt.Key.Key_Return)
    assert screen.page.blocks[0].title.text() == "Passed on to Budi, who has not accepted yet."
    assert workshop.counter.show(number)["responsible"] == "ani"

    theirs = opened(workshop, "view:offered", by="budi")
    assert theirs.pills.pills["offered"].text() == "Offered to me  1"
    assert theirs.page.blocks[0].title.text() == "Ani passes this file on to you."
    assert theirs.page.blocks[0].detail.text() == "cuti"
    next_thing(workshop)
    assert workshop.counter.show(number)["responsible"] == "budi"


def test_only_a_supervisor_assigns(workshop: Workshop) -> None:
    number = workshop.counter.accepted("letter")
    assert "assign_application" not in [act.name for act in opened(workshop, number).bar.acts]
    screen = opened(workshop, number, by="siti")
    choose(workshop, screen, "g")
    fill(screen, "to", "budi")
    fill(screen, "reason", "sakit")
    press(workshop, Qt.Key.Key_Return)
    assert workshop.counter.show(number)["responsible"] == "budi"


def test_closing_needs_an_outcome_and_a_reason(workshop: Workshop) -> None:
    number = workshop.counter.accepted("letter")
    screen = opened(workshop, number)
    choose(workshop, screen, "s")
    fill(screen, "outcome", "withdrawn")
    press(workshop, Qt.Key.Key_Return)
    assert workshop.counter.state(number) == "in_process"
    fill(screen, "reason", "pindah kota")
    press(workshop, Qt.Key.Key_Return)
    assert workshop.counter.state(number) == "closed"
    assert screen.page.chip.words == "Application withdrawn"
    assert screen.page.blocks[0].detail.text() == "pindah kota"


def test_a_correction_shows_the_old_value_in_the_history(workshop: Workshop) -> None:
    number = workshop.counter.accepted("letter", phone="0811")
    screen = opened(workshop, number)
    choose(workshop, screen, "d")
    fill(screen, "phone", "0812 7345 1180")
    fill(screen, "reason", "ganti nomor")
    press(workshop, Qt.Key.Key_Return)
    assert workshop.counter.show(number)["phone"] == "0812 7345 1180"
    assert screen.page.phone.text() == "0812 7345 1180"
    press(workshop, Qt.Key.Key_F7)
    assert screen.page.past.isVisible()
    assert any("Phone: 0811 → 0812 7345 1180" in line for line in screen.page.past.words)


def test_a_correction_of_nothing_keeps_the_form(workshop: Workshop) -> None:
    screen = opened(workshop, workshop.counter.accepted("letter"))
    choose(workshop, screen, "d")
    fill(screen, "reason", "tidak ada")
    press(workshop, Qt.Key.Key_Return)
    assert "Nothing was given" in prompt_of(screen).notice.words


def test_setting_aside_and_putting_back(workshop: Workshop) -> None:
    number = workshop.counter.at("ktp", "print")
    screen = opened(workshop, number)
    choose(workshop, screen, "l")
    fill(screen, "reason", "data ganda")
    press(workshop, Qt.Key.Key_Return)
    assert screen.page.blocks[0].title.text() == "Set aside from the line for blank cards."
    choose(workshop, screen, "l")
    assert workshop.counter.show(number)["rank"] == 1


def test_what_is_not_finished_at_the_counter_goes_on_there(workshop: Workshop) -> None:
    number = workshop.counter.opened("letter")
    screen = opened(workshop, number)
    wanted: list[Any] = []
    screen.place.wanted.disconnect()
    screen.place.wanted.connect(lambda name, show: wanted.append((name, show)))
    assert screen.bar.primary.name == "open_counter"
    next_thing(workshop)
    press(workshop, Qt.Key.Key_Return)
    assert wanted == [("errand", number)] * 2
    assert screen.page.papers.isVisible()


def test_the_whole_nik_is_shown_for_a_moment_and_written_down(workshop: Workshop) -> None:
    number = workshop.counter.accepted("letter")
    screen = opened(workshop, number)
    assert "*" in screen.page.nik.text()
    press(workshop, Qt.Key.Key_N, CTRL)
    assert screen.page.nik.text().replace(" ", "") == nik(1)
    assert [one["event"] for one in workshop.counter.show(number)["timeline"]].count("nik_revealed") == 1
    workshop.counter.accepted("letter")
    assert screen.page.nik.text().replace(" ", "") == nik(1)
    screen.page._hiding.timeout.emit()
    assert screen.page.nik.text() == "1671********0001"


def test_another_application_hides_the_nik_at_once(workshop: Workshop) -> None:
    workshop.counter.accepted("letter")
    workshop.counter.accepted("letter")
    screen = opened(workshop)
    press(workshop, Qt.Key.Key_N, CTRL)
    press(workshop, Qt.Key.Key_Down)
    assert screen.page.nik.text() == "1671********0002"


def test_the_camat_sees_everything_and_changes_nothing(workshop: Workshop) -> None:
    number = workshop.counter.accepted("letter")
    screen = opened(workshop, number, by="camat")
    assert screen.page.number.text() == number
    assert screen.bar.acts == []
    assert not screen.bar.next.isVisible()
    next_thing(workshop)
    press(workshop, Qt.Key.Key_F4)
    assert not more_of(screen)
    assert not any(one["state"] == "done" for one in workshop.counter.show(number)["steps"])


def test_the_camat_finds_the_way_to_the_folder(workshop: Workshop) -> None:
    number = workshop.counter.at("letter", "sign")
    screen = opened(workshop, number, by="camat")
    assert [act.name for act in screen.bar.acts] == ["sign_applications"]


def test_a_family_is_seen_together(workshop: Workshop) -> None:
    first = workshop.counter.accepted("kk")
    second = workshop.counter.accepted("letter", visit=first)
    screen = opened(workshop, first)
    assert len(screen.page.visit.buttons) == 1
    screen.page.visit.buttons[0].click()
    assert screen.page.number.text() == second


def test_the_receipt_is_printed_again(workshop: Workshop) -> None:
    opened(workshop, workshop.counter.accepted("letter"))
    press(workshop, Qt.Key.Key_P, CTRL)
    assert len(workshop.tray.titles) == 1


def test_keys_do_nothing_below_a_question(workshop: Workshop) -> None:
    number = workshop.counter.accepted("letter")
    screen = opened(workshop, number)
    choose(workshop, screen, "s")
    next_thing(workshop)
    press(workshop, Qt.Key.Key_N, CTRL)
    assert prompt_of(screen)
    assert "*" in screen.page.nik.text()
    assert not any(one["state"] == "done" for one in workshop.counter.show(number)["steps"])


@pytest.mark.parametrize("language", ["en", "id"])
def test_every_act_has_a_letter_of_its_own(language: Any) -> None:
    from counter_app.i18n import set_language

    set_language(language)
    try:
        acts = [_named(name) for name in _ORDER if name not in ("complete_step", "print")]
        pairs = {"set_aside": "put_back"}
        words = [act.words for act in acts if act.name not in pairs] + [_printing("receipt").words]
        letters = [one[one.index("&") + 1].lower() for one in words]
        assert len(set(letters)) == len(letters), letters
    finally:
        set_language("en")


def test_no_number_is_cut_in_any_view(workshop: Workshop) -> None:
    workshop.counter.at("ktp", "print")
    screen = opened(workshop, "view:stalled")
    table = screen.listing.table
    for view in screen.pills.pills:
        screen.pills._on_picked(view)
        width = table.fontMetrics().horizontalAdvance("L1-20261111-0018")
        assert table.columnWidth(0) >= width + 22


def test_the_page_is_built_once(workshop: Workshop) -> None:
    for _n in range(3):
        workshop.counter.accepted("letter")
    screen = opened(workshop)
    before = len(screen.findChild(Page).findChildren(object))
    press(workshop, Qt.Key.Key_Down)
    press(workshop, Qt.Key.Key_Down)
    press(workshop, Qt.Key.Key_Up)
    assert len(screen.findChild(Page).findChildren(object)) == before
