import pytest

from counter_app.domain.queue import (
    CalledEnough,
    GroundNeeded,
    NobodyWaits,
    OutOfTurn,
    TicketDone,
    UnknownGroup,
    UnknownTicket,
)


def issued(desk, **fields):
    return desk.run("issue_ticket", **{"group": "A"} | fields).ids["ticket"]


def test_numbers_run_within_a_group_and_a_day(desk, clock):
    assert [issued(desk), issued(desk), issued(desk, group="B")] == [
        "L1-20260406-A001",
        "L1-20260406-A002",
        "L1-20260406-B001",
    ]
    clock.advance(days=1)
    assert issued(desk) == "L1-20260407-A001"


def test_the_next_is_called_served_and_counted_on_the_daily_report(desk, clock):
    first = issued(desk)
    issued(desk, **{"class": "priority", "ground": "elderly"})
    clock.advance(minutes=6)
    assert desk.run("call_next").ids["ticket"] == "L1-20260406-A002"
    desk.run("finish_ticket", ticket="L1-20260406-A002")
    assert desk.run("call_next", groups=["A"]).ids["ticket"] == first
    queue = desk.ask("day", date="2026-04-06").queue
    assert (queue.taken, queue.served, queue.priority, queue.longest_wait) == (2, 1, 1, 6.0)


def test_a_call_out_of_turn_costs_a_reason_that_the_report_names(desk):
    issued(desk)
    second = issued(desk)
    with pytest.raises(OutOfTurn, match="turn of A001"):
        desk.run("call_ticket", ticket=second)
    desk.run("call_ticket", ticket=second, reason="sakit")
    [row] = desk.ask("day", date="2026-04-06").queue.out_of_turn
    assert (row.what, row.staff, row.passed, row.reason) == ("A002", "Ani", 1, "sakit")


def test_a_ticket_is_called_three_times_then_skipped_and_comes_back_behind_two(desk, clock):
    first = issued(desk)
    desk.run("call_next")
    desk.run("call_ticket", ticket=first)
    desk.run("call_ticket", ticket=first)
    with pytest.raises(CalledEnough):
        desk.run("call_ticket", ticket=first)
    desk.run("skip_ticket", ticket=first)
    for _ in range(3):
        clock.advance(minutes=1)
        issued(desk)
    desk.run("requeue_ticket", ticket=first)
    order = []
    for _ in range(4):
        clock.advance(minutes=1)
        order.append(desk.run("call_next").ids["ticket"][-4:])
    assert order == ["A002", "A003", "A001", "A004"]


def test_a_counter_calls_only_the_groups_that_it_serves(desk):
    issued(desk, group="B")
    with pytest.raises(NobodyWaits):
        desk.run("call_next", groups=["A"])


def test_silly_tickets_are_refused(desk):
    with pytest.raises(UnknownGroup):
        issued(desk, group="Z")
    with pytest.raises(GroundNeeded):
        issued(desk, **{"class": "priority"})
    with pytest.raises(UnknownTicket):
        desk.run("call_ticket", ticket="L1-20260406-A009")
    with pytest.raises(TicketDone):
        desk.run("finish_ticket", ticket=issued(desk))


def test_a_ticket_tells_how_many_are_before_it(desk, clock):
    issued(desk)
    clock.advance(minutes=1)
    assert desk.ask("ticket", ticket=issued(desk)).ahead == 1


def test_a_panel_is_told_the_group_the_class_and_the_counter(desk):
    issued(desk)
    issued(desk, group="B", **{"class": "priority", "ground": "elderly"})
    desk.run("call_next", groups=["B"])
    queue = desk.ask("queue")
    [waits], [served] = queue["waiting"], queue["serving"]
    shown = ("number", "group", "group_label", "class", "class_label")
    assert [waits[key] for key in shown] == ["A001", "A", "KTP", "regular", "Regular"]
    assert [served[key] for key in shown] == ["B001", "B", "Family card", "priority", "Priority"]
    assert served["counter"] == "L1"
    assert desk.ask("queue", groups=["B"])["waiting"] == []


def test_the_wait_ends_at_the_first_call_though_the_citizen_was_away(desk, clock):
    first = issued(desk)
    clock.advance(minutes=10)
    desk.run("call_next")
    desk.run("skip_ticket", ticket=first)
    clock.advance(minutes=30)
    desk.run("requeue_ticket", ticket=first)
    assert desk.ask("day", date="2026-04-06").queue.mean_wait == 10
    desk.run("call_next")
    queue = desk.ask("day", date="2026-04-06").queue
    assert (queue.mean_wait, queue.longest_wait) == (10, 10)
    assert desk.ask("queue")["serving"][0]["called"] == "2026-04-06T08:40:00+07:00"
