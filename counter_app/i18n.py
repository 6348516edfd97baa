"""Messages, dates and numbers in the language in force: Indonesian, or English by a setting.

The msgid is the English sentence, so English needs no catalogue. A message is looked up when ``_`` is
called; ``N_`` only marks one that is looked up later. Babel is imported by the functions that need it.
"""

from __future__ import annotations

import datetime as dt
import gettext as _gettext
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from decimal import Decimal
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Literal

Language = Literal["id", "en"]

_LOCALES = {"id": "id", "en": "en_GB"}
MONDAY = dt.date(2024, 1, 1)
_language: Language = "id"
_written: ContextVar[Language | None] = ContextVar("written", default=None)  # of a paper being made


def set_language(language: Language) -> None:
    """Put ``language`` in force for every message, date and number from now on."""
    global _language
    _language = language


def language() -> Language:
    """Return the language in force."""
    return _written.get() or _language


@contextmanager
def written_in(language: Language) -> Iterator[None]:
    """Put ``language`` in force for what is written meanwhile, on this thread alone; screens keep theirs."""
    token = _written.set(language)
    try:
        yield
    finally:
        _written.reset(token)


def _(message: str) -> str:
    """Return ``message`` in the language in force."""
    return _catalogue(language()).gettext(message) if message else ""


def said_in(language: Language, message: str) -> str:
    """Return ``message`` in another language than the one in force: for a screen that citizens switch."""
    return _catalogue(language).gettext(message) if message else ""


def ngettext(singular: str, plural: str, n: int) -> str:
    """Return the form of the message that fits ``n``, in the language in force."""
    return _catalogue(language()).ngettext(singular, plural, n)


def N_(message: str) -> str:
    """Mark ``message`` for translation where it is only stored; ``_`` looks it up where it is shown."""
    return message


def long_date(day: dt.date) -> str:
    """Return ``Senin, 6 April 2026`` or ``Monday, 6 April 2026``."""
    return _format_date(day, "EEEE, d MMMM y")


def weekday_name(place: int) -> str:
    """Return ``Senin`` for 0, ``Minggu`` for 6."""
    return _format_date(MONDAY + dt.timedelta(days=place), "EEEE")


def date_text(day: dt.date) -> str:
    """Return ``6 April 2026``."""
    return _format_date(day, "d MMMM y")


def short_date(day: dt.date) -> str:
    """Return ``06-04-2026``, for narrow columns."""
    return f"{day.day:02}-{day.month:02}-{day.year:04}"


def time_text(moment: dt.time | dt.datetime) -> str:
    """Return ``09.14`` in Indonesian, ``09:14`` in English."""
    mark = "." if language() == "id" else ":"
    return f"{moment.hour:02}{mark}{moment.minute:02}"


def minute_text(minute: int) -> str:
    """Return a minute of the day as a time: 450 is ``07.30`` in Indonesian, ``07:30`` in English."""
    return time_text(dt.time(*divmod(minute, 60)))


def number(value: int | float | Decimal) -> str:
    """Return ``1.234,5`` in Indonesian, ``1,234.5`` in English; at most three decimals."""
    from babel.numbers import format_decimal

    return format_decimal(value, locale=_LOCALES[language()])


def tenths(value: float) -> str:
    """Return ``1.234,0`` in Indonesian: one decimal always, so that a column of them stands in line."""
    from babel.numbers import format_decimal

    return format_decimal(value, "#,##0.0", locale=_LOCALES[language()])


def listing(parts: Iterable[str]) -> str:
    """Return ``a, b, dan c`` in Indonesian, ``a, b and c`` in English."""
    from babel.lists import format_list

    return format_list(list(parts), locale=_LOCALES[language()])


def _format_date(day: dt.date, pattern: str) -> str:
    from babel.dates import format_date

    return format_date(day, pattern, locale=_LOCALES[language()])


@cache
def _catalogue(language: Language) -> _gettext.NullTranslations:
    if language == "en":
        return _gettext.NullTranslations()
    folder = Path(import_module("counter_app.resources").__path__[0])
    with (folder / "i18n" / language / "LC_MESSAGES" / "counter_app.mo").open("rb") as file:
        return _gettext.GNUTranslations(file)
