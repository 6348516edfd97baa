"""``verify``, ``rebuild``, ``backup``, ``restore``, ``salvage`` and ``rekey``: looking after the data."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

import click

from counter_app import bootstrap, config
from counter_app.care import rekey, restore
from counter_app.care.words import reason_words
from counter_app.cli.found import check_sheet, write_sheet
from counter_app.cli.session import Session
from counter_app.domain.errors import DataDamaged, UserError, WrongUsage
from counter_app.i18n import _, date_text, ngettext, number, time_text
from counter_app.office.office import ADMINS, NotAllowed, clock, keepers
from counter_app.storage import backup, database, journal, projections, witness
from counter_app.storage.agreement import disagreements
from counter_app.storage.damage import damage
from counter_app.storage.database import reading, writing
from counter_app.storage.vault import Vault

SHOWN = 20  # lost entries on the terminal


class Damaged(DataDamaged):
    """What ``verify`` found."""

    def __init__(self, found: list[str]) -> None:
        text = _(
            "The data is damaged: {first}. Stop working here and restore a backup (counter-app restore)."
        )
        super().__init__(text.format(first=found[0]))


class BadAnchor(WrongUsage):
    """An anchor that is not SEQ:HASH."""

    def __init__(self, text: str) -> None:
        sentence = _(
            "'{text}' is not an anchor. Type it as it stands at the foot of the report: 1234:9f3a61c2."
        )
        super().__init__(sentence.format(text=text))


class AnchorDiffers(DataDamaged):
    """The printed anchor and the journal don't agree."""

    def __init__(self, seq: int) -> None:
        super().__init__(
            _(
                "Entry {seq} is not what the signed paper says: the journal was changed after that report. "
                "Keep both and tell the supervisor."
            ).format(seq=seq)
        )


class TablesDiffer(DataDamaged):
    """Folded tables that the journal does not give."""

    def __init__(self, tables: list[str]) -> None:
        super().__init__(
            _(
                "What the screens show is not what the journal says ({tables}). counter-app rebuild "
                "makes it anew from the journal."
            ).format(tables=", ".join(tables))
        )


class NotSure(UserError):
    """A restore that nobody confirmed."""

    def __init__(self) -> None:
        super().__init__(_("Nothing was changed. Repeat with --yes to go on."))


class NothingOffered(UserError):
    """No backup to restore."""

    def __init__(self) -> None:
        super().__init__(_("No good backup can be seen. Plug in the disk that has one and name its folder."))


