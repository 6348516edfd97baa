"""What an office decides about itself; kept as journal events, so every counter gets a change."""

from __future__ import annotations

import datetime as dt
from typing import Literal

import msgspec

from counter_app.domain import letter_numbers
from counter_app.domain.hours import Hours
from counter_app.domain.villages import KINDS, Villages
from counter_app.i18n import Language

Line = Literal["", "arrival", "first_timers_first"]
VillagesKind = Literal[
    "", "desa", "desa_kelurahan", "nagari", "gampong", "kampung",
    "pekon", "tiyuh", "lembang", "negeri", "ohoi", "kalurahan",
]  # fmt: skip

# How offices of this level are called, and who heads them (UU 21/2001 in Papua, Perdais DIY 1/2018).
HEADS = {
    "Kecamatan": "Camat",
    "Distrik": "Kepala Distrik",
    "Kapanewon": "Panewu",
    "Kemantren": "Mantri Pamong Praja",
}


class Closure(msgspec.Struct, frozen=True, omit_defaults=True):
    """A day on which this office alone is closed."""

    date: dt.date
    reason: str = ""


class Settings(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One office. Times of day are local; money is rupiah."""

    name: str
    city: str
    region: str  # Kemendagri code of the kecamatan: "16.71.03"
    profile: str = "palembang_2017"
    address: str = ""
    phone: str = ""
    email: str = ""
    postal_code: str = ""
    place: str = ""  # before the date in a signature block; default: the city without "Kota"
    timezone: str = "Asia/Jakarta"
    joint_leave: bool = True  # cuti bersama closes the office
    hours: Hours = msgspec.field(default_factory=Hours)
    closures: list[Closure] = []
    line: Line = ""  # default by profile: first-timers first in palembang_2017, else arrival
    patience_days: int = 1  # working days a file may wait for a signature before it counts as stalled
    shelves: bool = False
    collect_hours: str = "08.00-15.00"
    complaints: str = "lapor.go.id"
    villages: VillagesKind = ""  # what lies below the kecamatan; default: kelurahan with a lurah
    letter_pattern: str = letter_numbers.DEFAULT  # of the number that the step register gives
    letter_office: str = ""  # this office in such a number; default: its initials, SU.II
    paper_language: Language = "id"  # of papers and reports, whatever language a screen speaks
    queue_limit_minutes: int = 20
    notices: list[str] = []  # of the office, on the display in the hall
    errand_minutes: int = 12  # the standard of an errand at the counter (the study: 10 to 12)
    targets: dict[str, dict[str, int]] = {}  # year -> recap group -> target
    closed_after_years: int = 0  # old applications may be closed to reading then; 0: never (domain.retention)

    @property
    def first_timers_first(self) -> bool:
        """Whether first cards go before replacements in the line for a blangko (the 2017 rule)."""
        return (self.line or default_line(self.profile)) == "first_timers_first"

    @property
    def own_name(self) -> str:
        """The office's name without the word for its kind: ``Seberang Ulu II``."""
        kind, _space, own = self.name.partition(" ")
        return own if own and kind in HEADS else self.name

    @property
    def head_title(self) -> str:
        """What whoever heads such an office is called: ``Camat``."""
        return HEADS.get(self.name.partition(" ")[0], "Camat")

    @property
    def words_for_villages(self) -> Villages:
        """The office's words for kelurahan and lurah."""
        return KINDS[self.villages]

    @property
    def office_in_letters(self) -> str:
        """This office in the number of a letter: ``SU.II``."""
        return self.letter_office or letter_numbers.short_office(self.own_name)

    @property
    def place_on_paper(self) -> str:
        """The place before a date: ``Palembang``."""
        return self.place or self.city.removeprefix("Kota ").removeprefix("Kabupaten ")


def default_line(profile: str) -> Line:
    """Return the order of the line where the office has not chosen one."""
    return "first_timers_first" if profile == "palembang_2017" else "arrival"
