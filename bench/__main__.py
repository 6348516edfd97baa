"""Measure the program against the speeds of its design: ``python -m bench [--applications N]``."""

from __future__ import annotations

import argparse
import shutil
import sys

from bench.office import built, copied
from bench.results import Result, table
from bench.works import Works
from counter_app.i18n import set_language


def main() -> None:
    """Build or find the office, measure in a copy of it, print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--applications", type=int, default=100_000, help="10000, 100000 or 1000000 on file")
    applications = parser.parse_args().applications
    set_language("id")
    work = copied(built(applications))
    results: list[Result] = []
    try:
        for result in Works(work).all():
            results.append(result)
            print(f"\r\033[K{result.work}", end="", file=sys.stderr)
    finally:
        shutil.rmtree(work.folder)
    print("\r\033[K", end="", file=sys.stderr)
    print(f"{applications:,} applications on file\n\n{table(results)}")


if __name__ == "__main__":
    main()
