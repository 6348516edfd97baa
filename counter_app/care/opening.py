"""What a start sees to first: what a power cut interrupted, damaged key files, lost entries."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from counter_app import config
from counter_app.domain.calendar import from_micros
from counter_app.domain.errors import DataDamaged, UserError
from counter_app.i18n import _, date_text, number, time_text
from counter_app.storage import backup, journal, lock, swap, vault, witness
from counter_app.storage.backup import DATABASE
from counter_app.storage.database import DatabaseDamaged
from counter_app.storage.files import move_aside, write_atomically
from counter_app.storage.slots import decode

TAIL = 500  # newest entries whose chain is checked after a crash
Tell = Callable[[str], None]


def untold(_sentence: str) -> None:
    """Tell nobody."""


class EntriesGone(DataDamaged):
    """The journal ends before entries that were seen in it, or holds others in their place."""

    def __init__(self, counter: str, seq: int, now: int) -> None:
        text = (
            _(
                "The journal of {counter} ends at entry {now}, but entry {seq} was there already: "
                "the database is damaged, or an older copy was put here."
            )
            if now < seq
            else _(
                "The journal of {counter} is not what it was when the program was closed (entry {seq}): "
                "somebody changed it. counter-app verify names the entry."
            )
        )
        super().__init__(text.format(counter=counter, seq=seq, now=now))


class StrangeCounter(DataDamaged):
    """counter.toml names a counter that has written nothing."""

    def __init__(self, counter: str) -> None:
        super().__init__(
            _(
                "counter.toml names the counter {counter}, which never wrote anything here: the file was "
                "changed. Copy counter.toml from the newest backup."
            ).format(counter=counter)
        )


class Offered(DataDamaged):
    """Damaged data, and the newest good backup, if there is one."""

    def __init__(self, error: Exception, offered: backup.Backup | None) -> None:
        self.offered = offered
        super().__init__(f"{error} {_offer(offered)}")


def _offer(offered: backup.Backup | None) -> str:
    if offered is None:
        return _("No backup can be seen: plug in the disk of the second place, or use counter-app salvage.")
    return _(
        "The newest good backup is of {day} at {time}: counter-app restore brings it back, "
        "counter-app salvage saves what can still be read as well."
    ).format(day=date_text(offered.at.date()), time=time_text(offered.at))


def enter(folder: Path) -> tuple[lock.Hold, bool]:
    """Keep the files in place while they are worked with; tell whether the last program was not closed."""
    swap.settle(folder)
    unclean = False
    log = folder / f"{DATABASE}-wal"
    with contextlib.suppress(lock.InUse, OSError):
        alone = lock.alone(folder)
        try:
            unclean = alone.alone and log.is_file() and log.stat().st_size > 0
        finally:
            alone.let_go()
    return lock.share(folder), unclean


def check(folder: Path, connection: Any, settings: config.Config) -> None:
    """Raise DataDamaged where the journal lacks what was seen of it, or never knew this counter."""
    if journal.last(connection, settings.counter).seq == 0 and journal.counters(connection):
        raise StrangeCounter(settings.counter)
    lost = journal.excused(connection)
    for one in witness.behind(connection, witness.load(folder)):
        if not lost(one.counter, one.seq):
            raise EntriesGone(*one)


def recovered(connection: Any, settings: config.Config, zone: ZoneInfo) -> str:
    """Return in one line what is there after the program was not closed. Raises DataDamaged."""
    problem = next(journal.verify_tail(connection, settings.counter, TAIL), None)
    if problem is not None:
        raise DatabaseDamaged
    last = journal.last(connection, settings.counter)
    at = from_micros(last.wall, zone)
    return _(
        "The program was not closed last time. Everything that was answered is there: entry {n}, "
        "of {day} at {time}, is the newest."
    ).format(n=number(last.seq), day=date_text(at.date()), time=time_text(at))


def mend_keys(folder: Path) -> dt.datetime | None:
    """Put the newest key files of a backup in the place of damaged ones; return when that was made."""
    with contextlib.suppress(UserError, OSError):
        for one in backup.seen(folder, config.load(folder)):
            for name in vault.NAMES:
                data = (one.folder / name).read_bytes() if (one.folder / name).is_file() else b""
                if decode(data) is not None:
                    for mine in (folder / name for name in vault.NAMES):
                        if mine.exists():
                            move_aside(mine)
                        write_atomically(mine, data)
                    return one.at
    return None
