"""An office with something to say to every question, and the fields to ask each with."""

from __future__ import annotations

from typing import Any

from roles import KEEPING
from stories import Clock, Counter, new_office, nik

OLD_LINE = {
    "line": 2,
    "opened": "2017-03-14",
    "name": "Warga",
    "nik": nik(1),
    "service": "ktp_baru",
    "state": "in_process",
}
FIELDS: dict[str, dict[str, Any]] = {
    "application": {"application": "{number}"},
    "call_list": {"kind": "ktp_el"},
    "citizen": {"nik": nik(1)},
    "closed_application": {"application": "{closed}"},
    "identity": {"nik": nik(1)},
    "person": {"person": "{checking}"},
    "printed": {"application": "{number}"},
    "promise": {"service": "ktp_baru"},
    "daily_report": {"date": "2026-04-06"},
    "day": {"date": "2026-04-06"},
    "day_closing": {"date": "2026-04-06"},
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


def asker(question: str) -> str:
    """Return who may ask."""
    return "tono" if question in KEEPING else "siti"


def fields_of(question: str, ids: dict[str, str]) -> dict[str, Any]:
    """Return the fields to ask a question with."""
    return {
        key: value.format(**ids) if isinstance(value, str) else value
        for key, value in FIELDS.get(question, {}).items()
    }


def filled() -> tuple[Counter, dict[str, str]]:
    """Return the counter of the office, and its numbers by what they are."""
    ids: dict[str, Any] = {}
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
    return desk, ids
