"""Settings: the language of papers, the words for kelurahan, the numbers of letters."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from settings_hand import Hand
from workshop import Workshop

from counter_app.domain.villages import KINDS
from counter_app.ui import villages


@pytest.fixture
def hand(workshop: Workshop) -> Iterator[Hand]:
    yield Hand(workshop, "siti", "letters")
    villages.call(KINDS[""])


def test_the_next_number_is_seen_while_the_pattern_is_typed(hand: Hand) -> None:
    section = hand.section
    hand.qtbot.waitUntil(lambda: section.next.text().endswith("470/1/SU.II/IV/2026"))
    hand.type(section.pattern, "400.12/{n:3}/{office}/{year}")
    hand.type(section.short, "KEC.SU2")
    hand.qtbot.waitUntil(lambda: section.next.text().endswith("400.12/001/KEC.SU2/2026"))
    hand.save()
    assert hand.settings()["letter_pattern"] == "400.12/{n:3}/{office}/{year}"
    assert hand.settings()["letter_office"] == "KEC.SU2"


def test_a_pattern_without_a_running_number_is_refused_beside_it(hand: Hand) -> None:
    section = hand.section
    hand.type(section.pattern, "470/{year}")
    hand.qtbot.waitUntil(lambda: "must stand in it once" in section.pattern_field.hint)
    hand.save()
    assert "must stand in it once" in section.notice.words
    assert hand.settings()["letter_pattern"].startswith("470/{n}")


def test_other_words_for_kelurahan_build_the_screens_anew(hand: Hand) -> None:
    dressed: list[bool] = []
    hand.frame.place.dressed.connect(lambda: dressed.append(True))
    box = hand.section.villages
    box.setCurrentIndex(box.findData("nagari"))
    box.activated.emit(box.currentIndex())
    hand.save()
    assert (hand.settings()["villages"], villages.now().head, dressed) == ("nagari", "wali nagari", [True])
    leaflet = hand.workshop.counter.ask("leaflet", service="sktm")
    assert "kelurahan" not in str(leaflet).lower()
    assert "nagari" in str(leaflet).lower()


def test_the_emblem_is_chosen_and_taken_away(workshop: Workshop, tmp_path: Path) -> None:
    hand = Hand(workshop, "siti", "office")
    part = hand.section.emblem
    file = tmp_path / "lambang.png"
    file.write_bytes(b"no picture")
    part.set(file)
    assert "no picture in PNG or JPEG" in part.notice.words
    Image.new("RGB", (100, 120), "navy").save(file)
    part.set(file)
    assert workshop.counter.office.emblem == file.read_bytes() == hand.section.heads.emblem
    part.take_away.click()
    assert workshop.counter.office.emblem == hand.section.heads.emblem == b""
