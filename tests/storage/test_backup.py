"""Backups: whole, verified, on the disk; stopped ones leave nothing behind."""

import datetime as dt
import os
from pathlib import Path
from types import SimpleNamespace

import pytest
from stories import KEY, STAFF

from counter_app.domain import events as e
from counter_app.domain.settings import Settings
from counter_app.storage import backup, database, journal, projections
from counter_app.storage.backup import BackupDamaged, NoBackup, Stopped
from counter_app.storage.database import writing
from counter_app.storage.slots import Cost
from counter_app.storage.vault import NAMES, Vault

NOW = dt.datetime(2026, 4, 6, 16, 5)
ENTRIES = 12_000


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Return a data folder with a journal that takes some looks to verify."""
    folder = tmp_path_factory.mktemp("data")
    vault = Vault(folder, Cost(memory=8))
    vault.found(KEY)
    vault.add(KEY, "siti", "Siti", "kantor camat")
    (folder / "counter.toml").write_text('counter = "L1-test"\ncode = "L1"\n')
    known = Settings(name="Kecamatan Plaju", city="Kota Palembang", region="16.71.14")
    first = [("office/office", e.OfficeFounded(settings=known))]
    first += [(f"staff/{id}", e.StaffSet(name=id.title(), role=role)) for id, role in STAFF.items()]
    first += [(f"export/{n}", e.Exported(what="x" * 200)) for n in range(ENTRIES - len(first))]
    db = database.connect(folder / "counter.db", KEY, create=True)
    with writing(db) as connection:
        for stream in journal.append(connection, first, counter="L1-test", clock=1, actor="setup"):
            if not stream.startswith("export/"):
                projections.refold(connection, stream)
    db.close()
    return folder


@pytest.fixture
def db(folder):
    db = database.connect(folder / "counter.db", KEY)
    yield db
    db.close()


def settings(folder, second=""):
    return SimpleNamespace(backups_folder=lambda _folder: folder, second_backups=str(second))


def test_a_backup_is_a_whole_office_that_its_key_opens(db, folder, tmp_path):
    made = backup.write(db, folder, tmp_path, KEY, NOW)
    assert made == tmp_path / "20260406-160500"
    assert sorted(path.name for path in made.iterdir()) == sorted(
        [*NAMES, "about.json", "counter.db", "counter.toml"]
    )
    assert backup.check(made, KEY) == ENTRIES
    assert Vault(made, Cost(memory=8)).unlock("siti", "kantor camat", now=0) == KEY
    assert not db.conn.in_transaction


def test_two_backups_of_one_second_lie_beside_each_other(db, folder, tmp_path):
    names = [backup.write(db, folder, tmp_path, KEY, NOW).name for _time in range(3)]
    assert names == ["20260406-160500", "20260406-160500-2", "20260406-160500-3"]


def made(stamp, entries, **others):
    """Return a backup whose folder is named after ``stamp``; with 0 entries it says nothing of itself."""
    tops = {"L1-test": (entries, "9f3a61c2"), **others}
    about = backup.About(reason="daily", entries=entries, newest=1, tops=tops, files={})
    return backup.Backup(
        dt.datetime.fromisoformat(stamp).astimezone(), Path(stamp), about if entries else None
    )


def test_the_newest_is_what_was_made_last_whatever_the_clock_said():
    order = [
        made("2026-04-05T16:00", 10),
        made("2010-01-01T08:00", 11),  # a dead battery
        made("2026-04-26T16:00", 12),  # 20 days ahead
        made("2026-04-06T10:00", 13),
        made("2026-04-06T16:00", 13),
        made("2026-04-06T16:01", 11, L1B=(1, "51c20b7d")),  # after a restore
    ]
    now = dt.datetime.fromisoformat("2026-04-06T16:05").astimezone()
    assert backup.newest_first(order, now) == order[::-1]
    silent = made("2026-04-26T16:00", 0)
    assert backup.newest_first([*order, silent], now) == [*order[::-1], silent]


def test_the_share_that_is_done_only_grows_and_comes_to_its_end(db, folder, tmp_path):
    told = []
    backup.write(db, folder, tmp_path, KEY, NOW, lambda share: told.append(share) or True)
    assert told == sorted(told)
    assert [share for share in told if share < backup.COPIED]
    assert [share for share in told if backup.COPIED < share < 1]
    assert told[-1] == 1


@pytest.mark.parametrize("after", [0.0, 0.2, backup.COPIED, 0.9])
def test_a_stopped_backup_leaves_nothing_behind_and_the_data_in_use(db, folder, tmp_path, after):
    with pytest.raises(Stopped, match="nothing of it was kept"):
        backup.write(db, folder, tmp_path, KEY, NOW, lambda share: share < after)
    assert list(tmp_path.iterdir()) == []
    assert not db.conn.in_transaction
    assert backup.write(db, folder, tmp_path, KEY, NOW).is_dir()


def test_every_file_is_on_the_disk_before_the_backup_is_verified(db, folder, tmp_path, monkeypatch):
    acts = []
    real = os.fsync
    monkeypatch.setattr(os, "fsync", lambda handle: acts.append("fsync") or real(handle))
    monkeypatch.setattr(backup, "check", lambda *_arguments: acts.append("check"))
    backup.write(db, folder, tmp_path, KEY, NOW)
    before = acts[: acts.index("check")]
    assert len(before) == 6  # five files and their folder
    assert acts[-1] == "fsync"  # the name it bears at the end


def test_a_copy_that_does_not_verify_is_not_kept(db, folder, tmp_path, monkeypatch):
    monkeypatch.setattr(backup, "damage", lambda *_arguments, **_more: ["page: 3"])
    with pytest.raises(BackupDamaged, match="page: 3"):
        backup.write(db, folder, tmp_path, KEY, NOW)
    assert list(tmp_path.iterdir()) == []


def test_a_disk_that_takes_no_more_is_said_in_a_sentence(db, folder, tmp_path):
    resource = pytest.importorskip("resource")
    usual = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, usual[1]))
    try:
        with pytest.raises(database.CannotWrite):
            backup.write(db, folder, tmp_path, KEY, NOW)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, usual)
    assert list(tmp_path.iterdir()) == []
    assert backup.write(db, folder, tmp_path, KEY, NOW).is_dir()


def test_what_ends_the_look_ends_the_backup(db, folder, tmp_path):
    def interrupted(share):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        backup.write(db, folder, tmp_path, KEY, NOW, interrupted)
    assert list(tmp_path.iterdir()) == []
    assert not db.conn.in_transaction


def test_no_backup_is_told(tmp_path):
    with pytest.raises(NoBackup):
        backup.check(tmp_path, KEY)


def test_the_newest_backup_of_both_places_is_found(tmp_path):
    here, flash = tmp_path / "backups", tmp_path / "flash"
    assert backup.newest(tmp_path, settings(here, flash)) is None
    for place, name in (
        (here, "20260401-080000"),
        (here, "20260406-160500-2"),
        (flash, "20260405-080000"),
        (here, "replaced-7f3a"),
        (here, ".20260409-080000.partial"),
        (here, "20269999-080000"),
    ):
        (place / name).mkdir(parents=True)
        (place / name / "counter.db").touch()
    (here / "20260408-080000").mkdir()  # without a database
    assert backup.newest(tmp_path, settings(here, flash)).at == NOW.astimezone()
    assert backup.newest(tmp_path, settings(flash, here)).at == NOW.astimezone()
    assert backup.places(tmp_path, settings(here, flash)) == [here, flash]
    assert backup.places(tmp_path, settings(here)) == [here]
