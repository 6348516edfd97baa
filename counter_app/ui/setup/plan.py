"""What the wizard was told so far, in the words of its pages; becomes what founds an office."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from counter_app import config
from counter_app.domain import founding
from counter_app.domain.catalogue import CURRENT, SIGNERS
from counter_app.domain.errors import UserError
from counter_app.domain.founding import FirstCounter, FirstOfficial, FirstStaff, Founding, Unfit
from counter_app.domain.hours import Hours
from counter_app.domain.settings import Settings
from counter_app.i18n import Language, _
from counter_app.office.commands.settings import usable_settings
from counter_app.ui.parts.secret import Differ, check_twice


@dataclass
class Signer:
    """One official as typed."""

    name: str = ""
    nip: str = ""
    rank: str = ""


@dataclass
class Person:
    """One member of staff as typed."""

    name: str = ""
    id: str = ""
    role: str = "clerk"
    password: str = ""
    again: str = ""

    @property
    def blank(self) -> bool:
        """Whether nothing was typed."""
        return not (self.name or self.id or self.password or self.again)


@dataclass
class Plan:
    """Everything that the pages keep; it lives as long as the wizard."""

    language: Language = "id"
    found: str = ""  # what was typed to find the kecamatan
    name: str = ""
    city: str = ""
    region: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    postal_code: str = ""
    profile: str = CURRENT
    timezone: str = "Asia/Jakarta"
    joint_leave: bool = True
    hours: dict[str, list[str]] = field(default_factory=lambda: usual_hours())
    officials: dict[str, Signer] = field(default_factory=lambda: {role: Signer() for role in SIGNERS})
    staff: list[Person] = field(default_factory=lambda: [Person(role="supervisor")])
    code: str = "L1"
    receipt: str = "80"
    paper: str = "A4"
    receipt_printer: str = ""
    report_printer: str = ""
    backups: str = ""
    second_backups: str = ""

    def office(self) -> dict[str, object]:
        """Return the settings that differ from what is usual, by the names of ``Settings``."""
        texts = ("name", "city", "region", "address", "phone", "email", "postal_code")
        found: dict[str, object] = {name: getattr(self, name).strip() for name in texts}
        return found | {"timezone": self.timezone, "joint_leave": self.joint_leave}

    def settings(self) -> Settings:
        """Return settings for a letterhead, however much is still missing."""
        return msgspec.convert({**self.office(), "profile": self.profile}, Settings)

    def people(self) -> list[Person]:
        """Return the staff; lines in which nothing was typed are left out."""
        return [one for one in self.staff if not one.blank]

    def signers(self) -> list[tuple[str, Signer]]:
        """Return the officials that were named, with their roles."""
        return [(role, self.officials[role]) for role in SIGNERS if self.officials[role].name.strip()]

    def founding(self) -> Founding:
        """Return the plan as ``bootstrap.found`` takes it."""
        return Founding(
            office=dict(self.office()),
            counter=FirstCounter(code=self.code.strip().upper()),
            staff=[_first(one) for one in self.people()],
            official=[_official(role, one) for role, one in self.signers()],
            profile=self.profile,
            hours=dict(self.hours),
        )

    def choices(self) -> config.Choices:
        """Return what is chosen for this counter."""
        chosen = {
            "language": self.language,
            "receipt": self.receipt,
            "paper": self.paper,
            "printers": {"receipt": self.receipt_printer, "report": self.report_printer},
            "backups": self.backups.strip(),
            "second_backups": self.second_backups.strip(),
        }
        return msgspec.convert(chosen, config.Choices)


def usual_hours() -> dict[str, list[str]]:
    """Return the opening hours of most offices."""
    found: dict[str, list[str]] = msgspec.to_builtins(msgspec.structs.asdict(Hours()))
    return {day: list(spans) for day, spans in found.items() if day != "special"}


def _first(one: Person) -> FirstStaff:
    texts = {"id": one.id.strip(), "name": one.name.strip(), "role": one.role, "password": one.password}
    return msgspec.convert(texts, FirstStaff)


def _official(role: str, one: Signer) -> FirstOfficial:
    texts = {"name": one.name.strip(), "nip": one.nip.strip(), "rank": one.rank.strip()}
    return msgspec.convert({"id": role, "role": role, **texts}, FirstOfficial)


Check = Callable[[], None]  # raises UserError


def checked_part(plan: Founding, part: str) -> None:
    """Raise ``Unfit`` for what is wrong in ``part`` alone: ``office``, ``official``, ``staff`` ..."""
    try:
        founding.check(plan)
    except Unfit as unfit:
        if unfit.field.partition(".")[0] == part:
            raise


def checked_officials(plan: Plan) -> None:
    """Raise ``Unfit`` for an official who can't be; its field names the role: ``official.camat.nip``."""
    for role, one in plan.officials.items():
        if (one.nip.strip() or one.rank.strip()) and not one.name.strip():
            sentence = _("Write whose NIP and rank these are, or take them out.")
            raise Unfit(f"official.{role}.name", sentence)
    try:
        checked_part(plan.founding(), "official")
    except Unfit as unfit:
        part, place, field = unfit.field.split(".")
        raise Unfit(f"{part}.{plan.signers()[int(place)][0]}.{field}", str(unfit)) from unfit


def checked_hours(plan: Plan) -> None:
    """Raise for opening hours, or a zone, that can't be; names and codes are judged elsewhere."""
    stand_in = {"name": "-", "city": "-", "region": "16.71.03"}
    wanted = {"timezone": plan.timezone, "profile": plan.profile, "hours": plan.hours}
    try:
        usable_settings(stand_in | wanted)
    except UserError as error:
        raise Unfit("hours", str(error)) from error


def checked_staff(plan: Plan) -> None:
    """Raise ``Unfit`` for the first member of staff who can't be."""
    checked_part(plan.founding(), "staff")
    for place, one in enumerate(plan.people()):
        try:
            check_twice(one.password, one.again)
        except UserError as error:
            field = "again" if isinstance(error, Differ) else "password"
            raise Unfit(f"staff.{place}.{field}", str(error)) from error


def checked_folder(name: str, folder: Path) -> None:
    """Raise ``Unfit`` when nothing could be written into ``folder``, made or not yet made."""
    there = next((path for path in (folder, *folder.parents) if path.exists()), folder)
    try:
        with tempfile.TemporaryFile(dir=there):
            pass
    except OSError as error:
        sentence = _(
            "Nothing can be written to {folder} ({why}). Choose another folder, or ask whoever looks after "
            "the computer to let you write there."
        ).format(folder=folder, why=error.strerror or error)
        raise Unfit(name, sentence) from error


def checked_second(plan: Plan, folder: Path) -> None:
    """Raise ``Unfit`` when a place for backups can't be used, or both are the same."""
    first = folder / (plan.backups.strip() or "backups")
    checked_folder("backups", first)
    config.check_second(folder, plan.choices())
    if second := plan.second_backups.strip():
        checked_folder("second_backups", Path(second))
