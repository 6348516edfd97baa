"""The numbers of letters that this counter gave this year, and the next one."""

from __future__ import annotations

import datetime as dt
import json
from itertools import islice
from typing import Literal

from counter_app.domain import letter_numbers as rules
from counter_app.domain.application import Application
from counter_app.office.desk import Desk

_LOOKED_AT = 50  # of the newest numbers of the pattern, for the highest: one typed by hand may be lower


def registered(typed: str, app: Application, desk: Desk) -> str:
    """Return the number for the letter of ``app``: as typed, its own, or the next. Raises LetterTaken."""
    letter = " ".join(typed.split())
    if not letter:
        return app.letter or following(desk)
    other = _taken(letter, desk)
    if other not in ("", app.number):
        raise rules.LetterTaken(letter, other, following(desk))
    if not other and _lost(letter, desk):
        raise rules.LetterLost(letter, following(desk))
    return letter


def following(desk: Desk, pattern: str = "", office: str = "") -> str:
    """Return the next number that nobody has this year here, by the office's pattern or another."""
    pattern = pattern or desk.settings.letter_pattern
    place = rules.Place(desk.today, office or desk.settings.office_in_letters, desk.code)
    running = max(_highest("letter", pattern, desk), _highest("letter_lost", pattern, desk)) + 1
    while _taken(letter := rules.number(pattern, running, place), desk) or _lost(letter, desk):
        running += 1
    return letter


def _highest(table: Literal["letter", "letter_lost"], pattern: str, desk: Desk) -> int:
    """Return the highest running number of the pattern among the newest of this year."""
    given = desk.connection.execute(
        f"SELECT number FROM {table} WHERE counter IN (SELECT value FROM json_each(?)) "
        "AND wall >= ? AND wall < ? ORDER BY wall DESC",
        (counters(desk), *_year(desk)),
    )
    numbers = (rules.running(pattern, letter) for (letter,) in given)
    return max(islice((n for n in numbers if n is not None), _LOOKED_AT), default=0)


def counters(desk: Desk) -> str:
    """Return the names of this counter in the journal, as JSON for a query."""
    return json.dumps(desk.names)


def _taken(letter: str, desk: Desk) -> str:
    """Return the application that has the number, empty where none has."""
    found = desk.value(
        "SELECT application.number FROM letter JOIN application ON application.id = letter.application "
        "WHERE same = ? AND letter.counter IN (SELECT value FROM json_each(?)) AND wall >= ? AND wall < ?",
        *(rules.key(letter), counters(desk), *_year(desk)),
    )
    return str(found or "")


def _lost(letter: str, desk: Desk) -> bool:
    """Return whether a letter with the number is out whose entry a restore gave up."""
    found = desk.value(
        "SELECT 1 FROM letter_lost WHERE same = ? AND counter IN (SELECT value FROM json_each(?)) "
        "AND wall >= ? AND wall < ?",
        *(rules.key(letter), counters(desk), *_year(desk)),
    )
    return found is not None


def _year(desk: Desk) -> tuple[int, int]:
    first = dt.date(desk.today.year, 1, 1)
    return desk.day_bounds(first)[0], desk.day_bounds(first.replace(year=first.year + 1))[0]
