"""A year to be played: what comes in, from where, who is away. And the same year with one thing changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Literal

import msgspec
from msgspec.structs import replace

from counter_app.domain.errors import UserError
from counter_app.i18n import _
from counter_app.office.catalogue import shipped
from counter_app.storage.files import in_words

SHIPPED = "palembang_2017"
Span = tuple[int, int]
Basis = Literal["study", "own"]


class Part(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A table of a scenario; a word that it does not know is refused."""


class Arrivals(Part, frozen=True):
    """How many complete files come in, and the shares of the services among them."""

    received: int
    services: dict[str, float]


class Hours(Part, frozen=True):
    """When people come: weights of the weekdays, Monday first, and of the hours."""

    weekday: list[float]
    hour: dict[str, float]


class Papers(Part, frozen=True):
    """How complete the files are that people bring."""

    incomplete: float
    whole_list: float
    back_days: Span
    give_up: float


class Minutes(Part, frozen=True):
    """Minutes at the desk, from and to."""

    errand: Span
    again: Span
    collection: Span


class Hall(Part, frozen=True):
    """The queue."""

    minutes: Minutes
    priority: float
    favourites: float
    favourite_cards: float


class StaffDays(Part, frozen=True):
    """How often a clerk is absent."""

    absent: float


class Cards(Part, frozen=True):
    """How many cards are spoiled, and how many a day can be printed."""

    spoiled: dict[str, float]
    a_day: int


class Dedupe(Part, frozen=True):
    """How long the agency looks for duplicates, in calendar days."""

    median: float
    spread: float
    never: float


class Collection(Part, frozen=True):
    """How soon people come for what is ready, in working days."""

    mean: float
    never: float


class Delivery(Part, frozen=True):
    """Blank stock that arrives."""

    on: dt.date
    quantity: int


class Deputy(Part, frozen=True):
    """Who signs instead, in which form."""

    official: str
    form: str
    letter: str = ""


class Absence(Part, frozen=True, rename={"from_": "from"}):
    """Whole days on which an official is away."""

    official: str
    from_: dt.date
    to: dt.date
    reason: str
    deputies: list[Deputy] = []


class Disruption(Part, frozen=True, rename={"from_": "from"}):
    """Something is down."""

    what: str
    from_: dt.datetime
    to: dt.datetime
    note: str = ""


class Scenario(Part, frozen=True):
    """Everything that a played year is made of."""

    title: str
    first: dt.date
    last: dt.date
    seed: int
    arrivals: list[Arrivals]
    hours: Hours
    papers: Papers
    hall: Hall
    staff: StaffDays
    cards: Cards
    dedupe: Dedupe
    collection: Collection
    deliveries: dict[str, list[Delivery]]
    basis: Basis = "own"  # what its figures rest on: the study of the office, or whoever wrote it
    absences: list[Absence] = []
    disruptions: list[Disruption] = []


class BadScenario(UserError):
    """A file that is no scenario."""

    def __init__(self, name: str, why: object) -> None:
        super().__init__(_("{name} is no scenario: {why}.").format(name=name, why=why))


class UnknownChange(UserError):
    """No change of a year has this name."""

    def __init__(self, name: str) -> None:
        close = ", ".join(get_close_matches(name, CHANGES, 1)) or ", ".join(CHANGES)
        super().__init__(_("There is no change '{name}'. Choose: {close}.").format(name=name, close=close))


def load(name: str) -> Scenario:
    """Return the scenario of that name, or that file. Raises BadScenario."""
    try:
        path = Path(name)
        text = path.read_text(encoding="utf-8") if path.suffix else shipped(f"scenarios/{name}.toml")
        return decode(text)
    except OSError as error:
        raise BadScenario(name, in_words(error)) from error
    except ValueError as error:
        raise BadScenario(name, error) from error


def decode(text: str) -> Scenario:
    """Return the scenario that a TOML text describes. Raises ValueError."""
    found = msgspec.toml.decode(text, type=Scenario)
    if found.first > found.last or (found.last - found.first).days > 366:
        raise ValueError(_("it must begin before it ends, and last a year at most"))
    return found


def _deputies(year: Scenario) -> Scenario:
    plh = Deputy(official="sekcam", form="plh", letter="094/PLH")
    return replace(year, absences=[replace(one, deputies=[plh]) for one in year.absences])


def _whole_list(year: Scenario) -> Scenario:
    return replace(year, papers=replace(year.papers, whole_list=1.0))


def _monthly(year: Scenario) -> Scenario:
    spread = {kind: _evenly(lumps, year) for kind, lumps in year.deliveries.items()}
    return replace(year, deliveries=spread)


def _evenly(lumps: Sequence[Delivery], year: Scenario) -> list[Delivery]:
    """Return as much as ``lumps`` in equal parts, one at the beginning of each month."""
    total = sum(one.quantity for one in lumps)
    starts = {max(year.first, day.replace(day=1)) for day in _days(year)}
    part, rest = divmod(total, len(starts))
    return [Delivery(on=day, quantity=part + (n < rest)) for n, day in enumerate(sorted(starts))]


def _days(year: Scenario) -> list[dt.date]:
    return [year.first + dt.timedelta(days=n) for n in range((year.last - year.first).days + 1)]


def _no_favourites(year: Scenario) -> Scenario:
    return replace(year, hall=replace(year.hall, favourites=0.0, favourite_cards=0.0))


CHANGES: dict[str, Callable[[Scenario], Scenario]] = {
    "deputies": _deputies,
    "whole-list": _whole_list,
    "monthly": _monthly,
    "no-favourites": _no_favourites,
}


def changed(year: Scenario, names: Sequence[str]) -> Scenario:
    """Return the year with these things changed. Raises UnknownChange."""
    for name in names:
        if name not in CHANGES:
            raise UnknownChange(name)
        year = CHANGES[name](year)
    return year


def change_label(name: str) -> str:
    """Return in words what is changed; an empty name is the year as it was."""
    labels: dict[str, str] = {
        "": _("As it was"),
        "deputies": _("A deputy signs"),
        "whole-list": _("Whole list at once"),
        "monthly": _("Monthly deliveries"),
        "no-favourites": _("No favourites"),
    }
    return labels[name]


def change_words(name: str) -> str:
    """Return what exactly a change changes."""
    words: dict[str, str] = {
        "": _("Nothing is changed."),
        "deputies": _("Whenever the camat is away, the secretary signs as Plh., KK too."),
        "whole-list": _("Whoever is sent home is told everything that is missing on the first visit."),
        "monthly": _("As many blank cards come, in twelve equal parts, one at the beginning of each month."),
        "no-favourites": _("Nobody is called before their turn, and no card is printed out of line."),
    }
    return words[name]


def seeded(year: Scenario, seed: int | None) -> Scenario:
    """Return the year with another seed, where one is given."""
    return year if seed is None else replace(year, seed=seed)


def plain(part: Any) -> Any:
    """Return a table of a scenario as commands take it."""
    return msgspec.to_builtins(part)
