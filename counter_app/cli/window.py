"""The window, and the tour that works through it without a person."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from counter_app.domain.errors import UserError
from counter_app.i18n import _


class NoDisplay(UserError):
    """There is no screen to open a window on."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "There is no display for the window. Start the program on a desktop, "
                "or use a command: counter-app --help lists them."
            )
        )


def open_window(folder: Path) -> int:
    """Open the window of the office in ``folder``; return when it is closed."""
    if not has_display():
        raise NoDisplay
    from counter_app.ui.app import start

    return start(folder)


def has_display() -> bool:
    """Tell whether a window can be shown here."""
    named = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return sys.platform in ("win32", "darwin") or any(os.environ.get(name) for name in named)
