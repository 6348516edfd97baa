import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain import nik
from counter_app.domain.errors import UserError

TODAY = dt.date(2026, 11, 24)
MAN = "1671030604900001"
WOMAN = "1671034604900001"

births = st.dates(dt.date(1927, 1, 1), TODAY)


def number(born: dt.date, *, female: bool = False, serial: int = 1, region: str = "167103") -> str:
    return f"{region}{born.day + 40 * female:02}{born:%m%y}{serial:04}"


def doubts(text: str, **form: object) -> list[str]:
    return nik.warnings(nik.parse(text), today=TODAY, **form)  # type: ignore[arg-type]


@given(births, st.booleans(), st.integers(1, 9999))
def test_a_nik_gives_back_what_it_was_made_of(born, female, serial):
    parsed = nik.parse(number(born, female=female, serial=serial))
    assert (parsed.sex, parsed.serial, parsed.kecamatan) == ("P" if female else "L", serial, "16.71.03")
    assert nik.birth(parsed, today=TODAY, given=born) == born


@given(st.text() | st.from_regex(r"\A[0-9]{16}\Z"))
def test_any_text_is_a_nik_or_refused_with_a_sentence(text):
    sentence = ""
    try:
        parsed = nik.parse(text)
    except UserError as refusal:
        sentence = str(refusal)
    assert sentence.endswith(".") if sentence else parsed.digits == re.sub(r"[\s.]", "", text)


def test_spaces_and_dots_are_left_out():
    assert nik.parse(" 16.71.03 060490 0001\n").digits == MAN


@pytest.mark.parametrize(
    ("text", "refusal", "says"),
    [
        ("", nik.WrongLength, "has 0"),
        (MAN[:-1], nik.WrongLength, "has 15"),
        (MAN + "1", nik.WrongLength, "has 17"),
        ("1671O30604900001", nik.NotDigits, "'O' at position 5"),
        ("16710306049000\u06601", nik.NotDigits, "position 15"),
        ("1671-03060490-0001", nik.NotDigits, "'-' at position 5"),
        ("1671030004900001", nik.NoSuchDay, "Digits 7 and 8 of the NIK can't be 00"),
        ("1671033204900001", nik.NoSuchDay, "can't be 32"),
        ("1671034004900001", nik.NoSuchDay, "can't be 40"),
        ("1671037204900001", nik.NoSuchDay, "can't be 72"),
        ("1671038104900001", nik.NoSuchDay, "can't be 81"),
        ("1671030600900001", nik.NoSuchMonth, "Digits 9 and 10 of the NIK can't be 00"),
        ("1671030613900001", nik.NoSuchMonth, "can't be 13"),
        ("1671033002900001", nik.NoSuchDate, "can't be 30-02-90"),
        ("1671037104900001", nik.NoSuchDate, "can't be 71-04-90"),
        ("1671032902010001", nik.NoSuchDate, "can't be 29-02-01"),
        ("1671030604900000", nik.NoSerial, "can't be 0000"),
    ],
)
def test_what_no_nik_can_be_is_refused(text, refusal, says):
    with pytest.raises(refusal, match=says):
        nik.parse(text)


def test_a_leap_day_of_the_year_00_was_in_2000():
    assert nik.parse("1671032902000001").births == (dt.date(2000, 2, 29),)


def test_two_digits_of_a_year_mean_the_youngest_birth_not_in_the_future():
    def born(text: str) -> dt.date:
        return nik.birth(nik.parse(text), today=TODAY)

    assert born("1671032411260001") == dt.date(2026, 11, 24)
    assert born("1671032511260001") == dt.date(1926, 11, 25)
    assert born(MAN) == dt.date(1990, 4, 6)


def test_a_birth_date_on_the_form_settles_the_century():
    old = nik.parse("1671030604200001")
    assert nik.birth(old, today=TODAY) == dt.date(2020, 4, 6)
    assert nik.birth(old, today=TODAY, given=dt.date(1920, 4, 6)) == dt.date(1920, 4, 6)
    assert nik.birth(old, today=TODAY, given=dt.date(1921, 4, 6)) == dt.date(2020, 4, 6)


def test_age_counts_whole_years():
    assert nik.age(dt.date(2009, 11, 24), TODAY) == 17
    assert nik.age(dt.date(2009, 11, 25), TODAY) == 16
    assert nik.age(dt.date(2008, 2, 29), dt.date(2025, 2, 28)) == 16


def test_a_nik_that_agrees_with_the_form_raises_no_doubt():
    assert doubts(WOMAN, birth_date=dt.date(1990, 4, 6), sex="P", region="16.71.03") == []
    assert doubts(WOMAN) == []


def test_a_nik_from_another_kecamatan_of_the_city_raises_no_doubt():
    assert doubts("1671070604900001", region="16.71.03") == []


@pytest.mark.parametrize(
    ("text", "form", "says"),
    [
        ("0071030604900001", {}, "No province has the code 00"),
        ("3171030604900001", {"region": "16.71.03"}, "outside this city (31.71.03)"),
        (MAN, {"birth_date": dt.date(1990, 4, 7)}, "born on 6 April 1990, the form says 7 April 1990"),
        (MAN, {"sex": "P"}, "a man's"),
        (WOMAN, {"sex": "L"}, "a woman's"),
        ("1671030604150001", {"birth_date": dt.date(1915, 4, 6)}, "111 years old"),
        ("1671030604270001", {"birth_date": dt.date(2027, 4, 6)}, "lies in the future"),
    ],
)
def test_what_disagrees_is_a_warning(text, form, says):
    (warning,) = doubts(text, **form)
    assert says in warning


def test_a_masked_nik_shows_the_city_and_the_serial():
    assert nik.mask(MAN) == "1671********0001"
    assert nik.mask("") == ""
