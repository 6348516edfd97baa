"""The same year with one thing changed, beside the year as it was; with other seeds, a range."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from counter_app.domain.words import cause_label, group_label
from counter_app.i18n import _, number
from counter_app.simulation.outcome import GROUPS, Days, Outcome

Figure = Callable[[Outcome], float]


class Column(NamedTuple):
    """One change, and the years that were played with it: one for each seed."""

    change: str  # empty: the year as it was
    outcomes: list[Outcome]


class Line(NamedTuple):
    """One line of the comparison; two figures of one thing stand in one cell."""

    label: str
    figures: tuple[Figure, ...]
    decimals: int = 0


def table(columns: Sequence[Column]) -> list[list[str]]:
    """Return the comparison as rows of words: a figure each, a column for each change."""
    lines = _lines(columns[0].outcomes[0])
    return [[line.label, *(_cell(line, column.outcomes) for column in columns)] for line in lines]


def _lines(first: Outcome) -> list[Line]:
    groups = [group for group in GROUPS if group in first.received]
    lines: list[Line] = []
    for template, name in (
        (_("{group}: received"), "received"),
        (_("{group}: done"), "done"),
        (_("{group}: open at the end"), "open"),
    ):
        lines += [Line(template.format(group=group_label(g)), (_count(name, g),)) for g in groups]
    days = _("{group}: days until ready, median / 9 of 10")
    lines += [Line(days.format(group=group_label(g)), _days(g), 1) for g in groups]
    lines.append(Line(_("Minutes in the hall, median / 9 of 10"), _spread(lambda o: o.hall)))
    lines.append(Line(_("Visits until accepted, mean"), (lambda o: o.visits,), 2))
    lost = _("Working minutes waited, thousands: {cause}")
    lines += [Line(lost.format(cause=cause_label(cause)), (_minutes(cause),)) for cause in first.minutes]
    return lines


def _count(name: str, group: str) -> Figure:
    return lambda one: getattr(one, name)[group]


def _minutes(cause: str) -> Figure:
    return lambda one: one.minutes[cause] / 1000


def _days(group: str) -> tuple[Figure, Figure]:
    return _spread(lambda one: one.days[group])


def _spread(of: Callable[[Outcome], Days]) -> tuple[Figure, Figure]:
    return (lambda one: of(one).median), (lambda one: of(one).most)


def _cell(line: Line, outcomes: Iterable[Outcome]) -> str:
    years = list(outcomes)
    return " / ".join(_range([figure(one) for one in years], line.decimals) for figure in line.figures)


def _range(values: Sequence[float], decimals: int) -> str:
    """Return one number, or the least and the most of several."""
    ends = [
        number(round(value, decimals) if decimals else round(value)) for value in (min(values), max(values))
    ]
    return ends[0] if ends[0] == ends[1] else "-".join(ends)
