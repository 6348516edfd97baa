"""What the hall is told about the office's hours."""

import pytest


@pytest.mark.parametrize(
    ("now", "opens"),
    [
        ("2026-04-07T07:00", "2026-04-07T07:30:00+07:00"),  # before the doors open
        ("2026-04-06T17:00", "2026-04-07T07:30:00+07:00"),
        ("2026-04-10T16:31", "2026-04-13T07:30:00+07:00"),  # a Friday evening
    ],
)
def test_a_shut_office_says_when_it_opens(desk, clock, now, opens):
    clock.set(now)
    shown = desk.ask("display")
    assert (shown["shut"], shown["opens"]) == (True, opens)


def test_an_open_office_says_nothing_of_it(desk, clock):
    clock.set("2026-04-10T12:00")  # Friday at noon: a break is no closing
    shown = desk.ask("display")
    assert (shown["shut"], shown["opens"]) == (False, None)


def test_an_office_that_rests_for_years_says_no_day(desk, clock):
    week = {day: [] for day in ("mon", "tue", "wed", "thu", "fri")}
    rest = {"from": "2026-04-07", "to": "2028-12-31", **week}
    desk.run("change_settings", by="siti", settings={"hours": {"special": [rest]}})
    clock.set("2026-04-07T09:00")
    shown = desk.ask("display")
    assert (shown["shut"], shown["opens"]) == (True, None)
