"""The same year with one thing changed, beside the year as it was; with other seeds, a range."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from typing import Literal, NamedTuple

import msgspec

from counter_app.domain.words import cause_label, group_label
from counter_app.i18n import _, number
from counter_app.simulation.outcome import GROUPS, Days, Outcome
from counter_app.simulation.scenario import Basis

Figure = Callable[[Outcome], float]
FINE = 10  # figures below it are told with one decimal


class Column(NamedTuple):
    """One change, and the years that were played with it: one for each seed."""

    change: str  # empty: the year as it was
    outcomes: list[Outcome]


class Comparison(msgspec.Struct, frozen=True, kw_only=True):
    """Years that were played beside each other; figures only, nobody's name."""

    version: Literal[1] = 1
    title: str  # of the scenario
    basis: Basis
    at: dt.datetime  # when it was played
    pace: float  # seconds that one year took
    columns: list[Column]  # the first is the year as it was


class Line(NamedTuple):
    """One line of the table; two figures of one thing stand in one cell. Without figures it is a heading."""

    label: str
    figures: tuple[Figure, ...] = ()
    decimals: int | None = 0  # None: one for small figures


def table(columns: Sequence[Column]) -> list[list[str]]:
    """Return rows of words: a label and a figure for each column, or a heading alone."""
    lines = _lines([one for column in columns for one in column.outcomes])
    return [
        [line.label, *(_cell(line, column.outcomes) for column in columns if line.figures)] for line in lines
    ]


def groups(first: Outcome) -> list[str]:
    """Return the groups that are told of."""
    return [group for group in GROUPS if group in first.received]


def _lines(years: Sequence[Outcome]) -> list[Line]:
    told = groups(years[0])
    return [
        Line(_("Open at the end of the year")),
        *(Line(group_label(group), (count("open", group),)) for group in told),
        Line(_("Done in the year")),
        *(Line(group_label(group), (count("done", group),)) for group in told),
        Line(_("Days until ready: half within / nine of ten within")),
        *(Line(group_label(group), days(group), None) for group in told),
        Line(_("Minutes until called: half within / nine of ten within")),
        Line(_("Everybody in the hall"), spread(lambda one: one.hall)),
        Line(_("Citizens")),
        Line(_("Visits until a file is accepted"), (lambda one: one.visits,), 2),
        Line(_("Called before their turn"), (lambda one: one.out_of_turn,)),
        Line(_("Working minutes lost, in millions, KTP and KK together")),
        *(Line(_marked(cause), (_minutes(cause),), 2) for cause in _causes(years)),
    ]


def _causes(years: Sequence[Outcome]) -> list[str]:
    """Return the causes that cost time in any of the years."""
    return [cause for cause in years[0].minutes if any(one.minutes[cause] for one in years)]


def lost_label(cause: str) -> str:
    """Return why time was lost."""
    return _("The office itself") if cause == "office" else cause_label(cause)


def _marked(cause: str) -> str:
    """Mark what is the office's own for the note that explains it."""
    return f"{lost_label(cause)} *" if cause == "office" else lost_label(cause)


def count(name: str, group: str) -> Figure:
    """Return the figure of how many of a group are open, done or received."""
    return lambda one: float(getattr(one, name)[group])


def days(group: str) -> tuple[Figure, Figure]:
    """Return the two figures of how long a group takes until it is ready."""
    return spread(lambda one: one.days[group])


def spread(of: Callable[[Outcome], Days]) -> tuple[Figure, Figure]:
    """Return the two figures of how long something took."""
    return (lambda one: of(one).median), (lambda one: of(one).most)


def _minutes(cause: str) -> Figure:
    return lambda one: one.minutes[cause] / 1e6


def _cell(line: Line, outcomes: Iterable[Outcome]) -> str:
    years = list(outcomes)
    return " / ".join(span([figure(one) for one in years], line.decimals) for figure in line.figures)


def span(values: Sequence[float], decimals: int | None, words: str = "{least}-{most}") -> str:
    """Return one number, or the least and the most of several."""
    if decimals is None:
        decimals = int(max(values) < FINE)
    least, most = (rounded(value, decimals) for value in (min(values), max(values)))
    return least if least == most else words.format(least=least, most=most)


def rounded(value: float, decimals: int) -> str:
    """Return a number in words."""
    return number(round(value, decimals) if decimals else round(value))
