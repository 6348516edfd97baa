"""Salvaging: what the chain still proves is kept, from the damaged data and a backup together."""

import pytest
from program import PASSWORDS

from counter_app import bootstrap
from counter_app.domain import events as e
from counter_app.storage import journal, kept, salvage
from counter_app.storage.database import writing

PAGE = 4096


def filled(program, count):
    """Write so many entries that the journal takes many pages."""
    office = program.opened()
    with writing(office.db) as connection:
        events = [("export/x", e.Exported(what=f"{n} " + "x" * 150)) for n in range(count)]
        journal.append(connection, events, counter=office.counter, clock=program.clock(), actor="siti")
    office.close()


def leaf(program, at):
    """Return a page of the database that holds the ``at``-th entry, by trying which one hides it."""
    key = bootstrap.unlock(program.folder, "siti", PASSWORDS["siti"])
    path = program.folder / "counter.db"
    whole = path.read_bytes()
    for page in range(2, len(whole) // PAGE):
        spoil(path, whole, page)
        rows = salvage.readable(path, key, ())
        held = next(iter(rows.values()), {})
        path.write_bytes(whole)
        if held and at not in held and at + 40 in held:
            return page
    raise AssertionError("no page holds it alone")


def spoil(path, whole, page):
    path.write_bytes(whole[: page * PAGE + 50] + b"\x99" + whole[page * PAGE + 51 :])


def test_entries_around_a_damaged_page_are_saved_and_the_gap_is_named(program):
    filled(program, 600)
    path = program.folder / "counter.db"
    page = leaf(program, 300)
    before = program.entries()
    spoil(path, path.read_bytes(), page)
    assert program("verify", by="tono").status == 3
    answer = program("salvage", "--yes", by="tono")
    assert (answer.status, answer.err.count("Missing: entries")) == (0, 1)
    left = program.entries()
    assert before - 60 < left < before
    verified = program("verify", "--deep", by="tono")
    assert (verified.status, "written down" in verified.err) == (0, True)
    assert (next(program.folder.glob("replaced-*")) / "counter.db").is_file()
    program.run("receive_blangko", kind="kk", quantity=1)


def test_a_backup_fills_the_gap(program):
    filled(program, 600)
    program("backup", by="siti")
    path = program.folder / "counter.db"
    page = leaf(program, 300)
    before = program.entries()
    spoil(path, path.read_bytes(), page)
    answer = program("salvage", "--yes", by="tono")
    assert (answer.status, "Missing" in answer.err) == (0, False)
    assert program.entries() == before + 1  # the salvage itself


def test_what_is_no_database_any_more_is_taken_from_the_backup(program):
    program.accepted("surat_pengantar")
    program("backup", by="siti")
    before = program.entries()
    (program.folder / "counter.db").write_bytes(bytes(8192))
    answer = program("ask", "blangko", by="siti")
    assert (answer.status, "counter-app restore" in answer.err) == (3, True)
    assert program("salvage", "--yes", by="tono").status == 0
    assert program.entries() == before + 1


def test_nothing_left_is_said(program):
    for path in (program.folder / "counter.db", *program.folder.glob("backups/*/counter.db")):
        path.write_bytes(bytes(8192))
    answer = program("salvage", "--yes", by="tono")
    assert (answer.status, "Nothing could be read" in answer.err) == (3, True)


def row(seq, previous, payload=b"{}"):
    head = ("L1", seq, seq, seq, "siti", "export/x")
    return salvage.Row(*head, payload, journal.chain(previous, *head, payload))


@pytest.fixture
def rows():
    found, previous = [], b""
    for seq in range(1, 8):
        found.append(row(seq, previous))
        previous = found[-1].hash
    return found


def source(*rows):
    return {one.seq: one for one in rows}


def test_only_what_is_chained_holds(rows):
    forged = rows[3]._replace(payload=b'{"x":1}')
    found = salvage.whole("L1", [source(*rows[:3], forged, *rows[4:])])
    assert [one.seq for one in found.rows] == [1, 2, 3, 5, 6, 7]
    assert found.missing == [e.Gap(counter="L1", first=4, last=4)]


def test_behind_a_hole_the_next_link_is_the_proof(rows):
    assert [one.seq for one in salvage.whole("L1", [source(*rows[:3], *rows[4:])]).rows] == [1, 2, 3, 5, 6, 7]
    assert [one.seq for one in salvage.whole("L1", [source(*rows[:3], rows[4])]).rows] == [1, 2, 3]


def test_two_sources_prove_more_than_one(rows):
    found = salvage.whole("L1", [source(*rows[:3], *rows[5:]), source(*rows[:5])])
    assert [one.seq for one in found.rows] == list(range(1, 8))
    assert found.missing == []


def test_a_forged_entry_is_left_out_and_its_hash_still_proves_the_next(rows):
    found = salvage.whole("L1", [source(*rows[:5], rows[5]._replace(actor="joko"), rows[6])])
    assert [one.seq for one in found.rows] == [1, 2, 3, 4, 5, 7]
    assert found.missing == [e.Gap(counter="L1", first=6, last=6)]
    found = salvage.whole("L1", [source(*rows[:6], rows[6]._replace(actor="joko"))])
    assert [one.seq for one in found.rows] == [1, 2, 3, 4, 5, 6]


def test_the_newest_entries_that_nothing_holds_any_more_are_named(program):
    program("backup", by="siti")
    held = program.entries()
    for _time in range(3):
        program.run("receive_blangko", kind="kk", quantity=1)
    path = program.folder / "counter.db"
    path.write_bytes(path.read_bytes()[:4096] + bytes(path.stat().st_size - 4096))
    answer = program("salvage", "--yes", by="tono")
    assert (answer.status, f"entries {held + 1} to {held + 3}" in answer.err) == (0, True), answer.err


def test_salvaged_files_are_kept_by_day_at_once(program):
    """Else the next act would keep the stays of all years."""
    program.accepted("ktp_hilang")
    office = program.opened()
    newest = kept.newest(office.db.conn).instant
    office.close()
    path = program.folder / "counter.db"
    spoil(path, path.read_bytes(), 2)
    program("salvage", "--yes", by="tono")
    office = program.opened()
    assert kept.until(office.db.conn).instant >= newest
    office.close()
