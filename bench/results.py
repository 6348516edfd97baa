"""What a measurement gives, and the one table that is printed."""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple


class Result(NamedTuple):
    """One line of the table, in words."""

    work: str
    measured: str
    baseline: str = ""
    ratio: str = ""
    target: str = ""
    met: bool | None = None


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
    )


def sized(work: str, megabytes: float, what: str = "", *, most: float | None = None) -> Result:
    """Return a line for memory or a file."""
    target = f"<= {most:g} MB" if most else ""
    return Result(work, f"{megabytes:,.0f} MB", what, "", target, megabytes <= most if most else None)


def span(seconds: float) -> str:
    """Return seconds as a person reads them."""
    if seconds < 0.001:
        return f"{seconds * 1e6:.0f} us"
    return f"{seconds * 1e3:.3g} ms" if seconds < 1 else f"{seconds:.2f} s"


def table(results: Iterable[Result]) -> str:
    """Return the table as text."""
    head = ("work", "measured", "baseline", "ratio", "target", "met")
    rows: list[Sequence[str]] = [head]
    for result in results:
        met = {True: "yes", False: "NO", None: ""}[result.met]
        rows.append((*result[:5], met))
    widths = [max(len(row[n]) for row in rows) for n in range(len(head))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    )


def say(text: str = "") -> None:
    """Show on the terminal what is going on, in the place of what stood there."""
    if sys.stderr.isatty():
        print(f"\r\033[K{text}", end="", file=sys.stderr, flush=True)
