"""Delay by cause: the working minutes that applications waited, split by why.

The time a step was current is laid over the periods when stock was zero, nobody could sign, something
was down or the citizen was awaited; what no period covers is the office's own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
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


def split(
    wait: Wait,
    periods: Mapping[tuple[str, str], Sequence[Period]],
    citizen: Sequence[Period],
    minutes: Callable[[int, int], int],
) -> dict[str, int]:
    """Return working minutes by cause.

    ``periods`` is keyed by (cause, what): ("blangko", kind), ("signature", key), ("disruption", what).
    Overlaps go to the first cause in the order citizen, blangko, signature, agency, disruption.
    """
    ordered: list[tuple[str, Sequence[Period]]] = [("citizen", citizen)]
    if wait.need == "blangko":
        ordered.append(("blangko", periods.get(("blangko", wait.of), ())))
    if wait.need == "signature":
        ordered.append(("signature", periods.get(("signature", wait.key), ())))
    if wait.need == "agency":
        ordered.append(("agency", [(wait.since, wait.until)]))
    if wait.depends:
        down = [*periods.get(("disruption", wait.depends), ()), *periods.get(("disruption", "power"), ())]
        ordered.append(("disruption", sorted(down)))
    left = [(wait.since, wait.until)]
    found: dict[str, int] = {}
    for cause, spans in ordered:
        inside, left = cut(left, spans)
        total = sum(minutes(a, b) for a, b in inside)
        if total:
            found[cause] = total
    own = sum(minutes(a, b) for a, b in left)
    if own:
        found["office"] = own
    return found


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
