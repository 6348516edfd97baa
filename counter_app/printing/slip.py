"""Tanda kekurangan berkas: all that is missing on one paper, so that one more visit is enough."""

from __future__ import annotations

from typing import BinaryIO

from counter_app.i18n import _, listing
from counter_app.office.records import Slip
from counter_app.printing import fonts
from counter_app.printing.arranged import Boxed, Side, Stack
from counter_app.printing.blocks import Align, Block, Fields, Gap, Mark, Rule, Text
from counter_app.printing.requirements import choice_block
from counter_app.printing.roll import ROLLS, Roll, closing, moment, numbered, officer, top, write
from counter_app.printing.text import plain, rich
from counter_app.printing.wording import wanted_line


def write_slip(record: Slip, out: BinaryIO, *, size: str = "80") -> None:
    """Draw the slip."""
    title = _("List of missing papers {number}").format(number=record.number or record.name)
    roll = ROLLS[size]
    blocks = top(record.head, _("LIST OF MISSING PAPERS"), roll, copy=record.copy)
    blocks += [_whose(record, roll), *_missing(record, roll), *_tail(record, roll)]
    write(out, record.head, title, blocks, size=size)


def _whose(record: Slip, roll: Roll) -> Block:
    pairs = [(_("Date"), moment(record.at))]
    if record.name:
        pairs.append((_("Name"), f"<b>{plain(record.name)}</b>"))
    fields = Fields([*pairs, (_("Service"), plain(record.service))], roll.text)
    if not record.number:
        return fields
    align: Align = "left" if roll is ROLLS["a5"] else "center"
    valid = Text(plain(_("this number stays valid")), roll.small, align=align, after=3)
    return numbered(record.number, roll, [valid, fields])


def _missing(record: Slip, roll: Roll) -> list[Block]:
    size = roll.text * 1.04
    blocks: list[Block] = [Text(plain(_("Please complete:")), size * 1.1, fonts.BOLD, before=5, after=2)]
    blocks += [Mark(f"{n}. {wanted_line(paper)}", size, after=2) for n, paper in enumerate(record.missing, 1)]
    for n, choice in enumerate(record.choices, len(record.missing) + 1):
        blocks += choice_block(choice, f"{n}. ", size)
    if record.complete:
        done = rich(_("Already complete: {papers}."), papers=listing(record.complete))
        blocks.append(Text(done, roll.text, before=3))
    deposited, taken = _("The papers are deposited at the office."), _("The papers are taken back home.")
    where = Text(plain(deposited if record.deposited else taken), roll.text, before=2)
    if record.before:
        first = rich(_("Must be done first: <b>{service}</b>."), service=record.before)
        blocks.append(Text(first, roll.text, before=3))
    only = Text(plain(_("Only the papers above are missing.")), size, fonts.BOLD, "center")
    return [*blocks, where, Boxed(only, before=4)]


def _tail(record: Slip, roll: Roll) -> list[Block]:
    today = _("<b>Back today:</b> show this paper, no new queue number is needed.")
    later = _("<b>Back another day:</b> take a number for Completing Papers.")
    initials = Text(plain(_("Initials of the applicant")), roll.small, align="center")
    sign = Side(
        [officer(record.staff, record.counter, roll), Stack([initials, Gap(22), Rule(0.5, 0, 0)])], [1.15, 1]
    )
    return [
        Text(today, roll.text, before=2, after=1),
        Text(later, roll.text, after=2),
        Rule(0.5, 2, 3),
        sign,
        *closing({record.service: record.cost}, record.complaints, roll),
    ]
