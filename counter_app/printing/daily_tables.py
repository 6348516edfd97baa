"""Sections A to H of the daily report."""

from __future__ import annotations

from collections.abc import Sequence

from counter_app.domain.words import group_label
from counter_app.i18n import _, number
from counter_app.office.records import BlangkoDay, Day, OutOfTurn, ServiceDay, StaffDay
from counter_app.printing import fonts
from counter_app.printing.arranged import Stack, Titled
from counter_app.printing.blocks import Block, Mark, Text
from counter_app.printing.day_words import has_corrections, late_line, late_title, more_missing, stock_lines
from counter_app.printing.figures import BALANCE, MOST_MISSING, balance, by_group, sums, used
from counter_app.printing.grid import Column, Grid, Row
from counter_app.printing.text import plain, rich
from counter_app.printing.wording import NOTHING, balance_cells, cause_label, dash, left_open, minutes, signed


def services(day: Day, size: float) -> Block:
    """A: the balance of every service on offer, group by group."""
    apart, late = _("Outside the balance"), has_corrections(day)
    columns = [
        Column(_("Group"), 0),
        Column(_("No."), 0, "right"),
        Column(_("Type of service"), 42 if late else 53, lines=2),
        Column(_("Left from yesterday"), 14.5, "right"),
        *([Column(_("Came late"), 13, "right")] if late else []),
        Column(_("Received"), 14.5, "right"),
        Column(_("Done"), 13.5, "right"),
        Column(_("Closed"), 13, "right"),
        Column(_("Left today"), 13.5, "right"),
        Column(_("Overdue"), 13, "right"),
        Column(_("Returned"), 0, "right", apart),
        Column(_("Handed over"), 0, "right", apart),
    ]
    rows = [*_service_rows(by_group(day.services), late=late), _service_total(day.services, late=late)]
    body = Stack([Grid(columns, rows, size, _pad(size)), *_late(day, size)])
    return _section(_("A. Recapitulation of applications"), body, size)


def _late(day: Day, size: float) -> list[Block]:
    """Return what came after the last closing, file by file."""
    if not day.late:
        return []
    told = "; ".join(plain(late_line(row)) for row in day.late)
    return [Text(f"<b>{plain(late_title(day))}</b>: {told}.", size, before=2)]


def _service_rows(lines: Sequence[ServiceDay], *, late: bool) -> list[Row]:
    rows, before = [], None
    for n, line in enumerate(lines, 1):
        group = None if line.group == before else group_label(line.group)
        rows.append(Row((group, str(n), line.label, *balance_cells(balance(line), late=late))))
        before = line.group
    return rows


def _service_total(lines: Sequence[ServiceDay], *, late: bool) -> Row:
    figures = sums([balance(line) for line in lines], BALANCE)
    return Row((_("Total"), *balance_cells(figures, late=late)), "total", span=3)


def stalls(day: Day, size: float) -> Block:
    """B: what stands still, why, and what frees it."""
    title = _("B. Stalled files")
    if not day.stalled_rows:
        return _section(title, Text(plain(_("No stalled files.")), size), size)
    columns = [
        Column(_("Cause"), 0),
        Column(_("Number"), 15, "right"),
        Column(_("Longest (working days)"), 32, "right"),
        Column(_("Explanation"), 100, lines=4),
    ]
    rows = [Row((cause_label(r.cause), dash(r.number), dash(r.longest), r.frees)) for r in day.stalled_rows]
    return _section(title, Grid(columns, rows, size, _pad(size)), size)


def blangko(day: Day, size: float) -> Block:
    """C: the stock of blank forms, and the cards that came back."""
    spent, cards = _("Used"), _("Old cards")
    columns = [
        Column(_("Kind"), 0),
        Column(_("Opening stock"), 13, "right"),
        Column(_("In"), 12, "right"),
        Column(_("New"), 12, "right", spent),
        Column(_("Lost"), 12, "right", spent),
        Column(_("Damaged"), 12, "right", spent),
        Column(_("Change"), 12, "right", spent),
        Column(_("Spoiled"), 14, "right"),
        Column(_("Count difference"), 14, "right"),
        Column(_("Closing stock"), 13, "right"),
        Column(_("Waiting"), 18, "right"),
        Column(_("Enough for (days)"), 19, "right"),
        Column(_("Withdrawn"), 14, "right", cards),
        Column(_("Destroyed"), 22, "right", cards),
    ]
    rows = [Row((line.label, *_stock(line))) for line in day.blangko]
    grid: Block = Grid(columns, rows, size, _pad(size)) if rows else Text(plain(_("None.")), size)
    words = [Text(plain(" ".join(lines)), size, before=2)] if (lines := stock_lines(day)) else []
    body = Stack([grid, *words, *_turns(_("Printed out of line"), day.out_of_line, size)])
    return _section(_("C. Blank forms"), body, size)


