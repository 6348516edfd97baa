import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.calendar import (
    Calendar,
    NoWorkingDay,
    from_micros,
    month_of,
    months_on,
    named_period,
    to_micros,
)
from counter_app.domain.catalogue import Standard
from counter_app.domain.hours import Hours, Special
from counter_app.office.closures import closed_days

JAKARTA = ZoneInfo("Asia/Jakarta")
HOLIDAYS = closed_days([2026], joint_leave=False)
HOLIDAYS_AND_LEAVE = closed_days([2026], joint_leave=True)

ordinary = Calendar(Hours(), JAKARTA, closed=lambda day: False)
official = Calendar(Hours(), JAKARTA, closed=HOLIDAYS.__contains__)
resting = Calendar(Hours(), JAKARTA, closed=HOLIDAYS_AND_LEAVE.__contains__)
ramadan = Calendar(
    Hours(
        special=(
            Special(from_=dt.date(2026, 2, 18), to=dt.date(2026, 3, 19), mon=("08:00-15:00",)),
            Special(from_=dt.date(2026, 3, 2), to=dt.date(2026, 3, 2), mon=("08:00-10:00",)),
        )
    ),
    JAKARTA,
    closed=lambda day: False,
)

moments = st.datetimes(dt.datetime(2025, 11, 1), dt.datetime(2027, 2, 28), timezones=st.just(JAKARTA))


def at(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=JAKARTA)


def days(number: int) -> Standard:
    return Standard(working_days=number)


