"""From acceptance to collection: the graph of steps, deadlines, the forecast, hand-over, closing."""

import pytest

from counter_app.domain import life
from counter_app.office.commands.applications import NoName


def states(desk, number):
    return {row["step"]: row["state"] for row in desk.show(number)["steps"]}


def test_an_accepted_file_begins_with_its_first_step(desk):
    shown = desk.show(desk.accepted("ktp"))
    assert (shown["state"], shown["current"]) == ("in_process", ["verify"])


def test_steps_that_can_run_side_by_side_do(desk):
    number = desk.at("ktp", "dedupe")
    assert desk.show(number)["current"] == ["dedupe", "initial"]
    desk.step(number, "initial")
    assert desk.show(number)["current"] == ["dedupe", "sign"]
    desk.step(number, "sign")
    assert states(desk, number)["print"] == "waiting"
    desk.step(number, "dedupe")
    assert desk.show(number)["current"] == ["print"]


def test_a_step_whose_forerunners_are_open_is_refused_with_what_comes_now(desk):
    number = desk.accepted("ktp")
    with pytest.raises(life.StepNotCurrent, match="Now comes: Verify"):
        desk.step(number, "print")
    desk.step(number, "verify")
    with pytest.raises(life.StepNotCurrent, match="Now comes: Record biometrics"):
        desk.step(number, "verify")


def test_a_step_that_the_service_does_not_have_is_refused(desk):
    with pytest.raises(life.UnknownStep, match="verify, draft, print"):
        desk.step(desk.accepted("letter"), "record")


def test_signing_and_handing_over_have_doors_of_their_own(desk):
    number = desk.at("letter", "sign")
    with pytest.raises(life.WrongDoor, match="sign_applications"):
        desk.run("complete_step", application=number, step="sign")
    desk.to_step(number, "hand_over")
    with pytest.raises(life.WrongDoor, match="hand_over_application"):
        desk.run("complete_step", application=number, step="hand_over")


def test_an_unaccepted_file_has_no_step_to_do(desk):
    with pytest.raises(life.NotPossibleNow, match="Accept the file first"):
        desk.step(desk.opened("letter"), "verify")


def test_each_step_keeps_when_it_began_and_ended_and_by_whom(desk):
    number = desk.accepted("letter")
    desk.clock.advance(minutes=3)
    desk.step(number, "verify", by="budi")
    row = desk.show(number)["steps"][0]
    assert row["since"] == "2026-04-06T08:00:00+07:00"
    assert (row["done"], row["staff"]) == ("2026-04-06T08:03:00+07:00", "budi")


def test_when_only_the_hand_over_is_left_the_file_is_ready_on_its_shelf(desk):
    number = desk.at("letter", "register")
    desk.step(number, "register", letter="045/112", shelf="B-3")
    shown = desk.show(number)
    assert (shown["state"], shown["current"]) == ("ready", ["hand_over"])
    assert (shown["letter"], shown["shelf"]) == ("045/112", "B-3")


def test_hand_over_before_ready_is_refused(desk):
    with pytest.raises(life.NotPossibleNow, match="all its steps are done"):
        desk.run("hand_over_application", application=desk.at("letter", "register"), receiver="Warga 1")


def test_hand_over_keeps_who_took_it_and_against_what(desk):
    number = desk.at("letter", "hand_over")
    desk.run(
        "hand_over_application", application=number, receiver=" Ibu  Ani ", relation="istri", proof="KTP-el"
    )
    shown = desk.show(number)
    assert (shown["state"], shown["receiver"], shown["current"]) == ("collected", "Ibu Ani", [])
    assert shown["timeline"][-1]["note"] == "Ibu Ani, istri, identity card (KTP-el)"
    note = desk.ask("handover", application=number)
    assert (note.receiver, note.relation, note.proof) == ("Ibu Ani", "istri", "identity card (KTP-el)")


def test_nobody_receives_nothing(desk):
    with pytest.raises(NoName):
        desk.run("hand_over_application", application=desk.at("letter", "hand_over"), receiver=" ")


def test_a_collected_file_is_handed_over_once(desk):
    number = desk.at("letter", "hand_over")
    desk.run("hand_over_application", application=number, receiver="Warga")
    with pytest.raises(life.NotPossibleNow):
        desk.run("hand_over_application", application=number, receiver="Warga")


