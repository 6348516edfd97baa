"""``audit`` and ``export``: who did what, and lists that leave the program."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import click

from counter_app.cli.paper import day
from counter_app.cli.session import NoEnding, Session
from counter_app.cli.work import say_cut
from counter_app.domain.words import role_label
from counter_app.i18n import _, short_date, time_text
from counter_app.office.office import SUPERVISORS
from counter_app.office.queries.audit import exportable
from counter_app.printing.outlets import as_bytes
from counter_app.storage.files import check_place, write_atomically


@click.command("audit")
@click.option("--staff", "who", default="", help="Only what this member of staff did.")
@click.option("--application", default="", help="Only what happened to this application.")
@click.option("--what", default="", help="Only this area (application) or event (accepted).")
@click.option("--date", default="", help="Only this day.")
@click.option("--from", "first", default="", help="First day of a period.")
@click.option("--to", "last", default="", help="Last day of a period.")
@click.option("--limit", default=200, show_default=True)
@click.option("--offset", default=0, help="How many of the newest are left out.")
@click.pass_obj
def audit_command(
    session: Session,
    who: str,
    application: str,
    what: str,
    date: str,
    first: str,
    last: str,
    limit: int,
    offset: int,
) -> int:
    """Show who did what, about what and whom, when; newest first."""
    from tabulate import tabulate

    fields: dict[str, Any] = {"staff": who, "application": application, "what": what}
    fields |= {"date": date or None, "from": first or None, "to": last or None}
    fields |= {"limit": limit, "offset": offset}
    rows = session.ask("audit", fields)
    heads = [_("When"), _("Who"), _("Role"), _("What"), _("About"), _("Name")]
    click.echo(tabulate([_line(row) for row in rows], headers=heads, disable_numparse=True))
    say_cut("audit", fields, rows)
    return 0


def _line(row: dict[str, Any]) -> list[str]:
    role = role_label(row["role"]) if row["role"] else ""
    what = ": ".join(part for part in (row["words"], row["detail"]) if part)
    about = f"{row['about']} ({row['nik']})" if row["nik"] else row["about"]
    return [_when(row["at"]), f"{row['name']} ({row['staff']})", role, what, row["subject"], about]


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
    begin, end = (day(text) if text else None for text in (first, last))
    exportable(begin, end, session.office.desk(session.staff))  # before an entry says that a list left
    check_place(output)
    made = session.run("record_export", {"what": f"register {first or '-'} {last or '-'}"})
    rows = session.ask("whole_register", {**made.ids, "from": first or None, "to": last or None})
    write_atomically(output, as_bytes(WRITERS[output.suffix.lower()], rows))
    click.echo(_("{n} rows written to {file}.").format(n=len(rows), file=output), err=True)
    return 0
