"""Sentences of the daily report: whether it is closed, what came late, why two figures differ."""

from __future__ import annotations

import datetime as dt
from contextlib import AbstractContextManager, nullcontext
from typing import cast

from counter_app.i18n import Language, _, date_text, long_date, ngettext, number, time_text, written_in
from counter_app.office.records import BlangkoDay, CounterDay, DailyReport, Day, LateRow
from counter_app.printing.figures import MOST_MISSING
from counter_app.printing.wording import signed


def told_in(record: DailyReport) -> AbstractContextManager[None]:
    """Put the language in force in which a closed day was signed; an open one speaks as all else does."""
    return written_in(cast(Language, record.language)) if record.language else nullcontext()


def status(day: Day) -> str:
    """Say who closed the day and when, or that nobody did yet."""
    if day.closed is None:
        return _("NOT CLOSED YET: figures can still change")
    words = _("closed by {name}, {day} at {time}")
    return words.format(
        name=day.closed.by, day=date_text(day.closed.at.date()), time=time_text(day.closed.at)
    )


def foot(record: DailyReport) -> str:
    """Say at the foot who closed the day; empty while nobody did."""
    closed = record.day.closed
    if closed is None:
        return ""
    return _("Closed {day} at {time} by {name}, counter {counter}").format(
        day=long_date(closed.at.date()),
        time=time_text(closed.at),
        name=closed.by,
        counter=record.printed.counter,
    )


def heard(day: Day) -> str:
    """Say of each counter how far it is counted, and whether something may still come."""
    told = "; ".join(_heard(one, day.date) for one in day.counters)
    if all(one.complete for one in day.counters):
        return told
    return _("{counters}: NOT COMPLETE, the day goes on").format(counters=told)


def _heard(one: CounterDay, day: dt.date) -> str:
    if one.until is None or one.until.date() != day:
        return _("{counter} wrote nothing that day").format(counter=one.code)
    return _("{counter} up to {time}").format(counter=one.code, time=time_text(one.until))


def has_corrections(day: Day) -> bool:
    """Whether the balance has figures of days that were closed before."""
    return any(line.corrected for line in day.services)


def late_title(day: Day) -> str:
    """Name what stands below the balance."""
    assert day.since is not None  # only after a closing something comes late
    return _("Came after {day} was closed").format(day=date_text(day.since))


def late_line(row: LateRow) -> str:
    """Say what one file, or one import, changes in the figures of closed days, and why."""
    what = {"late": _("arrived late"), "corrected": _("corrected")}[row.what]
    which = f"{row.number} {row.label}" if row.number else _files(row)
    figures = (
        (_("received {n}"), row.received),
        (_("done {n}"), row.done),
        (_("closed {n}"), row.closed),
        (_("returned {n}"), row.returned),
        (_("handed over {n}"), row.collected),
    )
    told = ", ".join(words.format(n=signed(count)) for words, count in figures if count)
    line = _("{which}, {what}: {figures} ({reason})")
    return line.format(which=which, what=what, figures=told, reason=row.reason)


def _files(row: LateRow) -> str:
    words = ngettext("{service}, {n} file", "{service}, {n} files", row.files)
    return words.format(service=row.label, n=number(row.files))


def stock_lines(day: Day) -> list[str]:
    """Say for each kind that somebody waits for how far the stock goes; then why sections B and C differ."""
    lines = [_after_the_line(line) for line in day.blangko if line.waiting]
    lines += [_booked_late(line) for line in day.blangko if line.late]
    apart = told_apart(day)
    return [*lines, apart] if apart else lines


def left_after(line: BlangkoDay) -> int:
    """Return how many cards are left once everybody who waits is served; below zero, how many are short."""
    return line.closing - line.waiting


def _after_the_line(line: BlangkoDay) -> str:
    left = left_after(line)
    if left >= 0:
        words = _("{kind}: enough for all {waiting} who wait, {left} left after that.")
        return words.format(kind=line.label, waiting=number(line.waiting), left=number(left))
    words = _("{kind}: {waiting} wait, {stock} in stock, {short} short.")
    waiting, stock = number(line.waiting), number(max(line.closing, 0))
    return words.format(kind=line.label, waiting=waiting, stock=stock, short=number(-left))


def _booked_late(line: BlangkoDay) -> str:
    words = _("{kind}: {n} booked after the day before was closed.")
    return words.format(kind=line.label, n=signed(line.late))


def more_missing(day: Day) -> str:
    """Say how much section F does not name; empty where it names all."""
    rest = day.missing[MOST_MISSING:]
    words = ngettext(
        "and {n} other requirement, {times} times", "and {n} other requirements, {times} times", len(rest)
    )
    return words.format(n=number(len(rest)), times=number(sum(row.times for row in rest))) if rest else ""


def told_apart(day: Day) -> str:
    """Say why section B counts fewer than wait in section C; empty where both are the same."""
    waiting = sum(line.waiting for line in day.blangko)
    served = sum(min(line.waiting, max(line.closing, 0)) for line in day.blangko)
    stalled = day.stalled.get("blangko", 0)
    others = waiting - served - stalled
    if waiting == stalled:
        return ""
    parts = []
    if served:
        words = ngettext("{n} can be printed from the stock", "{n} can be printed from the stock", served)
        parts.append(words.format(n=number(served)))
    if others:
        words = ngettext("{n} waits for the applicant first", "{n} wait for the applicant first", others)
        parts.append(words.format(n=number(others)))
    text = _("Of the {waiting} who wait, section B counts {stalled}: {why}.")
    return text.format(waiting=number(waiting), stalled=number(stalled), why="; ".join(parts))
