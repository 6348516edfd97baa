"""The command line: options that all commands share, and what every refusal becomes.

Exit status: 0 done; 1 refused; 2 wrong usage; 3 data damaged. Messages go to stderr, answers to stdout.
"""

from __future__ import annotations

import gc
import os
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

import click

from counter_app import config
from counter_app.cli.spoken import speak, spoken
from counter_app.domain.errors import DataDamaged, UserError, WrongUsage
from counter_app.i18n import _, set_language
from counter_app.storage import swap

REFUSED, USAGE, DAMAGED = 1, 2, 3

# name -> module in counter_app.cli; imported only when the command is used
COMMANDS = {
    "run": "work",
    "ask": "work",
    "schema": "work",
    "print": "paper",
    "report": "paper",
    "setup": "found",
    "demo": "found",
    "simulate": "simulate",
    "staff": "people",
    "catalogue": "catalogue",
    "verify": "verify",
    "rebuild": "care",
    "backup": "care",
    "restore": "care",
    "salvage": "care",
    "rekey": "care",
    "audit": "books",
    "export": "books",
    "import": "register",
    "say": "say",
    "tour": "window",
}


class Lazy(click.Group):
    """A group that imports a command's module when it is needed, so that a start is quick."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order of their use."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command, None for an unknown name."""
        from importlib import import_module

        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"counter_app.cli.{COMMANDS[cmd_name]}")
        return spoken(getattr(module, f"{cmd_name}_command"))


@click.group(cls=Lazy, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(None, "--version", package_name="counter-app", prog_name="counter-app")
@click.option("--data", type=click.Path(path_type=Path), help="The data folder of this counter.")
@click.option("--lang", type=click.Choice(["id", "en"]), help="Language of messages and papers.")
@click.option("--as", "staff", help="Who signs in; the password comes from COUNTER_APP_PASSWORD or a prompt.")
@click.pass_context
def cli(ctx: click.Context, data: Path | None, lang: str | None, staff: str | None) -> int:
    """The counter of a sub-district office (kecamatan): checklists, receipts, reports, without a network.

    Without a command the window opens.
    """
    folder = config.data_folder(data, os.environ)
    swap.settle(folder)
    settings = config.load(folder) if config.exists(folder) else None
    language: Any = lang or (settings.language if settings else "id")
    set_language(language)
    if ctx.invoked_subcommand is None:
        from counter_app.cli.window import open_window

        return open_window(folder)
    gc.enable()  # the window looks for garbage itself
    from counter_app.cli.session import Session  # the office itself: not for --version or the window

    ctx.obj = Session(folder, settings, staff)
    ctx.call_on_close(ctx.obj.finish)
    return 0


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and leave with its exit status."""
    sys.exit(status(arguments))


def status(arguments: list[str] | None = None) -> int:
    """Run the command line and return its exit status."""
    _plain_streams()
    words = sys.argv[1:] if arguments is None else arguments
    set_language("en" if "--lang=en" in words or ("--lang", "en") in pairwise(words) else "id")
    speak()
    spoken(cli)
    try:
        result = cli.main(arguments, prog_name="counter-app", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return USAGE
    except click.Abort:
        click.echo(_("Stopped."), err=True)
        return REFUSED
    except WrongUsage as error:
        return _say(error, USAGE)
    except DataDamaged as error:
        return _say(error, DAMAGED)
    except UserError as error:
        return _say(error, REFUSED)
    except BrokenPipeError:
        sys.stdout = None  # whoever read has gone; nothing is left to flush
        return 0
    except OSError as error:
        from counter_app.storage.files import FileTrouble

        return _say(FileTrouble(error), REFUSED)
    except Exception as error:
        from counter_app.storage.database import translated

        found = translated(error)
        if not isinstance(found, UserError):
            raise
        return _say(found, DAMAGED if isinstance(found, DataDamaged) else REFUSED)
    return result if isinstance(result, int) else 0


def _say(error: Exception, code: int) -> int:
    click.echo(str(error), err=True)
    return code


def _plain_streams() -> None:
    """Write UTF-8 everywhere: an old Windows console would refuse letters that a name has."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
