"""``rebuild``, ``backup``, ``restore``, ``salvage`` and ``rekey``: looking after the data."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import click

from counter_app import bootstrap, config
from counter_app.care import checking, keeper, rekey, restore
from counter_app.care.words import part_words, reason_words
from counter_app.cli.found import check_sheet, write_sheet
from counter_app.cli.session import Session
from counter_app.domain.errors import DataDamaged, UserError
from counter_app.i18n import _, date_text, number, time_text
from counter_app.office.clock import clock
from counter_app.office.office import ADMINS
from counter_app.storage import backup
from counter_app.storage.database import reading

SHOWN = 20  # lost entries on the terminal


class NotSure(UserError):
    """A restore that nobody confirmed."""

    def __init__(self) -> None:
        super().__init__(_("Nothing was changed. Repeat with --yes to go on."))


class NothingOffered(UserError):
    """No backup to restore."""

    def __init__(self) -> None:
        super().__init__(_("No good backup can be seen. Plug in the disk that has one and name its folder."))


@click.command("rebuild")
@click.pass_obj
def rebuild_command(session: Session) -> int:
    """Fold the whole journal again: tables, search and stock are put right by it, while others work."""
    session.admit(ADMINS)
    with progress_bar(_("Folding")) as told:
        total = checking.fold_again(session.office.db, partial(told, ""))
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
        with progress_bar(_("Backing up")) as told:
            shown = partial(told, "")
            target = bootstrap.back_up(session.folder, session.office, key, place=one, progress=shown)
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
    rows = [
        [f"{date_text(o.at.date())} {time_text(o.at)}", reason_words(o.reason), _entries_of(o), o.folder]
        for o in backup.newest_first(found)
    ]
    click.echo(tabulate(rows, headers=[_("When"), _("Why"), _("Entries"), _("Folder")]))
    return 0


def _entries_of(one: backup.Backup) -> str:
    return number(one.about.entries) if one.about else "?"


@contextmanager
def progress_bar(label: str) -> Iterator[checking.Told]:
    """Show a bar; what moves it is told the part and always goes on: Ctrl+C stops the program itself."""
    with click.progressbar(length=100, label=label, file=sys.stderr, hidden=silent()) as bar:

        def show(part: str, share: float) -> bool:
            bar.label = part_words(part) if part else label
            bar.update(int(share * 100) - bar.pos)
            return True

        yield show


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
    folder = restore.found_in(folder, session.folder)
    key, present = key_for(session, folder), _present_key(session)
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


def key_for(session: Session, source: Path) -> bytes:
    """Return the key of a backup: the present one, or that which its own slots keep."""
    present = _present_key(session)
    if present is not None and keeper.opens(source, present):
        return present
    return keeper.key_of(source, None, *session.credentials(anywhere=True), now=clock())


def _present_key(session: Session) -> bytes | None:
    return session.key() if config.exists(session.folder) else None


def _keeper(session: Session, source: Path | None) -> str:
    """Return who signs in, if the present data, or else the backup, let that person look after the data."""
    try:
        with reading(session.office.reader) as connection:
            keeper.check(connection, session.staff.id)
            return session.staff.id
    except (DataDamaged, config.NotADataFolder):
        staff, _password = session.credentials(anywhere=True)
        source = restore.found_in(source, session.folder) if source else None
        keeper.check_by_backup(source, key_for(session, source) if source else None, staff)
        return staff


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
        when = f"{one.at:%d-%m-%Y} {time_text(one.at)}"
        click.echo(f"  {when}  {one.actor}  {one.subject}  {one.words}", err=True)
    if loss.lost > SHOWN:
        click.echo(_("  ... and {n} more").format(n=number(loss.lost - SHOWN)), err=True)


def _confirm(yes: bool) -> None:
    if not yes and not (_stdin_is_a_person() and click.confirm(_("Go on?"), err=True)):
        raise NotSure


def _tell_aside(aside: Path) -> None:
    if aside.is_dir():
        click.echo(_("What was there before lies in {folder}.").format(folder=aside), err=True)


def silent() -> bool:
    """Return whether nobody watches a bar of progress."""
    return not sys.stderr.isatty()


def _stdin_is_a_person() -> bool:
    return sys.stdin.isatty()
