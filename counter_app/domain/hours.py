"""The office's opening hours, as ``[hours]`` of office.toml writes them."""

from __future__ import annotations

import datetime as dt
from itertools import groupby
from operator import itemgetter

import msgspec

from counter_app.domain.errors import UserError
from counter_app.i18n import _, minute_text, weekday_name

Span = tuple[int, int]  # [start, end) in minutes of the day
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
FULL = ("07:30-16:00",)
FRIDAY = ("07:30-11:30", "13:00-16:00")


class NotASpan(UserError):
    """Opening hours that can't be read."""

    def __init__(self, day: str, text: str) -> None:
        super().__init__(
            _(
                "Opening hours of {day}: '{text}' is not a time span. Write the earlier time first, "
                'like "07:30-16:00", and spans one after another.'
            ).format(day=weekday_name(DAYS.index(day)), text=text)
        )


class NeverOpen(UserError):
    """No day of the week is a working day."""

    def __init__(self) -> None:
        super().__init__(_("The office is never open: give opening hours for at least one day of the week."))


class Special(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """Other hours for a while, such as Ramadan; a day left out keeps its usual ones, () is closed."""

    from_: dt.date = msgspec.field(name="from")
    to: dt.date  # inclusive
    note: str = ""
    mon: tuple[str, ...] | None = None
    tue: tuple[str, ...] | None = None
    wed: tuple[str, ...] | None = None
    thu: tuple[str, ...] | None = None
    fri: tuple[str, ...] | None = None
    sat: tuple[str, ...] | None = None
    sun: tuple[str, ...] | None = None


class Hours(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """The time spans of each day of the week, and periods with others."""

    mon: tuple[str, ...] = FULL
    tue: tuple[str, ...] = FULL
    wed: tuple[str, ...] = FULL
    thu: tuple[str, ...] = FULL
    fri: tuple[str, ...] = FRIDAY
    sat: tuple[str, ...] = ()
    sun: tuple[str, ...] = ()
    special: tuple[Special, ...] = ()


class Week(msgspec.Struct, frozen=True):
    """Hours that were read: the spans of Monday to Sunday, from one date to another, both inclusive."""

    days: tuple[tuple[Span, ...], ...]
    first: dt.date = dt.date.min
    last: dt.date = dt.date.max


def weeks(hours: Hours) -> list[Week]:
    """Return the usual week and the special ones, of which a later one wins; raise ``UserError``."""
    usual = Week(tuple(_spans(day, getattr(hours, day)) for day in DAYS))
    if not any(usual.days):
        raise NeverOpen
    return [usual, *(_special(period, usual) for period in hours.special)]


def told(hours: Hours) -> list[str]:
    """Return the opening hours, days with the same hours together: ``Senin-Kamis 07.30-16.00``."""
    days = list(enumerate(weeks(hours)[0].days))
    alike = [[place for place, _spans in one] for _key, one in groupby(days, key=itemgetter(1))]
    return [_told(places, days[places[0]][1]) for places in alike if days[places[0]][1]]


def _told(places: list[int], spans: tuple[Span, ...]) -> str:
    names = weekday_name(places[0]) + (f"-{weekday_name(places[-1])}" if len(places) > 1 else "")
    return f"{names} " + ", ".join(f"{minute_text(a)}-{minute_text(b)}" for a, b in spans)


def _special(period: Special, usual: Week) -> Week:
    days = tuple(
        spans if (own := getattr(period, day)) is None else _spans(day, own)
        for day, spans in zip(DAYS, usual.days, strict=True)
    )
    return Week(days, period.from_, period.to)


def _spans(day: str, texts: tuple[str, ...]) -> tuple[Span, ...]:
    spans: list[Span] = []
    for text in texts:
        span = _span(text)
        if span is None or (spans and span[0] < spans[-1][1]):
            raise NotASpan(day, text)
        spans.append(span)
    return tuple(spans)


def _span(text: str) -> Span | None:
    try:
        start, end = (_minutes(part) for part in text.split("-"))
    except ValueError:
        return None
    return (start, end) if start < end else None


def _minutes(text: str) -> int:
    moment = dt.datetime.strptime(text.strip(), "%H:%M")
    return moment.hour * 60 + moment.minute
