"""The program as a person at the terminal meets it."""

from __future__ import annotations

import io
import json
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from stories import Clock, nik

from counter_app import bootstrap
from counter_app.cli import main
from counter_app.office.office import Office

PASSWORDS = {"siti": "kantor camat", "ani": "loket satu", "camat": "tanda tangan", "tono": "pengurus data"}
OFFICE = Path(__file__).parent / "e2e" / "office.toml"


class Answer(NamedTuple):
    """How a call of the program ended."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Return the answer's JSON value."""
        return json.loads(self.out)


def is_sentence(text: str) -> bool:
    """Tell whether ``text`` is one line that ends as a sentence does."""
    lines = text.rstrip("\n").split("\n")
    return len(lines) == 1 and lines[0][-1:] in tuple(".?!") and "Traceback" not in text


class Program:
    """The command line of one data folder."""

    def __init__(self, folder: Path, clock: Clock) -> None:
        self.folder = folder
        self.clock = clock
        self.people = 0

    def __call__(self, *arguments: str, by: str = "", lang: str = "en", typed: str = "") -> Answer:
        """Run the program with ``arguments``, signed in as ``by``; ``typed`` is its standard input."""
        stdin = io.TextIOWrapper(io.BytesIO(typed.encode()))
        staff = ["--as", by] if by else []
        out, err = io.StringIO(), io.StringIO()
        with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
            patch.setenv("COUNTER_APP_PASSWORD", PASSWORDS.get(by, "salah sekali"))
            patch.setattr("sys.stdin", stdin)
            status = main.status(["--data", str(self.folder), "--lang", lang, *staff, *arguments])
        return Answer(status, out.getvalue(), err.getvalue())

    def run(self, name: str, by: str = "ani", /, **fields: Any) -> Any:
        """Run a command that is not refused; return its ids."""
        answer = self("run", name, json.dumps(fields), by=by)
        assert answer.status == 0, answer.err
        return answer.json["ids"]

    def ask(self, name: str, by: str = "siti", /, **fields: Any) -> Any:
        """Ask a question that is answered."""
        answer = self("ask", name, json.dumps(fields), by=by)
        assert answer.status == 0, answer.err
        return answer.json

    def accepted(self, service: str) -> str:
        """Open, mark and accept one application; return its number."""
        self.people += 1
        person = {"name": f"Warga {self.people}", "nik": nik(self.people)}
        number = self.run("open_application", service=service, applicant=person)["application"]
        rows = self.ask("application", application=number)["requirements"]
        marks = {row["id"]: "present" for row in rows if row["needed"]}
        self.run("mark_requirements", application=number, marks=marks)
        self.run("accept_application", application=number)
        return str(number)

    def steps(self, number: str, *steps: str, **fields: Any) -> None:
        """End steps one after the other."""
        for step in steps:
            if step == "sign":
                self.run("sign_applications", applications=[number], official="camat")
            else:
                self.run("complete_step", application=number, step=step, **fields)

    def opened(self) -> Office:
        """Return the office behind the command line, for a test that looks into its book."""
        return bootstrap.sign_in(self.folder, "siti", PASSWORDS["siti"], clock=self.clock)[0]

    def entries(self) -> int:
        """Return how many entries the journal holds."""
        office = self.opened()
        count = int(office.db.execute("SELECT count(*) FROM journal").fetchone()[0])
        office.close()
        return count
