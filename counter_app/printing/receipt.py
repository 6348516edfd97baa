"""Tanda terima berkas: what the citizen holds in the hand after handing in the papers."""

from __future__ import annotations

from typing import BinaryIO

from reportlab.lib.units import mm

from counter_app.i18n import _, listing, long_date
from counter_app.office.records import Cost, Receipt, ReceiptItem
from counter_app.printing import fonts
from counter_app.printing.arranged import Boxed, Side, Stack
from counter_app.printing.blocks import Block, Fields, Gap, Line, Mark, Rule, Text
from counter_app.printing.marks import Qr
from counter_app.printing.roll import (
    ROLLS,
    TIGHT_A5,
    Roll,
    closing,
    fits_a5,
    moment,
    numbered,
    officer,
    top,
    write,
)
from counter_app.printing.text import plain, rich
from counter_app.printing.wording import NOTHING, collector, forecast_line, received_line, standard_line


def write_receipt(record: Receipt, out: BinaryIO, *, size: str = "80") -> None:
    """Draw the receipt of one visit."""
    title = _("Receipt for papers {numbers}").format(numbers=", ".join(item.number for item in record.items))
    roll = ROLLS[size]
    blocks, stub = _blocks(record, roll), _stub(record, roll) if size == "a5" else None
    if stub and not fits_a5(blocks, stub):
        blocks, stub = _blocks(record, TIGHT_A5), _stub(record, TIGHT_A5)
    write(out, record.head, title, blocks, size=size, stub=stub)


def _blocks(record: Receipt, roll: Roll) -> list[Block]:
    blocks = top(record.head, _("RECEIPT FOR PAPERS"), roll, copy=record.copy)
    blocks.append(Text(moment(record.at), roll.text, align="center", after=2))
    code = 1 if len(record.items) == 1 else 0.8
    for index, item in enumerate(record.items):
        rule = [Rule(0.8, 5, 4)] if index else []
        blocks.append(Stack([*rule, _item(item, roll, code=code)]))
    return [*blocks, Rule(0.5, 4, 3), *_tail(record, roll)]


def _item(item: ReceiptItem, roll: Roll, *, code: float) -> Block:
    fields = [
        (_("Name"), f"<b>{plain(item.name)}</b>"),
        (_("NIK"), plain(item.nik or NOTHING)),
        (_("Service"), plain(item.service)),
    ]
    if item.submitter:
        fields.append((_("Handed in by"), plain(item.submitter)))
    head = numbered(item.number, roll, [Fields(fields, roll.text)], code=code)
    time = Text(standard_line(item), roll.text, before=4)
    return Stack([head, *_papers(item, roll), time, _forecast(item, roll)])


def _papers(item: ReceiptItem, roll: Roll) -> list[Block]:
    papers = [paper for paper in item.received if paper.doc != "in_person"]
    blocks: list[Block] = []
    if papers:
        blocks.append(Text(plain(_("Papers received:")), roll.text, fonts.SEMIBOLD, before=4, after=1))
        hang = 1.5 if len(papers) < 10 else 2.1  # so that all texts stand in one line
        lines = enumerate(papers, 1)
        blocks += [Mark(received_line(paper), roll.text, f"{n}.", hang=hang) for n, paper in lines]
    if item.to_follow:
        title = plain(_("To follow at collection:"))
        blocks.append(Text(title, roll.text, fonts.SEMIBOLD, before=3, after=1))
        blocks += [Mark(plain(paper.label), roll.text) for paper in item.to_follow]
    return blocks


def _forecast(item: ReceiptItem, roll: Roll) -> Block:
    if item.forecast.kind == "date" and item.forecast.on:
        label = Text(plain(_("Expected ready:")), roll.text)
        day = Line(long_date(item.forecast.on), roll.text * 1.35, fonts.BOLD, least=roll.text)
        return Boxed(Stack([label, day]), before=3, after=0)
    return Boxed(Text(forecast_line(item.forecast), roll.text * 1.05), before=3, after=0)


def _tail(record: Receipt, roll: Roll) -> list[Block]:
    old = [paper.label for item in record.items for paper in item.received if paper.doc == "exchanged"]
    bring = _("Collect at the collection counter, {hours}. Bring this receipt.")
    if old:
        bring = _("Collect at the collection counter, {hours}. Bring this receipt and: {old}.")
    where = rich(bring, hours=record.collect_hours, old=listing(old))
    collect = Text(f"{where} {plain(_who(record.items))}", roll.text, after=3)
    end = closing(_costs(record.items), record.complaints, roll)
    return [collect, officer(record.staff, record.counter, roll), *end]


def _who(items: list[ReceiptItem]) -> str:
    """Who may collect: the applicants alone, or others too; each said once."""
    alone = [item.service for item in items if item.in_person]
    if len(alone) in (0, len(items)):
        return collector(in_person=bool(alone))
    own = _("In person only: {services}.").format(services=listing(dict.fromkeys(alone)))
    return f"{own} {collector(in_person=False)}"


def _costs(items: list[ReceiptItem]) -> dict[str, Cost]:
    """Return what is to pay by service; two files of one service bear their numbers."""
    names = [item.service for item in items]
    return {
        item.service if names.count(item.service) == 1 else f"{item.service} {item.number}": item.cost
        for item in items
    }


def _stub(record: Receipt, roll: Roll) -> Block:
    """The half that stays with the file."""
    cut = Text(plain(_("cut here")), 6.5, align="center")
    title = Text(plain(_("For the archive")), roll.text * 1.1, fonts.BOLD)
    when = Text(f"{moment(record.at)}, {plain(record.counter)}", roll.small, align="right")
    name = record.items[0].name if record.items else ""
    sign = Side([_sign(_("Applicant"), name, roll), _sign(_("Officer"), record.staff, roll)], [1, 1], gap=60)
    items = [_stub_item(item, roll) for item in record.items]
    return Stack([cut, Rule(0.5, 0, 5, dash=True), Side([title, when], [1, 2]), Gap(3), *items, Gap(9), sign])


def _sign(title: str, name: str, roll: Roll) -> Block:
    return Stack(
        [
            Text(plain(title), roll.small, align="center"),
            Gap(30),
            Rule(0.5, 0, 2),
            Text(plain(name), roll.small, align="center"),
        ]
    )


def _stub_item(item: ReceiptItem, roll: Roll) -> Block:
    code = 17 * mm
    person = f"{item.name} ({item.nik})" if item.nik else item.name
    fields = [(_("Name"), plain(person)), (_("Service"), plain(item.service))]
    kept = [paper.label for paper in item.received if paper.doc == "handed_in"]
    if kept:
        fields.append((_("Originals kept"), plain("; ".join(kept))))
    number = Line(item.number, roll.text * 1.3, fonts.BOLD, least=8, after=1)
    left = Stack([number, Fields(fields, roll.small, label=roll.small * 7.6)])
    return Side([left, Qr(item.number, code)], [roll.content - code, code])
