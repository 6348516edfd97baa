"""The ledger of blank stock: pure rules, no storage, no clock."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from counter_app.domain import events as e
from counter_app.domain.calendar import likely, to_micros
from counter_app.domain.catalogue import KINDS
from counter_app.domain.errors import UserError
from counter_app.domain.reason import reason
from counter_app.domain.words import kind_label
from counter_app.i18n import _, date_text

LOW_DAYS = 5  # working days of stock: a delivery takes as long
FIRST_DAYS = 5  # working days of use before a forecast is made
MOST = 1_000_000  # pieces in one line of the ledger; more is a slip of the finger


SHOWN = 3  # ranges that a refusal names, the newest first

_SERIAL = re.compile(r"(\D*)(\d{1,18})")


class UnknownKind(UserError):
    """No blank stock of this kind is kept."""

    def __init__(self, kind: str) -> None:
        super().__init__(
            _("There is no blank stock of the kind '{kind}'. Choose one of: {kinds}.").format(
                kind=kind, kinds=", ".join(KINDS)
            )
        )


class BadQuantity(UserError):
    """A quantity that no delivery has."""

    def __init__(self, quantity: int) -> None:
        super().__init__(
            _("The quantity must lie between 1 and {most}, not {quantity}.").format(
                most=MOST, quantity=quantity
            )
        )


class BadCount(UserError):
    """A stock-taking below zero, or of more than any office has."""

    def __init__(self, counted: int) -> None:
        super().__init__(
            _("A stock-taking finds between 0 and {most}, not {counted}. Count again.").format(
                most=MOST, counted=counted
            )
        )


class NotEnoughBlangko(UserError):
    """More blank stock would be used than this counter has."""

    def __init__(self, kind: str, on_hand: int, wanted: int) -> None:
        super().__init__(
            _(
                "Only {on_hand} blank {kind} on hand at this counter, {wanted} needed. "
                "Book the delivery first, or wait for it."
            ).format(on_hand=on_hand, kind=kind_label(kind), wanted=wanted)
        )


class SerialUsed(UserError):
    """Two cards can't bear one serial number."""

    def __init__(self, serial: str, application: str) -> None:
        used = _("The serial number {serial} was used for {application}. Read it again from the card.")
        spoiled = _("The serial number {serial} is booked as spoiled. Read it again from the card.")
        super().__init__((used if application else spoiled).format(serial=serial, application=application))


class SerialOutside(UserError):
    """A serial number of no delivery that this counter has."""

    def __init__(self, serial: str, kind: str, ranges: Sequence[str]) -> None:
        super().__init__(
            _(
                "No delivery of blank {kind} holds the serial number {serial}. Here are: {ranges}. "
                "Read it again from the card."
            ).format(serial=serial, kind=kind_label(kind), ranges="; ".join(ranges[:SHOWN]))
        )


class OneSerial(UserError):
    """One serial number for more than one piece."""

    def __init__(self, serial: str) -> None:
        super().__init__(
            _("The serial number {serial} is that of one piece. Book the others apart.").format(serial=serial)
        )


class BadRange(UserError):
    """A serial range that runs backwards."""

    def __init__(self, first: str, last: str) -> None:
        super().__init__(
            _("The serial range {first} to {last} runs backwards. Compare with the letter.").format(
                first=first, last=last
            )
        )


class DateGone(UserError):
    """A delivery is expected on a day that is over."""

    def __init__(self, on: dt.date) -> None:
        text = _("{date} is past. Give the day on which the delivery comes.")
        super().__init__(text.format(date=date_text(on)))


class UnknownDestruction(UserError):
    """No destruction record bears this number."""

    def __init__(self, record: str) -> None:
        super().__init__(
            _("There is no record of destruction {record}. Record one with destroy_cards.").format(
                record=record
            )
        )


def known_kind(kind: str) -> str:
    """Return ``kind`` if such stock is kept."""
    if kind not in KINDS:
        raise UnknownKind(kind)
    return kind


def quantity(number: int) -> int:
    """Return ``number`` if it is a quantity."""
    if not 1 <= number <= MOST:
        raise BadQuantity(number)
    return number


def take(kind: str, wanted: int, on_hand: int) -> None:
    """Refuse when ``wanted`` is more than this counter has: stock never goes below zero."""
    if wanted > on_hand:
        raise NotEnoughBlangko(kind, on_hand, wanted)


def one_piece(serial: str, number: int) -> None:
    """Refuse one serial number for several pieces."""
    if serial and number > 1:
        raise OneSerial(serial)


def held(first: str, last: str) -> int | None:
    """Return how many serial numbers ``first`` to ``last`` are; None when they can't be counted."""
    number = _between(first, last)
    if number is not None and number < 1:
        raise BadRange(first, last)
    return number


def _between(first: str, last: str) -> int | None:
    a, b = _SERIAL.fullmatch(first), _SERIAL.fullmatch(last)
    if a is None or b is None or a[1] != b[1]:
        return None
    return int(b[2]) - int(a[2]) + 1


