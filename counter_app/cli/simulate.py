"""``simulate``: found a demo office and play a whole year in it, or several years beside each other."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from tabulate import tabulate

from counter_app.cli.care import silent
from counter_app.cli.session import NoEnding, Session
from counter_app.domain.errors import UserError
from counter_app.i18n import _, number
from counter_app.office.records import Print
from counter_app.printing.comparison import ComparisonSheet
from counter_app.printing.outlets import as_bytes
from counter_app.printing.papers import paper
from counter_app.simulation import founding, kept, scenario
from counter_app.simulation.compare import Comparison
from counter_app.simulation.outcome import Outcome
from counter_app.simulation.page import page
from counter_app.simulation.playing import compare_all
from counter_app.simulation.year import Watch
from counter_app.storage.files import check_place, write_atomically

PDF = ".pdf"


@click.command("simulate")
@click.option(
    "--scenario",
    "name",
    default=scenario.SHIPPED,
    show_default=True,
    help="A shipped scenario, or a .toml file.",
)
@click.option("--seed", type=int, help="Another seed; the same seed gives the same journal.")
@click.option(
    "--what-if",
    "changes",
    multiple=True,
    help="Change one thing: deputies, whole-list, monthly or no-favourites. Can be given again.",
)
@click.option("--compare", is_flag=True, help="Play the year with and without each change; keep no office.")
@click.option(
    "--repeat",
    type=click.IntRange(1, 100),
    default=1,
    show_default=True,
    help="Play with so many seeds and show ranges; keep no office.",
)
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="The comparison as a .pdf file."
)
@click.option("--again", is_flag=True, help="Replace a demo office that is there already.")
@click.pass_obj
def simulate_command(
    session: Session,
    name: str,
    seed: int | None,
    changes: tuple[str, ...],
    compare: bool,
    repeat: int,
    output: Path | None,
    again: bool,
) -> int:
    """Found a demo office and play a year in it, its citizens, deliveries and absences included.

    With --compare or --repeat nothing is founded: a table shows each year, and what one thing changed.
    """
    year = scenario.seeded(scenario.load(name), seed)
    scenario.changed(year, changes)
    if compare or repeat > 1 or output is not None:
        _check_output(output)
        others = changes or (tuple(scenario.CHANGES) if compare else ())
        with _bar(_("Playing")) as watch:
            comparison = compare_all(year, others, repeat, watch)
        _keep(session, comparison)
        _show(page(comparison, _printed(session)), output)
        return 0
    with _bar(_("Playing")) as watch:
        found = founding.simulate(session.folder, scenario.changed(year, changes), again=again, watch=watch)
    _tell(session, year, found)
    return 0


@contextmanager
def _bar(label: str) -> Iterator[Watch]:
    """Show on stderr how far the year has come."""
    with click.progressbar(length=1000, label=label, file=sys.stderr, hidden=silent()) as bar:

        def watch(done: int, of: int) -> None:
            bar.update(done * 1000 // of - bar.pos)

        yield watch


def _tell(session: Session, year: scenario.Scenario, found: Outcome) -> None:
    click.echo(
        _("{title}: a demo office with a year of invented work stands in {folder}.").format(
            title=year.title, folder=session.folder
        ),
        err=True,
    )
    click.echo(
        _("Seed {seed}, {entries} entries, journal {hash}").format(
            seed=found.seed, entries=number(found.entries), hash=found.hash
        )
    )


def _check_output(output: Path | None) -> None:
    """Refuse before minutes of play."""
    if output is None:
        return
    if output.suffix.lower() != PDF:
        raise NoEnding(output, [PDF])
    check_place(output)


def _keep(session: Session, comparison: Comparison) -> None:
    """Leave the comparison for the screen of this office; the table is shown all the same."""
    try:
        kept.keep(session.folder, comparison)
    except UserError as error:
        click.echo(str(error), err=True)


def _printed(session: Session) -> Print:
    counter = session.settings.code if session.settings else founding.JOURNAL.partition("-")[0]
    return Print(by="counter-app simulate", at=dt.datetime.now().astimezone(), counter=counter)


def _show(sheet: ComparisonSheet, output: Path | None) -> None:
    align = ["left", *("right" for _head in sheet.heads[1:])]
    click.echo(f"{sheet.title}. {sheet.played} {sheet.invented}")
    click.echo(tabulate(_even(sheet), headers=sheet.heads, colalign=align, disable_numparse=True))
    for change in sheet.changes:
        click.echo(f"{change.title}: {' '.join(change.sentences)}")
    for words in (*sheet.common, *sheet.notes, *sheet.basis):
        click.echo(words)
    if output is not None:
        write_atomically(output, as_bytes(paper("comparison").write, sheet))
        click.echo(_("Printed to {file}.").format(file=output), err=True)


def _even(sheet: ComparisonSheet) -> list[list[str]]:
    """Return the rows, headings too, all as wide as the table."""
    return [[*row, *[""] * (len(sheet.heads) - len(row))] for row in sheet.rows]
