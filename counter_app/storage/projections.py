"""Tables folded from the journal. All of them can be made anew: ``refolding``.

A local command and an entry that arrived from another counter take the same way: the whole stream is
folded again and its rows are written anew. Streams are short.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

import msgspec

from counter_app.domain import events as e
from counter_app.domain import search
from counter_app.domain.application import Application
from counter_app.domain.folding import fold
from counter_app.domain.letter_numbers import key
from counter_app.domain.numbers import row_id
from counter_app.domain.stays import File, Step, Times
from counter_app.storage import journal, kept, office_rows, queue_rows, schema

_file, _step = schema.picker("application", kept.FILE), schema.picker("step", kept.STEP)
_json = msgspec.json.Encoder()

Rows = list[tuple[Any, ...]]

# One question instead of seven: few applications have rows in all their tables.
_THERE = "SELECT " + ", ".join(
    f"EXISTS (SELECT 1 FROM {table} WHERE {keys[0]} = {'?2' if keys[0] == 'stream' else '?1'})"
    for table, keys in schema.KEYS.items()
)


def refold(connection: Any, stream: str) -> str:
    """Fold ``stream`` and write its rows; return the topic that changed."""
    return write(connection, stream, journal.stream(connection, stream), fresh=False)


def write(connection: Any, stream: str, entries: Sequence[e.Entry], *, fresh: bool) -> str:
    """Write the rows that ``entries`` give; ``fresh``: the tables have none of this stream."""
    topic, _slash, id = stream.partition("/")
    writer = _writers.get(topic)
    if writer is not None:
        writer(connection, id, entries, fresh=fresh)
    return topic


def application(connection: Any, number: str) -> Application:
    """Fold one application."""
    return fold(number, journal.stream(connection, f"application/{number}"))


def _write_application(connection: Any, number: str, entries: Sequence[e.Entry], *, fresh: bool) -> None:
    app = fold(number, entries)
    if not app.exists:
        if not fresh:
            _forget_application(connection, app)
        return
    rows = _rows(app)
    if fresh:
        for table, written in rows.items():
            if written:
                connection.executemany(_insert(table, len(written[0])), written)
        _find(connection, row_id(number), (search.key(app.applicant.name), app.applicant.nik), number)
    else:
        _renew_application(connection, app, rows)


def _forget_application(connection: Any, app: Application) -> None:
    """Take away every row of an application that counts as never written."""
    id = row_id(app.number)
    before = {
        table: _renew(connection, table, _stream(app) if table == "blangko_move" else id, [])
        for table in reversed(schema.KEYS)
    }
    connection.execute("DELETE FROM search WHERE rowid = ?", (id,))
    kept.changed(connection, _facts(before), None)


def _rows(app: Application) -> dict[str, Rows]:
    """Return the rows of ``app`` in every table that has some, the key first."""
    id = row_id(app.number)
    return {
        "application": [_application_row(id, app)],
        "step": _steps(id, app),
        "returned": [
            (id, n, r.wall, r.staff, app.service, _text(list(r.missing))) for n, r in enumerate(app.returns)
        ],
        "awaited": _times(id, app.awaited, app.citizen_since),
        "aside": _times(id, app.asides, app.set_aside),
        "act": [(id, n, a.wall, a.staff, a.what, a.note) for n, a in enumerate(app.acts)],
        "letter": _letters(id, app),
        "blangko_move": _moves(app),
        "imported": [(id, x.batch, x.line, x.old_number)] if (x := app.imported) is not None else [],
    }


def _renew_application(connection: Any, app: Application, rows: dict[str, Rows]) -> None:
    """Write the rows of an application that may be there already; search is touched only by a new name."""
    id = row_id(app.number)
    old = connection.execute("SELECT name_key, nik FROM application WHERE id = ?", (id,)).fetchone()
    there = connection.execute(_THERE, (id, _stream(app))).fetchone()
    before: dict[str, Rows] = {}
    for (table, written), found in zip(rows.items(), there, strict=True):
        if written or found:
            owner = _stream(app) if table == "blangko_move" else id
            before[table] = _renew(connection, table, owner, written)
    if any(rows[table] != found for table, found in before.items()):
        kept.changed(connection, _facts(before), _facts(rows))
    if old != (new := (search.key(app.applicant.name), app.applicant.nik)):
        if old is not None:
            connection.execute("DELETE FROM search WHERE rowid = ?", (id,))
        _find(connection, id, new, app.number)


def _facts(rows: dict[str, Rows]) -> Times | None:
    """Return what an application's stays are told from, by its rows in the tables."""
    if not rows.get("application"):
        return None
    return Times(
        File(*_file(rows["application"][0])),
        [Step(*_step(row)) for row in rows.get("step", ())],
        [row[1:] for row in rows.get("awaited", ())],
        [row[1:] for row in rows.get("aside", ())],
        [row[2] for row in rows.get("returned", ())],
    )


