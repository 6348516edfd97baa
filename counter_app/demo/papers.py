"""One of every paper of the demo office, for whoever wants to see them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

from counter_app import bootstrap
from counter_app.i18n import _
from counter_app.office.desk import Staff
from counter_app.office.inputs import read
from counter_app.office.office import Office, commands, questions
from counter_app.printing import outlets
from counter_app.printing.papers import PAPERS
from counter_app.storage.files import write_atomically


def print_papers(office: Office, folder: Path, tell: Callable[[str], None] = print) -> None:
    """Print one of every paper, the leaflets of all services and the reports into ``folder``."""
    staff = Staff(bootstrap.DEMO_STAFF, "supervisor", "Siti Rahma")
    folder.mkdir(parents=True, exist_ok=True)
    for name, id, size in _papers(office, staff):
        file = folder / f"{name}{'-' + id if id and name in ('leaflet', 'poster') else ''}-{size}.pdf"
        write_atomically(file, outlets.drawn(office, staff, name, id, size))
        tell(_("Printed to {file}.").format(file=file))
    last = _last_full_day(office, staff)
    for report, days in (
        ("daily", {"date": last}),
        ("recap", {}),
        ("register", {"from": last.replace(day=1), "to": last}),
        ("queue", {"from": last.replace(day=1), "to": last}),
    ):
        for ending in (".pdf", ".xlsx"):
            file = folder / f"{report}{ending}"
            write_atomically(file, outlets.reported(office, staff, report, days, "ktp_el", "a4", ending))
            tell(_("Printed to {file}.").format(file=file))


def _last_full_day(office: Office, staff: Staff) -> dt.date:
    """Return the newest day before today on which something was opened."""
    desk = office.desk(staff)
    newest = desk.value(
        "SELECT max(opened) FROM application WHERE opened < ?", desk.day_bounds(desk.today)[0]
    )
    return desk.local(newest).date() if newest else desk.today


def _papers(office: Office, staff: Staff) -> list[tuple[str, str, str]]:
    """Return (paper, id, size) of everything worth showing."""

    def ask(name: str, **fields: Any) -> Any:
        return office.ask(read(questions[name].kind, fields), staff)

    def newest(state: str) -> list[str]:
        """Three different ones, so that none comes out as a copy."""
        return [row["application"] for row in ask("applications", state=state, limit=3)]

    desk = office.desk(staff)
    forwarded = office.run(
        read(
            commands["forward_applications"].kind,
            {"applications": _at_agency(office, staff)},
        ),
        staff,
    ).ids["batch"]
    ticket = office.run(read(commands["issue_ticket"].kind, {"group": "A"}), staff).ids["ticket"]
    found = [
        ("ticket", ticket, "80"),
        *(
            (name, number, size)
            for name, state in (("receipt", "in_process"), ("slip", "returned"), ("handover", "collected"))
            for number, size in zip(newest(state), PAPERS[name].sizes, strict=False)
        ),
        ("batch", "camat", "a4"),
        ("calls", "ktp_el", "a4"),
        ("ledger", "ktp_el", "a4"),
        ("manifest", forwarded, "a4"),
        ("collection", "", "a4"),
        ("destruction", desk.value("SELECT max(id) FROM destroyed") or "", "a4"),
    ]
    for row in ask("services"):
        found += [("leaflet", row["service"], "a5"), ("poster", row["service"], "a4")]
    return [one for one in found if one[1] or one[0] in ("collection",)]


def _at_agency(office: Office, staff: Staff) -> list[str]:
    sql = (
        "SELECT number FROM step JOIN application ON application.id = step.application "
        "WHERE need = 'agency' AND until IS NULL AND batch = '' ORDER BY application.id LIMIT 12"
    )
    return [number for (number,) in office.desk(staff).rows(sql)]
