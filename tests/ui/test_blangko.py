"""Blank stock: cards printed in order, deliveries, counts and what is set aside, all by the keyboard."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from workshop import Held, Workshop

from counter_app.ui.parts.prompt import Prompt

Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
CTRL = Qt.KeyboardModifier.ControlModifier


def opened(workshop: Workshop, by: str = "ani") -> Any:
    """Return the screen of somebody, with the focus where it begins."""
    screen = workshop.screen("blangko", by)
    screen.window().activateWindow()
    QTest.qWait(20)
    return screen


def press(screen: Any, key: Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(QApplication.focusWidget() or screen, key, modifier)
    QTest.qWait(1)


def write(*lines: str) -> None:
    """Type into one input after the other."""
    for line in lines:
        QTest.keyClicks(QApplication.focusWidget(), line)
        QTest.keyClick(QApplication.focusWidget(), Key.Key_Tab)


def prompt(screen: Any) -> Prompt | None:
    return next((one for one in screen.findChildren(Prompt) if one.isVisible()), None)


def asked(screen: Any) -> Prompt:
    found = prompt(screen)
    assert found is not None
    return found


def line(screen: Any) -> list[str]:
    return [one["name"] for one in screen.line.rows.rows]


def said(screen: Any) -> str:
    return str(screen.window().notice.words)


def booked(screen: Any) -> list[tuple[str, str]]:
    rows = screen.book.rows
    return [(rows.index(n, 1).data(), rows.index(n, 2).data()) for n in range(rows.rowCount())]


@pytest.fixture
def waiting(workshop: Workshop) -> list[str]:
    """Twelve wait for a KTP-el, in this order; ten cards are there."""
    counter = workshop.counter
    numbers = [counter.at("ktp", "print", name=f"Pemohon {n:02}") for n in range(1, 13)]
    counter.run("receive_blangko", kind="ktp_el", quantity=10)
    return numbers


def test_ten_cards_are_printed_in_order_by_one_key_and_their_serial_numbers(workshop, waiting):
    screen = opened(workshop)
    press(screen, Key.Key_F8)
    QTest.keyClicks(QApplication.focusWidget(), "A0101")
    for _card in range(10):
        press(screen, Key.Key_Return)
    assert prompt(screen) is None
    assert [workshop.counter.state(number) for number in waiting] == ["ready"] * 10 + ["in_process"] * 2
    assert said(screen) == (
        "10 cards printed. No blank KTP-el is left for the next in line. Receive a delivery with F4."
    )
    assert line(screen) == ["Pemohon 11", "Pemohon 12"]
    assert booked(screen)[0] == (f"Card used, …{waiting[9][-4:]}", "-1")
    assert workshop.counter.ask("ledger", kind="ktp_el").rows[-1].serial == "A0110"
    assert workshop.tray.printed == []
    assert QApplication.focusWidget() is screen.line.table


def test_esc_ends_the_printing_after_the_last_one_booked(workshop, waiting):
    screen = opened(workshop)
    press(screen, Key.Key_F8)
    press(screen, Key.Key_Return)
    press(screen, Key.Key_Escape)
    assert prompt(screen) is None
    assert workshop.counter.stock() == 9


def test_a_serial_number_used_before_is_refused_and_stays_to_be_corrected(workshop, waiting):
    workshop.counter.step(waiting[0], "print", serial="A7")
    screen = opened(workshop)
    press(screen, Key.Key_F8)
    QTest.keyClicks(QApplication.focusWidget(), "A7")
    press(screen, Key.Key_Return)
    assert asked(screen).notice.words.startswith("The serial number A7 was used for")
    assert asked(screen).values() == {"serial": "A7"}
    assert workshop.counter.stock() == 9


def test_nothing_is_asked_when_no_card_or_nobody_is_there(workshop):
    screen = opened(workshop)
    press(screen, Key.Key_F8)
    assert said(screen) == "Nobody waits for blank KTP-el."
    workshop.counter.at("ktp", "print")
    press(screen, Key.Key_F8)
    assert said(screen).startswith("No blank KTP-el is left")
    assert prompt(screen) is None


def test_printing_out_of_line_needs_a_reason_and_keeps_what_was_typed(workshop, waiting):
    screen = opened(workshop)
    press(screen, Key.Key_Down)
    press(screen, Key.Key_Down)
    press(screen, Key.Key_F7)
    QTest.keyClicks(QApplication.focusWidget(), "B5")
    press(screen, Key.Key_Return)
    assert asked(screen).values() == {"serial": "B5", "reason": ""}
    assert workshop.counter.state(waiting[2]) == "in_process"
    write("sakit, rujukan")
    press(screen, Key.Key_Return)
    assert workshop.counter.state(waiting[2]) == "ready"
    day = workshop.counter.ask("day", date="2026-04-06")
    assert "Pemohon 03" not in line(screen)
    assert day.blangko[0].used == 1


def test_the_first_in_line_is_printed_in_order_whichever_key_is_used(workshop, waiting):
    screen = opened(workshop)
    press(screen, Key.Key_F7)
    assert list(asked(screen).values()) == ["serial"]


def test_keys_of_the_screen_do_nothing_while_a_question_is_open(workshop, waiting):
    screen = opened(workshop)
    press(screen, Key.Key_F8)
    press(screen, Key.Key_F4)
    press(screen, Key.Key_2, ALT)
    assert [one.isVisible() for one in screen.findChildren(Prompt)] == [True]
    assert screen.kind == "ktp_el"


def test_a_delivery_offers_the_call_list_of_those_it_serves(workshop):
    counter = workshop.counter
    for _n in range(3):
        counter.at("ktp", "print")
    screen = opened(workshop)
    assert [one["printable"] for one in screen.line.rows.rows] == [False] * 3
    press(screen, Key.Key_F4)
    write("2", "471/12/2026", "Disdukcapil", "X1")
    QTest.keyClicks(QApplication.focusWidget(), "X2")
    press(screen, Key.Key_Return)
    assert said(screen) == "2 blank KTP-el were booked in."
    assert screen.line.notice.words == "2 blank KTP-el can be printed now: call the citizens."
    assert [one["printable"] for one in screen.line.rows.rows] == [True, True, False]
    assert booked(screen) == [("Delivery, Disdukcapil, 471/12/2026", "+2")]
    press(screen, Key.Key_F12)
    assert workshop.tray.titles == ["Call list ktp_el"]


def test_the_offer_of_the_call_list_says_what_is_true_after_more_was_printed(workshop):
    for n in range(3):
        workshop.counter.at("ktp", "print", name=f"Pemohon {n}")
    screen = opened(workshop)
    press(screen, Key.Key_F4)
    write("2")
    press(screen, Key.Key_Return)
    press(screen, Key.Key_F8)
    press(screen, Key.Key_Return)
    assert screen.line.notice.words == "1 blank KTP-el can be printed now: call the citizen."
    press(screen, Key.Key_Return)
    assert screen.line.notice.words == ""


def test_a_delivery_whose_serials_do_not_fit_is_booked_with_a_warning(workshop):
    screen = opened(workshop)
    press(screen, Key.Key_F4)
    write("5", "", "", "X1", "X4")
    press(screen, Key.Key_Return)
    assert said(screen).startswith("The serial range holds 4, but 5 were booked.")


def test_a_delivery_of_nothing_is_refused_and_the_letter_stays(workshop):
    screen = opened(workshop)
    press(screen, Key.Key_F4)
    write("0", "471/12")
    press(screen, Key.Key_Return)
    assert asked(screen).notice.words.startswith("The quantity must lie between 1 and")
    assert asked(screen).values()["letter"] == "471/12"


def test_a_count_shows_its_difference_before_it_is_booked(workshop):
    workshop.counter.run("receive_blangko", kind="ktp_el", quantity=10)
    screen = opened(workshop, "siti")
    press(screen, Key.Key_F2)
    field = asked(screen)._fields["counted"]
    assert field.hint == "As the book says: no difference."
    write("8")
    assert field.hint == "Difference: -2. It is booked with your name."
    write("hitung mingguan", "Budi")
    press(screen, Key.Key_Return)
    assert workshop.counter.stock() == 8
    assert booked(screen)[0] == ("Stock-taking, hitung mingguan", "-2")


def test_spoiled_cards_are_booked_with_their_reason(workshop, waiting):
    screen = opened(workshop)
    press(screen, Key.Key_F9)
    press(screen, Key.Key_Return)
    assert prompt(screen) is not None
    write("pita habis", waiting[0])
    press(screen, Key.Key_Return)
    assert booked(screen)[0] == (f"Card spoiled, …{waiting[0][-4:]}, pita habis", "-1")


def test_an_announced_delivery_says_when_the_line_clears(workshop, waiting):
    screen = opened(workshop, "siti")
    assert screen.cards["ktp_el"].chip.words == "Too few"
    assert screen.cards["ktp_el"].outlook.text().endswith("nobody can say when the line clears.")
    press(screen, Key.Key_F10)
    write("500", "10042026")
    press(screen, Key.Key_Return)
    words = screen.cards["ktp_el"].outlook.text()
    assert words.endswith("The line clears with the delivery of 10 April 2026 (500).")


def test_the_cards_say_in_words_how_long_the_stock_lasts(workshop):
    counter = workshop.counter
    counter.run("receive_blangko", kind="ktp_el", quantity=46)
    for _n in range(40):
        counter.step(counter.at("ktp", "print"), "print")
    counter.clock.set("2026-05-04T08:00")  # the twentieth working day
    screen = opened(workshop)
    card = screen.cards["ktp_el"]
    assert (card.on_hand.text(), card.days.text(), card.chip.words) == ("6", "3", "Runs low")
    assert card.outlook.text() == "At 2 a day the stock lasts 3 working days."


def test_destroyed_cards_are_recorded_and_their_record_is_printed(workshop):
    workshop.counter.run("receive_blangko", kind="ktp_el", quantity=1)
    screen = opened(workshop, "siti")
    press(screen, Key.Key_F11)
    write("dibakar", "BA/1")
    QTest.keyClicks(QApplication.focusWidget(), "Ani")
    screen_prompt = asked(screen)
    screen_prompt.accept_button.setFocus()
    press(screen, Key.Key_Return)
    assert screen_prompt.notice.words == "No withdrawn or spoiled card waits to be destroyed."
    workshop.counter.run("spoil_blangko", kind="ktp_el", quantity=1, reason="terlipat")
    press(screen, Key.Key_Return)
    assert len(workshop.tray.titles) == 1
    assert workshop.tray.titles[0].startswith("Record of destruction")


def test_somebody_is_set_aside_with_a_reason_and_put_back(workshop, waiting):
    screen = opened(workshop)
    press(screen, Key.Key_F6)
    write("salah nama")
    press(screen, Key.Key_Return)
    assert line(screen)[0] == "Pemohon 02"
    press(screen, Key.Key_A, ALT)
    assert line(screen) == ["Pemohon 01"]
    assert screen.line.rows.index(0, 4).data() == "salah nama"
    press(screen, Key.Key_F6)
    assert line(screen) == []
    assert said(screen) == "Pemohon 01 stands in the line again."
    press(screen, Key.Key_L, ALT)
    assert line(screen)[0] == "Pemohon 01"


def test_the_kind_is_chosen_by_key_and_shows_its_own_line_and_book(workshop, waiting):
    workshop.counter.run("receive_blangko", kind="kk", quantity=3)
    screen = opened(workshop)
    press(screen, Key.Key_3, ALT)
    assert (screen.kind, line(screen), booked(screen)) == ("kk", [], [("Delivery", "+3")])
    assert screen.cards["kk"].property("chosen") == "yes"
    assert screen.line.empty.title.text() == "Nobody waits for blank KK."
    press(screen, Key.Key_1, ALT)
    assert len(line(screen)) == 12


def test_another_kind_begins_at_the_top_of_its_book(workshop):
    for kind in ("ktp_el", "kk"):
        for _n in range(40):
            workshop.counter.run("receive_blangko", kind=kind, quantity=1)
            workshop.counter.clock.advance(minutes=1)
    screen = opened(workshop)
    screen.book.table.selectRow(39)
    assert screen.book.table.verticalScrollBar().value() > 0
    press(screen, Key.Key_3, ALT)
    assert screen.book.table.currentIndex().row() == 0
    assert screen.book.table.verticalScrollBar().value() == 0


def test_a_delivery_of_one_kind_offers_no_calls_for_another(workshop, waiting):
    held = Held("reading")
    screen = workshop.screen("blangko", lanes=held.lanes)
    held.go()
    screen.choose("kk")
    screen._on_received("ktp_el")
    held.go()
    assert screen.line.notice.isHidden()
    screen.choose("ktp_el")
    screen._on_received("kk")
    held.go()
    assert screen.line.notice.isHidden()


def test_what_is_used_before_the_first_working_day_is_not_denied(workshop):
    workshop.counter.clock.set("2026-04-11T09:00")  # a Saturday
    workshop.counter.run("receive_blangko", kind="ktp_el", quantity=9)
    workshop.counter.step(workshop.counter.at("ktp", "print"), "print")
    card = opened(workshop).cards["ktp_el"]
    assert card.outlook.text() == "Too early for a forecast: it begins after 5 working days."


def test_a_used_card_is_named_by_the_end_of_its_number_and_whole_in_the_tip(workshop):
    workshop.counter.run("receive_blangko", kind="kk", quantity=3)
    number = workshop.counter.at("kk", "print")
    workshop.counter.step(number, "print")
    screen = opened(workshop)
    screen.choose("kk")
    assert booked(screen)[0] == ("Card used, …0001", "-1")
    assert number in screen.book.rows.index(0, 1).data(Qt.ItemDataRole.ToolTipRole)


def test_an_empty_office_says_how_to_begin(workshop):
    screen = opened(workshop)
    assert screen.book.empty.title.text() == "No delivery of KTP-el was booked yet."
    assert screen.book.empty.detail.text() == "Receive the first delivery with F4."
    assert screen.cards["ktp_el"].outlook.text() == "None on hand, and nobody waits."


def test_the_stock_book_of_this_month_is_printed_with_two_keys(workshop):
    screen = opened(workshop, "camat")
    press(screen, Key.Key_P, CTRL)
    assert asked(screen).values() == {"from": dt.date(2026, 4, 1), "to": dt.date(2026, 4, 6)}
    press(screen, Key.Key_Return)
    assert [title.startswith("Stock book of blank") for title in workshop.tray.titles] == [True]


@pytest.mark.parametrize(
    ("by", "seen"),
    [
        ("ani", ["F8", "F7", "F6", "F12", "F4", "F9"]),
        ("siti", ["F8", "F7", "F6", "F12", "F4", "F9", "F2", "F10", "F11"]),
        ("camat", ["F12"]),
    ],
)
def test_each_role_sees_only_what_it_may_do(workshop, by, seen):
    screen = opened(workshop, by)
    acts = [screen.line.next, screen.line.chosen, screen.line.set_aside, screen.line.calls]
    acts += [screen.book.receive, screen.book.spoil, screen.book.count, screen.book.expect]
    acts += [screen.book.destruction, screen.line.put_back]
    assert [act.shortcut().toString() for act in acts if act.isVisible()] == seen


def test_enter_opens_the_application_of_a_row(workshop, waiting, qtbot):
    screen = opened(workshop)
    with qtbot.waitSignal(screen.place.wanted) as told:
        press(screen, Key.Key_Return)
    assert told.args == ["applications", waiting[0]]


def test_a_printer_that_is_missing_keeps_the_call_list(workshop, waiting):
    workshop.tray.missing = True
    screen = opened(workshop)
    press(screen, Key.Key_F12)
    assert [one.paper for one in screen.place.papers.kept] == ["calls"]
