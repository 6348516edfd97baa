"""A whole NIK is seen only by who reveals it, and that is written down; the audit tells who did what."""

import msgspec
import pytest
from asked import asker, fields_of, filled
from stories import nik

from counter_app.office.office import questions
from counter_app.office.queries.audit import NotWrittenDown

BOTH_WAYS = {"whole_register", "person"}  # show whole NIKs: to supervisors, after an entry that says so


@pytest.fixture(scope="module")
def busy():
    """Return an office with something to say to every question, and its numbers."""
    desk, ids = filled()
    yield desk, ids
    desk.office.close()


@pytest.mark.parametrize("name", sorted(questions.keys() - BOTH_WAYS))
def test_no_answer_holds_a_whole_nik(busy, name):
    desk, ids = busy
    text = msgspec.json.encode(desk.ask(name, by=asker(name), **fields_of(name, ids))).decode()
    for number in (nik(n) for n in range(1, 12)):
        assert number not in text


def test_revealing_a_nik_is_written_down(desk):
    number = desk.opened("ktp")
    before = desk.entries()
    assert desk.run("reveal_nik", by="budi", application=number).ids == {"nik": nik(1)}
    assert desk.entries() == before + 1
    [row] = desk.ask("audit", staff="budi")
    assert (row["event"], row["subject"]) == ("nik_revealed", number)


def test_a_list_with_whole_niks_is_for_supervisors_and_its_export_an_entry(desk):
    desk.opened("ktp")
    with pytest.raises(NotWrittenDown):
        desk.ask("whole_register", export="L1-9")
    export = desk.run("record_export", by="siti", what="register 2026").ids["export"]
    assert [row["nik"] for row in desk.ask("whole_register", export=export)] == [nik(1)]
    assert desk.ask("audit", limit=1)[0]["event"] == "made"
    desk.clock.advance(days=1)
    with pytest.raises(NotWrittenDown):
        desk.ask("whole_register", export=export)


def test_the_audit_tells_who_did_what_newest_first(desk):
    number = desk.opened("ktp", by="budi")
    desk.clock.set("2026-04-07T09:00")
    desk.run("return_application", by="ani", application=number)
    rows = desk.ask("audit", application=number)
    assert [(row["staff"], row["event"]) for row in rows] == [("ani", "returned"), ("budi", "opened")]
    assert rows[0]["at"] == "2026-04-07T09:00:00+07:00"
    assert [row["event"] for row in desk.ask("audit", date="2026-04-07")] == ["returned"]
    assert [row["event"] for row in desk.ask("audit", staff="budi", limit=5)] == ["opened"]


def test_asking_writes_nothing(busy):
    desk, ids = busy
    before = desk.entries()
    for name in questions:
        desk.ask(name, by=asker(name), **fields_of(name, ids))
    assert desk.entries() == before
