"""Where an instant lies in a journal whose clock was wrong and put right."""

from contextlib import contextmanager

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stories import KEY

from counter_app.domain import events as e
from counter_app.storage import database, journal, walls


@pytest.fixture(scope="module")
def empty():
    """Return an empty database; whoever writes in it rolls back."""
    db = database.connect(":memory:", KEY, create=True)
    yield db
    db.close()


def write(connection, clocks, counter="L1-test"):
    """Write entries under these clocks; one that goes back is a clock that was put right."""
    newest = 0
    for clock in clocks:
        entry = ("blangko/1", e.BlangkoReceived(kind="kk", quantity=1))
        if clock < newest:
            entry = (f"clock/{counter}", e.ClockConfirmed(reason="jam tadinya salah"))
        journal.append(connection, [entry], counter=counter, clock=clock, actor="siti")
        newest = clock


@contextmanager
def passing(db):
    """Write into ``db`` and take it all back."""
    db.conn.execute("BEGIN")
    try:
        yield db.conn
    finally:
        db.conn.execute("ROLLBACK")


CLOCKS = st.lists(st.integers(1, 12), max_size=30)


@given(CLOCKS, st.integers(0, 14), st.integers(0, 14))
def test_what_is_found_by_halving_is_what_a_look_at_each_entry_finds(empty, clocks, begin, end):
    with passing(empty) as connection:
        write(connection, clocks)
        seqs = [seq for seq, clock in enumerate(clocks, 1) if clock < end]
        assert walls.newest_before(connection, "L1-test", end) == max(seqs, default=0)
        parts = list(walls.between(connection, begin, end))
        found = [seq for one in parts for seq in range(one.first, one.last + 1)]
        assert sorted(found) == [seq for seq, clock in enumerate(clocks, 1) if begin <= clock < end]


def test_a_clock_that_was_put_right_in_entries_that_are_lost_hides_nothing(empty):
    lost = e.DataSalvaged(kept={}, missing=[e.Gap(counter="L1-test", first=4, last=5)])
    with passing(empty) as connection:
        write(connection, [1, 2, 20, 3, 4, 5, 6])
        connection.execute("DROP TRIGGER journal_no_delete")
        connection.execute("DELETE FROM journal WHERE seq IN (4, 5)")
        restore = [("restore/L1B-test", lost)]
        journal.append(connection, restore, counter="L1B-test", clock=7, actor="siti")
        assert walls.newest_before(connection, "L1-test", 6) == 6
        assert walls.newest_before(connection, "L1-test", 3) == 2


def test_a_day_of_a_long_journal_is_found_with_few_looks(empty):
    looks = []
    with passing(empty) as connection:
        for clock in range(1, 3001):
            write(connection, [clock])
        connection.set_trace_callback(looks.append)
        assert walls.newest_before(connection, "L1-test", 1500) == 1499
        connection.set_trace_callback(None)
    assert len(looks) < 20
