"""The checklist: marking, returning, accepting, letting a copy follow."""

import pytest

from counter_app.domain import life
from counter_app.domain.events import ApplicationReturned
from counter_app.domain.folding import fold
from counter_app.domain.reason import ReasonNeeded
from counter_app.office.office import NotAllowed


def rows(desk, number):
    return {row["id"]: row for row in desk.show(number)["requirements"]}


def test_unmarked_papers_are_missing(desk):
    row = rows(desk, desk.opened("letter"))["kk_fc"]
    assert (row["mark"], row["marked"], row["needed"], row["doc"]) == ("missing", False, True, "copy")


def test_accepting_an_incomplete_file_is_refused_with_every_missing_paper(desk):
    number = desk.opened("letter")
    desk.run("mark_requirements", application=number, marks={"kk_fc": "present"})
    with pytest.raises(life.Incomplete) as refused:
        desk.run("accept_application", application=number)
    assert "Letter from RT/RW; Letter from the kelurahan; e-KTP" in str(refused.value)
    assert desk.state(number) == "checking"


def test_a_paper_that_is_not_applicable_is_still_missing(desk):
    number = desk.opened("letter")
    desk.complete(number)
    desk.run("mark_requirements", application=number, marks={"kk_fc": "not_applicable"})
    with pytest.raises(life.Incomplete, match="Family card"):
        desk.run("accept_application", application=number)


def test_a_returned_file_that_comes_back_complete_keeps_its_number(desk):
    number = desk.opened("kk")
    desk.run("return_application", application=number)
    assert desk.state(number) == "returned"
    desk.clock.advance(days=1)
    desk.complete(number)
    assert desk.state(number) == "checking"
    desk.run("accept_application", application=number)
    shown = desk.show(number)
    assert (shown["state"], shown["returns"], shown["due"]) == ("in_process", 1, "2026-04-10T16:00:00+07:00")


def test_the_return_lists_everything_that_is_missing_at_once(desk):
    number = desk.opened("letter")
    desk.run("mark_requirements", application=number, marks={"kk_fc": "present"}, notes={"ktp_fc": "buram"})
    desk.run("return_application", application=number)
    app = fold(number, desk.desk().entries(number))
    assert app.returns[0].missing == ("pengantar_rt", "pengantar_lurah", "ktp_fc")
    slip = desk.ask("slip", application=number)
    assert [paper.id for paper in slip.missing] == ["pengantar_rt", "pengantar_lurah", "ktp_fc"]
    assert slip.complete == ["Family card"]
    assert rows(desk, number)["ktp_fc"]["note"] == "buram"


def test_a_deposited_file_says_so(desk):
    number = desk.opened("letter")
    desk.run("return_application", application=number, deposited=True)
    event = desk.desk().entries(number)[-1].event
    assert isinstance(event, ApplicationReturned)
    assert event.deposited


def test_a_complete_file_is_not_returned(desk):
    number = desk.opened("letter")
    desk.complete(number)
    with pytest.raises(life.NothingMissing):
        desk.run("return_application", application=number)


def test_an_unknown_requirement_is_refused_with_the_known_ones(desk):
    number = desk.opened("letter")
    for field in ({"marks": {"akta": "present"}}, {"notes": {"akta": "?"}}):
        with pytest.raises(life.UnknownRequirement, match="pengantar_rt, pengantar_lurah, ktp_fc, kk_fc"):
            desk.run("mark_requirements", application=number, **field)


def test_optional_papers_never_block(today):
    number = today.opened("ktp")
    assert rows(today, number)["pengantar_rt"]["needed"] is False
    today.complete(number)
    today.run("accept_application", application=number)
    assert rows(today, number)["pengantar_rt"]["mark"] == "missing"


def test_of_a_group_of_alternatives_one_is_enough(desk):
    number = desk.opened("kk_hilang_rusak", conditions=["lost"])
    alone = [id for id, row in rows(desk, number).items() if not row["group"]]
    one, *others = [id for id, row in rows(desk, number).items() if row["group"] == "sebab"]
    desk.run("mark_requirements", application=number, marks=dict.fromkeys(alone, "present"))
    with pytest.raises(life.Incomplete):
        desk.run("accept_application", application=number)
    desk.run("mark_requirements", application=number, marks={one: "present"})
    assert not any(rows(desk, number)[id]["needed"] for id in others)
    desk.run("accept_application", application=number)


def test_why_a_card_is_replaced_is_asked_before_the_file_is_taken(desk):
    number = desk.opened("kk_hilang_rusak")
    marks = dict.fromkeys(rows(desk, number), "present")
    desk.run("mark_requirements", application=number, marks=marks)
    with pytest.raises(life.Unanswered, match="Why is the family card replaced"):
        desk.run("accept_application", application=number)
    desk.run("correct_application", application=number, conditions=["lost"], reason="ditanyakan")
    desk.run("accept_application", application=number)


@pytest.mark.parametrize("command", ["mark_requirements", "return_application", "accept_application"])
def test_the_checklist_is_closed_once_the_file_is_accepted(desk, command):
    number = desk.accepted("letter")
    fields = {"marks": {"kk_fc": "missing"}} if command == "mark_requirements" else {}
    with pytest.raises(life.NotPossibleNow, match="checklist is closed"):
        desk.run(command, application=number, **fields)


def test_an_unknown_number_is_refused(desk):
    with pytest.raises(life.UnknownApplication, match="search by name"):
        desk.run("accept_application", application="L1-20260406-0099")


def test_a_supervisor_lets_one_photocopy_follow_at_hand_over(desk):
    number = desk.opened("letter")
    desk.run(
        "mark_requirements",
        application=number,
        marks={"pengantar_rt": "present", "pengantar_lurah": "present", "ktp_fc": "present"},
    )
    desk.run("let_follow", by="siti", application=number, requirement="kk_fc", reason="rumah jauh")
    desk.run("accept_application", application=number)
    desk.to_step(number, "hand_over")
    with pytest.raises(life.StillToFollow, match="Family card"):
        desk.run("hand_over_application", application=number, receiver="Warga 1")
    desk.run("mark_requirements", application=number, marks={"kk_fc": "present"})
    desk.run("hand_over_application", application=number, receiver="Warga 1")
    assert desk.state(number) == "collected"


def test_only_one_copy_may_follow_and_nothing_but_a_copy(desk):
    number = desk.opened("letter")
    desk.run("let_follow", by="siti", application=number, requirement="kk_fc", reason="besok")
    for other in ("ktp_fc", "pengantar_rt"):
        with pytest.raises(life.OnlyCopiesFollow):
            desk.run("let_follow", by="siti", application=number, requirement=other, reason="besok")


def test_letting_a_copy_follow_needs_a_reason_and_a_supervisor(desk):
    number = desk.opened("letter")
    with pytest.raises(ReasonNeeded):
        desk.run("let_follow", by="siti", application=number, requirement="kk_fc", reason=" ")
    with pytest.raises(NotAllowed):
        desk.run("let_follow", by="ani", application=number, requirement="kk_fc", reason="besok")


def test_what_a_citizen_must_bring_is_told_without_an_application(desk):
    before = desk.entries()
    answer = desk.ask("requirements", service="surat_pengantar", proxy=True)
    assert "kuasa" in [row["id"] for row in answer["requirements"]]
    slip = desk.ask("quick_slip", service="surat_pengantar", present=["kk_fc"])
    assert "kk_fc" not in [paper.id for paper in slip.missing]
    assert desk.entries() == before
