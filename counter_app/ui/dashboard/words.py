"""What the board says, in sentences: of figures, of what stands still, of charts for who can't see them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from counter_app.i18n import _, long_date, ngettext, number, time_text
from counter_app.office import records as r
from counter_app.printing.wording import day_name
from counter_app.ui.states import day_words, minutes_words, working_days


def before(count: int, day: dt.date, today: dt.date) -> str:
    """Return what a figure was on the working day before."""
    if (today - day).days == 1:
        return _("{n} yesterday").format(n=number(count))
    return _("{n} on {day}").format(n=number(count), day=day_name(day))


def stall(row: r.DashboardStall) -> str:
    """Return how many stand still for one cause."""
    n = row.number
    sentence = {
        "blangko": ngettext("{n} waits for a blank card", "{n} wait for blank cards", n),
        "signature": ngettext("{n} waits for a signature", "{n} wait for a signature", n),
        "agency": ngettext("{n} is with another agency", "{n} are with another agency", n),
        "disruption": ngettext("{n} is held up by a disruption", "{n} are held up by a disruption", n),
        "citizen": ngettext("{n} waits for the citizen", "{n} wait for the citizen", n),
    }
    return sentence.get(row.cause, f"{{n}} {row.label}").format(n=number(n))


def frees(row: r.DashboardStall) -> str:
    """Return since when the oldest has stood still, and what frees them."""
    since = _("Longest {days}").format(days=working_days(row.longest)) if row.longest else _("Since today")
    way = _("what frees them: {frees}").format(frees=row.frees)
    return f"{since} · {way}" if row.frees else since


def folder(row: r.DashboardSigning) -> tuple[str, str]:
    """Return what lies in the folder for signature."""
    if not row.waiting:
        return _("The folder for signature is empty"), ""
    words = ngettext("{n} file waits for a signature", "{n} files wait for a signature", row.waiting)
    oldest = _("The oldest for {days}").format(days=working_days(row.oldest_days))
    return words.format(n=number(row.waiting)), oldest if row.oldest_days else _("All of them since today")


def signer(row: r.DashboardSigning) -> tuple[str, str]:
    """Return who signs today, and who is away."""
    words = _("{name} signs today").format(name=row.signs_today)
    away = "; ".join(
        _("{title} away until {day}: {reason}").format(
            title=one.title, day=day_words(one.until.isoformat()), reason=one.reason
        )
        for one in row.away
    )
    return words if row.signs_today else _("Nobody may sign today"), away


def not_closed(day: dt.date | None, today: dt.date) -> tuple[str, str]:
    """Return which day is to be closed."""
    if day is None:
        return "", ""
    yesterday = _("Yesterday is not closed yet")
    words = yesterday if (today - day).days == 1 else _("{day} is not closed yet").format(day=long_date(day))
    return words, _("Look at its report and close it")


def queue(row: r.DashboardQueue) -> tuple[str, str]:
    """Return who waits now, and how long people waited today."""
    if row.waiting:
        words = ngettext("{n} waits in the queue", "{n} wait in the queue", row.waiting)
        words = words.format(n=number(row.waiting))
        words = _("{count}, the longest {time}").format(count=words, time=minutes_words(row.longest))
    else:
        words = _("Nobody waits in the queue")
    if row.mean_wait is None or row.p90_wait is None:
        return words, _("Nobody was called today")
    served = ngettext("{n} served today", "{n} served today", row.served).format(n=number(row.served))
    waits = _("mean wait {mean}, nine of ten at most {most}").format(
        mean=minutes_words(round(row.mean_wait)), most=minutes_words(round(row.p90_wait))
    )
    return words, f"{served} · {waits}"


def turns(rows: list[dict[str, Any]]) -> tuple[str, str]:
    """Return how many were called out of turn today, and by whom, past how many."""
    calls = sum(row["calls"] for row in rows)
    words = ngettext("{n} called out of turn today", "{n} called out of turn today", calls)
    told = (
        _("{name}: {n}, past {passed}").format(
            name=row["name"], n=number(row["calls"]), passed=number(row["passed"])
        )
        for row in sorted(rows, key=lambda row: (-row["calls"], row["name"]))
    )
    return words.format(n=number(calls)), " · ".join(told)


def errand(row: r.DashboardErrand) -> tuple[str, str]:
    """Return how long an errand at the counter takes against the standard."""
    standard = _("The standard is {time}").format(time=minutes_words(row.standard))
    if row.minutes is None:
        return _("No errand was finished today"), standard
    minutes = round(row.minutes)
    words = (
        _("An errand takes {time}").format(time=minutes_words(minutes))
        if minutes
        else _("An errand takes less than a minute")
    )
    return words, ngettext(
        "{standard}; measured on {n} errand today", "{standard}; measured on {n} errands today", row.number
    ).format(standard=standard, n=number(row.number))


def supply(row: r.DashboardStock) -> tuple[str, str]:
    """Return how a kind of blank stock and the line for it stand."""
    words = _("{kind}: {on_hand} on hand, {waiting} waiting").format(
        kind=row.label, on_hand=number(row.on_hand), waiting=number(row.waiting)
    )
    if row.next_delivery is None:
        return words, _("No delivery is announced") if row.waiting > row.on_hand else ""
    coming = _("{n} expected on {day}").format(
        n=number(row.next_quantity), day=day_words(row.next_delivery.isoformat())
    )
    if row.line_clears is None:
        return words, coming
    clears = _("the line clears on {day}").format(day=day_words(row.line_clears.isoformat()))
    return words, f"{coming} · {clears}"


def weeks(rows: list[r.DashboardWeek]) -> str:
    """Say the chart of weeks."""
    lines = (
        _("week of {day}: {received} received, {done} done, {open} open").format(
            day=day_words(row.first.isoformat()),
            received=number(row.received),
            done=number(row.done),
            open=number(row.open),
        )
        for row in rows
    )
    return _("The last weeks") + ". " + "; ".join(lines)


def ages(rows: list[r.DashboardAge]) -> str:
    """Say the chart of ages."""
    lines = (_("{span} working days: {n}").format(span=_span(row), n=number(row.number)) for row in rows)
    return _("How long open") + ". " + "; ".join(lines)


def _span(row: r.DashboardAge) -> str:
    if row.last is None:
        return _("over {n}").format(n=row.first - 1)
    return _("{first} to {last}").format(first=row.first, last=row.last)


def hours(rows: list[r.DashboardHour]) -> str:
    """Say the chart of waits."""
    lines = (f"{time_text(dt.time(row.hour))}: {minutes_words(round(row.mean_wait))}" for row in rows)
    return _("Waiting by the hour") + ". " + "; ".join(lines)


def causes(rows: list[r.DashboardStall]) -> str:
    """Say the chart of causes."""
    return _("Why they stand still") + ". " + "; ".join(f"{row.label}: {number(row.number)}" for row in rows)


def stock(rows: list[r.DashboardStock]) -> str:
    """Say the chart of blank stock."""
    return _("How long the blank stock lasts") + ". " + "; ".join(map(_lasts, rows))


def _lasts(row: r.DashboardStock) -> str:
    if row.days_left is None:
        return _("{kind}: {n} on hand").format(kind=row.label, n=number(row.on_hand))
    return _("{kind}: {n} on hand, enough for {days}").format(
        kind=row.label, n=number(row.on_hand), days=working_days(row.days_left)
    )
