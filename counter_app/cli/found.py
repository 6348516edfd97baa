"""``setup`` and ``demo``: found an office without a screen."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from counter_app import bootstrap
from counter_app.cli.session import NoEnding, Session
from counter_app.domain import founding
from counter_app.domain.settings import Settings
from counter_app.domain.toml_faults import NotTOML, text_of
from counter_app.i18n import _
from counter_app.storage.files import check_place, write_atomically


@click.command("setup")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--recovery-sheet",
    "sheet",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Also draw the recovery key as a sheet for the safe (PDF).",
)
@click.pass_obj
def setup_command(session: Session, file: Path, sheet: Path | None) -> int:
    """Found an office from FILE (office.toml): settings, officials, first staff."""
    if sheet is not None:
        check_sheet(sheet)
    try:
        text = text_of(file.read_bytes())
    except NotTOML as error:
        raise founding.BadFounding(str(error)) from error
    plan = founding.read(text)
    recovery = bootstrap.found(session.folder, plan)
    click.echo(_("The office was founded in {folder}.").format(folder=session.folder), err=True)
    click.echo(
        _(
            "Recovery key: write it down or print it, and keep it in the safe. It opens the data when all "
            "passwords are forgotten, and it is shown only now."
        ),
        err=True,
    )
    click.echo(recovery)
    click.echo(_("{file} holds passwords: delete it now.").format(file=file), err=True)
    if sheet is not None:
        write_sheet(sheet, bootstrap.checked(plan), recovery)
    return 0


def check_sheet(file: Path) -> None:
    """Refuse before anything is founded: the key is shown only once."""
    if file.suffix.lower() != ".pdf":
        raise NoEnding(file, [".pdf"])
    check_place(file)


def write_sheet(file: Path, settings: Settings, key: str) -> None:
    """Draw the recovery key as a sheet for the safe."""
    from counter_app.printing.recovery import recovery_paper

    write_atomically(file, recovery_paper(settings, key, dt.date.today()))
    click.echo(_("{file} shows the recovery key: print it, then delete it.").format(file=file), err=True)


@click.command("demo")
@click.option(
    "--papers", type=click.Path(file_okay=False, path_type=Path), help="Also print every paper here."
)
@click.option("--days", default=20, show_default=True, help="Number of working days to simulate.")
@click.option("--again", is_flag=True, help="Replace a demo office that is there already.")
@click.pass_obj
def demo_command(session: Session, papers: Path | None, days: int, again: bool) -> int:
    """Found a demo office with a few weeks of work in it; its papers are marked SAMPLE."""
    from counter_app.demo.founding import found
    from counter_app.demo.papers import print_papers

    office = found(session.folder, days=days, again=again)
    try:
        if papers is not None:
            print_papers(office, papers)
    finally:
        office.close()
    return 0
