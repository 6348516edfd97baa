"""Registers of earlier years: what they become, what is known already, all or nothing, taken back."""

import datetime as dt

import msgspec
import pytest
import registers
from stories import filled_anew, nik, staff

from counter_app.domain.importing import RegisterLine
from counter_app.office.commands.importing import (
    AlreadyImported,
    ImportRegister,
    NothingNew,
    UnknownImport,
    WorkedOn,
    WrongLine,
)
from counter_app.office.importing import Register
from counter_app.office.office import NotAllowed, Stopped

LINE = {"line": 2, "opened": "2017-03-14", "name": "Aminah", "service": "ktp_baru", "state": "in_process"}
DONE = {"state": "collected", "done": "2017-04-20", "collected": "2017-04-21"}


def bring(desk, *lines, digest="0a", by="siti"):
    """Import lines; return the ids."""
    numbered = [LINE | {"line": n} | one for n, one in enumerate(lines, 2)]
    return desk.run("import_register", by=by, file="2017.xlsx", digest=digest, lines=numbered).ids


def numbers(desk):
    """Return every application's number, the newest first."""
    return [row["application"] for row in desk.ask("applications")]


def read(desk, path, **changed):
    """Return a register and what it holds under the likely mapping."""
    register = Register(path)
    choices = register.choices(desk.office, staff("siti"))._replace(**changed)
    return register, choices, register.read(desk.office, staff("siti"), choices)


def test_a_file_of_an_earlier_year_keeps_its_days_and_gets_a_number_of_its_day(desk):
    bring(desk, DONE, {"name": "Budi", "opened": "2017-03-15"}, {"name": "Cici"})
    assert numbers(desk) == ["AL1-20170315-0001", "AL1-20170314-0002", "AL1-20170314-0001"]
    shown = desk.show("AL1-20170314-0001")
    assert [shown[moment][:10] for moment in ("opened", "ready", "collected")] == [
        "2017-03-14", "2017-04-20", "2017-04-21",
    ]  # fmt: skip
    assert [one["event"] for one in shown["timeline"]] == ["imported"]


@pytest.mark.parametrize(
    ("waits", "step"), [("", "verify"), ("record", "record"), ("blangko", "print"), ("agency", "dedupe")]
)
def test_an_open_file_stands_at_the_step_that_the_register_names(desk, waits, step):
    bring(desk, {"waits": waits})
    assert step in desk.show("AL1-20170314-0001")["current"]


def test_an_open_file_of_2017_works_like_any_other_and_is_first_in_the_line(desk):
    desk.run("receive_blangko", kind="ktp_el", quantity=1)
    today = desk.at("ktp", "print")
    bring(desk, {"waits": "blangko"})
    [old] = [number for number in numbers(desk) if number.startswith("A")]
    assert (desk.show(old)["rank"], desk.show(today)["rank"]) == (1, 2)
    desk.step(old, "print")
    desk.run("hand_over_application", application=old, receiver="Aminah")
    shown = desk.show(old)
    assert (shown["state"], shown["collected"][:10]) == ("collected", "2026-04-06")


def test_a_file_that_lay_ready_is_handed_over(desk):
    bring(desk, {"state": "ready", "done": "2017-04-20"})
    assert desk.state("AL1-20170314-0001") == "ready"
    desk.run("hand_over_application", application="AL1-20170314-0001", receiver="Aminah")
    assert desk.state("AL1-20170314-0001") == "collected"


def test_a_letter_that_waited_for_a_signature_is_signed(desk):
    bring(desk, {"service": "surat_pengantar", "waits": "signature"})
    desk.step("AL1-20170314-0001", "sign")
    assert "sign" not in desk.show("AL1-20170314-0001")["current"]


def test_a_correction_asks_for_no_papers_that_the_old_office_saw(desk):
    bring(desk, {"waits": "blangko"})
    person = {"nik": nik(7)}
    done = desk.run("correct_application", application="AL1-20170314-0001", applicant=person, reason="KK")
    assert not any("needed" in warning for warning in done.warnings)
    assert desk.show("AL1-20170314-0001")["requirements"] == []


def test_reports_count_imported_files_by_their_own_days(desk):
    rejected = {"state": "rejected", "done": "2017-03-16", "name": "Dodi"}
    bring(desk, DONE, {"name": "Budi"}, rejected, {"name": "Cici", "opened": "2016-12-30"})
    row = desk.ask("recap", from_="2017-01-01", to="2017-12-31")[0]
    assert (row.carried_over, row.received, row.done, row.closed, row.open) == (1, 3, 1, 1, 2)
    today = desk.ask("day", date="2026-04-06")
    assert [one.received for one in today.services if one.received] == []


