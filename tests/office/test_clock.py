"""The machine's clock against the journal."""

import pytest
from stories import Clock, Counter, new_office

from counter_app.domain.reason import ReasonNeeded
from counter_app.office.office import ClockAhead, ClockBehind, NotAllowed


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


def test_a_demo_office_does_not_check_the_clock():
    clock = Clock()
    desk = Counter(new_office(clock, demo=True), clock)
    for days in (-40, 400):
        clock.advance(days=days)
        receive(desk)
    desk.office.close()
