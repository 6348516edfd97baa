"""Every command and question with what nobody should type: each costs a sentence, never the program."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

import msgspec

from counter_app.office.doors import register
from counter_app.office.office import commands, questions
from torture.office import Broken, Tortured

HOSTILE: tuple[Any, ...] = (
    None,
    "",
    " ",
    "x" * 100_000,
    "' OR 1=1 --",
    "\x00\x01",
    "../../etc/passwd",
    "🂡" * 50,
    "=cmd|' /C calc'!A0",
    -1,
    0,
    10**30,
    1.5,
    True,
    [],
    {},
    [[]] * 100,
    {"a": {"b": {}}},
    "2026-13-45",
    "0001-01-01",
    "9999-12-31",
)
RAW = (b"", b"{", b"[]", b"null", b"\xff\xfe", b'"text"', b'{"command": 7}', b'{"command": "nothing"}')


class Inputs(NamedTuple):
    """How many were tried and how they were answered."""

    tried: int
    refused: int
    done: int


def commands_with(office: Tortured, every: int = 1) -> Inputs:
    """Give every command every hostile value in every field, a share of 1 in ``every``."""
    lines = [line for n, line in enumerate(_lines()) if n % every == 0]
    lines += [line for line in RAW if line.strip()]
    _status, out, err = office.call("run", "--lines", "-", typed=b"\n".join(lines) + b"\n")
    answers = [json.loads(line) for line in out.splitlines()]
    if "Traceback" in err or len(answers) != len(lines):
        raise Broken(f"{len(lines)} lines, {len(answers)} answers: {err[-500:]}")
    office.answered += [answer for answer in answers if "ids" in answer]
    refused = sum("refused" in answer for answer in answers)
    return Inputs(len(lines), refused, len(answers) - refused)


def _lines() -> Iterator[bytes]:
    register()
    for name, door in sorted(commands.items()):
        fields = msgspec.structs.fields(door.kind)
        yield json.dumps({"command": name}).encode()
        for field in fields:
            for value in HOSTILE:
                usual = {f.encode_name: _usual(f.encode_name) for f in fields if f.required}
                yield json.dumps({"command": name, **usual, field.encode_name: value}).encode()


def questions_with(office: Tortured, opened: Any, staff: Any, every: int = 1) -> Inputs:
    """Ask every question with every hostile value, in this process. Raises Broken for what is no refusal."""
    from counter_app.domain.errors import UserError
    from counter_app.office.inputs import read

    tried = refused = 0
    for name, door in sorted(questions.items()):
        fields = msgspec.structs.fields(door.kind)
        for field in fields:
            for value in HOSTILE:
                tried += 1
                if tried % every:
                    continue
                usual = {f.encode_name: _usual(f.encode_name) for f in fields if f.required}
                try:
                    opened.ask(read(door.kind, {**usual, field.encode_name: value}), staff)
                except UserError:
                    refused += 1
                except Exception as error:
                    raise Broken(f"{name} with {field.encode_name} = {value!r}: {error!r}") from error
    return Inputs(tried // every, refused, tried // every - refused)


def _usual(name: str) -> Any:
    """Return something that a field of this name may hold."""
    return {
        "applicant": {"name": "Warga"},
        "service": "surat_pengantar",
        "kind": "ktp_el",
        "quantity": 1,
        "group": "A",
        "from": "2026-04-06T08:00",
        "to": "2026-04-07T08:00",
    }.get(name, "x")
