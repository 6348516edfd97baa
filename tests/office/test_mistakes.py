"""Undoing a mistaken move, correcting facts: nothing disappears from the timeline."""

import pytest
from stories import nik

from counter_app.domain import undoing
from counter_app.domain.checklist import TooYoung
from counter_app.domain.reason import ReasonNeeded
from counter_app.office.commands.applications import NoName, NotBornYet
from counter_app.office.intake import UnknownCondition


def undo(desk, number, by="ani", reason="salah tekan"):
    return desk.run("undo", by=by, application=number, reason=reason)


def test_an_undone_step_is_current_again_and_stays_in_the_timeline(desk):
    number = desk.at("letter", "draft")
    undo(desk, number)
    shown = desk.show(number)
    assert shown["current"] == ["verify"]
    assert [(line["event"], line["undone"]) for line in shown["timeline"]][-2:] == [
        ("step_completed", True),
        ("move_undone", False),
    ]
    assert shown["timeline"][-1]["note"] == "step_completed: salah tekan"


def test_moves_are_undone_one_after_the_other_back_to_the_checklist(desk):
    number = desk.at("letter", "draft")
    undo(desk, number)
    undo(desk, number)
    assert desk.state(number) == "checking"
    with pytest.raises(undoing.NothingToUndo):
        undo(desk, number)


def test_the_same_person_undoes_within_fifteen_minutes(desk):
    number = desk.at("letter", "draft")
    desk.clock.advance(minutes=15)
    undo(desk, number)
    desk.step(number, "verify")
    desk.clock.advance(minutes=16)
    with pytest.raises(undoing.UndoTooLate, match="15 minutes"):
        undo(desk, number)


def test_another_clerk_does_not_undo(desk):
    with pytest.raises(undoing.UndoTooLate, match="done by Ani"):
        undo(desk, desk.at("letter", "draft"), by="budi")


def test_a_supervisor_undoes_at_any_time(desk):
    number = desk.at("letter", "draft")
    desk.clock.advance(days=20)
    undo(desk, number, by="siti")
    assert desk.show(number)["current"] == ["verify"]


def test_undoing_needs_a_reason(desk):
    with pytest.raises(ReasonNeeded):
        undo(desk, desk.at("letter", "draft"), reason=" ")


def test_the_card_of_an_undone_printing_is_back_in_the_drawer(desk):
    desk.run("receive_blangko", kind="kk", quantity=1)
    number = desk.at("kk", "initial")
    assert desk.stock("kk") == 0
    undo(desk, number)
    assert (desk.stock("kk"), desk.show(number)["current"]) == (1, ["print"])


def test_a_printing_undone_a_day_later_comes_back_on_that_day(desk):
    desk.run("receive_blangko", kind="kk", quantity=1)
    number = desk.at("kk", "initial")
    desk.clock.advance(days=1)
    undo(desk, number, by="siti")
    closing = [
        next(r for r in desk.ask("day", date=day).blangko if r.kind == "kk").closing
        for day in ("2026-04-06", "2026-04-07")
    ]
    assert closing == [0, 1]


@pytest.mark.parametrize(
    ("command", "fields", "state"),
    [
        ("hand_over_application", {"receiver": "Warga"}, "ready"),
        ("close_application", {"outcome": "rejected", "reason": "palsu"}, "ready"),
        ("send_back_application", {"step": "draft", "reason": "salah"}, "ready"),
    ],
)
def test_the_end_of_a_case_can_be_undone(desk, command, fields, state):
    number = desk.at("letter", "hand_over")
    desk.run(command, application=number, **fields)
    undo(desk, number)
    assert desk.state(number) == state


def test_an_undone_return_counts_as_never_made(desk):
    number = desk.opened("letter")
    desk.run("return_application", application=number)
    undo(desk, number)
    assert (desk.state(number), desk.show(number)["returns"]) == ("checking", 0)
    assert desk.ask("day", date="2026-04-06").missing == []


def test_a_signature_and_a_place_out_of_the_line_can_be_undone(desk):
    letter, card = desk.at("letter", "register"), desk.at("ktp", "print")
    undo(desk, letter)
    assert desk.show(letter)["current"] == ["sign"]
    desk.run("set_aside", application=card, reason="belum 17")
    undo(desk, card)
    assert desk.show(card)["rank"] == 1


