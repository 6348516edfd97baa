"""Laporan antrean of a period: how long people waited, who called whom, how long the counters were open."""

from __future__ import annotations

from collections.abc import Sequence
from typing import BinaryIO

from counter_app.i18n import _, date_text, number, time_text
from counter_app.office.records import OutOfTurn, QueueReport, QueueRow
from counter_app.printing import fonts
from counter_app.printing.arranged import Closed, Side, Stack, Titled
from counter_app.printing.blocks import Block, Gap, Text
from counter_app.printing.charts import Chart, queue_numbers, queue_waits
from counter_app.printing.figures import queue_counts, queue_minutes
from counter_app.printing.folder import nothing
from counter_app.printing.grid import Column, Grid, Row
from counter_app.printing.letterhead import heading, kop, signatures
from counter_app.printing.sheet import PAGES, Sheet, room, write_sheet
from counter_app.printing.text import plain
from counter_app.printing.wording import dash, hours_minutes, minutes, only, period

_SIZE = 7.8
_GAP = 12.0
_CHART = 118.0  # points high


def write_queue(record: QueueReport, out: BinaryIO, *, size: str = "a4") -> None:
    """Draw the report."""
    span = period(record.first, record.last)
    name = _("Queue report")
    width = room(PAGES[size])[0]
    explained = _(
        "Waits run from the number to its call, the way from the call to the desk. Times in minutes."
    )
    sign = signatures(record.head, record.printed.at.date(), record.right_signer, record.left_signer)
    tables = [
        _section(_("A. By queue"), _("Queue"), record.groups, record.total),
        _section(_("B. By class"), _("Class"), record.classes),
        _hours(record, width),
        _people(record),
    ]
    blocks: list[Block] = [kop(record.head), heading(name, span, only(record))]
    for table in tables:
        blocks += [table, Gap(_GAP)]
    blocks += [
        Closed(_calls(record.out_of_turn), Stack([Text(plain(explained), 7, before=4), Gap(16), sign]))
    ]
    write_sheet(out, Sheet(record.head, f"{name}, {span}", record.printed), blocks, size=size)


def _titled(text: str, body: Block) -> Block:
    return Titled(Text(plain(text), 9.4, fonts.BOLD, after=2), body)


def _section(title: str, what: str, rows: Sequence[QueueRow], total: QueueRow | None = None) -> Block:
    if not rows:
        return _titled(title, nothing(_("No numbers were given.")))
    return _titled(title, _table(what, rows, total))


def _table(what: str, rows: Sequence[QueueRow], total: QueueRow | None = None) -> Grid:
    wait, desk = _("Wait"), _("At the desk")
    columns = [
        Column(what, 23.5, lines=2),
        Column(_("Taken"), 13, "right"),
        Column(_("Served"), 13, "right"),
        Column(_("Absent"), 13, "right"),
        Column(_("Passed on"), 15.5, "right"),
        Column(_("Left open"), 13, "right"),
        Column(_("Median"), 13, "right", wait),
        Column(_("9 of 10"), 13, "right", wait),
        Column(_("Way"), 13, "right"),
        Column(_("Median"), 13, "right", desk),
        Column(_("9 of 10"), 13, "right", desk),
    ]
    found = [Row((row.name, *_cells(row))) for row in rows]
    if total is not None:
        found.append(Row((total.name, *_cells(total)), "total"))
    return Grid(columns, found, _SIZE)


def _cells(row: QueueRow) -> list[str]:
    return [*map(dash, queue_counts(row)), *map(minutes, queue_minutes(row))]


def _hours(record: QueueReport, width: float) -> Block:
    """The table of the hours, and below it how many came and how long they waited."""
    title = _("C. By hour")
    if not record.hours:
        return _titled(title, nothing(_("No numbers were given.")))
    half = (width - _GAP) / 2
    drawn = (Chart(draw(record.hours, half, _CHART)) for draw in (queue_numbers, queue_waits))
    return _titled(title, Stack([_table(_("Hour"), record.hours), Gap(8), Side(list(drawn), [1, 1], _GAP)]))


def _people(record: QueueReport) -> Block:
    return Side([_staff(record), _counters(record)], [1.35, 1], _GAP)


def _staff(record: QueueReport) -> Block:
    title = _("D. Staff")
    if not record.staff:
        return _titled(title, nothing(_("Nobody called a number.")))
    columns = [
        Column(_("Name"), 40, lines=12),
        Column(_("Served"), 14, "right"),
        Column(_("Median minutes"), 17, "right"),
        Column(_("Out of turn"), 14, "right"),
        Column(_("Passed over"), 15, "right"),
    ]
    rows = [
        Row((one.staff, dash(one.served), minutes(one.service), dash(one.out_of_turn), dash(one.passed)))
        for one in record.staff
    ]
    return _titled(title, Grid(columns, rows, _SIZE))


def _counters(record: QueueReport) -> Block:
    title = _("E. Counters")
    if not record.counters:
        return _titled(title, nothing(_("No counter was opened.")))
    columns = [
        Column(_("Counter"), 18),
        Column(_("Days"), 12, "right"),
        Column(_("Time open"), 20, "right"),
        Column(_("Time on a break"), 20, "right"),
    ]
    rows = [
        Row((one.counter, number(one.days), hours_minutes(one.open), hours_minutes(one.paused)))
        for one in record.counters
    ]
    return _titled(title, Grid(columns, rows, _SIZE))


def _calls(calls: Sequence[OutOfTurn]) -> Block:
    """Every call before its turn: nobody is passed over in silence."""
    title = _("F. Called out of turn")
    if not calls:
        return _titled(title, nothing(_("Nobody was called out of turn.")))
    columns = [
        Column(_("When"), 0),
        Column(_("Number"), 0),
        Column(_("Officer"), 34, lines=12),
        Column(_("Past"), 12, "right"),
        Column(_("Reason"), 70, lines=12),
    ]
    rows = [Row((_when(one), one.what, one.staff, number(one.passed), one.reason)) for one in calls]
    return _titled(title, Grid(columns, rows, _SIZE))


def _when(one: OutOfTurn) -> str:
    return f"{date_text(one.at.date())}, {time_text(one.at)}" if one.at else ""
