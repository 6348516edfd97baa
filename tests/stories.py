"""A founded office in memory and a counter that tells its work like a story."""

from __future__ import annotations

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from sqlite_utils import Database

from counter_app.domain import events as e
from counter_app.domain.calendar import from_micros, to_micros
from counter_app.domain.settings import Settings
from counter_app.office.desk import Desk, Staff
from counter_app.office.doors import register
from counter_app.office.inputs import read
from counter_app.office.office import Done, Office, commands, questions
from counter_app.storage import database, journal, kept, projections, refolding
from counter_app.storage.database import writing

register()

JAKARTA = ZoneInfo("Asia/Jakarta")
KEY = bytes(range(32))
STAFF = {"siti": "supervisor", "ani": "clerk", "budi": "clerk", "camat": "camat", "tono": "admin"}
OFFICIALS = {"camat": "Hasan Basri", "sekcam": "Rina Wati", "kasi": "Dewi Lestari"}
SERVICES = {  # short words for the services that stories are about
    "ktp": "ktp_baru",
    "kk": "kk_ubah",
    "letter": "surat_pengantar",
}


class Clock:
    """A clock that stands still until somebody moves it; Monday 6 April 2026, 08.00 at first."""

    def __init__(self, text: str = "2026-04-06T08:00") -> None:
        self.now = 0
        self.set(text)

    def __call__(self) -> int:
        return self.now

    def set(self, text: str) -> None:
        """Set the office's local time."""
        self.now = to_micros(dt.datetime.fromisoformat(text).replace(tzinfo=JAKARTA))

    def advance(self, *, minutes: int = 0, days: int = 0) -> None:
        """Move on, or back."""
        self.now += (minutes + days * 24 * 60) * 60_000_000

    @property
    def local(self) -> dt.datetime:
        """The office's local time."""
        return from_micros(self.now, JAKARTA)


def nik(n: int = 1, *, born: str = "150690", woman: bool = False) -> str:
    """Return the ``n``-th valid NIK of Seberang Ulu II of somebody born on DDMMYY."""
    day = int(born[:2]) + (40 if woman else 0)
    return f"167103{day:02d}{born[2:]}{n:04d}"


def filled_anew(db: Database) -> int:
    """Fold the journal into new tables, as after an update; return how many entries."""
    db.execute(f"PRAGMA user_version = {database.VERSION - 1}")
    assert list(refolding.rebuild(db))[-1] == 1
    return int(db.execute("SELECT count(*) FROM journal").fetchone()[0])


def keeps_right(db: Database) -> bool:
    """Return whether what is kept of past days is what the files give."""
    check = kept.check(db.conn)
    while True:
        try:
            next(check)
        except StopIteration as end:
            return bool(end.value)


def first_events(settings: Settings) -> list[tuple[str, e.Event]]:
    """Return what founds an office with its officials and its staff."""
    return [
        ("office/office", e.OfficeFounded(settings=settings)),
        *(
            (f"official/{id}", e.OfficialSet(role=id, name=name, nip="19700101 199003 1 001"))  # type: ignore[arg-type]
            for id, name in OFFICIALS.items()
        ),
        *((f"staff/{id}", e.StaffSet(name=id.title(), role=role)) for id, role in STAFF.items()),  # type: ignore[arg-type]
    ]


def new_office(clock: Clock, *, demo: bool = False, counter: str = "L1-test", **settings: Any) -> Office:
    """Return an office in memory, whose reader is its writer."""
    db: Database = database.connect(":memory:", KEY, create=True)
    known = Settings(name="Kecamatan Seberang Ulu II", city="Kota Palembang", region="16.71.03", **settings)
    with writing(db) as connection:
        for stream in journal.append(
            connection, first_events(known), counter=counter, clock=clock(), actor="setup"
        ):
            projections.refold(connection, stream)
    return Office(db, db, counter=counter, code=counter.partition("-")[0], demo=demo, clock=clock)


class Counter:
    """One counter with its staff. ``by`` names who does it; fields are those of the command line."""

    def __init__(self, office: Office, clock: Clock) -> None:
        self.office = office
        self.clock = clock
        self.people = 0

    def run(self, name: str, /, *, by: str = "ani", **fields: Any) -> Done:
        """Run a command by name."""
        return self.office.run(read(commands[name].kind, _fields(fields)), staff(by))

    def ask(self, name: str, /, *, by: str = "siti", **fields: Any) -> Any:
        """Ask a question by name."""
        return self.office.ask(read(questions[name].kind, _fields(fields)), staff(by))

    def desk(self) -> Desk:
        """Return the office as its reader sees it."""
        return self.office.desk(staff("siti"))

    def opened(self, service: str, *, by: str = "ani", **applicant: Any) -> str:
        """Open an application of a new citizen; return its number."""
        self.people += 1
        person = {"name": f"Warga {self.people}", "nik": nik(self.people)} | applicant
        fields = {
            k: person.pop(k)
            for k in ("conditions", "counts", "submitter", "visit", "event_date")
            if k in person
        }
        fields |= {"service": SERVICES.get(service, service), "applicant": person}
        if fields["service"] == "ahli_waris":
            fields.setdefault("counts", {"ahli waris": 3})
        return str(self.run("open_application", by=by, **fields).ids["application"])

    def complete(self, application: str, *, by: str = "ani") -> None:
        """Mark every needed paper as present."""
        rows = self.show(application)["requirements"]
        self.run(
            "mark_requirements",
            by=by,
            application=application,
            marks={row["id"]: "present" for row in rows if row["needed"]},
        )

    def accepted(self, service: str, *, by: str = "ani", **applicant: Any) -> str:
        """Open, complete and accept an application; return its number."""
        number = self.opened(service, by=by, **applicant)
        self.complete(number, by=by)
        self.run("accept_application", by=by, application=number)
        return number

    def step(self, application: str, step: str, *, by: str = "ani", **fields: Any) -> Done:
        """End one step through its own door."""
        if step == "sign":
            return self.run(
                "sign_applications", by=by, applications=[application], **{"official": "camat"} | fields
            )
        return self.run("complete_step", by=by, application=application, step=step, **fields)

    def to_step(self, application: str, step: str, *, by: str = "ani") -> str:
        """Do everything before ``step``; return the number."""
        for row in self.show(application)["steps"]:
            if row["step"] == step:
                break
            if row["state"] != "done":
                self.step(application, row["step"], by=by)
        return application

    def at(self, service: str, step: str, **applicant: Any) -> str:
        """Return an accepted application that has come to ``step``."""
        return self.to_step(self.accepted(service, **applicant), step)

    def show(self, application: str) -> Any:
        """Return everything about one application."""
        return self.ask("application", application=application)

    def state(self, application: str) -> str:
        """Return the state of one application."""
        return str(self.show(application)["state"])

    def causes(self, application: str) -> list[str]:
        """Return why one application stands still."""
        return [stall["cause"] for stall in self.show(application)["stalls"]]

    def stock(self, kind: str = "ktp_el") -> int:
        """Return the stock on hand of one kind."""
        return next(row["on_hand"] for row in self.ask("blangko") if row["kind"] == kind)

    def entries(self) -> int:
        """Return how many entries the journal holds."""
        return int(self.office.db.execute("SELECT count(*) FROM journal").fetchone()[0])


def staff(id: str) -> Staff:
    """Return a member of staff as signed in."""
    return Staff(id, STAFF[id], id.title())


def _fields(fields: dict[str, Any]) -> dict[str, Any]:
    return {"from" if name == "from_" else name: value for name, value in fields.items()}
