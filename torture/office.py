"""An office to maltreat: founded in a folder of its own, worked in by processes that may be killed."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from counter_app import bootstrap, config
from counter_app.domain import founding
from counter_app.office.clock import clock
from counter_app.storage import database, journal
from counter_app.storage.agreement import disagreements
from counter_app.storage.damage import damage

STAFF, PASSWORD = "siti", "kantor camat"
PLAN = """
[office]
name = "Kecamatan Seberang Ulu II"
city = "Kota Palembang"
region = "16.71.03"
[counter]
code = "L1"
[[official]]
id = "camat"
role = "camat"
name = "Drs. Ahmad"
[[staff]]
id = "siti"
name = "Siti Rahma"
role = "supervisor"
password = "kantor camat"
"""


class Broken(AssertionError):
    """Something was lost, changed or half written."""


class Tortured:
    """The data folder, its key, and what was answered in it."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.folder = folder
        self.random = random.Random(seed)
        self.recovery = bootstrap.found(folder, founding.read(PLAN), clock=clock)
        self.key = bootstrap.unlock(folder, STAFF, PASSWORD, clock=clock)
        self.answered: list[dict[str, Any]] = []
        self.people = 0

    def start(self, *arguments: str, **more: Any) -> subprocess.Popen[bytes]:
        """Start the program in a process of its own."""
        environment = {**os.environ, "COUNTER_APP_PASSWORD": PASSWORD, "COUNTER_APP_DATA": str(self.folder)}
        return subprocess.Popen(
            [sys.executable, "-m", "counter_app", "--lang", "en", "--as", STAFF, *arguments],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            **more,
        )

    def call(self, *arguments: str, typed: bytes = b"") -> tuple[int, str, str]:
        """Run the program to its end; return status, answers and messages."""
        process = self.start(*arguments)
        out, err = process.communicate(typed)
        return process.returncode, out.decode(), err.decode()

    def work(self, after: float) -> int:
        """Let a process work through lines and kill it ``after`` seconds; return how many it answered."""
        process = self.start("run", "--lines", "-")
        assert process.stdin
        assert process.stdout
        assassin = threading.Timer(after, process.kill)
        assassin.start()
        count = 0
        try:
            for line in self.lines():
                process.stdin.write(line + b"\n")
                process.stdin.flush()
                answer = process.stdout.readline()
                if not answer.endswith(b"\n"):
                    break
                self.answered.append(json.loads(answer))
                count += 1
        except BrokenPipeError:
            pass
        finally:
            process.kill()
            process.communicate()
            assassin.join()
        return count

    def lines(self) -> Iterator[bytes]:
        """Yield commands without end, as a counter would give them."""
        while True:
            self.people += 1
            name = f"Warga {self.people}"
            yield from map(
                _line,
                (
                    {"command": "issue_ticket", "group": "A"},
                    {"command": "call_next"},
                    {"command": "receive_blangko", "kind": "ktp_el", "quantity": self.random.randint(1, 5)},
                    {"command": "open_application", "service": "ktp_baru", "applicant": {"name": name}},
                    {
                        "command": "open_application",
                        "service": "surat_pengantar",
                        "applicant": {"name": name},
                    },
                    {"command": "spoil_blangko", "kind": "ktp_el", "quantity": 1, "reason": "basah"},
                ),
            )

    def look(self, answers: list[dict[str, Any]]) -> None:
        """Open the data as the next start does and look for each of the newest answers. Raises Broken."""
        office = bootstrap.open_office(self.folder, self.key)
        try:
            for answer in answers:
                for id in answer.get("ids", {}).values():
                    streams = [f"{topic}/{id}" for topic in answer["topics"]]
                    marks = ", ".join("?" * len(streams))
                    row = office.db.execute(f"SELECT 1 FROM journal WHERE stream IN ({marks})", streams)
                    if row.fetchone() is None:
                        raise Broken(f"answered and lost: {id}")
            problem = next(journal.verify_tail(office.db.conn, self.counter(), len(answers) + 10), None)
            if problem:
                raise Broken(str(problem))
        finally:
            office.close()

    def check(self) -> int:
        """Open the data as the next start does and compare them with what was answered; return the entries.

        Raises Broken.
        """
        office = bootstrap.open_office(self.folder, self.key)
        try:
            found = damage(office.db)
            if found:
                raise Broken(found[0])
            differing = disagreements(office.db, self.folder, self.key)
            if differing:
                raise Broken(f"folded tables differ from the journal: {differing}")
            lost = self._lost(office.db.conn)
            if lost:
                raise Broken(f"answered and lost: {lost[:3]}")
            return int(office.db.execute("SELECT count(*) FROM journal").fetchone()[0])
        finally:
            office.close()

    def _lost(self, connection: Any) -> list[str]:
        """Return the ids that were answered and that no entry is about."""
        about = {
            row[0].partition("/")[2] for row in connection.execute("SELECT DISTINCT stream FROM journal")
        }
        ids = [id for answer in self.answered for id in answer.get("ids", {}).values()]
        return [id for id in ids if isinstance(id, str) and id not in about]

    def counter(self) -> str:
        """Return the journal's present name for this counter."""
        return config.load(self.folder).counter

    def copy(self, name: str) -> Path:
        """Return a copy of the data folder, beside it."""
        target = self.folder.with_name(name)
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(self.folder, target)
        return target


def entries(path: Path, key: bytes) -> int:
    """Return how many entries a database holds."""
    db = database.reader(path, key)
    try:
        return sum(journal.last(db.conn, counter).seq for counter in journal.counters(db.conn))
    finally:
        db.close()


def _line(fields: dict[str, Any]) -> bytes:
    return json.dumps(fields).encode()
