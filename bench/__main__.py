"""Measure the program against the speeds of its design: ``python -m bench [--applications N ...]``."""

from __future__ import annotations

import argparse
import shutil
from collections.abc import Iterator

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
    sizes = sorted(parser.parse_args().applications)
    set_language("id")
    print(about())
    smaller: dict[str, Result] = {}
    for n, size in enumerate(sizes):
        found = {result.work: result for result in _measured(size)}
        say()
        print(f"\n{size:,} applications on file\n\n{table(found.values(), smaller, size / sizes[n - 1])}")
        smaller = found
    print(
        "\ngrew: how often the figure of the office before; !: more than its share by half, which is the"
        " same figure\nfor what lies among more applications, and as many times more for work that is more"
    )


def _measured(applications: int) -> Iterator[Result]:
    work = copied(built(applications))
    try:
        for result in Works(work).all():
            say(result.work)
            yield result
    finally:
        shutil.rmtree(work.folder)


if __name__ == "__main__":
    main()
