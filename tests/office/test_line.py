"""The line for a blangko: ranks, both rules, out of line, set aside, who is called."""

import pytest

from counter_app.domain import blangko, life
from counter_app.domain.reason import ReasonNeeded


@pytest.fixture
def arrival(found):
    """Return an office that prints in the order of arrival."""
    return found(line="arrival")


def wait(desk, *services, step="print"):
    """Bring one application of each service into the line, an hour apart."""
    numbers = []
    for service in services:
        numbers.append(desk.at(service, step))
        desk.clock.advance(minutes=60)
    return numbers


def ranks(desk, numbers):
    return [desk.show(number)["rank"] for number in numbers]


def test_the_line_is_by_the_time_the_printing_became_possible(desk):
    first, second = desk.accepted("ktp"), desk.accepted("ktp")
    desk.to_step(second, "print")
    desk.clock.advance(minutes=1)
    desk.to_step(first, "print")
    assert ranks(desk, [first, second]) == [2, 1]


def test_first_timers_go_first_in_palembang_in_2017(desk):
    lost, new = wait(desk, "ktp_hilang", "ktp")
    assert ranks(desk, [lost, new]) == [2, 1]
    assert [r["application"] for r in desk.ask("line", kind="ktp_el")] == [new, lost]


def test_by_arrival_a_replacement_is_not_passed(arrival):
    lost, new = wait(arrival, "ktp_hilang", "ktp")
    assert ranks(arrival, [lost, new]) == [1, 2]
    assert [r["application"] for r in arrival.ask("line", kind="ktp_el")] == [lost, new]


def test_the_rule_of_today_is_arrival_unless_the_office_chooses(today):
    lost, new = wait(today, "ktp_hilang", "ktp")
    assert ranks(today, [lost, new]) == [1, 2]
    today.run("change_settings", by="siti", settings={"line": "first_timers_first"})
    assert ranks(today, [lost, new]) == [2, 1]


def test_whoever_stands_above_the_stock_is_stalled(desk):
    numbers = wait(desk, "ktp", "ktp", "ktp")
    desk.run("receive_blangko", kind="ktp_el", quantity=2)
    assert [desk.causes(n) for n in numbers] == [[], [], ["blangko"]]
    [stall] = desk.ask("stalls", cause="blangko")
    assert (stall["application"], stall["rank"], stall["until"]) == (numbers[2], 3, None)
    assert stall["since"] == "2026-04-06T10:00:00+07:00"


def test_a_stall_ends_with_the_first_delivery_that_covers_the_rank(desk):
    numbers = wait(desk, "ktp", "ktp", "ktp")
    for quantity, day in ((1, "2026-04-10"), (2, "2026-04-15")):
        desk.run("expect_blangko", by="siti", kind="ktp_el", quantity=quantity, on=day)
    until = {row["application"]: row["until"] for row in desk.ask("stalls")}
    assert [until[n] for n in numbers] == ["2026-04-10", "2026-04-15", "2026-04-15"]


def test_the_kinds_have_lines_of_their_own(desk):
    card, family = wait(desk, "ktp", "kk")
    assert ranks(desk, [card, family]) == [1, 1]


def test_printing_without_stock_is_refused(desk):
    [number] = wait(desk, "ktp")
    with pytest.raises(blangko.NotEnoughBlangko, match="Only 0 blank KTP-el"):
        desk.step(number, "print")


def test_printing_out_of_line_needs_a_reason_and_stands_on_the_report(desk):
    first, second = wait(desk, "ktp", "ktp")
    desk.run("receive_blangko", kind="ktp_el", quantity=2)
    with pytest.raises(life.OutOfLine, match="number 2 in the line"):
        desk.step(second, "print")
    desk.step(second, "print", out_of_line_reason="sakit keras")
    desk.step(first, "print", out_of_line_reason="tidak perlu")
    [turn] = desk.ask("day", date="2026-04-06").out_of_line
    assert (turn.what, turn.staff, turn.passed, turn.reason) == (second, "Ani", 1, "sakit keras")


def test_who_is_set_aside_leaves_the_line_and_comes_back_to_the_same_place(desk):
    first, second = wait(desk, "ktp", "ktp")
    desk.run("set_aside", application=first, reason="belum 17 tahun")
    assert (ranks(desk, [first, second]), desk.show(first)["set_aside"]) == ([None, 1], True)
    assert (desk.causes(first), desk.causes(second)) == ([], ["blangko"])
    desk.run("receive_blangko", kind="ktp_el", quantity=2)
    with pytest.raises(life.SetAside):
        desk.step(first, "print")
    desk.run("put_back", application=first)
    assert ranks(desk, [first, second]) == [1, 2]
    desk.step(first, "print")


def test_only_who_stands_in_a_line_is_set_aside_and_only_who_is_aside_is_put_back(desk):
    number = desk.accepted("ktp")
    with pytest.raises(life.NotPossibleNow, match="does not stand in a line"):
        desk.run("set_aside", application=number, reason="x")
    with pytest.raises(life.NotPossibleNow, match="not set aside"):
        desk.run("put_back", application=number)
    desk.to_step(number, "print")
    with pytest.raises(ReasonNeeded):
        desk.run("set_aside", application=number, reason=" ")


def test_the_call_list_names_who_can_be_printed_now_in_order(desk):
    numbers = wait(desk, "ktp_hilang", "ktp", "ktp")
    desk.run("receive_blangko", kind="ktp_el", quantity=2)
    calls = desk.ask("call_list", kind="ktp_el")
    assert [(r.rank, r.number) for r in calls.rows] == [(1, numbers[1]), (2, numbers[2])]
    assert (calls.on_hand, calls.waiting) == (2, 3)
    assert [r["printable"] for r in desk.ask("line", kind="ktp_el")] == [True, True, False]


def test_pages_of_the_line_keep_their_ranks(desk):
    wait(desk, "ktp", "ktp", "ktp")
    assert [r["rank"] for r in desk.ask("line", kind="ktp_el", limit=2, offset=1)] == [2, 3]


def test_a_printed_card_closes_the_gap(desk):
    first, second = wait(desk, "ktp", "ktp")
    desk.run("receive_blangko", kind="ktp_el", quantity=1)
    desk.step(first, "print")
    assert (ranks(desk, [first, second]), desk.causes(second)) == ([None, 1], ["blangko"])


def test_a_card_sent_back_stands_at_the_end_of_the_line(desk):
    desk.run("receive_blangko", kind="ktp_el", quantity=1)
    [first] = wait(desk, "ktp")
    desk.step(first, "print")
    [second] = wait(desk, "ktp")
    desk.run("send_back_application", application=first, step="print", reason="foto miring")
    assert ranks(desk, [first, second]) == [2, 1]


def test_those_set_aside_are_listed_apart_with_the_reason(desk):
    first, second = wait(desk, "ktp", "ktp")
    desk.run("set_aside", application=first, reason="salah nama")
    assert [r["application"] for r in desk.ask("line", kind="ktp_el")] == [second]
    [aside] = desk.ask("line", kind="ktp_el", aside=True)
    assert (aside["application"], aside["rank"], aside["printable"]) == (first, None, False)
    assert (aside["reason"], aside["aside"]) == ("salah nama", "2026-04-06T10:00:00+07:00")
    desk.run("put_back", application=first)
    assert desk.ask("line", kind="ktp_el", aside=True) == []
