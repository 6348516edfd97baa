"""Reports as tables for the terminal."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from tabulate import tabulate

from counter_app.domain.ages import LONG
from counter_app.domain.words import group_label
from counter_app.i18n import _, long_date, number, short_date, time_text
from counter_app.office.records import (
    AuditReport,
    DailyReport,
    Day,
    Ledger,
    OutOfTurn,
    QueueReport,
    QueueRow,
    Recap,
    Register,
    RegisterRow,
)
from counter_app.printing.day_words import (
    has_corrections,
    heard,
    late_line,
    late_title,
    more_missing,
    status,
    stock_lines,
    told_in,
)
from counter_app.printing.figures import (
    BALANCE,
    CAUSES,
    MOST_MISSING,
    ages,
    balance,
    begins_within,
    by_group,
    causes,
    month_total,
    queue_counts,
    queue_minutes,
    register_total,
    share,
    share_done,
    sums,
    target_total,
    target_years,
    total,
    used,
)
from counter_app.printing.text import clean
from counter_app.printing.trail import chosen
from counter_app.printing.wording import (
    NOTHING,
    age_text,
    balance_cells,
    cause_label,
    counted,
    dash,
    explained_ages,
    explained_targets,
    hours_minutes,
    left_open,
    minutes,
    month_text,
    no_targets,
    of_period,
    percent,
    period,
    seal,
    short_cause,
    signed,
)

_WIDEST = 34  # letters of a text column, then it wraps


def daily_text(record: DailyReport) -> str:
    """Return the daily report, section by section; of a closed day in the language of its signing."""
    with told_in(record):
        return _daily(record)


def _daily(record: DailyReport) -> str:
    day = record.day
    only = _("Report of counter {counter} only").format(counter=day.counter) if record.one_counter else ""
    top = [_("Daily service report").upper(), long_date(day.date), only, status(day), heard(day)]
    sections = [_services(day), _stalls(day), _blangko(day), _signing(day), _queue(day), _missing(day)]
    sections += [_staff(day), _notes(day), seal(day.anchor)]
    return "\n\n".join(["\n".join(filter(None, top)), *filter(None, sections)]) + "\n"


def _table(titles: Sequence[str], rows: Sequence[Sequence[str]], *, text: Sequence[int] = (0,)) -> str:
    """Set a table; the columns in ``text`` are words, the others figures."""
    if not rows:
        return _("None.")
    align = ["left" if column in text else "right" for column in range(len(titles))]
    widths = [_WIDEST if column in text else None for column in range(len(titles))]
    cells = [[clean(cell) for cell in row] for row in rows]
    heads = [_folded(title) for title in titles]
    made: str = tabulate(
        cells,
        heads,
        "simple",
        colalign=align,
        headersglobalalign="left",
        maxcolwidths=widths,
        disable_numparse=True,
    )
    return made


def _folded(title: str) -> str:
    """Put a long heading on two lines."""
    middle = title.rfind(" ", 0, len(title) // 2 + 3)
    return title if len(title) < 10 or middle < 0 else f"{title[:middle]}\n{title[middle + 1 :]}"


def _section(title: str, body: str) -> str:
    return f"{title}\n{body}"


def _services(day: Day) -> str:
    late = has_corrections(day)
    titles = [_("Type of service"), _("Left from yesterday"), *([_("Came late")] if late else [])]
    titles += [_("Received"), _("Done"), _("Closed")]
    titles += [_("Left today"), _("Overdue"), _("Returned"), _("Handed over")]
    lines = by_group(day.services)
    rows = [(line.label, *balance_cells(balance(line), late=late)) for line in lines]
    rows.append((_("Total"), *balance_cells(sums([balance(line) for line in lines], BALANCE), late=late)))
    told = "".join(f"\n{late_title(day)}: {clean(late_line(row))}." for row in day.late)
    return _section(_("A. Recapitulation of applications"), _table(titles, rows) + told)


def _stalls(day: Day) -> str:
    titles = [_("Cause"), _("Number"), _("Longest (working days)"), _("Explanation")]
    rows = [(cause_label(r.cause), dash(r.number), dash(r.longest), r.frees) for r in day.stalled_rows]
    return _section(_("B. Stalled files"), _table(titles, rows, text=(0, 3)))


def _blangko(day: Day) -> str:
    titles = [_("Kind"), _("Opening stock"), _("In"), _("New"), _("Lost"), _("Damaged"), _("Change")]
    titles += [_("Spoiled"), _("Count difference"), _("Closing stock"), _("Waiting"), _("Enough for (days)")]
    rows = [
        (
            line.label,
            *map(dash, [line.opening, line.received, *used(line), line.spoiled]),
            signed(line.counted),
            *map(dash, [line.closing, line.waiting]),
            NOTHING if line.days_left is None else number(line.days_left),
        )
        for line in day.blangko
    ]
    told = "".join(f"\n{line}" for line in stock_lines(day))
    turns = _turns(_("Printed out of line"), day.out_of_line)
    return _section(_("C. Blank forms"), _table(titles, rows) + told + turns)


def _turns(title: str, turns: Sequence[OutOfTurn]) -> str:
    template = _("{what} ({staff}, past {passed}): {reason}")
    lines = [template.format(what=t.what, staff=t.staff, passed=t.passed, reason=t.reason) for t in turns]
    return "".join(f"\n{title}: {clean(line)}" for line in lines)


def _signing(day: Day) -> str:
    line = day.signing
    titles = [_("Into the folder"), _("Signed"), _("By"), _("Left"), _("Longest (working days)")]
    by = "; ".join(f"{name}: {number(count)}" for name, count in line.signed_by.items()) or NOTHING
    row = (dash(line.entered), dash(line.signed), by, dash(line.left), dash(line.oldest))
    return _section(_("D. Signatures"), _table(titles, [row], text=(2,)))


def _queue(day: Day) -> str:
    line = day.queue
    titles = [_("Taken"), _("Served"), _("Absent"), _("Priority"), _("Mean"), _("Longest")]
    counts = [line.taken, line.served, line.skipped, line.priority]
    row = (*map(dash, counts), minutes(line.mean_wait), minutes(line.longest_wait))
    body = _table(titles, [row], text=()) + _turns(_("Called out of turn"), line.out_of_turn)
    left = left_open(line)
    return _section(_("E. Queue"), f"{body}\n{left}" if left else body)


def _missing(day: Day) -> str:
    titles = [_("Requirement"), _("Times")]
    rows = [(line.label, dash(line.times)) for line in day.missing[:MOST_MISSING]]
    more = f"\n{words}" if (words := more_missing(day)) else ""
    return _section(_("F. Requirements most often missing"), _table(titles, rows) + more)


def _staff(day: Day) -> str:
    titles = [
        _("Name"),
        _("Received"),
        _("Returned"),
        _("Done"),
        _("Handed over"),
        _("Mean minutes (standard)"),
    ]
    rows = []
    for line in day.staff:
        counts = [line.received, line.returned, line.done, line.handed_over]
        rows.append((line.name, *map(dash, counts), f"{minutes(line.minutes)} ({number(line.standard)})"))
    return _section(_("G. Staff"), _table(titles, rows))


def _notes(day: Day) -> str:
    lines = [f"{n}. {clean(note)}" for n, note in enumerate(day.notes, 1)] or [_("None.")]
    return _section(_("H. Notes"), "\n".join(lines))


def recap_text(record: Recap) -> str:
    """Return the recap: by group, by age, by month, the targets."""
    top = _top(_("Recapitulation of applications"), record)
    sections = [top, _groups(record), _ages(record), _months(record), _targets(record)]
    return "\n\n".join(sections) + "\n"


def _top(title: str, record: AuditReport | QueueReport | Recap | Register | Ledger) -> str:
    return f"{title.upper()}\n{period(record.first, record.last)}"


def _groups(record: Recap) -> str:
    titles = [_("Group"), _("Opening balance"), _("Received"), _("Done"), _("Done (%)"), _("Closed")]
    titles += [_("Not done"), *map(short_cause, CAUSES)]
    rows = []
    for row in [*record.rows, total(record.rows)] if record.rows else []:
        front = [dash(row.carried_over), dash(row.received), dash(row.done), percent(share_done(row))]
        back = [dash(row.closed), dash(row.open), *map(dash, causes(row))]
        rows.append((group_label(row.group), *front, *back))
    return _section(_("A. Applications by group"), _table(titles, rows))


def _ages(record: Recap) -> str:
    title, whole = _("B. Not done, by age"), total(record.rows)
    if not whole.open:
        return _section(title, _("Nothing is open."))
    titles = [_("Group"), *map(age_text, LONG), _("Not done"), _("Longest (working days)")]
    rows = [
        (group_label(row.group), *map(dash, ages(row)), dash(row.open), dash(row.longest))
        for row in [*record.rows, whole]
    ]
    shares = [percent(share(count, whole.open) or None) for count in [*ages(whole), whole.open]]
    rows.append((_("Share (%)"), *shares, ""))
    return _section(title, f"{_table(titles, rows)}\n{explained_ages(record)}")


def _months(record: Recap) -> str:
    titles = [_("Month"), _("Received"), _("Done"), _("Closed"), _("Left")]
    rows = [
        (month_text(m.month), dash(m.received), dash(m.done), dash(m.closed), dash(m.open))
        for m in record.months
    ]
    if rows:
        m = month_total(record.months)
        rows.append((_("Total"), dash(m.received), dash(m.done), dash(m.closed), dash(m.open)))
    return _section(_("C. Applications by month"), _table(titles, rows))


def _targets(record: Recap) -> str:
    title = _("D. Target and realisation")
    if not record.targets:
        hint = _("Set them in Settings, Yearly targets.")
        return _section(title, f"{no_targets(record)} {hint}")
    within = begins_within(record)
    titles = [_("Year"), _("Group"), _("Target of the year")]
    titles += [_("Received in the period")] if within else []
    titles += [_("Realisation"), "%"]
    rows = []
    for year in target_years(record.targets):
        for row in [*year, target_total(year)] if len(year) > 1 else year:
            inside = [dash(row.inside)] if within else []
            last = [dash(row.received), percent(share(row.received, row.target))]
            rows.append((str(row.year), group_label(row.group), dash(row.target), *inside, *last))
    return _section(title, f"{_table(titles, rows, text=(0, 1))}\n{explained_targets(record)}")


def register_text(record: Register) -> str:
    """Return the register of a period."""
    top = _top(_("Register of applications"), record)
    titles = [_("No."), _("Date"), _("Registration no."), _("Name"), _("Service"), _("Letter number")]
    titles += [_("State"), _("Minutes")]
    rows = [_register_row(n, row) for n, row in enumerate(record.rows, 1)]
    parts = [top, of_period(), _table(titles, rows, text=(1, 2, 3, 4, 5, 6)), *_register_totals(record)]
    return "\n\n".join(parts) + "\n"


def _register_totals(record: Register) -> list[str]:
    if not record.totals:
        return []
    whole = register_total(record.totals)
    titles = [_("Group"), *whole.states, _("Total")]
    rows = [
        (group_label(row.group), *map(dash, row.states.values()), dash(sum(row.states.values())))
        for row in [*record.totals, whole]
    ]
    return [_section(_("Recapitulation of the register"), _table(titles, rows)), counted(record)]


def _register_row(n: int, row: RegisterRow) -> tuple[str, ...]:
    when = f"{short_date(row.at.date())} {time_text(row.at)}"
    minutes = NOTHING if row.minutes is None else str(row.minutes)
    return (str(n), when, row.number, row.name, row.service, row.letter or NOTHING, row.state, minutes)


def queue_text(record: QueueReport) -> str:
    """Return the queue report: by queue, class and hour, staff, counters, calls out of turn."""
    staff = [
        (one.staff, dash(one.served), minutes(one.service), dash(one.out_of_turn), dash(one.passed))
        for one in record.staff
    ]
    names = [_("Name"), _("Served"), _("Median minutes"), _("Out of turn"), _("Passed over")]
    counters = [
        (one.counter, number(one.days), hours_minutes(one.open), hours_minutes(one.paused))
        for one in record.counters
    ]
    open_ = [_("Counter"), _("Days"), _("Time open"), _("Time on a break")]
    calls = [
        (_moment(one), one.what, one.staff, number(one.passed), one.reason) for one in record.out_of_turn
    ]
    heads = [_("When"), _("Number"), _("Officer"), _("Past"), _("Reason")]
    parts = [
        _top(_("Queue report"), record),
        _queue_rows(
            _("A. By queue"), _("Queue"), [*record.groups, *([record.total] if record.groups else [])]
        ),
        _queue_rows(_("B. By class"), _("Class"), record.classes),
        _queue_rows(_("C. By hour"), _("Hour"), record.hours),
        _section(_("D. Staff"), _table(names, staff)),
        _section(_("E. Counters"), _table(open_, counters)),
        _section(_("F. Called out of turn"), _table(heads, calls, text=(0, 1, 2, 4))),
    ]
    return "\n\n".join(parts) + "\n"


def _queue_rows(title: str, what: str, rows: Sequence[QueueRow]) -> str:
    titles = [what, _("Taken"), _("Served"), _("Absent"), _("Passed on"), _("Left open")]
    titles += [_("Wait, median"), _("Wait, 9 of 10"), _("Way"), _("At the desk, median")]
    titles += [_("At the desk, 9 of 10")]
    cells = [(row.name, *map(dash, queue_counts(row)), *map(minutes, queue_minutes(row))) for row in rows]
    return _section(title, _table(titles, cells))


def _moment(one: OutOfTurn) -> str:
    return f"{short_date(one.at.date())} {time_text(one.at)}" if one.at else ""


def ledger_text(record: Ledger) -> str:
    """Return the stock book of one kind of blank form."""
    top = _top(_("Stock book of blank forms, {kind}").format(kind=record.kind), record)
    titles = [_("Date"), _("Description"), _("Serial"), _("In"), _("Used"), _("Spoiled")]
    titles += [_("Count difference"), _("Left"), _("Officer")]
    rows = [("", _("Carried over"), "", "", "", "", "", number(record.opening), "")]
    for row in record.rows:
        moves = (dash(row.received), dash(row.used), dash(row.spoiled), signed(row.counted))
        rows.append((short_date(row.at.date()), row.what, row.serial, *moves, number(row.left), row.staff))
    return f"{top}\n\n{_table(titles, rows, text=(0, 1, 2, 8))}\n"


def audit_text(record: AuditReport) -> str:
    """Return the audit of a period, entry by entry, then by person."""
    top = "\n".join([_top(_("Audit report"), record), *filter(None, chosen(record))])
    people = [(row.name, row.role, number(row.entries), dash(row.applications)) for row in record.totals]
    counted = _table([_("Name"), _("Role"), _("Entries"), _("Applications")], people, text=(0, 1))
    heads = [_("When"), _("Who"), _("Role"), _("What"), _("About")]
    rows = [
        (f"{short_date(row.at.date())} {time_text(row.at)}", row.name, row.role, row.what, row.about)
        for row in record.rows
    ]
    parts = [top, _table(heads, rows, text=range(5)), counted, seal(record.anchor)]
    return "\n\n".join(part for part in parts if part) + "\n"


TERMINAL: dict[str, Callable[[Any], str]] = {
    "daily": daily_text,
    "recap": recap_text,
    "register": register_text,
    "queue": queue_text,
    "ledger": ledger_text,
    "audit": audit_text,
}
