"""The pattern of letter numbers."""

import datetime as dt

import pytest

from counter_app.domain import letter_numbers as rules

PLACE = rules.Place(dt.date(2026, 4, 6), "SU.II", "L1")


def test_a_pattern_is_filled():
    assert rules.number(rules.DEFAULT, 12, PLACE) == "470/12/SU.II/IV/2026"
    assert rules.number("{n:3}/{counter}/{month}-{year}", 7, PLACE) == "007/L1/04-2026"


def test_the_running_number_is_read_back_in_whatever_month_and_hand():
    assert rules.running(rules.DEFAULT, "470/12/SU.II/IV/2026") == 12
    assert rules.running(rules.DEFAULT, " 470 / 113/su.ii/XII/2026") == 113
    assert rules.running("{n:3}.{year}", "007.2026") == 7
    assert rules.running(rules.DEFAULT, "045/12") is None


@pytest.mark.parametrize(
    ("pattern", "why"),
    [
        ("470/{office}/{year}", "must stand in it once"),
        ("{n}/{n:3}", "must stand in it once"),
        ("{n}/{bulan}", "{bulan} is unknown"),
        ("{n", "brace is open"),
        ("{n}" + "x" * 60, "longer than 60"),
    ],
)
def test_a_pattern_that_gives_no_number_is_refused(pattern, why):
    with pytest.raises(rules.BadPattern, match=why):
        rules.usable(pattern)


@pytest.mark.parametrize(
    ("name", "short"), [("Seberang Ulu II", "SU.II"), ("Ilir Timur I", "IT.I"), ("Plaju", "P"), ("", "")]
)
def test_an_office_is_named_by_its_initials(name, short):
    assert rules.short_office(name) == short
