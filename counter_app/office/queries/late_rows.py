"""What came after a day was closed and speaks of closed days: undone, put right, imported, heard late.

A closing counted the entries up to its heads. Whatever an entry of later changes in the figures of days up
to the closed one counts in the next day: the difference between what the files said then and say now. Only
files with such an entry are looked at.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from counter_app.domain import closing as rules
from counter_app.domain import events as e
from counter_app.domain.application import Application
from counter_app.domain.folding import fold
from counter_app.i18n import _, date_text, time_text
from counter_app.office import closings
from counter_app.office import records as r
from counter_app.office.desk import Desk
from counter_app.storage import journal

FIGURES = ("received", "done", "closed", "returned", "collected")
# Entries that change what was written before them, or tell of other days than their own.
_SPEAKS_OF_BEFORE = ("application.move_undone", "application.imported", "application.import_undone")

_PAYLOADS = [bound for tag in _SPEAKS_OF_BEFORE for bound in journal.between(tag)]


class Changed(NamedTuple):
    """What one file adds to the figures of closed days, and why."""

    number: str
    service: str
    figures: Counter[str]
    undone: bool
    reason: str
    batch: str  # of an import


def late_rows(last: closings.Closing, begin: int, desk: Desk) -> list[r.LateRow]:
    """Return what came since the closing ``last`` and speaks of days that ended at ``begin``, by file.

    The files of one import stand together.
    """
    rows: dict[tuple[Any, ...], list[Changed]] = {}
    for one in _changed(last, begin, desk):
        key = (one.batch, one.service, one.undone) if one.batch else ("", one.number, one.undone)
        rows.setdefault(key, []).append(one)
    return [_row(found, desk) for _key, found in sorted(rows.items())]


def _row(found: list[Changed], desk: Desk) -> r.LateRow:
    first, figures = found[0], Counter[str]()
    for one in found:
        figures.update(one.figures)
    return r.LateRow(
        what="corrected" if first.undone else "late",
        number="" if first.batch else first.number,
        service=first.service,
        label=desk.catalogue.label(first.service),
        files=len(found),
        reason=first.reason,
        **{name: figures[name] for name in FIGURES},
    )


def _changed(last: closings.Closing, begin: int, desk: Desk) -> Iterator[Changed]:
    event = closings.entry(last, desk)[0]
    end = desk.day_bounds(last.day)[1]
    streams = _touched(last, event.heads, begin, desk)
    files = dict(desk.rows("SELECT id, file FROM import"))
    for stream, entries in journal.of_streams(desk.connection, streams):
        number = stream.partition("/")[2]
        told, since = _parted(entries, event.heads)
        before, now = fold(number, told), fold(number, entries)
        figures = rules.counted(now, begin)
        figures.subtract(rules.counted(before, end))
        if any(figures[name] for name in FIGURES):
            yield Changed(number, (now.service or before.service), figures, *_why(now, since, files, desk))


def _touched(last: closings.Closing, heads: closings.Heads, begin: int, desk: Desk) -> set[str]:
    """Return the streams of files with an entry that the closing did not count and that speaks of before.

    An entry ordered before the closing arrived late, of another counter.
    """
    spoken = " OR ".join(["(payload >= ? AND payload < ?)"] * len(_SPEAKS_OF_BEFORE))
    found: set[str] = set()
    for name in journal.counters(desk.connection):
        rows = desk.rows(
            "SELECT DISTINCT stream FROM journal WHERE counter = ? AND seq > ? "
            "AND stream >= 'application/' AND stream < 'application0' "
            f"AND (at < ? OR wall < ? OR {spoken})",
            name,
            heads.get(name, (0, ""))[0],
            last.at,
            begin,
            *_PAYLOADS,
        )
        found.update(row[0] for row in rows)
    return found


def _parted(entries: Iterable[e.Entry], heads: closings.Heads) -> tuple[list[e.Entry], list[e.Entry]]:
    """Return the entries that were counted, and those that came since."""
    told, since = list[e.Entry](), list[e.Entry]()
    for one in entries:
        (told if one.seq <= heads.get(one.counter, (0, ""))[0] else since).append(one)
    return told, since


def _why(app: Application, since: list[e.Entry], files: dict[str, str], desk: Desk) -> tuple[bool, str, str]:
    """Return whether something was taken back, why, and of which import it is."""
    for one in reversed(since):
        match one.event:
            case e.MoveUndone(reason=reason):
                return True, reason, ""
            case e.ApplicationImportUndone(batch=batch):
                return True, _("import of {file} undone").format(file=files.get(batch, batch)), batch
            case e.ApplicationImported(batch=batch):
                return False, _("import of {file}").format(file=files.get(batch, batch)), batch
    at = desk.local(since[0].wall)
    written = _("written {day} {time}, after the day was closed")
    return False, written.format(day=date_text(at.date()), time=time_text(at)), ""
