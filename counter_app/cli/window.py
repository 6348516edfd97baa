"""The window, and the tour that works through it without a person."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from pathlib import Path

import click

from counter_app.domain.errors import UserError
from counter_app.i18n import _

SCREEN = {  # of the tour: no display is needed, and its pictures come out the same everywhere
    "name": "tour",
    "x": 0,
    "y": 0,
    "width": 1920,
    "height": 1080,
    "logicalDpi": 96,
    "logicalBaseDpi": 96,
    "dpr": 1,
}


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


@click.command("tour")
@click.option(
    "-o",
    "--output",
    "out",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    help="Folder for the pictures, the papers and the demo office.",
)
@click.option("--again", is_flag=True, help="Replace a demo office that is there already.")
def tour_command(out: Path, again: bool) -> int:
    """Work through the main job in the real windows of a demo office; save pictures and papers.

    It takes a few minutes and needs no display. It stops with exit status 1 where a step does not lead
    where it should.
    """
    with tempfile.NamedTemporaryFile("w", suffix=".json", delete=False, encoding="utf-8") as screens:
        json.dump({"screens": [SCREEN]}, screens)
    os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={screens.name}"
    try:
        from counter_app.ui.tour.route import work_through

        work_through(out, again=again)
    finally:
        Path(screens.name).unlink()
    click.echo(_("Pictures and papers lie in {folder}.").format(folder=out), err=True)
    return 0


def has_display() -> bool:
    """Tell whether a window can be shown here."""
    named = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return sys.platform in ("win32", "darwin") or any(os.environ.get(name) for name in named)
