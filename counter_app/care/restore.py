"""Put a backup in the place of the data, or save what damaged data still hold. All or nothing, each an entry.

The counter takes a new identity (design, The journal): numbers given since the backup can't be given again.
Its drawer and its signed reports stay its own.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from counter_app import config
from counter_app.care import backups, replacing
from counter_app.domain.errors import DataDamaged, UserError
from counter_app.domain.event_words import event_words
from counter_app.domain.events import (
    DataRestored,
    DataSalvaged,
    Event,
    Gap,
    LettersLost,
    StepCompleted,
)
from counter_app.i18n import _
from counter_app.storage import backup, database, journal, kept, refolding, salvage, swap, witness
from counter_app.storage.backup import DATABASE, Backup
from counter_app.storage.database import reading, writing
from counter_app.storage.vault import NAMES, Vault
from counter_app.storage.watching import Progress, unwatched

MOST = 200  # lost entries that are listed one by one


class OtherOffice(UserError):
    """A backup of another office."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            _("{folder} is a backup of another office. Take one of this office.").format(folder=folder)
        )


class NothingToSalvage(DataDamaged):
    """Neither the data nor a backup holds a journal that can be read."""

    def __init__(self) -> None:
        super().__init__(
            _("Nothing could be read any more. Restore a backup, from the second place or a flash disk too.")
        )


class Lost(NamedTuple):
    """One entry that a restore gives up."""

    at: dt.datetime  # in the machine's zone
    actor: str
    subject: str  # the number of an application, or another stream
    words: str = ""  # what happened


class Loss(NamedTuple):
    """What a restore would give up."""

    entries: int  # that the backup holds
    lost: int | None  # entries that are lost; None: the data can't be read
    newest: list[Lost]  # of them the newest, newest first, at most ``MOST``
    applications: int  # how many applications they are about
    kept: dict[str, int]  # counter -> its newest entry after the restore
    since: dt.datetime | None = None  # when the first lost entry was written
    letters: tuple[tuple[str, int], ...] = ()  # numbers of letters among them, each with its wall


class Restored(NamedTuple):
    """What a restore or a salvage came to."""

    code: str  # the counter's new code on papers
    entries: int
    missing: list[Gap]
    aside: Path  # where the old files lie


def offered(folder: Path) -> Backup | None:
    """Return the newest backup whose files are whole, of all places; None where there is none."""
    with contextlib.suppress(UserError):
        for one in backup.seen(folder, config.load(folder)):
            if backup.is_whole(one.folder):
                return one
    return None


def found_in(place: Path, folder: Path) -> Path:
    """Return the backup that ``place`` is, or the newest whole one in it. Raises NoBackup.

    The data in ``folder`` are no backup of themselves.
    """
    if (place / DATABASE).is_file() and place.resolve() != folder.resolve():
        return place
    for one in backup.newest_first(backup.made(place)):
        if backup.is_whole(one.folder):
            return one.folder
    raise backup.NoBackup(place)


def loss(
    folder: Path, source: Path, key: bytes, present: bytes | None, progress: Progress = unwatched
) -> Loss:
    """Verify the backup ``source`` and tell what restoring it would give up; nothing is changed.

    ``key`` opens the backup, ``present`` the data; None where nothing does. Raises BackupDamaged, NoBackup,
    OtherOffice.
    """
    entries = backup.check(source, key, progress)
    copy = database.reader(source / DATABASE, key)
    try:
        kept = {counter: seq for counter, (seq, _digits) in witness.tops(copy.conn).items()}
        if present is None or not (folder / DATABASE).is_file():
            return Loss(entries, None, [], 0, kept)
        try:
            live = database.reader(folder / DATABASE, present)
        except DataDamaged:
            return Loss(entries, None, [], 0, kept)
        try:
            with reading(live) as connection:
                common = _common(connection, copy.conn, source)
                return _after(connection, common, Loss(entries, 0, [], 0, kept))
        except DataDamaged:
            return Loss(entries, None, [], 0, kept)
        finally:
            live.close()
    finally:
        copy.close()


