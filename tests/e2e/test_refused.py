"""Bad input: one sentence that says what to do, the right exit status, nothing written."""

import json
import re
import shutil

import msgspec
import pytest
from program import Program, is_sentence
from stories import nik

from counter_app.storage import database


@pytest.fixture(scope="module")
def office(founded, cheap, tmp_path_factory):
    """Return one office for all refusals: none of them may change it."""
    cheap.set("2026-04-06T08:00")
    program = Program(tmp_path_factory.mktemp("refused") / "data", cheap)
    shutil.copytree(founded, program.folder)
    ids = {"checking": program.run("open_application", service="surat_pengantar", applicant={"name": "A"})}
    ids = {"checking": ids["checking"]["application"]}
    program.run("receive_blangko", kind="ktp_el", quantity=2)
    ids["accepted"] = program.accepted("surat_pengantar")
    ids["sign"] = program.accepted("domisili")
    program.steps(ids["sign"], "verify", "initial")
    program.run(
        "record_absence",
        "siti",
        official="camat",
        to="2026-04-10",
        reason="dinas",
        deputies=[{"official": "sekcam", "form": "ub"}],
        **{"from": "2026-04-06"},
    )
    return program, ids, program.entries()


def applicant(**fields):
    return {"service": "ktp_baru", "applicant": {"name": "Budi"} | fields}


REFUSED = {
    "an unknown service": ("open_application", {"service": "ktp", "applicant": {"name": "A"}}),
    "an unknown requirement": (
        "mark_requirements",
        {"application": "{checking}", "marks": {"akta": "present"}},
    ),
    "a mark that does not exist": (
        "mark_requirements",
        {"application": "{checking}", "marks": {"kk_fc": "ada"}},
    ),
    "a NIK of 15 digits": ("open_application", applicant(nik=nik(1)[:15])),
    "a NIK of 17 digits": ("open_application", applicant(nik=nik(1) + "1")),
    "serial 0000": ("open_application", applicant(nik=nik(0))),
    "day 32": ("open_application", applicant(nik=nik(1, born="320190"))),
    "day 72": ("open_application", applicant(nik="1671037201900001")),
    "month 13": ("open_application", applicant(nik=nik(1, born="011390"))),
    "an empty name": ("open_application", applicant(name=" ")),
    "an applicant too young": ("open_application", applicant(birth_date="2015-01-01")),
    "an unknown condition": ("open_application", {**applicant(), "conditions": ["kawin"]}),
    "hand-over before ready": ("hand_over_application", {"application": "{accepted}", "receiver": "B"}),
    "a step whose forerunners are open": ("complete_step", {"application": "{accepted}", "step": "print"}),
    "a step that does not exist": ("complete_step", {"application": "{accepted}", "step": "cetak"}),
    "a number nobody has": ("accept_application", {"application": "L1-20260406-9999"}),
    "an incomplete file": ("accept_application", {"application": "{checking}"}),
    "an official who is away": ("sign_applications", {"applications": ["{sign}"], "official": "camat"}),
    "a form that the service forbids": (
        "sign_applications",
        {"applications": ["{sign}"], "official": "sekcam", "form": "ub"},
    ),
    "a form that does not exist": (
        "sign_applications",
        {"applications": ["{sign}"], "official": "sekcam", "form": "pjs"},
    ),
    "more blangko than on hand": ("spoil_blangko", {"kind": "ktp_el", "quantity": 3, "reason": "basah"}),
    "a kind of blangko that does not exist": ("receive_blangko", {"kind": "sim", "quantity": 3}),
    "a quantity of nothing": ("receive_blangko", {"kind": "ktp_el", "quantity": 0}),
    "a quantity that is text": ("receive_blangko", {"kind": "ktp_el", "quantity": "dua"}),
    "a quantity beyond all bounds": ("receive_blangko", {"kind": "ktp_el", "quantity": 10**40}),
    "an agency that has nothing": ("forward_applications", {"applications": ["{accepted}"]}),
    "a batch nobody sent": ("receive_batch", {"batch": "L1-20260406-K1", "applications": ["{accepted}"]}),
    "a missing field": ("open_application", {"service": "ktp_baru"}),
    "a field that does not exist": ("accept_application", {"application": "{checking}", "nomor": 1}),
    "a list in place of an object": ("accept_application", ["{checking}"]),
    "nothing in place of an object": ("accept_application", None),
    "a role that may not": ("count_blangko", {"kind": "kk", "counted": 1, "reason": "x"}),
    "undoing what was not done": ("undo", {"application": "{checking}", "reason": "x"}),
    "an empty reason": (
        "close_application",
        {"application": "{checking}", "outcome": "rejected", "reason": ""},
    ),
    "an outcome that does not exist": (
        "close_application",
        {"application": "{checking}", "outcome": "batal", "reason": "x"},
    ),
}
REFUSED_BY_SITI = {
    "a date that is no date": (
        "record_absence",
        {"official": "camat", "from": "besok", "to": "lusa", "reason": "x"},
    ),
    "30 February": ("expect_blangko", {"kind": "kk", "quantity": 1, "on": "2026-02-30"}),
    "a date that is over": ("expect_blangko", {"kind": "kk", "quantity": 1, "on": "2026-04-05"}),
    "the year 9999": ("expect_blangko", {"kind": "kk", "quantity": 1, "on": "9999-12-31"}),
    "an end before the beginning": (
        "record_absence",
        {"official": "camat", "from": "2026-04-06", "to": "2026-04-05", "reason": "x"},
    ),
    "an official who does not exist": (
        "record_absence",
        {"official": "lurah", "from": "2026-04-06", "to": "2026-04-07", "reason": "x"},
    ),
    "a setting that does not exist": ("change_settings", {"settings": {"jam": 1}}),
    "a setting of the wrong kind": ("change_settings", {"settings": {"joint_leave": "ya"}}),
    "hours that are none": ("change_settings", {"settings": {"hours": {"mon": ["16:00-07:30"]}}}),
    "a time zone that does not exist": ("change_settings", {"settings": {"timezone": "Asia/Palembang"}}),
    "a profile that does not exist": ("change_settings", {"settings": {"profile": "2017"}}),
    "a misspelt catalogue": ("change_service", {"definition": 'id = "x"\nlabl = { id = "X" }\n'}),
    "a catalogue that is no TOML": ("change_service", {"definition": "id = = 1"}),
    "the last supervisor": ("retire_staff", {"staff": "siti"}),
    "an id that is no name": ("set_staff", {"staff": "../siti", "name": "S", "role": "clerk"}),
}


