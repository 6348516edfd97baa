"""How soon the window takes keys, against an empty PySide6 window; each start is a process of its own."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any

from bench.office import PASSWORD, STAFF, Built
from bench.results import Result, sized, timed

RUNS = 7
NANO = 1e9


def results(one: Built) -> Iterator[Result]:
    """Yield the lines about the window."""
    opened = ("program", str(one.folder), STAFF.id, PASSWORD)
    empty, quick, patient = [], [], []
    for _run in range(RUNS):  # in turn, so that a busy moment hits all of them
        empty.append(_told("empty"))
        quick.append(_told(*opened))
        patient.append(_told(*opened, "patient"))
    bare, what = _median(empty, "ready"), "an empty PySide6 window"
    yield timed("start to the sign-in page", _median(quick, "sign_in"), bare, what, times=2)
    yield timed("start, password at once, to the counter's NIK", _median(quick, "counter"), bare, what)
    counter = _median(patient, "counter", since="entered")
    yield timed("Enter after the password to the counter's NIK", counter, bare, what)
    accepted = _median(patient, "counter", since="accepted")
    yield timed("sign-in accepted to the counter's NIK", accepted, bare, what)
    searches = [took for run in patient for took in run["searches"]]
    yield timed(
        "key to suggestions, its pause of 60 ms with it", statistics.median(searches) / NANO, most=0.11
    )
    yield timed("the slowest of these", max(searches) / NANO, most=0.11)
    memory = max(run["memory"] for run in patient) / 1024**2
    yield sized("memory of the window, each screen seen", memory, most=200)


def _median(runs: list[dict[str, Any]], moment: str, *, since: str = "began") -> float:
    return statistics.median(run[moment] - run[since] for run in runs) / NANO


def _told(*arguments: str) -> dict[str, Any]:
    """Return the moments that a window told, and when its process began."""
    command = [sys.executable, "-m", "bench.probe", *arguments]
    environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ}
    began = time.time_ns()
    done = subprocess.run(command, check=True, capture_output=True, env=environment, timeout=60)
    return {"began": began, **json.loads(done.stdout)}