def test_a_correction_keeps_the_old_value_in_the_timeline(desk):
    number = desk.opened("letter", name="Siti Aminah", phone="0812")
    desk.run(
        "correct_application",
        application=number,
        applicant={"name": "Siti Aminnah", "phone": "0813"},
        reason="salah ketik",
    )
    shown = desk.show(number)
    assert (shown["name"], shown["phone"]) == ("Siti Aminnah", "0813")
    note = shown["timeline"][-1]["note"]
    assert note == "salah ketik; name: Siti Aminah -> Siti Aminnah; phone: 0812 -> 0813"
    assert shown["timeline"][-1]["facts"]["changes"] == [
        {"field": "name", "old": "Siti Aminah", "new": "Siti Aminnah"},
        {"field": "phone", "old": "0812", "new": "0813"},
    ]
    assert [row["application"] for row in desk.ask("applications", text="aminnah")] == [number]
    assert desk.ask("applications", text="aminah") == []


def test_a_corrected_nik_brings_its_birth_date_and_stays_hidden(desk):
    number = desk.opened("letter", nik=nik(1))
    desk.run(
        "correct_application", application=number, applicant={"nik": nik(2, born="010180")}, reason="tertukar"
    )
    shown = desk.show(number)
    assert (str(shown["birth_date"]), shown["nik"]) == ("1980-01-01", "1671********0002")
    assert nik(1) not in str(shown)
    assert nik(2) not in str(shown)


@pytest.mark.parametrize("before", [nik(1), ""])
def test_a_corrected_nik_leaves_a_birth_date_typed_by_hand(desk, before):
    number = desk.opened("letter", nik=before, birth_date="1979-12-31", sex="P")
    other = {"nik": nik(2, born="010180")}
    done = desk.run("correct_application", application=number, applicant=other, reason="tertukar")
    assert str(desk.show(number)["birth_date"]) == "1979-12-31"
    assert any("1979" in warning for warning in done.warnings)
    both = {"nik": nik(3, born="020280"), "birth_date": "1980-02-02"}
    desk.run("correct_application", application=number, applicant=both, reason="tertukar")
    assert str(desk.show(number)["birth_date"]) == "1980-02-02"


def test_a_corrected_condition_changes_the_checklist(desk):
    number = desk.opened("ktp")
    desk.run("correct_application", application=number, conditions=["foreigner"], reason="WNA")
    assert "itap_fc" in [row["id"] for row in desk.show(number)["requirements"]]


def test_a_condition_corrected_after_acceptance_warns_of_what_is_now_needed(desk):
    number = desk.accepted("ktp")
    done = desk.run("correct_application", application=number, conditions=["foreigner"], reason="WNA")
    assert "Now also needed: Passport" in done.warnings[0]
    assert desk.state(number) == "in_process"


def test_a_paper_to_follow_that_a_correction_makes_needless_holds_up_nothing(desk):
    number = desk.opened("ktp", conditions=["foreigner"])
    desk.complete(number)
    desk.run("mark_requirements", application=number, marks={"itap_fc": "missing"})
    desk.run("let_follow", by="siti", application=number, requirement="itap_fc", reason="besok")
    desk.run("accept_application", application=number)
    done = desk.run("correct_application", application=number, conditions=["lost"], reason="bukan WNA")
    desk.run("receive_blangko", kind="ktp_el", quantity=1)
    desk.to_step(number, "hand_over")
    desk.run("hand_over_application", application=number, receiver="Warga")
    assert desk.state(number) == "collected"
    assert not any("Passport" in warning for warning in done.warnings)


def test_correcting_a_phone_leaves_the_checklist_alone(desk):
    number = desk.opened("nikah_pengantar", event_date="2026-05-04")
    before = desk.show(number)["requirements"]
    desk.clock.set("2026-04-27T08:00")
    desk.run("correct_application", application=number, applicant={"phone": "0813"}, reason="nomor baru")
    assert desk.show(number)["requirements"] == before


def test_a_correction_is_checked_like_an_opening(desk):
    number = desk.opened("ktp")
    before = desk.entries()
    for fields, error in (
        ({"applicant": {"name": " "}}, NoName),
        ({"applicant": {"birth_date": "2015-06-15"}}, TooYoung),
        ({"applicant": {"birth_date": "2026-04-07"}}, NotBornYet),
        ({"conditions": ["maried"]}, UnknownCondition),
        ({"applicant": {"phone": "1"}, "reason": " "}, ReasonNeeded),
    ):
        with pytest.raises(error):
            desk.run("correct_application", application=number, **{"reason": "x"} | fields)
    assert desk.entries() == before