def filled(fields, ids):
    text = json.dumps(fields)
    return re.sub(r"\{(checking|accepted|sign)\}", lambda m: ids[m[1]], text)


def refused(office, answer, status=1):
    program, _ids, entries = office
    assert (answer.status, answer.out) == (status, "")
    assert is_sentence(answer.err), answer.err
    assert program.entries() == entries


@pytest.mark.parametrize("what", REFUSED)
@pytest.mark.parametrize("lang", ["id", "en"])
def test_a_clerk_is_refused_with_a_sentence(office, what, lang):
    command, fields = REFUSED[what]
    refused(office, office[0]("run", command, filled(fields, office[1]), by="ani", lang=lang))


@pytest.mark.parametrize("what", REFUSED_BY_SITI)
def test_a_supervisor_is_refused_with_a_sentence(office, what):
    command, fields = REFUSED_BY_SITI[what]
    refused(office, office[0]("run", command, json.dumps(fields), by="siti"))


@pytest.mark.parametrize(
    "text", ["{", "", "[1,2", '{"a":1} x', "besok", '"\\ud800"', "{'a': 1}", "\udcff", "[" * 99999]
)
def test_json_that_is_no_json_is_refused(office, text):
    refused(office, office[0]("run", "accept_application", text, by="ani"))


@pytest.mark.parametrize(
    ("question", "fields"),
    [
        ("application", {"application": "L1-1"}),
        ("applications", {"state": "selesai"}),
        ("applications", {"limit": -1}),
        ("applications", {"from": "kemarin"}),
        ("day", {"date": "2026-13-01"}),
        ("day", {"date": "9999-12-31"}),
        ("day", {}),
        ("stalls", {"cause": "malas"}),
        ("line", {"kind": "sim"}),
        ("recap", {"from": "2026-05-01", "to": "2026-04-01"}),
        ("leaflet", {"service": "sim"}),
    ],
)
def test_a_question_that_cannot_be_answered_is_refused(office, question, fields):
    refused(office, office[0]("ask", question, json.dumps(fields), by="siti"))


@pytest.mark.parametrize(
    ("arguments", "close"),
    [
        (["run", "open_aplication"], "open_application"),
        (["ask", "stall"], "stalls"),
        (["run", "xyz"], "schema"),
        (["print", "resi", "L1", "-o", "x.pdf"], "receipt"),
        (["report", "mingguan"], "daily"),
        (["run"], "--lines"),
        (["verify", "--anchor", "12"], "1234"),
    ],
)
def test_an_unknown_name_is_wrong_usage_and_the_known_ones_are_named(office, arguments, close):
    answer = office[0](*arguments, by="siti")
    refused(office, answer, status=2)
    assert close in answer.err


