"""The queue at the left edge of the counter, worked by keys."""

from __future__ import annotations

from typing import Any

import pytest
from errand_hands import Hands, begin
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from stories import nik
from workshop import Workshop

from counter_app.ui.applications.more import More
from counter_app.ui.errand.giving import BigNumber
from counter_app.ui.parts.prompt import Prompt
from counter_app.ui.tour.guide import child

Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def errand(workshop: Workshop) -> Any:
    """Return the counter of a clerk."""
    return workshop.screen("errand")


@pytest.fixture
def hands(errand: Any) -> Hands:
    return Hands(errand)


def test_a_number_that_did_not_print_stands_in_the_window_and_can_be_printed(
    workshop: Workshop, errand: Any, hands: Hands
) -> None:
    workshop.tray.jammed = True
    hands.press(Key.Key_F12)
    hands.press(Key.Key_Return)
    shown = child(errand, BigNumber)
    assert shown.number.text() == "A001"
    assert QApplication.focusWidget() is shown.close_
    workshop.tray.jammed = False
    hands.press(Key.Key_F8)
    assert child(errand, BigNumber) is None
    assert workshop.tray.titles == ["Queue number L1-20260406-A001"]


def issued(workshop: Workshop, errand: Any, **fields: Any) -> str:
    """Give a number at another desk."""
    ticket = str(workshop.counter.run("issue_ticket", **{"group": "A"} | fields).ids["ticket"])
    errand.refresh()
    return ticket


def text_of(widget: Any) -> str:
    return " ".join(label.text() for label in widget.findChildren(QLabel))


def more(hands: Hands, letter: str) -> None:
    """Choose one of the rarer acts."""
    hands.press(Key.Key_M, CTRL)
    hands.type(letter)


def test_one_key_each_opens_pauses_and_closes_the_counter(
    workshop: Workshop, errand: Any, hands: Hands
) -> None:
    state = errand.queue.state
    assert state.chip.words == "Closed"
    hands.press(Key.Key_F11)
    assert (state.chip.words, state.who.toolTip()) == ("Open since 08:00", "Ani · all queues")
    workshop.counter.clock.advance(minutes=65)
    hands.press(Key.Key_F11, SHIFT)
    assert state.chip.words == "On a break since 09:05"
    workshop.counter.clock.advance(minutes=10)
    hands.press(Key.Key_F11)
    assert state.chip.words == "Open since 09:15"
    workshop.counter.clock.advance(minutes=30)
    hands.press(Key.Key_F11, CTRL)
    assert state.chip.words == "Closed since 09:45"
    assert workshop.counter.ask("queue")["counter"]["state"] == "closed"


def test_whoever_takes_over_an_open_counter_is_its_staff_by_one_key(
    workshop: Workshop, errand: Any, hands: Hands
) -> None:
    workshop.counter.run("open_counter", by="budi")
    errand.refresh()
    assert errand.queue.state.open_.accessibleName() == "Take it over"
    workshop.counter.clock.advance(minutes=1)
    hands.press(Key.Key_F11)
    assert errand.queue.state.who.toolTip() == "Ani · all queues"
    assert not errand.queue.state.open_.isVisible()


def test_a_counter_where_somebody_is_served_says_why_it_does_not_close(
    workshop: Workshop, errand: Any, hands: Hands
) -> None:
    issued(workshop, errand)
    hands.press(Key.Key_F9)
    hands.press(Key.Key_F11, CTRL)
    assert "A001 is still being served here" in errand.window().notice.words
    workshop.counter.clock.advance(minutes=5)
    more(hands, "s")
    hands.press(Key.Key_F11, CTRL)
    assert errand.queue.state.chip.words == "Closed since 08:05"


def test_the_first_input_of_the_errand_tells_that_the_citizen_came(
    workshop: Workshop, errand: Any, hands: Hands
) -> None:
    ticket = issued(workshop, errand)
    hands.press(Key.Key_F9)
    assert workshop.counter.ask("queue")["serving"][0]["arrived"] is None
    workshop.counter.clock.advance(minutes=2)
    entries = workshop.counter.entries()
    hands.type("1671")
    [served] = workshop.counter.ask("queue")["serving"]
    assert (served["ticket"], served["arrived"][11:16]) == (ticket, "08:02")
    assert workshop.counter.entries() == entries + 1
    assert "at the desk since 08:02" in errand.queue.detail.text()


def test_the_citizen_who_came_can_be_told_by_a_key(workshop: Workshop, errand: Any, hands: Hands) -> None:
    issued(workshop, errand)
    hands.press(Key.Key_F9)
    more(hands, "d")
    assert workshop.counter.ask("queue")["serving"][0]["arrived"]


