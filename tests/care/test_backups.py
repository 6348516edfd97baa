"""Backups by themselves: once a day if something changed, in every place, and old ones go."""

import datetime as dt
import shutil

import pytest

from counter_app import bootstrap, config
from counter_app.care import backups
from counter_app.office.commands.blangko import ReceiveBlangko
from counter_app.storage import backup
from counter_app.storage.backup import NoPlace
from counter_app.storage.lock import InUse, alone, share

MORNING = dt.datetime(2026, 4, 6, 9, 0)


@pytest.fixture
def worked(program):
    """Return an office with an entry, and its key."""
    program.run("receive_blangko", kind="kk", quantity=2)
    shutil.rmtree(program.folder / "backups")  # made by that call itself
    return program


@pytest.fixture
def entered(worked):
    found = bootstrap.enter(worked.folder, "siti", "kantor camat")
    yield found
    found.office.close()


def daily(worked, entered, now):
    return backups.daily(worked.folder, entered.office.db, entered.key, now=now)


def test_a_day_without_changes_needs_no_backup(worked, entered):
    assert len(daily(worked, entered, MORNING).made) == 1
    assert daily(worked, entered, MORNING + dt.timedelta(hours=1)).made == []
    assert daily(worked, entered, MORNING + dt.timedelta(days=1)).made == []
    worked.run("receive_blangko", kind="kk", quantity=1)
    for one in backup.made(worked.folder / "backups"):  # that call itself made one, by the real clock
        if one.at > (MORNING + dt.timedelta(days=1)).astimezone():
            shutil.rmtree(one.folder)
    assert len(daily(worked, entered, MORNING + dt.timedelta(days=1)).made) == 1
    assert daily(worked, entered, MORNING + dt.timedelta(days=1, hours=2)).made == []


def test_a_backup_of_a_day_to_come_neither_stands_for_today_nor_asks_for_one_each_hour(worked, entered):
    daily(worked, entered, MORNING + dt.timedelta(days=20))
    entered.office.run(ReceiveBlangko(kind="kk", quantity=1), entered.staff)
    assert len(daily(worked, entered, MORNING).made) == 1
    entered.office.run(ReceiveBlangko(kind="kk", quantity=1), entered.staff)
    assert daily(worked, entered, MORNING + dt.timedelta(hours=1)).made == []
    assert len(daily(worked, entered, MORNING + dt.timedelta(days=1)).made) == 1


def test_at_the_end_of_the_day_what_was_written_since_is_backed_up_too(worked, entered):
    def last_of_the_day(hours):
        now = MORNING + dt.timedelta(hours=hours)
        return backups.daily(worked.folder, entered.office.db, entered.key, now=now, again=True)

    daily(worked, entered, MORNING)
    assert last_of_the_day(1).made == []
    entered.office.run(ReceiveBlangko(kind="kk", quantity=1), entered.staff)
    assert len(last_of_the_day(7).made) == 1
    assert last_of_the_day(8).made == []


def test_a_second_place_that_is_missing_is_said_and_stops_nothing(worked, entered, tmp_path):
    flash = tmp_path / "flash"
    settings = config.load(worked.folder)
    config.save(worked.folder, config.Config(counter=settings.counter, code="L1", second_backups=str(flash)))
    first = daily(worked, entered, MORNING)
    assert ([path.parent for path in first.made], len(first.refused)) == ([worked.folder / "backups"], 1)
    assert isinstance(first.refused[0], NoPlace)
    flash.mkdir()
    later = daily(worked, entered, MORNING + dt.timedelta(hours=3))
    assert ([path.parent for path in later.made], later.refused) == ([flash], [])


def test_a_command_backs_up_once_a_day_by_itself(worked):
    worked.run("receive_blangko", kind="kk", quantity=1)
    worked.run("receive_blangko", kind="kk", quantity=1)
    [made] = backup.made(worked.folder / "backups")
    assert made.about.reason == "daily"


def test_a_backup_says_of_itself_what_it_holds(worked, entered):
    made = bootstrap.back_up(worked.folder, entered.office, entered.key, reason="import")
    about = backup.about(made)
    assert (about.reason, about.entries) == ("import", worked.entries())
    assert list(about.tops) == [config.load(worked.folder).counter]
    assert b"Siti" not in (made / "about.json").read_bytes()


@pytest.mark.parametrize("name", ["counter.db", "keys.json", "counter.toml", "about.json"])
def test_a_changed_byte_of_any_file_of_a_backup_is_found(worked, entered, name):
    made = bootstrap.back_up(worked.folder, entered.office, entered.key)
    path = made / name
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    assert not backup.is_whole(made)
    with pytest.raises(backup.BackupDamaged):
        backup.check(made, entered.key)


def test_old_backups_and_abandoned_halves_go(worked, entered):
    place = worked.folder / "backups"
    (place / ".20260101-080000.partial").mkdir(parents=True)
    for days in range(60, 0, -1):
        backups.back_up(worked.folder, entered.office.db, entered.key, now=MORNING - dt.timedelta(days=days))
    left = sorted(path.name for path in place.iterdir() if not path.name.startswith("."))
    assert 14 <= len(left) <= 24
    backups.tidy(place, dt.datetime.now().astimezone() + dt.timedelta(days=3))
    assert not list(place.glob(".*"))


def test_whoever_replaces_files_waits_for_whoever_works(worked, entered):
    with pytest.raises(InUse):
        alone(worked.folder)
    entered.office.close()
    hold = alone(worked.folder)
    with pytest.raises(InUse):
        alone(worked.folder)
    hold.let_go()
    one, other = share(worked.folder), share(worked.folder)
    one.let_go()
    with pytest.raises(InUse):
        alone(worked.folder)
    other.let_go()
    alone(worked.folder).let_go()
