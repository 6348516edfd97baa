"""Killed at random moments: at work, and amid a backup, an update, a restore, an import, a new key."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from counter_app.storage import database
from torture.office import Broken, Tortured

START = 0.35  # seconds until a process has signed in, on the machine at hand; the kills come around it


class Kills(NamedTuple):
    """What the killed processes left."""

    kills: int
    answered: int
    entries: int


def at_work(office: Tortured, kills: int, longest: float = 1.6) -> Kills:
    """Kill a process that works through lines, again and again. Raises Broken when an answer was lost."""
    answered = 0
    for _kill in range(kills):
        before = len(office.answered)
        answered += office.work(office.random.uniform(START, longest))
        office.look(office.answered[before:])
    return Kills(kills, answered, office.check())


def amid(office: Tortured, kills: int, name: str) -> Kills:
    """Kill a process amid one of the long acts; afterwards the data are those of before or those of after."""
    prepare, arguments = ACTS[name]
    prepare(office)
    begun = time.monotonic()
    status, _out, err = office.call(*arguments(office))
    lasted = time.monotonic() - begun
    if status:
        raise Broken(f"{name} does not work unkilled: {err[-300:]}")
    for _kill in range(kills):
        prepare(office)
        process = office.start(*arguments(office))
        time.sleep(office.random.uniform(lasted * 0.3, lasted))
        process.kill()
        process.communicate()
        office.check()
    return Kills(kills, 0, office.check())


def _nothing(_office: Tortured) -> None:
    """Need no preparation."""


def _older(office: Tortured) -> None:
    """Make the folded tables those of an earlier version."""
    db = database.connect(office.folder / "counter.db", office.key)
    db.execute(f"PRAGMA user_version = {database.VERSION - 1}")
    db.close()


def _backed_up(office: Tortured) -> None:
    """See to it that there is a backup, and that everything answered until now is in it."""
    status, _out, err = office.call("backup")
    if status:
        raise Broken(err)


def _newest(office: Tortured) -> Path:
    return max((office.folder / "backups").glob("2*"))


def _register(office: Tortured) -> None:
    """Write a register of an earlier year."""
    rows = [f"{n},Warga Lama {office.people}-{n},,01-03-2017,surat_pengantar,selesai" for n in range(1, 400)]
    office.people += 1
    text = "\n".join(["No,Nama,NIK,Tanggal,Layanan,Status", *rows])
    office.folder.with_name("register.csv").write_text(text + "\n", encoding="utf-8")


ACTS: dict[str, tuple[Callable[[Tortured], None], Callable[[Tortured], tuple[str, ...]]]] = {
    "backup": (_nothing, lambda _office: ("backup",)),
    "update": (_older, lambda _office: ("ask", "blangko")),
    "rebuild": (_nothing, lambda _office: ("rebuild",)),
    "restore": (_backed_up, lambda office: ("restore", str(_newest(office)), "--yes")),
    "salvage": (_nothing, lambda _office: ("salvage", "--yes")),
    "import": (_register, lambda office: ("import", str(office.folder.with_name("register.csv")))),
}
