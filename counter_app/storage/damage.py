"""What is wrong with a database, in sentences: pages, each counter's chain, what was seen elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from sqlcipher3 import dbapi2 as sqlcipher
from sqlite_utils import Database

from counter_app.domain.events import Gap
from counter_app.i18n import _
from counter_app.storage import journal, witness


def damage(
    db: Database,
    progress: Callable[[int], None] | None = None,
    *,
    unreadable: bool = True,
    seen: Iterable[witness.Tops] = (),
) -> list[str]:
    """Return everything that is wrong with a database, as sentences: pages, then each counter's chain.

    ``unreadable``: also entries that are whole in the chain, but no event. ``seen``: what was noted of the
    journal elsewhere. What a restore or a salvage said to be lost is no damage.
    """
    found = _pages(db.conn)
    if progress is not None:
        progress(0)
    try:
        found += _entries(db.conn, progress, unreadable=unreadable)
        found += _lost(db.conn, seen)
    except sqlcipher.DatabaseError:
        if not found:
            raise
    return list(dict.fromkeys(found))


def _pages(connection: Any) -> list[str]:
    found = [
        _("page: {what}").format(what=row[0]) for row in connection.execute("PRAGMA cipher_integrity_check")
    ]
    return found + [
        _("database: {what}").format(what=row[0])
        for row in connection.execute("PRAGMA quick_check")
        if row[0] != "ok"
    ]


def _entries(connection: Any, progress: Callable[[int], None] | None, *, unreadable: bool) -> Iterator[str]:
    gaps = [gap for loss in journal.known_losses(connection) for gap in getattr(loss, "missing", list[Gap]())]
    for counter in journal.counters(connection):
        known = {(gap.first, gap.last) for gap in gaps if gap.counter == counter}
        for problem in journal.verify(connection, counter, progress, known):
            if unreadable or problem.what != "unreadable":
                yield _sentence(problem)


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
