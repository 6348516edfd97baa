"""What ``office.toml`` (or the first-start wizard) says about a new office, checked."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from itertools import count
from typing import Any, Literal

import msgspec

from counter_app.domain.catalogue import CURRENT
from counter_app.domain.decoding import explained
from counter_app.domain.errors import UserError
from counter_app.domain.nip import odd_nip
from counter_app.domain.search import MARK, key
from counter_app.domain.texts import LONGEST, too_long
from counter_app.domain.toml_faults import NotTOML, parsed
from counter_app.i18n import _

SHORT_NAME = r"[a-z0-9][a-z0-9_.-]{0,31}"
MAIL = r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+"
POSTAL_CODE = r"[1-9]\d{4}"
REGION = r"\d\d\.\d\d\.\d\d"  # the Kemendagri code of a kecamatan
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
    profile: str = CURRENT
    hours: dict[str, Any] = {}


class Unfit(UserError):
    """Something said about the new office can't be used; ``field`` is its place: ``staff.0.id``."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field = field


class BadFounding(UserError):
    """office.toml can't be used."""

    def __init__(self, why: str) -> None:
        super().__init__(
            _("office.toml can't be used: {why}. Put it right; nothing was founded.").format(
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
        found = msgspec.convert(parsed(text), Founding)
        check(found)
    except NotTOML as error:
        raise BadFounding(str(error)) from error
    except msgspec.ValidationError as error:
        raise BadFounding(": ".join(explained(error, Founding))) from error
    except Unfit as error:
        raise BadFounding(str(error)) from error
    return found


def check(found: Founding) -> None:
    """Raise ``Unfit`` for the first thing that can't be used, in the order in which it is asked for."""
    for long in too_long(found):
        raise Unfit(long, _("{place}: at most {n} letters fit here.").format(place=long, n=LONGEST))
    check_office(found.office)
    check_contact(found.office)
    if not re.fullmatch(r"[A-Z][A-Z0-9]{0,7}", found.counter.code):
        sentence = _("The counter can't be called '{code}'. Write a capital letter and a digit, such as L1.")
        raise Unfit("counter.code", sentence.format(code=found.counter.code))
    _check_people("official", found.official)
    for place, one in enumerate(found.official):
        if odd := odd_nip(one.nip):
            raise Unfit(f"official.{place}.nip", odd)
    _check_people("staff", found.staff)
    if not any(s.role == "supervisor" for s in found.staff):
        raise Unfit("staff", _("Nobody is a supervisor. Choose who looks after staff, stock and absences."))


def check_office(office: Mapping[str, Any]) -> None:
    """Raise ``Unfit`` for an office without a name, a city or the code of its kecamatan."""
    for field, sentence in (
        ("name", _("The office has no name. Write it as on letters, such as Kecamatan Seberang Ulu II.")),
        ("city", _("The city or regency is missing. Write it as on letters, such as Kota Palembang.")),
        ("region", _("The region code is missing. Choose the kecamatan, or write its code: 16.71.03.")),
    ):
        if not str(office.get(field, "")).strip():
            raise Unfit(f"office.{field}", sentence)
    if not re.fullmatch(REGION, str(office["region"])):
        sentence = _("'{code}' is no code of a kecamatan. Write three pairs of digits, such as 16.71.03.")
        raise Unfit("office.region", sentence.format(code=office["region"]))


def check_contact(office: Mapping[str, Any]) -> None:
    """Raise ``Unfit`` for an e-mail address or a postal code that reaches nobody; both may be left empty."""
    for field, shape, sentence in (
        ("postal_code", POSTAL_CODE, _("'{typed}' is no postal code. Write its five digits, such as 30257.")),
        ("email", MAIL, _("'{typed}' is no e-mail address. Write one such as kecamatan@palembang.go.id.")),
    ):
        typed = str(office.get(field, "")).strip()
        if typed and not re.fullmatch(shape, typed):
            raise Unfit(f"office.{field}", sentence.format(typed=typed))


def _check_people(part: str, people: Sequence[FirstStaff | FirstOfficial]) -> None:
    ids = [one.id for one in people]
    for place, one in enumerate(people):
        if not one.name.strip():
            sentence = _("Somebody has no name. Write the name as it stands on papers, or take the line out.")
            raise Unfit(f"{part}.{place}.name", sentence)
        if not re.fullmatch(SHORT_NAME, one.id):
            raise Unfit(f"{part}.{place}.id", str(NoShortName(one.id)))
        if one.id in ids[:place]:
            sentence = _("'{id}' stands here twice. Change one of them, such as {id}2.").format(id=one.id)
            raise Unfit(f"{part}.{place}.id", sentence)