class Delivery(NamedTuple):
    """A delivery of blank stock, with its serial range as it was booked."""

    quantity: int
    first: str = ""
    last: str = ""

    @property
    def ends(self) -> str:
        """The last serial number; empty where the range can't be counted."""
        if self.last or not self.first:
            return self.last if (_between(self.first, self.last) or 0) > 0 else ""
        return counted_on(self.first, self.quantity - 1)

    @property
    def words(self) -> str:
        """The range as a person reads it."""
        return f"{self.first} - {self.ends}"

    def holds(self, serial: str) -> bool:
        """Whether ``serial`` lies in the range."""
        one, low, high = (_SERIAL.fullmatch(text) for text in (serial, self.first, self.ends))
        if one is None or low is None or high is None or one[1] != low[1]:
            return False
        fits = len(low[2]) <= len(one[2]) <= len(high[2])
        return fits and int(low[2]) <= int(one[2]) <= int(high[2])


def came(kind: str, serial: str, deliveries: Iterable[Delivery], on_hand: int) -> None:
    """Refuse a serial number that no delivery (the newest first) holds.

    Nobody can tell while cards lie here that came without their numbers: those of deliveries without a
    range among the newest that make up the stock, and those that only a stock-taking found.
    """
    ranges: list[str] = []
    seen, unnumbered = 0, False
    for one in deliveries:
        if one.holds(serial):
            return
        if one.ends:
            ranges.append(one.words)
        else:
            unnumbered = unnumbered or seen < on_hand
        seen += one.quantity
    if ranges and not unnumbered and seen >= on_hand:
        raise SerialOutside(serial, kind, ranges)


def next_serial(last: str, deliveries: Sequence[Delivery]) -> str:
    """Return the serial number to propose after ``last``: in its delivery, else the first of the next one."""
    after = following(last)
    ranged = [one for one in deliveries if one.ends]
    if not ranged or any(one.holds(after) for one in ranged):
        return after
    place = next((n for n, one in enumerate(ranged) if one.holds(last)), len(ranged))
    return ranged[place - 1].first if place else ""


def counted_on(serial: str, by: int) -> str:
    """Return the serial number ``by`` after ``serial``; empty when it can't be counted on."""
    found = _SERIAL.fullmatch(serial)
    return f"{found[1]}{int(found[2]) + by:0{len(found[2])}}" if found else ""


def following(serial: str) -> str:
    """Return the serial number after ``serial``; empty when it can't be counted on."""
    return counted_on(serial, 1)


def count(kind: str, counted: int, on_hand: int, why: str, second: str) -> e.BlangkoCounted:
    """Book a stock-taking: the ledger moves by the difference."""
    if not 0 <= counted <= MOST:
        raise BadCount(counted)
    return e.BlangkoCounted(
        kind=known_kind(kind),
        counted=counted,
        difference=counted - on_hand,
        reason=reason(why),
        second=second.strip(),
    )


def expect(kind: str, number: int, on: dt.date, today: dt.date) -> e.BlangkoExpected:
    """Book an announced delivery."""
    if likely(on) < today:
        raise DateGone(on)
    return e.BlangkoExpected(kind=known_kind(kind), quantity=quantity(number), on=on)


class Expected(NamedTuple):
    """An announced delivery; ``place`` is where it stands in the order of all entries."""

    kind: str
    quantity: int
    on: dt.date
    place: int


class Delivered(NamedTuple):
    """A delivery that came: its place in the order of all entries, and the instant."""

    kind: str
    place: int
    wall: int


def outstanding(
    expected: Iterable[Expected], delivered: Iterable[Delivered], today: dt.date, day: dt.tzinfo
) -> list[Expected]:
    """Return what is still expected, by day: each delivery consumes the next one announced before it.

    An expectation lapses after its date.
    """
    waiting = [(_lapses(one, day), one) for one in sorted(expected, key=lambda x: (x.on, x.place))]
    for kind, place, wall in sorted(delivered, key=lambda d: d.place):
        for n, (end, one) in enumerate(waiting):
            if one.place <= place and wall < end and one.kind == kind:
                del waiting[n]
                break
    return [one for _end, one in waiting if one.on >= today]


def _lapses(one: Expected, day: dt.tzinfo) -> int:
    """Return the instant at which the announced day is over."""
    return to_micros(dt.datetime.combine(one.on + dt.timedelta(days=1), dt.time(), day))


def covered_on(rank: int, stock: int, expected: Sequence[Expected]) -> dt.date | None:
    """Return the first day on which stock and the deliveries expected reach ``rank``."""
    for one in expected:
        stock += one.quantity
        if stock >= rank:
            return one.on
    return None


def runs_low(days_left: int | None) -> bool:
    """Tell whether the stock may be gone before a delivery comes."""
    return days_left is not None and days_left <= LOW_DAYS


def days_left(on_hand: int, used: int, days: int) -> int | None:
    """Return for how many working days the stock lasts at the use of the last ``days`` working days.

    None while nothing was used, and in the first days (fewer than 5 working days since the kind was first
    booked): one card in one day says nothing of a month.
    """
    return on_hand * days // used if used > 0 and days >= FIRST_DAYS else None
