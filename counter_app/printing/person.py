"""Salinan data pribadi: all that the office holds about one citizen, to be handed to that citizen."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import BinaryIO

from counter_app.i18n import _, date_text, ngettext, number, short_date, time_text
from counter_app.office.records import PersonalAct, PersonalApplication, PersonalData, Signer
from counter_app.printing import fonts
from counter_app.printing.arranged import Titled
from counter_app.printing.blocks import Block, Fields, Gap, Text
from counter_app.printing.grid import Column, Grid, Row
from counter_app.printing.letterhead import heading, kop, signatures
from counter_app.printing.sheet import Sheet, write_sheet
from counter_app.printing.text import plain
from counter_app.printing.wording import NOTHING

_LAW = "UU 27/2022 pasal 7 dan pasal 32"  # an Indonesian law has its own words in every language


def write_person(record: PersonalData, out: BinaryIO, *, size: str = "a4") -> None:
    """Draw the copy."""
    title = _("Copy of personal data")
    reader = Signer(title=_("Received by,"), name=record.applicant.name, rank="", nip="")
    sign = signatures(record.head, record.printed.at.date(), record.signer, reader, acknowledged=False)
    blocks: list[Block] = [
        kop(record.head),
        heading(title, f"({_LAW})"),
        Text(plain(_opening()), 9, align="justify", leading=1.45, after=6),
        *_identity(record),
        *_applications(record),
        *_papers(record),
        *_acts(record),
        *_readers(record),
        *_exports(record),
        *_closed(record),
        Gap(14),
        sign,
    ]
    write_sheet(out, Sheet(record.head, title, record.printed), blocks, size=size)


def _opening() -> str:
    return _(
        "At the request of the person named below, the office gives a copy of all personal data about that "
        "person that its counter application holds, with the track of what was done with them. Of other "
        "people who handed in or collected something, only the relation is told."
    )


def _section(title: str, body: Block) -> list[Block]:
    return [Titled(Text(plain(title), 9.4, fonts.BOLD, before=6, after=2), body), Gap(6)]


def _table(title: str, columns: Sequence[Column], rows: Sequence[Row]) -> list[Block]:
    body: Block = Grid(columns, rows, 7.4, 1.8) if rows else Text(plain(_("None.")), 8.4)
    return _section(title, body)


def _identity(record: PersonalData) -> list[Block]:
    who = record.applicant
    born = date_text(who.birth_date) if who.birth_date else ""
    pairs = [
        (_("Name"), who.name),
        (_("NIK"), who.nik),
        (_("Date of birth"), born),
        (_("Sex"), who.sex),
        (_("Address"), who.address),
        (record.head.villages, who.kelurahan),
        (_("Phone"), who.phone),
    ]
    return _section(
        _("A. Identity, as it was given last"),
        Fields([(label, plain(value or NOTHING)) for label, value in pairs], 9),
    )


def _applications(record: PersonalData) -> list[Block]:
    columns = [
        Column(_("No."), 0, "right"),
        Column(_("Registration no."), 0),
        Column(_("Name"), 30, lines=12),
        Column(_("Service"), 34, lines=4),
        Column(_("Opened"), 0),
        Column(_("Ready"), 0),
        Column(_("Ended"), 0),
        Column(_("State"), 20, lines=2),
        Column(_("Remarks"), 26, lines=6),
    ]
    rows = [
        Row((*_case(n, one), one.state, one.remark or NOTHING))
        for n, one in enumerate(record.applications, 1)
    ]
    return _table(_("B. Applications"), columns, rows)


def _case(n: int, one: PersonalApplication) -> list[str]:
    days = (_day(moment) for moment in (one.opened, one.ready, one.ended))
    return [str(n), one.number, one.name, one.service, *days]


def _papers(record: PersonalData) -> list[Block]:
    columns = [
        Column(_("No."), 0, "right"),
        Column(_("Registration no."), 0),
        Column(_("Paper"), 60, lines=4),
        Column(_("How"), 34, lines=2),
        Column(_("Notes"), 34, lines=4),
    ]
    rows = [
        Row((str(n), one.number, one.label, _how(one.doc), one.note or NOTHING))
        for n, one in enumerate(record.papers, 1)
    ]
    return _table(_("C. Papers that were here"), columns, rows)


def _how(doc: str) -> str:
    return {
        "handed_in": _("handed in"),
        "shown": _("shown and given back"),
        "shown_and_copy": _("shown, photocopy kept"),
        "copy": _("photocopy kept"),
        "form": _("form kept"),
        "statement": _("statement kept"),
        "in_person": _("came in person"),
    }.get(doc, doc)


def _acts(record: PersonalData) -> list[Block]:
    return _trail(_("D. What was done, when and by whom"), record.acts)


def _readers(record: PersonalData) -> list[Block]:
    return _trail(_("E. Who saw the whole NIK"), [act for act in record.acts if act.whole_nik])


def _trail(title: str, acts: Sequence[PersonalAct]) -> list[Block]:
    columns = [
        Column(_("No."), 0, "right"),
        Column(_("When"), 0),
        Column(_("Registration no."), 0),
        Column(_("What"), 34, lines=3),
        Column(_("Officer"), 26, lines=6),
        Column(_("Explanation"), 46, lines=8),
    ]
    rows = [
        Row((str(n), _moment(act.at), act.number, act.what, act.staff, act.note or NOTHING))
        for n, act in enumerate(acts, 1)
    ]
    return _table(title, columns, rows)


def _exports(record: PersonalData) -> list[Block]:
    columns = [
        Column(_("No."), 0, "right"),
        Column(_("When"), 0),
        Column(_("Officer"), 30, lines=6),
        Column(_("List"), 60, lines=4),
        Column(_("Held these data"), 26),
    ]
    rows = [
        Row((str(n), _moment(one.at), one.staff, one.what, _("yes") if one.sure else _("perhaps")))
        for n, one in enumerate(record.exports, 1)
    ]
    return _table(_("F. Lists with whole NIKs that left the program"), columns, rows)


def _closed(record: PersonalData) -> list[Block]:
    if not record.closed:
        return []
    text = ngettext(
        "Besides, {n} older application is closed to reading. The administrator gives a copy with it.",
        "Besides, {n} older applications are closed to reading. The administrator gives a copy with them.",
        record.closed,
    )
    return [Text(plain(text.format(n=number(record.closed))), 9, fonts.SEMIBOLD, before=4, after=4)]


def _day(moment: datetime | None) -> str:
    return short_date(moment.date()) if moment else NOTHING


def _moment(moment: datetime) -> str:
    return f"{short_date(moment.date())} {time_text(moment)}"
