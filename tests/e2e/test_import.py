"""``counter-app import`` as a person at the terminal meets it."""

import registers
from program import is_sentence

from counter_app.storage import backup


def register(program, name="2017.xlsx", number=3, **changed):
    """Write a register beside the data; ``changed`` replaces cells: line_column=value."""
    rows = registers.rows(number)
    for place, value in changed.items():
        line, column = place.removeprefix("at_").split("_")
        rows[int(line)][int(column)] = value
    return registers.xlsx(program.folder.parent / name, rows)


def count(program):
    """Return how many applications there are."""
    return len(program.ask("applications"))


def test_a_preview_tells_what_would_come_and_writes_nothing(program):
    before = program.entries()
    answer = program("import", str(register(program)), "--preview", by="siti")
    assert answer.status == 0
    assert "New: 3" in answer.out
    assert "Faulty: 0" in answer.out
    assert "= Nama Pemohon" in answer.out
    assert "1671********0001" in answer.out
    assert program.entries() == before


def test_an_import_is_listed_and_undone_as_one_act_and_a_backup_came_before(program):
    path = register(program)
    answer = program("import", str(path), by="tono")
    assert (answer.status, answer.err) == (0, "")
    batch = program.ask("imports")[0]["import"]
    assert f"3 applications were imported ({batch})." in answer.out
    assert count(program) == 3
    made = backup.made(program.folder / "backups")
    assert "import" in [one.reason for one in made]
    assert batch in program("import", "--list", by="siti").out
    again = program("import", str(path), by="siti")
    assert (again.status, "Undo that import first." in again.err, is_sentence(again.err)) == (1, True, True)
    undone = program("import", "--undo", batch, by="siti")
    assert (undone.status, "3 applications" in undone.out, count(program)) == (0, True, 0)
    assert program("import", str(path), by="siti").status == 0


def test_faulty_lines_stop_all_and_stand_in_a_file_of_their_own(program):
    path = register(program, at_1_4="=HYPERLINK()", at_2_2="kemarin")
    answer = program("import", str(path), by="siti")
    listed = path.with_name("2017-errors.csv")
    assert answer.status == 1
    assert f"2 lines have faults: nothing was imported. They stand in {listed}." in answer.err
    assert count(program) == 0
    text = listed.read_text(encoding="utf-8-sig")
    assert "4,Tgl. Masuk,kemarin" in text
    assert listed.stat().st_mode & 0o077 == 0
    assert program("import", str(path), "--skip-faulty", by="siti").status == 0
    assert count(program) == 1


def test_what_is_faulty_can_be_no_formula_of_another_spreadsheet(program):
    path = registers.csv(program.folder.parent / "a.csv", [[1, "1", "@SUM(1)", "A", "", "KTP", "belum", ""]])
    place = program.folder.parent / "salah.csv"
    program("import", str(path), "--errors", str(place), by="siti")
    assert "'@SUM(1)" in place.read_text(encoding="utf-8-sig")


def test_columns_a_service_and_a_state_can_be_said(program):
    path = registers.xlsx(
        program.folder.parent / "a.xlsx", [["14/03/2017", "Aminah"]], heads=["Kapan", "Siapa"]
    )
    refused = program("import", str(path), by="siti")
    assert (refused.status, "Say which column holds" in refused.err) == (1, True)
    said = ["--column", "opened=Kapan", "--column", "name=Siapa"]
    answer = program("import", str(path), *said, "--service", "ktp_baru", "--state", "in_process", by="siti")
    assert answer.status == 0, answer.err
    assert program.ask("applications")[0]["name"] == "Aminah"


def test_what_can_be_wrong_costs_a_sentence(program):
    folder = program.folder.parent
    (folder / "a.xlsx").write_bytes(b"PK\x03\x04nothing")
    (folder / "b.xls").write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600))
    good = str(register(program))
    for arguments, status in (
        ((str(folder / "a.xlsx"),), 1),
        ((str(folder / "b.xls"),), 1),
        ((good, "--sheet", "2016"), 1),
        ((good, "--column", "name=Nobody"), 1),
        ((good, "--column", "colour=NIK"), 1),
        ((good, "--service", "nothing"), 1),
        ((good, "--errors", str(folder / "no" / "where.csv"), "--preview"), 0),
        (("--undo", "L1-I1"), 1),
        ((good, "--column", "name"), 2),
        ((), 2),
        ((good, "--list"), 2),
    ):
        answer = program("import", *arguments, by="siti")
        assert answer.status == status, (arguments, answer.err)
        assert status == 0 or is_sentence(answer.err), answer.err
    assert count(program) == 0
