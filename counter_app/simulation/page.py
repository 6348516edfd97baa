"""The comparison in words, for paper and screen alike."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from counter_app import bootstrap
from counter_app.demo.citizens import People
from counter_app.domain.words import group_label
from counter_app.i18n import _, date_text, listing, number, time_text
from counter_app.office.catalogue import shipped
from counter_app.office.queries.letterhead import head_of
from counter_app.office.records import Print
from counter_app.printing.comparison import Change, ComparisonSheet
from counter_app.printing.comparison_chart import Bar, Panel
from counter_app.simulation.compare import Column, Comparison, count, groups, span, table
from counter_app.simulation.findings import common, findings
from counter_app.simulation.scenario import Basis, change_label, change_words


def page(comparison: Comparison, printed: Print) -> ComparisonSheet:
    """Return everything that stands on the page, in the language in force."""
    people = msgspec.toml.decode(shipped("demo.toml"), type=People)
    columns, at = comparison.columns, comparison.at.astimezone(printed.at.tzinfo)
    return ComparisonSheet(
        head=head_of(bootstrap.checked(people.founding), demo=True),
        printed=printed,
        title=comparison.title,
        when=_("Played on {day} at {time}").format(day=date_text(at.date()), time=time_text(at)),
        played=_("A played year: these are not the figures of your office."),
        invented=_(
            "Its people and files are invented. Each change is the same year with the same citizens; only "
            "this one thing is different."
        ),
        panels=[_panel(group, columns) for group in groups(columns[0].outcomes[0])],
        changes=[
            Change(change_label(one.change), change_words(one.change), one.sentences, one.way)
            for one in findings(columns)
        ],
        common=common(columns),
        heads=[_("Figure"), *(change_label(column.change) for column in columns)],
        rows=table(columns),
        notes=[*_notes(), _seeds(columns)],
        basis=_basis(comparison.basis),
    )


def _panel(group: str, columns: Sequence[Column]) -> Panel:
    received = span([float(one.received[group]) for one in columns[0].outcomes], 0)
    title = _("{group} open at the year's end, of {received}")
    return Panel(
        title.format(group=group_label(group), received=received),
        [_bar(column, [count("open", group)(one) for one in column.outcomes]) for column in columns],
    )


def _bar(column: Column, values: Sequence[float]) -> Bar:
    return Bar(change_label(column.change), min(values), max(values), span(values, 0))


def _notes() -> list[str]:
    """Return how to read the figures."""
    return [
        _(
            "Days are calendar days from acceptance until ready, of the files that became ready; those that "
            "stay open are not among them."
        ),
        _(
            "Working minutes lost are those that KTP and KK files waited. * The office itself: its own work, "
            "and for KTP also the line while cards lie in the drawer, since only so many are printed a day."
        ),
    ]


def _seeds(columns: Sequence[Column]) -> str:
    """Return how often each year was played, and with which seeds."""
    seeds = [str(one.seed) for one in columns[0].outcomes]
    if len(seeds) == 1:
        return _(
            "Each year was played once, with seed {seed}; another seed ends a little differently."
        ).format(seed=seeds[0])
    return _(
        "Each year was played {count} times, with the seeds {seeds}: two numbers are the least and the most."
    ).format(count=number(len(seeds)), seeds=listing(seeds))


def _basis(basis: Basis) -> list[str]:
    if basis == "own":
        return [_("The figures of this scenario are those of whoever wrote it; no study stands behind them.")]
    return [
        _(
            "From the study of the office in 2017: how many KTP and KK came in and were done (Table 1), that "
            "files are incomplete, that some are favoured in the queue, that only the camat may sign a KK."
        ),
        _(
            "Fitted, so that the year ends with that table: how many blank cards came and when, and on which "
            "days the camat was away."
        ),
        _(
            "Assumed, since no source says it: how often files are incomplete and some are favoured, how "
            "long the other agency takes, when people come. The scenario names the source of each figure."
        ),
    ]
