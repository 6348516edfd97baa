"""The office that is measured: built once for each size and version of the code, then kept in build/."""

from __future__ import annotations

import hashlib
import shutil
import time
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

import msgspec
from sqlite_utils import Database

from bench import history, people
from bench.history import CODE, History
from bench.results import say
from counter_app import bootstrap, config
from counter_app.domain import events, folding, search, stays
from counter_app.domain.founding import read
from counter_app.office.catalogue import Catalogue
from counter_app.office.closures import calendar_of
from counter_app.office.commands.settings import usable_settings
from counter_app.office.desk import Staff
from counter_app.office.doors import register
from counter_app.office.office import Office
from counter_app.storage import (
    database,
    indexes,
    journal,
    kept,
    projections,
    queue_rows,
    refolding,
    schema,
    standing,
)
from counter_app.storage.database import wide_cache, writing

KEPT = Path("build") / "bench"
PASSWORD = "contoh-bench"
STAFF = Staff(history.SUPERVISOR, "supervisor", "Siti Rahma")
CHUNK = 50_000  # entries a transaction while the history is written
WRITES_TABLES = (
    *(schema, indexes, standing, kept, stays, events),
    *(projections, queue_rows, folding, search, database),
)
FOUNDING = """
profile = "palembang_2017"
[office]
name = "Kecamatan Seberang Ulu II"
city = "Kota Palembang"
region = "16.71.03"
address = "Jl. Jend. A. Yani No. 1"
[counter]
code = "{code}"
[[official]]
id = "camat"
role = "camat"
name = "Drs. H. Amir"
[[official]]
id = "sekcam"
role = "sekcam"
name = "Hj. Fatimah, S.Sos."
[[official]]
id = "kasi"
role = "kasi"
name = "Yusuf, S.E."
[[staff]]
id = "siti"
name = "Siti Rahma"
role = "supervisor"
password = "{password}"
"""
CLERK = """
[[staff]]
id = "{id}"
name = "{name}"
role = "clerk"
password = "{password}"
"""


def _print_of(modules: Iterable[ModuleType], more: str = "") -> str:
    """Return a print of the code that decides what is written."""
    texts = [Path(str(module.__file__)).read_bytes() for module in modules]
    return hashlib.blake2b(b"".join([*texts, more.encode()]), digest_size=4).hexdigest()


FOLDED_BY = _print_of(WRITES_TABLES)  # as this process has loaded it: a long build outlives a change


class Built(NamedTuple):
    """A data folder to measure in, and the moment at which its history stops."""

    folder: Path
    key: bytes
    end: int


class Clock:
    """A clock that stands where the history stopped and is moved by hand."""

    def __init__(self, now: int) -> None:
        self.now = now

    def __call__(self) -> int:
        return self.now


def built(applications: int, kind: str) -> Built:
    """Return the kept office of that size and kind, built or folded again where the code has changed."""
    written = _print_of((history, people), "".join(schema.JOURNAL))  # an event never changes its shape
    folder = KEPT / f"{kind}-{applications}-{written}"
    if not config.exists(folder):
        _build(folder, applications, kind)
    one = _opened(folder, applications, kind)
    mark = folder / "tables"
    if not mark.exists() or mark.read_text() != FOLDED_BY:
        _fold(one)
        mark.write_text(FOLDED_BY)
    return one


def copied(one: Built) -> Built:
    """Return a copy to write in; the kept one stays as it is."""
    folder = one.folder.with_name(f"{one.folder.name}-work")
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(one.folder, folder)
    return one._replace(folder=folder)


def office(one: Built) -> tuple[Office, Clock]:
    """Open the office at the moment at which its history stops."""
    clock = Clock(one.end)
    register()
    return bootstrap.open_office(one.folder, one.key, clock=clock), clock


def _opened(folder: Path, applications: int, kind: str) -> Built:
    key = bootstrap.unlock(folder, STAFF.id, PASSWORD)
    return Built(folder, key, _history(applications, kind).end)


def _history(applications: int, kind: str) -> History:
    settings = usable_settings(read(_founding()).office)
    return History(applications, kind, Catalogue(), calendar_of(settings))


def _founding() -> str:
    clerks = (CLERK.format(id=id, name=id.title(), password=PASSWORD) for id in history.CLERKS)
    return FOUNDING.format(code=CODE, password=PASSWORD) + "".join(clerks)


def _build(folder: Path, applications: int, kind: str) -> None:
    began = time.perf_counter()
    new = folder.with_name(f"{folder.name}-new")
    shutil.rmtree(new, ignore_errors=True)
    told = _history(applications, kind)
    began_on = told.end - 4_000 * 24 * 3_600_000_000
    bootstrap.found(new, read(_founding()), demo=True, clock=lambda: began_on)  # years before the program
    own = msgspec.structs.replace(config.load(new), demo=False)
    config.save(new, own)
    db = database.connect(new / bootstrap.DATABASE, bootstrap.unlock(new, STAFF.id, PASSWORD))
    db.execute("PRAGMA synchronous = OFF")  # who loses power builds again
    with wide_cache(db):
        entries = _rows(db, told, own.counter)
        while chunk := list(islice(entries, CHUNK)):
            with writing(db) as connection:
                connection.executemany("INSERT INTO journal VALUES (?, ?, ?, ?, ?, ?, ?, ?)", chunk)
            say(f"{chunk[-1][1]:,} entries written in {time.perf_counter() - began:.0f} s")
    say()
    db.close()
    new.rename(folder)


def _rows(db: Database, told: History, counter: str) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of the journal as ``journal.append`` would write them, without its looks at each act."""
    seq, at, _wall, previous = journal.last(db.conn, counter)
    encode = msgspec.json.Encoder().encode
    for wall, actor, pairs in told.acts(counter):
        for stream, event in pairs:
            seq, at = seq + 1, max(wall, at + 1)
            payload = encode(event)
            previous = journal.chain(previous, counter, seq, at, wall, actor, stream, payload)
            yield counter, seq, at, wall, actor, stream, payload, previous


def _fold(one: Built) -> None:
    began = time.perf_counter()
    db = database.connect(one.folder / bootstrap.DATABASE, one.key)
    db.execute(f"PRAGMA user_version = {database.VERSION - 1}")
    for share in refolding.rebuild(db):
        say(f"{share:.0%} folded in {time.perf_counter() - began:.0f} s")
    say()
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()
