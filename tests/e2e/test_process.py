"""The program as a process of its own, as a person or a script starts it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

OFFICE = """
[office]
name = "Kecamatan Seberang Ulu II"
city = "Kota Palembang"
region = "16.71.03"
[counter]
code = "L1"
[[staff]]
id = "siti"
name = "Siti Rahma"
role = "supervisor"
password = "kantor camat"
"""


class Terminal:
    """Starts ``python -m counter_app`` with a data folder in its environment."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, *arguments: str, password: str = "kantor camat", typed: str = ""):
        environment = {
            **os.environ,
            "COUNTER_APP_DATA": str(self.folder / "data"),
            "COUNTER_APP_PASSWORD": password,
            "PYTHONWARNINGS": "error",
        }
        return subprocess.run(
            [sys.executable, "-m", "counter_app", *arguments],
            env=environment,
            input=typed,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
            timeout=60,
        )


@pytest.fixture(scope="module")
def terminal(tmp_path_factory):
    """Return a terminal beside a new office."""
    folder = tmp_path_factory.mktemp("terminal")
    (folder / "office.toml").write_text(OFFICE, encoding="utf-8")
    terminal = Terminal(folder)
    founded = terminal("setup", str(folder / "office.toml"))
    assert founded.returncode == 0, founded.stderr
    return terminal


def test_commands_come_through_a_pipe_and_answers_leave_line_by_line(terminal):
    lines = [
        {"command": "receive_blangko", "kind": "ktp_el", "quantity": 2},
        {"command": "receive_blangko", "kind": "ktp_el", "quantity": -2},
        {"command": "open_application", "service": "surat_pengantar", "applicant": {"name": "José Ñandú"}},
    ]
    done = terminal("--as", "siti", "run", "--lines", "-", typed="\n".join(map(json.dumps, lines)))
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert (done.returncode, done.stderr) == (1, "")
    assert [list(answer) for answer in answers] == [["topics", "ids"], ["refused"], ["topics", "ids"]]
    asked = terminal("--as", "siti", "ask", "applications", '{"text": "jose nandu"}')
    assert [row["name"] for row in json.loads(asked.stdout)] == ["José Ñandú"]


def test_a_refusal_is_one_indonesian_sentence_unless_asked_for_english(terminal):
    fields = ("--as", "siti", "run", "accept_application", '{"application":"L1-20260406-0001"}')
    for language in ([], ["--lang", "en"]):
        refused = terminal(*language, *fields)
        assert (refused.returncode, refused.stdout) == (1, "")
        assert len(refused.stderr.splitlines()) == 1
    assert refused.stderr.startswith("There is no application L1-20260406-0001.")


def test_a_wrong_password_and_a_missing_one_are_refused(terminal):
    refused = terminal("--as", "siti", "ask", "blangko", password="kantor lurah")
    assert (refused.returncode, refused.stdout, len(refused.stderr.splitlines())) == (1, "", 1)
    assert terminal("ask", "blangko").returncode == 2


def test_damage_is_told_in_one_line_whatever_the_library_would_say(terminal):
    path = terminal.folder / "data" / "counter.db"
    whole = path.read_bytes()
    path.write_bytes(whole[:30] + bytes([whole[30] ^ 1]) + whole[31:])
    broken = terminal("--as", "siti", "verify")
    path.write_bytes(whole)
    assert (broken.returncode, broken.stdout, len(broken.stderr.splitlines())) == (3, "", 1)
    assert terminal("--as", "siti", "verify").returncode == 0


@pytest.mark.skipif(os.name == "nt", reason="a shell of Unix")
def test_a_reader_who_leaves_early_is_no_fault(terminal):
    command = f'"{sys.executable}" -m counter_app schema | head -c 10'
    done = subprocess.run(command, shell=True, capture_output=True, text=True, check=False, timeout=60)
    assert done.stderr == ""
