"""The stays of all files, kept by day up to an instant, so that no report adds up the years.

What lies after that instant is told from the files that the newest entries speak of. So daily work writes
nothing here: the instant moves on now and then, and only what changes the past (an undo, a correction, an
old register) changes a row. A row holds the minutes at which stays of one kind began and ended on a day of
UTC; the office works in whole minutes.
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple

import msgspec

from counter_app.domain.numbers import row_id
from counter_app.domain.stays import FOREVER, File, Key, Stay, Step, Times, stays

MINUTE = 60_000_000
DAY = 1440 * MINUTE
MOST = 1000  # entries after the instant up to which is kept, until it moves on
BATCH = 2_000  # files looked at together
SPOTS, PENDING = 100_000, 4_000_000  # rows, and begins and ends, held in memory until they are written

TABLES = {
    "stay": """
        CREATE TABLE stay (
            family TEXT NOT NULL,    -- domain.stays
            day INTEGER NOT NULL,    -- days of UTC since 1970
            key TEXT NOT NULL,       -- JSON
            began INTEGER NOT NULL, ended INTEGER NOT NULL,  -- how many did on that day
            begins BLOB NOT NULL, ends BLOB NOT NULL,        -- the minutes, 2 bytes each, in order
            PRIMARY KEY (family, day, key)
        ) STRICT, WITHOUT ROWID
    """,
    "stay_until": """
        CREATE TABLE stay_until (    -- no row: nothing is kept yet
            instant INTEGER NOT NULL,  -- a whole minute
            seq INTEGER NOT NULL     -- the newest entry of the counter that moved it
        ) STRICT
    """,
}

FILE = ("service", "recap_group", "accepted", "ready", "closed", "collected", "due")  # as a File has them
STEP = ("step", "since", "until", "need", "of", "deputies", "depends")  # as a Step has them

_key = msgspec.json.Encoder()
_read_key = msgspec.json.Decoder(Key).decode

Spot = tuple[str, int, Key]  # family, day, key
Side = tuple[str, int, Key, bool]  # of these, whether it is an end
Row = tuple[str, int, str, int, int, bytes, bytes]
Mark = tuple[str, Key, bool, int]  # family, key, whether it is an end, when


class Until(NamedTuple):
    """Up to which instant stays are kept, and the newest entry when that was decided."""

    instant: int = 0
    seq: int = 0


def until(connection: Any) -> Until:
    """Return up to when stays are kept."""
    row = connection.execute("SELECT instant, seq FROM stay_until").fetchone()
    return Until(*row) if row else Until()


class Book:
    """Begins and ends that are to be written, or taken away."""

    def __init__(self) -> None:
        self._marks: defaultdict[Side, array[int]] = defaultdict(partial(array, "H"))
        self._gone: defaultdict[Side, array[int]] = defaultdict(partial(array, "H"))
        self.pending = 0

    @property
    def is_full(self) -> bool:
        """Tell whether it should be written before more is noted."""
        return len(self._marks) > SPOTS or self.pending > PENDING

    def add(self, marks: Iterable[Mark], *, gone: bool = False) -> None:
        """Note begins and ends; ``gone``: that are no longer true."""
        book = self._gone if gone else self._marks
        for family, key, is_end, at in marks:
            minute = at // MINUTE
            book[family, minute // 1440, key, is_end].append(minute % 1440)
            self.pending += 1

    def write(self, connection: Any) -> None:
        """Bring the table up to date, and forget what was noted."""
        spots = sorted({spot[:3] for spot in (*self._marks, *self._gone)})
        if connection.execute("SELECT NOT EXISTS (SELECT 1 FROM stay)").fetchone()[0]:
            connection.executemany("INSERT INTO stay VALUES (?, ?, ?, ?, ?, ?, ?)", self._noted(spots))
        else:
            for spot in spots:
                self._renew(connection, *spot)
        self._marks.clear()
        self._gone.clear()
        self.pending = 0

    def _noted(self, spots: Iterable[Spot]) -> Iterator[Row]:
        """Yield the rows of a table that has none yet."""
        for family, day, key in spots:
            sides = [sorted(self._marks.get((family, day, key, is_end), ())) for is_end in (False, True)]
            if any(sides):
                yield _row(family, day, key, *(array("H", side) for side in sides))

    def _renew(self, connection: Any, family: str, day: int, key: Key) -> None:
        where = (family, day, _text(key))
        sql = "SELECT begins, ends FROM stay WHERE (family, day, key) = (?, ?, ?)"
        there = connection.execute(sql, where).fetchone()
        sides = [
            self._changed(minutes(blob), (family, day, key, bool(is_end)))
            for is_end, blob in enumerate(there or (b"", b""))
        ]
        if any(sides):
            row = _row(family, day, key, *sides)
            connection.execute("REPLACE INTO stay VALUES (?, ?, ?, ?, ?, ?, ?)", row)
        elif there:
            connection.execute("DELETE FROM stay WHERE (family, day, key) = (?, ?, ?)", where)

    def _changed(self, there: array[int], spot: Any) -> array[int]:
        new, gone = self._marks.get(spot, ()), self._gone.get(spot)
        if gone is not None:  # what a damaged table lacks is left to a rebuild
            return array("H", sorted((Counter(there) + Counter(new) - Counter(gone)).elements()))
        return array("H", sorted((*there, *new))) if new else there


def _text(key: Key) -> str:
    return _key.encode(key).decode()


def _row(family: str, day: int, key: Key, begins: array[int], ends: array[int]) -> Row:
    return family, day, _text(key), len(begins), len(ends), begins.tobytes(), ends.tobytes()


def minutes(blob: bytes) -> array[int]:
    """Return the minutes of the day that a row holds."""
    found = array("H")
    found.frombytes(blob)
    return found


def marks(found: Iterable[Stay], first: int, end: int) -> Iterator[Mark]:
    """Yield the begins and ends of stays in [first, end)."""
    for family, key, begin, over in found:
        if first <= begin < end:
            yield family, key, False, begin
        if first <= over < end:
            yield family, key, True, over


def changed(connection: Any, before: Times | None, after: Times | None) -> None:
    """Put right what is kept of a file that is written anew."""
    instant = until(connection).instant
    if instant == 0 or _as_of(before, instant) == _as_of(after, instant):  # daily work
        return
    old, new = (Counter(marks(stays(one), 0, instant) if one else ()) for one in (before, after))
    if old != new:
        book = Book()
        book.add((new - old).elements())
        book.add((old - new).elements(), gone=True)
        book.write(connection)


def _as_of(times: Times | None, instant: int) -> Any:
    """Return what decides on the begins and ends before an instant."""
    if times is None:
        return None
    file, steps, awaited, asides, returned = times
    return (
        file[:2],
        [None if at is None or at >= instant else at for at in file[2:]],
        [
            step._replace(until=None) if step.until is not None and step.until >= instant else step
            for step in steps
            if step.since < instant
        ],
        *(
            [
                (begin, end if end is not None and end < instant else None)
                for begin, end in spans
                if begin < instant
            ]
            for spans in (awaited, asides)
        ),
        [wall for wall in returned if wall < instant],
    )


def keep_up(connection: Any, now: int, seq: int) -> None:
    """Let the kept stays follow, where many entries have been written since; ``seq``: the newest."""
    instant, before = until(connection)
    to = Until(now // MINUTE * MINUTE, seq)
    if to.instant < instant:
        move_back(connection, to)
    elif to.instant > instant and not before <= seq < before + MOST:
        move_on(connection, to)


def move_on(connection: Any, to: Until) -> None:
    """Keep the stays up to a later instant."""
    first = until(connection).instant
    book = Book()
    for times in of_files(connection, spoken_of(connection, first, to.instant)).values():
        book.add(marks(stays(times), first, to.instant))
    book.write(connection)
    _set(connection, to)


def move_back(connection: Any, to: Until) -> None:
    """Keep the stays up to an earlier instant: a clock was ahead, and all work till then would write here."""
    instant = until(connection).instant
    book = Book()
    for times in of_files(connection, spoken_of(connection, to.instant, instant)).values():
        book.add(marks(stays(times), to.instant, instant), gone=True)
    book.write(connection)
    _set(connection, to)


def fill(connection: Any, to: Until) -> Generator[float, None, None]:
    """Keep the stays of all files afresh, up to ``to``; yield the share that is done."""
    connection.execute("DELETE FROM stay")
    book = Book()
    for share, found in all_files(connection):
        for times in found.values():
            book.add(marks(stays(times), 0, to.instant))
        if book.is_full:
            book.write(connection)
        yield share
    book.write(connection)
    _set(connection, to)


def check(connection: Any) -> Generator[float, None, bool]:
    """Return whether what is kept is what the files give; yield the share that is done.

    Both are added up to one figure, in whatever order: a list of all would not fit into the memory.
    """
    end, told = until(connection).instant, 0
    for share, found in all_files(connection):
        for times in found.values():
            noted = marks(stays(times), 0, end)
            told += sum(hash((family, key, ends, at // MINUTE)) for family, key, ends, at in noted)
        yield share
    return told == _kept_sum(connection)


def _kept_sum(connection: Any) -> int | None:
    """Return what all begins and ends that are kept add up to; none where a row can't be right."""
    total = 0
    for family, day, text, began, ended, *blobs in connection.execute("SELECT * FROM stay"):
        key, sides = _read_key(text), [minutes(blob) for blob in blobs]
        ordered = all(side == array("H", sorted(side)) for side in sides)
        if not ordered or [len(side) for side in sides] != [began, ended] or not any(sides):
            return None
        if _text(key) != text:
            return None
        for ends, side in zip((False, True), sides, strict=True):
            total += sum(hash((family, key, ends, day * 1440 + minute)) for minute in side)
    return total


