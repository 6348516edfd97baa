"""The number that ``register`` gives a letter: a pattern of the office, counted within the year.

A number that was given stays given: an undone step leaves it unused, and the next letter takes the next one.
"""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache
from typing import NamedTuple

from counter_app.domain.errors import UserError
from counter_app.i18n import _

DEFAULT = "470/{n}/{office}/{month roman}/{year}"
TOKENS = ("n", "office", "counter", "month", "month roman", "year")
LONGEST = 60  # letters of a pattern
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_TOKEN = re.compile(r"\{([^{}]*)\}")
_COUNTED = re.compile(r"n(?::([1-6]))?")  # {n}, or {n:3} for 007
_ROMAN_NUMERAL = re.compile(r"[IVX]+")


class BadPattern(UserError):
    """A pattern that gives no number, or the same one again and again."""

    def __init__(self, pattern: str, why: str) -> None:
        super().__init__(
            _(
                'The pattern "{pattern}" of letter numbers can\'t be used: {why}. Write it such as {example}.'
            ).format(pattern=pattern, why=why, example=DEFAULT)
        )


class LetterTaken(UserError):
    """Another file has this number in this year."""

    def __init__(self, letter: str, application: str, following: str) -> None:
        super().__init__(
            _(
                "The letter number {letter} was given to {application} this year. Type another one, or leave "
                "it empty for {following}."
            ).format(letter=letter, application=application, following=following)
        )


class LetterLost(UserError):
    """The number was given before a restore, which gave up the entry."""

    def __init__(self, letter: str, following: str) -> None:
        super().__init__(
            _(
                "The letter number {letter} was given this year, before a backup was restored. Type another "
                "one, or leave it empty for {following}."
            ).format(letter=letter, following=following)
        )


class Place(NamedTuple):
    """What a number says beside its running part: when and where the letter was registered."""

    on: dt.date
    office: str  # "SU.II"
    counter: str


def usable(pattern: str) -> str:
    """Return ``pattern`` if it gives every letter of a year a number of its own; raises BadPattern."""
    if len(pattern) > LONGEST:
        raise BadPattern(pattern, _("it is longer than {n} letters").format(n=LONGEST))
    if re.search(r"[{}]", _TOKEN.sub("", pattern)):
        raise BadPattern(pattern, _("a brace is open"))
    tokens = _TOKEN.findall(pattern)
    counted = [token for token in tokens if _COUNTED.fullmatch(token)]
    unknown = [token for token in tokens if token not in counted and token not in TOKENS]
    if unknown:
        known = ", ".join(f"{{{token}}}" for token in TOKENS)
        token = f"{{{unknown[0]}}}"
        raise BadPattern(pattern, _("{token} is unknown; known are {known}").format(token=token, known=known))
    if len(counted) != 1:
        raise BadPattern(pattern, _("the running number {token} must stand in it once").format(token="{n}"))
    return pattern


def number(pattern: str, running: int, place: Place) -> str:
    """Return the ``running`` th number of a year."""

    def filled(found: re.Match[str]) -> str:
        token = found[1]
        if counted := _COUNTED.fullmatch(token):
            return str(running).zfill(int(counted[1] or 1))
        return _words(place)[token]

    return _TOKEN.sub(filled, pattern)


def running(pattern: str, letter: str) -> int | None:
    """Return which of the year ``letter`` is, in whatever month; None for a number of another kind."""
    found = _shape(pattern).fullmatch(key(letter))
    return int(found["n"]) if found else None


def key(letter: str) -> str:
    """Return a number as it is compared: the same one, however it was typed."""
    return "".join(letter.split()).casefold()


def registers(step: str) -> bool:
    """Return whether a step gives the letter its number."""
    return step.partition("_")[0] == "register"


def short_office(name: str) -> str:
    """Return an office in a few letters: ``SU.II`` for Seberang Ulu II."""
    words = name.split()
    letters = "".join(word[0].upper() for word in words if not _ROMAN_NUMERAL.fullmatch(word))
    numeral = [word for word in words if _ROMAN_NUMERAL.fullmatch(word)]
    return ".".join([letters, *numeral])


def _words(place: Place) -> dict[str, str]:
    return {
        "office": place.office,
        "counter": place.counter,
        "month": f"{place.on.month:02}",
        "month roman": _ROMAN[place.on.month - 1],
        "year": str(place.on.year),
    }


@lru_cache(maxsize=8)
def _shape(pattern: str) -> re.Pattern[str]:
    """Return what tells a number of this pattern: the running part, and anything for what else changes."""
    parts = _TOKEN.split(pattern)  # text and tokens by turns
    shape = [
        re.escape(key(part)) if place % 2 == 0 else r"(?P<n>\d+)" if _COUNTED.fullmatch(part) else ".*?"
        for place, part in enumerate(parts)
    ]
    return re.compile("".join(shape))