def test_nobody_of_today_gets_figures_for_what_was_served_years_ago(desk):
    bring(desk, DONE, {"name": "Budi"})
    assert desk.ask("day", date="2017-03-14").staff == []
    assert [one.minutes for one in desk.ask("register", from_="2017-01-01", to="2017-12-31")] == [None, None]


def test_the_same_file_is_refused_with_the_day_of_its_import(desk):
    bring(desk, DONE)
    before = desk.entries()
    with pytest.raises(AlreadyImported, match="6 April 2026"):
        bring(desk, {"name": "Budi"})
    assert desk.entries() == before


@pytest.mark.parametrize(
    ("first", "again"),
    [
        ({"nik": nik(1)}, {"nik": nik(1), "name": "Aminah binti Ali"}),
        ({"birth_date": "1990-06-15"}, {"birth_date": "1990-06-15", "name": "AMINAH"}),
        ({"number": "17/A"}, {"number": "17/A", "opened": "2017-09-01"}),
    ],
)
def test_a_line_that_is_known_already_is_left_out(desk, first, again):
    bring(desk, first)
    ids = bring(desk, again, {"name": "Budi"}, digest="0b")
    assert ids["applications"] == 1
    [newest, _first] = desk.ask("imports")
    assert (newest["lines"], newest["known"]) == (2, 1)
    with pytest.raises(NothingNew):
        bring(desk, again, digest="0c")


@pytest.mark.parametrize(
    ("first", "other"),
    [
        ({"nik": nik(1)}, {"nik": nik(1), "service": "kk_ubah"}),
        ({"nik": nik(1)}, {"nik": nik(1), "opened": "2017-03-15"}),
        ({"birth_date": "1990-06-15"}, {"birth_date": "1991-06-15"}),
        ({"number": "17"}, {"number": "17", "name": "Budi"}),
        ({"number": "17"}, {"number": "17", "opened": "2016-03-14"}),
    ],
)
def test_another_file_of_the_same_citizen_or_number_is_no_duplicate(desk, first, other):
    assert bring(desk, first, other)["applications"] == 2


def test_a_line_that_stands_there_twice_counts_once(desk):
    assert bring(desk, {}, {"name": "Budi"}, {})["applications"] == 2


def test_a_file_of_the_program_itself_is_known(desk):
    number = desk.opened("ktp", name="Aminah", nik=nik(1))
    check = desk.ask(
        "register_check", digest="0a", lines=[LINE | {"number": number}, LINE | {"line": 3, "name": "B"}]
    )
    assert (check["new"], check["known"]) == (1, [{"line": 2, "application": number}])


def test_undoing_takes_all_back_and_the_file_may_come_again(desk):
    batch = bring(desk, DONE, {"name": "Budi", "waits": "blangko"})["import"]
    desk.run("undo_import", by="siti", batch=batch)
    assert numbers(desk) == []
    assert desk.ask("applications", text="Budi") == []
    assert desk.ask("recap", from_="2017-01-01", to="2017-12-31")[0].received == 0
    assert desk.ask("imports")[0]["undone"][:10] == "2026-04-06"
    bring(desk, DONE, {"name": "Budi"})
    assert numbers(desk) == ["AL1-20170314-0004", "AL1-20170314-0003"]  # a number is given once
    with pytest.raises(UnknownImport):
        desk.run("undo_import", by="siti", batch=batch)


def test_an_import_that_was_worked_on_stays_and_the_refusal_says_where(desk):
    batch = bring(desk, DONE, {"name": "Budi"})["import"]
    desk.run("reveal_nik", application="AL1-20170314-0001")  # a look is no work
    desk.run("assign_application", by="siti", application="AL1-20170314-0002", to="ani", reason="lama")
    before = desk.entries()
    with pytest.raises(WorkedOn, match="AL1-20170314-0002"):
        desk.run("undo_import", by="siti", batch=batch)
    assert desk.entries() == before


def test_numbers_go_on_behind_those_that_were_given(desk):
    bring(desk, {"opened": "2026-04-06"})
    assert desk.opened("ktp") != "AL1-20260406-0001"
    bring(desk, {"opened": "2026-04-06", "name": "Budi"}, digest="0b")
    assert len(set(numbers(desk))) == 3


