"""The machine's clock, and when it is not believed."""

from __future__ import annotations

import time

from counter_app.domain.errors import UserError
from counter_app.i18n import _, short_date, time_text
from counter_app.office.desk import Desk

MINUTE = 60_000_000
BEHIND = 5 * MINUTE
AHEAD = 30 * 24 * 60 * MINUTE


class ClockBehind(UserError):
    """The machine's clock is earlier than what is already written."""

    def __init__(self, newest: str) -> None:
        super().__init__(
            _(
                "The computer's clock is behind: the newest entry is of {newest}. Nothing was written. "
                "Set the date and time (right-click the clock, Adjust date/time), or let a supervisor "
                "confirm it: Ctrl+J, on the command line confirm_clock."
            ).format(newest=newest)
        )


class ClockAhead(UserError):
    """The machine's clock is more than a month past the newest entry."""

    def __init__(self, newest: str) -> None:
        super().__init__(
            _(
                "The computer's clock is more than 30 days past the newest entry ({newest}). "
                "Nothing was written. Set the date and time, or let a supervisor confirm it: "
                "Ctrl+J, on the command line confirm_clock."
            ).format(newest=newest)
        )


def clock() -> int:
    """Return the machine's clock in UTC microseconds."""
    return time.time_ns() // 1000


def check_clock(desk: Desk, clock: int, newest: int) -> None:
    """Refuse to write with a clock that contradicts the journal (design, The journal)."""
    if not newest:
        return
    if clock < newest - BEHIND:
        raise ClockBehind(_moment(desk, newest))
    if clock > newest + AHEAD:
        raise ClockAhead(_moment(desk, newest))


def _moment(desk: Desk, wall: int) -> str:
    at = desk.local(wall)
    return f"{short_date(at.date())} {time_text(at)}"
