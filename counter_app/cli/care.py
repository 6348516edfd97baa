"""``verify``, ``rebuild``, ``backup`` and ``restore``: looking after the data."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

import click

from counter_app import bootstrap, config
from counter_app.cli.session import Session
from counter_app.domain.errors import DataDamaged, UserError, WrongUsage
from counter_app.i18n import _, ngettext, number
from counter_app.office.office import ADMINS
from counter_app.storage import backup, database, journal, projections
from counter_app.storage.database import reading, writing


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


class NotSure(UserError):
    """A restore that nobody confirmed."""

    def __init__(self) -> None:
        super().__init__(_("Nothing was restored. Repeat with --yes to go on."))


@click.command("verify")
@click.option("--anchor", help="SEQ:HASH from the foot of a printed daily report.")
@click.pass_obj
def verify_command(session: Session, anchor: str | None) -> int:
    """Check every page of the database and every link of the journal."""
    db = session.office.db
    if anchor:
        _check_anchor(session, anchor)
    total = int(db.execute("SELECT count(*) FROM journal").fetchone()[0])
    with click.progressbar(length=total, label=_("Verifying"), file=sys.stderr, hidden=_silent()) as bar:
        found = backup.damage(db, bar.update)
    for line in found:
        click.echo(line, err=True)
    if found:
        raise Damaged(found)
    counters = len(journal.counters(db.conn))
    text = ngettext(
        "The data is whole: {entries} entries of {n} counter.",
        "The data is whole: {entries} entries of {n} counters.",
        counters,
    )
    click.echo(text.format(entries=number(total), n=counters))
    return 0


def _check_anchor(session: Session, text: str) -> None:
    found = re.fullmatch(r"(\d+):([0-9a-f]{8})", text.strip().lower())
    if not found:
        raise BadAnchor(text)
    seq = int(found[1])
    connection = session.office.db.conn
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
@click.pass_obj
def backup_command(session: Session, place: Path | None) -> int:
    """Write an encrypted copy of the data, and verify it."""
    session.admit(ADMINS)
    key = session.key()
    places = [place] if place else backup.places(session.folder, config.load(session.folder))
    for one in places:
        with click.progressbar(length=100, label=_("Backing up"), file=sys.stderr, hidden=_silent()) as bar:
            target = bootstrap.back_up(session.folder, session.office, key, place=one, progress=_shown(bar))
        click.echo(_("Backup written and verified: {folder}").format(folder=target))
    return 0


def _shown(bar: Any) -> backup.Progress:
    """Return what moves ``bar`` and always goes on; Ctrl+C stops the program itself."""

    def show(share: float) -> bool:
        bar.update(int(share * 100) - bar.pos)
        return True

    return show


@click.command("restore")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--yes", is_flag=True, help="Restore without asking.")
@click.pass_obj
def restore_command(session: Session, folder: Path, yes: bool) -> int:
    """Put a backup in the place of the present data; what would be lost is shown first."""
    _may_restore(session)
    settings = config.load(session.folder)
    key = session.key()
    entries = backup.check(folder, key)
    click.echo(_loss(session, folder, entries, key), err=True)
    if not yes and not (_stdin_is_a_person() and click.confirm(_("Go on?"), err=True)):
        raise NotSure
    session.close()
    code = bootstrap.restore(session.folder, folder, key, settings)
    click.echo(_("Restored. This counter now issues numbers as {code}.").format(code=code))
    return 0


def _may_restore(session: Session) -> None:
    """Restoring is the admin's, and the supervisor's where there is none; of damaged data, any key's."""
    try:
        with reading(session.office.reader) as connection:
            admins = connection.execute("SELECT 1 FROM staff WHERE role = 'admin' AND active = 1").fetchone()
    except DataDamaged:
        return
    session.admit(frozenset({"admin"}) if admins else ADMINS)


def _loss(session: Session, folder: Path, entries: int, key: bytes) -> str:
    """Return in words what a restore would lose; the present data may be unreadable."""
    try:
        now = _entries(session.folder / backup.DATABASE, key)
    except DataDamaged:
        return _("The present data can't be read; the backup holds {n} entries.").format(n=entries)
    return _("The backup holds {n} entries, the present data {now}: {lost} would be lost.").format(
        n=entries, now=now, lost=max(now - entries, 0)
    )


def _entries(path: Path, key: bytes) -> int:
    db = database.connect(path, key)
    try:
        with reading(db) as connection:
            return int(connection.execute("SELECT count(*) FROM journal").fetchone()[0])
    finally:
        db.close()


def _silent() -> bool:
    return not sys.stderr.isatty()


def _stdin_is_a_person() -> bool:
    return sys.stdin.isatty()