def _stock(line: BlangkoDay) -> list[str]:
    return [
        *map(dash, [line.opening, line.received, *used(line), line.spoiled]),
        signed(line.counted),
        dash(line.closing),
        dash(line.waiting),
        NOTHING if line.days_left is None else number(line.days_left),
        *map(dash, [line.withdrawn, line.destroyed]),
    ]


def signing(day: Day, size: float) -> Block:
    """D: the signature folder."""
    columns = [
        Column(_("Into the folder"), 12, "right"),
        Column(_("Signed"), 0, "right"),
        Column(_("By"), 62, lines=4),
        Column(_("Left"), 10, "right"),
        Column(_("Longest (working days)"), 20, "right"),
    ]
    line = day.signing
    by = "; ".join(f"{name}: {number(count)}" for name, count in line.signed_by.items()) or NOTHING
    row = Row((dash(line.entered), dash(line.signed), by, dash(line.left), dash(line.oldest)))
    return _section(_("D. Signatures"), Grid(columns, [row], size, _pad(size)), size)


def queue(day: Day, size: float) -> Block:
    """E: the queue of the day."""
    wait = _("Wait (minutes)")
    columns = [
        Column(_("Taken"), 14, "right"),
        Column(_("Served"), 14, "right"),
        Column(_("Absent"), 14, "right"),
        Column(_("Priority"), 15, "right"),
        Column(_("Mean"), 17, "right", wait),
        Column(_("Longest"), 17, "right", wait),
    ]
    line = day.queue
    counts = [line.taken, line.served, line.skipped, line.priority]
    row = Row((*map(dash, counts), minutes(line.mean_wait), minutes(line.longest_wait)))
    return _section(_("E. Queue"), Grid(columns, [row], size, _pad(size)), size)


def out_of_turn(day: Day, size: float) -> list[Block]:
    """E, continued: who was called before the turn, and what nobody ended."""
    return _turns(_("Called out of turn"), day.queue.out_of_turn, size, left_open(day.queue))


def _turns(title: str, turns: Sequence[OutOfTurn], size: float, more: str = "") -> list[Block]:
    """Return one paragraph of who went before their turn, with what else is to be said."""
    if not turns:
        return [Text(plain(more), size, before=2)] if more else []
    lines = [
        rich(
            _("{what} ({staff}, past {passed}): {reason}"),
            what=turn.what,
            staff=turn.staff,
            passed=turn.passed,
            reason=turn.reason,
        )
        for turn in turns
    ]
    told = f"<b>{plain(title)}</b>: {'; '.join(lines)}. {plain(more)}"
    return [Text(told.strip(), size, before=2)]


def missing(day: Day, size: float) -> Block:
    """F: the five requirements that were missing most often."""
    title = _("F. Requirements most often missing")
    if not day.missing:
        return _section(title, Text(plain(_("None.")), size), size)
    columns = [Column(_("Requirement"), 56, lines=4), Column(_("Times"), 10, "right")]
    rows = [Row((line.label, dash(line.times))) for line in day.missing[:MOST_MISSING]]
    more = [Text(plain(words), size, before=2)] if (words := more_missing(day)) else []
    return _section(title, Stack([Grid(columns, rows, size, _pad(size)), *more]), size)


def staff(day: Day, size: float) -> Block:
    """G: what each member of staff did."""
    title = _("G. Staff")
    if not day.staff:
        return _section(title, Text(plain(_("None.")), size), size)
    columns = [
        Column(_("Name"), 34, lines=12),
        Column(_("Received"), 14.5, "right"),
        Column(_("Returned"), 0, "right"),
        Column(_("Done"), 13, "right"),
        Column(_("Handed over"), 0, "right"),
        Column(_("Mean minutes (standard)"), 20, "right"),
    ]
    rows = [Row((line.name, *map(dash, _work(line)), _pace(line))) for line in day.staff]
    return _section(title, Grid(columns, rows, size, _pad(size)), size)


def _work(line: StaffDay) -> list[int]:
    return [line.received, line.returned, line.done, line.handed_over]


def _pace(line: StaffDay) -> str:
    return f"{minutes(line.minutes)} ({number(line.standard)})"


def notes(day: Day, size: float) -> list[Block]:
    """H: disruptions, corrections, conflicts, steps taken back."""
    title = _title(_("H. Notes"), size)
    if not day.notes:
        return [Titled(title, Text(plain(_("None.")), size))]
    marks = [Mark(plain(note), size, f"{n}.", after=0) for n, note in enumerate(day.notes, 1)]
    return [Titled(title, marks[0]), *marks[1:]]


def _title(text: str, size: float) -> Block:
    return Text(plain(text), size + 0.6, fonts.BOLD, after=1.5)


def _section(title: str, body: Block, size: float) -> Block:
    return Titled(_title(title, size), body)


def _pad(size: float) -> float:
    """Space above and below a row's text: the smaller the type, the tighter."""
    return (size - 4.5) * 0.32
