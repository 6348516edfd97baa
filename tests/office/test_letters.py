"""The number that register gives a letter."""

import pytest

from counter_app.domain.letter_numbers import BadPattern, LetterTaken


def registered(desk, letter="", number=""):
    number = number or desk.at("letter", "register")
    done = desk.step(number, "register", letter=letter)
    return number, done.ids["letter"]


def test_a_letter_takes_the_next_number_of_the_pattern(desk):
    assert [registered(desk)[1] for _n in range(3)] == [f"470/{n}/SU.II/IV/2026" for n in (1, 2, 3)]
    number, letter = registered(desk)
    assert desk.show(number)["letter"] == letter
    assert desk.ask("next_letter")["letter"] == "470/5/SU.II/IV/2026"


def test_a_typed_number_is_taken_and_counted(desk):
    assert registered(desk, " 045/112 ")[1] == "045/112"
    assert registered(desk, "470/40/SU.II/IV/2026")[1] == "470/40/SU.II/IV/2026"
    assert registered(desk)[1] == "470/41/SU.II/IV/2026"
    assert registered(desk, "470/3/SU.II/IV/2026")[1] == "470/3/SU.II/IV/2026"
    assert registered(desk)[1] == "470/42/SU.II/IV/2026"


def test_a_number_is_given_once_a_year(desk):
    first, letter = registered(desk)
    second = desk.at("letter", "register")
    with pytest.raises(LetterTaken, match=f"given to {first} this year.*470/2/SU.II/IV/2026"):
        registered(desk, letter.lower().replace("/", " / "), second)
    desk.clock.set("2027-01-04T08:00")
    desk.run("confirm_clock", by="siti", reason="tahun baru")
    assert registered(desk, letter, second)[1] == letter
    assert registered(desk)[1] == "470/2/SU.II/I/2027"


def test_an_undone_number_stays_given_and_is_shown_as_unused(desk):
    number, letter = registered(desk)
    desk.run("undo", application=number, reason="salah")
    assert desk.show(number)["letter"] == ""
    assert registered(desk, number=number)[1] == "470/2/SU.II/IV/2026"
    rows = {row["letter"]: row["used"] for row in desk.ask("letters")}
    assert rows == {"470/1/SU.II/IV/2026": False, "470/2/SU.II/IV/2026": True}
    [row] = desk.ask("register", **{"from": "2026-04-06", "to": "2026-04-06"})
    assert (row.letter, row.note) == ("470/2/SU.II/IV/2026", "letter number 470/1/SU.II/IV/2026 unused")
    other = desk.at("letter", "register")
    with pytest.raises(LetterTaken):
        registered(desk, letter, other)
    desk.run("undo", application=number, reason="nomor lama dipakai lagi")
    assert registered(desk, letter, number)[1] == letter  # its own


def test_a_file_that_was_sent_back_keeps_its_number(desk):
    number, letter = registered(desk)
    desk.run("send_back_application", application=number, step="register", reason="salah ketik")
    assert registered(desk, number=number)[1] == letter
    assert [row["letter"] for row in desk.ask("letters")] == [letter, letter]


def test_the_pattern_is_the_offices(desk):
    settings = {"letter_pattern": "400.12/{n:3}/{office}-{counter}/{year}", "letter_office": "Kec.SU2"}
    desk.run("change_settings", by="siti", settings=settings)
    assert registered(desk)[1] == "400.12/001/Kec.SU2-L1/2026"
    preview = desk.ask("next_letter", pattern="B-{n}", office="X")
    assert preview == {"letter": "B-1", "pattern": "B-{n}"}
    with pytest.raises(BadPattern):
        desk.run("change_settings", by="siti", settings={"letter_pattern": "470/{year}"})
    with pytest.raises(BadPattern):
        desk.ask("next_letter", pattern="{x}")


def test_numbers_of_another_kind_hide_none_of_the_pattern(desk):
    assert registered(desk)[1] == "470/1/SU.II/IV/2026"
    for n in range(51):
        registered(desk, f"045/{n}")
    desk.clock.set("2026-05-04T08:00")
    assert registered(desk)[1] == "470/2/SU.II/V/2026"


def test_a_number_counts_in_the_year_of_its_letter_though_its_file_was_ahead(desk):
    desk.clock.set("2026-12-21T08:00")
    desk.run("confirm_clock", by="siti", reason="lama tutup")
    ahead, other = desk.at("letter", "register"), desk.at("letter", "register")
    desk.clock.set("2027-01-11T08:00")
    desk.run("send_back_application", application=ahead, step="verify", reason="salah")
    desk.clock.set("2026-12-21T09:00")
    desk.run("confirm_clock", by="siti", reason="jam tadinya salah")
    desk.to_step(ahead, "register")
    assert registered(desk, number=ahead)[1] == "470/1/SU.II/XII/2026"
    assert registered(desk, number=other)[1] == "470/2/SU.II/XII/2026"
    assert [row["at"][:10] for row in desk.ask("letters")] == ["2026-12-21", "2026-12-21"]


def test_a_number_typed_at_another_step_is_given_once_too(desk):
    first, letter = registered(desk)
    second = desk.accepted("letter")
    with pytest.raises(LetterTaken, match=first):
        desk.step(second, "verify", letter=letter)
    desk.step(second, "verify", letter="045/7")
    desk.to_step(second, "register")
    assert registered(desk, number=second)[1] == "045/7"


def test_what_is_asked_at_each_letter_reads_an_index(desk):
    here = "counter IN (SELECT value FROM json_each('[]')) AND wall >= 1 AND wall < 2"
    for where, index in ((here, "letter_wall"), (f"same = 'x' AND {here}", "letter_same")):
        plan = desk.office.db.execute(f"EXPLAIN QUERY PLAN SELECT number FROM letter WHERE {where}")
        assert any(index in row[3] for row in plan)