def test_who_fetches_a_photocopy_finds_the_errand_as_it_was(
    workshop: Workshop, errand: Any, hands: Hands
) -> None:
    ticket = issued(workshop, errand)
    hands.press(Key.Key_F9)
    begin(hands, "KTP-el hilang", "Budi", nik(5))
    more(hands, "p")
    hands.press(Key.Key_1, ALT)
    hands.press(Key.Key_Return)
    [aside] = workshop.counter.ask("queue")["aside"]
    assert (aside["ticket"], aside["note"]) == (ticket, "Photocopy")
    assert errand.draft.empty
    assert errand.queue.aside.text() == "1 put aside or skipped"
    errand.queue.aside.click()
    hands.press(Key.Key_Return)
    assert errand.queue.waiting.numbers == ["A001"]
    hands.press(Key.Key_F9)
    assert (errand.draft.name, errand.draft.ticket, errand.draft.service) == ("Budi", ticket, "ktp_hilang")


def test_a_number_is_passed_on_with_a_note_that_whoever_calls_it_sees(
    workshop: Workshop, errand: Any, hands: Hands
) -> None:
    ticket = issued(workshop, errand, also=["D"])
    hands.press(Key.Key_F9)
    assert errand.queue.note.text() == "After that: Letters"
    more(hands, "q")
    hands.press(Key.Key_Tab)
    hands.type("new card for the baby")
    hands.press(Key.Key_Return)
    [waits] = workshop.counter.ask("queue")["waiting"]
    assert (waits["ticket"], waits["group"]) == (ticket, "B")
    assert errand.book.draft.ticket == ""
    hands.press(Key.Key_F9)
    assert errand.queue.note.text() == "new card for the baby\nAfter that: Letters"


def test_the_end_of_an_errand_says_where_the_number_goes_on(
    workshop: Workshop, errand: Any, hands: Hands
) -> None:
    issued(workshop, errand, also=["D"])
    hands.press(Key.Key_F9)
    begin(hands, "KTP-el hilang", "Budi", nik(5))
    hands.press(Key.Key_F10)
    hands.press(Key.Key_F8)
    assert "A001 goes on to the queue Letters" in errand.window().notice.words


def test_a_relative_is_left_to_a_colleague(workshop: Workshop, errand: Any, hands: Hands) -> None:
    ticket = issued(workshop, errand)
    hands.press(Key.Key_F9)
    more(hands, "l")
    hands.press(Key.Key_1, ALT)
    hands.press(Key.Key_Return)
    assert errand.queue.ticket == ""
    hands.press(Key.Key_F9)
    assert errand.window().notice.words == "Nobody waits in the queue."
    assert workshop.counter.run("call_next", by="budi").ids["ticket"] == ticket


def test_a_call_out_of_turn_says_whose_turn_it_is_and_asks_why(
    workshop: Workshop, errand: Any, hands: Hands
) -> None:
    for _n in range(3):
        issued(workshop, errand)
    errand.queue.waiting.setCurrentItem(errand.queue.waiting.topLevelItem(2))
    errand.queue.waiting.setFocus()
    hands.press(Key.Key_Return)
    prompt = child(errand, Prompt)
    assert prompt.editor("ticket").currentText() == "A003 · KTP"
    hands.press(Key.Key_Return)
    assert "It is the turn of A001, not of A003." in prompt.notice.words
    prompt.editor("reason").setFocus()
    hands.type("sick child")
    hands.press(Key.Key_Return)
    [row] = workshop.counter.ask("day", date="2026-04-06").queue.out_of_turn
    assert (row.what, row.passed, row.reason) == ("A003", 2, "sick child")
    assert errand.draft.ticket.endswith("A003")


def test_a_call_out_of_turn_ends_the_number_that_was_served(
    workshop: Workshop, errand: Any, hands: Hands
) -> None:
    for _n in range(3):
        issued(workshop, errand)
    hands.press(Key.Key_F9)
    hands.type("1")
    more(hands, "o")
    prompt = child(errand, Prompt)
    box = prompt.editor("ticket")
    box.setCurrentIndex(box.count() - 1)
    prompt.editor("reason").setFocus()
    hands.type("sick child")
    hands.press(Key.Key_Return)
    assert [one["number"] for one in workshop.counter.ask("queue")["serving"]] == ["A003"]


def asked(errand: Any) -> More:
    found = child(errand, More)
    assert isinstance(found, More)
    return found


