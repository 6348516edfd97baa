"""Two windows of one clerk on one data folder: neither loses or overwrites what the other keeps."""

from __future__ import annotations

from typing import Any

from stories import nik
from workshop import Workshop


def typed(screen: Any, name: str) -> None:
    """Type a name at a counter."""
    screen.citizen.name.setText(name)
    screen.citizen.name.textEdited.emit(name)
    screen.book.save()


def test_two_windows_of_one_clerk_keep_their_errands_apart_and_the_next_finds_both(
    workshop: Workshop,
) -> None:
    one, other = workshop.screen("errand"), workshop.screen("errand")
    typed(one, "Budi")
    typed(other, "Sari")
    typed(one, "Budi Santoso")
    assert (one.book.draft.name, other.book.draft.name) == ("Budi Santoso", "Sari")
    for screen in (one, other):
        screen.leave()
        screen.place.window.let_go()
    book = workshop.screen("errand").book
    assert {draft.name for draft in (book.draft, *book.parked)} == {"Budi Santoso", "Sari"}
    assert workshop.screen("errand").book.draft.empty


def test_a_window_that_closes_leaves_its_errand_to_the_next_and_not_to_the_one_beside(
    workshop: Workshop,
) -> None:
    one, other = workshop.screen("errand"), workshop.screen("errand")
    typed(one, "Budi")
    one.place.window.let_go()
    typed(other, "Sari")
    other.place.window.let_go()
    book = workshop.screen("errand").book
    assert {draft.name for draft in (book.draft, *book.parked)} == {"Budi", "Sari"}


def test_papers_that_two_windows_did_not_print_are_all_offered_again(workshop: Workshop) -> None:
    numbers = [workshop.counter.accepted("ktp", nik=nik(n)) for n in (7, 8)]
    places = [workshop.place("ani"), workshop.place("ani")]
    workshop.tray.jammed = True
    for place, number in zip(places, numbers, strict=True):
        place.papers.print("receipt", number)
    assert [[one.id for one in place.papers.kept] for place in places] == [[n] for n in numbers]
    for place in places:
        place.window.let_go()
    again = workshop.place("budi").papers
    assert [one.id for one in again.kept] == numbers
    workshop.tray.jammed = False
    for one in list(again.kept):
        again.again(one)
    assert len(workshop.tray.printed) == 2


def test_what_is_typed_in_settings_in_two_windows_is_kept_twice(workshop: Workshop) -> None:
    screens = [workshop.screen("settings", "siti") for _n in range(2)]
    for screen, words in zip(screens, ("Kecamatan A", "Kecamatan B"), strict=True):
        screen.show_section("office")
        screen.section.office.setText(words)
        screen.leave()
    kept = workshop.counter.office.db.execute("SELECT content FROM draft ORDER BY saved, name").fetchall()
    assert sorted(b"Kecamatan A" in content for (content,) in kept) == [False, True]
    assert sorted(b"Kecamatan B" in content for (content,) in kept) == [False, True]
