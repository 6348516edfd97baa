"""Unfinished input outlives a crash and a rebuild, and nobody reads it without the key."""

import pytest
from stories import KEY, Clock, filled_anew

from counter_app import bootstrap, config
from counter_app.office.office import Office
from counter_app.storage import database

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
