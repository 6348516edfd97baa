"""The same year with one thing changed, beside the year as it was; with other seeds, a range."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor, as_completed
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
    plans = {
        (change, n): seeded(changed(year, [change] if change else []), year.seed + n)
        for change in changes
        for n in range(repeat)
    }
    with _workers(len(plans)) as pool:
        begun = {pool.submit(_played, plan): key for key, plan in plans.items()}
        found = dict(_finished(begun, watch))
    return [Column(change, [found[change, n] for n in range(repeat)]) for change in changes]


def _finished(
    begun: dict[Future[Outcome], tuple[str, int]], watch: Watch
) -> Iterator[tuple[tuple[str, int], Outcome]]:
    for done, future in enumerate(as_completed(begun), 1):
        watch(done, len(begun))
        yield begun[future], future.result()


def _played(year: Scenario) -> Outcome:
    with tempfile.TemporaryDirectory(prefix="counter-app-") as folder:
        return play(Path(folder), year)


class _Here(Executor):
    """Plays one year after the other where no process can be started: in the packed program."""

    def submit(self, work, /, *args, **fields):  # type: ignore[no-untyped-def]
        """Do it now."""
        future: Future[Outcome] = Future()
        future.set_result(work(*args, **fields))
        return future


@contextmanager
def _workers(many: int) -> Iterator[Executor]:
    cores = min(many, os.cpu_count() or 1)
    if cores == 1 or getattr(sys, "frozen", False):
        yield _Here()
        return
    pool = ProcessPoolExecutor(cores, mp_context=get_context("spawn"))
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


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
    lost = _("Working minutes waited: {cause}")
    lines += [Line(lost.format(cause=cause_label(cause)), (_minutes(cause),)) for cause in first.minutes]
    return lines


def _count(name: str, group: str) -> Figure:
    return lambda one: getattr(one, name)[group]


def _minutes(cause: str) -> Figure:
    return lambda one: one.minutes[cause]


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
