"""Delay by cause: the working minutes that applications waited, split by why.

The time a step was current is laid over the periods when stock was zero, nobody could sign, something
was down or the citizen was awaited; what no period covers is the office's own.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple

Period = tuple[int, int]  # [begin, end) in UTC microseconds


class Wait(NamedTuple):
    """A time during which a step was current."""

    since: int
    until: int
    need: str = ""
    of: str = ""
    depends: str = ""
    key: str = ""  # what decides who may sign: forms and service


class Laid:
    """Periods that don't overlap, and the working minutes in them up to each."""

    def __init__(self, periods: Sequence[Period], minutes: Callable[[int, int], int]) -> None:
        self._periods, self._minutes = periods, minutes
        self._begins = [begin for begin, _end in periods]
        self._before = list(accumulate((minutes(*period) for period in periods), initial=0))

    def within(self, begin: int, end: int) -> int:
        """Return the working minutes of [begin, end) that lie in the periods."""
        return self._up_to(end) - self._up_to(begin)

    def _up_to(self, moment: int) -> int:
        last = bisect_right(self._begins, moment) - 1
        if last < 0:
            return 0
        begin, end = self._periods[last]
        return self._before[last] + self._minutes(begin, min(end, moment))


class Causes:
    """Splits waits within [begin, end) by cause.

    ``periods`` is keyed by (cause, what): ("blangko", kind), ("signature", key), ("disruption", what).
    ``minutes`` tells the working minutes between two instants; those of parts must add up to the whole.
    Each wait is split by a look into sums: a line of a year goes through hundreds of periods.
    """

    def __init__(
        self,
        periods: Mapping[tuple[str, str], Sequence[Period]],
        begin: int,
        end: int,
        minutes: Callable[[int, int], int],
    ) -> None:
        self._periods, self._whole, self._minutes = periods, (begin, end), minutes
        self._laid: dict[tuple[str, str, str, str], list[tuple[str, Laid]]] = {}

    def split(self, wait: Wait, citizen: Sequence[Period] = ()) -> dict[str, int]:
        """Return working minutes by cause.

        Overlaps go to the first cause in the order citizen, blangko, signature, agency, disruption.
        """
        awaited, left = cut([(wait.since, wait.until)], citizen)
        found: Counter[str] = Counter({"citizen": sum(self._minutes(*one) for one in awaited)})
        for begin, end in left:
            rest = self._minutes(begin, end)
            for cause, laid in self._of(wait):
                part = laid.within(begin, end)
                found[cause] += part
                rest -= part
            found["agency" if wait.need == "agency" else "office"] += rest
        return {cause: n for cause, n in found.items() if n}

    def _of(self, wait: Wait) -> list[tuple[str, Laid]]:
        """Return where the causes of such a wait lie, none over another."""
        kind = (wait.need, wait.of, wait.depends, wait.key)
        if kind not in self._laid:
            left, found = [self._whole], []
            for cause, spans in self._ordered(wait):
                inside, left = cut(left, spans)
                found.append((cause, Laid(inside, self._minutes)))
            self._laid[kind] = found
        return self._laid[kind]

    def _ordered(self, wait: Wait) -> Iterator[tuple[str, Sequence[Period]]]:
        if wait.need == "blangko":
            yield "blangko", self._periods.get(("blangko", wait.of), ())
        if wait.need == "signature":
            yield "signature", self._periods.get(("signature", wait.key), ())
        if wait.depends and wait.need != "agency":
            for what in (wait.depends, "power"):
                yield "disruption", self._periods.get(("disruption", what), ())


def cut(spans: Iterable[Period], by: Sequence[Period]) -> tuple[list[Period], list[Period]]:
    """Return the parts of ``spans`` inside ``by`` and the parts outside."""
    inside: list[Period] = []
    outside: list[Period] = []
    holes = sorted(by)
    for begin, end in spans:
        at = begin
        for low, high in holes:
            low, high = max(low, at), min(high, end)
            if low >= high:
                continue
            if at < low:
                outside.append((at, low))
            inside.append((low, high))
            at = high
        if at < end:
            outside.append((at, end))
    return inside, outside


def empty_periods(moves: Iterable[tuple[int, int]], end: int) -> list[Period]:
    """Return when a running stock stood at zero; ``moves`` are (instant, quantity) in order."""
    periods: list[Period] = []
    stock, since = 0, 0
    for at, quantity in moves:
        before = stock
        stock += quantity
        if before <= 0 < stock and at > since:
            periods.append((since, at))
        elif stock <= 0 < before:
            since = at
    if stock <= 0 and since < end:
        periods.append((since, end))
    return periods
