"""Requirements as blocks with squares to tick, for the slip and the leaflet."""

from __future__ import annotations

from collections.abc import Sequence

from counter_app.i18n import _
from counter_app.office.records import Choice, Paper
from counter_app.printing import fonts
from counter_app.printing.arranged import Boxed, Inset, Stack
from counter_app.printing.blocks import Block, Mark, Text
from counter_app.printing.text import plain, rich
from counter_app.printing.wording import amount, fresh, wanted_line

_SHOWN = ("shown", "shown_and_copy")
_EXCHANGED = ("exchanged",)


def choice_block(choice: Choice, number: str, size: float) -> list[Block]:
    """One square to tick, and below it the alternatives."""
    label = _("<b>{label}</b>, one of:") if choice.min == 1 else _("<b>{label}</b>, {count} of:")
    line = rich(label, label=choice.label, count=choice.min)
    return [Mark(f"{number}{line}", size), *(Inset(option, size * 1.6) for option in _options(choice, size))]


def choice_band(choice: Choice, size: float) -> Block:
    """Alternatives under a heading of their own."""
    label = _("{label} (one of)") if choice.min == 1 else _("{label} ({count} of)")
    title = label.format(label=choice.label, count=choice.min)
    return Stack([band(title, size), *_options(choice, size)])


def _options(choice: Choice, size: float) -> list[Block]:
    return [Mark(wanted_line(paper), size * 0.97, "•", hang=1) for paper in choice.options]


def by_kind(papers: Sequence[Paper], size: float) -> list[Block]:
    """Papers under the headings of their kinds; one that is shown and copied stands under both."""
    return [_kind(title, docs, papers, size) for title, docs in _kinds() if _of(docs, papers)]


def band(title: str, size: float) -> Block:
    """A heading on a light band."""
    text = Text(plain(title), size * 1.02, fonts.BOLD)
    return Boxed(text, size * 0.28, 0.4, before=size * 0.45, after=size * 0.25, shade=0.9)


def _kinds() -> list[tuple[str, tuple[str, ...]]]:
    return [
        (_("ORIGINAL, SHOWN (you take it home again)"), _SHOWN),
        (_("ORIGINAL, SHOWN NOW (given up when you collect the new one)"), _EXCHANGED),
        (_("ORIGINAL, HANDED IN"), ("handed_in",)),
        (_("PHOTOCOPY"), ("copy", "shown_and_copy")),
        (_("FORMS AND STATEMENTS (filled in and signed)"), ("form", "statement")),
        (_("IN PERSON"), ("in_person",)),
    ]


def _of(docs: tuple[str, ...], papers: Sequence[Paper]) -> list[Paper]:
    return [paper for paper in papers if paper.doc in docs]


def _kind(title: str, docs: tuple[str, ...], papers: Sequence[Paper], size: float) -> Block:
    marks = [Mark(_line(paper, docs), size, after=size * 0.15) for paper in _of(docs, papers)]
    return Stack([band(title, size), *marks])


def _line(paper: Paper, docs: tuple[str, ...]) -> str:
    line = plain(paper.label)
    if paper.doc != "in_person" and docs not in (_SHOWN, _EXCHANGED):
        line += f", {plain(amount(paper))}"
    if paper.valid_days:
        line += f", {plain(fresh(paper))}"
    if paper.where:
        line += " " + rich(_("(from: {where})"), where=paper.where)
    return line + (f". {plain(paper.note)}" if paper.note else "")
