"""Backups of a counter: on demand, once a day, before every step that could lose something.

Only the newest of each day, week and month stay (``domain/keeping.py``).
"""

from __future__ import annotations

import contextlib
import datetime as dt
import shutil
from functools import partial
from pathlib import Path
from typing import NamedTuple

from sqlite_utils import Database

from counter_app import config
from counter_app.domain import keeping
from counter_app.domain.errors import UserError
from counter_app.storage import backup, witness
from counter_app.storage.backup import Backup
from counter_app.storage.files import FileTrouble
from counter_app.storage.watching import Progress, unwatched

ABANDONED = dt.timedelta(days=1)  # a half backup of this age is nobody's work any more


class Outcome(NamedTuple):
    """What a round over all places came to."""

    made: list[Path]
    refused: list[UserError]  # one for each place that took none; a flash disk may not be plugged in


def back_up(
    folder: Path,
    db: Database,
    key: bytes,
    *,
    place: Path | None = None,
    reason: str = "asked",
    now: dt.datetime | None = None,
    progress: Progress = unwatched,
) -> Path:
    """Write and verify one backup in ``place``, or in the counter's usual one; return its folder.

    ``progress`` is told the share that is done and answers whether to go on. It works on the connection of
    ``db``: a window opens one of its own for it. Raises UserError and OSError.
    """
    usual = config.load(folder).backups_folder(folder)
    if place not in (None, usual) and not place.is_dir():
        raise backup.NoPlace(place)
    now = now or dt.datetime.now()
    target = backup.write(db, folder, place or usual, key, now, progress, reason=reason)
    tidy(target.parent, now.astimezone())
    return target


def due(folder: Path, db: Database, now: dt.datetime, *, again: bool = False) -> list[Path]:
    """Return the places that have no backup of today and lack something that was written since.

    ``again``: also those that have one of today but lack something, since the day's work is over.
    """
    tops = witness.tops(db.conn)
    wanting = []
    for place in backup.places(folder, config.load(folder)):
        last = next(iter(backup.newest_first(backup.made(place), now.astimezone())), None)
        wants = last is None or again or last.at.date() != now.date()
        if wants and (last is None or not _holds(last, tops)):
            wanting.append(place)
    return wanting


def _holds(one: Backup, tops: witness.Tops) -> bool:
    return one.about is not None and one.about.tops == tops


def daily(
    folder: Path,
    db: Database,
    key: bytes,
    *,
    now: dt.datetime | None = None,
    again: bool = False,
    progress: Progress = unwatched,
) -> Outcome:
    """Make the day's backup in every place that wants one; one that takes none doesn't stop the others.

    ``again``: the day's work is over, see ``due``. Raises Stopped.
    """
    now = now or dt.datetime.now()
    outcome = Outcome([], [])
    wanting = due(folder, db, now, again=again)
    for n, place in enumerate(wanting):
        told = partial(part, progress, n, len(wanting))
        try:
            made = back_up(folder, db, key, place=place, reason="daily", now=now, progress=told)
            outcome.made.append(made)
        except backup.Stopped:
            raise
        except UserError as error:
            outcome.refused.append(error)
        except OSError as error:
            outcome.refused.append(FileTrouble(error))
    return outcome


def part(progress: Progress, before: int, places: int, share: float) -> bool:
    """Tell ``progress`` of all places how far this one has come."""
    return progress((before + share) / places)


def tidy(place: Path, now: dt.datetime) -> None:
    """Remove the backups in ``place`` that may go, and what killed programs left there half done."""
    listed = [keeping.Made(one.at, one.reason, one.folder) for one in backup.made(place)]
    gone = [one.what for one in keeping.superfluous(listed, now)]
    for path in place.glob(".*.partial"):
        with contextlib.suppress(OSError):
            if now.timestamp() - path.stat().st_mtime > ABANDONED.total_seconds():
                gone.append(path)
    for path in gone:
        doomed = path.with_name(f".{path.name.strip('.').removesuffix('.partial')}.partial")
        with contextlib.suppress(OSError):  # half removed, it must not look like a backup
            shutil.rmtree(path.rename(doomed), ignore_errors=True)
