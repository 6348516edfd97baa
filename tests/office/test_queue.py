import pytest
from stories import Counter, nik

from counter_app.domain.queue import (
    CalledElsewhere,
    CalledEnough,
    CounterShut,
    GroundNeeded,
    NobodyBegan,
    NobodyElse,
    NobodyWaits,
    NotYours,
    OutOfTurn,
    ReasonNeeded,
    SameGroup,
    StillServed,
    TicketDone,
    UnknownGroup,
    UnknownTicket,
)
from counter_app.office.office import Office


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


def called(desk, **fields):
    return desk.run("call_next", **fields).ids["ticket"]


def test_the_way_to_the_desk_and_the_service_there_are_kept_apart(desk, clock):
    ticket = issued(desk)
    clock.advance(minutes=4)
    called(desk)
    clock.advance(minutes=1)
    desk.run("arrive_ticket", ticket=ticket)
    desk.run("arrive_ticket", ticket=ticket)
    clock.advance(minutes=7)
    desk.run("finish_ticket", ticket=ticket)
    [row] = desk.ask("queue_report", from_="2026-04-06", to="2026-04-06").groups
    assert (row.name, row.wait, row.way, row.service) == ("KTP", 4, 1, 7)


def test_a_ticket_for_two_queues_goes_on_in_its_old_place(desk, clock):
    both = issued(desk, group="A", also=["D", "A"])
    clock.advance(minutes=1)
    issued(desk, group="D")
    called(desk, groups=["A"])
    clock.advance(minutes=5)
    [told] = desk.run("finish_ticket", ticket=both).warnings
    assert "A001 goes on to the queue Letters" in told
    assert called(desk, groups=["D"]) == both
    assert desk.run("finish_ticket", ticket=both).warnings == []
    report = desk.ask("queue_report", from_="2026-04-06", to="2026-04-06")
    assert [(row.name, row.taken, row.served) for row in report.groups] == [("KTP", 1, 1), ("Letters", 2, 1)]


def test_a_ticket_is_passed_to_another_queue_with_a_note(desk):
    ticket = issued(desk, group="G")
    called(desk)
    with pytest.raises(SameGroup):
        desk.run("transfer_ticket", ticket=ticket, group="G")
    desk.run("transfer_ticket", ticket=ticket, group="B", note="minta KK baru")
    [row] = desk.ask("queue")["waiting"]
    assert (row["group"], row["note"]) == ("B", "minta KK baru")
    assert issued(desk, group="B") == "L1-20260406-B001"
    assert issued(desk, group="G") == "L1-20260406-G002"


def test_who_fetches_a_photocopy_comes_back_behind_two(desk, clock):
    ticket = issued(desk)
    called(desk)
    with pytest.raises(ReasonNeeded):
        desk.run("park_ticket", ticket=ticket, reason=" ")
    desk.run("park_ticket", ticket=ticket, reason="fotokopi KK")
    [aside] = desk.ask("queue")["aside"]
    assert (aside["number"], aside["state"], aside["note"]) == ("A001", "parked", "fotokopi KK")
    for _ in range(3):
        clock.advance(minutes=1)
        issued(desk)
    desk.run("requeue_ticket", ticket=ticket)
    order = []
    for _ in range(4):
        clock.advance(minutes=1)
        order.append(called(desk)[-4:])
    assert order == ["A002", "A003", "A001", "A004"]


def test_a_relative_is_left_to_a_colleague(desk):
    ticket = issued(desk)
    other = issued(desk)
    called(desk)
    desk.run("hand_on_ticket", ticket=ticket, reason="keponakan saya")
    assert called(desk) == other
    with pytest.raises(NotYours):
        desk.run("call_ticket", ticket=ticket)
    assert desk.run("call_next", by="budi").ids["ticket"] == ticket
    desk.run("hand_on_ticket", by="budi", ticket=ticket, reason="tetangga")
    desk.run("call_next", by="siti")
    with pytest.raises(NobodyElse):
        desk.run("hand_on_ticket", by="siti", ticket=ticket, reason="saudara")


def test_what_was_left_open_overnight_is_closed_and_said_and_counts_nowhere(desk, clock):
    called_one, waiting_one = issued(desk), issued(desk)
    clock.advance(minutes=3)
    called(desk)
    clock.advance(days=1)
    done = desk.run("issue_ticket", group="A")
    assert "2 numbers of other days were left open" in done.warnings[0]
    assert desk.run("issue_ticket", group="A").warnings == []
    day = desk.ask("day", date="2026-04-06").queue
    assert (day.taken, day.served, day.left_open, day.mean_wait) == (2, 0, 2, 3)
    report = desk.ask("queue_report", from_="2026-04-06", to="2026-04-06")
    assert (report.total.left_open, report.total.service) == (2, None)
    for ticket in (called_one, waiting_one):
        with pytest.raises(TicketDone, match="another day"):
            desk.run("call_ticket", ticket=ticket)


