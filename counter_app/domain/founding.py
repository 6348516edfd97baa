"""What ``office.toml`` (or the first-start wizard) says about a new office, checked."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection
from itertools import count
from typing import Any, Literal

import msgspec

from counter_app.domain.decoding import explained
from counter_app.domain.errors import UserError
from counter_app.domain.search import MARK, key
from counter_app.i18n import _

SHORT_NAME = r"[a-z0-9][a-z0-9_.-]{0,31}"
LONGEST_STEM = 24  # letters of a proposed id, so that a number still fits behind
TITLES = {"drs", "dra", "drg", "haji", "hajah", "kms", "kgs", "msy", "nys"}  # and all of one or two letters


class _Part(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    pass


class FirstOfficial(_Part, frozen=True):
    """Whoever signs on paper."""

    id: str
    role: Literal["camat", "sekcam", "kasi"]
    name: str
    title: str = ""
    nip: str = ""
    rank: str = ""


class FirstStaff(_Part, frozen=True):
    """Whoever signs in at the counter. The password is never stored."""

    id: str
    name: str
    role: Literal["clerk", "supervisor", "camat", "admin"]
    password: str


class FirstCounter(_Part, frozen=True):
    """The counter on this computer."""

    code: str


class Founding(_Part, frozen=True):
    """The whole file; ``office`` and ``hours`` hold the names of ``domain.settings.Settings``."""

    office: dict[str, Any]
    counter: FirstCounter
    staff: list[FirstStaff]
    official: list[FirstOfficial] = []
    profile: str = "palembang_2017"
    hours: dict[str, Any] = {}


class BadFounding(UserError):
    """office.toml can't be used."""

    def __init__(self, why: str) -> None:
        super().__init__(
            _("office.toml can't be used ({why}). Put it right; nothing was founded.").format(
                why=why.rstrip(".")
            )
        )


class NoShortName(UserError):
    """An id that could not stand in a stream or a file."""

    def __init__(self, id: str) -> None:
        super().__init__(
            _("'{id}' is no short name. Use small letters and digits, such as siti or siti2.").format(id=id)
        )


def short_name(id: str) -> str:
    """Return ``id`` if it can name a member of staff or an official; raise ``NoShortName``."""
    if not re.fullmatch(SHORT_NAME, id):
        raise NoShortName(id)
    return id


def short_id(name: str, taken: Collection[str]) -> str:
    """Propose the id with which ``name`` signs in: the first word that is no title, numbered when taken."""
    words = key(name.partition(",")[0]).lower().split(MARK * 2)  # degrees stand behind a comma
    letters = [re.sub("[^a-z0-9]", "", word) for word in words]
    long = [word for word in letters if len(word) > 2 and word not in TITLES]
    stem = next((word for word in [*long, *letters] if word), "staf")[:LONGEST_STEM]
    number = next(n for n in count(1) if _numbered(stem, n) not in taken)
    return _numbered(stem, number)


def _numbered(stem: str, number: int) -> str:
    return f"{stem}{number}" if number > 1 else stem


def read(text: str) -> Founding:
    """Return what the file says; raise ``BadFounding``."""
    try:
        found = msgspec.convert(tomllib.loads(text), Founding)
    except tomllib.TOMLDecodeError as error:
        raise BadFounding(str(error)) from error
    except msgspec.ValidationError as error:
        raise BadFounding(": ".join(explained(error, Founding))) from error
    _check(found)
    return found


def _check(found: Founding) -> None:
    for ids, pattern, what in (
        ([s.id for s in found.staff], SHORT_NAME, "staff"),
        ([o.id for o in found.official], SHORT_NAME, "official"),
        ([found.counter.code], r"[A-Z][A-Z0-9]{0,7}", "counter"),
    ):
        for id in ids:
            if not re.fullmatch(pattern, id):
                raise BadFounding(
                    _("{what}: '{id}' is not a short name of letters and digits").format(what=what, id=id)
                )
            if ids.count(id) > 1:
                raise BadFounding(_("{what}: '{id}' stands there twice").format(what=what, id=id))
    people = [(s.id, s.name) for s in found.staff] + [(o.id, o.name) for o in found.official]
    for id, name in people:
        if not name.strip():
            raise BadFounding(_("{id} has no name").format(id=id))
    if not any(s.role == "supervisor" for s in found.staff):
        raise BadFounding(_("one member of staff must be a supervisor"))
