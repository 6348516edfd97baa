"""The machine's clock against the journal."""

import pytest
from stories import Clock, Counter, new_office

from counter_app.domain.reason import ReasonNeeded
from counter_app.domain.undoing import UndoTooLate
from counter_app.office.clock import ClockAhead, ClockBehind
from counter_app.office.office import NotAllowed


def receive(desk):
    return desk.run("receive_blangko", kind="kk", quantity=1)


def last(desk):
    return desk.office.db.execute("SELECT at, wall FROM journal ORDER BY seq DESC LIMIT 1").fetchone()


@pytest.mark.parametrize("minutes", [-5, 0, 30 * 24 * 60])
def test_a_clock_that_is_a_little_off_is_no_trouble(desk, minutes):
    desk.clock.advance(minutes=minutes)
    receive(desk)


@pytest.mark.parametrize(
    ("minutes", "error", "words"),
    [
        (-6, ClockBehind, "behind: the newest entry is of 06-04-2026 08:00"),
        (30 * 24 * 60 + 1, ClockAhead, "30 days"),
    ],
)
def test_a_wrong_clock_stops_writing_but_not_reading(desk, minutes, error, words):
    before = desk.entries()
    desk.clock.advance(minutes=minutes)
    with pytest.raises(error, match=words):
        receive(desk)
    assert desk.entries() == before
    assert desk.stock("kk") == 0


@pytest.mark.parametrize("days", [-40, 40])
def test_a_supervisor_confirms_the_clock_and_work_goes_on(desk, days):
    desk.clock.advance(days=days)
    with pytest.raises(NotAllowed):
        desk.run("confirm_clock", by="ani", reason="jam benar")
    with pytest.raises(ReasonNeeded):
        desk.run("confirm_clock", by="siti", reason=" ")
    desk.run("confirm_clock", by="siti", reason="jam tadinya salah")
    receive(desk)
    assert last(desk)[1] == desk.clock.now
    assert desk.ask("audit", limit=2)[1]["event"] == "confirmed"


def test_after_a_confirmed_correction_now_is_what_the_clock_says(desk):
    desk.clock.advance(days=-40)
    desk.run("confirm_clock", by="siti", reason="jam tadinya salah")
    assert desk.opened("letter") == "L1-20260225-0001"


def test_until_then_now_is_never_before_the_newest_entry(desk):
    receive(desk)
    desk.clock.advance(minutes=-4)
    receive(desk)
    at, wall = last(desk)
    assert wall == desk.clock.now + 4 * 60_000_000
    assert at > wall


def test_entries_stay_in_order_when_the_clock_stands_still(desk):
    for _delivery in range(5):
        receive(desk)
    times = [row[0] for row in desk.office.db.execute("SELECT at FROM journal ORDER BY seq")]
    assert times == sorted(set(times))


def seal(desk, day):
    """Return the book seal of a day's report."""
    anchor = desk.ask("day", date=day).anchor
    return anchor.entries, anchor.hash


def test_the_seal_moves_on_after_a_clock_that_was_ahead(desk):
    desk.clock.advance(days=20)
    receive(desk)
    desk.clock.advance(days=-20)
    desk.run("confirm_clock", by="siti", reason="jam tadinya salah")
    receive(desk)
    first = seal(desk, "2026-04-06")
    assert first[0] == desk.entries()
    assert len(first[1]) == 16
    desk.clock.advance(days=1)
    receive(desk)
    assert seal(desk, "2026-04-06") == first
    assert seal(desk, "2026-04-07")[0] == desk.entries()


def put_right(desk, **by):
    """Set the clock back; a supervisor confirms it."""
    desk.clock.advance(**by)
    desk.run("confirm_clock", by="siti", reason="jam tadinya salah")


def issued(desk):
    return desk.run("issue_ticket", group="A").ids["ticket"]


def state(desk):
    return desk.ask("queue")["counter"]["state"]


def test_two_corrections_count_from_the_last(desk):
    for days in (20, -20, -3, 3):
        desk.clock.advance(days=days)
        if days != 20:
            desk.run("confirm_clock", by="siti", reason="jam tadinya salah")
        receive(desk)
        assert desk.desk().today == desk.clock.local.date()
    assert seal(desk, "2026-04-06")[0] == desk.entries()


def test_opening_a_break_and_closing_hold_after_a_clock_that_was_ahead(desk):
    desk.run("open_counter")
    desk.clock.advance(days=20)
    desk.run("open_counter")
    put_right(desk, days=-20)
    assert state(desk) == "closed"  # as on each day until somebody opens
    for command, found in (
        ("open_counter", "open"),
        ("pause_counter", "paused"),
        ("close_counter", "closed"),
    ):
        desk.clock.advance(minutes=5)
        desk.run(command)
        assert state(desk) == found
    desk.clock.set("2026-04-26T08:00")
    assert state(desk) == "closed"
    report = desk.ask("queue_report", from_="2026-04-06", to="2026-04-06")
    assert [(one.open, one.paused) for one in report.counters] == [(10, 5)]  # 08:00 to 08:10, then a break


