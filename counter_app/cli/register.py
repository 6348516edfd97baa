"""``import``: the register of an earlier year, looked at, brought in, taken back."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from counter_app import bootstrap
from counter_app.cli.session import Session
from counter_app.domain.errors import WrongUsage
from counter_app.domain.importing import FIELDS, STATES, field_label
from counter_app.i18n import _, ngettext, number, short_date, time_text
from counter_app.office.importing import Choices, FaultyLines, Found, Register, admit
from counter_app.printing.faults import faults_place, write_faults
from counter_app.storage.watching import Progress

SHOWN = 10  # lines and faults that the terminal shows


class OneOfThree(WrongUsage):
    """``import`` without a file, or with too much."""

    def __init__(self) -> None:
        super().__init__(_("Name a file to import, or give --undo ID, or --list."))


class NoColumn(WrongUsage):
    """A column that is not FIELD=HEADING."""

    def __init__(self, text: str) -> None:
        super().__init__(
            _("'{text}' is not FIELD=HEADING. Write for example name='Nama Pemohon'.").format(text=text)
        )


@click.command("import")
@click.argument("file", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--preview", is_flag=True, help="Only show what would be imported.")
@click.option("--sheet", default="", help="The sheet of the workbook; the first unless given.")
@click.option("--column", "columns", multiple=True, metavar="FIELD=HEADING", help="Which column is what.")
@click.option("--service", default="", help="The service of every line that names none.")
@click.option(
    "--state", default="", type=click.Choice(["", *STATES]), help="The state of every line without one."
)
@click.option("--skip-faulty", is_flag=True, help="Import without the faulty lines.")
@click.option(
    "--errors", type=click.Path(dir_okay=False, path_type=Path), help="Where the faulty lines are listed."
)
@click.option("--undo", "batch", default="", help="Take back the import ID with all its applications.")
@click.option("--list", "listed", is_flag=True, help="List the imports made.")
@click.pass_obj
def import_command(
    session: Session,
    /,
    file: Path | None,
    batch: str,
    columns: Sequence[str],
    *,
    listed: bool,
    **options: Any,
) -> int:
    """Take over an old register (XLSX or CSV): all of it or nothing; known lines are left out."""
    if [file is not None, bool(batch), listed].count(True) != 1:
        raise OneOfThree
    admit(session.staff)
    if listed:
        return _list(session)
    if batch:
        done = session.run("undo_import", {"batch": batch})
        _say_count(_undone, done.ids["applications"], batch)
        return 0
    assert file is not None
    return _import(session, file, [_column(one) for one in columns], **options)


def _column(text: str) -> tuple[str, str]:
    field, mark, heading = text.partition("=")
    if not mark or not heading.strip():
        raise NoColumn(text)
    return field.strip(), heading.strip()


def _import(
    session: Session,
    file: Path,
    columns: Sequence[tuple[str, str]],
    *,
    preview: bool,
    sheet: str,
    service: str,
    state: str,
    skip_faulty: bool,
    errors: Path | None,
) -> int:
    register = Register(file, sheet)
    office, staff = session.office, session.staff
    choices = _choices(register.choices(office, staff), columns, service, state)
    with _bar(_("Reading")) as bar:
        found = register.read(office, staff, choices, _told(bar))
    _show(register, choices, found)
    place = errors or faults_place(file)
    if found.faults and (errors or not preview):
        write_faults(found.faults, place)
    if preview:
        return 0
    register.check(found)
    if found.faulty and not skip_faulty:
        raise FaultyLines(found.faulty, str(place))
    with _bar(_("Backing up")) as bar:
        bootstrap.back_up(session.folder, office, session.key(), reason="import", progress=_told(bar))
    with _bar(_("Importing")) as bar:
        done = register.bring_in(office, staff, choices, found, _told(bar))
    session.wrote()
    _say_count(_imported, done.ids["applications"], done.ids["import"])
    return 0


def _choices(likely: Choices, columns: Sequence[tuple[str, str]], service: str, state: str) -> Choices:
    """Return what was remembered or guessed, with what was said now over it."""
    said = dict(columns)
    kept = {field: heading for field, heading in likely.mapping.items() if heading not in said.values()}
    return Choices(kept | said, service or likely.service, state or likely.state)


def _bar(label: str) -> Any:
    return click.progressbar(length=100, label=label, file=sys.stderr, hidden=not sys.stderr.isatty())


def _told(bar: Any) -> Progress:
    """Return what moves ``bar`` and always goes on; Ctrl+C stops the program itself."""

    def tell(share: float) -> bool:
        bar.update(int(share * 100) - bar.pos)
        return True

    return tell


def _show(register: Register, choices: Choices, found: Found) -> None:
    """Print the mapping, the first lines under it, the counts and the first faults."""
    from tabulate import tabulate

    fields = [field for field in FIELDS if field in choices.mapping]
    rows = [
        [line.number, *(register.shown(line, choices.mapping[field]) for field in fields)]
        for line in found.sample[:SHOWN]
    ]
    heads = [_("Line"), *(f"{field_label(field)}\n= {choices.mapping[field]}" for field in fields)]
    click.echo(tabulate(rows, headers=heads, disable_numparse=True))
    click.echo()
    for words, count in found.counts:
        click.echo(f"{words}: {number(count)}")
    for sentence in filter(None, (found.in_words, *found.notes)):
        click.echo(sentence)
    for fault in found.faults[:SHOWN]:
        click.echo(fault.sentence, err=True)
    if (more := len(found.faults) - SHOWN) > 0:
        click.echo(_("  ... and {n} more").format(n=number(more)), err=True)


def _imported(n: int) -> str:
    return ngettext("{n} application was imported ({batch}).", "{n} applications were imported ({batch}).", n)


def _undone(n: int) -> str:
    return ngettext(
        "{n} application of the import {batch} was taken back.",
        "{n} applications of the import {batch} were taken back.",
        n,
    )


def _say_count(words: Any, n: int, batch: str) -> None:
    click.echo(words(n).format(n=number(n), batch=batch))


def _list(session: Session) -> int:
    from tabulate import tabulate

    rows = [
        [one["import"], one["file"], _when(one["at"]), one["name"], one["applications"], one["known"],
         one["faulty"], _when(one["undone"])]
        for one in session.ask("imports", {})
    ]  # fmt: skip
    heads = [
        _("Import"),
        _("File"),
        _("When"),
        _("Who"),
        _("New"),
        _("Known already"),
        _("Faulty"),
        _("Undone"),
    ]
    click.echo(tabulate(rows, headers=heads, disable_numparse=True))
    return 0


def _when(iso: str | None) -> str:
    if iso is None:
        return ""
    moment = dt.datetime.fromisoformat(iso)
    return f"{short_date(moment.date())} {time_text(moment)}"
