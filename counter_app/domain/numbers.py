"""Registration numbers: ``L1-20261124-0007`` (counter code, local date, running number)."""

from __future__ import annotations

import datetime as dt
import re
import zlib

_NUMBER = re.compile(r"([A-Z][A-Z0-9]{0,7})-(\d{4})(\d{2})(\d{2})-(\d{4,})")
_EPOCH = dt.date(1990, 1, 1).toordinal()


def number(code: str, day: dt.date, running: int) -> str:
    """Return the number of the ``running``-th case of ``day`` at counter ``code``."""
    return f"{code}-{day:%Y%m%d}-{running:04d}"


def is_number(text: str) -> bool:
    """Return whether ``text`` has the form of a registration number."""
    return _NUMBER.fullmatch(text) is not None


def row_id(text: str) -> int:
    """Return the row id of a number: it follows the day and the running number, whatever the arrival.

    Layout: days since 1990, 20 bits of running number, 16 bits of the counter code.
    A text that is no number (it came from elsewhere) sorts before all others.
    """
    found = _NUMBER.fullmatch(text)
    if not found:
        return zlib.crc32(text.encode())
    code, year, month, day, running = found.groups()
    days = dt.date(int(year), int(month), int(day)).toordinal() - _EPOCH
    return first_of_day(days) + (int(running) << 16) + (zlib.crc32(code.encode()) & 0xFFFF)


def first_of_day(days: int) -> int:
    """Return the lowest row id of the day ``days`` after 1990-01-01."""
    return (days + 64) << 36


def day_ids(day: dt.date) -> tuple[int, int]:
    """Return the row ids [low, high) of the numbers given on ``day``."""
    days = day.toordinal() - _EPOCH
    return first_of_day(days), first_of_day(days + 1)


def ids_between(first: dt.date, last: dt.date) -> tuple[int, int]:
    """Return row ids [low, high) around the numbers given from ``first`` to ``last``.

    They narrow a search and don't decide it: a day is to spare on both sides, since an office may have
    changed its zone.
    """
    return day_ids(first - dt.timedelta(days=1))[0], day_ids(last + dt.timedelta(days=1))[1]


def running(text: str) -> int:
    """Return the running number in ``text``."""
    return int(text.rsplit("-", 1)[1])
