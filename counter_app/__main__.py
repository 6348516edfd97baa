"""``python -m counter_app`` is the command line; packed, also each process that plays a year."""

import sys

from counter_app.cli.main import main

if __name__ == "__main__":
    if getattr(sys, "frozen", False):
        from multiprocessing import freeze_support

        freeze_support()
    main()