@pytest.mark.parametrize(
    "arguments",
    [
        ["--x"],
        ["run", "--lines", "/nowhere"],
        ["lari"],
        ["setup"],
        ["setup", "/nowhere"],
        ["audit", "--limit", "x"],
    ],
)
def test_wrong_options_are_wrong_usage(office, arguments):
    answer = office[0](*arguments, by="siti")
    assert (answer.status, answer.out) == (2, "")
    assert "Traceback" not in answer.err


def test_nobody_signs_in_without_a_name(office):
    refused(office, office[0]("ask", "blangko"), status=2)


@pytest.mark.parametrize("by", ["budi", "hantu"])
def test_who_is_not_known_opens_nothing(office, by):
    refused(office, office[0]("ask", "blangko", by=by))


def test_a_wrong_password_opens_nothing(program):
    answer = program("--as", "ani", "ask", "blangko")
    assert (answer.status, is_sentence(answer.err)) == (1, True)


def test_a_folder_that_is_none_of_ours(empty):
    for folder in (empty.folder, empty.folder.parent):
        answer = Program(folder, empty.clock)("ask", "blangko", by="siti")
        assert (answer.status, is_sentence(answer.err)) == (1, True)
    assert "setup" in answer.err


def test_a_database_of_a_newer_version_is_left_alone(program):
    office = program.opened()
    office.db.execute(f"PRAGMA user_version = {(database.MAJOR + 1) * 1000 + 1}")
    office.close()
    answer = program("run", "receive_blangko", '{"kind":"kk","quantity":1}', by="ani")
    assert (answer.status, is_sentence(answer.err)) == (1, True)
    assert "newer version" in answer.err


def test_a_clock_that_is_behind_stops_writing(office):
    program, _ids, _entries = office
    program.clock.advance(days=-1)
    try:
        refused(office, program("run", "receive_blangko", '{"kind":"kk","quantity":1}', by="ani"))
        assert program("ask", "blangko", by="ani").status == 0
    finally:
        program.clock.set("2026-04-06T08:00")


def test_lines_go_on_after_a_refused_one(program):
    lines = [
        {"command": "receive_blangko", "kind": "kk", "quantity": 2},
        {"command": "receive_blangko", "kind": "sim", "quantity": 2},
        {"command": "open_application", "service": "surat_pengantar", "applicant": {"name": "Siti"}},
        {"perintah": "x"},
        {"command": "terbang"},
    ]
    typed = "\n".join(json.dumps(line) for line in lines) + "\n\n{no json\n"
    answer = program("run", "--lines", "-", by="ani", typed=typed)
    answers = [msgspec.json.decode(line) for line in answer.out.splitlines()]
    assert answer.status == 1
    assert answers[0]["ids"].keys() == {"delivery"}
    assert "sim" in answers[1]["refused"]
    assert answers[2]["ids"] == {"application": "L1-20260406-0001"}
    assert ["refused" in row for row in answers] == [False, True, False, True, True, True]
    assert program.ask("blangko")[2]["on_hand"] == 2


def test_lines_from_a_file_without_a_refusal_end_well(program, tmp_path):
    file = tmp_path / "lines.jsonl"
    file.write_text('{"command":"receive_blangko","kind":"kk","quantity":2}\n' * 3)
    answer = program("run", "--lines", str(file), by="ani")
    assert (answer.status, len(answer.out.splitlines())) == (0, 3)


def test_markup_and_sql_are_just_text_on_the_way_in_and_out(program):
    name = "<script>alert('x')</script>\"; DROP TABLE journal; --"
    number = program.run("open_application", service="surat_pengantar", applicant={"name": name})[
        "application"
    ]
    assert program.ask("application", application=number)["name"] == name
    assert [row["name"] for row in program.ask("applications", text="script drop")] == [name]


def test_a_day_that_is_to_come_has_no_report(office):
    answer = office[0]("report", "daily", "--date", "2030-01-01", by="siti")
    refused(office, answer)
    assert "still to come" in answer.err


def test_the_settings_name_the_field_in_words(office):
    answer = office[0]("run", "change_settings", '{"settings": {"name": ""}}', by="siti")
    refused(office, answer)
    assert answer.err.startswith("The office has no name.")
