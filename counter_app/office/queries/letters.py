"""Questions about the numbers of letters: the next one, and those that were given."""

from __future__ import annotations

from typing import Any

from counter_app.domain import letter_numbers as rules
from counter_app.office import letters as given
from counter_app.office.closed import veil
from counter_app.office.desk import Desk
from counter_app.office.office import EVERYONE, READERS, Amount, Question, answers


class NextLetter(Question, frozen=True):
    """Show the number that the next letter takes here; with a pattern, the one it would give."""

    pattern: str = ""
    office: str = ""


class Letters(Question, frozen=True):
    """List the letter numbers given at this counter, the newest first, those left unused too."""

    limit: Amount = 100
    offset: Amount = 0


@answers(NextLetter, EVERYONE)
def next_letter(question: NextLetter, desk: Desk) -> dict[str, str]:
    pattern = rules.usable(question.pattern or desk.settings.letter_pattern)
    return {"letter": given.following(desk, pattern, question.office), "pattern": pattern}


@answers(Letters, READERS)
def letters(question: Letters, desk: Desk) -> list[dict[str, Any]]:
    rows = desk.rows(
        f"SELECT letter.number, application.number, service, CASE WHEN {desk.readable} THEN name END, "
        "wall, staff, used FROM letter JOIN application ON application.id = letter.application "
        "WHERE letter.counter IN (SELECT value FROM json_each(?)) "
        "ORDER BY wall DESC, letter.number LIMIT ? OFFSET ?",
        *(given.counters(desk), question.limit, question.offset),
    )
    return [
        {
            "letter": letter,
            "application": number,
            "service": service,
            "label": desk.catalogue.label(service),
            "name": veil(name),
            "at": desk.iso(wall),
            "staff": staff,
            "used": bool(used),
        }
        for letter, number, service, name, wall, staff, used in rows
    ]