@pytest.mark.parametrize(("letter", "served", "skipped"), [("d", 0, 1), ("s", 1, 0)])
def test_a_second_call_asks_what_became_of_the_number_that_nobody_touched(
    workshop: Workshop, errand: Any, hands: Hands, letter: str, served: int, skipped: int
) -> None:
    for _n in range(2):
        issued(workshop, errand)
    hands.press(Key.Key_F9)
    hands.press(Key.Key_F9)
    assert "A001 was called and nobody began an errand" in text_of(asked(errand))
    hands.press(Key.Key_F9)
    assert errand.queue.number.text() == "A001"
    hands.type(letter)
    hands.settle()
    assert errand.queue.number.text() == "A002"
    assert errand.book.draft.ticket.endswith("A002")
    queue = workshop.counter.ask("day", date="2026-04-06").queue
    assert (queue.served, queue.skipped) == (served, skipped)


@pytest.mark.parametrize("key", [Key.Key_G, Key.Key_Escape])
def test_going_back_from_that_question_changes_nothing(
    workshop: Workshop, errand: Any, hands: Hands, key: Key
) -> None:
    for _n in range(2):
        issued(workshop, errand)
    hands.press(Key.Key_F9)
    entries = workshop.counter.entries()
    hands.press(Key.Key_F9)
    hands.press(key)
    assert child(errand, More) is None
    assert (workshop.counter.entries(), errand.queue.number.text()) == (entries, "A001")


def test_a_break_lets_no_number_be_forgotten(workshop: Workshop, errand: Any, hands: Hands) -> None:
    for _n in range(2):
        issued(workshop, errand)
    hands.press(Key.Key_F9)
    workshop.counter.clock.advance(minutes=1)
    hands.press(Key.Key_F11, SHIFT)
    hands.press(Key.Key_F9)
    assert child(errand, More) is not None
    assert errand.queue.state.chip.words == "On a break since 08:01"
    workshop.counter.clock.advance(minutes=1)
    hands.press(Key.Key_D)
    assert errand.queue.number.text() == "A002"
    assert errand.queue.state.chip.words.startswith("Open since")


def test_who_comes_back_from_the_shop_is_at_the_desk_with_the_first_key(
    workshop: Workshop, errand: Any, hands: Hands
) -> None:
    issued(workshop, errand)
    hands.press(Key.Key_F9)
    begin(hands, "KTP-el hilang", "Budi", nik(5))
    more(hands, "p")
    hands.type("fotokopi")
    hands.press(Key.Key_Return)
    errand.queue.aside.click()
    hands.press(Key.Key_Return)
    other = issued(workshop, errand)
    workshop.counter.run("call_next", by="budi")
    errand.refresh()
    hands.press(Key.Key_F9)
    hands.press(Key.Key_F10)
    hands.press(Key.Key_F8)
    assert [one["ticket"] for one in workshop.counter.ask("queue")["serving"]] == [other]


def test_a_skipped_number_ends_no_errand_later(workshop: Workshop, errand: Any, hands: Hands) -> None:
    ticket = issued(workshop, errand)
    hands.press(Key.Key_F9)
    hands.press(Key.Key_F9, CTRL)
    assert errand.book.draft.ticket == ""
    workshop.counter.run("requeue_ticket", ticket=ticket)
    workshop.counter.run("call_next", by="budi")
    begin(hands, "KTP-el hilang", "Budi", nik(5))
    hands.press(Key.Key_F10)
    hands.press(Key.Key_F8)
    assert [one["ticket"] for one in workshop.counter.ask("queue")["serving"]] == [ticket]


def test_numbers_left_open_overnight_are_said_when_the_next_is_called(
    workshop: Workshop, errand: Any, hands: Hands
) -> None:
    issued(workshop, errand)
    workshop.counter.clock.advance(days=1)
    errand.refresh()
    hands.press(Key.Key_F11)
    assert "1 number of another day was left open" in errand.window().notice.words


def test_a_number_for_two_queues_with_priority_is_given_by_keys(
    workshop: Workshop, errand: Any, hands: Hands
) -> None:
    hands.press(Key.Key_F12)
    prompt = child(errand, Prompt)
    for name, value in (("ground", "elderly"), ("also", "D")):
        box = prompt.editor(name)
        box.setCurrentIndex(box.findData(value))
    hands.press(Key.Key_Return)
    hands.press(Key.Key_F9)
    [served] = workshop.counter.ask("queue")["serving"]
    assert (served["class"], served["also"]) == ("priority", ["D"])
    assert workshop.tray.titles == ["Queue number L1-20260406-A001"]


def test_the_panel_tells_how_many_wait_and_the_longest_wait(
    workshop: Workshop, errand: Any, hands: Hands
) -> None:
    issued(workshop, errand)
    workshop.counter.clock.advance(minutes=12)
    issued(workshop, errand, group="B")
    assert errand.queue.count.text() == "2 · longest 12 min"
    assert errand.queue.waiting.numbers == ["A001", "B001"]
    assert not errand.queue.recall.isEnabled()
