"""The journal: append-only, one hash chain a counter, tampering is found."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stories import KEY, Clock, Counter, filled_anew, new_office

from counter_app.domain import events as e
from counter_app.office.desk import FOREVER
from counter_app.storage import database, journal
from counter_app.storage.database import sqlcipher, writing


def problems(db, counter="L1-test"):
    return [(p.seq, p.what) for p in journal.verify(db.conn, counter)]


def open_book(db):
    """Take the locks off the journal, as somebody with the key and bad intent could."""
    db.execute("DROP TRIGGER journal_no_update")
    db.execute("DROP TRIGGER journal_no_delete")


def busy():
    """Return an office with twenty entries."""
    clock = Clock()
    desk = Counter(new_office(clock), clock)
    while desk.entries() < 20:
        clock.advance(minutes=1)
        desk.run("receive_blangko", kind="kk", quantity=3)
    return desk


@pytest.fixture
def db():
    """Return an empty database."""
    db = database.connect(":memory:", KEY, create=True)
    yield db
    db.close()


def received(quantity=1):
    return e.BlangkoReceived(kind="kk", quantity=quantity)


def append(db, *streams, counter="L1-test", clock=1_000_000):
    with writing(db) as connection:
        events = [(stream, received()) for stream in streams]
        return journal.append(connection, events, counter=counter, clock=clock, actor="ani")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE journal SET actor = 'budi'",
        "UPDATE journal SET payload = x'7b7d' WHERE seq = 2",
        "DELETE FROM journal",
        "DELETE FROM journal WHERE seq = 1",
    ],
)
def test_the_journal_refuses_to_be_changed(db, statement):
    append(db, "blangko/1", "blangko/2")
    with pytest.raises(sqlcipher.DatabaseError, match="append-only"):
        db.execute(statement)
    assert problems(db) == []


def test_an_entry_is_not_written_twice(db):
    append(db, "blangko/1")
    row = db.execute("SELECT * FROM journal").fetchone()
    with pytest.raises(sqlcipher.IntegrityError):
        db.execute("INSERT INTO journal VALUES (?,?,?,?,?,?,?,?)", row)


def test_streams_are_told_once_each_in_the_order_they_were_touched(db):
    assert append(db, "blangko/2", "blangko/1", "blangko/2") == ["blangko/2", "blangko/1"]


def test_numbers_run_for_each_counter_and_instants_across_all(db):
    append(db, "blangko/1", "blangko/2")
    append(db, "blangko/3", counter="L2-test", clock=5)
    rows = db.execute("SELECT counter, seq, at, wall FROM journal ORDER BY at").fetchall()
    assert rows == [
        ("L1-test", 1, 1_000_000, 1_000_000),
        ("L1-test", 2, 1_000_001, 1_000_000),
        ("L2-test", 1, 1_000_002, 5),
    ]
    assert journal.counters(db.conn) == ["L1-test", "L2-test"]


def test_an_entry_of_a_newer_version_is_kept_and_left_out_of_the_fold(db):
    with writing(db) as connection:
        link = journal.chain(b"", "L9-test", 1, 5, 5, "x", "blangko/1", b'{"type":"blangko.lent.7"}')
        values = ("L9-test", 1, 5, 5, "x", "blangko/1", b'{"type":"blangko.lent.7"}', link)
        connection.execute("INSERT INTO journal VALUES (?,?,?,?,?,?,?,?)", values)
    assert [entry.event for entry in journal.stream(db.conn, "blangko/1")] == [None]
    assert problems(db, "L9-test") == []


def test_a_command_that_fails_half_way_leaves_nothing_behind(db):
    def stumble():
        with writing(db) as connection:
            events = [("blangko/1", received())]
            journal.append(connection, events, counter="L1-test", clock=1, actor="ani")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        stumble()
    assert db.execute("SELECT count(*) FROM journal").fetchone() == (0,)


COLUMNS = {
    "at": "at + 1",
    "wall": "wall + 1",
    "actor": "'budi'",
    "stream": "stream || '0'",
    "payload": "cast(payload || ' ' AS BLOB)",
    "hash": "zeroblob(32)",
    "counter": "'L2-test'",
}


@settings(max_examples=30)
@given(st.integers(1, 19), st.sampled_from(sorted(COLUMNS)))
def test_an_edited_entry_is_found(seq, column):
    desk = busy()
    open_book(desk.office.db)
    desk.office.db.execute(f"UPDATE journal SET {column} = {COLUMNS[column]} WHERE seq = ?", (seq,))
    assert {found for found, _what in problems(desk.office.db)} & {seq, seq + 1}
    desk.office.close()


@settings(max_examples=15)
@given(st.integers(1, 19))
def test_a_removed_entry_is_found(seq):
    desk = busy()
    open_book(desk.office.db)
    desk.office.db.execute("DELETE FROM journal WHERE seq = ?", (seq,))
    assert problems(desk.office.db)[0] == (seq, "missing")
    desk.office.close()


@settings(max_examples=15)
@given(st.integers(1, 19), st.booleans())
def test_an_inserted_entry_is_found(seq, linked):
    """Even one that links to its forerunner breaks the link of the next."""
    desk = busy()
    db = desk.office.db
    open_book(db)
    db.execute("UPDATE journal SET seq = -seq WHERE seq > ?", (seq,))
    db.execute("UPDATE journal SET seq = 1 - seq WHERE seq < 0")
    row = db.execute("SELECT hash, at FROM journal WHERE seq = ?", (seq,)).fetchone()
    head = ("L1-test", seq + 1, row[1] + 1, row[1] + 1, "ani", "blangko/x", b'{"type":"blangko.received.1"}')
    link = journal.chain(row[0] if linked else b"", *head)
    db.execute("INSERT INTO journal VALUES (?,?,?,?,?,?,?,?)", (*head, link))
    assert {found for found, _what in problems(db)} & {seq + 1, seq + 2}
    desk.office.close()


@settings(max_examples=15)
@given(st.integers(1, 19), st.integers(1, 19))
def test_entries_that_changed_places_are_found(one, other):
    desk = busy()
    db = desk.office.db
    open_book(db)
    if one == other:
        other += 1
    for old, new in ((one, 0), (other, one), (0, other)):
        db.execute("UPDATE journal SET seq = ? WHERE seq = ?", (new, old))
    assert {(one, "changed"), (other, "changed")} <= set(problems(db))
    desk.office.close()


def test_the_anchor_finds_a_tail_cut_off_or_written_anew():
    desk = busy()
    db = desk.office.db
    anchor = desk.desk().anchor(FOREVER)
    assert anchor[0] == 20
    open_book(db)
    db.execute("DELETE FROM journal WHERE seq = 20")
    assert problems(db) == []
    assert desk.desk().anchor(FOREVER) != anchor
    desk.run("receive_blangko", kind="kk", quantity=4)
    assert desk.desk().anchor(FOREVER)[0] == 20
    assert desk.desk().anchor(FOREVER) != anchor
    desk.office.close()


BROKEN = {
    "no JSON": b"{",
    "no text": b'{"type":"blangko.received.1","kind":"\xff","quantity":1}',
    "no event": b"[]",
    "a shape it never had": b'{"type":"blangko.received.1","kind":"kk"}',
}


@pytest.mark.parametrize("payload", BROKEN.values(), ids=BROKEN)
def test_an_entry_that_can_not_be_read_is_named_and_stops_no_other(db, payload):
    append(db, "blangko/1")
    with writing(db) as connection:
        last = journal.last(connection, "L1-test")
        head = ("L1-test", 2, last.at + 1, last.wall, "ani", "blangko/2")
        link = journal.chain(last.hash, *head, payload)
        connection.execute("INSERT INTO journal VALUES (?,?,?,?,?,?,?,?)", (*head, payload, link))
    append(db, "blangko/3")
    assert problems(db) == [(2, "unreadable")]
    assert [entry.event for entry in journal.stream(db.conn, "blangko/2")] == [None]
    assert filled_anew(db) == 3
    assert db.execute("SELECT on_hand FROM blangko_stock").fetchone() == (2,)


def test_files_opened_and_corrected_by_an_earlier_version_read_as_this_ones():
    opened = journal.decode(
        b'{"type":"application.opened.1","service":"ktp_ubah","recap_group":"KTP","use":"change",'
        b'"applicant":{"name":"Warga"},"items":[{"id":"kk","doc":"copy","copies":2}]}'
    )
    assert isinstance(opened, e.ApplicationOpened2)
    assert (opened.items[0].copies, opened.charges, opened.collect_in_person) == (2, None, False)
    corrected = journal.decode(b'{"type":"application.corrected.1","reason":"salah","conditions":["lost"]}')
    assert isinstance(corrected, e.ApplicationCorrected2)
    assert (corrected.conditions, corrected.counts, corrected.use) == (["lost"], None, None)
