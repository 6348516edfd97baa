"""Rows of the streams about the office itself: settings, officials, hindrances, staff, services, days."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import Any

import msgspec

from counter_app.domain import events as e
from counter_app.domain.letter_numbers import key
from counter_app.domain.retention import closed_before


def write_official(connection: Any, id: str, entries: Sequence[e.Entry], *, fresh: bool) -> None:
    """Whoever signs on paper."""
    row: tuple[Any, ...] | None = None
    for entry in entries:
        match entry.event:
            case e.OfficialSet() as x:
                row = (id, x.role, x.name, x.title, x.nip, x.rank, 1)
            case e.OfficialRetired() if row is not None:
                row = (*row[:6], 0)
    if row is not None:
        connection.execute("INSERT OR REPLACE INTO official VALUES (?,?,?,?,?,?,?)", row)


def write_staff(connection: Any, id: str, entries: Sequence[e.Entry], *, fresh: bool) -> None:
    """A member of staff."""
    row: tuple[Any, ...] | None = None
    for entry in entries:
        match entry.event:
            case e.StaffSet(name=name, role=role):
                row = (id, name, role, 1)
            case e.StaffRetired() if row is not None:
                row = (*row[:3], 0)
    if row is not None:
        connection.execute("INSERT OR REPLACE INTO staff VALUES (?,?,?,?)", row)


def write_service(connection: Any, id: str, entries: Sequence[e.Entry], *, fresh: bool) -> None:
    """The office's own editions of a service."""
    connection.execute("DELETE FROM service WHERE id = ?", (id,))
    changes = [(x.event, x.wall) for x in entries if isinstance(x.event, e.ServiceChanged2)]
    since = list(accumulate((wall for _event, wall in reversed(changes)), min))[::-1]
    rows = [
        (id, n, event.definition, event.starts.isoformat() if event.starts else "", since[n - 1])
        for n, (event, _wall) in enumerate(changes, start=1)
    ]
    connection.executemany("INSERT INTO service VALUES (?,?,?,?,?)", rows)


def write_import(connection: Any, id: str, entries: Sequence[e.Entry], *, fresh: bool) -> None:
    """An old register that was imported, and whether that was undone."""
    row: tuple[Any, ...] | None = None
    for entry in entries:
        match entry.event:
            case e.ImportMade() as x if row is None:
                choices = {"mapping": x.mapping, "service": x.service, "state": x.state}
                row = (
                    *(id, x.file, x.digest, entry.wall, entry.actor, x.lines, x.applications, x.known),
                    *(x.faulty, _text(x.headings), _text(choices), None, ""),
                )
            case e.ImportUndone() if row is not None and row[-2] is None:
                row = (*row[:-2], entry.wall, entry.actor)
    if row is not None:
        connection.execute(f"INSERT OR REPLACE INTO import VALUES ({','.join('?' * len(row))})", row)


def write_day(connection: Any, id: str, entries: Sequence[e.Entry], *, fresh: bool) -> None:
    """The closings of a day that were not voided: the first holds of those that no clock ahead wrote."""
    connection.execute("DELETE FROM closing WHERE day = ?", (id,))
    voided = {(x.event.counter, x.event.seq) for x in entries if isinstance(x.event, e.ClosingVoided)}
    closings = (x for x in entries if isinstance(x.event, e.DayClosed))
    rows = [(id, x.counter, x.seq, x.at, x.wall) for x in closings if (x.counter, x.seq) not in voided]
    connection.executemany("INSERT INTO closing VALUES (?,?,?,?,?)", rows)


def write_letters(connection: Any, id: str, entries: Sequence[e.Entry], *, fresh: bool) -> None:
    """The numbers of letters that are out although a restore gave up their entries."""
    connection.execute("DELETE FROM letter_lost WHERE counter = ?", (id,))
    lost = [one for x in entries if isinstance(x.event, e.LettersLost) for one in x.event.numbers]
    rows = [(id, n, key(number), number, wall) for n, (number, wall) in enumerate(lost)]
    connection.executemany("INSERT INTO letter_lost VALUES (?,?,?,?,?)", rows)


def write_office(connection: Any, id: str, entries: Sequence[e.Entry], *, fresh: bool) -> None:
    """What the office decided about itself, and its emblem."""
    for entry in entries:
        if isinstance(entry.event, e.OfficeFounded | e.OfficeChanged):
            connection.execute(
                "INSERT OR REPLACE INTO office VALUES (?, ?)", (id, _text(entry.event.settings))
            )
        elif isinstance(entry.event, e.EmblemSet):
            connection.execute("INSERT OR REPLACE INTO emblem VALUES (?, ?)", (id, entry.event.picture))


def write_retention(connection: Any, id: str, entries: Sequence[e.Entry], *, fresh: bool) -> None:
    """Up to when finished applications are closed to reading."""
    connection.execute("DELETE FROM retention WHERE id = ?", (id,))
    before = closed_before(entries)
    if before is not None:
        connection.execute("INSERT INTO retention VALUES (?, ?)", (id, before.isoformat()))


def write_absence(connection: Any, id: str, entries: Sequence[e.Entry], *, fresh: bool) -> None:
    """When an official is away, and who signs meanwhile."""
    row: tuple[Any, ...] | None = None
    for entry in entries:
        match entry.event:
            case e.AbsenceRecorded() as x if row is None:
                row = (id, x.official, x.begins, x.ends, entry.at, x.reason, _text(x.deputies))
            case e.AbsenceEnded(on=on) if row is not None:
                row = (*row[:3], max(row[2], min(row[3], on)), *row[4:])
    if row is not None:
        connection.execute("INSERT OR REPLACE INTO absence VALUES (?,?,?,?,?,?,?)", row)


def write_disruption(connection: Any, id: str, entries: Sequence[e.Entry], *, fresh: bool) -> None:
    """What kept the office from its work."""
    row: tuple[Any, ...] | None = None
    for entry in entries:
        match entry.event:
            case e.DisruptionBegan() as x if row is None:
                row = (id, x.what, x.begins, None, x.note)
            case e.DisruptionEnded(on=on) if row is not None and row[3] is None:
                row = (*row[:3], max(row[2], on), row[4])
    if row is not None:
        connection.execute("INSERT OR REPLACE INTO disruption VALUES (?,?,?,?,?)", row)


def _text(value: Any) -> str:
    return msgspec.json.encode(value).decode()
