"""The last comparison, kept in the data folder so that it is there at once the next time."""

from __future__ import annotations

from pathlib import Path

import msgspec

from counter_app import config
from counter_app.domain.errors import UserError
from counter_app.i18n import _
from counter_app.simulation.compare import Comparison
from counter_app.simulation.outcome import Outcome
from counter_app.simulation.scenario import CHANGES
from counter_app.storage.files import write_atomically

NAME = "what-if.json"


class Unreadable(UserError):
    """The kept comparison is damaged, or of another version."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            _("The last comparison ({file}) can't be read any more and is left out. Play it again.").format(
                file=path.name
            )
        )


def keep(folder: Path, comparison: Comparison) -> None:
    """Put the comparison in the place of the last one, where there is an office. Raises NotWritten."""
    if config.exists(folder):
        write_atomically(folder / NAME, msgspec.json.encode(comparison))


def last(folder: Path) -> Comparison | None:
    """Return the kept comparison, None where nothing was played yet. Raises Unreadable."""
    path = folder / NAME
    try:
        found = msgspec.json.decode(path.read_bytes(), type=Comparison)
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise Unreadable(path) from error
    if not _whole(found):
        raise Unreadable(path)
    return found


def _whole(found: Comparison) -> bool:
    """Tell whether the years can be laid beside each other."""
    changes = [column.change for column in found.columns]
    seeds = {tuple(one.seed for one in column.outcomes) for column in found.columns}
    shapes = {_shape(one) for column in found.columns for one in column.outcomes}
    known = changes[:1] == [""] and all(change in CHANGES for change in changes[1:])
    return known and len(seeds) == len(shapes) == 1


def _shape(one: Outcome) -> tuple[tuple[str, ...], ...]:
    """Return which groups and causes an outcome tells of."""
    return tuple(tuple(table) for table in (one.received, one.done, one.open, one.days, one.minutes))
