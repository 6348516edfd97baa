"""Which backups stay: by day, week and month; the newest always."""

import datetime as dt
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.keeping import CAREFUL, DAYS, MONTHS, WEEKS, WHOLE, Made, superfluous

NOW = dt.datetime(2026, 11, 24, 16, 0, tzinfo=dt.UTC)
ages = st.lists(st.timedeltas(dt.timedelta(0), dt.timedelta(days=900)), max_size=60)


def made(*ages, reason="daily"):
    return [Made(NOW - age, reason, n) for n, age in enumerate(ages)]


def kept(backups, now=NOW):
    gone = {one.what for one in superfluous(backups, now)}
    return [one for one in backups if one.what not in gone]


def test_a_year_of_daily_backups_keeps_days_weeks_and_months():
    left = kept(made(*(dt.timedelta(days=n) for n in range(365))))
    assert DAYS <= len(left) <= DAYS + WEEKS + MONTHS
    ages = sorted((NOW - one.at).days for one in left)
    assert ages[:DAYS] == list(range(DAYS))
    assert ages[-1] > 300


def test_of_a_day_the_last_one_stays():
    day = dt.timedelta(days=5)
    morning, noon = made(day + dt.timedelta(hours=6), day)
    assert [one.at for one in kept([morning, noon])] == [noon.at]


def test_what_was_made_before_a_risk_stays_for_a_month():
    age = CAREFUL - dt.timedelta(days=1)
    risky = Made(NOW - age - dt.timedelta(hours=2), "restore", "risky")
    daily = Made(NOW - age, "daily", "daily")
    assert kept([risky, daily]) == [risky, daily]
    assert kept([risky, daily], NOW + dt.timedelta(days=2)) == [daily]


@given(ages)
def test_the_newest_stays_and_nothing_young_goes(ages):
    backups = made(*ages)
    gone = superfluous(backups, NOW)
    left = kept(backups)
    assert bool(left) == bool(backups)
    assert all(NOW - one.at >= WHOLE for one in gone)
    assert all(one.at <= max(other.at for other in left) for one in gone)
    assert all(a.at <= b.at for a, b in pairwise(gone))


@given(ages)
def test_looking_twice_removes_nothing_more(ages):
    left = kept(made(*ages))
    assert superfluous(left, NOW) == []
