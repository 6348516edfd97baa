"""The works that design sets a speed for, each against its baseline in the same run on the same disk."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cached_property, partial
from itertools import count
from pathlib import Path
from typing import Any

import msgspec

from bench import history, papers, windows
from bench.office import PASSWORD, STAFF, Built, office
from bench.people import RARE, newcomer
from bench.results import Result, median, once, rated, sized, timed
from counter_app.cli.session import PASSWORD as VARIABLE
from counter_app.office.office import commands, questions
from counter_app.printing.outlets import drawn
from counter_app.storage import database, refolding, witness
from counter_app.storage.damage import damage

ERRANDS = 40
YEAR = 204_004  # entries of the played year, which is to be verified in 5 s
SEARCHES = {
    "common name (siti)": "siti",
    "rare name": RARE,
    "part of a name (ahma)": "ahma",
    "two names (nur saputra)": "nur saputra",
    "two letters (si)": "si",
    "one letter (s)": "s",
    "NIK part (1671034107)": "1671034107",
    "number part (20251112-03)": "20251112-03",
    "one day's numbers (20240603)": "20240603",
    "nothing found (qqqq)": "qqqq",
    "nothing found, common parts (sitinur)": "sitinur",
}


_MEASURE = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


class Works:
    """Measures in one office."""

    def __init__(self, one: Built) -> None:
        self._one = one
        self._office, self._clock = office(one)
        self._newcomers = (newcomer(n) for n in count())

    def all(self) -> Iterator[Result]:
        """Yield every line of the table."""
        yield from self._commands()
        yield self._errand("new", self._newcomers)
        yield self._errand("known", self._known())
        yield from self._niks()
        yield from self._hall()
        yield from self._lists()
        yield from self._searches()
        yield from papers.results(self._office)
        self._office.close()
        yield from self._journal()
        yield from self._starts()
        yield from self._sizes()
        yield from windows.results(self._one)

    def _run(self, name: str, **fields: Any) -> dict[str, Any]:
        return self._office.run(msgspec.convert(fields, commands[name].kind), STAFF).ids

    def _ask(self, name: str, **fields: Any) -> Any:
        return self._office.ask(msgspec.convert(fields, questions[name].kind), STAFF)

    # writing

    def _commands(self) -> Iterator[Result]:
        connection = self._office.db.conn
        connection.execute("CREATE TABLE bare (c TEXT, q INT, a INT, w INT, s TEXT, t TEXT, p BLOB, h BLOB)")
        numbers = [
            self._run("open_application", service="ktp_hilang", applicant=next(self._newcomers))[
                "application"
            ]
            for _ in range(ERRANDS)
        ]
        marks = self._marks(numbers[0])
        for name, fields in (
            ("mark_requirements", {"marks": marks}),
            ("accept_application", {}),
            ("complete_step", {"step": "verify"}),
        ):
            command, bare = [], []
            for number in numbers:
                command.append(once(partial(self._run, name, application=number, **fields)))
                bare.append(once(self._raw()))
            yield timed(
                f"command {name}",
                statistics.median(command),
                statistics.median(bare),
                "insert and commit of its bytes",
                times=4,
            )

    def _raw(self) -> Callable[[], None]:
        """Return what writes the newest entry's bytes again into a bare table of the same database."""
        connection = self._office.db.conn
        newest = "SELECT * FROM journal WHERE counter = ? ORDER BY seq DESC LIMIT 1"
        row = connection.execute(newest, (self._office.counter,)).fetchone()

        def work() -> None:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("INSERT INTO bare VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)
            connection.execute("COMMIT")

        return work

    def _marks(self, number: str) -> dict[str, str]:
        items = self._ask("application", application=number)["requirements"]
        return {item["id"]: "present" for item in items}

    def _errand(self, kind: str, citizens: Iterator[dict[str, str]]) -> Result:
        """Serve a citizen each time: the first is the warming up."""
        marks: dict[str, str] = {}

        def work() -> None:
            opened = self._run("open_application", service="ktp_hilang", applicant=next(citizens))
            number = opened["application"]
            marks.update(marks or self._marks(number))
            self._run("mark_requirements", application=number, marks=marks)
            self._run("accept_application", application=number)
            drawn(self._office, STAFF, "receipt", number, "80")

        took = median(work, 15)
        return timed(f"errand of a {kind} citizen: open, mark, accept, receipt", took, most=0.025, flat=1.8)

    def _known(self) -> Iterator[dict[str, str]]:
        """Yield citizens who have been here, from all of the years."""
        where = "id >= ? AND nik LIKE '167103%'"
        sql = f"SELECT name, nik, phone FROM application WHERE {where} ORDER BY id LIMIT 1"
        ids = "SELECT min(id), max(id) FROM application"
        low, high = self._office.db.execute(ids).fetchone()
        for n in count():
            row = self._office.db.execute(sql, (low + (high - low) * (n * 37 % 97) // 97,)).fetchone()
            yield dict(zip(("name", "nik", "phone"), row, strict=True))

    def _niks(self) -> Iterator[Result]:
        for kind, citizens in (("new", self._newcomers), ("known", self._known())):
            took = median(lambda who=citizens: self._ask("identity", nik=next(who)["nik"]), 15)  # type: ignore[misc]
            yield timed(f"NIK of a {kind} citizen, typed", took, most=0.005, flat=1.8)

    def _hall(self) -> Iterator[Result]:
        """What a day of 300 numbers asks for; some 40 of them wait."""
        day = history.LAST.isoformat()
        for work, name, fields in (
            ("queue of 300 numbers", "queue", {}),
            ("display of the hall", "display", {}),
            ("queue report of the day", "queue_report", {"from": day, "to": day}),
            ("calls out of turn of a year", "out_of_turn_calls", {"from": "2025-01-01", "to": "2025-12-31"}),
        ):
            yield timed(work, median(partial(self._ask, name, **fields)), most=0.05)
        yield timed("command issue_ticket", median(partial(self._run, "issue_ticket", group="A"), 15))
        yield timed("command call_next", median(partial(self._run, "call_next"), 15))

    # reading

    def _lists(self) -> Iterator[Result]:
        for work, name, fields in (
            ("list, newest 100", "applications", {}),
            ("list, in process", "applications", {"state": "in_process"}),
            ("list, one service", "applications", {"service": "ahli_waris"}),
            ("list, late", "applications", {"late": True}),
            ("list, closed", "applications", {"state": "closed"}),
            ("list, collected", "applications", {"state": "collected"}),
            ("list, stalled", "applications", {"stalled": True}),
            ("list, the 100th page", "applications", {"offset": 9_900}),
            ("list, open by name", "applications", {"view": "open", "sort": "name"}),
            ("counts of all saved views", "views", {}),
            ("stalls, first 100", "stalls", {}),
            ("stalls, signature", "stalls", {"cause": "signature"}),
            ("signing folder", "signing_folder", {}),
            ("stock and lines", "blangko", {}),
            ("line for a card, first 100", "line", {"kind": "ktp_el"}),
        ):
            yield timed(work, median(partial(self._ask, name, **fields)), most=0.05)
        for view in sorted(self._ask("views").keys() - {"stalled_by_cause"}):
            yield timed(f"view, {view}", median(partial(self._ask, "applications", view=view)), most=0.05)
        longest = median(partial(self._ask, "applications", sort="stalled_since"), 3)
        yield timed("list, longest stalled", longest, most=0.05)
        yield timed("dashboard", median(partial(self._ask, "dashboard"), 3), most=0.25)
        number = self._ask("applications", limit=1, state="in_process")[0]["application"]
        yield timed(
            "one application", median(lambda: self._ask("application", application=number)), most=0.05
        )
        rows = "SELECT number FROM application WHERE name LIKE '%qqqq%'"
        self._scan = median(lambda: self._office.reader.execute(rows).fetchall(), 3)

    def _searches(self) -> Iterator[Result]:
        for work, text in SEARCHES.items():
            seconds = median(partial(self._ask, "applications", text=text))
            yield timed(f"search {work}", seconds, self._scan, "LIKE over all rows", most=0.05)

    # the whole journal

    def _journal(self) -> Iterator[Result]:
        db = database.connect(self._one.folder / "counter.db", self._one.key)
        number = db.execute("SELECT count(*) FROM journal").fetchone()[0]
        read = once(lambda: _drain(db.execute("SELECT * FROM journal")))
        checked = once(lambda: damage(db, seen=[witness.load(self._one.folder)]))
        yield rated("verify pages and chain", number, checked, read, "reading the rows", least=YEAR // 5)
        with _held() as held:
            mended = once(lambda: _drain(refolding.rebuild(db)))
        yield rated("fold again, others at work", number, mended, read, "reading the rows", least=50_000)
        yield timed("so long nobody else can write", max(held))
        db.execute(f"PRAGMA user_version = {database.VERSION - 1}")
        filled = once(lambda: _drain(refolding.rebuild(db)))
        yield rated("fold again after an update", number, filled, read, "reading the rows", least=50_000)
        db.close()

    # the process

    @cached_property
    def _environment(self) -> dict[str, str]:
        return {**os.environ, VARIABLE: PASSWORD}

    def _call(self, *arguments: str) -> Callable[[], None]:
        command = [sys.executable, "-m", "counter_app", "--data", str(self._one.folder), *arguments]
        return lambda: _quiet(command, self._environment)

    def _starts(self) -> Iterator[Result]:
        bare = median(lambda: _quiet([sys.executable, "-c", "pass"], self._environment))
        for work, arguments in (
            ("counter-app --version", ("--version",)),
            ("counter-app ask blangko", ("--as", STAFF.id, "ask", "blangko")),
            ("counter-app ask applications", ("--as", STAFF.id, "ask", "applications", '{"text": "siti"}')),
        ):
            yield timed(work, median(self._call(*arguments), 5), bare, "python -c pass", most=0.4)

    def _sizes(self) -> Iterator[Result]:
        report = self._one.folder / "daily.pdf"
        for work, arguments in (
            ("memory of a question", ("ask", "stalls")),
            ("memory of a daily report", ("report", "daily", "--date", f"{history.BUSY}", "-o", str(report))),
            ("memory of folding again", ("rebuild",)),
        ):
            command = [sys.executable, "-m", "counter_app", "--data", str(self._one.folder)]
            yield sized(work, _memory([*command, "--as", STAFF.id, *arguments], self._environment), most=200)
        size = sum(path.stat().st_size for path in Path(self._one.folder).glob("counter.db"))
        yield sized("the database", size / 1e6, linear=True)


def _drain(rows: Any) -> None:
    for _row in rows:
        pass


@contextmanager
def _held() -> Iterator[list[float]]:
    """Fill a list with the seconds for which folding holds the one write transaction, each time."""
    held: list[float] = []

    @contextmanager
    def writing(db: Any) -> Iterator[Any]:
        with database.writing(db) as connection:
            began = time.perf_counter()
            yield connection
        held.append(time.perf_counter() - began)

    refolding.writing = writing
    try:
        yield held
    finally:
        refolding.writing = database.writing


def _quiet(command: list[str], environment: dict[str, str]) -> None:
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)


def _memory(command: list[str], environment: dict[str, str]) -> float:
    """Return the most memory that a process held, in MB.

    A small one stands between: what is started by a large process counts as that large at first.
    """
    between = [sys.executable, "-c", _MEASURE, *command]
    answer = subprocess.run(
        between, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment
    )
    return int(answer.stdout) / 1024
