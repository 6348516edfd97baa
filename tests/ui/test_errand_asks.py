"""What a service asks at the counter: how many, which reason, how old, what it costs."""

from __future__ import annotations

from typing import Any

import pytest
from errand_hands import Hands, begin
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from stories import nik
from workshop import Workshop

from counter_app.i18n import set_language

Key = Qt.Key

PAID = """
id = "reklame"
label = { id = "Izin reklame", en = "Advertisement permit" }
group = "Rekomendasi"
queue = "E"
standard = { minutes = 10 }
before = "domisili"
fee = 10000
fee_law = "Perda 4/2023"
note = { id = "Ukur di tempat", en = "Measure it on the spot" }
steps = [{ id = "hand_over" }]
[[fees]]
label = { id = "Retribusi", en = "Charge" }
amount = 5000
per = { id = "m2", en = "m2" }
[[requirement]]
id = "contoh"
label = { id = "Contoh", en = "Sample" }
doc = "handed_in"
unit = "photo"
copies = 2
"""


@pytest.fixture
def errand(workshop: Workshop) -> Any:
    workshop.counter.run("change_service", by="siti", definition=PAID)
    return workshop.screen("errand")


@pytest.fixture
def hands(errand: Any) -> Hands:
    return Hands(errand)


def application(workshop: Workshop, errand: Any) -> Any:
    return workshop.counter.desk().application(errand.side.ended.number.text())


def test_how_many_heirs_is_asked_once_and_counts_every_sheet(
    workshop: Workshop, errand: Any, hands: Hands
) -> None:
    begin(hands, "heirs", "Budi", nik(5))
    assert QApplication.focusWidget() is errand.questions._counts["ahli waris"]
    hands.type("6")
    hands.press(Key.Key_Return)
    papers = {paper.id: paper.copies for paper in errand.draft.papers}
    assert (papers["ktp_kk_waris"], papers["ktp_saksi"]) == (6, 2)
    errand.side.checklist.setFocus()
    hands.press(Key.Key_F10)
    hands.press(Key.Key_F8)
    assert application(workshop, errand).counts == {"ahli waris": 6}


def test_a_file_is_not_accepted_before_the_heirs_are_counted(
    workshop: Workshop, errand: Any, hands: Hands
) -> None:
    begin(hands, "heirs", "Budi", nik(5))
    errand.side.checklist.setFocus()
    hands.press(Key.Key_F10)
    hands.press(Key.Key_F8)
    field = errand.questions._counts["ahli waris"]
    assert QApplication.focusWidget() is field
    assert errand.questions._fields["ahli waris"].hint == "Fill this in first."
    hands.type("2")
    hands.press(Key.Key_F8)
    app = application(workshop, errand)
    assert (app.state, app.counts) == ("in_process", {"ahli waris": 2})


def test_one_reason_takes_back_the_other_and_one_must_be_chosen(
    workshop: Workshop, errand: Any, hands: Hands
) -> None:
    begin(hands, "Lost or damaged family", "Budi", nik(5))
    errand.side.checklist.setFocus()
    hands.press(Key.Key_F10)
    hands.press(Key.Key_F8)
    first, second = errand.questions._choices[0]
    assert QApplication.focusWidget() is first
    hands.press(Key.Key_Y)
    second.setChecked(True)
    assert (first.isChecked(), second.isChecked()) == (False, True)
    hands.settle()
    errand.side.checklist.setFocus()
    hands.press(Key.Key_F10)
    hands.press(Key.Key_F8)
    app = application(workshop, errand)
    assert (app.use, "damaged" in app.conditions, "lost" in app.conditions) == ("damaged", True, False)


def test_an_age_that_nobody_knows_is_asked_before_the_file_is_opened(
    workshop: Workshop, errand: Any, hands: Hands
) -> None:
    begin(hands, "e-KTP hilang", "Budi")
    errand.side.checklist.setFocus()
    hands.press(Key.Key_F10)
    assert not errand.draft.application
    hands.press(Key.Key_F8)
    assert QApplication.focusWidget() is errand.citizen.birth
    assert "fill in the NIK or the date of birth first" in errand.citizen.birth_field.hint
    hands.type("01011990")
    hands.settle()
    hands.press(Key.Key_F8)
    assert application(workshop, errand).state == "in_process"


def test_what_comes_first_what_to_know_and_what_to_pay_stand_below_the_service(
    workshop: Workshop, errand: Any, hands: Hands
) -> None:
    begin(hands, "Advertisement", "Budi", nik(5))
    assert "Must be done first: Certificate of domicile." in errand.service.about.text()
    assert "Measure it on the spot" in errand.service.about.text()
    assert errand.service.cost.text() == "To pay:\nRp10,000\nCharge: Rp5,000 for each: m2"
    hands.type("3")
    hands.settle()
    assert "Altogether Rp25,000" in errand.service.cost.text()
    hands.press(Key.Key_Return)
    line = next(line for line in errand.side.checklist.lines.lines if line.paper)
    assert line.detail == "original, 2 photos"
    errand.service.input.clear()
    errand.service.input.textEdited.emit("")
    assert not errand.service.about.text()


def test_the_asks_stand_in_indonesian_too(workshop: Workshop, errand: Any, hands: Hands) -> None:
    set_language("id")
    begin(hands, "ahli waris", "Budi", nik(5))
    assert errand.questions._counts["ahli waris"].accessibleName() == "Berapa ahli waris?"
