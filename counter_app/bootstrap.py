"""Builds an Office from a data folder; the only place that constructs things."""

from __future__ import annotations

import datetime as dt
import secrets
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import msgspec
from sqlite_utils import Database

from counter_app import config
from counter_app.domain import events as e
from counter_app.domain import founding
from counter_app.domain.errors import UserError
from counter_app.domain.founding import Founding
from counter_app.domain.settings import Settings
from counter_app.i18n import _
from counter_app.office.commands.applications import clean
from counter_app.office.commands.settings import usable_settings
from counter_app.office.desk import Staff
from counter_app.office.office import Office, clock
from counter_app.office.people import People
from counter_app.storage import backup, database, journal, projections
from counter_app.storage.backup import DATABASE
from counter_app.storage.database import reading, writing
from counter_app.storage.vault import NAMES, Vault, check_password, new_key

DEMO_STAFF, DEMO_PASSWORD = config.DEMO_STAFF, config.DEMO_PASSWORD


class AlreadyAnOffice(UserError):
    """The folder holds an office already."""

    def __init__(self, folder: Path) -> None:
        super().__init__(_("{folder} already holds an office. Choose an empty folder.").format(folder=folder))


class NoLongerStaff(UserError):
    """The slot opened, but the office no longer knows the person."""

    def __init__(self, staff: str) -> None:
        super().__init__(_("{staff} is not an active member of staff. Ask a supervisor.").format(staff=staff))


class Entered(NamedTuple):
    """An office that somebody signed in to, and the key of its database."""

    office: Office
    staff: Staff
    key: bytes


def checked(plan: Founding) -> Settings:
    """Return the settings of a new office if all of ``plan`` can be used; write nothing. Raises UserError."""
    founding.check(plan)
    for one in plan.staff:
        check_password(one.password)
    return usable_settings(plan.office | {"profile": plan.profile, "hours": plan.hours})


def found(
    folder: Path,
    plan: Founding,
    *,
    demo: bool = False,
    choices: config.Choices = config.USUAL,
    clock: Callable[[], int] = clock,
) -> str:
    """Found an office in ``folder``; return the recovery key, to be printed once. All or nothing."""
    if config.exists(folder) or (folder / DATABASE).exists():
        raise AlreadyAnOffice(folder)
    settings = checked(plan)
    folder.mkdir(parents=True, exist_ok=True)
    new = folder / f".new-{secrets.token_hex(4)}"
    new.mkdir()
    try:
        key = new_key()
        vault = Vault(new)
        recovery = vault.found(key)
        for one in plan.staff:
            vault.add(key, one.id, clean(one.name), one.password)
        counter = config.new_counter(plan.counter.code)
        db = database.connect(new / DATABASE, key, create=True)
        try:
            first = [("office/office", e.OfficeFounded(settings=settings)), *_people(plan)]
            _write(db, first, counter, clock())
        finally:
            db.close()
        (new / DATABASE).chmod(0o600)
        chosen = msgspec.structs.asdict(choices)
        config.save(new, config.Config(counter=counter, code=plan.counter.code, demo=demo, **chosen))
        for path in sorted(new.iterdir(), key=lambda path: path.name == config.NAME):
            path.replace(folder / path.name)
    finally:
        shutil.rmtree(new, ignore_errors=True)
    return recovery


def _people(plan: Founding) -> Iterator[tuple[str, e.Event]]:
    for o in plan.official:
        event = e.OfficialSet(
            role=o.role,
            name=clean(o.name),
            title=o.title.strip(),
            nip=o.nip.strip(),
            rank=o.rank.strip(),
        )
        yield f"official/{o.id}", event
    for s in plan.staff:
        yield f"staff/{s.id}", e.StaffSet(name=clean(s.name), role=s.role)


def _write(db: Database, events: list[tuple[str, e.Event]], counter: str, wall: int) -> None:
    with writing(db) as connection:
        for stream in journal.append(connection, events, counter=counter, clock=wall, actor="setup"):
            projections.refold(connection, stream)


