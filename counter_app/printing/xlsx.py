"""Reports as spreadsheets."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, BinaryIO

from counter_app.domain.words import group_label
from counter_app.i18n import _, long_date
from counter_app.office.records import (
    AuditReport,
    DailyReport,
    Ledger,
    OutOfTurn,
    QueueReport,
    QueueRow,
    Register,
    RegisterRow,
)
from counter_app.printing.day_words import heard, late_title, left_after, status, told_in
from counter_app.printing.figures import (
    balance,
    by_group,
    queue_counts,
    queue_minutes,
    used,
)
from counter_app.printing.recap_xlsx import write_recap_xlsx
from counter_app.printing.trail import chosen
from counter_app.printing.wording import cause_label, counted, of_period, period, seal, under
from counter_app.printing.workbook import Book, Field


def write_daily_xlsx(record: DailyReport, out: BinaryIO) -> None:
    """Write the daily report, one sheet for each of its sections; of a closed day as it was signed."""
    with told_in(record):
        _daily(record, out)


def _daily(record: DailyReport, out: BinaryIO) -> None:
    day, title = record.day, _("Daily service report")
    when = _("{day}, counter {counter}").format(day=long_date(day.date), counter=day.counter)
    below = ". ".join(filter(None, (when, status(day), heard(day), seal(day.anchor))))
    with Book(out, record.head, title, day.date) as book:
        _services(book, record, title, below)
        _late(book, record, below)
        _stalls(book, record, below)
        _blangko(book, record, below)
        _signing(book, record, below)
        _queue(book, record, below)
        _missing(book, record, below)
        _staff(book, record, below)
        _notes(book, record, below)
        _register(book, record.register, _("Register"), _("Daily register"), below)


def _services(book: Book, record: DailyReport, title: str, below: str) -> None:
    names = [_("Received"), _("Done"), _("Closed"), _("Left today"), _("Overdue")]
    names += [_("Returned"), _("Handed over")]
    fields = [
        Field(_("Group"), 14),
        Field(_("Type of service"), 36),
        Field(_("Left from yesterday"), 13, "number"),
        Field(_("Came late"), 13, "signed"),
        *(Field(n, 13, "number") for n in names),
    ]
    rows = [(group_label(line.group), line.label, *balance(line)) for line in by_group(record.day.services)]
    book.sheet(_("Recap"), title, below, fields, rows, summed=range(2, 11))


def _late(book: Book, record: DailyReport, below: str) -> None:
    day = record.day
    if not day.late:
        return
    names = (_("Received"), _("Done"), _("Closed"), _("Returned"), _("Handed over"))
    fields = [
        Field(_("Registration no."), 20),
        Field(_("Service"), 36),
        Field(_("Files"), 10, "number"),
        *(Field(name, 12, "signed") for name in names),
        Field(_("Reason"), 60),
    ]
    rows = [
        (
            *(row.number, row.label, row.files, row.received, row.done),
            *(row.closed, row.returned, row.collected, row.reason),
        )
        for row in day.late
    ]
    book.sheet(_("Came late"), late_title(day), below, fields, rows, summed=range(2, 8))


def _stalls(book: Book, record: DailyReport, below: str) -> None:
    fields = [
        Field(_("Cause"), 26),
        Field(_("Number"), 10, "number"),
        Field(_("Longest (working days)"), 16, "number"),
        Field(_("Explanation"), 60),
    ]
    rows = [(cause_label(row.cause), row.number, row.longest, row.frees) for row in record.day.stalled_rows]
    book.sheet(_("Stalled"), _("Stalled files"), below, fields, rows, summed=[1])


def _blangko(book: Book, record: DailyReport, below: str) -> None:
    spent = [under(_("Used"), name) for name in (_("New"), _("Lost"), _("Damaged"), _("Change"))]
    fields = [
        Field(_("Kind"), 18),
        *(Field(name, 11, "number") for name in (_("Opening stock"), _("In"), *spent, _("Spoiled"))),
        Field(_("Count difference"), 11, "signed"),
        Field(_("Booked late"), 11, "signed"),
        *(Field(name, 11, "number") for name in (_("Closing stock"), _("Waiting"))),
        Field(_("Left after the line"), 11, "signed"),
        Field(_("Enough for (days)"), 11, "number"),
        *(Field(under(_("Old cards"), name), 13, "number") for name in (_("Withdrawn"), _("Destroyed"))),
    ]
    rows = [
        (
            line.label,
            line.opening,
            line.received,
            *used(line),
            line.spoiled,
            line.counted,
            line.late,
            line.closing,
            line.waiting,
            left_after(line),
            line.days_left,
            line.withdrawn,
            line.destroyed,
        )
        for line in record.day.blangko
    ]
    book.sheet(_("Blank forms"), _("Blank forms"), below, fields, rows)


def _signing(book: Book, record: DailyReport, below: str) -> None:
    line = record.day.signing
    fields = [Field(_("Description"), 48), Field(_("Number"), 12, "number")]
    rows: list[tuple[str, int]] = [(_("Into the folder"), line.entered), (_("Signed"), line.signed)]
    rows += [(under(_("Signed"), name), count) for name, count in line.signed_by.items()]
    rows += [(_("Left"), line.left), (_("Longest (working days)"), line.oldest)]
    book.sheet(_("Signatures"), _("Signatures"), below, fields, rows)


def _queue(book: Book, record: DailyReport, below: str) -> None:
    line, minutes = record.day.queue, _("Wait (minutes)")
    fields = [Field(_("Description"), 48), Field(_("Number"), 12, "decimal"), *_turn_fields()]
    counts: list[tuple[str, float | None]] = [
        (_("Taken"), line.taken),
        (_("Served"), line.served),
        (_("Absent"), line.skipped),
        (_("Priority"), line.priority),
        (under(minutes, _("Mean")), line.mean_wait),
        (under(minutes, _("Longest")), line.longest_wait),
        (_("Left open"), line.left_open),
    ]
    rows: list[tuple[object, ...]] = [(*count, None, None, None, None) for count in counts]
    rows += [(_("Called out of turn"), None, *_turn(turn)) for turn in line.out_of_turn]
    rows += [(_("Printed out of line"), None, *_turn(turn)) for turn in record.day.out_of_line]
    book.sheet(_("Queue"), _("Queue"), below, fields, rows)


def _turn_fields() -> list[Field]:
    return [
        Field(_("Registration no."), 20),
        Field(_("Officer"), 20),
        Field(_("Past"), 10, "number"),
        Field(_("Reason"), 40),
    ]


def _turn(turn: OutOfTurn) -> tuple[object, ...]:
    return (turn.what, turn.staff, turn.passed, turn.reason)


def _missing(book: Book, record: DailyReport, below: str) -> None:
    fields = [Field(_("Requirement"), 60), Field(_("Times"), 10, "number")]
    rows = [(line.label, line.times) for line in record.day.missing]
    book.sheet(_("Requirements"), _("Requirements most often missing"), below, fields, rows, summed=[1])


def _staff(book: Book, record: DailyReport, below: str) -> None:
    names = [_("Received"), _("Returned"), _("Done"), _("Handed over")]
    fields = [
        Field(_("Name"), 30),
        *(Field(name, 12, "number") for name in names),
        Field(_("Mean minutes"), 12, "decimal"),
        Field(_("Standard minutes"), 12, "number"),
    ]
    rows = [
        (line.name, line.received, line.returned, line.done, line.handed_over, line.minutes, line.standard)
        for line in record.day.staff
    ]
    book.sheet(_("Staff"), _("Staff"), below, fields, rows, summed=range(1, 5))


def _notes(book: Book, record: DailyReport, below: str) -> None:
    rows = list(enumerate(record.day.notes, 1))
    fields = [Field(_("No."), 6, "number"), Field(_("Notes"), 90)]
    book.sheet(_("Notes"), _("Notes"), below, fields, rows)


def _register(book: Book, rows: Sequence[RegisterRow], name: str, title: str, below: str) -> None:
    fields = [
        Field(_("No."), 7, "number"),
        Field(_("Date"), 17, "moment"),
        Field(_("Registration no."), 19),
        Field(_("Name"), 36),
        Field(book.head.villages, 18),
        Field(_("Group"), 16),
        Field(_("Service"), 34),
        Field(_("Letter number"), 26),
        Field(_("Officer"), 20),
        Field(_("State"), 20),
        Field(_("Minutes"), 9, "number"),
        Field(_("Remarks"), 28),
    ]
    cells = [
        (
            *(n, r.at, r.number, r.name, r.kelurahan, group_label(r.group), r.service, r.letter),
            *(r.staff, r.state, r.minutes, r.note),
        )
        for n, r in enumerate(rows, 1)
    ]
    book.sheet(name, title, below, fields, cells)


def write_register_xlsx(record: Register, out: BinaryIO) -> None:
    """Write the register of a period."""
    title = _("Register of applications")
    with Book(out, record.head, title, record.last) as book:
        below = period(record.first, record.last)
        _register(book, record.rows, _("Register"), title, f"{below}. {of_period()}")
        _register_totals(book, record, below)


def _register_totals(book: Book, record: Register, below: str) -> None:
    states = list(record.totals[0].states) if record.totals else []
    fields = [Field(_("Group"), 18), *(Field(name, 14, "number") for name in [*states, _("Total")])]
    rows = [(group_label(row.group), *row.states.values(), sum(row.states.values())) for row in record.totals]
    title, below = _("Recapitulation of the register"), f"{below}. {counted(record)}"
    book.sheet(_("Totals"), title, below, fields, rows, summed=range(1, len(fields)))


def write_queue_xlsx(record: QueueReport, out: BinaryIO) -> None:
    """Write the queue report: by queue, class and hour, staff, counters, calls out of turn."""
    title, below = _("Queue report"), period(record.first, record.last)
    with Book(out, record.head, title, record.last) as book:
        for name, what, rows in (
            (_("Queues"), _("Queue"), [*record.groups, *([record.total] if record.groups else [])]),
            (_("Classes"), _("Class"), record.classes),
            (_("Hours"), _("Hour"), record.hours),
        ):
            book.sheet(name, title, below, _queue_fields(what), [_queue_cells(row) for row in rows])
        _queue_people(book, record, title, below)


def _queue_fields(what: str) -> list[Field]:
    counts = (_("Taken"), _("Served"), _("Absent"), _("Passed on"), _("Left open"))
    wait, desk = _("Wait (minutes)"), _("At the desk (minutes)")
    times = [under(wait, _("Median")), under(wait, _("9 of 10")), _("Way (minutes)")]
    times += [under(desk, _("Median")), under(desk, _("9 of 10"))]
    numbers = [Field(name, 11, "number") for name in counts]
    return [Field(what, 22), *numbers, *(Field(name, 14, "decimal") for name in times)]


def _queue_cells(row: QueueRow) -> tuple[object, ...]:
    return (row.name, *queue_counts(row), *queue_minutes(row))


def _queue_people(book: Book, record: QueueReport, title: str, below: str) -> None:
    fields = [
        Field(_("Name"), 30),
        Field(_("Served"), 12, "number"),
        Field(_("Median minutes"), 12, "decimal"),
    ]
    fields += [Field(name, 12, "number") for name in (_("Out of turn"), _("Passed over"))]
    staff = [(one.staff, one.served, one.service, one.out_of_turn, one.passed) for one in record.staff]
    book.sheet(_("Staff"), title, below, fields, staff, summed=(1, 3, 4))
    names = (_("Days"), _("Time open (minutes)"), _("Time on a break (minutes)"))
    fields = [Field(_("Counter"), 12), *(Field(name, 14, "number") for name in names)]
    counters = [(one.counter, one.days, one.open, one.paused) for one in record.counters]
    book.sheet(_("Counters"), title, below, fields, counters)
    fields = [Field(_("When"), 17, "moment"), Field(_("Number"), 12), *_turn_fields()[1:]]
    calls = [(one.at, *_turn(one)) for one in record.out_of_turn]
    book.sheet(_("Out of turn"), _("Called out of turn"), below, fields, calls)


def write_ledger_xlsx(record: Ledger, out: BinaryIO) -> None:
    """Write the stock book of one kind of blank form."""
    title = under(_("Stock book of blank forms"), record.kind)
    fields = [
        Field(_("Date"), 17, "moment"),
        Field(_("Description"), 40),
        Field(_("Letter no."), 24),
        Field(_("Serial"), 24),
        *(Field(name, 11, "number") for name in (_("In"), _("Used"), _("Spoiled"))),
        Field(_("Count difference"), 11, "signed"),
        Field(_("Left"), 11, "number"),
        Field(_("Officer"), 20),
    ]
    rows: list[tuple[object, ...]] = [(None, _("Carried over"), "", "", 0, 0, 0, 0, record.opening, "")]
    rows += [
        (r.at, r.what, r.letter, r.serial, r.received, r.used, r.spoiled, r.counted, r.left, r.staff)
        for r in record.rows
    ]
    with Book(out, record.head, title, record.last) as book:
        below = period(record.first, record.last)
        book.sheet(_("Stock"), title, below, fields, rows, summed=range(4, 8))


def write_audit_xlsx(record: AuditReport, out: BinaryIO) -> None:
    """Write the audit: entry by entry, and by person."""
    title, span = _("Audit report"), period(record.first, record.last)
    below = ". ".join(part for part in (span, *chosen(record), seal(record.anchor)) if part)
    fields = [
        Field(_("No."), 7, "number"),
        Field(_("When"), 17, "moment"),
        Field(_("Who"), 28),
        Field(_("Role"), 20),
        Field(_("What"), 40),
        Field(_("About"), 60),
    ]
    rows = [(n, row.at, row.name, row.role, row.what, row.about) for n, row in enumerate(record.rows, 1)]
    totals = [(row.name, row.role, row.entries, row.applications) for row in record.totals]
    counted = [Field(name, 14, "number") for name in (_("Entries"), _("Applications"))]
    with Book(out, record.head, title, record.last) as book:
        book.sheet(_("Entries"), title, below, fields, rows)
        people = [Field(_("Name"), 28), Field(_("Role"), 20), *counted]
        book.sheet(_("By person"), _("By person"), below, people, totals, summed=[2])


XLSX: dict[str, Callable[[Any, BinaryIO], None]] = {
    "daily": write_daily_xlsx,
    "recap": write_recap_xlsx,
    "register": write_register_xlsx,
    "queue": write_queue_xlsx,
    "ledger": write_ledger_xlsx,
    "audit": write_audit_xlsx,
}
