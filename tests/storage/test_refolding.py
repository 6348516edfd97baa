"""The journal is folded again in batches: others go on to work, and nothing stays wrong or half done."""

import hashlib
from contextlib import closing

import pytest
from stories import KEY, Clock, Counter, filled_anew

from counter_app.care import keeper
from counter_app.domain import events as e
from counter_app.domain.numbers import row_id
from counter_app.office.office import NotAllowed, Office, OtherVersion
from counter_app.storage import database, journal, kept, projections, refolding, schema
from counter_app.storage.agreement import NotPrepared, disagreements
from counter_app.storage.backup import copy_database
from counter_app.storage.database import HALF, VERSION, writing


@pytest.fixture(autouse=True)
def small(monkeypatch):
    """Let a batch be a few entries, and nobody wait between two."""
    monkeypatch.setattr(refolding, "BATCH", 4)
    monkeypatch.setattr(refolding, "GAP", 0)


@pytest.fixture
def busy(desk):
    """Return an office with files at every point of their way, cards and a ticket."""
    desk.run("receive_blangko", kind="ktp_el", quantity=2, letter="470/1", sender="Disdukcapil")
    for name in ("Siti Aminah", "Budi Santoso"):
        desk.step(desk.at("ktp", "print", name=name), "print")
    desk.at("ktp", "print", name="Rina Wati")
    desk.run("return_application", application=desk.opened("kk"))
    desk.opened("letter", name="Dewi Lestari")
    desk.run("issue_ticket", group="A")
    return desk


@pytest.fixture
def places(tmp_path):
    """Return what opens one more connection to the same file."""
    path = tmp_path / "counter.db"
    database.connect(path, KEY, create=True).close()
    return lambda: database.connect(path, KEY)


def differing(office, folder):
    return disagreements(office.db, folder, KEY)


def found(desk, text):
    return [row["application"] for row in desk.ask("applications", text=text)]


def test_tables_of_another_version_are_filled_in_batches(busy, tmp_path):
    busy.office.db.execute("PRAGMA user_version = 1001")
    done = list(refolding.rebuild(busy.office.db))
    assert len(done) > 3
    assert done == sorted(done)
    assert done[-1] == 1
    assert differing(busy.office, tmp_path) == []
    assert len(found(busy, "siti")) == 1


def test_a_filling_that_stopped_goes_on_where_it_was(busy, tmp_path):
    db = busy.office.db
    db.execute("PRAGMA user_version = 1001")
    with closing(refolding.rebuild(db)) as folding:
        first = [next(folding), next(folding), next(folding)]
    assert db.execute("PRAGMA user_version").fetchone()[0] == HALF
    assert database.is_stale(db)
    rest = list(refolding.rebuild(db))
    assert rest[0] == first[-1]
    assert differing(busy.office, tmp_path) == []


def test_a_filling_that_stopped_among_what_is_kept_goes_on_there(busy, tmp_path, monkeypatch):
    monkeypatch.setattr(kept, "BATCH", 1)
    db = busy.office.db
    db.execute("PRAGMA user_version = 1001")
    with closing(refolding.rebuild(db)) as folding:
        assert next(share for share in folding if share > refolding.FOLDED) < 1
    assert database.is_stale(db)
    rest = list(refolding.rebuild(db))
    assert rest[0] == refolding.FOLDED
    assert differing(busy.office, tmp_path) == []


def test_who_stops_while_what_is_kept_is_put_right_leaves_it_as_it_was(busy, monkeypatch):
    monkeypatch.setattr(kept, "BATCH", 1)
    db = busy.office.db
    with writing(db) as connection:
        kept.move_on(connection, kept.newest(connection))
    db.execute("UPDATE stay SET ended = ended + 1")
    before = db.execute("SELECT * FROM stay").fetchall()
    with closing(refolding.rebuild(db)) as folding:
        while not db.conn.in_transaction or db.execute("SELECT count(*) FROM stay").fetchone()[0]:
            next(folding)
    assert db.execute("SELECT * FROM stay").fetchall() == before


def test_what_a_later_version_filled_half_is_begun_anew(busy, tmp_path):
    db = busy.office.db
    db.execute("PRAGMA user_version = 1001")
    with closing(refolding.rebuild(db)) as folding:
        assert next(folding) < next(folding)
    db.execute("UPDATE folding SET mark = '1998'")
    with closing(refolding.rebuild(db)) as folding:
        assert next(folding) == 0
    list(refolding.rebuild(db))
    assert differing(busy.office, tmp_path) == []


def copied(desk, db):
    """Put the journal of an office into another database."""
    rows = desk.office.db.execute("SELECT * FROM journal").fetchall()
    with writing(db) as connection:
        connection.executemany("INSERT INTO journal VALUES (?,?,?,?,?,?,?,?)", rows)


