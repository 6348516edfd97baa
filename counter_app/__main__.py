"""``python -m counter_app`` is the command line; packed, also each process that plays a year."""

from __future__ import annotations

import gc
import sys


def main() -> None:
    """Run the command line. What is loaded stays: to look for garbage in it takes a tenth of a start."""
    gc.disable()
    from counter_app.cli.main import main as run

    run()


if __name__ == "__main__":
    if getattr(sys, "frozen", False):
        from multiprocessing import freeze_support

        freeze_support()
    main()
