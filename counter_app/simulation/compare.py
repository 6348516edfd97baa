"""The same year with one thing changed, beside the year as it was; with other seeds, a range."""

from __future__ import annotations

import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

from counter_app.domain.words import cause_label, group_label
from counter_app.i18n import _, number
from counter_app.simulation.founding import play
from counter_app.simulation.outcome import GROUPS, Days, Outcome
from counter_app.simulation.scenario import Scenario, changed, seeded
from counter_app.simulation.year import Watch, unwatched

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


def play_all(
    year: Scenario, changes: Sequence[str], repeat: int = 1, watch: Watch = unwatched
) -> list[Column]:
    """Play the year with each change and each seed, on every core; keep none of the offices."""
    plans = [
        (change, seeded(changed(year, [change] if change else []), year.seed + n))
        for change in changes
        for n in range(repeat)
    ]
    columns = {change: Column(change, []) for change in changes}
    with tempfile.TemporaryDirectory(prefix="counter-app-") as folder, _workers(len(plans)) as played:
        jobs = [(Path(folder) / str(n), plan) for n, (_change, plan) in enumerate(plans)]
        for done, found in enumerate(played(_played, jobs)):
            columns[plans[done][0]].outcomes.append(found)
            watch(done + 1, len(plans))
    return list(columns.values())


def _played(job: tuple[Path, Scenario]) -> Outcome:
    """Play a year and forget its office."""
    folder, year = job
    found = play(folder, year)
    shutil.rmtree(folder)
    return found


@contextmanager
def _workers(many: int) -> Iterator[Callable[..., Iterable[Outcome]]]:
    """Return what plays the years, on every core; the packed program plays one after the other."""
    cores = min(many, os.cpu_count() or 1)
    if cores == 1 or getattr(sys, "frozen", False):
        yield map
        return
    with get_context("spawn").Pool(cores, _deaf) as pool:  # leaving it ends what is still played
        yield pool.imap


def _deaf() -> None:
    """Leave Ctrl+C to the process that started the others."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


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