@click.command("verify")
@click.argument("folder", required=False, type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--anchor", help="SEQ:HASH from the foot of a printed daily report.")
@click.option("--deep", is_flag=True, help="Also fold the journal again and compare all that screens show.")
@click.pass_obj
def verify_command(session: Session, folder: Path | None, anchor: str | None, deep: bool) -> int:
    """Check every page of the database and every link of the journal; with FOLDER, a backup."""
    if folder is not None:
        entries = backup.check(folder, _key_for(session, folder))
        text = _("The backup {folder} is whole: {entries} entries.")
        click.echo(text.format(folder=folder, entries=number(entries)))
        return 0
    db = database.connect(session.folder / backup.DATABASE, session.key())  # damaged data open no office
    try:
        total, counters = _verify(db, session.folder, anchor, deep=deep)
    finally:
        db.close()
    text = ngettext(
        "The data is whole: {entries} entries of {n} counter.",
        "The data is whole: {entries} entries of {n} counters.",
        counters,
    )
    click.echo(text.format(entries=number(total), n=counters))
    return 0


def _verify(db: Any, folder: Path, anchor: str | None, *, deep: bool) -> tuple[int, int]:
    """Return how many entries and counters are whole. Raises DataDamaged."""
    if anchor:
        _check_anchor(db.conn, anchor)
    total = int(db.execute("SELECT count(*) FROM journal").fetchone()[0])
    with click.progressbar(length=total, label=_("Verifying"), file=sys.stderr, hidden=_silent()) as bar:
        found = damage(db, bar.update, seen=_seen(folder))
    for line in found:
        click.echo(line, err=True)
    if found:
        raise Damaged(found)
    differing = disagreements(db) if deep else []
    if differing:
        raise TablesDiffer(differing)
    _tell_known_losses(db)
    return total, len(journal.counters(db.conn))


def _seen(folder: Path) -> list[witness.Tops]:
    """Return what was noted of the journal: beside it, and in every backup that can be seen."""
    places = backup.places(folder, config.load(folder))
    told = [one.about.tops for place in places for one in backup.made(place) if one.about]
    return [witness.load(folder), *told]


def _tell_known_losses(db: Any) -> None:
    for loss in journal.known_losses(db.conn):
        for gap in getattr(loss, "missing", []):
            click.echo(
                _("Lost before a salvage, and written down: entries {first} to {last} of {counter}.").format(
                    first=gap.first, last=gap.last, counter=gap.counter
                ),
                err=True,
            )


def _check_anchor(connection: Any, text: str) -> None:
    found = re.fullmatch(r"(\d+):([0-9a-f]{8})", text.strip().lower())
    if not found:
        raise BadAnchor(text)
    seq = int(found[1])
    if found[2] not in (journal.digits(connection, name, seq) for name in journal.counters(connection)):
        raise AnchorDiffers(seq)
    click.echo(_("The anchor {anchor} agrees with the journal.").format(anchor=text.strip()))


@click.command("rebuild")
@click.pass_obj
def rebuild_command(session: Session) -> int:
    """Fold the whole journal again: tables, search and stock are made anew from it."""
    session.admit(ADMINS)
    db = session.office.db
    total = int(db.execute("SELECT count(*) FROM journal").fetchone()[0])
    with (
        writing(db),
        click.progressbar(length=total, label=_("Folding"), file=sys.stderr, hidden=_silent()) as bar,
    ):
        before = 0
        for done in projections.rebuild(db):
            bar.update(done - before)
            before = done
    click.echo(_("{entries} entries folded.").format(entries=number(total)))
    return 0


@click.command("backup")
@click.option(
    "--to",
    "place",
    type=click.Path(file_okay=False, path_type=Path),
    help="Another place, such as a flash disk.",
)
@click.option("--list", "listed", is_flag=True, help="Show the backups that can be seen.")
@click.pass_obj
def backup_command(session: Session, place: Path | None, listed: bool) -> int:
    """Write an encrypted copy of the data, and verify it."""
    session.admit(ADMINS)
    if listed:
        return _list(session)
    key = session.key()
    places = [place] if place else backup.places(session.folder, config.load(session.folder))
    for one in places:
        with click.progressbar(length=100, label=_("Backing up"), file=sys.stderr, hidden=_silent()) as bar:
            target = bootstrap.back_up(session.folder, session.office, key, place=one, progress=_shown(bar))
        click.echo(_("Backup written and verified: {folder}").format(folder=target))
    return 0


def _list(session: Session) -> int:
    """Print the backups of all places, newest first, and say which place can't be seen."""
    from tabulate import tabulate

    found: list[backup.Backup] = []
    for place in backup.places(session.folder, config.load(session.folder)):
        if not place.is_dir():
            click.echo(_("{place} is not there.").format(place=place), err=True)
        found += backup.made(place)
    found.sort(key=lambda one: one.at, reverse=True)
    rows = [
        [f"{date_text(o.at.date())} {time_text(o.at)}", reason_words(o.reason), _entries_of(o), o.folder]
        for o in found
    ]
    click.echo(tabulate(rows, headers=[_("When"), _("Why"), _("Entries"), _("Folder")]))
    return 0


def _entries_of(one: backup.Backup) -> str:
    return number(one.about.entries) if one.about else "?"


def _shown(bar: Any) -> backup.Progress:
    """Return what moves ``bar`` and always goes on; Ctrl+C stops the program itself."""

    def show(share: float) -> bool:
        bar.update(int(share * 100) - bar.pos)
        return True

    return show


@click.command("restore")
@click.argument("folder", required=False, type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--yes", is_flag=True, help="Restore without asking.")
@click.pass_obj
def restore_command(session: Session, folder: Path | None, yes: bool) -> int:
    """Put a backup (default: the newest good one) in the place of the data; first it shows what is lost."""
    if folder is None:
        newest = restore.offered(session.folder)
        if newest is None:
            raise NothingOffered
        folder = newest.folder
    staff = _keeper(session, folder)
    key, present = _key_for(session, folder), _present_key(session)
    session.close()
    _show(restore.loss(session.folder, folder, key, present), folder)
    _confirm(yes)
    made = restore.restore(session.folder, folder, key, present, staff, clock=clock())
    click.echo(_("Restored. This counter now issues numbers as {code}.").format(code=made.code))
    _tell_aside(made.aside)
    return 0


@click.command("salvage")
@click.option("--yes", is_flag=True, help="Salvage without asking.")
@click.pass_obj
def salvage_command(session: Session, yes: bool) -> int:
    """Save what damaged data still hold, with the newest good backup, into a new database."""
    newest = restore.offered(session.folder)
    staff, key = _keeper(session, newest.folder if newest else None), session.key()
    session.close()
    _confirm(yes)
    made = restore.salvage_data(session.folder, key, staff, clock=clock())
    for gap in made.missing:
        click.echo(
            _("Missing: entries {first} to {last} of {counter}.").format(
                first=gap.first, last=gap.last, counter=gap.counter
            ),
            err=True,
        )
    text = _("{n} entries were saved. This counter now issues numbers as {code}.")
    click.echo(text.format(n=number(made.entries), code=made.code))
    _tell_aside(made.aside)
    return 0


@click.command("rekey")
@click.option("--reason", required=True, help="Why: it stands in the journal.")
@click.option("--only-recovery-key", is_flag=True, help="Keep the key; only make a new recovery key.")
@click.option(
    "--recovery-sheet",
    "sheet",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Also write the sheet with the new recovery key, a PDF.",
)
@click.pass_obj
def rekey_command(session: Session, reason: str, only_recovery_key: bool, sheet: Path | None) -> int:
    """Encrypt everything with a new key, since somebody who knew a password left or a copy got lost.

    Your own password stays; colleagues get new ones by staff reset. Prints the new recovery key.
    """
    if sheet is not None:
        check_sheet(sheet)
    staff, key = _keeper(session, None), session.key()
    _id, password = session.credentials()
    settings = session.office.desk(session.staff).settings
    session.close()
    if only_recovery_key:
        recovery = rekey.new_recovery_key(session.folder, key, staff, reason, clock=clock())
    else:
        made = rekey.rekey(session.folder, key, staff, password, reason, clock=clock())
        recovery = made.recovery
        for one in made.without:
            text = _("{name} needs a new password: counter-app staff reset {id}.")
            click.echo(text.format(name=one.name, id=one.id), err=True)
        _tell_aside(made.aside)
        text = _(
            "Backups made before open with the old passwords: make a new one now and lock the others away."
        )
        click.echo(text, err=True)
    click.echo(recovery)
    if sheet is not None:
        write_sheet(sheet, settings, recovery)
    return 0


def _key_for(session: Session, source: Path) -> bytes:
    """Return the key of a backup: the present one, or that which its own slots keep."""
    if key := _present_key(session):
        try:
            database.connect(source / backup.DATABASE, key).close()
            return key
        except DataDamaged:  # or made under another key: then its own slots open it
            pass
    if not (source / backup.DATABASE).is_file():
        raise backup.NoBackup(source)
    return Vault(source).unlock(*session.credentials(anywhere=True), now=clock())


def _present_key(session: Session) -> bytes | None:
    return session.key() if config.exists(session.folder) else None


def _keeper(session: Session, source: Path | None) -> str:
    """Return who signs in, if the present data, or else the backup, let that person look after the data."""
    try:
        with reading(session.office.reader) as connection:
            role, may = session.staff.role, keepers(connection)
    except (DataDamaged, config.NotADataFolder):
        if source is None:  # nothing is left that knows the roles
            return session.credentials()[0]
        role, may = _of_backup(session, source)
    if role not in may:
        raise NotAllowed(role, may)
    return session.credentials(anywhere=True)[0]


def _of_backup(session: Session, source: Path) -> tuple[str, frozenset[str]]:
    """Return the role in the backup of who signs in, and those that may look after the data."""
    staff, _password = session.credentials(anywhere=True)
    copy = database.reader(source / backup.DATABASE, _key_for(session, source))
    try:
        with reading(copy) as connection:
            row = connection.execute(
                "SELECT role FROM staff WHERE id = ? AND active = 1", (staff,)
            ).fetchone()
            if row is None:
                raise bootstrap.NoLongerStaff(staff)
            return row[0], keepers(connection)
    finally:
        copy.close()


def _show(loss: restore.Loss, source: Path) -> None:
    """Say what a restore would give up."""
    if loss.lost is None:
        text = _("No present data can be read; the backup {folder} holds {n} entries.")
        click.echo(text.format(folder=source, n=number(loss.entries)), err=True)
        return
    text = _(
        "The backup {folder} holds {n} entries. {lost} entries written since would be lost, about "
        "{applications} applications."
    )
    click.echo(
        text.format(
            folder=source,
            n=number(loss.entries),
            lost=number(loss.lost),
            applications=number(loss.applications),
        ),
        err=True,
    )
    for one in loss.newest[:SHOWN]:
        click.echo(f"  {one.at:%d-%m-%Y} {time_text(one.at)}  {one.actor}  {one.subject}", err=True)
    if loss.lost > SHOWN:
        click.echo(_("  ... and {n} more").format(n=number(loss.lost - SHOWN)), err=True)


def _confirm(yes: bool) -> None:
    if not yes and not (_stdin_is_a_person() and click.confirm(_("Go on?"), err=True)):
        raise NotSure


def _tell_aside(aside: Path) -> None:
    if aside.is_dir():
        click.echo(_("What was there before lies in {folder}.").format(folder=aside), err=True)


def _silent() -> bool:
    return not sys.stderr.isatty()


def _stdin_is_a_person() -> bool:
    return sys.stdin.isatty()