def back_up(
    folder: Path,
    office: Office,
    key: bytes,
    *,
    place: Path | None = None,
    progress: backup.Progress = backup.unwatched,
) -> Path:
    """Write and verify one backup in ``place``, or in the counter's usual one; return its folder.

    ``progress`` is told the share that is done and answers whether to go on. It works on the connection of
    ``office``: a window opens an office of its own for it. Raises UserError and OSError.
    """
    usual = config.load(folder).backups_folder(folder)
    if place not in (None, usual) and not place.is_dir():
        raise backup.NoPlace(place)
    return backup.write(office.db, folder, place or usual, key, dt.datetime.now(), progress)


def restore(folder: Path, source: Path, key: bytes, settings: config.Config) -> str:
    """Put the backup ``source`` in the place of the data; return the counter's new code.

    What was there is moved aside, never deleted. The counter takes a new identity, so that numbers given
    since the backup can't be given again; its drawer and its signed reports stay its own. The present slots
    stay where they open the database.
    """
    aside = folder / "backups" / f"replaced-{secrets.token_hex(4)}"
    aside.mkdir(parents=True)
    incoming = folder / f".{DATABASE}.incoming"
    shutil.copyfile(source / DATABASE, incoming)
    incoming.chmod(0o600)
    database.write_ahead(incoming, key)
    code = next_code(settings.code)
    changed = msgspec.structs.replace(
        settings,
        code=code,
        counter=config.new_counter(code),
        earlier=(*settings.earlier, settings.counter),
    )
    for name in (DATABASE, f"{DATABASE}-wal", f"{DATABASE}-shm"):
        if (folder / name).exists():
            (folder / name).replace(aside / name)
    config.save(folder, changed)
    incoming.replace(folder / DATABASE)
    if not Vault(folder).opens(key):
        for name in NAMES:
            shutil.copy2(source / name, folder / name)
    return code


def next_code(code: str) -> str:
    """Return the code of a restored counter: L1, L1B, L1C ..."""
    if code[-1:].isalpha() and len(code) > 1 and code[-2].isdigit():
        return f"{code[:-1]}{chr(ord(code[-1]) + 1)}" if code[-1] < "Z" else f"{code}B"
    return f"{code}B"


def unlock(folder: Path, staff: str, password: str, *, clock: Callable[[], int] = clock) -> bytes:
    """Return the database key that the password of ``staff`` opens. Raises UserError."""
    config.load(folder)
    return Vault(folder).unlock(staff, password, now=clock())


def open_office(folder: Path, key: bytes, *, clock: Callable[[], int] = clock) -> Office:
    """Return the office in ``folder``; folded tables of another version are folded again first."""
    settings = config.load(folder)
    db = database.connect(folder / DATABASE, key)
    if database.is_stale(db):
        database.migrate(db)
        with writing(db):
            for _done in projections.rebuild(db):
                pass
    reader = database.reader(folder / DATABASE, key)
    return Office(
        db,
        reader,
        counter=settings.counter,
        code=settings.code,
        earlier=settings.earlier,
        demo=settings.demo,
        clock=clock,
    )


def enter(folder: Path, staff: str, password: str, *, clock: Callable[[], int] = clock) -> Entered:
    """Open the office as ``staff``; the key opens more connections for long work. Raises UserError."""
    key = unlock(folder, staff, password, clock=clock)
    office = open_office(folder, key, clock=clock)
    try:
        return Entered(office, _known(office, staff), key)
    except UserError:
        office.close()
        raise


def sign_in(
    folder: Path, staff: str, password: str, *, clock: Callable[[], int] = clock
) -> tuple[Office, Staff]:
    """Open the office as ``staff``. Raises UserError."""
    entered = enter(folder, staff, password, clock=clock)
    return entered.office, entered.staff


def recover(folder: Path, recovery_key: str, staff: str, new_password: str) -> None:
    """Give ``staff`` a new password with the recovery key, whatever is forgotten. Raises UserError."""
    config.load(folder)
    vault = Vault(folder)
    vault.set_password(vault.unlock_with_recovery(recovery_key), staff, new_password)


def people(folder: Path, office: Office, key: bytes) -> People:
    """Return who looks after the staff of an office that is open."""
    return People(office, Vault(folder), key)


def _known(office: Office, staff: str) -> Staff:
    with reading(office.reader) as connection:
        row = connection.execute(
            "SELECT name, role FROM staff WHERE id = ? AND active = 1", (staff,)
        ).fetchone()
    if row is None:
        raise NoLongerStaff(staff)
    return Staff(staff, row[1], row[0])