def _set(connection: Any, to: Until) -> None:
    connection.execute("DELETE FROM stay_until")
    connection.execute("INSERT INTO stay_until VALUES (?, ?)", to)


def newest(connection: Any) -> Until:
    """Return up to when stays can be kept whose files are all folded."""
    row = connection.execute("SELECT wall, seq FROM journal ORDER BY at DESC LIMIT 1").fetchone()
    return Until(row[0] // MINUTE * MINUTE, row[1]) if row else Until()


def spoken_of(connection: Any, first: int, end: int) -> list[int]:
    """Return the row ids of the files whose stays may begin or end in [first, end).

    An entry says so at its time, which is never after its place; only a deadline passes without one.
    """
    streams = connection.execute("SELECT stream FROM journal INDEXED BY journal_at WHERE at >= ?", (first,))
    ids = {row_id(stream[12:]) for (stream,) in streams if stream.startswith("application/")}
    due = connection.execute(
        "SELECT id FROM application WHERE collected IS NULL AND closed IS NULL AND due >= ? AND due < ?",
        (first, end),
    )
    return sorted(ids.union(row[0] for row in due))


def all_files(connection: Any) -> Iterator[tuple[float, dict[int, Times]]]:
    """Yield all files in the order of their row ids, many at a time, with the share that this makes."""
    number = connection.execute("SELECT count(*) FROM application").fetchone()[0]
    first: int | None = 0
    done = 0
    while first is not None:
        sql = f"SELECT id FROM application WHERE id >= ? ORDER BY id LIMIT 1 OFFSET {BATCH}"
        row = connection.execute(sql, (first,)).fetchone()
        found = _times(connection, "BETWEEN ? AND ?", (first, row[0] - 1 if row else FOREVER))
        done += len(found)
        yield done / max(number, 1), found
        first = row[0] if row else None


def of_files(connection: Any, ids: Sequence[int]) -> dict[int, Times]:
    """Return what the stays of some files are told from."""
    return _times(connection, "IN (SELECT value FROM json_each(?))", (msgspec.json.encode(ids).decode(),))


def _times(connection: Any, which: str, values: tuple[Any, ...]) -> dict[int, Times]:
    def by_file(columns: str, table: str) -> Mapping[int, list[Any]]:
        found: defaultdict[int, list[Any]] = defaultdict(list)
        sql = f"SELECT application, {columns} FROM {table} WHERE application {which}"
        for row in connection.execute(sql, values):
            found[row[0]].append(row[1:])
        return found

    steps, returned = by_file(", ".join(STEP), "step"), by_file("wall", "returned")
    awaited, asides = (by_file("begins, ends", table) for table in ("awaited", "aside"))
    return {
        row[0]: Times(
            File(*row[1:]),
            [Step(*step) for step in steps.get(row[0], ())],
            awaited.get(row[0], ()),
            asides.get(row[0], ()),
            [wall for (wall,) in returned.get(row[0], ())],
        )
        for row in connection.execute(
            f"SELECT id, {', '.join(FILE)} FROM application WHERE id {which}", values
        )
    }


class Stays:
    """The stays of all files as one question sees them; what is late is told as of ``now``."""

    def __init__(self, connection: Any, now: int) -> None:
        self._connection, self._now = connection, now
        self.until = until(connection).instant
        self._since: dict[str, list[tuple[Key, bool, int]]] | None = None

    def standing(self, family: str, at: int) -> Counter[Key]:
        """Return how many began before ``at`` and had not ended, by key. ``at`` is a whole minute or later
        than what is kept.
        """
        found = self._sums("began - ended", family, 0, at)
        for key, is_end, minute in self._of_day(family, at // DAY):
            if minute < at % DAY / MINUTE:
                found[key] += -1 if is_end else 1
        for key, is_end, instant in self.since(family):
            if instant < at:
                found[key] += -1 if is_end else 1
        return found

    def began(self, family: str, begin: int, end: int) -> Counter[Key]:
        """Return how many began in [begin, end), by key; both as ``at`` of ``standing``."""
        first, last = begin // DAY, end // DAY
        found = self._sums("began", family, (first + 1) * DAY, end)
        for day in {first, last}:
            for key, is_end, minute in self._of_day(family, day):
                if not is_end and begin <= day * DAY + minute * MINUTE < end:
                    found[key] += 1
        for key, is_end, instant in self.since(family):
            if not is_end and begin <= instant < end:
                found[key] += 1
        return found

    def days(self, family: str, begin: int, end: int) -> Iterator[tuple[int, Key, array[int], array[int]]]:
        """Yield the kept days that touch [begin, end], in order: day, key, the minutes of begins and ends."""
        for day, key, begins, ends in self._connection.execute(
            "SELECT day, key, begins, ends FROM stay WHERE family = ? AND day BETWEEN ? AND ? ORDER BY day",
            (family, begin // DAY, end // DAY),
        ):
            yield day, _read_key(key), minutes(begins), minutes(ends)

    def since(self, family: str) -> list[tuple[Key, bool, int]]:
        """Return the begins and ends that are not kept yet: key, whether it is an end, when."""
        if self._since is None:
            self._since = defaultdict(list)
            ids = spoken_of(self._connection, self.until, self._now)
            for times in of_files(self._connection, ids).values():
                found = (one for one in stays(times) if one.family != "late" or times.file.due < self._now)  # type: ignore[operator]
                for of, key, is_end, at in marks(found, self.until, FOREVER):
                    self._since[of].append((key, is_end, at))
        return self._since.get(family, [])

    def _sums(self, what: str, family: str, begin: int, end: int) -> Counter[Key]:
        """Add up whole days from the one that begins at ``begin`` to before the one of ``end``."""
        sql = f"SELECT key, sum({what}) FROM stay WHERE family = ? AND day >= ? AND day < ? GROUP BY key"
        rows = self._connection.execute(sql, (family, begin // DAY, end // DAY))
        return Counter({_read_key(key): n for key, n in rows})

    def _of_day(self, family: str, day: int) -> Iterator[tuple[Key, bool, int]]:
        for _day, key, *sides in self.days(family, day * DAY, day * DAY):
            for is_end, side in zip((False, True), sides, strict=True):
                for minute in side:
                    yield key, is_end, minute
