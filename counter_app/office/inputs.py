"""Commands and questions, typed or as JSON: what is wrong is said in a sentence, with its place."""

from __future__ import annotations

from typing import Any

import msgspec

from counter_app.domain.decoding import explained, malformed
from counter_app.domain.errors import UserError
from counter_app.domain.texts import LONGEST, each, harmless
from counter_app.i18n import _


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
        return msgspec.convert(each(fields, _written), kind)
    except msgspec.ValidationError as error:
        raise WrongField(*explained(error, kind)) from error


def cleaned(told: Any) -> Any:
    """Return a command or question with texts that a paper can hold; raise ``WrongField`` for a long one."""
    return each(told, _line)


def _written(value: str, place: str) -> str | None:
    """Return a text of JSON; a date of birth that is written as no text at all is none."""
    return None if not value and place.endswith("birth_date") else _line(value, place)


def _line(value: str, place: str) -> str:
    text = harmless(value)
    if len(text) > LONGEST:
        raise WrongField(place or "JSON", _("the text is too long: at most {n} letters").format(n=LONGEST))
    return text