def _find(connection: Any, id: int, name: tuple[str, str], number: str) -> None:
    """Let a search find an application."""
    row = (id, *name, number)
    connection.execute("INSERT INTO search (rowid, name, nik, number) VALUES (?, ?, ?, ?)", row)


def _renew(connection: Any, table: str, owner: int | str, rows: Rows) -> Rows:
    """Put ``rows`` in the place of the owner's, touching only what differs; return what was there.

    Every page that is touched is encrypted and written: most commands change one column, no index.
    """
    keys = schema.KEYS[table]
    cursor = connection.execute(f"SELECT * FROM {table} WHERE {keys[0]} = ?", (owner,))
    names = [column[0] for column in cursor.description]
    there: Rows = cursor.fetchall()
    old = {row[: len(keys)]: row for row in there}
    where = " AND ".join(f"{key} = ?" for key in keys)
    for row in rows:
        key = row[: len(keys)]
        before = old.pop(key, None)
        if before is None:
            connection.execute(_insert(table, len(row)), row)
        elif before != row:
            changed = [n for n, value in enumerate(row) if value != before[n]]
            columns = ", ".join(f"{names[n]} = ?" for n in changed)
            values = (*(row[n] for n in changed), *key)
            connection.execute(f"UPDATE {table} SET {columns} WHERE {where}", values)
    for key in old:
        connection.execute(f"DELETE FROM {table} WHERE {where}", key)
    return there


@cache
def _insert(table: str, width: int) -> str:
    return f"INSERT INTO {table} VALUES ({','.join('?' * width)})"


def _application_row(id: int, app: Application) -> tuple[Any, ...]:
    applicant = app.applicant
    handled = [r.wall for r in app.returns[:1]] + ([app.accepted] if app.accepted is not None else [])
    if app.imported is not None:  # it was served before the program: no minutes are known
        handled = []
    return (
        id,
        app.number,
        app.counter,
        app.service,
        app.recap_group,
        app.use,
        app.state,
        ",".join(s.plan.id for s in app.current),
        applicant.name,
        search.key(applicant.name),
        applicant.nik,
        applicant.phone,
        applicant.kelurahan,
        app.visit,
        app.opened,
        app.opened_by,
        app.accepted,
        app.accepted_by,
        app.due,
        app.ready,
        app.ready_by,
        app.collected,
        app.collected_by,
        app.handed.receiver if app.handed else "",
        app.handed.relation if app.handed else "",
        int(app.handed.power) if app.handed and app.handed.power is not None else None,
        app.handed.old_kind if app.handed and app.handed.old_card_withdrawn else "",
        app.closed,
        app.closed_by,
        app.outcome,
        app.responsible,
        app.offered_to,
        app.citizen_since,
        app.set_aside,
        app.shelf,
        app.letter,
        app.batch,
        min(handled) if handled else None,
        app.blangko_to_come,
        app.handed_at if app.handed and app.handed.old_kind and app.handed.old_card_withdrawn else None,
    )


def _steps(id: int, app: Application) -> Rows:
    later = 0 if app.use == "new" else 1
    aside = 0 if app.set_aside is None else 1
    return [
        (
            id,
            n,
            span.step.id,
            span.since,
            span.until,
            int(span.done),
            span.staff,
            span.step.need,
            span.step.of,
            ",".join(span.step.deputies),
            span.step.limit_days,
            span.step.depends,
            later,
            aside,
            app.service,
            span.signed.official if span.signed else "",
            span.signed.form if span.signed else "",
            span.letter,
        )
        for n, span in enumerate(app.spans)
    ]


def _letters(id: int, app: Application) -> Rows:
    return [
        (id, n, key(one.number), one.number, one.counter, one.wall, one.staff, int(one.number == app.letter))
        for n, one in enumerate(app.letters)
    ]


def _times(id: int, over: Sequence[tuple[int, int]], since: int | None) -> Rows:
    """Return the times that are over and the one that runs; of two that begin together, the later."""
    times: dict[int, int | None] = dict(over)
    if since is not None:
        times[since] = None
    return [(id, begins, ends) for begins, ends in times.items()]


