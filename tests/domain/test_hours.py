import datetime as dt

import msgspec
import pytest

from counter_app.domain.hours import Hours, NeverOpen, NotASpan, Special, weeks


def test_friday_has_a_break_unless_the_office_says_otherwise():
    (usual,) = weeks(Hours())
    assert usual.days[0] == ((450, 960),)
    assert usual.days[4] == ((450, 690), (780, 960))
    assert usual.days[5] == usual.days[6] == ()


def test_hours_are_read_from_the_office_file():
    hours = msgspec.toml.decode(
        b"""
        sat = ["08:00-12:00"]
        [[special]]
        from = 2026-02-18
        to = 2026-03-19
        note = "Ramadan"
        mon = ["08:00-12:00", "12:30-15:00"]
        wed = []
        """,
        type=Hours,
    )
    usual, ramadan = weeks(hours)
    assert usual.days[5] == ((480, 720),)
    assert ramadan.days[0] == ((480, 720), (750, 900))
    assert (ramadan.days[1], ramadan.days[2]) == (((450, 960),), ())
    assert (ramadan.first, ramadan.last) == (dt.date(2026, 2, 18), dt.date(2026, 3, 19))


def test_hours_keep_their_shape_through_json():
    hours = Hours(special=(Special(from_=dt.date(2026, 2, 18), to=dt.date(2026, 3, 19), fri=()),))
    assert msgspec.json.decode(msgspec.json.encode(hours), type=Hours) == hours


@pytest.mark.parametrize(
    "text", ["", "7.30-16.00", "07:30", "16:00-07:30", "07:30-07:30", "07:30-25:00", "a-b-c"]
)
def test_a_span_that_is_none_is_refused_with_its_day(text):
    with pytest.raises(NotASpan, match=r"hours of Tuesday: '.*' is not a time span"):
        weeks(Hours(tue=(text,)))


def test_spans_come_one_after_another():
    with pytest.raises(NotASpan, match="'11:00-12:00'"):
        weeks(Hours(mon=("07:30-11:30", "11:00-12:00")))


def test_an_office_is_open_on_some_day_of_the_week():
    with pytest.raises(NeverOpen):
        weeks(Hours(mon=(), tue=(), wed=(), thu=(), fri=()))
