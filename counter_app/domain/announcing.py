"""What a call says in the hall, word by word: the names of clips, in order, with a pause after each."""

from __future__ import annotations

import re
from string import ascii_uppercase, digits
from typing import NamedTuple

from counter_app.domain.errors import UserError
from counter_app.domain.queue import short
from counter_app.i18n import _

CHIME, NUMBER, PROCEED, COUNTER = "gong", "nomor_antrean", "silakan_menuju", "loket"
CLIPS = (CHIME, NUMBER, PROCEED, COUNTER, *digits, *ascii_uppercase)  # "0" says nol, "A" says a
BETWEEN, COMMA = 60, 260  # ms of silence after a clip, and where a sentence has a comma
_NUMBER = re.compile(r"[A-Z]{1,3}\d{1,6}")
_CODE = re.compile(r"[A-Z][A-Z0-9]{0,7}")


class Said(NamedTuple):
    """One clip, and the silence after it in milliseconds."""

    clip: str
    pause: int


class NoNumber(UserError):
    """A text that no ticket bears."""

    def __init__(self, text: str) -> None:
        super().__init__(_("'{text}' is no queue number. Write it as it is called: A012.").format(text=text))


class NoCounterCode(UserError):
    """A text that no counter bears."""

    def __init__(self, text: str) -> None:
        super().__init__(_("'{text}' is no code of a counter. Write it as on papers: L1.").format(text=text))


def announcement(ticket: str, counter: str) -> list[Said]:
    """Return "Nomor antrean A, nol satu dua, silakan menuju loket satu" for ``A012`` and ``L1``.

    Digits are said one by one: 112 is heard as it is printed. Raises NoNumber, NoCounterCode.
    """
    number, code = short(ticket).upper(), counter.upper()
    if not _NUMBER.fullmatch(number):
        raise NoNumber(ticket)
    if not _CODE.fullmatch(code):
        raise NoCounterCode(counter)
    letters = number.rstrip(digits)
    return [
        Said(CHIME, COMMA),
        Said(NUMBER, BETWEEN),
        *_spelt(letters, COMMA),
        *_spelt(number[len(letters) :], COMMA),
        Said(PROCEED, BETWEEN),
        Said(COUNTER, BETWEEN),
        *_spelt(place_name(code), 0),
    ]


def place_name(code: str) -> str:
    """Return what stands after the word for a counter: ``1`` for ``L1``, whose L is that word."""
    return code[1:] if re.match(r"L\d", code) else code


def _spelt(signs: str, last: int) -> list[Said]:
    return [Said(sign, BETWEEN) for sign in signs[:-1]] + [Said(sign, last) for sign in signs[-1:]]