def test_two_that_fill_at_once_share_the_work(busy, places, tmp_path):
    one, other = places(), places()
    copied(busy, one)
    one.execute(f"PRAGMA user_version = {VERSION - 1}")
    first, second = refolding.rebuild(one), refolding.rebuild(other)
    assert next(first) == next(second) == 0
    steps = [next(first), next(second), next(first), next(second)]
    assert steps == sorted(set(steps))
    list(first)
    assert list(second) == []
    assert disagreements(one, tmp_path, KEY) == []
    one.close()
    other.close()


def test_nobody_writes_or_asks_while_tables_of_another_version_are_filled(busy):
    entries = busy.entries()
    busy.office.db.execute("PRAGMA user_version = 1001")
    with closing(refolding.rebuild(busy.office.db)) as folding:
        next(folding)
        with pytest.raises(OtherVersion, match="close this window"):
            busy.opened("ktp")
        with pytest.raises(OtherVersion):
            busy.ask("applications")
    assert busy.entries() == entries


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE application SET responsible = 'tono'",
        "DELETE FROM application WHERE name LIKE 'Siti%'",
        "DELETE FROM step",
        "UPDATE step SET until = NULL, done = 0",
        "UPDATE application SET id = id + 1000, number = number || '9' WHERE name LIKE 'Dewi%'",
        "UPDATE application SET id = id + 1000 WHERE name LIKE 'Dewi%'",
        "UPDATE blangko_move SET stream = 'staff/ani' WHERE what = 'received'",
        "INSERT INTO act VALUES (7, 0, 1, 'ani', 'undone', '')",
        "UPDATE blangko_stock SET on_hand = 99",
        "DELETE FROM blangko_move WHERE what = 'received'",
        "UPDATE standing SET awaited = 1",
        "DELETE FROM standing_count",
        "UPDATE blangko_needed SET n = n + 5",
        "UPDATE running_since SET n = n + 1",
        "INSERT INTO running_since VALUES ('KTP', 7, 1)",
        "INSERT INTO absence VALUES ('x', 'camat', 1, 2, 1, '', '[]')",
        "INSERT INTO leg VALUES ('x', 0, 'A', 'regular', 1, NULL, NULL, NULL, NULL, 0, '', '', '', '', 0)",
        "UPDATE staff SET name = 'Tono'",
        "DELETE FROM official",
        "DELETE FROM stay WHERE family = 'open'",
        "UPDATE stay SET began = began + 1",
        "UPDATE stay SET begins = ends, ends = begins",
    ],
)
def test_what_the_journal_does_not_give_is_put_right(busy, tmp_path, damage):
    busy.clock.advance(minutes=1)
    busy.opened("letter")
    with writing(busy.office.db) as connection:
        kept.move_on(connection, kept.newest(connection))
    assert differing(busy.office, tmp_path) == []
    busy.office.db.execute(damage)
    assert differing(busy.office, tmp_path) != []
    list(refolding.rebuild(busy.office.db))
    assert differing(busy.office, tmp_path) == []
    assert len(found(busy, "siti")) == 1


def test_search_is_made_anew(busy):
    busy.office.db.execute("DELETE FROM search WHERE rowid IN (SELECT id FROM application)")
    assert found(busy, "siti") == []
    list(refolding.rebuild(busy.office.db))
    assert len(found(busy, "siti")) == 1
    assert len(found(busy, "dewi")) == 1


def test_between_two_batches_others_write_and_search(busy, tmp_path):
    folding = refolding.rebuild(busy.office.db)
    assert refolding.FOLDED in folding  # every batch is done, what is counted over all of them is not
    number = busy.opened("letter", name="Zulkarnain")
    assert found(busy, "zulkarnain") == [number]
    list(folding)
    assert found(busy, "zulkarnain") == [number]
    assert len(found(busy, "siti")) == 1
    assert differing(busy.office, tmp_path) == []


def test_who_waits_to_write_gets_a_turn_after_each_batch(busy, places, tmp_path, monkeypatch):
    one, other = places(), places()
    copied(busy, one)
    filled_anew(one)
    office = Office(other, other, counter="L1-test", code="L1", clock=Clock("2026-04-06T09:00"))
    writer, folding = Counter(office, office._clock), refolding.rebuild(one)
    next(folding)
    monkeypatch.setattr(refolding, "sleep", lambda _gap: writer.run("issue_ticket", group="A"))
    done = list(folding)
    assert len(writer.ask("queue")["waiting"]) > len(done)
    assert disagreements(one, tmp_path, KEY) == []
    one.close()
    office.close()


def test_who_waits_to_write_looks_until_it_is_free(places, monkeypatch):
    one, other = places(), places()
    one.execute("BEGIN IMMEDIATE")
    monkeypatch.setattr(database, "sleep", lambda _seconds: one.execute("COMMIT"))
    with writing(other) as connection:
        assert connection.in_transaction
    one.execute("BEGIN IMMEDIATE")
    monkeypatch.setattr(database, "PATIENCE", 0)
    with pytest.raises(database.DatabaseBusy), writing(other):
        pass
    one.close()
    other.close()


