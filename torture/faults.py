"""A disk that is full, read-only or gone, under a program that works on."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from torture.office import Broken, Tortured

SIZE = "24m"  # of the small disk
BLOCK = 64 * 1024
RECEIVE = b'{"command": "receive_blangko", "kind": "ktp_el", "quantity": 1}'


class Faults(NamedTuple):
    """What was injected and how it ended."""

    injected: int
    refused: int  # commands that were refused with a sentence
    written: int  # commands that were done after there was room again


class NoSmallDisk(Exception):
    """This user may not mount a disk."""


@contextmanager
def small_disk(folder: Path) -> Iterator[Path]:
    """Mount a small disk on ``folder``. Raises NoSmallDisk."""
    folder.mkdir(parents=True, exist_ok=True)
    if not _run("mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(folder)):
        raise NoSmallDisk
    try:
        yield folder
    finally:
        _run("umount", "-l", str(folder))


def full(office: Tortured, rounds: int) -> Faults:
    """Fill the disk of an office while it works; then make room."""
    refused = written = 0
    ballast = office.folder / "ballast"
    for _round in range(rounds):
        fill(ballast)
        refused += _refusals(office)
        ballast.unlink()
        written += _done(office)
    return Faults(rounds, refused, written)


def full_meanwhile(office: Tortured, rounds: int) -> Faults:
    """Fill the disk under a process that is at work: it refuses, and works on when there is room again."""
    refused = written = 0
    ballast = office.folder / "ballast"
    process = office.start("run", "--lines", "-")
    try:
        for _round in range(rounds):
            written += _answer(office, process, "ids")
            fill(ballast)
            for _try in range(2000):  # what the log has room for is still done
                if "refused" in _one(office, process):
                    break
            else:
                raise Broken("a full disk took every command")
            refused += 1
            ballast.unlink()
            written += _answer(office, process, "ids")
    finally:
        _out, err = process.communicate()
    if b"Traceback" in err:
        raise Broken(err.decode()[-300:])
    office.check()
    return Faults(rounds, refused, written)


def _answer(office: Tortured, process: subprocess.Popen[bytes], wanted: str) -> int:
    found = _one(office, process)
    if wanted not in found:
        raise Broken(f"there is room, but: {found}")
    return 1


def _one(office: Tortured, process: subprocess.Popen[bytes]) -> dict[str, object]:
    """Give one command and return its answer."""
    assert process.stdin
    assert process.stdout
    process.stdin.write(RECEIVE + b"\n")
    process.stdin.flush()
    line = process.stdout.readline()
    if not line:
        raise Broken("the program ended")
    found: dict[str, object] = json.loads(line)
    if "ids" in found:
        office.answered.append(found)
    return found


def read_only(office: Tortured, disk: Path, rounds: int) -> Faults:
    """Let the disk take nothing; questions are answered, commands refused."""
    refused = written = 0
    for _round in range(rounds):
        _run("mount", "-o", "remount,ro", str(disk))
        refused += _refusals(office)
        status, out, err = office.call("ask", "blangko")
        if status or not json.loads(out):
            raise Broken(f"a read-only disk can't be read: {err}")
        _run("mount", "-o", "remount,rw", str(disk))
        written += _done(office)
    return Faults(rounds, refused, written)


def gone(office: Tortured, disk: Path) -> Faults:
    """Take the disk away and bring it back."""
    aside = disk.with_name("elsewhere")
    aside.mkdir()
    _run("mount", "--move", str(disk), str(aside)) or _run("mount", "--bind", str(disk), str(aside))
    hidden = not office.folder.is_dir()
    if not hidden:
        _run("umount", "-l", str(disk))
    status, _out, err = office.call("ask", "blangko")
    _sentence(status, err)
    _run("mount", "--bind", str(aside), str(disk))
    _run("umount", "-l", str(aside))
    return Faults(1, 1, _done(office))


def fill(ballast: Path) -> None:
    """Take all room that is left."""
    with ballast.open("wb", buffering=0) as file:
        for size in (BLOCK, 4096, 512):
            try:
                while True:
                    file.write(bytes(size))
            except OSError:
                continue


def _refusals(office: Tortured) -> int:
    """Give commands that the disk has no room for; count the refusals. Raises Broken for anything else."""
    refused = 0
    for _try in range(3):
        lines = (RECEIVE + b"\n") * 40
        status, out, err = office.call("run", "--lines", "-", typed=lines)
        answers = [json.loads(line) for line in out.splitlines()]
        office.answered += [answer for answer in answers if "ids" in answer]
        refused += sum("refused" in answer for answer in answers)
        if status:
            _sentence(status, err if not answers else answers[-1].get("refused", err))
            refused += not answers
        elif not answers:
            raise Broken("a command on a full disk was neither done nor refused")
    return refused


def _done(office: Tortured) -> int:
    """Write something now that there is room, and compare everything."""
    status, out, err = office.call("run", "receive_blangko", '{"kind":"ktp_el","quantity":1}')
    if status:
        raise Broken(f"there is room again, but: {err}")
    office.answered.append(json.loads(out))
    office.check()
    return 1


def _sentence(status: int, text: str) -> None:
    if status not in (1, 3) or "Traceback" in text or not text.strip():
        raise Broken(f"no sentence but: {status} {text}")


def _run(*words: str) -> bool:
    program = shutil.which(words[0])
    return (
        program is not None
        and not subprocess.run([program, *words[1:]], capture_output=True, check=False).returncode
    )
