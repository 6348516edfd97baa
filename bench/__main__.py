"""Measure the program against the speeds of its design: ``python -m bench [--applications N ...]``."""

from __future__ import annotations

import argparse
import multiprocessing
import os
import shutil
from collections.abc import Iterable, Iterator

from bench.history import FIRST
from bench.machine import about
from bench.office import built, copied
from bench.results import Result, say, table
from bench.works import Works
from counter_app.i18n import set_language

SIZES = (10_000, 100_000)


def main() -> None:
    """Build or find the offices, measure in copies of them, print a table for each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--applications", type=int, nargs="+", default=SIZES, help="so many are on file")
    parser.add_argument("--offices", nargs="+", choices=FIRST, default=list(FIRST), help="of these kinds")
    asked = parser.parse_args()
    sizes = sorted(asked.applications)
    set_language("id")
    print(about())
    _build([(size, kind) for size in reversed(sizes) for kind in asked.offices])
    for kind in asked.offices:
        _compare(kind, sizes)
    print(
        "\ngrew: how often the figure of the office before; !: more than its share by half, which is the"
        " same figure\nfor what lies among more applications, and as many times more for work that is more"
    )


def _build(offices: Iterable[tuple[int, str]]) -> None:
    """Build what is not there yet on every core, the largest first."""
    with multiprocessing.get_context("spawn").Pool(os.cpu_count()) as pool:
        pool.starmap(built, offices, chunksize=1)


def _compare(kind: str, sizes: list[int]) -> None:
    """Print a table for each size of one kind of office."""
    smaller: dict[str, Result] = {}
    smallest: dict[str, Result] = {}
    for n, size in enumerate(sizes):
        found = {result.work: result for result in _measured(size, kind)}
        say()
        lines = table(found.values(), smaller, size / sizes[n - 1], smallest)
        print(f"\n{kind} office, {size:,} applications on file\n\n{lines}", flush=True)
        smaller, smallest = found, smallest or found


def _measured(applications: int, kind: str) -> Iterator[Result]:
    work = copied(built(applications, kind))
    try:
        for result in Works(work).all():
            say(result.work)
            yield result
    finally:
        shutil.rmtree(work.folder)


if __name__ == "__main__":
    main()
