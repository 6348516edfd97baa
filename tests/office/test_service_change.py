"""A file opened for the wrong service is taken up anew as one act."""

import pytest
from stories import nik

from counter_app.domain.checklist import TooYoung
from counter_app.domain.life import NotPossibleNow


def test_the_new_file_has_the_citizen_and_the_old_one_says_where_it_went(desk):
    old = desk.opened("ktp_hilang", name="Siti", nik=nik(7), phone="0812", submitter={"name": "Hasan"})
    done = desk.run("change_application_service", application=old, service="ktp_rusak")
    new = done.ids["application"]
    view = desk.show(new)
    assert (view["service"], view["name"], view["phone"]) == ("ktp_rusak", "Siti", "0812")
    assert view["submitter"].name == "Hasan"
    assert desk.run("reveal_nik", application=new).ids["nik"] == nik(7)
    assert (desk.state(old), desk.state(new)) == ("closed", "checking")
    assert new in desk.show(old)["timeline"][-1]["note"]
    assert done.warnings == []


def test_a_refused_opening_leaves_the_old_file_as_it_was(desk):
    old = desk.opened("letter", name="Anak", nik=nik(9, born="010120"))
    before = desk.entries()
    with pytest.raises(TooYoung):
        desk.run("change_application_service", application=old, service="ktp_baru")
    assert (desk.state(old), desk.entries()) == ("checking", before)


def test_an_accepted_file_keeps_its_service(desk):
    with pytest.raises(NotPossibleNow):
        desk.run("change_application_service", application=desk.accepted("ktp"), service="ktp_rusak")
