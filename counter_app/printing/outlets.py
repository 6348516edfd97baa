"""From the name of a paper or report to its bytes: its question, and the entry that precedes it."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Mapping
from contextlib import AbstractContextManager, suppress
from types import MappingProxyType
from typing import Any, NamedTuple

from counter_app.domain.errors import UserError, WrongUsage
from counter_app.domain.numbers import is_number
from counter_app.i18n import _, written_in
from counter_app.office.desk import Staff
from counter_app.office.inputs import read
from counter_app.office.office import Office, commands, questions
from counter_app.printing.papers import paper


class Source(NamedTuple):
    """The question that gives a paper's record, and the field that takes the ID."""

    question: str
    field: str = ""
    numbered: str = ""  # the field that takes it where it is an application's number
    noted: bool = False  # drawing it is an entry: receipt, slip, hand-over note
    first: str = ""  # the command that must write it down before the question answers


SOURCES = {
    "receipt": Source("receipt", "application", noted=True),
    "audit": Source("audit_report", "staff", "application"),
    "person": Source("person", "person", first="show_person"),
    "slip": Source("slip", "application", noted=True),
    "handover": Source("handover", "application", noted=True),
    "ticket": Source("ticket", "ticket"),
    "leaflet": Source("leaflet", "service"),
    "poster": Source("leaflet", "service"),
    "batch": Source("signing_batch", "official"),
    "calls": Source("call_list", "kind"),
    "ledger": Source("ledger", "kind"),
    "manifest": Source("manifest", "batch", first="show_manifest"),
    "collection": Source("collection_book"),
    "destruction": Source("destruction", "record", first="show_destruction"),
    "daily": Source("daily_report", "date"),
    "recap": Source("recap_report"),
    "register": Source("register_report"),
    "queue": Source("queue_report"),
}


class Elsewhere(WrongUsage):
    """The paper shows what no question tells: another command prints it."""

    def __init__(self, name: str) -> None:
        super().__init__(
            {
                "recovery": _(
                    "The recovery key is printed only when an office is founded: "
                    "setup --recovery-sheet FILE.pdf."
                ),
                "comparison": _("Years are compared and printed by: simulate --compare -o FILE.pdf."),
            }[name]
        )


class Report(NamedTuple):
    """A report: its paper, whether it takes an id, and the files it can be."""

    paper: str
    named: bool = False
    endings: tuple[str, ...] = (".pdf", ".xlsx")


REPORTS = {
    "daily": Report("daily"),
    "recap": Report("recap"),
    "register": Report("register"),
    "queue": Report("queue"),
    "blangko": Report("ledger", named=True),
    "audit": Report("audit", named=True),
}


def record(
    office: Office,
    staff: Staff,
    name: str,
    id: str,
    period: dict[str, dt.date],
    more: Mapping[str, str] = MappingProxyType({}),
) -> Any:
    """Return the finished record of a paper; ``more`` are fields of its question besides."""
    if name not in SOURCES:
        raise Elsewhere(name)
    source = SOURCES[name]
    if source.field == "date" and not id:
        period = {"date": office.desk(staff).today, **period}
    field = source.numbered if source.numbered and is_number(id) else source.field
    fields: dict[str, Any] = {**more, field: id} if field and id else dict(more)
    kind = questions[source.question].kind
    known = {f.encode_name for f in _fields(kind)}
    fields |= {key: day.isoformat() for key, day in period.items() if key in known}
    return office.ask(read(kind, fields), staff)


def _fields(kind: type[Any]) -> Any:
    import msgspec

    return msgspec.structs.fields(kind)


def drawn(
    office: Office, staff: Staff, name: str, id: str, size: str, period: dict[str, dt.date] | None = None
) -> bytes:
    """Return a paper as PDF. The entry precedes the paper, so a printer's fault loses nothing."""
    if name in SOURCES and SOURCES[name].first:
        office.run(read(commands[SOURCES[name].first].kind, {SOURCES[name].field: id}), staff)
    found = _written(office, staff, name, id, period or {})  # what can't be printed is refused, not noted
    if SOURCES[name].noted:
        note = commands["record_paper"].kind
        office.run(read(note, {"application": id, "paper": name, "size": size}), staff)
        found = _written(office, staff, name, id, period or {})
    with in_office_language(office):
        return as_bytes(paper(name).write, found, size=size)


def reported(
    office: Office,
    staff: Staff,
    name: str,
    days: dict[str, dt.date],
    id: str,
    size: str,
    ending: str,
    more: Mapping[str, str] = MappingProxyType({}),
) -> bytes:
    """Return a report as PDF, XLSX, or (no ending) as text for the terminal, which speaks as screens do."""
    report = REPORTS[name]
    asked = (office, staff, report.paper, id if report.named else "", days, more)
    if not ending:
        from counter_app.printing.terminal import TERMINAL

        text: str = TERMINAL[report.paper](record(*asked))
        return text.encode()
    found = _written(*asked)
    with in_office_language(office):
        if ending == ".pdf":
            return as_bytes(paper(report.paper).write, found, size=size)
        from counter_app.printing.xlsx import XLSX

        return as_bytes(XLSX[report.paper], found)


def in_office_language(office: Office) -> AbstractContextManager[None]:
    """Put the language of the office's papers in force: for the record of one, and for its drawing."""
    return written_in(office.settings.paper_language)


def _written(
    office: Office,
    staff: Staff,
    name: str,
    id: str,
    period: dict[str, dt.date],
    more: Mapping[str, str] = MappingProxyType({}),
) -> Any:
    """Return the record in the language of papers; a refusal speaks to whoever asked, as screens do."""
    with suppress(UserError), in_office_language(office):
        return with_emblem(record(office, staff, name, id, period, more), office.emblem)
    return record(office, staff, name, id, period, more)


def with_emblem(found: Any, emblem: bytes) -> Any:
    """Return a record with the emblem at its head."""
    from msgspec.structs import replace

    return replace(found, head=replace(found.head, emblem=emblem)) if emblem else found


def as_bytes(write: Any, found: Any, **options: Any) -> bytes:
    """Return what a writer writes."""
    out = io.BytesIO()
    write(found, out, **options)
    return out.getvalue()
