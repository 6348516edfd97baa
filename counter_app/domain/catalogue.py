"""The catalogue of services: what a citizen brings, what the office does with it, how long it may take.

A service is one TOML file (``resources/services/*.toml`` or an office's own). The same structs decode
it, travel in ``ServiceChanged`` events and are resolved for the office's profile into a ``Plan``.
"""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import Literal, get_args

import msgspec

from counter_app.domain.errors import UserError
from counter_app.domain.toml_faults import plain
from counter_app.i18n import _

Doc = Literal["handed_in", "shown", "exchanged", "copy", "shown_and_copy", "form", "statement", "in_person"]
Unit = Literal["sheet", "set", "piece", "photo"]  # lembar, rangkap, buah, foto
Use = Literal["new", "lost", "damaged", "change"]
Need = Literal["", "blangko", "signature", "agency"]
Form = Literal["plh", "plt", "an_sekcam", "an_kasi", "ub"]
Depends = Literal["", "siak", "recorder", "printer"]

CURRENT = "current"
PROFILES = ("palembang_2017", CURRENT)
KINDS = ("ktp_el", "kia", "kk")  # of blangko
GROUPS = ("KTP", "KK", "KIA", "Pindah", "Surat", "Rekomendasi")  # of the recap, as in the study's Table 1
FORMS: tuple[Form, ...] = get_args(Form)
SIGNERS = ("camat", "sekcam", "kasi")
STEPS = (
    "verify", "record", "dedupe", "enter", "draft", "print",
    "initial", "sign", "register", "forward", "receive", "hand_over",
)  # fmt: skip
DEPENDS: dict[str, Depends] = {"record": "recorder", "enter": "siak", "print": "printer"}