def test_opening_break_and_closing_of_a_counter_are_recorded(desk, clock):
    assert desk.ask("queue")["counter"]["state"] == "closed"
    with pytest.raises(CounterShut):
        desk.run("pause_counter")
    desk.run("open_counter", groups=["A"])
    clock.advance(minutes=60)
    desk.run("pause_counter", reason="salat")
    clock.advance(minutes=15)
    desk.run("open_counter", groups=["A"])
    clock.advance(minutes=30)
    ticket = issued(desk)
    called(desk)
    with pytest.raises(StillServed, match="A001"):
        desk.run("close_counter")
    desk.run("finish_ticket", ticket=ticket)
    desk.run("close_counter")
    assert desk.run("close_counter").topics == frozenset()
    [row] = desk.ask("queue_report", from_="2026-04-06", to="2026-04-06").counters
    assert (row.counter, row.days, row.open, row.paused) == ("L1", 1, 90, 15)


def test_a_call_opens_the_counter_and_a_forgotten_one_closes_with_the_office(desk, clock):
    issued(desk)
    called(desk, groups=["A"])
    assert desk.ask("queue")["counter"]["state"] == "open"
    clock.advance(days=2)
    [row] = desk.ask("queue_report", from_="2026-04-06", to="2026-04-06").counters
    assert row.open == 8 * 60
    assert desk.ask("queue")["counter"]["state"] == "closed"


def test_the_wait_to_expect_is_a_range_from_the_day_itself(desk, clock):
    assert desk.ask("ticket", ticket=issued(desk)).wait == (0, 0)
    desk.run("open_counter")
    for minutes in (2, 4, 4, 6, 14):
        ticket = issued(desk, group="D")
        desk.run("call_ticket", ticket=ticket, reason="uji")
        clock.advance(minutes=minutes)
        desk.run("finish_ticket", ticket=ticket)
    tickets = [issued(desk) for _ in range(5)]
    last = desk.ask("ticket", ticket=tickets[-1])
    assert (last.ahead, last.wait) == (5, (20, 55))


def test_the_display_tells_the_hall_what_it_may_know(desk, clock):
    desk.run("receive_blangko", kind="ktp_el", quantity=7)
    desk.run("change_settings", by="siti", settings={"notices": ["Kantor tutup Jumat sore"]})
    numbers = [issued(desk) for _ in range(8)]
    for ticket in numbers[:7]:
        clock.advance(minutes=1)
        called(desk)
        desk.run("finish_ticket", ticket=ticket)
    shown = desk.ask("display", by="tono")
    assert [call["number"] for call in shown["calls"]] == ["A007", "A006", "A005", "A004", "A003", "A002"]
    assert shown["waiting"][0] == {"group": "A", "group_label": "KTP", "waiting": 1}
    assert shown["stock"][0] == {"kind": "ktp_el", "on_hand": 7}
    assert shown["notices"] == ["Kantor tutup Jumat sore"]
    assert len(shown["signs"]) == 1
    assert shown["counters"][0]["state"] == "open"
    assert "ani" not in str(shown).casefold().replace("harian", "")


def test_who_called_out_of_turn_is_counted(desk):
    issued(desk)
    second = issued(desk)
    desk.run("call_ticket", ticket=second, reason="sakit")
    [row] = desk.ask("out_of_turn_calls")
    assert (row["name"], row["calls"], row["passed"]) == ("Ani", 1, 1)


def test_a_counter_with_its_groups_calls_by_the_order_of_all_of_them(desk, clock):
    desk.run("open_counter", groups=["A", "D"])
    first = issued(desk, group="D")
    clock.advance(minutes=1)
    second = issued(desk, group="A")
    with pytest.raises(OutOfTurn, match="turn of D001"):
        desk.run("call_ticket", ticket=second)
    assert called(desk) == first


def test_a_counter_open_for_all_groups_passes_nobody_over_in_silence(desk, clock):
    desk.run("open_counter")
    first = issued(desk, group="A")
    clock.advance(minutes=1)
    second = issued(desk, group="D")
    with pytest.raises(OutOfTurn, match="turn of A001"):
        desk.run("call_ticket", ticket=second)
    assert called(desk) == first


def priority(desk):
    return issued(desk, **{"class": "priority", "ground": "elderly"})


@pytest.mark.parametrize(
    ("act", "more"),
    [
        ("skip_ticket", {}),
        ("park_ticket", {"reason": "fotokopi"}),
        ("hand_on_ticket", {"reason": "saudara"}),
        ("finish_ticket", {}),
    ],
)
def test_a_regular_comes_after_two_priorities_whatever_became_of_them(desk, clock, act, more):
    regular = issued(desk)
    clock.advance(minutes=25)
    for _ in range(4):
        priority(desk)
    for _ in range(2):
        clock.advance(minutes=1)
        desk.run(act, ticket=called(desk), **more)
    assert desk.ask("queue")["next"] == regular
    assert called(desk) == regular


