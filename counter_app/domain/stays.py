"""From when to when a file was something that reports count: open, late, in a line, waited for.

Each is told from the file alone. Who was absent, what was empty and when the office worked is laid over sums
of these afterwards, so what is recorded late about those makes no kept figure wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

Period = tuple[int, int]  # [begin, end) in UTC microseconds
FOREVER = 1 << 62  # it has not ended

Key = tuple[str, ...]


class Stay(NamedTuple):
    """[begin, end) of one thing that is counted by ``key``; what happens at a moment has no end.

    ``received``, ``done``, ``closed``, ``collected``, ``returned``, ``open`` and ``late`` have the key
    (service, recap group); ``line`` (kind of blangko, "1" where the line is why a report counts it,
    service, recap group); ``wait`` is a ``Waiting``; ``work``, from first step to last, (recap group).
    """

    family: str
    key: Key
    begin: int
    end: int = FOREVER


class Waiting(NamedTuple):
    """What decides which causes held up a step. ``service`` matters only for who may sign."""

    group: str
    citizen: str = ""  # "1": the citizen was awaited
    need: str = ""
    of: str = ""
    deputies: str = ""
    depends: str = ""
    service: str = ""


class File(NamedTuple):
    """An application as its table has it."""

    service: str
    group: str
    accepted: int | None
    ready: int | None
    closed: int | None
    collected: int | None
    due: int | None


class Step(NamedTuple):
    """A time during which a step was current, as its table has it."""

    step: str
    since: int
    until: int | None
    need: str
    of: str
    deputies: str
    depends: str


class Times(NamedTuple):
    """All that a file's stays are told from."""

    file: File
    steps: Sequence[Step] = ()
    awaited: Sequence[tuple[int, int | None]] = ()
    asides: Sequence[tuple[int, int | None]] = ()
    returned: Sequence[int] = ()


def stays(times: Times) -> Iterator[Stay]:
    """Yield every stay of a file."""
    file, awaited = times.file, _ended(times.awaited)
    counted = _counted(file)
    yield from _moments(times)
    if counted is not None and counted[0] < counted[1]:
        yield Stay("open", file[:2], *counted)
        yield from _late(file, counted, awaited)
    yield from _work(times, counted, awaited)


def _ended(spans: Iterable[tuple[int, int | None]]) -> list[Period]:
    return [(begin, FOREVER if end is None else end) for begin, end in spans]


def _counted(file: File) -> Period | None:
    """Return from when to when a report counts the file as open: what was ready once is done."""
    if file.accepted is None:
        return None
    left = file.ready if file.ready is not None else file.closed
    return file.accepted, FOREVER if left is None else left


def _moments(times: Times) -> Iterator[Stay]:
    file = times.file
    who = file[:2]
    if file.accepted is not None:
        yield Stay("received", who, file.accepted)
        if file.ready is not None:
            yield Stay("done", who, file.ready)
        elif file.closed is not None:
            yield Stay("closed", who, file.closed)
    if file.collected is not None:
        yield Stay("collected", who, file.collected)
    for wall in times.returned:
        yield Stay("returned", who, wall)


def _late(file: File, counted: Period, awaited: Sequence[Period]) -> Iterator[Stay]:
    """The clock pauses while the citizen is awaited who was sent for before the deadline."""
    if file.due is not None:
        since = max(counted[0], file.due, *(end for begin, end in awaited if begin <= file.due))
        if since < counted[1]:
            yield Stay("late", file[:2], since, counted[1])


def _work(times: Times, counted: Period | None, awaited: Sequence[Period]) -> Iterator[Stay]:
    group, first, last = times.file.group, FOREVER, 0
    for step in times.steps:
        if step.step == "hand_over":
            continue
        span = (step.since, FOREVER if step.until is None else max(step.since, step.until))
        first, last = min(first, span[0]), max(last, span[1])
        inside, left = cut([span], awaited)
        for period in inside:
            yield Stay("wait", Waiting(group, "1"), *period)
        service = times.file.service if step.need == "signature" else ""
        waiting = Waiting(group, "", step.need, step.of, step.deputies, step.depends, service)
        for period in left:
            yield Stay("wait", waiting, *period)
        if step.need == "blangko":
            yield from _line(times, step.of, span, counted, awaited)
    if first < FOREVER:
        yield Stay("work", (group,), first, last)


def _line(
    times: Times, kind: str, span: Period, counted: Period | None, awaited: Sequence[Period]
) -> Iterator[Stay]:
    _set_aside, spans = cut([span], _ended(times.asides))
    spans, others = cut(spans, [counted] if counted else [])
    behind, spans = cut(spans, awaited)
    for why, found in (("1", spans), ("", [*others, *behind])):
        for period in found:
            yield Stay("line", (kind, why, *times.file[:2]), *period)


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
