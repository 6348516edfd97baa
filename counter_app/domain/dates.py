"""Reads a date that somebody wrote: at a keyboard or in a register, in either language, day before month."""

from __future__ import annotations

import datetime as dt
import re

from counter_app.domain.calendar import YEARS
from counter_app.i18n import _

_DIGITS = re.compile(r"(\d\d)(\d\d)(\d{4}|\d\d)")
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_DAY_FIRST = re.compile(r"(\d{1,2})\s*[-/. ]\s*(\d{1,2})\s*[-/. ]\s*(\d{4}|\d{2})")
_NAMED = re.compile(r"(\d{1,2})\s*[-/. ]?\s*([A-Za-z]{3,})\.?\s*[-/. ,]?\s*(\d{4}|\d{2})")
_MONTHS = (
    ("jan",), ("feb", "peb"), ("mar",), ("apr",), ("mei", "may"), ("jun",),
    ("jul",), ("agu", "ags", "agt", "aug"), ("sep",), ("okt", "oct"), ("nov", "nop"), ("des", "dec"),
)  # fmt: skip


def read_day(text: str, *, birth: bool = False, today: dt.date | None = None) -> dt.date | None:
    """Return the date that ``text`` means, None where it means none or more than one.

    ``26112026``, ``26-11-2026``, ``26/11/26``, ``26 Nov 2026`` and ``2026-11-26`` are the same day. Two
    digits of a year are one of this century; of a birth only one that can't be of this century, and
    without ``today`` none at all.
    """
    text = text.strip()
    if found := _ISO.fullmatch(text):
        return _date(int(found[1]), int(found[2]), int(found[3]))
    if found := _DIGITS.fullmatch(text) or _DAY_FIRST.fullmatch(text):
        return _date(_year(found[3], birth, today), int(found[2]), int(found[1]))
    if found := _NAMED.fullmatch(text):
        return _date(_year(found[3], birth, today), _month(found[2]), int(found[1]))
    return None


def no_day(typed: str, *, birth: bool = False) -> str:
    """Return the sentence for a text that is no date, or that could be more than one."""
    if birth:
        words = _("{typed} is no date of birth. Write the year with four digits, such as 06-04-1990.")
    else:
        words = _("{typed} is no date. Write it as 26-11-2026, 26112026 or 26 Nov 2026.")
    return words.format(typed=typed)


def _year(digits: str, birth: bool, today: dt.date | None) -> int:
    if len(digits) == 4:
        return int(digits)
    year = 2000 + int(digits)
    if not birth:
        return year
    return year - 100 if today is not None and year > today.year else 0


def _month(name: str) -> int:
    return next((n for n, starts in enumerate(_MONTHS, 1) if name.lower().startswith(starts)), 0)


def _date(year: int, month: int, day: int) -> dt.date | None:
    if year not in YEARS:
        return None
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
