"""What every act needs that puts other files in the place of the data: alone, aside, and written down."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from counter_app.config import Config
from counter_app.domain.events import Event
from counter_app.storage import backup, database, journal, lock, projections, swap
from counter_app.storage.backup import DATABASE
from counter_app.storage.database import writing


@contextlib.contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Have the folder alone; what was made ready is forgotten when the act fails. Raises InUse."""
    hold = lock.alone(folder)
    try:
        swap.finish(folder)
        yield
    except BaseException:  # Ctrl+C too: nothing half made may be put in place later
        swap.give_up(folder)
        raise
    finally:
        hold.let_go()


def put(folder: Path) -> Path:
    """Put what was made ready in place; return where the old files lie."""
    aside = folder / f"replaced-{dt.datetime.now():{backup.STAMP}}"
    free, number = aside, 2
    while free.exists():
        free, number = aside.with_name(f"{aside.name}-{number}"), number + 1
    swap.commit(folder, free)
    return free


def not_before(folder: Path, key: bytes, settings: Config, clock: int) -> int:
    """Return ``clock``, or the newest wall of this counter in the database in ``folder`` if that is later."""
    db = database.reader(folder / DATABASE, key)
    try:
        return max(clock, journal.newest_wall(db.conn, settings.names))
    finally:
        db.close()


def note(folder: Path, key: bytes, stream: str, event: Event, counter: str, actor: str, wall: int) -> None:
    """Write one entry into the database in ``folder`` as ``counter``."""
    database.write_ahead(folder / DATABASE, key)
    db = database.connect(folder / DATABASE, key)
    try:
        with writing(db) as connection:
            journal.append(connection, [(stream, event)], counter=counter, clock=wall, actor=actor)
            if not database.is_stale(db):  # else all is folded again at the next opening
                projections.refold(connection, stream)
    finally:
        db.close()