def _common(live: Any, copy: Any, source: Path) -> dict[str, int]:
    """Return for each counter of the data the newest entry that the backup holds too."""
    theirs = {counter: journal.last(copy, counter).seq for counter in journal.counters(copy)}
    found = {}
    for counter in journal.counters(live):
        low, high = 0, min(theirs.get(counter, 0), journal.last(live, counter).seq)
        while low < high:  # what agrees at one entry agrees before it: the chain says so
            middle = (low + high + 1) // 2
            same = journal.digits(live, counter, middle) == journal.digits(copy, counter, middle)
            low, high = (middle, high) if same else (low, middle - 1)
        found[counter] = low
    if found and not any(found.values()):
        raise OtherOffice(source)
    return found


def _after(connection: Any, common: dict[str, int], found: Loss) -> Loss:
    """Return what comes after the common entries: how many, since when, the newest, about what."""
    count, first, newest, streams = 0, None, list[Lost](), set[str]()
    for counter, seq in common.items():
        rows = connection.execute(
            "SELECT wall, actor, stream, payload FROM journal WHERE counter = ? AND seq > ? "
            "ORDER BY seq DESC",
            (counter, seq),
        )
        for n, row in enumerate(rows):
            count += 1
            first = min(first or row[0], row[0])
            if n < MOST:
                newest.append(_lost(*row))
            if row[2].startswith("application/"):
                streams.add(row[2])
    newest.sort(key=lambda one: one.at, reverse=True)
    since = _local(first) if first is not None else None
    letters = tuple(_letters(connection, common))
    return found._replace(
        lost=count, newest=newest[:MOST], applications=len(streams), since=since, letters=letters
    )


def _letters(connection: Any, common: dict[str, int]) -> Iterator[tuple[str, int]]:
    """Yield the numbers of letters that the entries after the common ones gave, or kept as given."""
    for counter, seq in common.items():
        rows = connection.execute(
            "SELECT wall, payload FROM journal WHERE counter = ? AND seq > ? ORDER BY seq", (counter, seq)
        )
        for wall, payload in rows:
            match journal.decode(payload):
                case StepCompleted(letter=letter) if letter:
                    yield letter, wall
                case LettersLost(numbers=numbers):
                    yield from numbers


def _lost(wall: int, actor: str, stream: str, payload: bytes) -> Lost:
    area, _dot, event = journal.tag(payload).rpartition(".")[0].partition(".")
    return Lost(_local(wall), actor, stream.removeprefix("application/"), event_words(area, event))


def _local(wall: int) -> dt.datetime:
    return dt.datetime.fromtimestamp(wall / 1_000_000).astimezone()


