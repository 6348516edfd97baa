"""The NIK, a person's number of sixteen digits.

Six digits of the kecamatan of first registration, day of birth (plus 40 for a woman), month, year
of two digits, serial from 0001. It stays when a birth date or sex is corrected (Permendagri 108/2019
art. 15(3)), so what disagrees with it is a warning; an error is only what no NIK can be.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Literal

import msgspec

from counter_app.domain.errors import UserError
from counter_app.i18n import _, date_text

Sex = Literal["L", "P"]

LENGTH = 16
FEMALE = 40  # added to a woman's day of birth
OLDEST = 110  # years; above it the birth date is doubted
CENTURIES = (1900, 2000)
PROVINCES = frozenset(
    [
        *range(11, 20),
        21,
        *range(31, 37),
        *range(51, 54),
        *range(61, 66),
        *range(71, 77),
        81,
        82,
        *range(91, 97),
    ]
)


class Nik(msgspec.Struct, frozen=True, kw_only=True):
    """A NIK taken apart."""

    digits: str
    kecamatan: str  # of first registration: "16.71.03"
    births: tuple[dt.date, ...]  # what the two digits of the year allow, oldest first; never empty
    sex: Sex
    serial: int


class NotDigits(UserError):
    """Something else than a digit stands in the number."""

    def __init__(self, character: str, position: int) -> None:
        super().__init__(
            _("A NIK holds only digits: correct '{character}' at position {position}.").format(
                character=character, position=position
            )
        )


class WrongLength(UserError):
    """Not sixteen digits."""

    def __init__(self, count: int) -> None:
        super().__init__(
            _("A NIK has 16 digits, this one has {count}: type it again from the document.").format(
                count=count
            )
        )


class NoSuchDay(UserError):
    """Digits 7 and 8 are no day."""

    def __init__(self, day: str) -> None:
        super().__init__(
            _("Digits 7 and 8 of the NIK can't be {day}, which is no day: check them.").format(day=day)
        )


class NoSuchMonth(UserError):
    """Digits 9 and 10 are no month."""

    def __init__(self, month: str) -> None:
        super().__init__(
            _("Digits 9 and 10 of the NIK can't be {month}, which is no month: check them.").format(
                month=month
            )
        )


class NoSuchDate(UserError):
    """Digits 7 to 12 are a date of no century."""

    def __init__(self, date: str) -> None:
        super().__init__(
            _("Digits 7 to 12 of the NIK can't be {date}, a date that never was: check them.").format(
                date=date
            )
        )


class NoSerial(UserError):
    """The last four digits are 0000."""

    def __init__(self) -> None:
        super().__init__(
            _("Digits 13 to 16 of the NIK can't be 0000, they count from 0001: check them.").format()
        )


def parse(text: str) -> Nik:
    """Take ``text`` apart, spaces and dots aside; raise a ``UserError`` that says which digits are wrong."""
    digits = _sixteen(text)
    day = int(digits[6:8])
    female = day > FEMALE
    return Nik(
        digits=digits,
        kecamatan=_kecamatan(digits),
        births=_dates(digits, day - FEMALE if female else day),
        sex="P" if female else "L",
        serial=_serial(digits),
    )


def birth(nik: Nik, *, today: dt.date, given: dt.date | None = None) -> dt.date:
    """Return the date of birth: ``given`` where the digits allow it, else the youngest not in the future."""
    if given in nik.births:
        return given
    return max((day for day in nik.births if day <= today), default=nik.births[0])


def age(birth: dt.date, today: dt.date) -> int:
    """Return the whole years lived."""
    return today.year - birth.year - ((today.month, today.day) < (birth.month, birth.day))


def warnings(
    nik: Nik, *, today: dt.date, birth_date: dt.date | None = None, sex: str = "", region: str = ""
) -> list[str]:
    """Return what a clerk should look at twice; none of it is an error.

    ``birth_date`` and ``sex`` (``L`` or ``P``) are what the form says, ``region`` is the office's own code.
    """
    return list(_doubts(nik, today, birth_date, sex, region))


def mask(nik: str) -> str:
    """Return a NIK with its personal part hidden: ``1671********0001``."""
    return f"{nik[:4]}********{nik[12:]}" if len(nik) == LENGTH else ""


def _sixteen(text: str) -> str:
    digits = "".join(text.split()).replace(".", "")
    for position, character in enumerate(digits, 1):
        if character not in "0123456789":
            raise NotDigits(character, position)
    if len(digits) != LENGTH:
        raise WrongLength(len(digits))
    return digits


def _kecamatan(digits: str) -> str:
    return f"{digits[:2]}.{digits[2:4]}.{digits[4:6]}"


def _serial(digits: str) -> int:
    if digits.endswith("0000"):
        raise NoSerial
    return int(digits[12:])


def _dates(digits: str, day: int) -> tuple[dt.date, ...]:
    month, year = int(digits[8:10]), int(digits[10:12])
    if not 1 <= day <= 31:
        raise NoSuchDay(digits[6:8])
    if not 1 <= month <= 12:
        raise NoSuchMonth(digits[8:10])
    dates = tuple(filter(None, (_date(century + year, month, day) for century in CENTURIES)))
    if not dates:
        raise NoSuchDate(f"{digits[6:8]}-{digits[8:10]}-{digits[10:12]}")
    return dates


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _doubts(nik: Nik, today: dt.date, given: dt.date | None, sex: str, region: str) -> Iterator[str]:
    born = given or birth(nik, today=today)
    if int(nik.digits[:2]) not in PROVINCES:
        yield _("No province has the code {code}: compare the NIK with the document.").format(
            code=nik.digits[:2]
        )
    elif region and not region.startswith(nik.kecamatan[:5]):
        yield _("The NIK was first issued outside this city ({code}): ask where from.").format(
            code=nik.kecamatan
        )
    if given and given not in nik.births:
        yield _("The NIK says born on {nik}, the form says {given}: compare with the document.").format(
            nik=date_text(birth(nik, today=today)), given=date_text(given)
        )
    if born > today:
        yield _("The birth date {date} lies in the future: check it.").format(date=date_text(born))
    elif age(born, today) > OLDEST:
        yield _("By the birth date {date} the person is {age} years old: check it.").format(
            date=date_text(born), age=age(born, today)
        )
    if sex and sex != nik.sex:
        yield (
            _("The NIK is a woman's, the form says a man: compare with the document.")
            if nik.sex == "P"
            else _("The NIK is a man's, the form says a woman: compare with the document.")
        )
