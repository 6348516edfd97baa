"""Working time: which days and minutes the office works, when a file is due; periods by their names.

The journal keeps instants as UTC microseconds; here they are aware datetimes, or microseconds in the
functions that say so. A ``Calendar`` remembers what it worked out: make a new one when closures change.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from calendar import monthrange
from collections.abc import Callable, Iterator
from itertools import accumulate
from typing import NamedTuple, TypeVar
from zoneinfo import ZoneInfo

from counter_app.domain.catalogue import Standard
from counter_app.domain.errors import UserError
from counter_app.domain.hours import Hours, Span, weeks
from counter_app.i18n import _, date_text

EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
MICROSECOND = dt.timedelta(microseconds=1)
MINUTE = dt.timedelta(minutes=1)
DAY = dt.timedelta(days=1)
FAR = 366  # days to look ahead for a working day
YEARS = range(1900, 2101)  # of every date that is typed
Days = tuple[dt.date, dt.date]  # the first and the last of a period, both within
Point = TypeVar("Point", dt.date, int)


class NoWorkingDay(UserError):
    """Everything is closed for a year ahead."""

    def __init__(self, after: dt.date) -> None:
        super().__init__(
            _(
                "The office has no working day within a year after {date}: check the hours and closures."
            ).format(date=date_text(after))
        )


class UnlikelyDate(UserError):
    """A date so far away that the year must be wrong."""

    def __init__(self, day: dt.date) -> None:
        super().__init__(_("{date} can't be right: check the year.").format(date=day.isoformat()))


class NoDate(UserError):
    """A text that is no date or time."""

    def __init__(self, text: str) -> None:
        super().__init__(
            _("'{text}' is not a date. Write 2026-04-06, or 2026-04-06T13:00 for a time.").format(text=text)
        )


class EndsBeforeItBegins(UserError):
    """The end lies before the begin."""

    def __init__(self) -> None:
        super().__init__(_("The end lies before the beginning. Check the two dates."))


class NotYet(UserError):
    """A report of days that are to come."""

    def __init__(self, day: dt.date) -> None:
        super().__init__(
            _("{day} is still to come. Choose today or an earlier day.").format(day=date_text(day))
        )


def likely(day: dt.date) -> dt.date:
    """Return ``day`` if an office can mean it; raise ``UnlikelyDate``."""
    if not YEARS.start <= day.year < YEARS.stop:
        raise UnlikelyDate(day)
    return day


def in_order(first: Point, last: Point) -> tuple[Point, Point]:
    """Return the period of two days or instants, both within; raise ``EndsBeforeItBegins``."""
    if last < first:
        raise EndsBeforeItBegins
    return first, last


def month_of(day: dt.date) -> Days:
    """Return the month of a day."""
    return day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])


def months_on(day: dt.date, by: int) -> dt.date:
    """Return the same day of another month, or its last one."""
    year, month = divmod(day.year * 12 + day.month - 1 + by, 12)
    return dt.date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def named_period(name: str, today: dt.date) -> Days | None:
    """Return ``today``, ``week`` (seven days), ``month``, ``last month`` or ``year``; None for others."""
    match name:
        case "today":
            return today, today
        case "week":
            return today - 6 * DAY, today
        case "month":
            return month_of(today)
        case "last month":
            return month_of(today.replace(day=1) - DAY)
        case "year":
            return dt.date(today.year, 1, 1), dt.date(today.year, 12, 31)
    return None


def from_micros(micros: int, tz: ZoneInfo) -> dt.datetime:
    """Return UTC microseconds as a datetime in ``tz``."""
    return (EPOCH + dt.timedelta(microseconds=micros)).astimezone(tz)


def to_micros(moment: dt.datetime) -> int:
    """Return an aware datetime as UTC microseconds."""
    return (moment - EPOCH) // MICROSECOND


class _Year(NamedTuple):
    """One year worked out: the spans of each day, the working days and minutes before each day."""

    spans: list[tuple[Span, ...]]
    days: list[int]
    minutes: list[int]


class Calendar:
    """The working time of one office; ``closed`` says whether it rests on a date."""

    def __init__(self, hours: Hours, tz: ZoneInfo, closed: Callable[[dt.date], bool]) -> None:
        self.tz = tz
        self._weeks = weeks(hours)
        self._closed = closed
        self._by_year: dict[int, _Year] = {}

    def is_working_day(self, day: dt.date) -> bool:
        """Return whether the office works on ``day``."""
        return bool(self._spans(day))

    def opens(self, day: dt.date) -> dt.datetime | None:
        """Return when the office opens on ``day``; None on a closed day."""
        spans = self._spans(day)
        return self._at(day, spans[0][0]) if spans else None

    def closes(self, day: dt.date) -> dt.datetime | None:
        """Return when the office closes on ``day``; None on a closed day."""
        spans = self._spans(day)
        return self._at(day, spans[-1][1]) if spans else None

    def next_working_day(self, day: dt.date) -> dt.date:
        """Return the first working day after ``day``."""
        for ahead in range(1, FAR + 1):
            if self.is_working_day(later := day + ahead * DAY):
                return later
        raise NoWorkingDay(day)

    def working_day_before(self, day: dt.date) -> dt.date:
        """Return the last working day before ``day``; the day before where there is none in a year."""
        days = (day - back * DAY for back in range(1, FAR + 1))
        return next(filter(self.is_working_day, days), day - DAY)

    def due(self, accepted: dt.datetime, standard: Standard) -> dt.datetime:
        """Return the deadline of a file accepted complete at that moment.

        Working days: the day after acceptance is day 1, due at closing time of day n. Working minutes run
        from acceptance. Calendar days: due at closing time of day n, or of the next working day. What is
        accepted after closing time or on a closed day counts as the next working day.
        """
        accepted = accepted.astimezone(self.tz)
        if standard.minutes:
            return self.add_working_minutes(accepted, standard.minutes)
        day = self._day_of_acceptance(accepted)
        if standard.working_days:
            day = self._working_day_after(day, standard.working_days)
        if standard.days:
            day = self.next_working_day(day + (standard.days - 1) * DAY)
        return self._at(day, self._spans(day)[-1][1])

    def due_micros(self, accepted: int, standard: Standard) -> int:
        """Return ``due`` in UTC microseconds."""
        return to_micros(self.due(from_micros(accepted, self.tz), standard))

    def working_days_between(self, a: dt.date, b: dt.date) -> int:
        """Return the working days after ``a`` up to and including ``b``; 0 when ``b`` is not later."""
        if b <= a:
            return 0
        whole = sum(self._year(year).days[-1] for year in range(a.year, b.year))
        return whole + self._days_through(b) - self._days_through(a)

    def working_minutes_between(self, a: dt.datetime, b: dt.datetime) -> int:
        """Return the working minutes from ``a`` to ``b``; 0 when ``b`` is not later.

        Split spans add up to the whole: minutes(a, b) + minutes(b, c) == minutes(a, c).
        """
        if b <= a:
            return 0
        a, b = a.astimezone(self.tz), b.astimezone(self.tz)
        whole = sum(self._year(year).minutes[-1] for year in range(a.year, b.year))
        return whole + self._minutes_until(b) - self._minutes_until(a)

    def working_minutes_micros(self, a: int, b: int) -> int:
        """Return ``working_minutes_between`` two instants in UTC microseconds."""
        return self.working_minutes_between(from_micros(a, self.tz), from_micros(b, self.tz))

    def add_working_minutes(self, start: dt.datetime, minutes: int) -> dt.datetime:
        """Return the moment at which ``minutes`` of working time have passed since ``start``."""
        left = minutes * MINUTE
        moment = start.astimezone(self.tz)
        day = moment.date()
        while True:
            for begin, end in self._spans(day):
                begins, ends = max(self._at(day, begin), moment), self._at(day, end)
                if begins < ends and left <= ends - begins:
                    return begins + left
                left -= max(ends - begins, dt.timedelta())
            day = self.next_working_day(day)

    def _working_day_after(self, day: dt.date, n: int) -> dt.date:
        """Return the ``n``-th working day after ``day``."""
        year, wanted = day.year, self._days_through(day) + n
        while wanted > (days := self._year(year).days)[-1]:
            if not days[-1]:
                raise NoWorkingDay(day)
            year, wanted = year + 1, wanted - days[-1]
        return dt.date(year, 1, 1) + (bisect_left(days, wanted) - 1) * DAY

    def _day_of_acceptance(self, accepted: dt.datetime) -> dt.date:
        day = accepted.date()
        closes = self.closes(day)
        return day if closes and accepted <= closes else self.next_working_day(day)

    def _at(self, day: dt.date, minute: int) -> dt.datetime:
        return dt.datetime.combine(day, dt.time(minute // 60, minute % 60), self.tz)

    def _spans(self, day: dt.date) -> tuple[Span, ...]:
        return self._year(day.year).spans[day.timetuple().tm_yday - 1]

    def _days_through(self, day: dt.date) -> int:
        return self._year(day.year).days[day.timetuple().tm_yday]

    def _minutes_until(self, moment: dt.datetime) -> int:
        year, index = self._year(moment.year), moment.timetuple().tm_yday - 1
        minute = moment.hour * 60 + moment.minute
        today = sum(max(min(minute, end) - begin, 0) for begin, end in year.spans[index])
        return year.minutes[index] + today

    def _year(self, number: int) -> _Year:
        if number not in self._by_year:
            spans = [self._look_up(day) for day in _days_of(number)]
            self._by_year[number] = _Year(
                spans=spans,
                days=list(accumulate(map(bool, spans), initial=0)),
                minutes=list(
                    accumulate((sum(end - begin for begin, end in day) for day in spans), initial=0)
                ),
            )
        return self._by_year[number]

    def _look_up(self, day: dt.date) -> tuple[Span, ...]:
        week = next(week for week in reversed(self._weeks) if week.first <= day <= week.last)
        spans = week.days[day.weekday()]
        return () if not spans or self._closed(day) else spans


def _days_of(year: int) -> Iterator[dt.date]:
    first = dt.date(year, 1, 1)
    return (first + index * DAY for index in range((dt.date(year, 12, 31) - first).days + 1))
