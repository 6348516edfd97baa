"""The machine's clock lies: a dead battery, a jump, a step back, another zone."""

import datetime as dt
import json
import os
import subprocess
import sys
from zoneinfo import ZoneInfo

import pytest
from program import OFFICE, PASSWORDS, is_sentence

DAY = "2026-11-24 08:30:00"  # UTC
RECEIVE = ("run", "receive_blangko", '{"kind": "ktp_el", "quantity": 1}')


class At:
    """Calls the program with a clock and a zone of one's own."""

    def __init__(self, folder):
        self.folder = folder

    def __call__(self, clock, *arguments, zone="UTC", by="siti", password="kantor camat"):
        environment = {**os.environ, "TZ": zone, "COUNTER_APP_PASSWORD": password}
        words = ["--data", str(self.folder), "--lang", "en", "--as", by, *arguments]
        return subprocess.run(
            ["faketime", "-f", f"@{clock}", sys.executable, "-m", "counter_app", *words],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )

    def audit(self, clock):
        return json.loads(self(clock, "ask", "audit").stdout)


@pytest.fixture
def at(tmp_path):
    found = At(tmp_path / "data")
    answer = found(DAY, "setup", str(OFFICE))
    assert answer.returncode == 0, answer.stderr
    return found


def test_a_dead_battery_stops_writing_and_nothing_else(at):
    assert at(DAY, *RECEIVE).returncode == 0
    for clock in ("1970-01-01 00:00:30", "2010-01-01 08:00:00", "2026-11-20 08:00:00"):
        answer = at(clock, *RECEIVE)
        assert (answer.returncode, answer.stdout, is_sentence(answer.stderr)) == (1, "", True)
        assert "Set the date and time" in answer.stderr
        assert json.loads(at(clock, "ask", "blangko").stdout)[0]["on_hand"] == 1
        assert at(clock, "verify").returncode == 0
    assert at("2026-11-24 08:31:00", *RECEIVE).returncode == 0


def test_a_clock_that_jumped_ahead_is_confirmed_or_set_right(at):
    far = "2027-03-01 08:30:00"
    assert at(far, *RECEIVE).returncode == 1
    assert at(DAY, *RECEIVE).returncode == 0
    confirm = ("run", "confirm_clock", '{"reason": "kantor tutup tiga bulan"}')
    assert at(far, *confirm, by="ani", password="loket satu").returncode == 1
    assert at(far, *confirm).returncode == 0
    assert at(far, *RECEIVE).returncode == 0
    assert at("2026-11-25 08:30:00", *RECEIVE).returncode == 1  # it was wrong after all
    assert at("2026-11-25 08:30:00", *confirm).returncode == 0
    assert at("2026-11-25 08:31:00", *RECEIVE).returncode == 0
    assert at("2026-11-25 08:32:00", "verify").returncode == 0
    assert [row["event"] for row in at.audit("2026-11-25 08:33:00")[:4]] == [
        "received",
        "confirmed",
        "received",
        "confirmed",
    ]


def test_a_little_step_back_keeps_the_order(at):
    for clock in (DAY, "2026-11-24 08:27:00", "2026-11-24 08:29:00"):
        assert at(clock, *RECEIVE).returncode == 0
    entries = [row["entry"].rpartition(":")[2] for row in at.audit("2026-11-24 08:31:00")]
    assert entries == sorted(entries, key=int, reverse=True)


@pytest.mark.parametrize("zone", ["UTC", "Asia/Jakarta", "America/New_York", "Asia/Tokyo"])
def test_days_are_those_of_the_office_whatever_zone_the_computer_has(at, zone):
    morning = dt.datetime(2026, 11, 25, 6, 30, tzinfo=ZoneInfo("Asia/Jakarta"))  # the 24th in New York
    moment = f"{morning.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M:%S}"
    opened = ("run", "open_application", '{"service": "surat_pengantar", "applicant": {"name": "Sari"}}')
    answer = at(moment, *opened, zone=zone)
    assert json.loads(answer.stdout)["ids"]["application"] == "L1-20261125-0001"
    assert json.loads(at(moment, "ask", "audit", zone=zone).stdout)[0]["at"].startswith("2026-11-25T06:30")


def test_no_office_is_founded_in_a_year_before_the_program(tmp_path):
    found = At(tmp_path / "data")
    answer = found("1980-01-01 08:00:00", "setup", str(OFFICE))
    assert (answer.returncode, answer.stdout, is_sentence(answer.stderr)) == (1, "", True)
    assert not found.folder.exists()


def test_an_office_goes_on_after_a_clock_that_was_ahead_and_after_a_restore_of_those_days(at):
    """The whole way: 20 days ahead, a backup, put right and confirmed, a day's work, the backup restored."""
    ahead, ok = "2026-12-14 08:30:00", "2026-11-24 09:{:02d}:00"

    def do(clock, name, **fields):
        answer = at(clock, "run", name, json.dumps(fields))
        assert answer.returncode == 0, answer.stderr
        return json.loads(answer.stdout)["ids"]

    def ask(clock, name, **fields):
        answer = at(clock, "ask", name, json.dumps(fields))
        assert answer.returncode == 0, answer.stderr
        return json.loads(answer.stdout)

    do(DAY, "expect_blangko", kind="ktp_el", quantity=100, on="2026-11-26")
    do(ahead, "open_counter")
    do(ahead, "issue_ticket", group="A")
    made = at(ahead, "backup")
    backup = made.stdout.strip().rpartition(": ")[2]
    assert at(ok.format(0), *RECEIVE).returncode == 1
    do(ok.format(1), "confirm_clock", reason="jam tadinya salah")
    assert ask(ok.format(2), "display")["counters"] == []
    do(ok.format(3), "open_counter")
    assert ask(ok.format(4), "display")["counters"][0]["state"] == "open"
    assert do(ok.format(5), "issue_ticket", group="A")["ticket"] == "L1-20261124-A001"
    do(ok.format(6), "receive_blangko", kind="ktp_el", quantity=100)
    assert ask(ok.format(7), "blangko")[0]["expected"] == []
    seal = ask(ok.format(8), "day", date="2026-11-24")["anchor"]
    assert ask("2026-11-25 09:00:00", "day", date="2026-11-24")["anchor"] == seal
    assert at(ok.format(9), "verify", "--anchor", f"{seal['entries']}:{seal['hash']}").returncode == 0

    restored = at(ok.format(10), "restore", backup, "--yes", by="tono", password=PASSWORDS["tono"])
    assert restored.returncode == 0, restored.stderr
    assert do(ok.format(11), "issue_ticket", group="A")["ticket"] == "L1B-20261124-A001"
    assert do(ok.format(12), "receive_blangko", kind="ktp_el", quantity=1) is not None
    assert ask(ok.format(13), "day", date="2026-11-24")["anchor"]["entries"] > 1
    assert at(ok.format(14), "verify", "--deep").returncode == 0
    listed = at(ok.format(15), "backup", "--list").stdout
    assert listed.index("24 November 2026") < listed.index("14 December 2026")
