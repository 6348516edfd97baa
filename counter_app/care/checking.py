"""Whether the data are whole and shown as they were written, and folding them again: for all who ask."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import NamedTuple

from sqlcipher3 import dbapi2 as sqlcipher
from sqlite_utils import Database

from counter_app import config
from counter_app.domain.errors import DataDamaged
from counter_app.domain.events import Gap
from counter_app.i18n import ngettext, number
from counter_app.storage import backup, database, journal, refolding, witness
from counter_app.storage.agreement import disagreements
from counter_app.storage.damage import PAGES_READ, damage
from counter_app.storage.watching import Progress, tell, unwatched

PAGES, ENTRIES, SCREENS = "pages", "entries", "screens"  # the parts of a check
WHOLE = 0.3  # share of a deep check when pages and entries are verified; the rest is comparing

Told = Callable[[str, float], bool]  # told which part, and the share of all; answers whether to go on


class Damaged(DataDamaged):
    """What a check found, to be restored or salvaged."""

    def __init__(self, found: list[str]) -> None:
        more = len(found) - 1
        text = ngettext("{first}; {n} more fault.", "{first}; {n} more faults.", more) if more else "{first}."
        super().__init__(text.format(first=found[0], n=number(more)))


class Checked(NamedTuple):
    """What a check found: nothing in ``found`` and ``differing`` where all is well."""

    entries: int
    counters: int
    lost: list[Gap]  # before a salvage, and written down
    found: list[str]  # what is damaged, in sentences
    differing: list[str] = []  # folded tables that the journal does not give


def check(db: Database, folder: Path, key: bytes, told: Told, *, deep: bool) -> Checked:
    """Check pages, chains and what was noted elsewhere; ``deep``: also what the screens show.

    It works on the connection of ``db``, changes nothing and lets others work. Raises Stopped, UserError.
    """
    whole = WHOLE if deep else 1
    try:
        found = damage(db, partial(_first, told, whole), seen=seen(folder))
    except sqlcipher.DatabaseError as error:
        raise database.translated(error) from error
    if found:
        return Checked(0, 0, [], found)
    with database.reading(db) as connection:
        entries = int(connection.execute("SELECT count(*) FROM journal").fetchone()[0])
        counters = len(journal.counters(connection))
        lost = journal.gaps(connection)
    if not deep:
        return Checked(entries, counters, lost, [])
    rest = partial(_rest, told, whole)
    return Checked(entries, counters, lost, [], disagreements(db, folder, key, rest))


def seen(folder: Path) -> list[witness.Tops]:
    """Return what was noted of the journal: beside it, and in every backup that can be seen."""
    told = [one.about.tops for one in backup.seen(folder, config.load(folder)) if one.about]
    return [witness.load(folder), *told]


def fold_again(db: Database, progress: Progress = unwatched) -> int:
    """Fold the whole journal again while others work; return how many entries.

    What is put right when it is stopped stays so. Raises Stopped, FoldedElsewhere.
    """
    entries = int(db.execute("SELECT count(*) FROM journal").fetchone()[0])
    with closing(refolding.rebuild(db)) as folding:
        for share in folding:
            tell(progress, share)
    return entries


def _first(told: Told, whole: float, share: float) -> bool:
    return told(ENTRIES if share >= PAGES_READ else PAGES, share * whole)


def _rest(told: Told, whole: float, share: float) -> bool:
    return told(SCREENS, whole + share * (1 - whole))
