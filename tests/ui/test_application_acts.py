"""The page of one application: what it says, and every act that is possible now, by keyboard."""

from __future__ import annotations

from typing import Any

import pytest
from files_at_hand import (
    choose,
    fill,
    listed,
    more_of,
    next_thing,
    opened,
    press,
    prompt_of,
    said,
    said_by,
    type_text,
)
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from stories import nik
from workshop import Held, Workshop

from counter_app.ui.applications.acts import _ORDER, _jammed, _named, _printing
from counter_app.ui.applications.page import Page
from counter_app.ui.parts.prompt import Prompt

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


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


def seen(screen: Any, proof: str = "id_card", receipt: str = "yes") -> None:
    """Choose what the receiver showed: nothing is taken for seen."""
    fill(screen, "proof", proof)
    fill(screen, "receipt", receipt)


def test_handing_over_names_the_applicant_and_prints_the_note(workshop: Workshop) -> None:
    number = workshop.counter.at("letter", "hand_over")
    screen = opened(workshop, "view:ready")
    next_thing(workshop)
    assert prompt_of(screen).values()["receiver"] == "Warga 1"
    assert (prompt_of(screen).values()["proof"], prompt_of(screen).values()["receipt"]) == ("", "")
    press(workshop, Qt.Key.Key_Return)
    assert workshop.counter.state(number) == "ready"
    seen(screen)
    press(workshop, Qt.Key.Key_Return)
    assert workshop.counter.state(number) == "collected"
    assert workshop.tray.titles == [f"Hand-over note {number}"] or len(workshop.tray.titles) == 1


def test_a_proxy_receives_with_a_power_of_attorney(workshop: Workshop) -> None:
    number = workshop.counter.at("letter", "hand_over")
    screen = opened(workshop, number)
    next_thing(workshop)
    fill(screen, "receiver", "Budi Santoso")
    fill(screen, "relation", "proxy")
    seen(screen)
    press(workshop, Qt.Key.Key_Return)
    assert "only with a power of attorney" in prompt_of(screen).notice.words
    fill(screen, "power", "yes")
    press(workshop, Qt.Key.Key_Return)
    note = next(
        one["note"] for one in workshop.counter.show(number)["timeline"] if one["event"] == "handed_over"
    )
    assert note == "Budi Santoso, proxy, identity card (KTP-el)"


def test_a_card_is_given_to_nobody_else_and_the_old_one_is_withdrawn(workshop: Workshop) -> None:
    workshop.counter.run("receive_blangko", by="siti", kind="ktp_el", quantity=5)
    number = workshop.counter.at("ktp", "hand_over")
    screen = opened(workshop, number)
    next_thing(workshop)
    assert not {"relation", "power"} & prompt_of(screen).values().keys()
    seen(screen, "family_card", "no")
    prompt_of(screen).editor("old_card_withdrawn").setChecked(True)
    press(workshop, Qt.Key.Key_Return)
    paper = workshop.counter.ask("handover", application=number)
    assert (paper.old_card_withdrawn, paper.receipt_returned) == (True, False)


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
    screen = opened(workshop, number)
    next_thing(workshop)
    seen(screen)
    press(workshop, Qt.Key.Key_Return)
    assert workshop.counter.state(number) == "collected"


def test_undo_asks_for_a_reason_and_says_what_it_takes_back(workshop: Workshop) -> None:
    number = workshop.counter.at("letter", "hand_over")
    screen = opened(workshop, "view:ready")
    next_thing(workshop)
    seen(screen)
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


def test_the_history_tells_marks_and_hands_by_name_whatever_was_typed(workshop: Workshop) -> None:
    number = workshop.counter.accepted("letter")
    workshop.counter.run(
        "correct_application",
        application=number,
        applicant={"name": "Ali -> Budi"},
        reason="phone: a -> b; c",
    )
    workshop.counter.run("pass_on_application", application=number, to="budi", reason="cuti: 2 hari")
    screen = opened(workshop, number)
    told = screen.page.past.words
    assert any("phone: a -> b; c; Name: Warga 1 → Ali -> Budi" in line for line in told)
    assert any("Budi: cuti: 2 hari" in line for line in told)
    assert any(block.detail.text() == "cuti: 2 hari" for block in screen.page.blocks)


def test_a_file_passed_on_by_a_supervisor_is_not_called_hers(workshop: Workshop) -> None:
    number = workshop.counter.accepted("letter")
    screen = opened(workshop, number, by="siti")
    choose(workshop, screen, "p")
    fill(screen, "to", "budi")
    fill(screen, "reason", "cuti")
    press(workshop, Qt.Key.Key_Return)
    assert said(screen) == "Offered to Budi. Until it is accepted, Ani stays responsible."


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


def test_a_nik_that_comes_late_does_not_show_on_another_application(workshop: Workshop) -> None:
    first, second = workshop.counter.accepted("letter"), workshop.counter.accepted("letter")
    held = Held()
    screen = workshop.screen("applications", show=first, lanes=held.lanes)
    screen._on_reveal()
    screen.open(second)
    held.go()
    assert screen.page.nik.text() == "1671********0002"
    assert "NIK" not in said(screen)


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
        acts = [_named(name) for name in _ORDER if name not in ("complete_step", "print", "did_not_print")]
        pairs = {"set_aside": "put_back"}
        acts += [_printing("receipt"), _jammed("receipt")]
        words = [act.words for act in acts if act.name not in pairs]
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


def test_a_supervisor_gives_a_citizen_a_copy_of_the_own_data(workshop: Workshop) -> None:
    number = workshop.counter.accepted("letter")
    screen = opened(workshop, number, by="siti")
    choose(workshop, screen, "n")
    assert "only after you saw the KTP-el" in said_by(prompt_of(screen))
    press(workshop, Qt.Key.Key_Return)
    assert workshop.tray.titles == [f"Copy of personal data {number}"]
    [row] = workshop.counter.ask("audit", what="person_shown")
    assert (row["subject"], row["staff"]) == (number, "siti")


def test_a_clerk_gives_no_copy_of_data(workshop: Workshop) -> None:
    workshop.counter.accepted("letter")
    assert "show_person" not in [act.name for act in opened(workshop).bar.acts]
