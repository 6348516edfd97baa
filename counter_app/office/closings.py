"""The closings of days: which there are, what each kept, and what must be closed next.

Closings follow one another. The days to be closed are those on which the office works or something happened;
a day between two of them on which nothing happened needs none.

What was closed under a clock ahead that was put right since is not closed: its closing is dated of a day to
come, and voided by the next one.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from counter_app.domain import closing as rules
from counter_app.domain import events as e
from counter_app.domain.calendar import DAY, NotYet, likely
from counter_app.domain.catalogue import KINDS
from counter_app.i18n import _, date_text, listing, time_text
from counter_app.office.desk import Desk
from counter_app.storage import journal, walls

Heads = dict[str, tuple[int, str]]  # counter -> its newest entry and that one's hash


class Closing(NamedTuple):
    """One closing: the day, and which entry it is."""

    day: dt.date
    counter: str
    seq: int
    at: int


def of_day(day: dt.date, desk: Desk) -> Closing | None:
    """Return the closing of a day, None where nobody closed it."""
    return _one("day = ?", day, desk)


def before(day: dt.date, desk: Desk) -> Closing | None:
    """Return the last closing of an earlier day."""
    return _one("day < ?", day, desk, "DESC")


def after(day: dt.date, desk: Desk) -> Closing | None:
    """Return the first closing of a later day."""
    return _one("day > ?", day, desk)


def _one(where: str, day: dt.date, desk: Desk, order: Literal["", "DESC"] = "") -> Closing | None:
    place = f"WHERE +wall < ? AND {where} ORDER BY day {order}, at"  # by the day: few walls lie ahead
    row = desk.one(
        f"SELECT day, counter, seq, at FROM closing {place} LIMIT 1", _tonight(desk), day.isoformat()
    )
    return Closing(dt.date.fromisoformat(row[0]), *row[1:]) if row else None


def of_days_to_come(desk: Desk) -> list[Closing]:
    """Return the closings that a clock ahead wrote, which count no more."""
    rows = desk.rows("SELECT day, counter, seq, at FROM closing WHERE wall >= ?", _tonight(desk))
    return sorted(Closing(dt.date.fromisoformat(row[0]), *row[1:]) for row in rows)


def told_ahead(ahead: Sequence[Closing]) -> list[str]:
    """Say of closings that a clock ahead wrote that they count no more."""
    if not ahead:
        return []
    text = _(
        "Closed while the clock was ahead, which counts no more: {days}. Throw those reports away and close "
        "each day again when it is over."
    )
    return [text.format(days=listing(date_text(one.day) for one in ahead))]


def _tonight(desk: Desk) -> int:
    return desk.day_bounds(desk.today)[1]


def entry(closing: Closing, desk: Desk) -> tuple[e.DayClosed, str, int]:
    """Return what a closing kept, who closed, and when."""
    [(payload, actor, wall)] = desk.rows(
        "SELECT payload, actor, wall FROM journal WHERE counter = ? AND seq = ?", closing.counter, closing.seq
    )
    event = journal.decode(payload)
    assert isinstance(event, e.DayClosed)  # of what else there is no row
    return event, actor, wall


def heads(desk: Desk) -> Heads:
    """Return the newest entry of every counter that is known here."""
    found = {name: journal.last(desk.connection, name) for name in journal.counters(desk.connection)}
    return {name: (last.seq, last.hash.hex()) for name, last in found.items()}


def days_of_work(first: dt.date, last: dt.date, desk: Desk) -> Iterator[dt.date]:
    """Yield the days of a period that are to be closed, the oldest first."""
    for n in range((last - first).days + 1):
        day = first + n * DAY
        if desk.calendar.is_working_day(day) or _happened(day, desk):
            yield day


def _happened(day: dt.date, desk: Desk) -> bool:
    """Return whether something of that day counts in its report."""
    moments = ("accepted", "ready", "closed", "collected")
    found = [f"SELECT 1 FROM application WHERE {name} >= ?1 AND {name} < ?2" for name in moments]
    found.append("SELECT 1 FROM returned WHERE wall >= ?1 AND wall < ?2")
    found += [f"SELECT 1 FROM blangko_move WHERE kind = '{k}' AND wall >= ?1 AND wall < ?2" for k in KINDS]
    return desk.value(f"{' UNION ALL '.join(found)} LIMIT 1", *desk.day_bounds(day)) is not None


def to_close(day: dt.date, desk: Desk) -> list[dt.date]:
    """Return the days that closing ``day`` closes: it, and those before it that nobody closed.

    Raises NotYet, UnlikelyDate, ClosedAlready, LaterDayClosed, BeforeTheOffice, NothingToClose,
    TooManyOpen.
    """
    if likely(day) > desk.today:
        raise NotYet(day)
    if (closing := of_day(day, desk)) is not None:
        raise rules.ClosedAlready(day, *_signed(closing, desk))
    if (later := after(day, desk)) is not None:
        raise rules.LaterDayClosed(day, later.day)
    if day < (first := _first_day(desk)):
        raise rules.BeforeTheOffice(day, first)
    if not any(days_of_work(day, day, desk)):
        raise rules.NothingToClose(day)
    last = before(day, desk)
    days = [*(days_of_work(last.day + DAY, day - DAY, desk) if last else ()), day]
    if len(days) > rules.MOST:
        raise rules.TooManyOpen(len(days), days[rules.MOST - 1])
    return days


def _first_day(desk: Desk) -> dt.date:
    wall = walls.first(desk.connection)
    return desk.local(wall).date() if wall is not None else desk.today


def _signed(closing: Closing, desk: Desk) -> tuple[str, str]:
    _event, actor, wall = entry(closing, desk)
    at = desk.local(wall)
    return desk.staff_name(actor), f"{date_text(at.date())} {time_text(at)}"


def not_closed(desk: Desk) -> dt.date | None:
    """Return the last day before today that is to be closed and is not."""
    last = before(desk.today, desk)
    begin = last.day + DAY if last else _first_day(desk)
    days = (desk.today - n * DAY for n in range(1, (desk.today - begin).days + 1))
    return next((day for day in days if any(days_of_work(day, day, desk))), None)
