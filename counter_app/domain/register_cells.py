"""Reads one cell of a register into a value: never an exception, only a value or what is wrong with it.

A spreadsheet keeps fifteen digits of a number, so that a NIK typed as one has lost its last digit; a date
may be one, a serial number or a text in either language.
"""

from __future__ import annotations

import datetime as dt
import math
import re
import unicodedata
from collections.abc import Iterator
from typing import Literal, NamedTuple, TypeGuard

from counter_app.domain import nik as niks
from counter_app.domain.dates import read_day
from counter_app.domain.errors import UserError
from counter_app.domain.texts import LONGEST
from counter_app.i18n import _, short_date

SHOWN = 60  # letters of a faulty cell that a sentence repeats
FIRST = dt.date(1990, 1, 1)  # a register begins after it: row ids count from there
_SERIAL_ZERO = dt.date(1899, 12, 30)  # day 0 of a spreadsheet
_SERIALS = range(3654, 73_051)  # 1910 to 2099
_EXACT = 1 << 53  # whole numbers above it are not exact in a spreadsheet


class Unreadable(NamedTuple):
    """A cell without a value: a formula that holds no result, an error such as #REF!, a text without end."""

    text: str
    why: Literal["formula", "error", "long"]


class Wrong(NamedTuple):
    """What is in a cell, and what was expected."""

    found: str
    expected: str


Cell = str | int | float | bool | dt.datetime | dt.date | dt.time | Unreadable | None


def shown(cell: Cell) -> str:
    """Return a cell as a person reads it, cut where it is long."""
    if isinstance(cell, Unreadable):
        cell = cell.text
    if isinstance(cell, dt.date):
        time = f" {cell:%H:%M}" if isinstance(cell, dt.datetime) and cell.time() != dt.time() else ""
        cell = f"{short_date(cell)}{time}"
    text = plain(_digits(cell) if isinstance(cell, int | float) else str("" if cell is None else cell))
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "\u2026"


def plain(text: str) -> str:
    """Return ``text`` in one line, without what no paper can hold, and without a spreadsheet's apostrophe."""
    words = " ".join("".join(map(_letter, text)).split())
    return words[1:].strip() if words[:1] in ("'", "`") else words


def _letter(letter: str) -> str:
    kind = unicodedata.category(letter)
    return " " if kind == "Cc" or kind[0] == "Z" else "" if kind[0] == "C" else letter


def text_of(cell: Cell) -> str | Wrong:
    """Return a text, empty for an empty cell."""
    if isinstance(cell, Unreadable):
        return _unreadable(cell)
    if isinstance(cell, bool) or (isinstance(cell, float) and not math.isfinite(cell)):
        return Wrong(str(cell), _("a text"))
    found = shown(cell) if isinstance(cell, dt.date | dt.time) else plain(_digits(cell))
    if len(found) > LONGEST:
        return Wrong(shown(found), _("at most {n} letters").format(n=LONGEST))
    return found


def name_of(cell: Cell) -> str | Wrong:
    """Return a name: a text with a letter in it."""
    found = text_of(cell)
    if isinstance(found, Wrong) or any(c.isalpha() for c in found):
        return found
    return Wrong(found, _("the citizen's name"))


def day_of(cell: Cell, *, birth: bool = False) -> dt.date | Wrong | None:
    """Return a date, None for an empty cell."""
    if isinstance(cell, Unreadable):
        return _unreadable(cell)
    if isinstance(cell, dt.datetime):
        return cell.date()
    if isinstance(cell, dt.date):
        return cell
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return _of_serial(cell)
    found = text_of(cell)
    if isinstance(found, Wrong) or found in ("", "-", "--"):
        return found if isinstance(found, Wrong) else None
    return _of_text(found, birth=birth) or Wrong(shown(found), _date_wanted())


def nik_of(cell: Cell) -> str | Wrong:
    """Return a NIK's sixteen digits, empty for an empty cell."""
    if _is_number(cell) and abs(cell) >= 10**15 and (cell % 10 == 0 or cell > _EXACT):
        return Wrong(shown(cell), _digits_lost())
    found = text_of(cell)
    if isinstance(found, Wrong) or found in ("", "-"):
        return found if isinstance(found, Wrong) else ""
    if re.fullmatch(r"\d+([.,]\d+)?[eE][+]?\d+", found):
        return Wrong(shown(found), _digits_lost())
    try:
        return niks.parse(found.replace("-", "")).digits
    except UserError as error:
        return Wrong(shown(found), str(error))


def sex_of(cell: Cell) -> Literal["", "L", "P"] | Wrong:
    """Return the sex as documents write it, empty for an empty cell."""
    found = text_of(cell)
    if isinstance(found, Wrong):
        return found
    match re.sub(r"[^a-z]", "", found.lower()):
        case "":
            return ""
        case "l" | "lk" | "lakilaki" | "laki" | "pria" | "m" | "male" | "man":
            return "L"
        case "p" | "pr" | "perempuan" | "wanita" | "f" | "female" | "woman":
            return "P"
    return Wrong(shown(found), _("L or P"))


def phone_of(cell: Cell) -> str | Wrong:
    """Return a phone number; a spreadsheet took the zero before a number away."""
    found = text_of(cell)
    if isinstance(cell, int | float) and isinstance(found, str) and re.fullmatch(r"8\d{7,12}", found):
        return f"0{found}"
    return found


def _is_number(cell: Cell) -> TypeGuard[int | float]:
    return isinstance(cell, int | float) and not isinstance(cell, bool) and math.isfinite(cell)


def _digits(cell: Cell) -> str:
    """Return a number without the point that a spreadsheet puts behind a whole one."""
    if isinstance(cell, float) and math.isfinite(cell) and cell == int(cell) and abs(cell) < 1e18:
        return str(int(cell))
    return str("" if cell is None else cell)


def _unreadable(cell: Unreadable) -> Wrong:
    wanted = {
        "formula": _("a value: the formula holds no result. Save the file once in Excel"),
        "error": _("a value, not the error of a formula"),
        "long": _("at most {n} letters").format(n=LONGEST),
    }[cell.why]
    return Wrong(shown(cell), wanted)


def _digits_lost() -> str:
    return _(
        "16 digits as text: as a number the NIK lost its last digits. Type it again, after an apostrophe"
    )


def _date_wanted() -> str:
    return _("a date, such as 14-03-2017")


def _of_serial(cell: int | float) -> dt.date | Wrong:
    if not math.isfinite(cell) or int(cell) not in _SERIALS:
        return Wrong(shown(cell), _date_wanted())
    return _SERIAL_ZERO + dt.timedelta(days=int(cell))


def _of_text(text: str, *, birth: bool) -> dt.date | None:
    """Return the date that a text begins with, after a weekday or a place of birth."""
    rest = text.rpartition(",")[2].strip() if birth or not re.search(r"\d.*,", text) else text
    return next((day for part in _beginnings(rest) if (day := read_day(part, birth=birth))), None)


def _beginnings(text: str) -> Iterator[str]:
    """Yield ``text``, then without its last words: a time or a remark may stand behind a date."""
    words = re.split(r"\s+|(?<=\d)T(?=\d)", text)
    for end in range(len(words), 0, -1):
        yield " ".join(words[:end])
