"""Corrections: only what is given changes, what is given empty is emptied, the old value stays readable."""

from __future__ import annotations

import pytest
from stories import nik

from counter_app.domain import events as e
from counter_app.domain.life import NothingGiven
from counter_app.storage import journal


@pytest.fixture
def file(desk):
    """Return a file of which everything is known."""
    return desk.opened(
        "ktp",
        name="Budi Santoso",
        nik=nik(3),
        birth_date="1990-06-15",
        sex="L",
        phone="0812",
        kelurahan="Tangga Takat",
        address="Jl. Mawar 3",
    )


def correct(desk, file, **applicant):
    return desk.run("correct_application", application=file, reason="salah orang", applicant=applicant)


def last_changes(desk, file):
    return desk.show(file)["timeline"][-1]["facts"]["changes"]


@pytest.mark.parametrize("empty", ["", None])
@pytest.mark.parametrize("field", ["nik", "birth_date", "sex", "phone", "kelurahan", "address"])
def test_a_field_given_empty_is_emptied_and_its_old_value_stays_in_the_timeline(desk, file, field, empty):
    before = desk.show(file)
    correct(desk, file, **{field: empty})
    found = desk.show(file)
    assert not found[field]
    [change] = last_changes(desk, file)
    assert (change["field"], change["new"]) == (field, "")
    assert change["old"] in (str(before[field]), f"{nik(3)[:4]}********{nik(3)[12:]}")
    assert found["timeline"][-1]["staff"] == "ani"
    kept = {f for f in ("nik", "birth_date", "sex", "phone", "kelurahan", "address") if f != field}
    assert all(found[one] for one in kept)


def test_the_name_can_not_be_emptied(desk, file):
    with pytest.raises(Exception, match="name is empty"):
        correct(desk, file, name="")


def test_an_event_carries_only_what_changes_so_that_two_corrections_do_not_undo_each_other(desk, file):
    correct(desk, file, phone="0899")
    correct(desk, file, sex="")
    events = [x.event for x in journal.stream(desk.office.db.conn, f"application/{file}")]
    changes = [event.applicant for event in events if isinstance(event, e.ApplicationCorrected2)]
    assert changes == [e.ApplicantChange(phone="0899"), e.ApplicantChange(sex="")]


def test_what_is_derived_from_a_nik_follows_when_it_is_emptied(desk, file):
    assert [row["application"] for row in desk.ask("applications", text=nik(3))] == [file]
    correct(desk, file, nik="")
    assert desk.ask("applications", text=nik(3)) == []
    again = desk.run("open_application", service="ktp_ubah", applicant={"name": "Budi", "nik": nik(3)})
    assert again.warnings == []


def test_a_correction_to_the_nik_of_somebody_with_an_open_file_says_so(desk, file):
    other = desk.opened("ktp", name="Rudi", nik="", birth_date="1990-06-15")
    done = correct(desk, other, nik=nik(3))
    assert any(file in warning for warning in done.warnings)


def test_a_submitter_is_corrected_and_taken_away(desk):
    file = desk.run(
        "open_application",
        service="ktp_ubah",
        applicant={"name": "Budi", "birth_date": "1990-06-15"},
        submitter={"name": "Ani", "relation": "istri"},
    ).ids["application"]
    desk.run("correct_application", application=file, reason="datang sendiri", submitter=None)
    assert desk.show(file)["submitter"] is None
    assert {"field": "submitter", "old": "Ani", "new": ""} in last_changes(desk, file)


def test_nothing_given_or_nothing_that_differs_is_refused(desk, file):
    for given in ({}, {"phone": "0812"}):
        with pytest.raises(NothingGiven):
            correct(desk, file, **given)


def test_a_correction_of_before_reads_as_the_whole_citizen_it_had():
    event = journal.decode(
        b'{"type":"application.corrected.1","reason":"salah","applicant":{"name":"Budi","phone":"0812"}}'
    )
    assert isinstance(event, e.ApplicationCorrected2)
    old = e.Applicant(name="Bodi", nik=nik(3), address="Jl. Mawar 3")
    assert old.changed(event.applicant) == e.Applicant(name="Budi", phone="0812")
