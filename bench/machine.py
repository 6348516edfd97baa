"""The machine that is measured on: its processor, its disk, its versions."""

from __future__ import annotations

import os
import platform
import statistics
import tempfile
from pathlib import Path

from sqlcipher3 import dbapi2 as sqlcipher

from bench.results import once, span

SYNCS, PAGE = 200, b"x" * 4096


def about() -> str:
    """Return what the machine is, and how long its disk takes to say that a page is safe."""
    (library,) = sqlcipher.connect(":memory:").execute("SELECT sqlite_version()").fetchone()
    return (
        f"{_processor()}, {os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}, "
        f"SQLite {library}; 4 KB written and synced in {span(_sync())}"
    )


def _processor() -> str:
    """Return the processor's name where the system tells it."""
    told = Path("/proc/cpuinfo")
    lines = told.read_text().splitlines() if told.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or platform.machine()


def _sync() -> float:
    """Return the median seconds for a page that is written over another one and synced."""
    sync = getattr(os, "fdatasync", os.fsync)
    with tempfile.NamedTemporaryFile(dir=Path.cwd(), buffering=0) as file:
        file.write(PAGE * SYNCS)
        os.fsync(file.fileno())
        file.seek(0)

        def work() -> None:
            file.write(PAGE)
            sync(file.fileno())

        return statistics.median(once(work) for _ in range(SYNCS))
