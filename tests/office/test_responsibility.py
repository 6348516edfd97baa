"""Who answers for a file: passing on, accepting, assigning."""

import pytest

from counter_app.domain import life
from counter_app.domain.life import UnknownStaff
from counter_app.domain.reason import ReasonNeeded


def owners(desk, number):
    shown = desk.show(number)
    return shown["responsible"], shown["offered_to"]


def pass_on(desk, number, *, by="ani", to="budi", reason="cuti"):
    return desk.run("pass_on_application", by=by, application=number, to=to, reason=reason)


def test_whoever_opens_a_file_answers_for_it(desk):
    assert owners(desk, desk.opened("letter", by="budi")) == ("budi", "")


def test_passing_on_counts_when_the_colleague_accepts(desk):
    number = desk.opened("letter")
    pass_on(desk, number)
    assert owners(desk, number) == ("ani", "budi")
    desk.run("accept_responsibility", by="budi", application=number)
    assert owners(desk, number) == ("budi", "")
    assert [row["application"] for row in desk.ask("applications", responsible="budi")] == [number]


def test_only_whom_it_was_offered_to_takes_a_file_over(desk):
    number = desk.opened("letter")
    pass_on(desk, number)
    with pytest.raises(life.NotOffered):
        desk.run("accept_responsibility", by="siti", application=number)


def test_only_the_owner_or_a_supervisor_passes_a_file_on(desk):
    number = desk.opened("letter")
    with pytest.raises(life.NotResponsible, match="in the hands of Ani"):
        pass_on(desk, number, by="budi", to="siti")
    pass_on(desk, number, by="siti")
    assert owners(desk, number) == ("ani", "budi")


def test_a_supervisor_assigns_without_asking_because_a_clerk_is_ill(desk):
    number = desk.opened("letter")
    pass_on(desk, number)
    desk.run("assign_application", by="siti", application=number, to="siti", reason="ani sakit")
    assert owners(desk, number) == ("siti", "")
    assert "assigned by Siti (ani sakit)" in " ".join(desk.ask("day", date="2026-04-06").notes)


def test_passing_on_and_assigning_need_a_reason_and_somebody_who_works_here(desk):
    number = desk.opened("letter")
    with pytest.raises(ReasonNeeded):
        pass_on(desk, number, reason="")
    with pytest.raises(UnknownStaff, match="ani, budi, siti"):
        pass_on(desk, number, to="joko")
    desk.run("retire_staff", by="siti", staff="budi")
    with pytest.raises(UnknownStaff):
        pass_on(desk, number)


def test_a_finished_file_stays_where_it_is(desk):
    number = desk.opened("letter")
    desk.run("close_application", application=number, outcome="withdrawn", reason="pindah")
    with pytest.raises(life.NotPossibleNow):
        pass_on(desk, number)


def test_who_left_or_changed_the_name_stands_on_old_entries_as_then(desk):
    number = desk.opened("letter", by="budi")
    desk.run("retire_staff", by="siti", staff="budi")
    assert owners(desk, number) == ("budi", "")
    assert desk.show(number)["timeline"][0]["staff"] == "budi"
