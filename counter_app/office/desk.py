"""What a handler or a question may look at: one connection, one moment, one member of staff."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import cached_property
from typing import Any, Literal, NamedTuple
from zoneinfo import ZoneInfo

import msgspec

from counter_app.domain import blangko, numbers, signing, stalls
from counter_app.domain.application import Application
from counter_app.domain.calendar import Calendar, NoDate, from_micros, likely, to_micros
from counter_app.domain.catalogue import KINDS
from counter_app.domain.events import Deputy, Entry
from counter_app.domain.folding import fold
from counter_app.domain.life import exists
from counter_app.domain.retention import ClosedToReading, NotClosed
from counter_app.domain.settings import Settings
from counter_app.office.catalogue import Catalogue
from counter_app.office.closed import ALL, NONE, Closed
from counter_app.storage import journal, walls
from counter_app.storage.indexes import RECEIVED
from counter_app.storage.kept import Stays

_deputies = msgspec.json.Decoder(list[Deputy])


FOREVER = 1 << 62  # later than any instant


class Staff(NamedTuple):
    """Who is signed in."""

    id: str
    role: str
    name: str = ""


class Desk:
    """The office as one command or question sees it. ``now`` is UTC microseconds."""

    def __init__(
        self,
        connection: Any,
        *,
        now: int,
        staff: Staff,
        settings: Settings,
        catalogue: Catalogue,
        calendar: Calendar,
        counter: str,
        code: str,
        demo: bool,
        earlier: Sequence[str] = (),
    ) -> None:
        self.connection = connection
        self.now = now
        self.staff = staff
        self.settings = settings
        self.catalogue = catalogue
        self.calendar = calendar
        self.counter = counter
        self.code = code
        self.demo = demo
        self.names = (counter, *reversed(earlier))  # the journal's for this counter, the newest first
        self.reads: Literal["open", "closed", "all"] = "open"  # more only for who looks after the data

    def rows(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        """Return all rows of a read-only query."""
        return self.connection.execute(sql, values).fetchall()  # type: ignore[no-any-return]

    def one(self, sql: str, *values: Any) -> tuple[Any, ...] | None:
        """Return the first row of a read-only query."""
        return self.connection.execute(sql, values).fetchone()  # type: ignore[no-any-return]

    def value(self, sql: str, *values: Any) -> Any:
        """Return the first column of the first row, None where there is none."""
        row = self.one(sql, *values)
        return row[0] if row else None

    @property
    def tz(self) -> ZoneInfo:
        """The office's zone."""
        return self.calendar.tz

    @property
    def today(self) -> dt.date:
        """The office's day."""
        return self.local(self.now).date()

    def local(self, micros: int) -> dt.datetime:
        """Return an instant of the journal in the office's zone."""
        return from_micros(micros, self.tz)

    def iso(self, micros: int | None) -> str | None:
        """Return an instant as ISO 8601 with the office's offset, to the second."""
        return None if micros is None else self.local(micros).isoformat(timespec="seconds")

    def day_bounds(self, day: dt.date) -> tuple[int, int]:
        """Return the instants at which ``day`` begins and ends. Raises UnlikelyDate."""
        start = dt.datetime.combine(likely(day), dt.time(), self.tz)
        return to_micros(start), to_micros(
            dt.datetime.combine(day + dt.timedelta(days=1), dt.time(), self.tz)
        )

    def moment(self, text: str, *, end: bool = False) -> int:
        """Return an ISO time as an instant; a bare date is its begin, or the begin of the next day.

        Raises NoDate, UnlikelyDate.
        """
        with suppress(ValueError):
            return self.day_bounds(dt.date.fromisoformat(text.strip()))[end]
        try:
            found = dt.datetime.fromisoformat(text.strip())
        except ValueError:
            raise NoDate(text) from None
        likely(found.date())
        return to_micros(found if found.tzinfo else found.replace(tzinfo=self.tz))

    def stream(self, name: str) -> list[Entry]:
        """Return the entries about one subject."""
        return journal.stream(self.connection, name)

    def entries(self, number: str) -> list[Entry]:
        """Return the entries of one application that may be read. Raises ClosedToReading, NotClosed."""
        sql = f"SELECT 1 FROM application WHERE number = ? AND NOT ({self.readable})"
        if self.readable != ALL and self.value(sql, number):
            raise NotClosed(number) if self.reads == "closed" else ClosedToReading(number, self.keepers)
        return self.stream(f"application/{number}")

    def application(self, number: str) -> Application:
        """Fold one application; refuse a number that nobody has."""
        return exists(fold(number, self.entries(number)))

    @cached_property
    def stays(self) -> Stays:
        """How many files were open, late, in a line ... at any moment."""
        return Stays(self.connection, self.now)

    @cached_property
    def closed(self) -> Closed | None:
        """What is closed to reading now, None where nothing is."""
        before = self.value("SELECT before FROM retention")
        if before is None:
            return None
        day = dt.date.fromisoformat(before)
        return Closed(day, self.day_bounds(day)[0])

    @property
    def readable(self) -> str:
        """The SQL condition for the applications that whoever asks may read."""
        if self.reads == "all":
            return ALL
        if self.closed is None:
            return ALL if self.reads == "open" else NONE
        return self.closed.readable if self.reads == "open" else self.closed.hidden

    @property
    def keepers(self) -> list[str]:
        """Who looks after the data: the admin, and the supervisor where the office has no admin."""
        admin = self.value("SELECT 1 FROM staff WHERE role = 'admin' AND active = 1 LIMIT 1")
        return ["admin"] if admin else ["admin", "supervisor"]

    def next_number(self) -> str:
        """Return the number for the next application at this counter today.

        After a restore it goes on from what the counter gave under its name before: numbers follow time.
        """
        low, high = numbers.day_ids(self.today)
        row = self.one(
            f"SELECT number FROM application WHERE id >= ? AND id < ? AND counter IN ({self.own}) "
            "ORDER BY id DESC LIMIT 1",
            low,
            high,
            *self.names,
        )
        running = numbers.running(str(row[0])) + 1 if row else 1
        return numbers.number(self.code, self.today, running)

    @property
    def own(self) -> str:
        """The SQL marks for ``names``: what this counter wrote, also before a restore."""
        return ", ".join("?" * len(self.names))

    def next_seq(self) -> int:
        """Return the number that this counter's next journal entry will bear."""
        return journal.last(self.connection, self.counter).seq + 1

    def anchor(self, before: int) -> tuple[int, str]:
        """Return seq and hash, as papers bear it, of this counter's highest entry before an instant."""
        for name in self.names:
            if seq := walls.newest_before(self.connection, name, before):
                return seq, journal.digits(self.connection, name, seq)
        return 0, ""

    def stock(self, kind: str) -> int:
        """Return how many blank ``kind`` this counter has in its drawer."""
        sql = "SELECT on_hand FROM blangko_stock WHERE kind = ? AND counter = ?"
        return sum(int(self.value(sql, kind, name) or 0) for name in self.names)

    def stocks(self, at: int | None = None) -> dict[str, int]:
        """Return the office's stock by kind, now or as it was before ``at``."""
        stocks = dict(self.rows("SELECT kind, sum(on_hand) FROM blangko_stock GROUP BY kind"))
        if at is None:
            return stocks
        # what moved since is taken back: a day of this year must not add up the ledger of all years
        since = "SELECT ifnull(sum(quantity), 0) FROM blangko_move WHERE kind = ? AND wall >= ?"
        return {kind: number - self.value(since, kind, at) for kind, number in stocks.items()}

    def destroyed_since(self, at: int) -> str:
        """Return the first record of destroyed cards behind a place in the order, empty for none."""
        return str(self.value("SELECT id FROM destroyed WHERE at >= ? ORDER BY at LIMIT 1", at) or "")

    def expected(
        self, at: int | None = None, kinds: Sequence[str] = KINDS
    ) -> dict[str, list[blangko.Expected]]:
        """Return the deliveries still expected now, or just before ``at``, by kind, soonest first."""
        found = {kind: self._expected(kind, at) for kind in kinds}
        return {kind: left for kind, left in found.items() if left}

    def _expected(self, kind: str, at: int | None) -> list[blangko.Expected]:
        end = FOREVER if at is None else at
        today = self.local(self.now if at is None else at - 1).date()
        announced, place = self._announced(kind, today, end)
        if place is None:
            return []
        delivered = self.rows(
            "SELECT kind, at, wall FROM blangko_move INDEXED BY blangko_move_received "
            f"WHERE {RECEIVED} AND at >= ? AND kind = ? AND wall < ? ORDER BY at",
            place,
            kind,
            end,
        )
        return blangko.outstanding(announced, [blangko.Delivered(*row) for row in delivered], today, self.tz)

    def _announced(self, kind: str, today: dt.date, end: int) -> tuple[list[blangko.Expected], int | None]:
        """Return the announcements that still matter on ``today``, and the place of the first of them.

        One that lapsed matters only where a delivery could have consumed it in the place of one that holds:
        so the years that are over cost nothing.
        """
        found: list[blangko.Expected] = []
        first, place = today, None
        for quantity, day, at in self.connection.execute(
            "SELECT quantity, day, at FROM expected WHERE kind = ? AND wall < ? ORDER BY day DESC",
            (kind, end),
        ):
            on = dt.date.fromisoformat(day)
            if on < first and place is not None:
                first = min(first, self._first_delivered(kind, place) or first)
            if on < first:
                break
            found.append(blangko.Expected(kind, int(quantity), on, int(at)))
            place = min(place or at, at)
        return found, place

    def _first_delivered(self, kind: str, place: int) -> dt.date | None:
        """Return the earliest day on which a delivery came that stands behind ``place``; None for none."""
        wall = self.value(
            "SELECT min(wall) FROM blangko_move INDEXED BY blangko_move_received "
            "WHERE what = 'received' AND at >= ? AND kind = ?",
            place,
            kind,
        )
        return None if wall is None else self.local(wall).date()

    def officials(self) -> list[signing.Official]:
        """Return the officials who sign now."""
        sql = "SELECT id, role, name, title, nip, rank FROM official WHERE active = 1 ORDER BY id"
        return [signing.Official(*row) for row in self.rows(sql)]

    def absences(self, begin: int | None = None, end: int | None = None) -> list[signing.Absence]:
        """Return the absences that touch [begin, end); by default those that hold now."""
        begin = self.now if begin is None else begin
        end = begin + 1 if end is None else end
        rows = self.rows(
            "SELECT id, official, begins, ends, recorded, reason, deputies FROM absence "
            "WHERE begins < ? AND ends > ? ORDER BY begins, id",
            end,
            begin,
        )
        return [
            signing.Absence(id, official, first, last, recorded, reason, tuple(_deputies.decode(deputies)))
            for id, official, first, last, recorded, reason, deputies in rows
        ]

    def disruptions(self, begin: int | None = None, end: int | None = None) -> list[stalls.Disruption]:
        """Return the disruptions that touch [begin, end); by default those that hold now."""
        begin = self.now if begin is None else begin
        end = begin + 1 if end is None else end
        rows = self.rows(
            "SELECT id, what, begins, ends, note FROM disruption "
            "WHERE begins < ? AND (ends IS NULL OR ends > ?) ORDER BY begins, id",
            end,
            begin,
        )
        return [stalls.Disruption(*row) for row in rows]

    def world(self, at: int | None = None, kinds: Sequence[str] = KINDS) -> stalls.World:
        """Return all that decides whether a step can go on, now or as it was just before ``at``.

        ``kinds`` are those whose deliveries matter.
        """
        now = self.now if at is None else at - 1
        return stalls.World(
            now=now,
            calendar=self.calendar,
            stock=self.stocks(at),
            expected=self.expected(at, kinds),
            officials=self.officials(),
            absences=self.absences(now),
            disruptions=self.disruptions(now),
            patience_days=self.settings.patience_days,
        )

    def staff_names(self) -> Mapping[str, str]:
        """Return display names by staff id, of those who left too."""
        return dict(self.rows("SELECT id, name FROM staff"))

    def staff_name(self, id: str) -> str:
        """Return the display name of a member of staff, the id where there is none."""
        return self.staff_names().get(id, id)

    def requirement_labels(self, app: Application, ids: list[str]) -> list[str]:
        """Return the labels of requirements or groups of one application."""
        return [self.catalogue.requirement_label(app.service, id) for id in ids]