def restore(
    folder: Path,
    source: Path,
    key: bytes,
    present: bytes | None,
    actor: str,
    *,
    clock: int,
    progress: Progress = unwatched,
) -> Restored:
    """Put the backup ``source`` in the place of the data, and write down that it was done.

    Data that can be read are backed up first where that can be; what stood there is moved aside, never
    deleted. The present key slots stay where they open the database. Raises InUse while somebody has the
    folder open.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with replacing.alone(folder):
        found = loss(folder, source, key, present, progress)
        settings = _renewed(folder, source)
        wall = None
        if present is not None and found.lost is not None:
            # whether the clock is right the data know, where it may have been put right since the backup
            wall = replacing.not_before(folder, present, settings, clock)
            _back_up_first(folder, present)
        partial = swap.begin(folder)
        shutil.copyfile(source / DATABASE, partial / DATABASE)
        (partial / DATABASE).chmod(0o600)
        event = DataRestored(backup=source.name, kept=found.kept, lost=found.lost)
        wall = wall or replacing.not_before(partial, key, settings, clock)
        _begin_anew(partial, key, settings, event, actor, wall)
        if found.letters:
            lost = LettersLost(numbers=list(found.letters))
            replacing.note(partial, key, f"letters/{settings.counter}", lost, settings.counter, actor, wall)
        aside = _put(folder, source, key)
        return Restored(settings.code, found.entries, [], aside)


def salvage_data(folder: Path, key: bytes, actor: str, *, clock: int) -> Restored:
    """Make a new database of all entries that the damaged one and the newest good backup still prove.

    Raises NothingToSalvage, InUse.
    """
    with replacing.alone(folder):
        one = offered(folder)
        seen = _seen(folder)
        sources = [salvage.readable(folder / DATABASE, key, {*seen, config.load(folder).counter})]
        if one is not None:
            sources.append(salvage.readable(one.folder / DATABASE, key, seen))
        counters = sorted({*seen, *(counter for source in sources for counter in source)})
        wholes = [
            salvage.whole(counter, [source.get(counter, {}) for source in sources], seen.get(counter, 0))
            for counter in counters
        ]
        rows = sorted((row for found in wholes for row in found.rows), key=lambda row: row.at)
        missing = [gap for found in wholes for gap in found.missing]
        if not rows:
            raise NothingToSalvage
        settings = _renewed(folder, folder)
        partial = swap.begin(folder)
        db = database.connect(partial / DATABASE, key, create=True)
        try:
            (partial / DATABASE).chmod(0o600)
            with writing(db) as connection:
                salvage.write(connection, rows)
            streams, to = journal.by_stream(db.conn), kept.newest(db.conn)
            for _share in refolding.fill(db, streams, len(rows), to):
                pass
        finally:
            db.close()
        saved = {found.rows[-1].counter: found.rows[-1].seq for found in wholes if found.rows}
        used = one.folder.name if one is not None else ""
        event = DataSalvaged(kept=saved, missing=missing, backup=used)
        wall = replacing.not_before(partial, key, settings, clock)
        _begin_anew(partial, key, settings, event, actor, wall)
        aside = _put(folder, None, key)
        return Restored(settings.code, len(rows), missing, aside)


def _seen(folder: Path) -> dict[str, int]:
    """Return the newest entry of each counter that was noted at a close, or in a backup that can be seen."""
    told = [one.about.tops for one in backup.seen(folder, config.load(folder)) if one.about]
    found: dict[str, int] = {}
    for tops in (witness.load(folder), *told):
        for counter, (seq, _digits) in tops.items():
            found[counter] = max(found.get(counter, 0), seq)
    return found


def _back_up_first(folder: Path, key: bytes) -> None:
    db = database.connect(folder / DATABASE, key)
    try:
        backups.back_up(folder, db, key, reason="restore")
    except (UserError, OSError):  # a dead place, a damaged page: what is there is moved aside in any case
        pass
    finally:
        db.close()


def _renewed(folder: Path, source: Path) -> config.Config:
    """Return the counter's settings under a new identity."""
    settings = config.load(folder if config.exists(folder) else source)
    code = next_code(settings.code)
    return msgspec.structs.replace(
        settings,
        code=code,
        counter=config.new_counter(code),
        earlier=(*settings.earlier, settings.counter),
    )


def _begin_anew(
    partial: Path, key: bytes, settings: config.Config, event: Event, actor: str, wall: int
) -> None:
    """Let the new data begin with what made them."""
    replacing.note(partial, key, f"restore/{settings.counter}", event, settings.counter, actor, wall)
    config.save(partial, settings)


def _put(folder: Path, source: Path | None, key: bytes) -> Path:
    """Put the new files in place; the slots of the backup come where the present ones don't open it."""
    partial = folder / f"{swap.READY}.partial"
    present = Vault(folder)
    if source is not None and not (present.exists() and present.opens(key)):
        for name in NAMES:
            shutil.copy2(source / name, partial / name)
    aside = replacing.put(folder)
    witness.forget(folder)
    return aside


def next_code(code: str) -> str:
    """Return the code of a restored counter: L1, L1B, L1C ..."""
    if code[-1:].isalpha() and len(code) > 1 and code[-2].isdigit():
        return f"{code[:-1]}{chr(ord(code[-1]) + 1)}" if code[-1] < "Z" else f"{code}B"
    return f"{code}B"
