"""One view of the data for each question, and what damage becomes."""

from contextlib import suppress

import pytest

from counter_app.storage import database, drafts
from counter_app.storage.database import DatabaseDamaged, reading, writing

KEY = bytes(range(32))


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "counter.db"
    db = database.connect(path, KEY, create=True)
    with writing(db) as connection:
        connection.execute("INSERT INTO office VALUES ('office', '{}')")
    db.close()
    return path


def test_what_another_window_writes_is_seen_by_the_next_question_only(path):
    reader, writer = database.reader(path, KEY), database.connect(path, KEY)
    count = "SELECT count(*) FROM office"
    with reading(reader) as connection:
        before = connection.execute(count).fetchone()
        with writing(writer) as other:
            other.execute("INSERT INTO office VALUES ('branch', '{}')")
        assert connection.execute(count).fetchone() == before == (1,)
    with reading(reader) as connection:
        assert connection.execute(count).fetchone() == (2,)
    reader.close()
    writer.close()


def test_a_damaged_page_ends_a_question_with_a_sentence(path):
    db = database.connect(path, KEY)
    page = int(db.execute("SELECT rootpage FROM sqlite_master WHERE name = 'office'").fetchone()[0])
    db.close()
    data = bytearray(path.read_bytes())
    data[(page - 1) * 4096 + 100] ^= 1
    path.write_bytes(data)
    reader = database.reader(path, KEY)
    with pytest.raises(DatabaseDamaged), reading(reader) as connection:
        connection.execute("SELECT * FROM office").fetchall()
    reader.close()


def test_a_part_of_what_is_written_is_undone_by_itself():
    db = database.connect(":memory:", bytes(32), create=True)
    with writing(db) as connection:
        drafts.save(connection, "one", b"1", 1)
        with suppress(ZeroDivisionError), writing(db):
            drafts.save(connection, "two", b"2", 2)
            raise ZeroDivisionError
        with writing(db):
            drafts.save(connection, "three", b"3", 3)
        with reading(db):
            assert drafts.load(connection, "three") == b"3"
    assert [drafts.load(db.conn, name) for name in ("one", "two", "three")] == [b"1", None, b"3"]
    db.close()
