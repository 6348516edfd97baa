"""What a measurement gives, and the one table that is printed."""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

ROOM = 1.5  # so much more than its share a work may take before it counts as growing too fast


class Result(NamedTuple):
    """One line of the table, in words; ``value`` is what was measured, to be compared between sizes."""

    work: str
    measured: str
    baseline: str = ""
    ratio: str = ""
    target: str = ""
    met: bool | None = None
    value: float = 0.0
    linear: bool = False  # the work itself grows with the applications; else only what it lies among
    flat: float = 0.0  # in the largest office at most so many times the figure of the smallest; 0: no target


def once(work: Callable[[], Any]) -> float:
    """Return the seconds that ``work`` takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def median(work: Callable[[], Any], runs: int = 7) -> float:
    """Return the median seconds of some runs, after one that warms up."""
    work()
    return statistics.median(once(work) for _ in range(runs))


def timed(
    work: str,
    seconds: float,
    baseline: float | None = None,
    what: str = "",
    *,
    most: float | None = None,
    times: float | None = None,
    linear: bool = False,
    flat: float = 0.0,
) -> Result:
    """Return a line for work whose target is ``most`` seconds, or so many ``times`` its baseline."""
    ratio = seconds / baseline if baseline else None
    target, met = "", None
    if times is not None and ratio is not None:
        target, met = f"<= {times:g} x", ratio <= times
    elif most is not None:
        target, met = f"<= {span(most)}", seconds <= most
    return Result(
        work,
        span(seconds),
        f"{span(baseline)} {what}" if baseline is not None else what,
        f"{ratio:.2f}" if ratio is not None else "",
        target,
        met,
        seconds,
        linear,
        flat,
    )


def rated(
    work: str, number: int, seconds: float, baseline: float, what: str, *, least: int | None = None
) -> Result:
    """Return a line for work counted in entries a second; ``baseline`` is seconds for the same number."""
    rate = number / seconds
    return Result(
        work,
        f"{rate:,.0f}/s",
        f"{number / baseline:,.0f}/s {what}",
        f"{seconds / baseline:.2f}",
        f">= {least:,}/s" if least else "",
        rate >= least if least else None,
        1 / rate,
    )


def sized(
    work: str, megabytes: float, what: str = "", *, most: float | None = None, linear: bool = False
) -> Result:
    """Return a line for memory or a file."""
    target = f"<= {most:g} MB" if most else ""
    met = megabytes <= most if most else None
    return Result(work, f"{megabytes:,.0f} MB", what, "", target, met, megabytes, linear)


def span(seconds: float) -> str:
    """Return seconds as a person reads them."""
    if seconds < 0.001:
        return f"{seconds * 1e6:.0f} us"
    return f"{seconds * 1e3:.3g} ms" if seconds < 1 else f"{seconds:.2f} s"


def table(
    results: Iterable[Result], smaller: Mapping[str, Result], times: float, smallest: Mapping[str, Result]
) -> str:
    """Return the table as text; the last columns compare with the office that is so many ``times`` smaller.

    And, where the work must stay flat, with the smallest of all.
    """
    head = ("work", "measured", "baseline", "ratio", "target", "met", *(("grew", "flat") if smaller else ()))
    rows: list[Sequence[str]] = [head]
    for result in results:
        met = {True: "yes", False: "NO", None: ""}[result.met]
        line = (*result[:5], met, _growth(result, smaller.get(result.work), times), _flat(result, smallest))
        rows.append(line[: len(head)])
    widths = [max(len(row[n]) for row in rows) for n in range(len(head))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    )


def _growth(now: Result, before: Result | None, times: float) -> str:
    """Return how often the smaller office's figure the larger one's is; marked where that is too often."""
    if before is None or not before.value:
        return ""
    grew = now.value / before.value
    fair = times if now.linear else 1
    return f"{grew:.2f} x{' !' if grew > fair * ROOM else ''}"


def _flat(now: Result, smallest: Mapping[str, Result]) -> str:
    """Return how often the smallest office's figure it is, beside what it may be."""
    first = smallest.get(now.work)
    if first is None or not first.value or not now.flat:
        return ""
    grew = now.value / first.value
    return f"{grew:.2f} x of <= {now.flat:g} x{'' if grew <= now.flat else ' NO'}"


def say(text: str = "") -> None:
    """Show on the terminal what is going on, in the place of what stood there."""
    if sys.stderr.isatty():
        print(f"\r\033[K{text}", end="", file=sys.stderr, flush=True)