def test_an_imported_office_is_folded_again_to_the_same(desk):

    batch = bring(desk, DONE, {"name": "Budi"})["import"]
    desk.run("undo_import", by="siti", batch=batch)
    bring(desk, DONE, {"name": "Budi", "waits": "blangko"})
    before = desk.ask("applications"), desk.ask("imports"), desk.ask("stalls")
    filled_anew(desk.office.db)
    assert (desk.ask("applications"), desk.ask("imports"), desk.ask("stalls")) == before


@pytest.mark.parametrize(
    "wrong",
    [
        {"service": "nothing"},
        {"nik": "123"},
        {"name": " "},
        {"opened": "2027-01-01"},
        {"opened": "1989-01-01"},
        {"state": "collected"},
        {"done": "2017-03-20"},
        {"state": "ready", "done": "2017-03-01"},
    ],
)
def test_lines_that_come_from_elsewhere_are_looked_at_too(desk, wrong):
    before = desk.entries()
    with pytest.raises(WrongLine, match="Line 2"):
        bring(desk, wrong)
    assert desk.entries() == before


def test_admins_import_and_clerks_do_not(desk):
    with pytest.raises(NotAllowed):
        bring(desk, DONE, by="ani")
    assert bring(desk, DONE, by="tono")["applications"] == 1


def test_a_register_of_11320_lines_comes_in_as_one_act_and_adds_up(desk, tmp_path):
    path = registers.xlsx(tmp_path / "2017.xlsx", registers.rows(11_320), title="REGISTER 2017")
    register, choices, found = read(desk, path)
    assert (found.new, found.faulty, found.known) == (11_320, 0, [])
    shares = []
    done = register.bring_in(
        desk.office, staff("siti"), choices, found, lambda share: not shares.append(share)
    )
    assert done.ids["applications"] == 11_320
    assert shares == sorted(shares)
    assert shares[-1] > 0.9
    row = desk.ask("recap", from_="2017-01-01", to="2017-12-31")[0]
    assert (row.received, row.done, row.open) == (11_320, 3774, 7546)
    assert row.open_by_cause["blangko"] == 3773


def test_stopping_before_the_end_writes_nothing(desk, tmp_path):
    register, choices, found = read(desk, registers.xlsx(tmp_path / "a.xlsx", registers.rows(300)))
    before = desk.entries()
    with pytest.raises(Stopped):
        register.bring_in(desk.office, staff("siti"), choices, found, lambda share: share < 0.5)
    with pytest.raises(Stopped):
        register.read(desk.office, staff("siti"), choices, lambda share: False)
    assert (desk.entries(), numbers(desk)) == (before, [])


def test_the_mapping_is_remembered_for_the_same_headings(desk, tmp_path):
    heads = ["Kapan", "Siapa", "Apa"]
    rows = [["14/03/2017", "Aminah", "KTP"]]
    path = registers.xlsx(tmp_path / "a.xlsx", rows, heads=heads)
    mapping = {"opened": "Kapan", "name": "Siapa", "service": "Apa"}
    register, choices, found = read(desk, path, mapping=mapping, state="finished")
    register.bring_in(desk.office, staff("siti"), choices, found)
    other = registers.xlsx(tmp_path / "b.xlsx", [["15/03/2017", "Budi", "KTP"]], heads=heads)
    assert Register(other).choices(desk.office, staff("siti")) == choices


def test_a_line_of_a_register_and_of_a_command_are_the_same(desk, tmp_path):
    _register, _choices, found = read(desk, registers.csv(tmp_path / "a.csv", registers.rows()))
    again = msgspec.convert(msgspec.to_builtins(found.lines), list[RegisterLine])
    assert again == found.lines
    command = ImportRegister(file="a", digest="0a", lines=found.lines)
    assert desk.office.run(command, staff("siti")).ids["applications"] == 3


def test_headings_that_a_page_repeats_are_no_line(desk, tmp_path):
    rows = registers.rows()
    path = registers.xlsx(tmp_path / "a.xlsx", [*rows, registers.HEADS, *registers.rows(4)[3:]])
    _register, _choices, found = read(desk, path)
    assert (found.new, found.faulty) == (4, 0)


def test_days_without_an_end_are_told(desk, tmp_path):
    heads = ["Tanggal", "Nama", "Layanan", "Ket"]
    path = registers.xlsx(tmp_path / "a.xlsx", [[dt.date(2017, 3, 1), "A", "KTP", "selesai"]], heads=heads)
    _register, _choices, found = read(desk, path)
    assert "1 finished line names no day" in found.notes[0]
