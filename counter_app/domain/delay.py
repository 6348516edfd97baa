"""Delay by cause: the working minutes that applications waited, split by why.

The time a step was current is laid over the periods when stock was zero, nobody could sign or something
was down; what no period covers is the office's own. Each wait is the difference of two looks into a sum that
runs from the begin of the report, so of a hundred thousand waits only when they began and ended matters.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate

from counter_app.domain.stays import Period, Waiting, cut

MINUTE = 60_000_000
Sum = Callable[[int], int]  # minutes from the begin of the report up to an instant


class Laid:
    """Periods that don't overlap, and the working minutes in them up to each."""

    def __init__(self, periods: Sequence[Period], minutes: Callable[[int, int], int]) -> None:
        self._periods, self._minutes = periods, minutes
        self._begins = [begin for begin, _end in periods]
        self._before = list(accumulate((minutes(*period) for period in periods), initial=0))

    def up_to(self, moment: int) -> int:
        """Return the working minutes in the periods before an instant."""
        last = bisect_right(self._begins, moment) - 1
        if last < 0:
            return 0
        begin, end = self._periods[last]
        return self._before[last] + self._minutes(begin, min(end, moment))


class Causes:
    """Tells the sums of each cause within [begin, end).

    ``periods`` is keyed by (cause, what): ("blangko", kind), ("signature", ``signing``), ("disruption",
    what).
    ``minutes`` tells the working minutes between two instants; those of parts must add up to the whole.
    """

    def __init__(
        self,
        periods: Mapping[tuple[str, str], Sequence[Period]],
        begin: int,
        end: int,
        minutes: Callable[[int, int], int],
    ) -> None:
        self._periods, self._span, self._minutes = periods, (begin, end), minutes
        self.whole: Sum = Laid([self._span], minutes).up_to
        self._found: dict[Waiting, list[tuple[str, Sum]]] = {}

    def sums(self, waiting: Waiting) -> list[tuple[str, Sum]]:
        """Return the sum of each cause that may hold, none over another; the rest is ``rest(waiting)``.

        Overlaps go to the first cause in the order blangko, signature, disruption.
        """
        kind = waiting._replace(group="")
        if kind not in self._found:
            left, self._found[kind] = [self._span], []
            for cause, spans in self._ordered(kind):
                inside, left = cut(left, spans)
                self._found[kind].append((cause, Laid(inside, self._minutes).up_to))
        return self._found[kind]

    def _ordered(self, waiting: Waiting) -> Iterator[tuple[str, Sequence[Period]]]:
        if waiting.need == "blangko":
            yield "blangko", self._periods.get(("blangko", waiting.of), ())
        if waiting.need == "signature":
            yield "signature", self._periods.get(("signature", signing(waiting)), ())
        if waiting.depends and waiting.need != "agency":
            for what in (waiting.depends, "power"):
                yield "disruption", self._periods.get(("disruption", what), ())


class Day:
    """Adds up, for minutes of one day, sums that run from the begin of a report."""

    def __init__(self, begin: int, minutes: int, whole: Sum) -> None:
        self._begin, self._minutes, self._whole = begin, minutes, whole
        self._end = begin + minutes * MINUTE
        self._first, self._last = whole(begin), whole(self._end)
        self._known: dict[Sum, Callable[[Sequence[int], int], int]] = {}
        self._table = table(whole, begin, self._end)

    def of_whole(self, moments: Sequence[int]) -> int:
        """Return the sum of all working minutes, added up over minutes of the day."""
        return sum(map(self._table.__getitem__, moments))

    def of(self, cause: Sum, moments: Sequence[int], whole: int) -> int:
        """Return the sum of a cause, added up over minutes of the day; ``whole`` is ``of_whole`` of these."""
        if cause not in self._known:
            self._known[cause] = self._adding(cause)
        return self._known[cause](moments, whole)

    def _adding(self, cause: Sum) -> Callable[[Sequence[int], int], int]:
        """Return how a cause is added up: on most days it holds all day, or not at all."""
        first, last = cause(self._begin), cause(self._end)
        if first == last:
            return lambda moments, _whole: first * len(moments)
        if last - first == self._last - self._first:
            return lambda moments, whole: whole + (first - self._first) * len(moments)
        known = table(cause, self._begin, self._end)
        return lambda moments, _whole: sum(map(known.__getitem__, moments))


def signing(waiting: Waiting) -> str:
    """Return what decides who may sign: role, forms and service."""
    return f"{waiting.of}|{waiting.deputies}|{waiting.service}"


def rest(waiting: Waiting) -> str:
    """Return what a minute counts for that no period explains."""
    if waiting.citizen:
        return "citizen"
    return "agency" if waiting.need == "agency" else "office"


def table(sum_: Sum, begin: int, end: int) -> list[int]:
    """Return a sum at each minute of [begin, end).

    It never rises by more than the time that passes: where it rises by none of it or by all, nothing needs a
    look in between.
    """
    found = [0] * ((end - begin) // MINUTE)

    def look(first: int, last: int, at_first: int, at_last: int) -> None:
        if at_last in (at_first, at_first + last - first):
            rise = 0 if at_last == at_first else 1
            found[first:last] = [at_first + rise * n for n in range(last - first)]
        else:
            middle = (first + last) // 2
            at_middle = sum_(begin + middle * MINUTE)
            look(first, middle, at_first, at_middle)
            look(middle, last, at_middle, at_last)

    look(0, len(found), sum_(begin), sum_(end))
    return found


def empty_periods(moves: Iterable[tuple[int, int]], end: int, stock: int = 0, since: int = 0) -> list[Period]:
    """Return when a running stock stood at zero; ``moves`` are (instant, quantity) in order."""
    periods: list[Period] = []
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