def _moves(app: Application) -> Rows:
    stream = _stream(app)
    return [
        (
            *(stream, n, m.kind, m.counter, m.quantity, m.what, app.use),
            *(m.at, m.wall, m.staff, "", m.serial, "", m.reason, app.number, m.passed),
        )
        for n, m in enumerate(app.moves)
    ]


def _stream(app: Application) -> str:
    return f"application/{app.number}"


def _write_blangko(connection: Any, id: str, entries: Sequence[e.Entry], *, fresh: bool) -> None:
    """A delivery, a spoiling, a stock-taking, an announcement or a destruction: one entry a stream."""
    stream = f"blangko/{id}"
    if not fresh:
        connection.execute("DELETE FROM blangko_move WHERE stream = ?", (stream,))
    for n, entry in enumerate(entries):
        match entry.event:
            case e.BlangkoReceived() as x:
                serials = (x.serial_from, x.serial_to)
                row = (x.kind, x.quantity, "received", x.letter, serials, x.sender, "")
            case e.BlangkoSpoiled2() as x:
                row = (x.kind, -x.quantity, "spoiled", "", (x.serial, ""), x.reason, x.application)
            case e.BlangkoCounted() as x:
                row = (x.kind, x.difference, "counted", "", ("", ""), x.reason, "")
            case _:
                _write_announced(connection, id, entry)
                continue
        kind, quantity, what, letter, serials, reason, application = row
        connection.execute(
            _insert("blangko_move", 16),
            (
                *(stream, n, kind, entry.counter, quantity, what, ""),
                *(entry.at, entry.wall, entry.actor, letter, *serials, reason, application, 0),
            ),
        )


def _write_announced(connection: Any, id: str, entry: e.Entry) -> None:
    match entry.event:
        case e.BlangkoExpected(kind=kind, quantity=quantity, on=on):
            connection.execute(
                "INSERT OR REPLACE INTO expected VALUES (?,?,?,?,?,?)",
                (id, kind, quantity, on.isoformat(), entry.at, entry.wall),
            )
        case e.CardsDestroyed(method=method, letter=letter, witnesses=witnesses):
            connection.execute(
                "INSERT OR REPLACE INTO destroyed VALUES (?,?,?,?,?,?,?)",
                (id, entry.at, entry.wall, entry.actor, method, letter, _text(witnesses)),
            )


def _write_batch(connection: Any, id: str, entries: Sequence[e.Entry], *, fresh: bool) -> None:
    connection.execute("DELETE FROM batch_file WHERE batch = ?", (id,))
    for entry in entries:
        match entry.event:
            case e.BatchForwarded() as x:
                connection.execute(
                    "INSERT OR REPLACE INTO batch VALUES (?,?,?,?,?)",
                    (id, x.agency, entry.wall, entry.actor, x.note),
                )
                rows = [(id, number, None) for number in x.applications]
                connection.executemany("INSERT OR IGNORE INTO batch_file VALUES (?,?,?)", rows)
            case e.BatchReceived(applications=numbers):
                connection.executemany(
                    "UPDATE batch_file SET back = ? WHERE batch = ? AND application = ? AND back IS NULL",
                    [(entry.wall, id, number) for number in numbers],
                )
            case e.BatchReceiptUndone(application=number):
                connection.execute(
                    "UPDATE batch_file SET back = NULL WHERE batch = ? AND application = ?", (id, number)
                )
            case e.BatchForwardingUndone(application=number):
                connection.execute("DELETE FROM batch_file WHERE batch = ? AND application = ?", (id, number))


def _text(value: Any) -> str:
    return _json.encode(value).decode()


_writers: dict[str, Callable[..., None]] = {
    "application": _write_application,
    "blangko": _write_blangko,
    "absence": office_rows.write_absence,
    "disruption": office_rows.write_disruption,
    "batch": _write_batch,
    "ticket": queue_rows.write_ticket,
    "counter": queue_rows.write_counter,
    "office": office_rows.write_office,
    "retention": office_rows.write_retention,
    "official": office_rows.write_official,
    "staff": office_rows.write_staff,
    "service": office_rows.write_service,
    "import": office_rows.write_import,
    "day": office_rows.write_day,
    "letters": office_rows.write_letters,
}
TOPICS = frozenset(_writers)  # all that folding the journal again may change