def test_a_priority_that_was_passed_on_counts_as_called(desk, clock):
    regular = issued(desk)
    clock.advance(minutes=25)
    for _ in range(2):
        priority(desk)
        clock.advance(minutes=1)
        desk.run("transfer_ticket", ticket=called(desk, groups=["A"]), group="B")
    assert called(desk) == regular


def test_two_calls_of_one_number_are_two_others_for_who_comes_back(desk, clock):
    back, other = issued(desk), issued(desk)
    third = issued(desk)
    desk.run("skip_ticket", ticket=called(desk))
    clock.advance(minutes=1)
    desk.run("requeue_ticket", ticket=back)
    clock.advance(minutes=1)
    assert called(desk) == other
    desk.run("transfer_ticket", ticket=other, group="B")
    clock.advance(minutes=1)
    assert called(desk) == other
    assert desk.ask("queue")["next"] == back
    assert third in [row["ticket"] for row in desk.ask("queue")["waiting"]]


def test_the_way_to_a_photocopy_is_no_service(desk, clock):
    ticket = issued(desk)
    called(desk)
    clock.advance(minutes=1)
    desk.run("arrive_ticket", ticket=ticket)
    clock.advance(minutes=3)
    desk.run("park_ticket", ticket=ticket, reason="fotokopi KK")
    clock.advance(minutes=20)
    desk.run("requeue_ticket", ticket=ticket)
    clock.advance(minutes=18)
    called(desk)
    clock.advance(minutes=2)
    desk.run("finish_ticket", ticket=ticket)
    [row] = desk.ask("queue_report", from_="2026-04-06", to="2026-04-06").groups
    assert (row.taken, row.served, row.wait, row.way, row.service) == (1, 1, 0, 1, 5)


def test_the_wait_on_a_ticket_follows_the_minutes_at_the_desk(desk, clock):
    desk.run("open_counter")
    for _ in range(5):
        ticket = issued(desk)
        called(desk)
        clock.advance(minutes=4)
        desk.run("park_ticket", ticket=ticket, reason="fotokopi")
        clock.advance(minutes=30)
        desk.run("requeue_ticket", ticket=ticket)
        called(desk)
        clock.advance(minutes=1)
        desk.run("finish_ticket", ticket=ticket)
    for _ in range(3):
        last = issued(desk)
    assert desk.ask("ticket", ticket=last).wait == (10, 10)


def test_a_call_ends_who_was_served_and_asks_about_whom_nobody_has_touched(desk, clock):
    first, second, third = issued(desk), issued(desk), issued(desk)
    called(desk, finish=True)
    with pytest.raises(NobodyBegan, match="A001 was called and nobody began"):
        called(desk, finish=True)
    assert [row["ticket"] for row in desk.ask("queue")["serving"]] == [first]
    clock.advance(minutes=1)
    desk.run("pause_counter")
    with pytest.raises(NobodyBegan):
        desk.run("call_ticket", ticket=third, reason="sakit", finish=True)
    assert desk.ask("queue")["counter"]["state"] == "paused"
    desk.run("arrive_ticket", ticket=first)
    clock.advance(minutes=4)
    assert called(desk, finish=True) == second
    assert desk.ask("day", date="2026-04-06").queue.served == 1
    desk.run("skip_ticket", ticket=second)
    assert called(desk, finish=True) == third
    desk.run("finish_ticket", ticket=third)
    assert desk.ask("day", date="2026-04-06").queue.served == 2


def test_who_opens_a_file_for_a_number_has_its_citizen_at_the_desk(desk):
    first, second = issued(desk), issued(desk)
    called(desk)
    person = {"name": "Budi", "nik": nik(1)}
    desk.run("open_application", service="ktp_baru", applicant=person, ticket=first)
    assert called(desk, finish=True) == second
    person = {"name": "Sari", "nik": nik(2)}
    desk.run("open_application", service="ktp_baru", applicant=person, ticket=first)
    assert [row["arrived"] for row in desk.ask("queue")["serving"]] == [None]


def test_a_call_leaves_alone_whom_a_colleague_serves(desk):
    first, second = issued(desk), issued(desk)
    called(desk)
    assert desk.run("call_next", by="budi", finish=True).ids["ticket"] == second
    assert [row["ticket"] for row in desk.ask("queue")["serving"]] == [first, second]


def test_a_counter_ends_only_what_it_called_and_closes_only_its_own_in_the_morning(desk, clock):
    other = Counter(Office(desk.office.db, desk.office.db, counter="L2-abcd", code="L2", clock=clock), clock)
    mine, theirs = issued(desk), issued(other)
    called(desk)
    for act in ("finish_ticket", "skip_ticket", "arrive_ticket"):
        with pytest.raises(CalledElsewhere, match="A001 was called at counter L1"):
            other.run(act, ticket=mine)
    with pytest.raises(CalledElsewhere):
        other.run("transfer_ticket", ticket=mine, group="B")
    clock.advance(days=1)
    assert "1 number of another day" in other.run("open_counter").warnings[0]
    states = dict(desk.office.db.execute("SELECT id, state FROM ticket").fetchall())
    assert (states[mine], states[theirs]) == ("called", "left_open")
