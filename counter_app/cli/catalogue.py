"""``catalogue``: tell an office what is wrong with its own service file."""

from __future__ import annotations

from pathlib import Path

import click

from counter_app.i18n import _, ngettext
from counter_app.office.catalogue import Catalogue


@click.group("catalogue")
def catalogue_command() -> None:
    """Check the office's own service files, or show the shipped ones."""


@catalogue_command.command("check")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def check(file: Path) -> int:
    """Tell everything that is wrong with FILE, with its line and key."""
    from counter_app.domain.catalogue_check import Problem, problems
    from counter_app.domain.toml_faults import NotTOML, text_of

    known = Catalogue()
    try:
        text = text_of(file.read_bytes())
        found = problems(text, known_conditions=known.known_conditions(), known_services=known.ids())
    except NotTOML as error:
        found = [Problem(error.line, "", error.sentence)]
    for problem in found:
        place = f"{file}:{problem.line}" if problem.line else str(file)
        click.echo(
            f"{place}: {problem.key}: {problem.sentence}" if problem.key else f"{place}: {problem.sentence}"
        )
    if found:
        count = ngettext("{n} problem in {file}.", "{n} problems in {file}.", len(found))
        click.echo(count.format(n=len(found), file=file), err=True)
        return 1
    click.echo(_("{file} can be used.").format(file=file), err=True)
    return 0


@catalogue_command.command("show")
@click.argument("service")
def show(service: str) -> int:
    """Print the shipped file of SERVICE, as a start for your own."""
    from counter_app.office.catalogue import shipped, shipped_ids

    if service not in shipped_ids():
        Catalogue().plan(service)
    click.echo(shipped(f"services/{service}.toml"), nl=False)
    return 0
