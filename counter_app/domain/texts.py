"""What a text may be at every door: one line that a paper can hold, and not without end."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from typing import Any

import msgspec

LONGEST = 300  # letters of one text
WHOLE_TEXTS = {"definition", "picture"}  # a service file keeps its lines, a picture is no text
_DIRECTIONS = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}

Change = Callable[[str, str], str | None]  # a text and its place


def harmless(text: str) -> str:
    """Return ``text`` as one line without control or direction marks."""
    return text if text.isascii() and text.isprintable() else "".join(map(_harmless, text))


def _harmless(letter: str) -> str:
    kind = unicodedata.category(letter)
    if kind in ("Cc", "Zl", "Zp"):
        return " "
    return "" if kind in ("Cs", "Cn", "Co") or unicodedata.bidirectional(letter) in _DIRECTIONS else letter


def each(value: Any, change: Change, place: str = "") -> Any:
    """Return ``value`` (a struct, a dict, a list, a text) with every text changed.

    ``change`` hears the place of each: ``applicant.name``. What needs no change stays the same object.
    """
    match value:
        case str():
            return value if place in WHOLE_TEXTS else change(value, place)
        case dict():
            return {
                _key(key, change, place): each(one, change, _in(place, str(key)))
                for key, one in value.items()
            }
        case list():
            return [each(one, change, place) for one in value]
        case msgspec.Struct():
            return _each_field(value, change, place)
    return value


def _key(key: Any, change: Change, place: str) -> Any:
    return change(key, place) if isinstance(key, str) else key


def _each_field(value: msgspec.Struct, change: Change, place: str) -> msgspec.Struct:
    changed = {}
    for name in value.__struct_fields__:
        before = getattr(value, name)
        if (after := each(before, change, _in(place, name))) is not before and after != before:
            changed[name] = after
    return msgspec.structs.replace(value, **changed) if changed else value


def _in(place: str, name: str) -> str:
    return f"{place}.{name}" if place else name


def too_long(value: Any) -> Iterator[str]:
    """Yield the places of texts that are too long."""
    found: list[str] = []

    def look(text: str, place: str) -> str:
        if len(text) > LONGEST:
            found.append(place)
        return text

    each(value, look)
    yield from found
