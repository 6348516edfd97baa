"""Kop surat, headings and signature blocks, as an Indonesian office sets them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from counter_app.i18n import _, date_text
from counter_app.office.records import Head, Signer, Witness
from counter_app.printing import fonts
from counter_app.printing.arranged import Inset, Side, Stack
from counter_app.printing.blocks import Align, Block, Gap, Line, Mark, Rule, Text
from counter_app.printing.marks import Framed, Picture
from counter_app.printing.text import plain

SIGN_SPACE = 40.0  # points left to sign in
DOTS = "." * 34  # to write on


def kop(head: Head, scale: float = 1) -> Block:
    """The letterhead of a sheet: centred, closed by a thick and a thin rule."""
    lines: list[Block] = [
        Line(head.government.upper(), 11.5 * scale, align="center", least=8),
        Line(head.office.upper(), 15.5 * scale, fonts.BOLD, "center", least=10, after=1.5 * scale),
    ]
    small = [text for text in (head.address, head.contact) if text]
    lines += [Line(text, 8.2 * scale, align="center", least=6.5) for text in small]
    return Stack([_beside(head, lines, 52 * scale), Rule(1.7, 3 * scale, 0), Rule(0.5, 1.3, 0)])


def _beside(head: Head, lines: Sequence[Block], side: float) -> Block:
    """The lines of a letterhead, the emblem at their left and as much room at their right."""
    if not head.emblem:
        return Stack(lines)
    return Framed(Picture(head.emblem, side), Stack(lines), side * 1.15)


def small_kop(head: Head, size: float, align: Align = "center", *, emblem: bool = False) -> Block:
    """The letterhead of a receipt: three lines and a thin rule; the emblem where the paper is wide."""
    lines: list[Block] = [
        Line(head.government.upper(), size, align=align, least=5.5),
        Line(head.office.upper(), size * 1.35, fonts.BOLD, align, least=7),
    ]
    lines += [Text(plain(text), size, align=align) for text in (head.address, head.contact) if text]
    return Stack([_beside(head, lines, size * 5) if emblem else Stack(lines), Rule(0.9, 3, 3)])


def heading(title: str, *below: str, size: float = 12.5) -> Block:
    """The title of a sheet in capitals, with lines such as the period below it."""
    blocks: list[Block] = [Gap(size * 0.6), Text(plain(title.upper()), size, fonts.BOLD, "center")]
    blocks += [Text(plain(line), size * 0.74, align="center", before=1) for line in below if line]
    return Stack([*blocks, Gap(size * 0.6)])


def signatures(
    head: Head,
    on: date,
    right: Signer,
    left: Signer | None = None,
    *,
    acknowledged: bool = True,
    size: float = 9,
    space: float = SIGN_SPACE,
) -> Block:
    """Place and date over the right signature; "Mengetahui," over the left one if it is ``acknowledged``."""
    rows = max(_lines(signer) for signer in (left, right) if signer)
    right_block = _block(right, _dated(head, on), rows, size, space)
    over = _("Acknowledged by,") if acknowledged else "\xa0"
    left_block = _block(left, over, rows, size, space) if left else Gap(0)
    return Side([left_block, right_block], [1, 1], gap=20)


def signature(head: Head, on: date, signer: Signer) -> Block:
    """One signature block on its own, with place and date."""
    return _block(signer, _dated(head, on), _lines(signer), 9, SIGN_SPACE)


def witnesses(seen: Sequence[Witness], title: str, *, size: float = 9) -> Block:
    """Numbered lines on which witnesses sign, each with the post and NIP, or room to write them."""
    lines: list[Block] = [Text(plain(title), size, after=6)]
    for number, one in enumerate(seen, 1):
        facts = (one.title or DOTS, _("NIP. {nip}").format(nip=one.nip or DOTS))
        who = Stack([Mark(f"<b>{plain(one.name)}</b>", size, f"{number}."), *_under(facts, size)])
        row = Side([who, Text("." * 30, size, before=size)], [1.7, 1], gap=6)
        lines += [row, Gap(12)]
    return Stack(lines)


def _under(facts: Sequence[str], size: float) -> list[Block]:
    return [Inset(Text(plain(fact), size * 0.92), size * 1.5) for fact in facts]


def to_sign(title: str) -> Signer:
    """The block of somebody of another office: name, NIP and date are written by hand."""
    return Signer(title=title, name="", rank="", nip="", by_hand=True)


def _dated(head: Head, on: date) -> str:
    return _("{place}, {date}").format(place=head.place, date=date_text(on))


def _lines(signer: Signer) -> int:
    return len(signer.title.split("\n"))


def _block(signer: Signer, first: str, rows: int, size: float, space: float) -> Block:
    titles = [Text(plain(line), size, align="center") for line in signer.title.split("\n")]
    padding = (rows - len(titles)) * size * 1.28
    name = f"<u>{plain(signer.name)}</u>" if signer.name else "(" + "." * 40 + ")"
    below = [signer.rank, _("NIP. {nip}").format(nip=signer.nip) if signer.nip else ""]
    if signer.by_hand:
        below = [_("NIP. {nip}").format(nip=DOTS), _("Date: {dots}").format(dots=DOTS)]
    return Stack(
        [
            Text(plain(first).strip() or "&nbsp;", size, align="center"),
            *titles,
            Gap(space + padding),
            Text(name, size, fonts.BOLD, "center"),
            *(Text(plain(line), size, align="center") for line in below if line),
        ]
    )