def test_numbers_of_a_day_to_come_are_closed_and_call_nobody(desk):
    ahead = issued_ahead(desk)
    assert desk.ask("display")["calls"] == []
    assert desk.ask("queue")["waiting"] == []
    done = desk.run("issue_ticket", group="A")
    assert "2 numbers of other days were left open" in done.warnings[0]
    assert done.ids["ticket"].endswith("-20260406-A001")
    desk.clock.set("2026-04-26T08:00")
    assert desk.ask("queue")["waiting"] == []
    assert issued(desk) not in ahead


def issued_ahead(desk):
    """Issue two numbers under a clock that is 20 days ahead, call one, put the clock right."""
    desk.clock.advance(days=20)
    ahead = [issued(desk), issued(desk)]
    desk.run("call_next")
    put_right(desk, days=-20)
    return ahead


def test_who_came_before_the_clock_was_put_right_stays_before_who_came_after(desk):
    desk.clock.advance(minutes=60)
    first, second = issued(desk), issued(desk)
    desk.run("call_next")
    put_right(desk, minutes=-55)
    third = issued(desk)
    assert [row["ticket"] for row in desk.ask("queue")["waiting"]] == [second, third]
    assert min(row["minutes"] for row in desk.ask("queue")["waiting"]) == 0
    assert desk.run("call_next").ids["ticket"] == second
    calls = [row["ticket"] for row in desk.ask("display")["calls"]]
    assert calls == [second, first]
    desk.run("finish_ticket", ticket=second)
    assert desk.ask("day", date="2026-04-06").queue.longest_wait == 0


def test_an_announced_delivery_is_consumed_after_a_clock_that_was_ahead(desk):
    for days, on in ((0, "2026-04-08"), (20, "2026-04-28")):
        desk.clock.advance(days=days)
        desk.run("expect_blangko", by="siti", kind="kk", quantity=5, on=on)
    put_right(desk, days=-20)
    for left in (1, 0):
        desk.clock.advance(days=1)
        receive(desk)
        assert len(desk.desk().expected().get("kk", [])) == left


def test_no_moment_of_a_file_lies_before_the_one_before_it(desk):
    desk.clock.advance(days=20)
    number = desk.accepted("letter")
    put_right(desk, days=-20)
    desk.to_step(number, "hand_over")
    desk.run("hand_over_application", application=number, receiver="Warga")
    app = desk.desk().application(number)
    assert app.opened == app.accepted == app.ready == app.collected
    for day in ("2026-04-06", "2026-04-26"):
        desk.clock.set(f"{day}T12:00")
        for row in desk.ask("recap", from_=day, to=day):
            assert row.carried_over + row.received == row.done + row.closed + row.open


def test_a_card_leaves_the_drawer_on_the_day_it_was_printed_though_its_file_was_ahead(desk):
    receive(desk)
    desk.clock.advance(days=20)
    number = desk.at("kk", "print")
    put_right(desk, days=-20)
    desk.step(number, "print")
    [kk] = [one for one in desk.ask("day", date="2026-04-06").blangko if one.kind == "kk"]
    assert (kk.received, kk.used, kk.closing) == (1, 1, 0)


def test_what_was_written_ahead_is_undone_by_a_supervisor_alone(desk):
    desk.clock.advance(days=20)
    number = desk.accepted("letter")
    put_right(desk, days=-20)
    with pytest.raises(UndoTooLate):
        desk.run("undo", application=number, reason="salah")
    desk.run("undo", by="siti", application=number, reason="salah")


def test_numbers_of_a_day_go_on_after_those_that_a_clock_ahead_gave(desk):
    desk.clock.advance(days=20)
    assert desk.opened("letter") == "L1-20260426-0001"
    put_right(desk, days=-20)
    assert desk.opened("letter") == "L1-20260406-0001"
    desk.clock.advance(days=20)
    assert desk.opened("letter") == "L1-20260426-0002"


def test_the_audit_of_a_day_shows_its_entries_whatever_their_order(desk):
    desk.clock.advance(days=20)
    receive(desk)
    put_right(desk, days=-20)
    receive(desk)
    assert [row["event"] for row in desk.ask("audit", date="2026-04-26")] == ["received"]
    assert [row["event"] for row in desk.ask("audit", date="2026-04-06", limit=2)] == [
        "received",
        "confirmed",
    ]
    assert desk.ask("audit", date="2026-04-07") == []
    assert len(desk.ask("audit", from_="2026-04-07")) == 1


def test_a_demo_office_does_not_check_the_clock():
    clock = Clock()
    desk = Counter(new_office(clock, demo=True), clock)
    for days in (-40, 400):
        clock.advance(days=days)
        receive(desk)
    desk.office.close()


def test_a_card_whose_printing_by_a_clock_ahead_is_undone_comes_back_when_it_went(desk):
    desk.run("receive_blangko", kind="ktp_el", quantity=5)
    number = desk.at("ktp", "print")
    desk.clock.advance(days=10)
    desk.step(number, "print")
    desk.clock.advance(days=-9)
    desk.run("confirm_clock", by="siti", reason="jam tadinya salah")
    desk.run("undo", by="siti", application=number, reason="salah tekan")
    [kind] = [one for one in desk.ask("day", date="2026-04-07").blangko if one.kind == "ktp_el"]
    assert (kind.used, kind.closing, desk.stock()) == (0, 5, 5)
