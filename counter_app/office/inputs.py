"""Reading commands and questions from JSON: what is wrong is said in a sentence, with its place."""

from __future__ import annotations

import unicodedata
from typing import Any

import msgspec

from counter_app.domain.decoding import explained, joined, malformed
from counter_app.domain.errors import UserError
from counter_app.i18n import _

LONGEST = 300  # letters of one text
WHOLE_TEXTS = {"definition"}  # a service file keeps its lines
DIRECTIONS = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}


class NotJson(UserError):
    """The text is no JSON."""

    def __init__(self, why: str) -> None:
        super().__init__(
            _('This is not JSON ({why}). Write for example {{"application": "L1-20260406-0001"}}.').format(
                why=why.rstrip(".")
            )
        )


class WrongField(UserError):
    """A field is missing, unknown, or has a value that can't be."""

    def __init__(self, field: str, why: str) -> None:
        super().__init__(_("{field}: {why}.").format(field=field, why=why))


def decoded(text: str | bytes) -> Any:
    """Return the value of a JSON text."""
    try:
        return msgspec.json.decode(text)
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        raise NotJson(malformed(str(error))) from error


def read(kind: type[Any], fields: Any) -> Any:
    """Return ``fields`` (a dict) as a ``kind``; raise ``WrongField``."""
    try:
        return msgspec.convert(_clean(fields), kind)
    except msgspec.ValidationError as error:
        raise WrongField(*explained(error, kind)) from error


def _clean(value: Any, place: str = "") -> Any:
    """Return ``value`` with texts that a paper can hold: one line, no control or direction marks."""
    if isinstance(value, dict):
        return {_line(str(key), place): _clean(one, joined(place, str(key))) for key, one in value.items()}
    if isinstance(value, list):
        return [_clean(one, place) for one in value]
    if not isinstance(value, str) or place in WHOLE_TEXTS:
        return value
    return _line(value, place)


def _line(value: str, place: str) -> str:
    text = "".join(_harmless(c) for c in value)
    if len(text) > LONGEST:
        raise WrongField(place or "JSON", _("the text is too long: at most {n} letters").format(n=LONGEST))
    return text


def _harmless(letter: str) -> str:
    kind = unicodedata.category(letter)
    if kind in ("Cc", "Zl", "Zp"):
        return " "
    return "" if kind in ("Cs", "Cn", "Co") or unicodedata.bidirectional(letter) in DIRECTIONS else letter
