"""Tanda penyerahan: who took the document, on what proof."""

from __future__ import annotations

from typing import BinaryIO, NamedTuple

from counter_app.i18n import _
from counter_app.office.records import HandedOut, HandOver
from counter_app.printing.arranged import Inset, Side, Stack
from counter_app.printing.blocks import Block, Fields, Gap, Mark, Rule, Text
from counter_app.printing.roll import ROLLS, Roll, moment, numbered, top, write
from counter_app.printing.text import plain
from counter_app.printing.wording import NOTHING


def write_handover(record: HandOver, out: BinaryIO, *, size: str = "80") -> None:
    """Draw the note that the receiver signs."""
    title = _("Note of hand-over {number}").format(number=record.number)
    roll = ROLLS[size]
    blocks = top(record.head, _("NOTE OF HAND-OVER"), roll, copy=record.copy)
    blocks.append(numbered(record.number, roll, [Fields(_pairs(record), roll.text, after=4)], code=0.85))
    write(out, record.head, title, [*blocks, *_ticks(record, roll), _sign(record, roll)], size=size)


def _pairs(record: HandOver) -> list[tuple[str, str]]:
    pairs = [
        (_("Date"), moment(record.at)),
        (_("Name"), f"<b>{plain(record.name)}</b>"),
        (_("NIK"), plain(record.nik or NOTHING)),
        (_("Service"), plain(record.service)),
        *((_("Handed over"), _product(one)) for one in record.products),
        (_("Receiver"), plain(record.receiver)),
        (_("Relation"), plain(record.relation or _("the applicant"))),
        (_("Proof shown"), plain(record.proof or NOTHING)),
    ]
    if record.old_card_withdrawn is not None:
        withdrawn = _("withdrawn") if record.old_card_withdrawn else _("not withdrawn")
        pairs.append((_("Old card"), plain(withdrawn)))
    return pairs


def _product(one: HandedOut) -> str:
    """One document with the number that it bears, as markup."""
    numbers = [
        _("serial no. {serial}").format(serial=one.serial) if one.serial else "",
        _("letter no. {letter}").format(letter=one.letter) if one.letter else "",
    ]
    return ", ".join([f"<b>{plain(one.label)}</b>", *(plain(words) for words in numbers if words)])


class _Question(NamedTuple):
    """Two squares; the known answer is ticked, an unknown one is left to the officer's pen."""

    label: str
    yes: str
    no: str
    answer: bool | None = None


def _ticks(record: HandOver, roll: Roll) -> list[Block]:
    rows = [_Question(_("Receipt:"), _("given back"), _("lost"), record.receipt_returned)]
    if record.relation:
        rows.append(_Question(_("Power of attorney:"), _("yes"), _("no"), record.power))
    rows.append(_Question(_("Fingerprint matched:"), _("yes"), _("no"), record.fingerprint_matched))
    return [_tick_row(row, roll) for row in rows]


def _tick_row(row: _Question, roll: Roll) -> Block:
    text = Text(plain(row.label), roll.text, before=1)
    marks = [
        Mark(plain(row.yes), roll.text, ticked=row.answer is True),
        Mark(plain(row.no), roll.text, ticked=row.answer is False),
    ]
    if roll is ROLLS["58"]:
        return Stack([text, Inset(Side(marks, [1.5, 1], gap=2), 8)])
    return Side([text, *marks], [1.75, 1.65, 1.05], gap=2)


def _sign(record: HandOver, roll: Roll) -> Block:
    def block(title: str, name: str) -> Block:
        top_line = Text(plain(title), roll.small, align="center")
        return Stack([top_line, Gap(34), Rule(0.5, 0, 2), Text(plain(name), roll.small, align="center")])

    who = [block(_("Received by"), record.receiver), block(_("Officer"), f"{record.staff}, {record.counter}")]
    return Stack([Gap(6), Side(who, [1, 1], gap=12)])
