"""``print`` and ``report``: papers as PDF, reports as PDF, XLSX or a table on the terminal."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from counter_app.cli.session import NoEnding, Session
from counter_app.domain.calendar import NoDate
from counter_app.domain.errors import WrongUsage
from counter_app.i18n import _
from counter_app.office.doors import register
from counter_app.printing.outlets import REPORTS, drawn, reported
from counter_app.printing.papers import PAPERS, paper
from counter_app.storage.files import NoFolder, write_atomically

PDF = ".pdf"


class UnknownReport(WrongUsage):
    """No report has this name."""

    def __init__(self, name: str) -> None:
        super().__init__(
            _("There is no report '{name}'. Reports: {names}.").format(name=name, names=", ".join(REPORTS))
        )


@click.command("print")
@click.argument("paper_name", metavar="PAPER")
@click.argument("id", required=False, default="")
@click.option("--size", default="", help="58, 80 or a5 for slips; a4 or f4 for lists; a4 or a3 for posters.")
@click.option("--from", "first", default="", help="First day, for ledger, collection and audit.")
@click.option("--to", "last", default="", help="Last day, for ledger, collection and audit.")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), required=True)
@click.pass_obj
def print_command(
    session: Session, paper_name: str, id: str, size: str, first: str, last: str, output: Path
) -> int:
    """Print PAPER of ID to a PDF file.

    PAPER is receipt, slip, handover (ID: an application), leaflet, poster (a service), batch (an official),
    calls, ledger (a kind of blangko), manifest (a batch), collection (no ID), destruction (a record),
    ticket (a ticket), daily (a day), recap, register, queue (no ID), audit (staff, an application or none),
    person (a NIK or an application): all the office holds about a citizen, for that citizen.
    """
    register()
    chosen = paper(paper_name)
    size = (size or _default_size(session, chosen.sizes)).lower()
    chosen.check(size)
    if output.suffix.lower() != PDF:
        raise NoEnding(output, [PDF])
    _check_folder(output)
    period = {name: day(text) for name, text in (("from", first), ("to", last)) if text}
    data = drawn(session.office, session.staff, paper_name, id, size, period)
    write_atomically(output, data)
    click.echo(_("Printed to {file}.").format(file=output), err=True)
    return 0


def _default_size(session: Session, sizes: tuple[str, ...]) -> str:
    """Return what this counter prints on, where the paper allows it."""
    settings = session.settings
    if settings and settings.receipt in sizes:
        return settings.receipt
    if settings and settings.paper.lower() in sizes:
        return settings.paper.lower()
    return sizes[0]


@click.command("report")
@click.argument("report_name", metavar="REPORT")
@click.option("--date", default="", help="The day of a daily report; default: today.")
@click.option("--from", "first", default="", help="First day of a period.")
@click.option("--to", "last", default="", help="Last day of a period.")
@click.option(
    "--kind", default="ktp_el", show_default=True, help="Kind of blank stock, for the report blangko."
)
@click.option("--staff", "who", default="", help="Only what this member of staff did, for the report audit.")
@click.option("--application", default="", help="Only what was done with this one, for the report audit.")
@click.option("--what", default="", help="Only this area or event, for the report audit.")
@click.option("--size", default="", help="a4 or f4.")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="A .pdf or .xlsx file.")
@click.pass_obj
def report_command(
    session: Session,
    report_name: str,
    date: str,
    first: str,
    last: str,
    kind: str,
    who: str,
    application: str,
    what: str,
    size: str,
    output: Path | None,
) -> int:
    """Draw REPORT (daily, recap, register, blangko, queue, audit) as PDF or XLSX; without -o as a table."""
    register()
    if report_name not in REPORTS:
        raise UnknownReport(report_name)
    ending = output.suffix.lower() if output else ""
    if output is not None and ending not in REPORTS[report_name].endings:
        raise NoEnding(output, REPORTS[report_name].endings)
    if output is not None:
        _check_folder(output)
    size = (size or _default_size(session, PAPERS[REPORTS[report_name].paper].sizes)).lower()
    PAPERS[REPORTS[report_name].paper].check(size)
    days = {name: day(text) for name, text in (("date", date), ("from", first), ("to", last)) if text}
    audit = report_name == "audit"
    more = {"staff": who, "application": application, "what": what} if audit else {}
    id = "" if audit else kind
    answer = reported(session.office, session.staff, report_name, days, id, size, ending, more)
    if output is None:
        click.echo(answer.decode("utf-8"), nl=False)
        return 0
    write_atomically(output, answer)
    click.echo(_("Printed to {file}.").format(file=output), err=True)
    return 0


def day(text: str) -> dt.date:
    """Return a typed day; raise ``NoDate``."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise NoDate(text) from None


def _check_folder(file: Path) -> None:
    if not file.absolute().parent.is_dir():
        raise NoFolder(file.absolute().parent)
