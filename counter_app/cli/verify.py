"""``verify``: whether the data, or a backup, are whole and what they were."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import click

from counter_app.care import checking
from counter_app.cli.care import key_for, progress_bar
from counter_app.cli.session import Session
from counter_app.domain.errors import DataDamaged, WrongUsage
from counter_app.i18n import _, ngettext, number
from counter_app.storage import backup, database, journal


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
            "'{text}' is not an anchor. Type it as it stands at the foot of the report: "
            "1234:9f3a61c20b7de845."
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


@click.command("verify")
@click.argument("folder", required=False, type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--anchor", help="SEQ:HASH from the foot of a printed daily report.")
@click.option("--deep", is_flag=True, help="Also fold the journal again and compare all that screens show.")
@click.pass_obj
def verify_command(session: Session, folder: Path | None, anchor: str | None, deep: bool) -> int:
    """Check every page of the database and every link of the journal; with FOLDER, a backup."""
    if folder is not None:
        entries = backup.check(folder, key_for(session, folder))
        text = _("The backup {folder} is whole: {entries} entries.")
        click.echo(text.format(folder=folder, entries=number(entries)))
        return 0
    key = session.key()
    db = database.connect(session.folder / backup.DATABASE, key)  # damaged data open no office
    try:
        if anchor:
            _check_anchor(db.conn, anchor)
        with progress_bar(_("Verifying")) as told:
            checked = checking.check(db, session.folder, key, told, deep=deep)
    finally:
        db.close()
    _tell(checked)
    return 0


def _tell(checked: checking.Checked) -> None:
    """Say what was found. Raises Damaged, TablesDiffer."""
    for line in checked.found:
        click.echo(line, err=True)
    if checked.found:
        raise Damaged(checked.found)
    if checked.differing:
        raise TablesDiffer(checked.differing)
    for gap in checked.lost:
        click.echo(
            _("Lost before a salvage, and written down: entries {first} to {last} of {counter}.").format(
                first=gap.first, last=gap.last, counter=gap.counter
            ),
            err=True,
        )
    text = ngettext(
        "The data is whole: {entries} entries of {n} counter.",
        "The data is whole: {entries} entries of {n} counters.",
        checked.counters,
    )
    click.echo(text.format(entries=number(checked.entries), n=checked.counters))


def _check_anchor(connection: Any, text: str) -> None:
    found = re.fullmatch(r"(\d+):([0-9a-f]{8}|[0-9a-f]{16})", text.strip().lower())
    if not found:
        raise BadAnchor(text)
    seq = int(found[1])
    seen = (journal.digits(connection, name, seq) for name in journal.counters(connection))
    if found[2] not in {digits[: len(found[2])] for digits in seen}:  # reports of 0.3 bear eight digits
        raise AnchorDiffers(seq)
    click.echo(_("The anchor {anchor} agrees with the journal.").format(anchor=text.strip()))
