"""The citizen who comes back: the file that waits comes before a second one."""

from __future__ import annotations

from typing import Any

import pytest
from errand_hands import Hands, begin
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from stories import nik
from workshop import Workshop

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
KTP = "KTP-el hilang"


@pytest.fixture
def waiting(workshop: Workshop) -> str:
    """Return a file that was returned for a paper."""
    number = workshop.counter.opened("ktp_hilang", name="Budi", nik=nik(5))
    workshop.counter.run("return_application", application=number)
    return number


@pytest.fixture
def errand(workshop: Workshop, waiting: str) -> Any:
    """Return the counter of a clerk."""
    return workshop.screen("errand")


@pytest.fixture
def hands(errand: Any) -> Hands:
    return Hands(errand)


def files(workshop: Workshop) -> list[str]:
    return [row["application"] for row in workshop.counter.ask("applications")]


def choose(hands: Hands, service: str) -> None:
    """Type the NIK of somebody known, then a part of the service's name."""
    hands.type(nik(5))
    hands.press(Key.Key_Return)
    hands.type(service)
    hands.settle()
    hands.press(Key.Key_Return)


def test_enter_goes_on_with_the_file_that_waits(
    workshop: Workshop, errand: Any, hands: Hands, waiting: str
) -> None:
    choose(hands, KTP)
    assert errand.again.isVisible()
    assert waiting in errand.again.words.text()
    assert QApplication.focusWidget() is errand.again.go_on
    hands.press(Key.Key_Return)
    assert errand.draft.application == waiting
    assert not errand.again.isVisible()
    assert errand.book.parked == []
    hands.press(Key.Key_F10)
    hands.press(Key.Key_F8)
    assert workshop.counter.state(waiting) == "in_process"
    assert files(workshop) == [waiting]


def test_a_second_file_needs_a_key_of_its_own(
    workshop: Workshop, errand: Any, hands: Hands, waiting: str
) -> None:
    choose(hands, KTP)
    hands.press(Key.Key_T, CTRL)
    while errand.questions.any and QApplication.focusWidget() is not errand.side.checklist:
        hands.press(Key.Key_N)
    hands.press(Key.Key_F10)
    assert errand.draft.application not in ("", waiting)
    assert len(files(workshop)) == 2


def test_no_mark_and_no_key_opens_a_second_file_while_the_offer_stands(
    workshop: Workshop, errand: Any, hands: Hands, waiting: str
) -> None:
    choose(hands, KTP)
    errand.side.checklist.setFocus()
    hands.press(Key.Key_F10)
    hands.press(Key.Key_F8)
    assert files(workshop) == [waiting]
    assert QApplication.focusWidget() is errand.again.go_on


def test_another_service_of_the_same_citizen_is_no_second_file(
    workshop: Workshop, errand: Any, hands: Hands
) -> None:
    choose(hands, "KTP-el rusak")
    assert not errand.again.isVisible()


def test_the_offer_comes_also_where_the_service_was_chosen_first(
    errand: Any, hands: Hands, waiting: str
) -> None:
    hands.screen.service.setFocus()
    hands.type(KTP)
    hands.settle()
    hands.press(Key.Key_Return)
    errand.citizen.nik.setFocus()
    hands.type(nik(5))
    hands.settle()
    assert errand.again.isVisible()


def test_the_pill_is_a_button_and_its_key_stands_on_it(errand: Any, hands: Hands, waiting: str) -> None:
    hands.type(nik(5))
    hands.settle()
    assert errand.citizen.waits.text().endswith("Ctrl+B")
    assert waiting in errand.citizen.waits.text()
    hands.press(Key.Key_B, CTRL)
    assert errand.draft.application == waiting


def test_a_resumed_errand_does_not_warn_of_its_own_file(errand: Any, hands: Hands) -> None:
    begin(hands, "pengantar umum", "Ani", nik(6, woman=True))
    errand.side.checklist.setFocus()
    hands.press(Key.Key_Space)
    own = errand.draft.application
    assert own
    hands.press(Key.Key_F6)
    errand.parked._row.itemAt(1).widget().click()
    hands.settle()
    assert errand.draft.application == own
    assert not errand.citizen.waits.isVisible()


def test_a_number_that_was_called_stays_with_the_file_that_is_taken_up(
    workshop: Workshop, errand: Any, hands: Hands, waiting: str
) -> None:
    errand.draft.ticket = "L1-20260406-A001"
    choose(hands, KTP)
    hands.press(Key.Key_Return)
    assert (errand.draft.application, errand.draft.ticket) == (waiting, "L1-20260406-A001")
