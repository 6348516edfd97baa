"""The command line in the language in force: what click says of its own, and the help texts."""

from __future__ import annotations

import inspect

import click
from click import core, decorators, exceptions, formatting, parser, termui, types

from counter_app.i18n import N_, _, ngettext

SPEAKERS = (core, decorators, exceptions, formatting, parser, termui, types)
SENTENCES = (
    N_("Usage:"),
    N_("Options"),
    N_("Positional arguments"),
    N_("Commands"),
    N_("default: {default}"),
    N_("required"),
    N_("Show the version and exit."),
    N_("Show this message and exit."),
    N_("Error: {message}"),
    N_("Try '{command} {option}' for help."),
    N_("Missing command."),
    N_("Missing argument"),
    N_("Missing option"),
    N_("Missing parameter"),
    N_("No such option {name!r}."),
    N_("No such command {name!r}."),
    N_("Option {name!r} does not take a value."),
    N_("Invalid value: {message}"),
    N_("Invalid value for {param_hint}: {message}"),
    N_("{value!r} is not a valid {number_type}."),
    N_("{name} {filename!r} does not exist."),
    N_("{name} {filename!r} is a file."),
    N_("{name} {filename!r} is a directory."),
    N_("{name} {filename!r} is not readable."),
    N_("{name} {filename!r} is not writable."),
    N_("file"),
    N_("directory"),
    N_("path"),
    N_("Choose from:\n\t{choices}"),
    N_("Could not open file {filename!r}: {message}"),
    N_("Repeat for confirmation"),
    N_("Error: The two entered values do not match."),
    N_("Error: invalid input"),
)


def plurals(n: int = 1) -> tuple[str, ...]:
    """Return click's sentences that depend on a number, for the catalogue."""
    return (
        ngettext("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)", n),
        ngettext("Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})", n),
        ngettext("Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments.", n),
        ngettext("{value!r} is not {choice}.", "{value!r} is not one of {choices}.", n),
    )


def speak() -> None:
    """Let click look its sentences up where the program does."""
    for module in SPEAKERS:
        vars(module).update(_=_, ngettext=ngettext)


_english: dict[int, str] = {}  # help texts as they stand in the code, by the object that shows them


def spoken(command: click.Command) -> click.Command:
    """Put the help of a command, its options and subcommands into the language in force."""
    command.help = _translated(command)
    command.options_metavar = _("[OPTIONS]")
    if isinstance(command, click.Group):
        command.subcommand_metavar = _("COMMAND [ARGS]...")
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            parameter.help = _translated(parameter)
    for sub in getattr(command, "commands", {}).values():
        spoken(sub)
    return command


def _translated(shown: click.Command | click.Option) -> str:
    return _(_english.setdefault(id(shown), inspect.cleandoc(shown.help or "")))