@pytest.mark.parametrize("outcome", ["rejected", "withdrawn"])
@pytest.mark.parametrize("begin", ["opened", "accepted"])
def test_any_open_case_can_be_closed_with_a_reason(desk, outcome, begin):
    number = getattr(desk, begin)("letter")
    desk.run("close_application", application=number, outcome=outcome, reason="salah loket")
    shown = desk.show(number)
    assert (shown["state"], shown["outcome"], shown["current"], shown["stalls"]) == (
        "closed",
        outcome,
        [],
        [],
    )
    with pytest.raises(life.NotPossibleNow, match="finished"):
        desk.run("close_application", application=number, outcome=outcome, reason="lagi")


def test_a_standard_in_working_days_is_due_at_closing_time(desk):
    assert desk.show(desk.accepted("kk"))["due"] == "2026-04-09T16:00:00+07:00"


def test_what_is_accepted_after_hours_counts_as_the_next_working_day(desk):
    desk.clock.set("2026-04-06T16:30")
    assert desk.show(desk.accepted("kk"))["due"] == "2026-04-10T16:00:00+07:00"


def test_a_standard_in_minutes_runs_in_working_minutes(desk):
    desk.clock.set("2026-04-06T15:55")
    assert desk.show(desk.accepted("letter"))["due"] == "2026-04-07T07:37:00+07:00"


@pytest.mark.parametrize(("joint_leave", "due"), [(True, "2026-03-27"), (False, "2026-03-23")])
def test_a_deadline_over_eid_skips_the_holidays_and_the_joint_leave(clock, found, joint_leave, due):
    clock.set("2026-03-17T09:00")
    desk = found(joint_leave=joint_leave)
    assert desk.show(desk.accepted("kk"))["due"] == f"{due}T16:00:00+07:00"


def test_a_local_closure_moves_later_deadlines_only(desk):
    before = desk.accepted("kk")
    desk.run("change_settings", by="siti", settings={"closures": [{"date": "2026-04-08", "reason": "HUT"}]})
    after = desk.accepted("kk")
    assert [desk.show(n)["due"][:10] for n in (before, after)] == ["2026-04-09", "2026-04-10"]


def test_a_file_is_late_once_its_deadline_has_passed(desk):
    number = desk.accepted("kk")
    desk.clock.set("2026-04-09T16:00")
    assert desk.show(number)["late"] is False
    desk.clock.advance(minutes=1)
    assert desk.show(number)["late"] is True
    assert [row["application"] for row in desk.ask("applications", late=True)] == [number]


def test_a_file_that_was_ready_in_time_is_never_late(desk):
    number = desk.at("letter", "hand_over")
    desk.clock.advance(days=3)
    assert desk.show(number)["late"] is False


def test_the_forecast_is_the_deadline_when_nothing_is_in_the_way(desk):
    desk.run("receive_blangko", kind="kk", quantity=5)
    assert desk.show(desk.accepted("kk"))["expected"] == "2026-04-09"


def test_the_forecast_is_unknown_while_no_delivery_is_announced(desk):
    number = desk.accepted("kk")
    assert desk.show(number)["expected"] is None
    receipt = desk.ask("receipt", application=number)
    assert (receipt.items[0].forecast.kind, receipt.items[0].forecast.rank) == ("blangko", 1)


def test_the_forecast_follows_the_delivery_that_covers_the_rank(desk):
    desk.run("expect_blangko", by="siti", kind="kk", quantity=1, on="2026-04-16")
    first = desk.at("kk", "print")
    second = desk.accepted("kk")
    assert desk.show(first)["expected"] == "2026-04-17"
    assert desk.show(second)["expected"] is None
    desk.run("expect_blangko", by="siti", kind="kk", quantity=1, on="2026-04-20")
    assert desk.show(second)["expected"] == "2026-04-21"


def test_the_forecast_waits_for_the_end_of_an_absence(desk):
    desk.run("receive_blangko", kind="kk", quantity=5)
    desk.run(
        "record_absence", by="siti", official="camat", from_="2026-04-06", to="2026-04-14", reason="diklat"
    )
    assert desk.show(desk.accepted("kk"))["expected"] == "2026-04-15"


def test_steps_differ_by_profile(desk, today):
    assert "sign" in states(desk, desk.accepted("ktp"))
    assert "sign" not in states(today, today.accepted("ktp"))
