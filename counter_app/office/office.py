"""The one door into the office: run a command, ask a question."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import RLock
from typing import Annotated, Any
from zoneinfo import ZoneInfo

import msgspec
from sqlite_utils import Database

from counter_app.domain.calendar import Calendar, from_micros
from counter_app.domain.errors import UserError
from counter_app.domain.events import Event
from counter_app.domain.settings import Settings
from counter_app.domain.words import role_label
from counter_app.i18n import _
from counter_app.office.catalogue import Catalogue
from counter_app.office.clock import check_clock, clock
from counter_app.office.closures import calendar_of
from counter_app.office.desk import Desk, Staff
from counter_app.office.inputs import cleaned
from counter_app.storage import drafts, journal, kept, projections
from counter_app.storage.database import VERSION, reading, writing
from counter_app.storage.watching import Progress, unwatched

WATCHED = 100  # streams folded between two looks at whether to go on
LOOKED = 50  # commands between two looks at whether what is kept should follow

Amount = Annotated[int, msgspec.Meta(ge=0, le=1_000_000_000)]  # how many rows, or after how many


class Command(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Base of everything a member of staff can do. The docstring's first line is its help text."""


class Question(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Base of everything a member of staff can ask. The docstring's first line is its help text."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What a handler decided: (stream, event) pairs, the ids it made, and what the clerk should know."""

    events: list[tuple[str, Event]]
    ids: dict[str, Any] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Done:
    """What a command did: the topics that changed, the ids it made, warnings as whole sentences."""

    topics: frozenset[str]
    ids: dict[str, Any]
    warnings: list[str]


@dataclass(frozen=True, slots=True)
class Door:
    """A registered command or question: who may use it and what carries it out."""

    name: str
    kind: type[Any]
    roles: frozenset[str]
    work: Callable[[Any, Desk], Any]

    @property
    def help(self) -> str:
        """The first line of the docstring."""
        return (self.kind.__doc__ or "").strip().partition("\n")[0]


class NotAllowed(UserError):
    """The signed-in role may not do this."""

    def __init__(self, role: str, may: frozenset[str]) -> None:
        who = ", ".join(sorted(role_label(r) for r in may))
        super().__init__(
            _("The role {role} may not do this. Ask: {who}.").format(role=role_label(role), who=who)
        )


def keepers(connection: Any) -> frozenset[str]:
    """Return who looks after the data: the admin, and the supervisor where the office has no admin."""
    row = connection.execute("SELECT 1 FROM staff WHERE role = 'admin' AND active = 1 LIMIT 1").fetchone()
    return frozenset({"admin"}) if row else ADMINS


class Stopped(UserError):
    """Whoever looked on did not want to go on."""

    def __init__(self) -> None:
        super().__init__(_("Stopped: nothing was written. Start again when you are ready."))


class OtherVersion(UserError):
    """Another version of the program has the tables, or is about to."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Another version of the program prepares these data. Nothing was written: close this "
                "window and open the program again."
            )
        )


commands: dict[str, Door] = {}
questions: dict[str, Door] = {}
_doors: dict[type[Any], Door] = {}

CLERKS = frozenset({"clerk", "supervisor"})
SUPERVISORS = frozenset({"supervisor"})
SIGNING = frozenset({"clerk", "supervisor", "camat"})
ABSENCES = frozenset({"supervisor", "camat"})
READERS = frozenset({"clerk", "supervisor", "camat"})
REPORTS = frozenset({"supervisor", "camat"})
ADMINS = frozenset({"admin", "supervisor"})
EVERYONE = frozenset({"clerk", "supervisor", "camat", "admin"})


def handles(
    command: type[Command], roles: frozenset[str]
) -> Callable[[Callable[[Any, Desk], Changes]], Callable[[Any, Desk], Changes]]:
    """Register the handler of ``command`` and the roles that may run it."""
    return _register(commands, command, roles)


def answers(
    question: type[Question], roles: frozenset[str]
) -> Callable[[Callable[[Any, Desk], Any]], Callable[[Any, Desk], Any]]:
    """Register what answers ``question`` and the roles that may ask it."""
    return _register(questions, question, roles)


def _register(book: dict[str, Door], kind: type[Any], roles: frozenset[str]) -> Callable[[Any], Any]:
    name = "".join("_" + c.lower() if c.isupper() else c for c in kind.__name__).lstrip("_")

    def register(work: Callable[[Any, Desk], Any]) -> Callable[[Any, Desk], Any]:
        assert name not in book, name
        book[name] = _doors[kind] = Door(name, kind, roles, work)
        return work

    return register


class Office:
    """Everything a screen or the command line may call, from any thread: connections serve one by one."""

    def __init__(
        self,
        db: Database,
        reader: Database,
        *,
        counter: str,
        code: str,
        earlier: Sequence[str] = (),
        demo: bool = False,
        clock: Callable[[], int] = clock,
        closing: Callable[[Office], None] | None = None,
    ) -> None:
        self.db = db
        self.reader = reader
        self.counter = counter
        self.code = code
        self._earlier = earlier
        self.demo = demo
        self._clock = clock
        self._closing = closing
        self.committed: Callable[[Done], None] = _nobody_asks  # told after every command, on its thread
        self._written = 0  # commands
        self._known: tuple[Any, Settings, Catalogue, Calendar, dt.date] | None = None
        self._writes = RLock()
        self._reads = self._writes if reader is db else RLock()

    def run(self, command: Command, staff: Staff, told: Progress = unwatched) -> Done:
        """Carry out ``command`` in one transaction; return what changed. Raises UserError.

        ``told`` hears the share that is folded of what takes long; when it answers no, nothing is written.
        """
        door = _doors[type(command)]
        self._admit(door, staff)
        with self._writes, writing(self.db) as connection:
            desk = self._writing_desk(connection, staff, confirming=door.name == "confirm_clock")
            changes: Changes = door.work(cleaned(command), desk)
            topics = self._append(desk, changes.events, told)
        done = Done(topics, changes.ids, changes.warnings)
        self.committed(done)
        return done

    @contextmanager
    def together(self) -> Iterator[None]:
        """Let all that is run stand or fall together: an invented day, which nobody else waits for.

        What a command refuses is undone by itself. Its pages are encrypted once and not for each command.
        """
        with self._writes, self._reads, writing(self.db):
            reader, self.reader = self.reader, self.db
            try:
                yield
            finally:
                self.reader = reader

    def note(self, stream: str, event: Event, staff: Staff, act: Callable[[], object]) -> None:
        """Write an entry about what is done outside of the journal, and do it: both, or neither.

        Raises UserError.
        """
        with self._writes, writing(self.db) as connection:
            topics = self._append(self._writing_desk(connection, staff), [(stream, event)])
            act()
        self.committed(Done(topics, {}, []))

    def _writing_desk(self, connection: Any, staff: Staff, *, confirming: bool = False) -> Desk:
        clock, newest = self._clock(), self._newest(connection)
        desk = self._desk(connection, staff, max(clock, newest))
        if confirming:
            desk.now = clock
        elif not self.demo:
            check_clock(desk, clock, newest)
        return desk

    def _append(
        self, desk: Desk, events: list[tuple[str, Event]], told: Progress = unwatched
    ) -> frozenset[str]:
        """Write entries and fold what they are about; return the topics."""
        streams = journal.append(
            desk.connection, events, counter=self.counter, clock=desk.now, actor=desk.staff.id
        )
        topics = set()
        for done, stream in enumerate(streams):
            if done % WATCHED == 0 and not told(done / len(streams)):
                raise Stopped
            topics.add(projections.refold(desk.connection, stream))
        if self._written % LOOKED == 0:
            kept.keep_up(desk.connection, desk.now, journal.last(desk.connection, self.counter).seq)
        self._written += 1
        return frozenset(topics)

    def ask(self, question: Question, staff: Staff) -> Any:
        """Answer ``question`` from one view of the data; writes nothing. Raises UserError."""
        door = _doors[type(question)]
        self._admit(door, staff)
        with self._reads, reading(self.reader):
            return door.work(cleaned(question), self.desk(staff))

    def desk(self, staff: Staff) -> Desk:
        """Return the office as a reader sees it now. Its rows are for one thread: others ``ask``."""
        with self._reads:
            connection = self.reader.conn
            return self._desk(connection, staff, max(self._clock(), self._newest(connection)))

    def save_draft(self, name: str, data: bytes) -> None:
        """Keep the unfinished input ``name``, encrypted like all else. It is no entry; any clock will do."""
        with self._writes, writing(self.db) as connection:
            drafts.save(connection, name, data, self._clock())

    def draft(self, name: str) -> bytes | None:
        """Return the unfinished input ``name``, None where there is none."""
        with self._reads, reading(self.reader) as connection:
            return drafts.load(connection, name)

    def gathered(self, what: str, owner: drafts.Owner, join: drafts.Join) -> bytes | None:
        """Return what a window keeps under ``what``: with what closed windows left there, from now on."""
        with self._reads, reading(self.reader) as connection:
            if not drafts.left(connection, what, owner):
                return drafts.load(connection, owner.name(what))
        with self._writes, writing(self.db) as connection:
            drafts.take(connection, what, owner, join, self._clock())
            return drafts.load(connection, owner.name(what))

    def drop_draft(self, name: str) -> None:
        """Forget the unfinished input ``name``: it was finished, or given up."""
        with self._writes, writing(self.db) as connection:
            drafts.drop(connection, name)

    def close(self) -> None:
        """Let go of both connections, once what is at work has ended."""
        with self._writes, self._reads:
            closing, self._closing = self._closing, None
            if closing is not None:
                closing(self)
            self.reader.close()
            self.db.close()

    @property
    def settings(self) -> Settings:
        """What the office decided about itself."""
        with self._reads:
            return self._context(self.reader.conn, self._clock())[0]

    @property
    def emblem(self) -> bytes:
        """The picture at the head of sheets, empty where there is none."""
        with self._reads:
            found = self.reader.conn.execute("SELECT picture FROM emblem WHERE id = 'emblem'").fetchone()
        return bytes(found[0]) if found else b""

    @property
    def zone(self) -> ZoneInfo:
        """The office's zone."""
        with self._reads:
            return self._context(self.reader.conn, self._clock())[2].tz

    def _admit(self, door: Door, staff: Staff) -> None:
        if staff.role not in door.roles:
            raise NotAllowed(staff.role, door.roles)

    def _newest(self, connection: Any) -> int:
        return journal.newest_wall(connection, (self.counter, *reversed(self._earlier)))

    def _desk(self, connection: Any, staff: Staff, now: int) -> Desk:
        settings, catalogue, calendar = self._context(connection, now)
        return Desk(
            connection,
            now=now,
            staff=staff,
            settings=settings,
            catalogue=catalogue,
            calendar=calendar,
            counter=self.counter,
            code=self.code,
            demo=self.demo,
            earlier=self._earlier,
        )

    def _context(self, connection: Any, now: int) -> tuple[Settings, Catalogue, Calendar]:
        """Return settings, catalogue and calendar; read again only when they changed, or the day."""
        if connection.execute("PRAGMA user_version").fetchone()[0] != VERSION:
            raise OtherVersion
        row = connection.execute("SELECT settings FROM office").fetchone()
        editions = connection.execute("SELECT count(*) FROM service").fetchone()[0]
        key = (row[0] if row else None, editions)
        known = self._known  # the reader's thread and the writer's share it
        if known is None or known[0] != key or from_micros(now, known[3].tz).date() != known[4]:
            settings = (
                msgspec.json.decode(row[0], type=Settings) if row else Settings(name="", city="", region="")
            )
            calendar = calendar_of(settings)
            today = from_micros(now, calendar.tz).date()
            catalogue = Catalogue(
                profile=settings.profile,
                changed=_in_force(today, calendar.tz, connection),
                villages=settings.words_for_villages,
            )
            known = self._known = (key, settings, catalogue, calendar, today)
        return known[1:4]


def _in_force(today: dt.date, zone: ZoneInfo, connection: Any) -> dict[str, str]:
    """Return the office's own editions that count today: the latest start, then the latest written.

    One that counts at once does so too when the clock was ahead as it was written.
    """
    found: dict[str, tuple[dt.date, str]] = {}
    for id, definition, starts, since in connection.execute(
        "SELECT id, definition, starts, since FROM service ORDER BY id, edition"
    ):
        day = dt.date.fromisoformat(starts) if starts else min(from_micros(since, zone).date(), today)
        if day <= today and (id not in found or found[id][0] <= day):
            found[id] = day, definition
    return {id: definition for id, (_day, definition) in found.items()}


def _nobody_asks(_done: Done) -> None:
    """Take what a command did where no window is open."""
