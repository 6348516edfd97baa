"""Receipt paper: 58 and 80 mm rolls as long as their content, and A5."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import BinaryIO, NamedTuple

from reportlab.lib.pagesizes import A5
from reportlab.lib.units import mm

from counter_app.i18n import _, long_date, time_text
from counter_app.office.records import Cost, Head
from counter_app.printing import fonts
from counter_app.printing.arranged import Side, Stack
from counter_app.printing.blocks import Block, Line, Text
from counter_app.printing.letterhead import small_kop
from counter_app.printing.marks import Qr, framed, watermark
from counter_app.printing.sheet import Placed, open_canvas, paginate
from counter_app.printing.text import plain, rich
from counter_app.printing.wording import cost_lines


class Roll(NamedTuple):
    """A paper of the counter: its width, what a printer reaches of it, and its type sizes."""

    width: float
    content: float
    text: float  # size of running text
    small: float
    title: float
    number: float  # the largest size of the big number
    qr: float


ROLLS: dict[str, Roll] = {
    "58": Roll(58 * mm, 48 * mm, 7.6, 7.0, 10, 15, 24 * mm),
    "80": Roll(80 * mm, 72 * mm, 8.8, 7.6, 12.5, 20, 28 * mm),
    "a5": Roll(A5[0], A5[0] - 24 * mm, 9.2, 7.8, 13, 20, 28 * mm),
}

TIGHT_A5 = Roll(A5[0], A5[0] - 24 * mm, 8.2, 7.0, 11.5, 17, 22 * mm)  # where one page nearly holds it
_END = 3 * mm  # above and below the content of a roll
_A5_EDGE = 10 * mm
_WIDE = 100 * mm  # content at least so wide has the code at its right


def top(head: Head, title: str, roll: Roll, *, copy: bool) -> list[Block]:
    """Small letterhead, title, and SALINAN on a copy."""
    blocks: list[Block] = [small_kop(head, roll.small, emblem=roll.content > _WIDE)]
    blocks.append(Text(plain(title), roll.title, fonts.BOLD, "center", after=2))
    return [*blocks, framed(_("COPY"), roll.text)] if copy else blocks


def numbered(number: str, roll: Roll, below: Sequence[Block], *, code: float = 1) -> Block:
    """The big number and its QR code; ``below`` stands beside the code where the paper is wide enough."""
    flat = roll.content > _WIDE
    big = Line(number, roll.number, fonts.BOLD, "left" if flat else "center", least=8, after=2)
    side = roll.qr * code
    if flat:
        return Side([Stack([big, *below]), Qr(number, side)], [roll.content - side, side])
    return Stack([big, Qr(number, side, after=1), *below])


def moment(at: datetime) -> str:
    """Day and time as a receipt shows them, as markup."""
    return plain(f"{long_date(at.date())}, {time_text(at)}")


def officer(name: str, counter: str, roll: Roll) -> Block:
    """Who served the citizen."""
    return Text(rich(_("Officer: {name}, counter {counter}"), name=name, counter=counter), roll.text)


def closing(costs: Mapping[str, Cost], complaints: str, roll: Roll) -> list[Block]:
    """What each service costs, or that all are free, by which rule, and where to complain."""
    free = not any(cost.amounts for cost in costs.values())
    blocks = _free(costs.values(), roll) if free else [_paid(*one, costs, roll) for one in costs.items()]
    line = rich(_("Complaints: {where}"), where=complaints)
    return [*blocks, Text(line, roll.small, align="center", before=2)]


def _free(costs: Iterable[Cost], roll: Roll) -> list[Block]:
    laws = "; ".join(dict.fromkeys(cost.law for cost in costs if cost.law))
    return [_money(cost_lines(Cost()), roll), *_law(laws, roll)]


def _paid(service: str, cost: Cost, every: Mapping[str, Cost], roll: Roll) -> Block:
    title = service if len(every) > 1 else _("To pay")
    lines = cost_lines(cost)
    said = [f"{title}: {lines[0]}"] if len(lines) == 1 else [f"{title}:", *lines]
    return Stack([_money(said, roll), *_law(cost.law, roll)])


def _money(lines: Sequence[str], roll: Roll) -> Block:
    return Text("<br/>".join(map(plain, lines)), roll.text * 1.1, fonts.BOLD, "center", before=5)


def _law(law: str, roll: Roll) -> list[Block]:
    return [Text(plain(law), roll.small, align="center")] if law else []


def write_roll(out: BinaryIO, head: Head, title: str, blocks: Sequence[Block], *, size: str) -> None:
    """Draw on one strip that ends where the content ends."""
    roll = ROLLS[size]
    if head.demo:
        blocks = [framed(_("SAMPLE"), roll.text), *blocks]
    content = Stack(blocks)
    height = content.height(roll.content) + 2 * _END
    pen = open_canvas(out, (roll.width, height), head, title)
    content.draw(pen, (roll.width - roll.content) / 2, height - _END, roll.content)
    pen.showPage()
    pen.save()


def fits_a5(blocks: Sequence[Block], stub: Block) -> bool:
    """Return whether one A5 page holds ``blocks`` and the stub at its foot."""
    height: float = Stack([*blocks, stub]).height(ROLLS["a5"].content)
    room: float = A5[1] - 2 * _A5_EDGE
    return height <= room


def write_a5(
    out: BinaryIO, head: Head, title: str, blocks: Sequence[Block], stub: Block | None = None
) -> None:
    """Draw on A5 pages; ``stub`` stands at the foot of the last one, to be torn off."""
    width, room = ROLLS["a5"].content, A5[1] - 2 * _A5_EDGE
    pages = paginate(blocks, width, room, room)
    if stub:
        used = max((below + block.height(width) for block, below in pages[-1]), default=0.0)
        if used + stub.height(width) > room:
            pages.append([])
        pages[-1].append(Placed(stub, room - stub.height(width)))
    left = (A5[0] - width) / 2
    pen = open_canvas(out, A5, head, title)
    for number, placed in enumerate(pages, 1):
        if head.demo:
            watermark(pen, *A5)
        for block, below in placed:
            block.draw(pen, left, A5[1] - _A5_EDGE - below, width)
        if len(pages) > 1:
            pen.setFont(fonts.REGULAR, 6.5)
            text = _("Page {number} of {count}").format(number=number, count=len(pages))
            pen.drawRightString(left + width, 5 * mm, text)
        pen.showPage()
    pen.save()


def write(
    out: BinaryIO, head: Head, title: str, blocks: Sequence[Block], *, size: str, stub: Block | None = None
) -> None:
    """Draw a counter's paper in ``size``; only A5 has room for ``stub``."""
    if size == "a5":
        write_a5(out, head, title, blocks, stub)
    else:
        write_roll(out, head, title, blocks, size=size)
