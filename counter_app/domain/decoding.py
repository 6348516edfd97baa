"""What a decoder finds wrong, in words that say what to write."""

from __future__ import annotations

import re
from typing import Any

import msgspec

from counter_app.i18n import _


def explained(error: msgspec.ValidationError, kind: type[Any]) -> tuple[str, str]:
    """Return the place of the fault (``applicant.birth_date``) and why it can't be taken."""
    text, _at, path = str(error).partition(" - at `")
    place = path.rstrip("`").removeprefix("$").removeprefix(".")
    if found := re.fullmatch(r"Object missing required field `(\w+)`", text):
        return joined(place, found[1]), _("this field is needed")
    if found := re.fullmatch(r"Object contains unknown field `(.+)`", text):
        return joined(place, found[1]), _unknown(kind, place)
    return place or kind.__name__, _why(text)


def _unknown(kind: type[Any], place: str) -> str:
    if place:
        return _("there is no such field here")
    known = ", ".join(field.encode_name for field in msgspec.structs.fields(kind))
    if not known:
        return _("there is no such field: this takes none")
    return _("there is no such field. Known: {known}").format(known=known)


def _why(text: str) -> str:
    if "date" in text.lower():
        return _("this is not a date. Write 2026-04-06")
    if found := re.fullmatch(r"Invalid enum value (.+)", text):
        return _("{value} is not one of the values allowed").format(value=found[1])
    if found := re.fullmatch(r"Expected `int` (>=|<=) (\d+)", text):
        bound = _("at most {n}") if found[1] == "<=" else _("at least {n}")
        return bound.format(n=found[2])
    if found := re.fullmatch(r"Expected `(.+)`, got `(.+)`", text):
        return _("{wanted} is needed here, not {got}").format(wanted=_kinds(found[1]), got=_kinds(found[2]))
    if found := re.fullmatch(r"Expected `(\w+)` .+", text):  # of a length, matching a pattern
        return _("{wanted} is needed here, of another form").format(wanted=_kinds(found[1]))
    return text


def _kinds(names: str) -> str:
    """Return ``int | null`` in words."""
    words = {
        "int": _("a whole number"),
        "float": _("a number"),
        "str": _("a text"),
        "bool": _("true or false"),
        "array": _("a list"),
        "object": _("an object with fields"),
        "null": _("null"),
    }
    return _(" or ").join(words.get(name, name) for name in names.split(" | "))


def malformed(text: str) -> str:
    """Return what a decoder says of a text that is no JSON, in words."""
    if "truncated" in text:
        return _("it ends in the middle")
    if found := re.search(r"\(byte (\d+)\)", text):
        return _("wrong from letter {n} on").format(n=int(found[1]) + 1)
    return _("its letters are not UTF-8, or it is nested too deep")


def joined(place: str, field: str) -> str:
    """Return the place of ``field`` in what stands at ``place``."""
    return f"{place}.{field}" if place else field