def test_who_stops_leaves_everything_as_it_was(busy, tmp_path):
    with closing(refolding.rebuild(busy.office.db)) as folding:
        next(folding)
    assert len(found(busy, "siti")) == 1
    left = busy.office.db.execute("SELECT count(*) FROM sqlite_master WHERE name LIKE 'search_anew%'")
    assert left.fetchone() == (0,)
    assert busy.office.db.execute("SELECT count(*) FROM folding").fetchone() == (0,)
    assert differing(busy.office, tmp_path) == []


@pytest.mark.parametrize("early", [True, False])
def test_who_begins_later_sends_the_first_away(busy, early):
    first, second = refolding.rebuild(busy.office.db), refolding.rebuild(busy.office.db)
    next(first) if early else list(iter(lambda: next(first), refolding.FOLDED))
    next(second)
    with pytest.raises(refolding.FoldedElsewhere, match="Let it finish"):
        list(first)
    list(second)
    assert len(found(busy, "siti")) == 1


def test_a_comparison_lets_others_write_and_leaves_nothing(busy, places, tmp_path):
    one, other = places(), places()
    copied(busy, one)
    filled_anew(one)
    office = Office(other, other, counter="L1-test", code="L1", clock=Clock("2026-04-06T09:00"))
    writer = Counter(office, office._clock)
    written = []

    def progress(_share):
        written.append(writer.opened("letter"))
        return True

    assert disagreements(one, tmp_path, KEY, progress) == []
    assert written
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith("compared")] == []
    one.close()
    office.close()


@pytest.mark.parametrize("lost", ["TABLE leg", "INDEX application_nik", "TRIGGER step_in"])
def test_a_table_an_index_a_trigger_that_is_gone_is_made_again(busy, tmp_path, lost):
    busy.office.db.execute(f"DROP {lost}")
    assert not schema.is_whole(busy.office.db)
    list(refolding.rebuild(busy.office.db))
    assert schema.is_whole(busy.office.db)
    assert differing(busy.office, tmp_path) == []


def test_a_row_whose_stream_opens_no_file_goes(busy, tmp_path):
    db = busy.office.db
    events = [("application/L1-20260406-0099", e.PaperPrinted(paper="slip", size="80"))]
    with writing(db) as connection:
        journal.append(connection, events, counter="L1-test", clock=busy.clock(), actor="ani")
        connection.execute(
            "UPDATE application SET number = 'L1-20260406-0099', id = ? WHERE name LIKE 'Dewi%'",
            (row_id("L1-20260406-0099"),),
        )
    list(refolding.rebuild(db))
    assert differing(busy.office, tmp_path) == []


def test_what_a_window_of_an_older_version_writes_meanwhile_is_folded_too(busy, tmp_path):
    """It knows nothing of half filled tables, and writes into them."""
    db = busy.office.db
    stream = "application/L1-20260406-0001"
    busy.clock.advance(minutes=1)
    for stop in (0, 1, 5):
        db.execute("PRAGMA user_version = 1001")
        with closing(refolding.rebuild(db)) as folding:
            for _batch in range(stop + 1):
                next(folding)
            with writing(db) as connection:
                events = [(stream, e.ApplicationCorrected2(reason="salah ketik"))]
                journal.append(connection, events, counter="L1-test", clock=busy.clock(), actor="ani")
                projections.refold(connection, stream)
        list(refolding.rebuild(db))
        assert differing(busy.office, tmp_path) == []


def test_half_filled_tables_know_who_may_look_after_them(busy):
    db = busy.office.db
    db.execute("PRAGMA user_version = 1001")
    with closing(refolding.rebuild(db)) as folding:
        next(folding)
        keeper.check(db.conn, "tono")
        with pytest.raises(NotAllowed):
            keeper.check(db.conn, "siti")


def test_a_backup_of_half_filled_tables_says_so_though_they_are_filled_meanwhile(busy, places, tmp_path):
    one, other = places(), places()
    copied(busy, one)
    one.execute(f"PRAGMA user_version = {VERSION - 1}")
    with closing(refolding.rebuild(one)) as folding:
        next(folding)
    left = [other]

    def traced(sql):
        while "main.user_version" in sql and left:
            list(refolding.rebuild(left.pop()))

    one.conn.set_trace_callback(traced)
    copy_database(one, tmp_path / "copy.db", KEY)
    one.conn.set_trace_callback(None)
    assert left == []
    assert not database.is_stale(one)
    copy = database.connect(tmp_path / "copy.db", KEY)
    assert database.is_stale(copy)
    copy.close()
    one.close()
    other.close()


def test_tables_of_another_version_are_not_compared(busy, tmp_path):
    busy.office.db.execute("PRAGMA user_version = 1001")
    with pytest.raises(NotPrepared, match="Open the program once"):
        differing(busy.office, tmp_path)


def test_who_changes_the_tables_gives_them_a_new_version():
    """Else data that were filled with the old ones are taken for whole."""
    statements = "".join((*schema.TABLES.values(), *schema.INDEXES, *schema.TRIGGERS))
    assert (VERSION, hashlib.blake2b(statements.encode(), digest_size=4).hexdigest()) == (1017, "734b3e31")
