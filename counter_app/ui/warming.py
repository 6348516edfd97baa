"""What is done while the password is typed, so that nobody waits for it afterwards."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from counter_app import config
from counter_app.i18n import long_date

SOON = (  # what signing in and the first screen need
    "cryptography.hazmat.primitives.kdf.argon2",
    "counter_app.bootstrap",
    "counter_app.ui.frame",
    "counter_app.ui.errand.screen",
    "counter_app.ui.hall.hall",
)


def tidied(folder: Path) -> None:
    """Remove saved papers that are too old; where there is no office yet, none are."""
    from counter_app.care import saved_papers
    from counter_app.storage import backup

    if config.exists(folder):
        chosen, now = config.load(folder), dt.datetime.now()
        if saved_papers.is_likely(now, backup.newest(folder, chosen)):
            saved_papers.sweep(chosen, now)


def soon() -> None:
    """Import what signing in and the first screen need."""
    for module in SOON:
        import_module(module)
    long_date(dt.date.today())  # the names of days and months are read from files


def screens(stop: Callable[[], bool]) -> None:
    """Import every screen and load what draws charts, so that the first opening is as quick as any."""
    from counter_app.ui.screens import SCREENS

    for entry in SCREENS:
        if stop():
            return
        entry.load()
    from counter_app.printing import fonts

    fonts.load()
