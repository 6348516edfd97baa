"""Lembar persyaratan: what to bring for one service, as a leaflet or a poster for the wall."""

from __future__ import annotations

from typing import BinaryIO

from reportlab.lib.units import mm

from counter_app.i18n import _
from counter_app.office.records import Leaflet, LeafletCondition
from counter_app.printing import fonts
from counter_app.printing.arranged import Boxed, Side, Stack, Titled
from counter_app.printing.blocks import Block, Gap, Mark, Rule, Text
from counter_app.printing.letterhead import small_kop
from counter_app.printing.marks import watermark
from counter_app.printing.requirements import band, by_kind, choice_band, choice_block
from counter_app.printing.sheet import PAGES, Placed, open_canvas, paginate
from counter_app.printing.text import plain, rich
from counter_app.printing.wording import collector, cost_lines, standard, wanted_line

# Largest and smallest type: a leaflet is one page in between, or goes on to a second page.
_TYPES = {"a5": (11.0, 7.4), "a4": (15.5, 10.0), "a3": (22.0, 14.5)}
_STEP = 0.95
_LONG = 28  # letters of a time or a cost from which it is written smaller


def write_leaflet(record: Leaflet, out: BinaryIO, *, size: str = "a5") -> None:
    """Draw the leaflet in the largest type that fits one page."""
    page = PAGES[size]
    edge = 12 * mm * page[0] / PAGES["a5"][0]
    width, room = page[0] - 2 * edge, page[1] - 2 * edge
    blocks, foot = _fitting(record, width, room, *_TYPES[size])
    pages = paginate(blocks, width, room, room)
    used = max((below + block.height(width) for block, below in pages[-1]), default=0.0)
    if used + foot.height(width) > room:
        pages.append([])
    pages[-1].append(Placed(foot, room - foot.height(width)))
    pen = open_canvas(out, page, record.head, _("Requirements: {service}").format(service=record.service))
    for placed in pages:
        if record.head.demo:
            watermark(pen, *page)
        for block, below in placed:
            block.draw(pen, edge, page[1] - edge - below, width)
        pen.showPage()
    pen.save()


def _fitting(
    record: Leaflet, width: float, room: float, largest: float, smallest: float
) -> tuple[list[Block], Block]:
    size = largest
    while True:
        blocks, foot = _content(record, size), _foot(record, size)
        if sum(block.height(width) for block in [*blocks, foot]) <= room or size <= smallest:
            return blocks, foot
        size = max(size * _STEP, smallest)


def _content(record: Leaflet, size: float) -> list[Block]:
    return [
        small_kop(record.head, size * 0.82, emblem=True),
        Text(plain(_("REQUIREMENTS")), size, fonts.SEMIBOLD, "center", before=size * 0.3),
        Text(plain(record.service), size * 1.75, fonts.BOLD, "center", leading=1.12, after=size * 0.6),
        _facts(record, size),
        *by_kind(record.papers, size),
        *(choice_band(choice, size) for choice in record.choices),
        *_conditions(record.conditions, size),
        *_optional(record, size),
        *_remarks(record, size),
    ]


def _facts(record: Leaflet, size: float) -> Block:
    """Time and cost, side by side."""
    time = standard(record.working_days, record.minutes, record.days)
    costs = cost_lines(record.cost)
    cells = [
        _fact(_("Time needed"), [time], record.issuer, size),
        _fact(_("Cost"), costs, record.cost.law, size),
    ]
    return Stack([Side(cells, [1, 1], gap=size * 0.6), Gap(size * 0.3)])


def _fact(label: str, values: list[str], below: str, size: float) -> Block:
    large = size * (1.15 if len(values) == 1 and len(values[0]) < _LONG else 0.9)
    lines: list[Block] = [
        Text(plain(label), size * 0.8, align="center"),
        *(Text(plain(value), large, fonts.BOLD, "center") for value in values),
        Text(plain(below) or "&nbsp;", size * 0.72, align="center"),
    ]
    return Boxed(Stack(lines), pad=size * 0.35)


def _conditions(conditions: list[LeafletCondition], size: float) -> list[Block]:
    if not conditions:
        return []
    first, *others = [_condition(condition, size) for condition in conditions]
    return [Titled(band(_("ONLY IN THESE CASES"), size), first), *others]


def _condition(condition: LeafletCondition, size: float) -> Block:
    lines: list[Block] = [
        Text(plain(_("If: {case}").format(case=condition.case)), size, fonts.SEMIBOLD, before=size * 0.15)
    ]
    lines += [Mark(wanted_line(paper), size, after=size * 0.15) for paper in condition.papers]
    for choice in condition.choices:
        lines += choice_block(choice, "", size)
    return Stack(lines)


def _optional(record: Leaflet, size: float) -> list[Block]:
    if not record.optional:
        return []
    papers = "; ".join(plain(paper.label) for paper in record.optional)
    heading = plain(_("If you have them (not required):"))
    return [Text(f"<b>{heading}</b> {papers}.", size * 0.95, before=size * 0.3)]


def _remarks(record: Leaflet, size: float) -> list[Block]:
    product = _("You get: {product}.").format(product=record.product) if record.product else ""
    first = _("Must be done first: {service}.").format(service=record.before) if record.before else ""
    gets = " ".join(filter(None, (product, record.validity)))
    texts = (first, record.age, gets, collector(in_person=record.in_person), record.hint)
    return [Text(plain(text), size * 0.95, before=size * 0.3) for text in texts if text]


def _foot(record: Leaflet, size: float) -> Block:
    """Where and when, complaints, law; it stands at the foot of the last page."""
    small = size * 0.82
    lines: list[Block] = [Gap(size * 0.5), Rule(0.8, 0, size * 0.3)]
    where = rich(
        _("<b>Where:</b> {office}, {address}"), office=record.head.office, address=record.head.address
    )
    lines.append(Text(where, small))
    if record.hours:
        lines.append(Text(rich(_("<b>When:</b> {hours}"), hours="; ".join(record.hours)), small))
    lines.append(Text(rich(_("<b>Complaints:</b> {where}"), where=record.complaints), small))
    if record.law:
        lines.append(Text(rich(_("Law: {law}"), law="; ".join(record.law)), small * 0.85, before=1))
    return Stack(lines)
