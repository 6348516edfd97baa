"""The sheets and books of this screen: what each is for, and what must be chosen before it is drawn."""

from __future__ import annotations

import datetime as dt
from typing import Literal, NamedTuple

from counter_app.domain.catalogue import KINDS
from counter_app.domain.words import kind_label
from counter_app.i18n import N_, _, short_date
from counter_app.office.desk import Staff
from counter_app.office.doors import find_door
from counter_app.office.office import Office, questions
from counter_app.office.queries.services import Services, StaffList
from counter_app.office.queries.signing import OfficeDays, Officials
from counter_app.printing.outlets import REPORTS, SOURCES, drawn, reported
from counter_app.printing.papers import PAPERS
from counter_app.ui.papers import Wanted

Span = Literal["", "day", "days"]
Of = Literal["", "kind", "service", "official", "staff"]  # staff: or an application, or everybody
Start = Literal["today", "month", "year"]
Choice = tuple[str, str]  # code, words


class Sheet(NamedTuple):
    """One line of the list. ``span`` and ``of`` are what must be chosen, ``start`` the period at first."""

    paper: str
    icon: str
    purpose: str  # msgid
    span: Span = ""
    of: Of = ""
    start: Start = "month"

    @property
    def title(self) -> str:
        """What the paper is called."""
        return title(self.paper)

    @property
    def report(self) -> str:
        """The name of the report that can be a spreadsheet, empty where there is none."""
        found = (name for name, report in REPORTS.items() if report.paper == self.paper)
        name = next(found, "")
        return name if name and ".xlsx" in REPORTS[name].endings else ""


SHEETS = (
    Sheet("daily", "calendar-today-outline", N_("The whole day, to be signed"), "day", start="today"),
    Sheet("recap", "table-large", N_("By group, and why some wait"), "days", start="year"),
    Sheet("register", "book-open-page-variant-outline", N_("Every application, in order"), "days"),
    Sheet("queue", "human-queue", N_("Waits, and who went first"), "days", start="today"),
    Sheet("ledger", "card-multiple-outline", N_("What came in, was used, is left"), "days", "kind"),
    Sheet(
        "collection", "book-account-outline", N_("Ready to collect, with signatures"), "days", start="today"
    ),
    Sheet("leaflet", "file-document-outline", N_("What to bring, to take home"), of="service"),
    Sheet("poster", "bulletin-board", N_("What to bring, for the wall"), of="service"),
    Sheet("calls", "phone-outline", N_("Whom to call when cards are here"), of="kind"),
    Sheet("batch", "fountain-pen-tip", N_("Goes with the papers to be signed"), of="official"),
    Sheet(
        "audit",
        "clipboard-text-clock-outline",
        N_("Who did what, and when"),
        "days",
        "staff",
        "today",
    ),
)


class Choices(NamedTuple):
    """What can be chosen, and the last working day before today."""

    of: dict[str, list[Choice]]
    before: dt.date


def title(paper: str) -> str:
    """Return what a paper is called."""
    return _(PAPERS[paper].title)


def offered(role: str) -> list[Sheet]:
    """Return the sheets that a role may have drawn."""
    return [sheet for sheet in SHEETS if role in _roles(sheet)]


def _roles(sheet: Sheet) -> frozenset[str]:
    door = find_door(questions, SOURCES[sheet.paper].question)
    return door.roles if door else frozenset()


def choices(today: dt.date, office: Office, staff: Staff) -> Choices:
    """Ask for the services, the officials and the last working day."""
    [day] = office.ask(OfficeDays(from_=today, to=today), staff)
    before = dt.date.fromisoformat(day["working_day_before"])
    services = [(row["service"], row["label"]) for row in office.ask(Services(), staff)]
    officials = [(row["id"], row["name"]) for row in office.ask(Officials(), staff)]
    people = [("", _("Everybody")), *((row["staff"], row["name"]) for row in office.ask(StaffList(), staff))]
    kinds = [(kind, kind_label(kind)) for kind in KINDS]
    return Choices({"kind": kinds, "service": services, "official": officials, "staff": people}, before)


def as_pdf(wanted: Wanted, office: Office, staff: Staff) -> bytes:
    """Draw a sheet."""
    return drawn(office, staff, wanted.paper, wanted.id, wanted.size, dict(wanted.period))


def as_xlsx(report: str, wanted: Wanted, office: Office, staff: Staff) -> bytes:
    """Return a report as a spreadsheet."""
    return reported(office, staff, report, dict(wanted.period), wanted.id, "", ".xlsx")


def file_name(wanted: Wanted) -> str:
    """Return what the file of a sheet is called, without its ending."""
    days = sorted(set(wanted.period.values()))
    parts = [_(PAPERS[wanted.paper].title), wanted.about, " - ".join(map(short_date, days))]
    return "".join(" " if c in '/\\:*?"<>|' else c for c in " ".join(part for part in parts if part))
