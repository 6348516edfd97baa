"""Fields that are emptied on a screen are emptied in the file."""

from __future__ import annotations

from typing import Any

import pytest
from errand_hands import Hands, begin
from PySide6.QtCore import Qt
from stories import nik
from workshop import Workshop

from counter_app.ui.applications import questions

Key = Qt.Key


@pytest.fixture
def errand(workshop: Workshop) -> Any:
    """Return the counter of a clerk."""
    return workshop.screen("errand")


@pytest.fixture
def hands(errand: Any) -> Hands:
    return Hands(errand)


def test_a_nik_that_is_taken_away_while_the_papers_are_checked_is_taken_away(
    workshop: Workshop, errand: Any, hands: Hands
) -> None:
    begin(hands, "pengantar umum", "Budi", nik(5))
    errand.side.checklist.setFocus()
    hands.press(Key.Key_Space)
    number = errand.draft.application
    errand.citizen.nik.setFocus()
    errand.citizen.nik.selectAll()
    hands.press(Key.Key_Delete)
    errand.side.checklist.setFocus()
    hands.press(Key.Key_F10)
    hands.press(Key.Key_F8)
    found = workshop.counter.show(number)
    assert (found["nik"], found["birth_date"], found["sex"]) == ("", None, "")
    [corrected] = [line for line in found["timeline"] if line["event"] == "corrected"]
    assert {change["field"] for change in corrected["facts"]["changes"]} == {"nik", "birth_date", "sex"}


def test_who_hands_in_can_be_corrected_after_the_first_mark(
    workshop: Workshop, errand: Any, hands: Hands
) -> None:
    begin(hands, "pengantar umum", "Budi", nik(5))
    errand.side.checklist.setFocus()
    hands.press(Key.Key_Space)
    number = errand.draft.application
    errand.citizen.proxy.click()
    hands.type("Ani")
    errand.side.checklist.setFocus()
    hands.press(Key.Key_F10)
    hands.press(Key.Key_F8)
    assert workshop.counter.show(number)["submitter"].name == "Ani"


def test_the_sheet_of_corrections_sends_what_was_emptied() -> None:
    found = {
        "name": "Budi",
        "nik": "************0001",
        "phone": "0812",
        "birth_date": "1990-06-15",
        "sex": "L",
        "kelurahan": "",
        "address": "",
        "submitter": None,
    }
    values = {ask.name: ask.value for ask in questions.correcting(found)}
    assert questions.changed(found, values) == {}
    emptied = values | {"nik": "", "birth_date": None, "sex": ""}
    assert questions.changed(found, emptied) == {"nik": "", "birth_date": None, "sex": ""}
