"""The counter, worked as a clerk works it: by the keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from errand_hands import Hands, begin
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from stories import nik
from workshop import Held, Workshop

from counter_app.domain.errors import UserError
from counter_app.ui.background import Lanes
from counter_app.ui.errand.draft import Choice, Draft, Paper

Key = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def errand(workshop: Workshop) -> Any:
    """Return the counter of a clerk."""
    return workshop.screen("errand")


@pytest.fixture
def hands(errand: Any) -> Hands:
    return Hands(errand)


def number_of(errand: Any) -> str:
    return str(errand.side.ended.number.text())


def test_a_letter_for_a_known_citizen_takes_few_keys(workshop: Workshop, errand: Any, hands: Hands) -> None:
    workshop.counter.accepted("letter", name="Siti Aminah", nik=nik(7), phone="0812")
    hands.type(nik(7))
    hands.press(Key.Key_Return)
    assert errand.citizen.name.text() == "Siti Aminah"
    assert errand.citizen.status.words == "Seen before · filled in"
    assert QApplication.focusWidget() is errand.service.input
    for letter in "pengantar":
        hands.press(getattr(Key, f"Key_{letter.upper()}"))
    hands.press(Key.Key_Return)
    while errand.questions.any and QApplication.focusWidget() is not errand.side.checklist:
        hands.press(Key.Key_N)
    hands.press(Key.Key_F10)
    hands.press(Key.Key_F8)
    number = number_of(errand)
    assert workshop.counter.state(number) == "in_process"
    assert workshop.tray.titles == [f"Receipt for papers {number}"]
    assert hands.pressed <= 25


def test_a_new_citizen_is_typed_field_by_field_with_enter(
    workshop: Workshop, errand: Any, hands: Hands
) -> None:
    hands.type(nik(3, woman=True))
    hands.press(Key.Key_Return)
    for words in ("Dewi Lestari", "", "08127345", "", "", "Jl. Mawar 3"):
        hands.type(words)
        hands.press(Key.Key_Return)
    assert QApplication.focusWidget() is errand.service.input
    draft = errand.book.draft
    assert (draft.name, draft.sex, draft.phone, draft.address) == (
        "Dewi Lestari",
        "P",
        "08127345",
        "Jl. Mawar 3",
    )
    assert draft.birth_date.isoformat() == "1990-06-15"


def test_the_first_tick_opens_the_application_so_that_its_time_counts(
    workshop: Workshop, errand: Any, hands: Hands
) -> None:
    begin(hands, "KTP-el hilang", number=nik(5))
    assert workshop.counter.ask("applications") == []
    hands.press(Key.Key_Space)
    assert [row["state"] for row in workshop.counter.ask("applications")] == ["checking"]
    workshop.counter.clock.advance(minutes=9)
    errand.tick()
    assert errand.queue.clock.words == "9 min"


def test_what_is_missing_is_returned_on_one_slip_and_the_citizen_comes_back(
    workshop: Workshop, errand: Any, hands: Hands
) -> None:
    begin(hands, "KTP-el hilang", number=nik(5))
    hands.press(Key.Key_Space)
    hands.press(Key.Key_F7)
    number = number_of(errand)
    assert workshop.counter.state(number) == "returned"
    assert workshop.tray.titles == [f"List of missing papers {number}"]
    lacking = [r["label"] for r in workshop.counter.show(number)["requirements"] if r["needed"]][1:]
    assert errand.side.ended.message.detail.text().splitlines() == lacking
    # the same afternoon: the scanner types the number and Enter
    hands.press(Key.Key_F2)
    hands.type(number)
    hands.press(Key.Key_Return)
    assert errand.book.draft.application == number
    assert errand.citizen.name.text() == "Budi"
    hands.press(Key.Key_F10)
    hands.press(Key.Key_F8)
    assert workshop.counter.state(number) == "in_process"


def test_a_family_goes_on_with_one_key_and_shares_one_receipt(
    workshop: Workshop, errand: Any, hands: Hands
) -> None:
    begin(hands, "KTP-el hilang", "Budi", nik(5))
    errand.citizen.address.setFocus()
    hands.type("Jl. Mawar 3")
    errand.side.checklist.setFocus()
    hands.press(Key.Key_F10)
    hands.press(Key.Key_F8, SHIFT)
    assert workshop.tray.titles == []
    assert errand.citizen.address.text() == "Jl. Mawar 3"
    begin(hands, "KTP-el rusak", "Ani", nik(6, woman=True))
    hands.press(Key.Key_F10)
    hands.press(Key.Key_F8)
    assert len(workshop.tray.printed) == 1
    record = workshop.counter.ask("receipt", application=number_of(errand))
    assert [item.name for item in record.items] == ["Budi", "Ani"]


def test_an_errand_survives_a_crash(workshop: Workshop, errand: Any, hands: Hands) -> None:
    begin(hands, "KTP-el hilang", "Budi", nik(5))
    hands.press(Key.Key_Space)
    QTest.qWait(450)
    errand.place.window.let_go()
    again = workshop.screen("errand")
    assert (again.book.draft.name, again.book.draft.nik) == ("Budi", nik(5))
    assert list(again.book.draft.marks.values()) == ["present"]
    assert again.book.draft.application == errand.book.draft.application


def test_what_is_unfinished_is_put_aside_and_taken_up_again(
    workshop: Workshop, errand: Any, hands: Hands
) -> None:
    begin(hands, "KTP-el hilang", "Budi", nik(5))
    hands.press(Key.Key_F6)
    assert errand.citizen.name.text() == ""
    assert [one.name for one in errand.book.parked] == ["Budi"]
    begin(hands, "KTP-el rusak", "Ani", nik(6, woman=True))
    errand._on_take(errand.book.parked[0])
    assert errand.citizen.name.text() == "Budi"
    assert [one.name for one in errand.book.parked] == ["Ani"]


def test_a_refused_opening_says_why_and_keeps_what_was_typed(
    workshop: Workshop, errand: Any, hands: Hands
) -> None:
    begin(hands, "KTP-el baru", "Anak", nik(9, born="010120"))
    hands.press(Key.Key_Space)
    notice = errand.window().notice
    assert "17 years" in notice.words
    assert errand.citizen.name.text() == "Anak"
    assert workshop.counter.ask("applications") == []


def test_a_wrong_nik_is_said_beside_the_field_and_blocks_nothing(
    workshop: Workshop, errand: Any, hands: Hands
) -> None:
    hands.type("1671039906900001")
    hands.press(Key.Key_Return)
    assert "can't be 99" in errand.citizen.nik_field.hint
    assert QApplication.focusWidget() is errand.citizen.nik
    errand.citizen.nik.clear()
    begin(hands, "KK perubahan elemen", "Tanpa NIK")
    hands.press(Key.Key_F10)
    hands.press(Key.Key_F8)
    assert workshop.counter.state(number_of(errand)) == "in_process"


def test_a_jammed_printer_keeps_the_receipt_and_prints_an_original_later(
    workshop: Workshop, errand: Any, hands: Hands
) -> None:
    workshop.tray.jammed = True
    begin(hands, "KTP-el hilang", "Budi", nik(5))
    hands.press(Key.Key_F10)
    hands.press(Key.Key_F8)
    number = number_of(errand)
    papers = errand.place.papers
    assert workshop.counter.state(number) == "in_process"
    assert [one.id for one in papers.kept] == [number]
    assert "did not take the paper" in errand.window().notice.words
    workshop.tray.jammed = False
    papers.again(papers.kept[0])
    assert papers.kept == []
    assert workshop.tray.titles == [f"Receipt for papers {number}"]
    assert not workshop.counter.ask("receipt", application=number).copy


def test_the_quick_check_prints_without_an_application(workshop: Workshop, errand: Any, hands: Hands) -> None:
    hands.press(Key.Key_F4)
    hands.type("KTP-el hilang")
    hands.settle()
    hands.press(Key.Key_Return)
    while type(QApplication.focusWidget()).__name__ == "_Question":
        hands.press(Key.Key_N)
    hands.press(Key.Key_Space)
    hands.press(Key.Key_F7)
    hands.press(Key.Key_F8)
    assert workshop.tray.titles == ["List of missing papers", "Requirements leaflet ktp_hilang"]
    assert workshop.counter.ask("applications") == []
    hands.press(Key.Key_F4)
    assert errand.book.draft.service == "ktp_hilang"


def test_questions_change_the_papers(workshop: Workshop, errand: Any, hands: Hands) -> None:
    hands.press(Key.Key_Return)
    hands.type("Budi")
    errand.service.setFocus()
    hands.type("tambah anggota")
    hands.settle()
    hands.press(Key.Key_Return)
    before = [paper.id for paper in errand.draft.papers]
    hands.press(Key.Key_Y)
    assert [paper.id for paper in errand.draft.papers] != before


def test_the_file_of_a_wrong_service_is_closed_when_another_is_chosen(
    workshop: Workshop, errand: Any, hands: Hands
) -> None:
    begin(hands, "KTP-el hilang", "Budi", nik(5))
    hands.press(Key.Key_Space)
    first = errand.book.draft.application
    errand.service.choose("ktp_rusak")
    hands.settle()
    hands.press(Key.Key_F10)
    hands.press(Key.Key_F8)
    assert workshop.counter.state(first) == "closed"
    assert workshop.counter.show(number_of(errand))["service"] == "ktp_rusak"


def test_a_name_corrected_after_the_first_tick_is_a_correction_in_the_timeline(
    workshop: Workshop, errand: Any, hands: Hands
) -> None:
    begin(hands, "KTP-el hilang", "Budy", nik(5))
    hands.press(Key.Key_Space)
    errand.citizen.name.selectAll()
    errand.citizen.name.setFocus()
    hands.type("Budi")
    errand.side.checklist.setFocus()
    hands.press(Key.Key_F10)
    hands.press(Key.Key_F8)
    view = workshop.counter.show(number_of(errand))
    assert view["name"] == "Budi"
    assert any("Budy" in line["note"] for line in view["timeline"])


def test_acceptance_can_be_undone_right_away(workshop: Workshop, errand: Any, hands: Hands) -> None:
    begin(hands, "KTP-el hilang", "Budi", nik(5))
    hands.press(Key.Key_F10)
    hands.press(Key.Key_F8)
    number = number_of(errand)
    hands.press(Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    hands.type("wrong person")
    hands.press(Key.Key_Return)
    assert workshop.counter.state(number) == "checking"
    assert errand.book.draft.application == number


def test_the_queue_is_called_with_one_key_and_the_receipt_ends_the_ticket(
    workshop: Workshop, errand: Any, hands: Hands
) -> None:
    ticket = workshop.counter.run("issue_ticket", group="A").ids["ticket"]
    errand.refresh()
    hands.press(Key.Key_F9)
    assert errand.queue.number.text() == "A001"
    assert QApplication.focusWidget() is errand.citizen.nik
    begin(hands, "KTP-el hilang", "Budi", nik(5))
    hands.press(Key.Key_F10)
    hands.press(Key.Key_F8)
    assert workshop.counter.ask("queue")["serving"] == []
    with pytest.raises(UserError):
        workshop.counter.run("finish_ticket", ticket=ticket)


def test_typing_after_a_receipt_begins_with_the_next_citizen(
    workshop: Workshop, errand: Any, hands: Hands
) -> None:
    begin(hands, "KTP-el hilang", "Budi", nik(5))
    hands.press(Key.Key_F10)
    hands.press(Key.Key_F8)
    hands.type(nik(6))
    assert errand.citizen.nik.text().replace(" ", "") == nik(6)
    assert errand.citizen.name.text() == ""


def test_a_note_stands_on_the_paper(workshop: Workshop, errand: Any, hands: Hands) -> None:
    begin(hands, "KTP-el hilang", "Budi", nik(5))
    hands.press(Key.Key_Space)
    hands.press(Key.Key_N)
    hands.type("only a photo of it")
    hands.press(Key.Key_Return)
    hands.press(Key.Key_F7)
    notes = [row["note"] for row in workshop.counter.show(number_of(errand))["requirements"]]
    assert "only a photo of it" in notes


def test_a_supervisor_lets_a_photocopy_follow_and_a_clerk_may_not(workshop: Workshop) -> None:
    for by, left in (("ani", False), ("siti", True)):
        errand = workshop.screen("errand", by)
        hands = Hands(errand)
        begin(hands, "KTP-el hilang", "Budi", nik(5))
        copy = next(n for n, one in enumerate(errand.draft.papers) if one.doc == "copy" and not one.optional)
        errand.side.checklist.setCurrentIndex(errand.side.checklist.lines.index(copy))
        hands.press(Key.Key_S)
        if left:
            hands.type("brings it on Monday")
            hands.press(Key.Key_Return)
        assert bool(errand.draft.to_follow) is left


def test_giving_up_closes_what_was_opened(workshop: Workshop, errand: Any, hands: Hands) -> None:
    begin(hands, "KTP-el hilang", "Budi", nik(5))
    hands.press(Key.Key_Space)
    number = errand.book.draft.application
    hands.press(Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)
    hands.type("changed his mind")
    hands.press(Key.Key_Return)
    assert workshop.counter.state(number) == "closed"
    assert errand.book.draft.empty


@pytest.fixture
def slow(workshop: Workshop) -> Iterator[Any]:
    """Return a counter whose writing waits until it is told to go on."""
    held = Held()
    errand = workshop.screen("errand", lanes=lambda: Lanes(held.lane))
    yield errand, Hands(errand), held
    held.go()


def test_a_ticket_that_somebody_skipped_does_not_stop_the_end(
    workshop: Workshop, errand: Any, hands: Hands
) -> None:
    ticket = workshop.counter.run("issue_ticket", group="A").ids["ticket"]
    errand.refresh()
    hands.press(Key.Key_F9)
    begin(hands, "KTP-el hilang", "Budi", nik(5))
    hands.press(Key.Key_F10)
    workshop.counter.run("skip_ticket", ticket=ticket)
    hands.press(Key.Key_F8)
    assert workshop.counter.state(number_of(errand)) == "in_process"
    assert len(workshop.tray.printed) == 1
    hands.press(Key.Key_F6)  # another file of the visit, whose ticket is over
    begin(hands, "KTP-el rusak", "Ani", nik(6, woman=True))
    hands.press(Key.Key_F10)
    hands.press(Key.Key_F8)
    assert workshop.counter.state(number_of(errand)) == "in_process"
    assert len(workshop.tray.printed) == 2


def test_calling_the_next_ends_the_one_that_was_served(workshop: Workshop, errand: Any, hands: Hands) -> None:
    for _n in range(2):
        workshop.counter.run("issue_ticket", group="G")
    errand.refresh()
    hands.press(Key.Key_F9)
    hands.type("1")
    hands.press(Key.Key_F9)
    assert [one["number"] for one in workshop.counter.ask("queue")["serving"]] == ["G002"]


def test_a_refused_service_leaves_the_file_as_it_was(workshop: Workshop, errand: Any, hands: Hands) -> None:
    begin(hands, "Surat pengantar (umum)", "Anak", nik(9, born="010120"))
    hands.press(Key.Key_Space)
    first = errand.book.draft.application
    errand.service.choose("ktp_baru")
    hands.settle()
    errand.side.checklist.setFocus()
    hands.press(Key.Key_F10)
    hands.press(Key.Key_F8)
    assert workshop.counter.state(first) == "checking"
    errand.service.choose("surat_pengantar")
    hands.settle()
    hands.press(Key.Key_F10)
    hands.press(Key.Key_F8)
    assert workshop.counter.state(number_of(errand)) == "in_process"


def test_a_returned_file_goes_on_as_another_service(workshop: Workshop, errand: Any, hands: Hands) -> None:
    number = workshop.counter.opened("ktp_hilang", name="Budi", nik=nik(5))
    workshop.counter.run("return_application", application=number)
    errand.open(number)
    errand.service.choose("ktp_rusak")
    hands.settle()
    errand.side.checklist.setFocus()
    hands.press(Key.Key_F10)
    hands.press(Key.Key_F8)
    new = number_of(errand)
    assert workshop.counter.show(new)["service"] == "ktp_rusak"
    assert workshop.counter.run("reveal_nik", application=new).ids["nik"] == nik(5)


def test_who_is_typed_while_the_last_file_is_written_is_not_lost(workshop: Workshop, slow: Any) -> None:
    errand, hands, held = slow
    begin(hands, "KTP-el hilang", "Budi", nik(5))
    hands.press(Key.Key_F10)
    hands.press(Key.Key_F8)
    hands.press(Key.Key_F8)  # twice is once
    hands.press(Key.Key_F2)
    hands.type(nik(6))
    held.go()
    assert errand.citizen.nik.text().replace(" ", "") == nik(6)
    assert errand.book.parked == []
    assert [row["state"] for row in workshop.counter.ask("applications")] == ["in_process"]
    assert len(workshop.tray.printed) == 1
    assert errand.window().notice.words == ""


def test_a_file_put_aside_while_it_is_opened_is_opened_once(workshop: Workshop, slow: Any) -> None:
    errand, hands, held = slow
    begin(hands, "KTP-el hilang", "Budi", nik(5))
    hands.press(Key.Key_Space)
    hands.press(Key.Key_F6)
    held.go()
    errand._on_take(errand.book.parked[0])
    hands.press(Key.Key_F10)
    hands.press(Key.Key_F8)
    held.go()
    assert len(workshop.counter.ask("applications")) == 1


def test_a_corrected_nik_takes_back_what_the_wrong_one_filled_in(
    workshop: Workshop, errand: Any, hands: Hands
) -> None:
    workshop.counter.opened("ktp", name="Siti Aminah", nik=nik(7), phone="0812")
    hands.type(nik(7))
    hands.press(Key.Key_Return)
    errand.citizen.nik.setFocus()
    errand.citizen.nik.selectAll()
    hands.type(nik(8, born="020380", woman=True))
    hands.press(Key.Key_Return)
    citizen = errand.citizen
    assert (citizen.name.text(), citizen.phone.text(), citizen.birth.text()) == ("", "", "02-03-1980")


def test_an_impossible_birth_date_is_said_and_nothing_is_accepted(
    workshop: Workshop, errand: Any, hands: Hands
) -> None:
    begin(hands, "KTP-el hilang", "Budi")
    errand.citizen.birth.setFocus()
    hands.type("31021990")
    errand.side.checklist.setFocus()
    hands.press(Key.Key_F10)
    hands.press(Key.Key_F8)
    assert "is no date" in errand.citizen.birth_field.hint
    assert QApplication.focusWidget() is errand.citizen.birth
    assert workshop.counter.ask("applications") == []


def test_a_birth_date_that_the_nik_denies_is_said_at_once(
    workshop: Workshop, errand: Any, hands: Hands
) -> None:
    hands.type(nik(5))
    hands.press(Key.Key_Return)
    errand.citizen.birth.setFocus()
    errand.citizen.birth.selectAll()
    hands.type("05051980")
    hands.settle()
    assert "5 May 1980" in errand.citizen.nik_field.hint


def test_a_call_during_a_quick_check_puts_the_errand_aside(
    workshop: Workshop, errand: Any, hands: Hands
) -> None:
    workshop.counter.run("issue_ticket", group="A")
    errand.refresh()
    begin(hands, "KTP-el hilang", "Budi", nik(5))
    hands.press(Key.Key_F4)
    hands.press(Key.Key_F9)
    assert not errand.quick
    assert [one.name for one in errand.book.parked] == ["Budi"]
    assert errand.book.draft.ticket.endswith("A001")


def test_a_date_and_a_phone_changed_after_the_first_tick_are_written(
    workshop: Workshop, errand: Any, hands: Hands
) -> None:
    begin(hands, "Surat pengantar / rekomendasi nikah", "Budi", nik(5))
    errand.citizen.phone.setFocus()
    hands.type("0812")
    errand.side.checklist.setFocus()
    hands.press(Key.Key_Space)
    errand.citizen.phone.clear()
    errand.citizen.changed.emit()
    errand.questions.event_day.setFocus()
    hands.type("20062026")
    errand.side.checklist.setFocus()
    hands.press(Key.Key_F10)
    hands.press(Key.Key_F8)
    view = workshop.counter.show(number_of(errand))
    assert (str(view["event_date"]), view["phone"]) == ("2026-06-20", "")


def test_a_half_typed_service_is_not_the_one_before(workshop: Workshop, errand: Any, hands: Hands) -> None:
    begin(hands, "KTP-el hilang", "Budi", nik(5))
    hands.press(Key.Key_F10)
    errand.service.setFocus()
    errand.service.input.selectAll()
    hands.type("rusak")
    workshop.counter.run("issue_ticket", group="A")
    errand.refresh()
    assert errand.service.input.text() == "rusak"
    hands.press(Key.Key_F8)
    assert [row["state"] for row in workshop.counter.ask("applications")] == ["checking"]


def test_mark_all_leaves_what_somebody_looked_at_as_it_is() -> None:
    papers = [Paper(id, id, "original") for id in ("kk", "card", "letter")]
    draft = Draft(papers=papers, marks={"card": "not_applicable", "letter": "missing"})
    draft.mark_all()
    assert draft.marks == {"kk": "present", "card": "not_applicable", "letter": "missing"}


def test_mark_all_takes_no_second_of_alternatives_where_one_is_here() -> None:
    papers = [Paper(id, id, "original", group="proof") for id in ("school", "birth")]
    draft = Draft(papers=papers, choices=[Choice("proof", 1, "proof")], marks={"birth": "present"})
    draft.mark_all()
    assert draft.marks == {"birth": "present"}


@pytest.mark.parametrize("key", [Key.Key_Tab, Key.Key_Return])
def test_an_empty_service_field_chooses_nothing(hands: Hands, key: Key) -> None:
    hands.screen.service.setFocus()
    hands.settle()
    assert hands.screen.service.suggest.open
    hands.press(key)
    assert hands.screen.draft.service == ""
