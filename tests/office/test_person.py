"""A citizen's own data on paper: everything, whole, and of nobody else; drawing it is an entry."""

import msgspec
import pytest
from stories import nik

from counter_app.domain.errors import UserError
from counter_app.domain.retention import ClosedToReading
from counter_app.domain.undoing import NothingToUndo
from counter_app.office.office import NotAllowed
from counter_app.office.persons import UnknownPerson
from counter_app.office.queries.person import NotNoted

OTHER = "Orang Lain"  # whoever handed in or collected something: never on the paper


@pytest.fixture
def known(desk):
    """Return an office that holds two applications of Siti, one of them collected by somebody else."""
    submitter = {"name": OTHER, "relation": "anak"}
    desk.first = desk.at("letter", "hand_over", name="Siti Aminah", phone="0812", submitter=submitter)
    desk.run("hand_over_application", application=desk.first, receiver=OTHER, relation="anak")
    desk.run("record_paper", application=desk.first, paper="handover")
    desk.run("reveal_nik", by="budi", application=desk.first)
    desk.clock.set("2026-04-07T09:00")
    desk.second = desk.opened("kk", by="budi", name="Siti Aminah", nik=nik(1), address="Jl. Baru 3")
    desk.opened("letter", name="Tetangga")
    return desk


def shown(desk, person, by="siti"):
    desk.run("show_person", by=by, person=person)
    return desk.ask("person", by=by, person=person)


@pytest.mark.parametrize("by", ["siti", "tono"])
def test_it_tells_all_that_the_office_holds(known, by):
    found = shown(known, nik(1), by)
    assert (found.applicant.name, found.applicant.nik) == ("Siti Aminah", nik(1))
    assert found.applicant.address == "Jl. Baru 3"
    assert [one.number for one in found.applications] == [known.first, known.second]
    assert [one.state for one in found.applications] == ["Collected", "Being checked"]
    assert {paper.number for paper in found.papers} == {known.first}
    acts = [(act.number, act.what, act.staff) for act in found.acts]
    assert (known.first, "Accepted complete", "Ani") in acts
    assert (known.first, "Printed", "Ani") in acts
    assert (known.second, "Opened", "Budi") in acts
    assert (found.signer.title, found.signer.name) == ("SERVICE OFFICER,", by.title())


def test_an_official_who_hands_out_the_copy_signs_with_title_and_nip(known):
    known.run("set_official", by="siti", official="kasi", role="kasi", name="Siti", nip="198001012005012001")
    signer = shown(known, nik(1)).signer
    assert (signer.title, signer.name, signer.nip) == ("KASI PELAYANAN,", "Siti", "198001012005012001")


def test_it_tells_who_saw_the_whole_nik(known):
    seen = [act for act in shown(known, nik(1)).acts if act.whole_nik]
    assert [(act.staff, act.what) for act in seen] == [
        ("Ani", "Printed"),  # the note of hand-over
        ("Budi", "Whole NIK shown"),
        ("Siti", "Copy of personal data drawn"),
        ("Siti", "Copy of personal data drawn"),
    ]


def test_it_tells_nothing_of_anybody_else(known):
    text = msgspec.json.encode(shown(known, nik(1))).decode()
    assert OTHER not in text
    assert "Tetangga" not in text
    assert nik(2) not in text
    assert "collected by somebody else: anak" in text
    assert "handed in by somebody else: anak" in text


def test_it_tells_which_lists_left_with_the_nik_as_far_as_anybody_knows(known):
    for what in ("register 2026-04-06 2026-04-06", "register 2026-01-01 2026-02-01", "daftar camat"):
        known.run("record_export", by="siti", what=what)
    known.run("record_export", by="siti", what="register - -")
    assert [(one.what, one.sure) for one in shown(known, nik(1)).exports] == [
        ("register 2026-04-06 2026-04-06", True),
        ("daftar camat", False),
        ("register - -", True),
    ]


def test_an_application_stands_for_its_citizen(known):
    one, other = shown(known, known.second), shown(known, nik(1))
    assert (one.applicant, one.applications, one.papers) == (
        other.applicant,
        other.applications,
        other.papers,
    )


def test_a_citizen_without_a_nik_has_the_one_application(known):
    number = known.opened("letter", name="Bayi Siti", nik="")
    found = shown(known, number)
    assert [one.number for one in found.applications] == [number]
    assert (found.applicant.nik, found.exports) == ("", [])


def test_drawing_it_is_an_entry_of_every_application_and_holds_no_nik(known):
    known.run("show_person", by="siti", person=nik(1))
    rows = known.ask("audit", what="person_shown")
    assert {row["subject"] for row in rows} == {known.first, known.second}
    streams = "".join(row[0] for row in known.office.db.execute("SELECT stream FROM journal"))
    assert nik(1) not in streams


def test_it_is_no_move_that_could_be_undone(known):
    number = known.opened("letter", nik="", name="Bayi")
    known.run("show_person", by="siti", person=number)
    with pytest.raises(NothingToUndo):
        known.run("undo", by="siti", application=number, reason="salah")


def test_nothing_is_answered_before_it_is_written_down(known):
    with pytest.raises(NotNoted):
        known.ask("person", person=nik(1))
    known.run("show_person", by="siti", person=nik(1))
    with pytest.raises(NotNoted):
        known.ask("person", by="tono", person=nik(1))
    known.clock.advance(days=1)
    with pytest.raises(NotNoted):
        known.ask("person", person=nik(1))


@pytest.mark.parametrize("by", ["ani", "camat"])
def test_only_who_answers_for_the_data_gives_a_copy(known, by):
    with pytest.raises(NotAllowed):
        known.run("show_person", by=by, person=nik(1))


@pytest.mark.parametrize("person", ["", "1671", nik(77), "L1-20260406-0999"])
def test_a_person_whom_nobody_knows_is_refused_and_is_no_entry(known, person):
    before = known.entries()
    with pytest.raises(UserError):
        known.run("show_person", by="siti", person=person)
    assert known.entries() == before


def test_what_is_closed_to_reading_is_on_the_copy_of_who_looks_after_it(known):
    known.clock.set("2032-04-06T08:00")
    known.run("confirm_clock", by="siti", reason="libur")
    known.run("change_settings", by="tono", settings={"closed_after_years": 5})
    known.run("close_to_reading", by="tono", before="2027-01-01", reason="JRA")
    found = shown(known, nik(1))
    assert ([one.number for one in found.applications], found.closed) == ([known.second], 1)
    found = shown(known, nik(1), by="tono")
    assert ([one.number for one in found.applications], found.closed) == ([known.first, known.second], 0)
    with pytest.raises(ClosedToReading):
        known.run("show_person", by="siti", person=known.first)
    known.run("close_application", application=known.second, outcome="withdrawn", reason="pindah")
    known.clock.set("2038-04-06T08:00")
    known.run("confirm_clock", by="siti", reason="libur")
    known.run("close_to_reading", by="tono", before="2033-01-01", reason="JRA")
    with pytest.raises(UnknownPerson, match="closed to reading"):
        known.run("show_person", by="siti", person=nik(1))
