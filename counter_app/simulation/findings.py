"""What each change brings, in sentences: read from the outcomes, with several seeds as ranges."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

from counter_app.domain.words import group_label
from counter_app.i18n import _, number
from counter_app.printing.comparison import Way
from counter_app.simulation.compare import FINE, Column, Figure, count, days, groups, lost_label, span, spread
from counter_app.simulation.outcome import Outcome

NOTICED = 0.1  # the share by which a figure must move
HARDLY = 0.01  # a share that nobody would notice
MOST = 2  # sentences about one change


class Finding(NamedTuple):
    """What one change brings, and which way."""

    change: str
    sentences: list[str]
    way: Way


class Measure(NamedTuple):
    """One figure of a year, and the sentence that tells it beside that of the year as it was."""

    figure: Figure
    say: Callable[[str, str], str]  # what it is now, what it was
    decimals: int | None = None  # None: one for small figures
    least: float = 0.0  # what no change can go below


class _Move(NamedTuple):
    """How one figure moved; fewer, sooner and less is better for all of them."""

    share: float
    sentence: str


def findings(columns: Sequence[Column]) -> list[Finding]:
    """Return what each change brings, in the order of the changes."""
    base, *others = columns
    return [_finding(base, other) for other in others]


def common(columns: Sequence[Column]) -> list[str]:
    """Return what is true of all the years: what no change moves, and what costs most time."""
    base, *others = columns
    still = [group for group in groups(base.outcomes[0]) if others and _still(group, base, others)]
    return [*(_stays(group, base) for group in still), *_costs_most(base.outcomes)]


def _finding(base: Column, other: Column) -> Finding:
    moves = [
        move
        for measure in _measures(base.outcomes[0])
        if (move := _move(measure, base.outcomes, other.outcomes)) is not None
    ]
    moves.sort(key=lambda move: -abs(move.share))
    if not moves:
        return Finding(other.change, [_nothing()], "none")
    told = moves[:MOST]
    ways: set[Way] = {"helps" if move.share < 0 else "harms" for move in told}
    way: Way = ways.pop() if len(ways) == 1 else "both"
    return Finding(other.change, [move.sentence for move in told], way)


def _nothing() -> str:
    return _("No figure moves by {share} or more, the same way in every year that was played.").format(
        share=_percent(NOTICED)
    )


def _measures(first: Outcome) -> list[Measure]:
    found: list[Measure] = []
    for group in groups(first):
        found += [
            Measure(count("open", group), partial(_open, group_label(group)), 0),
            Measure(days(group)[1], partial(_ready, group_label(group))),
        ]
    return [
        *found,
        Measure(lambda one: one.visits, _visits, 2, 1.0),
        Measure(spread(lambda one: one.hall)[1], _called),
        Measure(lambda one: float(one.out_of_turn), _before_turn, 0),
    ]


def _open(group: str, now: str, was: str) -> str:
    return _("{now} instead of {was} {group} stay open at the end of the year.").format(
        now=now, was=was, group=group
    )


def _ready(group: str, now: str, was: str) -> str:
    return _("Nine of ten finished {group} are ready within {now} instead of {was} days.").format(
        now=now, was=was, group=group
    )


def _visits(now: str, was: str) -> str:
    return _("A citizen comes {now} instead of {was} times until the file is accepted.").format(
        now=now, was=was
    )


def _called(now: str, was: str) -> str:
    return _("Nine of ten in the hall are called within {now} instead of {was} minutes.").format(
        now=now, was=was
    )


def _before_turn(now: str, was: str) -> str:
    return _("{now} instead of {was} people are called before their turn.").format(now=now, was=was)


def _move(measure: Measure, base: Sequence[Outcome], other: Sequence[Outcome]) -> _Move | None:
    """Return how a figure moved: noticed, and the same way with every seed; else None."""
    was, now = ([measure.figure(one) for one in years] for years in (base, other))
    steps = [after - before for before, after in zip(was, now, strict=True)]
    if not (all(step < 0 for step in steps) or all(step > 0 for step in steps)):
        return None
    share = sum(steps) / max(sum(before - measure.least for before in was), 1e-9)
    if abs(share) < NOTICED:
        return None
    decimals = int(max(*was, *now) < FINE) if measure.decimals is None else measure.decimals
    return _Move(share, measure.say(_span(now, decimals), _span(was, decimals)))


def _span(values: Sequence[float], decimals: int) -> str:
    return span(values, decimals, _("{least} to {most}"))


def _still(group: str, base: Column, others: Sequence[Column]) -> bool:
    was = [count("open", group)(one) for one in base.outcomes]
    return sum(was) > 0 and all(
        abs(count("open", group)(one) - before) <= HARDLY * before
        for other in others
        for one, before in zip(other.outcomes, was, strict=True)
    )


def _stays(group: str, base: Column) -> str:
    many = _span([count("open", group)(one) for one in base.outcomes], 0)
    return _("None of this moves the {group}: {many} stay open at the end of the year.").format(
        group=group_label(group), many=many
    )


def _costs_most(years: Sequence[Outcome]) -> list[str]:
    """Return what costs most working time in the year as it was; nothing where no time was lost."""
    sums = {cause: sum(one.minutes[cause] for one in years) for cause in years[0].minutes}
    if not any(sums.values()):
        return []
    most = max(sums, key=lambda cause: sums[cause])
    share = _percent(sums[most] / sum(sums.values()))
    told = _("What cost most time in the year as it was: {cause}, {share} of all working minutes lost.")
    return [told.format(cause=lost_label(most), share=share)]


def _percent(share: float) -> str:
    return f"{number(round(100 * share))} %"
