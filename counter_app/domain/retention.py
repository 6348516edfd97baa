"""When old applications may be closed to reading, and until which day.

Personal data are processed no longer than their retention (UU 27/2022 on personal data, whose duty to give
access, art. 32, also ends with it). How many years that is, the office's archive schedule (jadwal retensi
arsip) says: the program knows no number of its own. Closing hides, it never destroys: what is destroyed, and
when, is decided by the archive with a record of its own.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from counter_app.domain import events as e
from counter_app.domain.errors import UserError
from counter_app.domain.words import role_label
from counter_app.i18n import _, date_text, ngettext

STREAM = "retention/office"
MOST_YEARS = 100


class NeverClosed(UserError):
    """The office has not set after how many years files are closed."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "The office closes no applications to reading. Set closed_after_years first, "
                "as its archive schedule says."
            )
        )


class TooYoung(UserError):
    """Files were to be closed before their years are over."""

    def __init__(self, years: int, latest: dt.date) -> None:
        text = ngettext(
            "Applications are closed to reading after {n} year: choose {day} or an earlier day.",
            "Applications are closed to reading after {n} years: choose {day} or an earlier day.",
            years,
        )
        super().__init__(text.format(n=years, day=date_text(latest)))


class ClosedAlready(UserError):
    """Files up to a later day are closed."""

    def __init__(self, before: dt.date) -> None:
        super().__init__(
            _("Applications of before {day} are closed to reading already. Choose a later day.").format(
                day=date_text(before)
            )
        )


class NothingClosed(UserError):
    """Nothing is closed that could be opened."""

    def __init__(self) -> None:
        super().__init__(_("No applications are closed to reading. There is nothing to open."))


class ClosedToReading(UserError):
    """Somebody asked for an application that is closed."""

    def __init__(self, number: str, may: Sequence[str]) -> None:
        super().__init__(
            _("{number} is closed to reading since its years are over. Ask: {who}.").format(
                number=number, who=", ".join(role_label(role) for role in may)
            )
        )


class NotClosed(UserError):
    """Whoever looks after the data asked for an application that everybody at the counter may read."""

    def __init__(self, number: str) -> None:
        super().__init__(
            _("{number} is not closed to reading. Whoever works at the counter may open it.").format(
                number=number
            )
        )


class PeriodClosed(UserError):
    """A list with names was to reach into what is closed."""

    def __init__(self, before: dt.date, may: Sequence[str]) -> None:
        super().__init__(
            _(
                "Applications of before {day} are closed to reading. Begin with that day, or ask: {who}."
            ).format(day=date_text(before), who=", ".join(role_label(role) for role in may))
        )


def latest(today: dt.date, years: int) -> dt.date:
    """Return the latest day before which applications may be closed now. Raises NeverClosed."""
    if years < 1:
        raise NeverClosed
    year = today.year - years
    leap_day = (today.month, today.day) == (2, 29)
    return dt.date(year, 2, 28) if leap_day else today.replace(year=year)


def closing(before: dt.date, today: dt.date, years: int, closed: dt.date | None) -> dt.date:
    """Return ``before`` if applications of before that day may be closed now.

    Raises NeverClosed, TooYoung, ClosedAlready.
    """
    end = latest(today, years)
    if before > end:
        raise TooYoung(years, end)
    if closed is not None and before <= closed:
        raise ClosedAlready(closed)
    return before


def closed_before(entries: Sequence[e.Entry]) -> dt.date | None:
    """Fold the stream: return the day before which applications are closed, None where none are."""
    found = None
    for entry in entries:
        match entry.event:
            case e.ReadingClosed(before=before):
                found = before
            case e.ReadingReopened():
                found = None
    return found
