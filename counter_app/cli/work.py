"""``run``, ``ask`` and ``schema``: every command and question of the office."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from operator import attrgetter
from pathlib import Path
from typing import Any

import click
import msgspec

from counter_app.cli.session import Session
from counter_app.domain.errors import DataDamaged, UserError, WrongUsage
from counter_app.i18n import _, number
from counter_app.office.doors import register
from counter_app.office.inputs import WrongField, decoded
from counter_app.office.office import commands, questions


class CommandOrLines(WrongUsage):
    """``run`` without a command and without lines."""

    def __init__(self) -> None:
        super().__init__(_("Name a command, or give --lines FILE. counter-app schema lists the commands."))


@click.command("run")
@click.argument("command", required=False)
@click.argument("fields", required=False)
@click.option(
    "--lines",
    metavar="FILE",
    type=click.Path(exists=True, dir_okay=False, allow_dash=True),
    help="A file (- for standard input) with one command a line.",
)
@click.pass_obj
def run_command(session: Session, command: str | None, fields: str | None, lines: str | None) -> int:
    """Run one command; FIELDS is JSON, or - to read it from standard input."""
    if lines is not None:
        return _run_lines(session, lines)
    if command is None:
        raise CommandOrLines
    done = session.run(command, _fields(fields))
    for warning in done.warnings:
        click.echo(warning, err=True)
    click.echo(_json({"topics": sorted(done.topics), "ids": done.ids}))
    return 0


def _fields(text: str | None) -> Any:
    if text is None:
        return {}
    return decoded(sys.stdin.buffer.read() if text == "-" else text)


def _run_lines(session: Session, source: str) -> int:
    """Answer each line once it is committed; a refused one does not stop the work."""
    refused = 0
    assert session.staff  # a wrong password is said before the first line is read
    for line in _lines(source):
        if not line.strip():
            continue
        try:
            fields = decoded(line)
            if not isinstance(fields, dict) or not isinstance(fields.get("command"), str):
                raise WrongField("command", _("this field is needed"))
            name = fields.pop("command")
            done = session.run(name, fields)
            answer: dict[str, Any] = {"topics": sorted(done.topics), "ids": done.ids}
            if done.warnings:
                answer["warnings"] = done.warnings
        except DataDamaged:
            raise
        except UserError as error:
            refused += 1
            answer = {"refused": str(error)}
        sys.stdout.write(_json(answer) + "\n")
        sys.stdout.flush()
    return 1 if refused else 0


def _lines(source: str) -> Iterator[bytes]:
    if source == "-":
        yield from sys.stdin.buffer
    else:
        with Path(source).open("rb") as file:
            yield from file


@click.command("ask")
@click.argument("question")
@click.argument("fields", required=False)
@click.option("--lines", is_flag=True, help="One row a line.")
@click.pass_obj
def ask_command(session: Session, question: str, fields: str | None, lines: bool) -> int:
    """Ask a question; prints one JSON value. FIELDS is JSON, or - to read it from standard input."""
    given = _fields(fields)
    answer = session.ask(question, given)
    say_cut(question, given, answer)
    if lines and isinstance(answer, list):
        for row in answer:
            click.echo(_json(row))
    else:
        click.echo(_json(answer))
    return 0


def say_cut(question: str, fields: Any, answer: Any) -> None:
    """Say on stderr that a list may go on after its limit."""
    known = {field.name: field.default for field in msgspec.structs.fields(questions[question].kind)}
    limit = fields.get("limit", known.get("limit")) if isinstance(fields, dict) else None
    if isinstance(limit, int) and isinstance(answer, list) and len(answer) == limit:
        text = _("Only {n} rows are shown; there may be more. Ask on with offset, or give a higher limit.")
        click.echo(text.format(n=number(limit)), err=True)


@click.command("schema")
@click.option("--table", is_flag=True, help="A table of names, fields and who may, to read.")
def schema_command(table: bool) -> int:
    """Print the JSON Schema of all commands and questions."""
    register()
    if table:
        click.echo(_table())
        return 0
    doors = {"commands": commands, "questions": questions}
    kinds = [door.kind for book in doors.values() for door in book.values()]
    schemas, components = msgspec.json.schema_components(kinds, ref_template="#/$defs/{name}")
    by_kind = dict(zip(kinds, schemas, strict=True))
    listed = {
        name: {
            door_name: {"description": _(door.help), "roles": sorted(door.roles), **by_kind[door.kind]}
            for door_name, door in sorted(book.items())
        }
        for name, book in doors.items()
    }
    whole = {"$schema": "https://json-schema.org/draft/2020-12/schema", **listed, "$defs": components}
    click.echo(msgspec.json.format(_json(whole), indent=2))
    return 0


def _table() -> str:
    from tabulate import tabulate

    rows = [
        [door.name, _fields_of(door.kind), ", ".join(sorted(door.roles)), _(door.help)]
        for book in (commands, questions)
        for door in sorted(book.values(), key=attrgetter("name"))
    ]
    heads = [_("Name"), _("Fields"), _("Who may"), _("What it does")]
    return str(tabulate(rows, headers=heads, maxcolwidths=[None, 30, 20, 50]))


def _fields_of(kind: type[Any]) -> str:
    """Return the fields as design and papers write them: those with ? may be left out."""
    return ", ".join(f"{f.encode_name}{'' if f.required else '?'}" for f in msgspec.structs.fields(kind))


def _json(value: Any) -> str:
    return msgspec.json.encode(value).decode()
