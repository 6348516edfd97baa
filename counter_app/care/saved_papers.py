"""Papers and lists that were saved as files: in a folder of their own, which is emptied by age.

They hold names and NIK in clear, outside the encrypted data; whoever wants to keep one moves it elsewhere.
"""

from __future__ import annotations

import contextlib
import datetime as dt
from pathlib import Path

from counter_app.config import Choices
from counter_app.domain.errors import UserError
from counter_app.i18n import _
from counter_app.storage import backup

OWN = "Counter App"  # only a folder of this name is ever emptied, wherever it lies
AHEAD = 30 * 24 * 60 * 60 * 1_000_000  # microseconds: as far as the clock is believed without a word
ENDINGS = frozenset({".pdf", ".xlsx", ".csv"})  # what the program writes


class InTheData(UserError):
    """A folder for papers among the encrypted data."""

    def __init__(self, place: Path) -> None:
        super().__init__(
            _("{place} belongs to the data of the program. Choose a folder elsewhere for papers.").format(
                place=place
            )
        )


def place_of(choices: Choices) -> Path:
    """Return the folder: ``OWN`` in the one that was chosen, else in the documents of this user."""
    return _documents() / choices.saved_papers / OWN


def _documents() -> Path:
    """Return where this user's documents lie; not on a server that others read."""
    from platformdirs import user_documents_path

    found = user_documents_path()
    return Path.home() if str(found).startswith(("\\\\", "//")) else found


def check(folder: Path, choices: Choices) -> None:
    """Raise InTheData where the papers would lie in the data folder ``folder``."""
    place = place_of(choices).resolve()
    if place.is_relative_to(folder.resolve()):
        raise InTheData(place)


def ready(choices: Choices) -> Path:
    """Return the folder, made for its owner alone if it is not there. Raises OSError."""
    place = place_of(choices)
    place.parent.mkdir(parents=True, exist_ok=True)
    place.mkdir(mode=0o700, exist_ok=True)
    return place


def sweep(choices: Choices, now: dt.datetime) -> list[Path]:
    """Remove the papers in that very folder that are too old; return them. What can't be removed stays."""
    place, oldest = place_of(choices), now - dt.timedelta(days=choices.saved_days)
    gone = []
    with contextlib.suppress(OSError):  # nothing was ever saved, or its disk is not there
        for path in sorted(place.iterdir()):
            with contextlib.suppress(OSError):
                if _is_paper(path) and path.stat().st_mtime < oldest.timestamp():
                    path.unlink()
                    gone.append(path)
    return gone


def is_likely(now: dt.datetime, newest: backup.Backup | None) -> bool:
    """Return whether to go by this clock: far past the newest backup's last entry it would empty too much."""
    if newest is None or newest.about is None:
        return True
    return now.timestamp() * 1_000_000 - newest.about.newest <= AHEAD


def _is_paper(path: Path) -> bool:
    return path.suffix.lower() in ENDINGS and path.is_file() and not path.is_symlink()
