"""What is wrong with a database, in sentences: pages, each counter's chain, what was seen elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from sqlcipher3 import dbapi2 as sqlcipher
from sqlite_utils import Database

from counter_app.i18n import _
from counter_app.storage import journal, witness
from counter_app.storage.watching import Progress, part, tell, unwatched, watched

PAGES_READ = 0.4  # share of the work when the pages are read


def damage(
    db: Database,
    progress: Progress = unwatched,
    *,
    unreadable: bool = True,
    seen: Iterable[witness.Tops] = (),
) -> list[str]:
    """Return everything that is wrong with a database, as sentences: pages, then each counter's chain.

    ``unreadable``: also entries that are whole in the chain, but no event. ``seen``: what was noted of the
    journal elsewhere. What a restore or a salvage said to be lost is no damage. Raises Stopped.
    """
    tell(progress, 0)
    with watched(db.conn, lambda: tell(progress, 0)):
        found = _pages(db.conn)
    tell(progress, PAGES_READ)
    progress = part(progress, PAGES_READ, 1)
    try:
        found += _entries(db.conn, progress, unreadable=unreadable)
        found += _lost(db.conn, seen)
    except sqlcipher.DatabaseError:
        if not found:
            raise
    return list(dict.fromkeys(found))


def _pages(connection: Any) -> list[str]:
    found = [_("page: {what}").format(what=what) for what in _unproven(connection)]
    return found + [
        _("database: {what}").format(what=row[0])
        for row in connection.execute("PRAGMA quick_check")
        if row[0] != "ok"
    ]


def _unproven(connection: Any) -> list[str]:
    """Return the pages that the key does not prove, twice: one may have been read while it was written."""

    def look() -> list[str]:
        return [row[0] for row in connection.execute("PRAGMA cipher_integrity_check")]

    first = look()
    return [what for what in look() if what in first] if first else []


def _entries(connection: Any, progress: Progress, *, unreadable: bool) -> Iterator[str]:
    counted = _counted(connection, progress)
    gaps = journal.gaps(connection)
    for counter in journal.counters(connection):
        known = {(gap.first, gap.last) for gap in gaps if gap.counter == counter}
        for problem in journal.verify(connection, counter, counted, known):
            if unreadable or problem.what != "unreadable":
                yield _sentence(problem)


def _counted(connection: Any, progress: Progress) -> Callable[[int], None]:
    """Return what adds up entries that were verified and tells their share."""
    done, entries = 0, connection.execute("SELECT count(*) FROM journal").fetchone()[0]

    def add(count: int) -> None:
        nonlocal done
        done += count
        tell(progress, min(done / max(entries, 1), 1))

    return add


def _lost(connection: Any, seen: Iterable[witness.Tops]) -> Iterator[str]:
    """Yield every entry that was seen and is not there now, though nobody said that it is lost."""
    lost = journal.excused(connection)
    for tops in seen:
        for one in witness.behind(connection, tops):
            if not lost(one.counter, one.seq):
                yield _("journal of {counter}: entry {seq} was there once and is not any more").format(
                    counter=one.counter, seq=one.seq
                )


def _sentence(problem: journal.Problem) -> str:
    text = {
        "missing": _("journal of {counter}: entry {seq} is missing"),
        "changed": _("journal of {counter}: entry {seq} was changed"),
        "unreadable": _("journal of {counter}: entry {seq} can't be read"),
    }[problem.what]
    return text.format(counter=problem.counter, seq=problem.seq)
