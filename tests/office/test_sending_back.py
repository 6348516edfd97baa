"""Sending a file back to a step, and waiting for the citizen."""

import pytest

from counter_app.domain import life
from counter_app.domain.reason import ReasonNeeded


def back(desk, number, step, *, citizen=False, reason="foto ditolak"):
    return desk.run(
        "send_back_application", application=number, step=step, reason=reason, citizen_needed=citizen
    )


@pytest.fixture
def printed(desk):
    """Return a KK that was printed and waits for its initials."""
    desk.run("receive_blangko", kind="kk", quantity=3)
    return desk.at("kk", "initial")


def test_the_step_comes_again_and_those_after_it_count_as_not_done(desk, printed):
    back(desk, printed, "enter")
    shown = desk.show(printed)
    assert shown["current"] == ["enter"]
    assert [row["state"] for row in shown["steps"]][:3] == ["done", "current", "waiting"]


def test_a_printed_card_that_no_longer_serves_is_booked_as_spoiled(desk, printed):
    assert desk.stock("kk") == 2
    back(desk, printed, "enter")
    assert desk.stock("kk") == 2
    row = next(r for r in desk.ask("day", date="2026-04-06").blangko if r.kind == "kk")
    assert (row.used, row.spoiled, row.closing) == (0, 1, 2)
    desk.to_step(printed, "initial")
    assert desk.stock("kk") == 1


def test_sending_back_to_a_step_after_the_printing_spoils_nothing(desk, printed):
    desk.step(printed, "initial")
    back(desk, printed, "initial", reason="paraf salah")
    row = next(r for r in desk.ask("day", date="2026-04-06").blangko if r.kind == "kk")
    assert (row.used, row.spoiled) == (1, 0)


def test_side_by_side_steps_that_do_not_follow_stay_done(desk):
    number = desk.at("ktp", "initial")
    desk.step(number, "initial")
    back(desk, number, "initial", reason="paraf salah")
    shown = {row["step"]: row["state"] for row in desk.show(number)["steps"]}
    assert (shown["dedupe"], shown["initial"], shown["sign"]) == ("done", "current", "waiting")


def test_a_ready_file_that_is_sent_back_is_in_process_again_and_loses_its_shelf(desk):
    number = desk.at("letter", "register")
    desk.step(number, "register", shelf="B-3")
    back(desk, number, "draft", reason="nama salah")
    shown = desk.show(number)
    assert (shown["state"], shown["shelf"], shown["current"]) == ("in_process", "", ["draft"])


@pytest.mark.parametrize("step", ["register", "hand_over", "initial"])
def test_only_what_was_done_can_come_again(desk, printed, step):
    with pytest.raises(life.StepNotCurrent):
        back(desk, printed, step)


def test_sending_back_needs_a_reason_and_a_step_of_the_service(desk, printed):
    with pytest.raises(ReasonNeeded):
        back(desk, printed, "enter", reason="  ")
    with pytest.raises(life.UnknownStep):
        back(desk, printed, "record")


def test_a_collected_file_is_not_sent_back(desk):
    number = desk.at("letter", "hand_over")
    desk.run("hand_over_application", application=number, receiver="Warga")
    with pytest.raises(life.NotPossibleNow):
        back(desk, number, "draft")


def test_the_clock_stands_while_the_citizen_is_awaited(desk):
    desk.run("receive_blangko", kind="kk", quantity=1)
    number = desk.at("kk", "enter")
    desk.clock.set("2026-04-07T10:00")
    back(desk, number, "enter", citizen=True)
    shown = desk.show(number)
    assert (desk.causes(number), shown["expected"]) == (["citizen"], None)
    assert shown["stalls"][0]["since"] == "2026-04-07T10:00:00+07:00"
    desk.clock.set("2026-04-08T10:00")
    desk.run("citizen_came", application=number)
    shown = desk.show(number)
    assert (shown["due"], shown["stalls"]) == (
        "2026-04-13T09:00:00+07:00",
        [],
    )  # 510 minutes on; Friday has 420


def test_a_citizen_who_comes_at_once_moves_nothing(desk):
    number = desk.at("kk", "enter")
    back(desk, number, "enter", citizen=True)
    desk.run("citizen_came", application=number)
    assert desk.show(number)["due"] == "2026-04-09T16:00:00+07:00"


def test_a_citizen_sent_for_in_the_evening_who_comes_at_opening_time_moves_nothing(desk):
    number = desk.at("kk", "enter")
    desk.clock.set("2026-04-07T16:00")
    back(desk, number, "enter", citizen=True)
    desk.clock.set("2026-04-08T07:30")
    desk.run("citizen_came", application=number)
    assert desk.show(number)["due"] == "2026-04-09T16:00:00+07:00"


def test_sending_for_the_citizen_twice_counts_from_the_first_time(desk):
    number = desk.at("kk", "enter")
    back(desk, number, "enter", citizen=True)
    desk.clock.advance(days=1)
    back(desk, number, "enter", citizen=True)
    assert desk.show(number)["stalls"][0]["since"] == "2026-04-06T08:00:00+07:00"
    desk.clock.advance(days=1)
    desk.run("citizen_came", application=number)
    assert desk.show(number)["due"] == "2026-04-14T09:00:00+07:00"


def test_going_on_with_the_work_shows_that_the_citizen_came(desk):
    number = desk.at("letter", "sign")
    back(desk, number, "sign", citizen=True)
    desk.clock.advance(minutes=30)
    desk.step(number, "sign")
    shown = desk.show(number)
    assert shown["due"] == "2026-04-06T08:42:00+07:00"
    assert [line["event"] for line in shown["timeline"]][-2:] == ["citizen_came", "step_signed"]


def test_nobody_is_awaited_without_having_been_sent_for(desk):
    with pytest.raises(life.NotPossibleNow, match="not awaited"):
        desk.run("citizen_came", application=desk.at("kk", "enter"))


def test_a_closed_case_awaits_nobody(desk):
    number = desk.at("kk", "enter")
    back(desk, number, "enter", citizen=True)
    desk.run("close_application", application=number, outcome="withdrawn", reason="pindah")
    assert desk.ask("stalls") == []
