"""Builds an Office from a data folder; the only place that constructs things."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from functools import partial
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

import msgspec
from sqlcipher3 import dbapi2 as sqlcipher
from sqlite_utils import Database

from counter_app import config
from counter_app.care import backups, opening
from counter_app.care.keeper import NoLongerStaff
from counter_app.care.opening import Tell
from counter_app.care.restore import offered
from counter_app.domain import events as e
from counter_app.domain import founding
from counter_app.domain.calendar import from_micros
from counter_app.domain.errors import DataDamaged, UserError
from counter_app.domain.founding import Founding
from counter_app.domain.settings import Settings
from counter_app.i18n import _, date_text
from counter_app.office.clock import clock
from counter_app.office.commands.applications import clean
from counter_app.office.commands.settings import usable_settings
from counter_app.office.desk import Staff
from counter_app.office.office import Office, OtherVersion
from counter_app.office.people import People, record_recovery
from counter_app.storage import database, journal, lock, projections, refolding, swap, witness
from counter_app.storage.backup import DATABASE
from counter_app.storage.database import reading, writing
from counter_app.storage.vault import KeysDamaged, Vault, check_password, new_key
from counter_app.storage.watching import Progress, part, unwatched

DEMO_STAFF, DEMO_PASSWORD = config.DEMO_STAFF, config.DEMO_PASSWORD
SAFE = 0.3  # share of an update when the backup before it is made
EARLIEST = 1_767_225_600_000_000  # 2026-01-01: no office was founded with this program before


class AlreadyAnOffice(UserError):
    """The folder holds an office already."""

    def __init__(self, folder: Path) -> None:
        super().__init__(_("{folder} already holds an office. Choose an empty folder.").format(folder=folder))


class UpdateStopped(UserError):
    """Whoever looked on did not want the update to go on."""

    def __init__(self) -> None:
        super().__init__(_("Stopped: the data are not ready yet. Nothing is lost; the next start goes on."))


class ClockNeverSet(UserError):
    """An office founded in a year before the program was written."""

    def __init__(self, clock: int) -> None:
        day = from_micros(clock, ZoneInfo("UTC")).date()
        super().__init__(
            _("The computer's clock says {day}. Set the date and time first: every paper bears them.").format(
                day=date_text(day)
            )
        )


class Entered(NamedTuple):
    """An office that somebody signed in to, and the key of its database."""

    office: Office
    staff: Staff
    key: bytes
    notices: tuple[str, ...] = ()  # what the start mended or found again, in whole sentences


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
    counter: str = "",
) -> str:
    """Found an office in ``folder``; return the recovery key, to be printed once. All or nothing.

    ``counter`` is the journal's name where it must be the same again; a real office leaves it to chance.
    """
    if config.exists(folder) or (folder / DATABASE).exists():
        raise AlreadyAnOffice(folder)
    if not demo and clock() < EARLIEST:
        raise ClockNeverSet(clock())
    settings = checked(plan)
    folder.mkdir(parents=True, exist_ok=True)
    new = swap.begin(folder)
    try:
        key = new_key()
        vault = Vault(new)
        recovery = vault.found(key)
        for one in plan.staff:
            vault.add(key, one.id, clean(one.name), one.password)
        counter = counter or config.new_counter(plan.counter.code)
        db = database.connect(new / DATABASE, key, create=True)
        try:
            first = [("office/office", e.OfficeFounded(settings=settings)), *_people(plan)]
            _write(db, first, counter, clock())
        finally:
            db.close()
        (new / DATABASE).chmod(0o600)
        chosen = msgspec.structs.asdict(choices)
        config.save(new, config.Config(counter=counter, code=plan.counter.code, demo=demo, **chosen))
        swap.commit(folder, folder / "replaced")
    except BaseException:
        swap.give_up(folder)
        raise
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
    reason: str = "asked",
    progress: Progress = unwatched,
) -> Path:
    """Write and verify one backup of an office that is open; see ``care.backups.back_up``."""
    return backups.back_up(folder, office.db, key, place=place, reason=reason, progress=progress)


def unlock(
    folder: Path,
    staff: str,
    password: str,
    *,
    clock: Callable[[], int] = clock,
    tell: Tell = opening.untold,
) -> bytes:
    """Return the database key that the password of ``staff`` opens. Raises UserError.

    Damaged key files are mended from the newest backup that has them; ``tell`` is told so.
    """
    swap.settle(folder)
    config.load(folder)
    try:
        return Vault(folder).unlock(staff, password, now=clock())
    except KeysDamaged:
        made = opening.mend_keys(folder)
        if made is None:
            raise
        tell(
            _("The key files were damaged; those of the backup of {day} are in their place.").format(
                day=date_text(made.date())
            )
        )
        return Vault(folder).unlock(staff, password, now=clock())


def open_office(
    folder: Path,
    key: bytes,
    *,
    clock: Callable[[], int] = clock,
    tell: Tell = opening.untold,
    progress: Progress = unwatched,
) -> Office:
    """Return the office in ``folder``; folded tables of another version are folded again first.

    ``tell`` is told in one line what a program that was not closed left; ``progress`` hears how far an
    update has come. Raises UserError; where the data are damaged, the newest good backup is named.
    """
    hold, unclean = opening.enter(folder)
    try:
        settings = config.load(folder)
        db = database.connect(folder / DATABASE, key)
        try:
            opening.check(folder, db.conn, settings)
            if database.is_stale(db):
                _update(folder, db, key, progress)
            reader = database.reader(folder / DATABASE, key)
        except sqlcipher.DatabaseError as error:
            db.close()
            raise database.translated(error) from error
        except BaseException:
            db.close()
            raise
    except DataDamaged as error:
        hold.let_go()
        raise opening.Offered(error, offered(folder)) from error
    except BaseException:
        hold.let_go()
        raise
    office = Office(
        db,
        reader,
        counter=settings.counter,
        code=settings.code,
        earlier=settings.earlier,
        demo=settings.demo,
        clock=clock,
        closing=partial(_closed, folder, hold),
    )
    if unclean:
        try:
            tell(opening.recovered(db.conn, settings, office.zone))
        except DataDamaged as error:
            office.close()
            raise opening.Offered(error, offered(folder)) from error
    return office


def _update(folder: Path, db: Database, key: bytes, progress: Progress) -> None:
    """Bring the tables of another version up to date, after a backup. Raises UpdateStopped, OtherVersion."""
    if not refolding.is_begun(db):  # else there is a backup of what was before
        backups.back_up(folder, db, key, reason="migration", progress=part(progress, 0, SAFE))
    database.migrate(db)
    with closing(refolding.rebuild(db)) as folding:
        for share in folding:
            if not progress(SAFE + share * (1 - SAFE)) and share < 1:
                raise UpdateStopped
    if database.is_stale(db):
        raise OtherVersion


def _closed(folder: Path, hold: lock.Hold, office: Office) -> None:
    with suppress(sqlcipher.Error):  # what can't be read now is said at the next start
        witness.note(folder, office.db.conn)
    hold.let_go()


def enter(
    folder: Path,
    staff: str,
    password: str,
    *,
    clock: Callable[[], int] = clock,
    progress: Progress = unwatched,
) -> Entered:
    """Open the office as ``staff``; the key opens more connections for long work. Raises UserError."""
    notices: list[str] = []
    key = unlock(folder, staff, password, clock=clock, tell=notices.append)
    office = open_office(folder, key, clock=clock, tell=notices.append, progress=progress)
    try:
        return Entered(office, _known(office, staff), key, tuple(notices))
    except UserError:
        office.close()
        raise


def sign_in(
    folder: Path, staff: str, password: str, *, clock: Callable[[], int] = clock
) -> tuple[Office, Staff]:
    """Open the office as ``staff``. Raises UserError."""
    entered = enter(folder, staff, password, clock=clock)
    return entered.office, entered.staff


def recover(
    folder: Path, recovery_key: str, staff: str, new_password: str, *, clock: Callable[[], int] = clock
) -> None:
    """Give ``staff`` a new password with the recovery key, whatever is forgotten. Raises UserError.

    That is an entry, unless the data or the clock take none: then one has to get in all the more.
    """
    config.load(folder)
    vault = Vault(folder)
    key = vault.unlock_with_recovery(recovery_key)
    vault.set_password(key, staff, new_password)
    with suppress(UserError):
        office = open_office(folder, key, clock=clock)
        try:
            record_recovery(office, staff)
        finally:
            office.close()


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
