"""``audit`` and ``export``: who did what, and lists that leave the program."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from counter_app.cli.paper import day
from counter_app.cli.session import NoEnding, Session
from counter_app.domain.calendar import EndsBeforeItBegins, likely
from counter_app.i18n import _, short_date, time_text
from counter_app.office.office import SUPERVISORS
from counter_app.printing.outlets import as_bytes
from counter_app.storage.files import check_place, write_atomically


@click.command("audit")
@click.option("--staff", "who", default="", help="Only what this member of staff did.")
@click.option("--application", default="", help="Only what happened to this application.")
@click.option("--date", default="", help="Only this day.")
@click.option("--limit", default=200, show_default=True)
@click.pass_obj
def audit_command(session: Session, who: str, application: str, date: str, limit: int) -> int:
    """Show who did what, to which application, when; newest first."""
    from tabulate import tabulate

    fields = {"staff": who, "application": application, "date": date or None, "limit": limit}
    rows = session.ask("audit", fields)
    table = [[_when(r["at"]), r["staff"], r["words"], r["subject"]] for r in rows]
    click.echo(tabulate(table, headers=[_("When"), _("Who"), _("What"), _("About")]))
    return 0


def _when(iso: str) -> str:
    moment = dt.datetime.fromisoformat(iso)
    return f"{short_date(moment.date())} {time_text(moment)}"


@click.command("export")
@click.option("--from", "first", default="", help="First day.")
@click.option("--to", "last", default="", help="Last day.")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), required=True)
@click.pass_obj
def export_command(session: Session, first: str, last: str, output: Path) -> int:
    """Write the register with whole NIKs to an XLSX or CSV file; the export is written down."""
    from counter_app.printing.export import WRITERS

    if output.suffix.lower() not in WRITERS:
        raise NoEnding(output, WRITERS)
    session.admit(SUPERVISORS)
    _check_period(first, last)
    check_place(output)
    made = session.run("record_export", {"what": f"register {first or '-'} {last or '-'}"})
    rows = session.ask("whole_register", {**made.ids, "from": first or None, "to": last or None})
    write_atomically(output, as_bytes(WRITERS[output.suffix.lower()], rows))
    click.echo(_("{n} rows written to {file}.").format(n=len(rows), file=output), err=True)
    return 0


def _check_period(first: str, last: str) -> None:
    """Refuse what is no period, before an entry says that a list left the program."""
    begin, end = (likely(day(text)) if text else None for text in (first, last))
    if begin and end and end < begin:
        raise EndsBeforeItBegins