class BadCatalogue(UserError):
    """A service file can't be used."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            _(
                "The service file can't be used ({reason}); put it right and look at it again with "
                "counter-app catalogue check."
            ).format(reason=reason.rstrip("."))
        )


class Part(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """Base of every part of a service file: a misspelt key is an error."""


class Label(Part, frozen=True):
    """A text in both languages; an empty English one falls back to the Indonesian."""

    id: str
    en: str = ""

    def text(self, language: str) -> str:
        """Return the text in ``language`` (``id`` or ``en``)."""
        return self.en if language == "en" and self.en else self.id


NO_LABEL = Label(id="")


class Derive(Part, frozen=True):
    """How a condition follows from facts; every part given must hold; while a fact is unknown, ask."""

    age_from: int | None = None  # years, inclusive
    age_below: int | None = None  # years, exclusive
    sex: Literal["", "L", "P"] = ""
    proxy: bool = False
    event_within: int | None = None  # fewer working days than this before the event (wedding, feast)
    outside_region: bool = False  # of before 0.4, decides nothing: a NIK stays when its bearer moves


class Condition(Part, frozen=True):
    """A circumstance that brings a requirement with it, put as a plain question."""

    label: Label  # the question: "Hilang?"
    yes: Label = NO_LABEL  # as a statement where it holds: "kartu hilang"
    no: Label = NO_LABEL  # and where it doesn't: "kartu tidak hilang"
    derive: Derive | None = None  # holds exactly when these facts hold
    implied_by: Derive | None = None  # holds when these facts hold, else asked: the bride may be under 19 too
    ask_when: Derive | None = None  # asked only when these facts hold or are unknown

    def words(self, language: str, *, holds: bool) -> str:
        """Return the circumstance as a statement; a file of before 0.4 has only the question."""
        own = (self.yes if holds else self.no).text(language)
        plain = self.label.text(language).rstrip("? ")
        return own or (plain if holds else _("not: {condition}").format(condition=plain))


class Requirement(Part, frozen=True):
    """One thing the citizen must bring."""

    id: str
    label: Label
    doc: Doc
    copies: int = 1
    unit: Unit = "sheet"
    optional: bool = False  # never blocks acceptance
    when: list[str] = []  # conditions, all of which must hold
    when_any: list[str] = []  # conditions, one of which must hold
    unless: list[str] = []  # conditions, none of which may hold
    group: str = ""  # alternatives: see Group
    per: Label = NO_LABEL  # "ahli waris": copies are for each, and how many there are is asked once
    where: Label = NO_LABEL  # where the citizen gets it
    note: Label = NO_LABEL
    valid_days: int = 0  # how old the paper may be; 0: any age
    basis: Literal["", "law", "circular", "practice", "paper", "background"] = ""
    profiles: list[str] = []  # empty: every profile


BY_PROXY = "by_proxy"  # the common condition: handed in by somebody else
POWER = Requirement(
    id="surat_kuasa",
    label=Label(
        id="Surat kuasa dan fotokopi KTP penerima kuasa",
        en="Power of attorney and copy of the proxy's KTP",
    ),
    doc="handed_in",
    when=[BY_PROXY],
    basis="practice",
)


class Group(Part, frozen=True):
    """Alternatives of which ``min`` must be present."""

    id: str
    label: Label
    min: int = 1
    when: list[str] = []  # the alternatives are needed only when all of these hold
    when_any: list[str] = []  # one of these
    unless: list[str] = []  # and none of these
    profiles: list[str] = []


class Step(Part, frozen=True):
    """One stage of an accepted application."""

    id: str  # one of STEPS, or one with a suffix where it comes twice: "verify_lapangan", "forward_koramil"
    label: Label = NO_LABEL  # when the usual name of the step doesn't say it: "Survei lapangan"
    after: list[str] | None = None  # default: the step before it
    need: Need = ""
    of: str = ""  # the blangko kind, the signer's role or the agency, by ``need``
    deputies: list[Form] = []  # forms of deputy that may sign
    limit_days: int = 14  # calendar days the agency may take before the step counts as stalled
    depends: Depends = ""  # what must be up for the step to go on

    @property
    def kind(self) -> str:
        """Which of STEPS it is, without the suffix; empty for none."""
        return next((known for known in STEPS if self.id == known or self.id.startswith(known + "_")), "")


class Standard(Part, frozen=True):
    """The published deadline: exactly one of the three is above zero."""

    working_days: int = 0
    minutes: int = 0  # working minutes
    days: int = 0  # calendar days


class Fee(Part, frozen=True):
    """What has to be paid beside ``Service.fee``, or for each of something."""

    label: Label  # "Retribusi reklame", "Denda keterlambatan"
    amount: int  # rupiah; 0: as billed, such as a tax in arrears
    per: Label = NO_LABEL  # "m2": the amount is for each, and how many there are is asked once
    when: list[str] = []  # conditions, all of which must hold
    when_any: list[str] = []  # one of which must hold
    unless: list[str] = []  # none of which may hold


class Reason(Part, frozen=True):
    """One question with several answers: conditions of which exactly one holds."""

    label: Label  # "Mengapa KTP-el diganti?"
    of: list[str]
    optional: bool = False  # or none of them


class Age(Part, frozen=True):
    """The age rule: at least ``least``, below ``below``, unless one of the conditions holds."""

    least: int = 0
    below: int = 0  # 0: no upper limit
    unless: list[str] = []
    note: Label = NO_LABEL  # a clause that ends the refusal: "anak di bawah 17 tahun memakai KIA"


class Profile(Part, frozen=True):
    """What differs in one profile; a part left out is taken from the service."""

    enabled: bool | None = None
    standard: Standard | None = None
    steps: list[Step] | None = None
    age: Age | None = None
    law: list[str] | None = None


class Service(Part, frozen=True):
    """A document type at the counter, as its file says."""

    id: str
    label: Label
    group: str  # recap group: KTP, KK, KIA, Pindah, Surat, Rekomendasi
    queue: str  # queue group: A to E
    requirement: list[Requirement]
    steps: list[Step] = []
    standard: Standard = Standard(minutes=15)
    issuer: Label = NO_LABEL
    product: Label = NO_LABEL  # what the citizen takes home, where the label doesn't say it
    use: Use = "new"  # what its blangko is booked as
    use_when: dict[str, Use] = {}  # or, where a condition holds, as this; the first that holds counts
    fee: int = 0  # rupiah
    fees: list[Fee] = []
    fee_law: str = ""  # by which rule it costs: "Perda 4/2023"
    free_law: str = ""  # why it is free: "UU 24/2013 art. 79A"
    validity_months: int = 0  # of the product; 0: no end
    validity_days: int = 0  # calendar days, where it isn't months
    collect_in_person: bool = False  # the product is given to the applicant, never to somebody else
    age: Age = Age()
    groups: list[Group] = []
    reasons: list[Reason] = []
    conditions: dict[str, Condition] = {}  # the service's own, beside the common ones
    law: list[str] = []
    note: Label = NO_LABEL  # what the clerk should know
    hint: Label = NO_LABEL  # what the citizen should know
    before: str = ""  # the service that must be done first
    event: Label = NO_LABEL  # the question for the date of the event: "Tanggal akad nikah"
    enabled: bool = True
    starts: dt.date | None = None  # in force from this day on; until then the file before it counts
    profiles: dict[str, Profile] = {}

    @property
    def costs(self) -> bool:
        """Whether anybody may have to pay for it."""
        return bool(self.fee or self.fees)


class Plan(msgspec.Struct, frozen=True):
    """A service resolved for one profile; every step names its ``after``."""

    service: Service
    enabled: bool
    requirements: list[Requirement]
    groups: list[Group]
    steps: list[Step]
    standard: Standard
    age: Age
    law: list[str]


@lru_cache(maxsize=128)  # a change of settings makes a new catalogue from the same texts
def decode_service(text: str) -> Service:
    """Return the service that a TOML file describes; raises BadCatalogue."""
    try:
        return msgspec.toml.decode(plain(text), type=Service)
    except msgspec.DecodeError as error:
        raise BadCatalogue(str(error)) from error


def resolve(service: Service, profile: str) -> Plan:
    """Apply ``profile``; one the file doesn't name takes the service as it stands: current law."""
    name = profile if profile in profiles_named(service) else CURRENT
    own = service.profiles.get(name, Profile())
    return Plan(
        service=service,
        enabled=service.enabled if own.enabled is None else own.enabled,
        requirements=[r for r in service.requirement if not r.profiles or name in r.profiles],
        groups=[g for g in service.groups if not g.profiles or name in g.profiles],
        steps=filled(service.steps if own.steps is None else own.steps),
        standard=own.standard or service.standard,
        age=own.age or service.age,
        law=service.law if own.law is None else own.law,
    )


def with_proxy(plan: Plan) -> Plan:
    """Ask a proxy for a power of attorney where the file doesn't, unless the applicant must come anyway."""
    known = plan.requirements
    asked = any(BY_PROXY in (*one.when, *one.when_any, *one.unless) for one in known)
    comes = any(one.doc == "in_person" and not one.when and not one.optional for one in known)
    return plan if asked or comes else msgspec.structs.replace(plan, requirements=[*known, POWER])


def profiles_named(service: Service) -> set[str]:
    """Return every profile the file speaks of."""
    parts: list[Requirement | Group] = [*service.requirement, *service.groups]
    return set(service.profiles).union(*(part.profiles for part in parts))


def filled(steps: list[Step]) -> list[Step]:
    """Write out what a step may leave unsaid: the step before it, what it depends on."""
    previous = [None, *steps[:-1]]
    return [_filled(step, before) for step, before in zip(steps, previous, strict=False)]


def _filled(step: Step, before: Step | None) -> Step:
    default = [before.id] if before else []
    return msgspec.structs.replace(
        step,
        after=default if step.after is None else step.after,
        depends=step.depends or DEPENDS.get(step.kind, ""),
    )
