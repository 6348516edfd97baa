"""Unfinished input outlives a crash and a rebuild, and nobody reads it without the key."""

import subprocess
import sys

import pytest
from stories import KEY, Clock, filled_anew

from counter_app import bootstrap, config
from counter_app.office.office import Office
from counter_app.storage import database
from counter_app.storage.drafts import Owner
from counter_app.storage.lock import Window

NAME, TEXT = "loket/siti", b'{"name": "Warga Rahasia", "nik": "1671031506900001"}'


def reopened(path):
    """Open the database again as the program does at its start."""
    db = database.connect(path, KEY)
    return Office(db, database.reader(path, KEY), counter="L1-test", code="L1", clock=Clock())


@pytest.fixture
def path(tmp_path):
    """Return the file of an office in which a draft was left."""
    path = tmp_path / "counter.db"
    db = database.connect(path, KEY, create=True)
    office = Office(db, db, counter="L1-test", code="L1", clock=Clock())
    office.save_draft(NAME, TEXT)
    office.close()
    return path


def test_a_draft_is_there_after_the_program_was_closed(path):
    office = reopened(path)
    assert office.draft(NAME) == TEXT
    office.save_draft(NAME, b"later")
    assert office.draft(NAME) == b"later"
    office.drop_draft(NAME)
    assert office.draft(NAME) is None
    office.close()


def test_a_rebuild_leaves_drafts_alone(desk):
    desk.office.save_draft(NAME, TEXT)
    filled_anew(desk.office.db)
    assert desk.office.draft(NAME) == TEXT


def test_a_draft_is_no_entry_and_any_clock_will_do(desk):
    desk.opened("letter")
    before = desk.entries()
    for days in (-30, 400):
        desk.clock.advance(days=days)
        desk.office.save_draft(NAME, TEXT)
        assert desk.office.draft(NAME) == TEXT
    assert desk.entries() == before


def test_nothing_of_a_draft_lies_in_clear_on_the_disk(path):
    office = reopened(path)
    office.save_draft(NAME, TEXT * 50)
    files = [file for file in path.parent.iterdir() if file.is_file()]
    assert {file.name for file in files} >= {"counter.db", "counter.db-wal"}
    for word in (b"Rahasia", b"167103150690", NAME.encode()):
        assert [file.name for file in files if word in file.read_bytes()] == []
    office.close()


def test_a_database_of_an_earlier_version_gets_a_place_for_drafts(path):
    db = database.connect(path, KEY)
    db.execute("DROP TABLE draft")
    db.execute("DELETE FROM _sqlite_migrations WHERE name = 'draft'")
    db.execute("PRAGMA user_version = 1005")
    db.close()
    config.save(path.parent, config.Config(counter="L1-test", code="L1"))
    office = bootstrap.open_office(path.parent, KEY, clock=Clock())
    office.save_draft(NAME, TEXT)
    assert office.draft(NAME) == TEXT
    office.close()


def together(parts):
    return b" ".join(parts)


def test_what_two_windows_keep_lies_side_by_side_and_goes_to_the_next_once_they_are_closed(path, tmp_path):
    office = reopened(path)
    one, other = Window(tmp_path), Window(tmp_path)
    for window, text in ((one, b"one"), (other, b"other")):
        owner = Owner(window.id, window.gone)
        assert office.gathered("errand", owner, together) is None
        office.save_draft(owner.name("errand"), text)
    third = Window(tmp_path)
    owner = Owner(third.id, third.gone)
    assert office.gathered("errand", owner, together) is None
    one.let_go()
    other.let_go()
    assert office.gathered("errand", owner, together) == b"one other"
    assert office.gathered("errand", owner, together) == b"one other"
    assert office.draft(owner.name("errand")) == b"one other"
    assert len(list(tmp_path.glob("window-*.lock"))) == 1
    office.close()


def test_what_was_kept_before_windows_had_names_is_found(path, tmp_path):
    office, window = reopened(path), Window(tmp_path)
    assert office.gathered(NAME, Owner(window.id, window.gone), together) == TEXT
    assert office.draft(NAME) is None
    office.close()


def test_a_window_that_was_killed_leaves_what_it_kept(path, tmp_path):
    program = "from pathlib import Path; from counter_app.storage.lock import Window; import os, sys; "
    program += "one = Window(Path(sys.argv[1])); print(one.id, flush=True); sys.stdin.read(); os._exit(9)"
    killed = subprocess.Popen(
        [sys.executable, "-c", program, str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    id = killed.stdout.readline().strip()
    mine = Window(tmp_path)
    assert not mine.gone(id)
    killed.communicate()
    assert mine.gone(id)
    assert mine.gone("never")
