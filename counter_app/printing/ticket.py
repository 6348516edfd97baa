"""Nomor antrean: the number large, who is before, and the code that the counter scans."""

from __future__ import annotations

from typing import BinaryIO

from counter_app.i18n import _, listing, ngettext
from counter_app.office.records import Ticket
from counter_app.printing import fonts
from counter_app.printing.blocks import Line, Text
from counter_app.printing.marks import Qr, framed
from counter_app.printing.roll import ROLLS, moment, top, write
from counter_app.printing.text import plain
from counter_app.printing.wording import expected


def write_ticket(record: Ticket, out: BinaryIO, *, size: str = "80") -> None:
    """Draw the number that a citizen takes."""
    roll = ROLLS[size]
    blocks = top(record.head, _("QUEUE NUMBER"), roll, copy=False)
    blocks.append(Text(plain(record.group), roll.text * 1.2, align="center"))
    blocks.append(Line(record.number, roll.number * 2.2, fonts.BOLD, "center", least=20, after=8))
    if record.klass:
        blocks.append(framed(record.klass, roll.text))
    blocks.append(Qr(record.id, roll.qr, after=2))
    ahead = ngettext("{n} number before yours", "{n} numbers before yours", record.ahead)
    first = _("You are next.") if not record.ahead else ahead.format(n=record.ahead)
    blocks.append(Text(plain(first), roll.text, align="center"))
    if wait := expected(record.wait):
        blocks.append(Text(plain(wait), roll.text * 1.1, fonts.BOLD, "center"))
    if record.also:
        after = _("After that: {queues}").format(queues=listing(record.also))
        blocks.append(Text(plain(after), roll.text, align="center", before=2))
    blocks.append(Text(moment(record.at), roll.text, align="center", before=2))
    blocks.append(
        Text(plain(_("Counter {counter}").format(counter=record.counter)), roll.small, align="center")
    )
    write(out, record.head, _("Queue number {number}").format(number=record.number), blocks, size=size)
