"""Papers that go with a pile of files: to the signer, to citizens on the phone, to another agency."""

from __future__ import annotations

from typing import BinaryIO

from counter_app.i18n import _, date_text, long_date, ngettext, number, short_date, time_text
from counter_app.office.records import CallList, Manifest, SigningBatch
from counter_app.printing.arranged import Closed, Stack
from counter_app.printing.blocks import Block, Fields, Gap, Text
from counter_app.printing.grid import Column, Grid, Row
from counter_app.printing.letterhead import heading, kop, signatures, to_sign
from counter_app.printing.sheet import Sheet, write_sheet
from counter_app.printing.text import plain, rich
from counter_app.printing.wording import NOTHING, dash

_WRITE = 19.0  # least height of a row in which somebody writes by hand


def write_batch(record: SigningBatch, out: BinaryIO, *, size: str = "a4") -> None:
    """Draw the sheet that goes into the signature folder with the files."""
    today = record.printed.at.date()
    fields = [(_("To"), plain(record.to)), (_("Files"), plain(number(len(record.rows))))]
    blocks: list[Block] = [
        kop(record.head),
        heading(_("Cover sheet for files to sign"), long_date(today)),
        Fields(fields, after=6),
        Closed(_batch_table(record), Stack([Gap(16), signatures(record.head, today, record.signer)])),
    ]
    title = _("Files to sign, {day}").format(day=long_date(today))
    write_sheet(out, Sheet(record.head, title, record.printed), blocks, size=size)


def _batch_table(record: SigningBatch) -> Block:
    if not record.rows:
        return nothing(_("No files wait for a signature."))
    columns = [
        Column(_("No."), 0, "right"),
        Column(_("Registration no."), 0),
        Column(_("Name"), 40, lines=12),
        Column(_("Service"), 34, lines=4),
        Column(_("Waiting since"), 0, "center"),
        Column(_("Working days"), 0, "right"),
        Column(_("Remarks"), 20, lines=2),
        Column(_("Signed"), 27),
    ]
    rows = [
        Row(
            (
                str(n),
                row.number,
                row.name,
                row.service,
                short_date(row.since),
                dash(row.working_days),
                _("stalled") if row.stalled else "",
                "",
            )
        )
        for n, row in enumerate(record.rows, 1)
    ]
    return Grid(columns, rows, 8, least=_WRITE)


def write_calls(record: CallList, out: BinaryIO, *, size: str = "a4") -> None:
    """Draw the list of citizens to call now that there are blank forms."""
    today = record.printed.at.date()
    stock = _("{kind}: {on_hand} in stock, {waiting} waiting")
    facts = stock.format(kind=record.kind, on_hand=number(record.on_hand), waiting=number(record.waiting))
    blocks = [kop(record.head), heading(_("Call list"), facts, long_date(today)), _call_table(record)]
    title = _("Call list, {kind}").format(kind=record.kind)
    write_sheet(out, Sheet(record.head, title, record.printed), blocks, size=size)


def _call_table(record: CallList) -> Block:
    if not record.rows:
        return nothing(_("Nobody to call."))
    columns = [
        Column(_("Place"), 0, "right"),
        Column(_("Registration no."), 0),
        Column(_("Name"), 36, lines=12),
        Column(_("Telephone"), 0),
        Column(record.head.villages, 20, lines=4),
        Column(_("Service"), 26, lines=4),
        Column(_("Since"), 0, "center"),
        Column(_("Called on"), 19),
        Column(_("Comes on"), 15),
    ]
    rows = [
        Row(
            (
                str(row.rank),
                row.number,
                row.name,
                row.phone or NOTHING,
                row.kelurahan,
                row.service,
                short_date(row.since),
                "",
                "",
            )
        )
        for row in record.rows
    ]
    return Grid(columns, rows, 7.6, least=_WRITE)


def write_manifest(record: Manifest, out: BinaryIO, *, size: str = "a4") -> None:
    """Draw the list that goes to the agency with the files, and is ticked off when they come back."""
    sent = f"{long_date(record.at.date())}, {time_text(record.at)}"
    fields = [
        (_("List number"), plain(record.batch)),
        (_("Sent"), plain(sent)),
        (_("Back on"), plain(_returned(record))),
    ]
    sign = signatures(
        record.head, record.at.date(), record.signer, to_sign(_("Received by,")), acknowledged=False
    )
    letter = [
        Text(rich(_("<b>To: {addressee}</b>"), addressee=record.addressee), 9.6),
        Text(plain(_("in {place}").format(place=record.addressee_place)), 9.6, after=6),
        Text(plain(_("With this list we send the files named below, to be dealt with.")), 9.6, after=5),
    ]
    blocks: list[Block] = [
        kop(record.head),
        heading(_("List of files sent")),
        *letter,
        Fields(fields, after=6),
        Closed(_manifest_table(record), Stack([_difference(record), Gap(14), sign])),
    ]
    title = _("List of files sent {batch}").format(batch=record.batch)
    write_sheet(out, Sheet(record.head, title, record.printed), blocks, size=size)


def _returned(record: Manifest) -> str:
    if record.received is None:
        return _("not yet")
    return f"{date_text(record.received.date())}, {time_text(record.received)}"


def _manifest_table(record: Manifest) -> Block:
    if not record.rows:
        return nothing(_("No files."))
    columns = [
        Column(_("No."), 0, "right"),
        Column(_("Registration no."), 0),
        Column(_("Name"), 42, lines=12),
        Column(_("NIK"), 0),
        Column(_("Service"), 34, lines=4),
        Column(_("Back on"), 24, "center"),
        Column(_("Remarks"), 24, lines=2),
    ]
    rows = []
    for n, row in enumerate(record.rows, 1):
        back = short_date(row.back.date()) if row.back else ""
        remark = _("not returned") if record.received and not row.back else ""
        rows.append(Row((str(n), row.number, row.name, row.nik or NOTHING, row.service, back, remark)))
    return Grid(columns, rows, 8, least=_WRITE)


def _difference(record: Manifest) -> Block:
    back = sum(row.back is not None for row in record.rows)
    sent = len(record.rows)
    line = rich(
        _("Sent: <b>{sent}</b>. Back: <b>{back}</b>. Difference: <b>{difference}</b>."),
        sent=number(sent),
        back=number(back),
        difference=number(sent - back),
    )
    if record.received is None:
        files = ngettext("Sent: <b>{count}</b> file.", "Sent: <b>{count}</b> files.", sent)
        line = rich(files, count=number(sent))
    return Text(line, 9, before=5)


def nothing(text: str) -> Block:
    """What stands in place of an empty table."""
    return Text(plain(text), 9, align="center", before=6, after=6)