def by_the_minute(calendar: Calendar, a: dt.datetime, b: dt.datetime) -> int:
    minutes = int((b - a).total_seconds() // 60)
    passed = (a + dt.timedelta(minutes=n) for n in range(minutes))
    return sum(
        opens <= moment < closes
        and not (moment.weekday() == 4 and dt.time(11, 30) <= moment.time() < dt.time(13))
        for moment in passed
        if (opens := calendar.opens(moment.date())) and (closes := calendar.closes(moment.date()))
    )


def test_an_instant_comes_back_in_the_office_zone():
    assert from_micros(0, JAKARTA) == at("1970-01-01T07:00")
    assert to_micros(at("2026-04-06T09:14:00.000001")) == 1_775_441_640_000_001


@given(st.integers(0, 4_000_000_000_000_000))
def test_an_instant_survives_the_way_there_and_back(micros):
    assert to_micros(from_micros(micros, JAKARTA)) == micros


def test_the_day_after_acceptance_is_day_one():
    assert ordinary.due(at("2026-04-06T09:14"), days(1)) == at("2026-04-07T16:00")
    assert ordinary.due(at("2026-04-06T09:14"), days(14)) == at("2026-04-24T16:00")


def test_the_last_minute_before_closing_still_counts_as_that_day():
    assert ordinary.due(at("2026-04-06T16:00"), days(1)) == at("2026-04-07T16:00")
    assert ordinary.due(at("2026-04-06T16:00:01"), days(1)) == at("2026-04-08T16:00")


def test_an_hour_before_opening_counts_as_that_day():
    assert ordinary.due(at("2026-04-06T06:00"), days(1)) == at("2026-04-07T16:00")


def test_what_is_accepted_on_a_closed_day_counts_as_the_next_working_day():
    assert ordinary.due(at("2026-04-04T10:00"), days(1)) == at("2026-04-07T16:00")


def test_over_eid_the_holidays_put_the_deadline_off():
    accepted = at("2026-03-17T10:00")
    assert ordinary.due(accepted, days(3)) == at("2026-03-20T16:00")
    assert official.due(accepted, days(3)) == at("2026-03-23T16:00")
    assert resting.due(accepted, days(3)) == at("2026-03-27T16:00")


def test_working_minutes_run_past_closing_time_into_the_next_day():
    assert ordinary.due(at("2026-04-06T15:50"), Standard(minutes=15)) == at("2026-04-07T07:35")
    assert ordinary.due(at("2026-04-06T15:45"), Standard(minutes=15)) == at("2026-04-06T16:00")
    assert ordinary.due(at("2026-04-06T09:14:30"), Standard(minutes=15)) == at("2026-04-06T09:29:30")
    assert ordinary.due(at("2026-04-04T10:00"), Standard(minutes=15)) == at("2026-04-06T07:45")


def test_working_minutes_rest_during_the_friday_break():
    assert ordinary.due(at("2026-04-10T11:25"), Standard(minutes=15)) == at("2026-04-10T13:10")
    assert ordinary.due(at("2026-04-10T12:00"), Standard(minutes=15)) == at("2026-04-10T13:15")


def test_calendar_days_end_on_a_working_day():
    assert ordinary.due(at("2026-04-06T10:00"), Standard(days=4)) == at("2026-04-10T16:00")
    assert ordinary.due(at("2026-04-06T10:00"), Standard(days=5)) == at("2026-04-13T16:00")


def test_a_deadline_can_be_asked_in_microseconds():
    due = resting.due_micros(to_micros(at("2026-03-17T10:00")), days(3))
    assert due == to_micros(at("2026-03-27T16:00"))


def test_special_hours_hold_in_their_time_and_the_later_entry_wins():
    assert ramadan.closes(dt.date(2026, 2, 16)) == at("2026-02-16T16:00")
    assert ramadan.opens(dt.date(2026, 2, 23)) == at("2026-02-23T08:00")
    assert ramadan.closes(dt.date(2026, 2, 23)) == at("2026-02-23T15:00")
    assert ramadan.closes(dt.date(2026, 2, 24)) == at("2026-02-24T16:00")
    assert ramadan.closes(dt.date(2026, 3, 2)) == at("2026-03-02T10:00")


def test_a_closed_day_has_no_opening_and_no_closing_time():
    sunday = dt.date(2026, 4, 5)
    assert not ordinary.is_working_day(sunday)
    assert ordinary.opens(sunday) is None
    assert ordinary.closes(sunday) is None


def test_working_days_are_counted_after_the_first_through_the_last():
    assert ordinary.working_days_between(dt.date(2026, 4, 3), dt.date(2026, 4, 6)) == 1
    assert ordinary.working_days_between(dt.date(2026, 4, 6), dt.date(2026, 4, 6)) == 0
    assert ordinary.working_days_between(dt.date(2026, 4, 7), dt.date(2026, 4, 6)) == 0
    assert resting.working_days_between(dt.date(2026, 3, 17), dt.date(2026, 3, 27)) == 3
    assert ordinary.working_days_between(dt.date(2025, 12, 30), dt.date(2028, 1, 3)) == 524


@given(moments, st.integers(0, 2 * 1440))
def test_working_minutes_are_those_that_a_clock_on_the_wall_would_count(start, length):
    start = start.replace(second=0, microsecond=0)
    end = start + dt.timedelta(minutes=length)
    assert resting.working_minutes_between(start, end) == by_the_minute(resting, start, end)


@given(moments, moments, moments)
def test_split_spans_add_up(one, two, three):
    a, b, c = sorted([one, two, three])
    between = resting.working_minutes_between
    assert between(a, b) + between(b, c) == between(a, c)
    assert between(c, a) == 0 or a == c


@given(moments, st.integers(1, 5000))
def test_added_minutes_are_the_minutes_between(start, minutes):
    start = start.replace(second=0, microsecond=0)
    end = resting.add_working_minutes(start, minutes)
    assert resting.working_minutes_between(start, end) == minutes
    assert resting.working_minutes_micros(to_micros(start), to_micros(end)) == minutes


def test_an_office_closed_for_good_is_told_so():
    shut = Calendar(Hours(), JAKARTA, closed=lambda day: True)
    with pytest.raises(NoWorkingDay, match="after 6 April 2026"):
        shut.due(at("2026-04-06T09:14"), days(1))
    with pytest.raises(NoWorkingDay):
        shut.add_working_minutes(at("2026-04-06T09:14"), 5)
    assert shut.working_day_before(dt.date(2026, 4, 6)) == dt.date(2026, 4, 5)


def test_the_working_day_before_lies_before_a_weekend_and_a_holiday():
    assert official.working_day_before(dt.date(2026, 4, 7)) == dt.date(2026, 4, 6)
    assert ordinary.working_day_before(dt.date(2026, 4, 6)) == dt.date(2026, 4, 3)
    assert official.working_day_before(dt.date(2026, 4, 6)) == dt.date(2026, 4, 2)


def test_the_last_day_of_a_month_stays_the_last_in_a_shorter_one():
    assert months_on(dt.date(2026, 3, 31), -1) == dt.date(2026, 2, 28)
    assert months_on(dt.date(2026, 12, 15), 1) == dt.date(2027, 1, 15)
    assert month_of(dt.date(2028, 2, 9)) == (dt.date(2028, 2, 1), dt.date(2028, 2, 29))


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("today", "2026-01-06", "2026-01-06"),
        ("week", "2025-12-31", "2026-01-06"),
        ("month", "2026-01-01", "2026-01-31"),
        ("last month", "2025-12-01", "2025-12-31"),
        ("year", "2026-01-01", "2026-12-31"),
    ],
)
def test_periods_are_called_by_name(name, first, last):
    today = dt.date(2026, 1, 6)
    assert named_period(name, today) == (dt.date.fromisoformat(first), dt.date.fromisoformat(last))
    assert named_period("", today) is None


@given(moments, st.integers(1, 400), st.sampled_from([ordinary, official, resting, ramadan]))
def test_a_deadline_in_days_is_found_by_counting_them_one_by_one(accepted, number, calendar):
    closes = calendar.closes(accepted.date())
    day = accepted.date() if closes and accepted <= closes else calendar.next_working_day(accepted.date())
    for _day in range(number):
        day = calendar.next_working_day(day)
    assert calendar.due(accepted, days(number)) == calendar.closes(day)
