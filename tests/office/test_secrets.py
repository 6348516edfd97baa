"""A whole NIK is seen only by who reveals it, and that is written down; the audit tells who did what."""

import msgspec
import pytest
from roles import KEEPING
from stories import Clock, Counter, new_office, nik

from counter_app.office.office import questions
from counter_app.office.queries.audit import NotWrittenDown

BOTH_WAYS = {"whole_register", "person"}  # show whole NIKs: to supervisors, after an entry that says so
OLD_LINE = {
    "line": 2,
    "opened": "2017-03-14",
    "name": "Warga",
    "nik": nik(1),
    "service": "ktp_baru",
    "state": "in_process",
}
FIELDS = {
    "application": {"application": "{number}"},
    "call_list": {"kind": "ktp_el"},
    "citizen": {"nik": nik(1)},
    "closed_application": {"application": "{closed}"},
    "identity": {"nik": nik(1)},
    "person": {"person": "{checking}"},
    "promise": {"service": "ktp_baru"},
    "daily_report": {"date": "2026-04-06"},
    "day": {"date": "2026-04-06"},
    "destruction": {"record": "{record}"},
    "handover": {"application": "{collected}"},
    "import_mapping": {"headings": ["Nama"]},
    "leaflet": {"service": "ktp_baru"},
    "ledger": {"kind": "ktp_el"},
    "line": {"kind": "ktp_el"},
    "manifest": {"batch": "{batch}"},
    "quick_slip": {"service": "ktp_baru"},
    "receipt": {"application": "{number}"},
    "register_check": {"digest": "", "lines": [OLD_LINE]},
    "requirements": {"service": "ktp_baru", "nik": nik(1)},
    "service_definition": {"service": "ktp_baru"},
    "slip": {"application": "{checking}"},
    "ticket": {"ticket": "{ticket}"},
    "whole_register": {"export": "{export}"},
}


def asker(question):
    """Return who may ask."""
    return "tono" if question in KEEPING else "siti"


@pytest.fixture(scope="module")
def busy():
    """Return an office with something to say to every question, and its numbers."""
    ids = {}
    clock = Clock("2020-04-06T08:00")
    desk = Counter(new_office(clock), clock)
    ids["closed"] = desk.opened("letter")
    desk.run("close_application", application=ids["closed"], outcome="withdrawn", reason="pindah")
    clock.set("2026-04-06T08:00")
    desk.run("confirm_clock", by="siti", reason="libur")
    desk.run("change_settings", by="tono", settings={"closed_after_years": 5})
    desk.run("close_to_reading", by="tono", before="2021-01-01", reason="JRA")
    desk.run("receive_blangko", kind="ktp_el", quantity=3)
    desk.run("spoil_blangko", kind="ktp_el", quantity=1, reason="terlipat")
    ids |= {"number": desk.at("ktp", "print"), "checking": desk.opened("kk")}
    ids["collected"] = desk.at("letter", "hand_over")
    desk.run("hand_over_application", application=ids["collected"], receiver="Warga")
    ids["batch"] = desk.run("forward_applications", applications=[desk.at("suket_ktp", "forward")]).ids[
        "batch"
    ]
    desk.run("correct_application", application=ids["number"], applicant={"nik": nik(9)}, reason="tertukar")
    desk.at("letter", "sign")
    ids["record"] = desk.run("destroy_cards", by="siti", method="dibakar").ids["record"]
    ids["export"] = desk.run("record_export", by="siti", what="register").ids["export"]
    ids["ticket"] = desk.run("issue_ticket", group="A").ids["ticket"]
    desk.run("show_person", by="siti", person=ids["checking"])
    yield desk, ids
    desk.office.close()


@pytest.mark.parametrize("name", sorted(questions.keys() - BOTH_WAYS))
def test_no_answer_holds_a_whole_nik(busy, name):
    desk, ids = busy
    fields = {
        key: value.format(**ids) if isinstance(value, str) else value
        for key, value in FIELDS.get(name, {}).items()
    }
    text = msgspec.json.encode(desk.ask(name, by=asker(name), **fields)).decode()
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
        fields = {
            key: value.format(**ids) if isinstance(value, str) else value
            for key, value in FIELDS.get(name, {}).items()
        }
        desk.ask(name, by=asker(name), **fields)
    assert desk.entries() == before
