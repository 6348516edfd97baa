"""A typed date: every way one writes it means one day, and what could mean two means none."""

from __future__ import annotations

import datetime as dt

import pytest

from counter_app.domain.dates import no_day, read_day

DAY = dt.date(2026, 11, 26)
TODAY = dt.date(2026, 11, 24)


@pytest.mark.parametrize(
    "typed",
    [
        "26112026",
        "261126",
        "26-11-2026",
        "26/11/2026",
        "26.11.2026",
        "26 11 2026",
        "26/11/26",
        "2026-11-26",
        "26 Nov 2026",
        "26 nov 26",
        "26 November 2026",
        "26 Nopember 2026",
        " 26-11-2026 ",
    ],
)
def test_a_date_is_read_in_every_way_that_one_writes_it(typed):
    assert read_day(typed) == DAY


@pytest.mark.parametrize(
    ("typed", "month"),
    [("1 Mei 2026", 5), ("1 May 2026", 5), ("1 Agt 2026", 8), ("1 August 2026", 8), ("1 Des 2026", 12)],
)
def test_months_have_names_in_both_languages(typed, month):
    assert read_day(typed) == dt.date(2026, month, 1)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "1",
        "26 11",
        "26-11",
        "1112026",
        "20261126",
        "31-02-2026",
        "26-13-2026",
        "26-11-2926",
        "besok",
        "26 Xyz 2026",
    ],
)
def test_what_is_no_date_or_could_be_two_is_none(typed):
    assert read_day(typed) is None


def test_two_digits_of_a_birth_are_read_only_where_one_century_is_left():
    assert read_day("06-04-90", birth=True, today=TODAY) == dt.date(1990, 4, 6)
    assert read_day("06-04-24", birth=True, today=TODAY) is None
    assert read_day("06-04-90", birth=True) is None


def test_the_sentence_says_what_to_write():
    assert "26112026" in no_day("besok")
    assert "four digits" in no_day("06-04-24", birth=True)
