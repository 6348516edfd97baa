"""Measure the program against the speeds of its design: ``python -m bench [--applications N]``."""

from __future__ import annotations

import argparse
import shutil

from bench.office import built, copied
from bench.results import Result, say, table
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
            say(result.work)
    finally:
        shutil.rmtree(work.folder)
    say()
    print(f"{applications:,} applications on file\n\n{table(results)}")


if __name__ == "__main__":
    main()
