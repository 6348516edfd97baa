"""Founding, verifying, rebuilding, backing up and restoring from the command line."""

import hashlib
import json
import re
import shutil
import stat
from pathlib import Path

import pytest
from program import Program, is_sentence
from pypdf import PdfReader

from counter_app import bootstrap
from counter_app.office.office import commands, questions
from counter_app.storage import journal
from counter_app.storage.database import writing
from counter_app.storage.schema import TABLES

DESIGN = {  # the names of design 12 that must stay
    "commands": """open_application mark_requirements return_application accept_application complete_step
        send_back_application sign_applications hand_over_application close_application undo
        correct_application pass_on_application accept_responsibility assign_application set_aside put_back
        reveal_nik receive_blangko spoil_blangko count_blangko expect_blangko record_absence end_absence
        record_disruption end_disruption issue_ticket call_next call_ticket skip_ticket finish_ticket""",
    "questions": "application applications stalls blangko signing_folder day recap",
}


@pytest.fixture
def worked(program):
    """Return an office with a little of everything in it."""
    program.run("receive_blangko", kind="kk", quantity=2)
    number = program.accepted("kk_ubah")
    program.steps(number, "verify", "enter", "print")
    program.run(
        "return_application",
        application=program.run(
            "open_application", service="surat_pengantar", applicant={"name": "Siti Nurhaliza"}
        )["application"],
    )
    return program


def tables(program):
    """Return every row of every folded table."""
    office = program.opened()
    found = {
        name: sorted(office.db.execute(f"SELECT * FROM {name}").fetchall(), key=repr)
        for name in TABLES
        if name != "search"
    }
    office.close()
    return found


def damage(path, at):
    data = bytearray(path.read_bytes())
    data[at] ^= 1
    path.write_bytes(data)


def test_setup_founds_an_office_once(empty, office_file):
    first, second = empty("setup", str(office_file)), empty("setup", str(office_file))
    assert first.status == 0
    assert re.fullmatch(r"([A-Z0-9]{5}-){4}[A-Z0-9]{5}\n", first.out)
    assert (second.status, second.out, is_sentence(second.err)) == (1, "", True)
    assert [row["staff"] for row in empty.ask("staff_list")] == ["ani", "camat", "siti", "tono"]
    assert empty.ask("office_settings")["region"] == "16.71.03"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('code = "L1"', 'code = "loket 1"'),
        ('role = "supervisor"', 'role = "clerk"'),
        ('role = "supervisor"', 'role = "boss"'),
        ('password = "kantor camat"', 'password = "x"'),
        ('password = "kantor camat"', ""),
        ('name = "Siti Rahma"', 'name = " "'),
        ('id = "ani"', 'id = "siti"'),
        ('id = "ani"', 'id = "../ani"'),
        ('region = "16.71.03"', ""),
        ('city = "Kota Palembang"', 'kota = "Palembang"'),
        ('city = "Kota Palembang"', 'city = "Kota Palembang"\njoint_leav = true'),
        ("[counter]", "[loket]"),
        ("[counter]", "[counter"),
        ("[counter]", '[hours]\nmon = ["25:00-26:00"]\n[counter]'),
        ('profile = "palembang_2017"', 'profile = "2017"'),
        ('city = "Kota Palembang"', 'city = "Kota Palembang"\ntimezone = "WIB"'),
    ],
)
def test_a_file_that_cannot_be_used_founds_nothing(empty, office_file, tmp_path, old, new):
    text = office_file.read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "bad.toml").write_text(text.replace(old, new, 1), encoding="utf-8")
    answer = empty("setup", str(tmp_path / "bad.toml"))
    assert (answer.status, answer.out, is_sentence(answer.err)) == (1, "", True), answer.err
    assert not any(empty.folder.glob("*")) if empty.folder.exists() else True


def test_the_password_and_the_citizens_stand_in_no_file_of_the_folder(worked):
    worked("backup", by="siti")
    for path in worked.folder.rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            for secret in (b"kantor camat", b"Warga", b"Nurhaliza", b"167103150690"):
                assert secret not in data, path


def test_the_schema_names_and_describes_every_command_and_question(empty):
    answer = empty("schema")
    whole = answer.json
    assert (answer.status, whole["$schema"][:23]) == (0, "https://json-schema.org")
    assert whole["commands"].keys() == commands.keys()
    assert whole["questions"].keys() == questions.keys()
    for book, names in DESIGN.items():
        assert set(names.split()) <= whole[book].keys()
        for entry in whole[book].values():
            assert entry["description"]
            assert entry["roles"]
            assert whole["$defs"][entry["$ref"].rpartition("/")[2]]["type"] == "object"
    wanted = set(re.findall(r'"\$ref": ?"#/\$defs/(\w+)"', answer.out))
    assert wanted <= whole["$defs"].keys()
    assert set(whole["$defs"]["OpenApplication"]["required"]) == {"service", "applicant"}


def test_rows_are_answered_one_a_line(worked):
    answer = worked("ask", "applications", "--lines", by="ani")
    assert len([json.loads(line) for line in answer.out.splitlines()]) == 2


def test_a_whole_journal_is_verified(worked):
    answer = worked("verify", by="siti")
    assert (answer.status, answer.err) == (0, "")
    assert str(worked.entries()) in answer.out


def test_the_anchor_of_a_signed_report_agrees_until_the_journal_is_changed(worked):
    anchor = worked.ask("day", date="2026-04-06")["anchor"]
    right = f"{anchor['entries']}:{anchor['hash']}"
    wrong = f"{anchor['entries']}:{'0' * 16}"
    gone = f"{anchor['entries'] + 100}:{anchor['hash']}"
    assert worked("verify", "--anchor", right, by="siti").status == 0
    assert worked("verify", "--anchor", right[:-8], by="siti").status == 0  # as reports of 0.3 bear it
    assert worked("verify", "--anchor", right.upper(), by="siti").status == 0
    for other in (wrong, gone):
        answer = worked("verify", "--anchor", other, by="siti")
        assert (answer.status, is_sentence(answer.err)) == (3, True)


@pytest.mark.parametrize("share", [0.001, 0.1, 0.3, 0.5, 0.7, 0.9, 0.999])
def test_one_damaged_byte_anywhere_is_found(worked, share):
    path = worked.folder / "counter.db"
    damage(path, int(path.stat().st_size * share))
    answer = worked("verify", by="siti")
    assert (answer.status, answer.out) == (3, "")
    assert "Traceback" not in answer.err
    for arguments in (["ask", "applications"], ["run", "receive_blangko", '{"kind":"kk","quantity":1}']):
        answer = worked(*arguments, by="siti")
        assert answer.status in (0, 3)
        assert answer.status == 0 or is_sentence(answer.err)


@pytest.mark.parametrize("content", [b"", b"halo", bytes(8192)])
def test_a_database_that_is_none_is_said_in_a_sentence(worked, content):
    (worked.folder / "counter.db").write_bytes(content)
    answer = worked("ask", "blangko", by="siti")
    assert (answer.status, answer.out, is_sentence(answer.err)) == (3, "", True)


def test_a_rebuild_leaves_the_tables_as_daily_work_made_them(worked):
    before = tables(worked)
    assert worked("rebuild", by="siti").status == 0
    assert tables(worked) == before
    assert [row["name"] for row in worked.ask("applications", text="haliza")] == ["Siti Nurhaliza"]


def test_a_backup_is_restored_under_a_new_code_so_that_numbers_cannot_collide(worked):
    answer = worked("backup", by="siti")
    backup = answer.out.strip().rpartition(": ")[2]
    at_backup = tables(worked)
    lost = worked.run("open_application", service="surat_pengantar", applicant={"name": "Hilang"})
    assert worked("restore", backup, by="tono").status == 1
    answer = worked("restore", backup, "--yes", by="tono")
    assert answer.status == 0
    assert "L1B" in answer.out
    assert tables(worked) == at_backup
    again = worked.run("open_application", service="surat_pengantar", applicant={"name": "Baru"})
    assert lost["application"] == "L1-20260406-0003"
    assert again["application"] == "L1B-20260406-0003"
    assert worked("verify", by="siti").status == 0
    assert list(worked.folder.glob("replaced-*/counter.db"))


def test_a_restored_counter_keeps_its_drawer_and_its_signed_reports(worked):
    anchor = worked.ask("day", date="2026-04-06")["anchor"]
    on_hand = {row["kind"]: row["here"] for row in worked.ask("blangko")}
    assert on_hand["kk"] == 1
    for code in ("L1B", "L1C"):
        backup = worked("backup", by="siti").out.strip().rpartition(": ")[2]
        assert code in worked("restore", backup, "--yes", by="tono").out
    assert {row["kind"]: row["here"] for row in worked.ask("blangko")} == on_hand
    assert worked("verify", "--anchor", f"{anchor['entries']}:{anchor['hash']}", by="siti").status == 0
    number = worked.accepted("kk_ubah")
    worked.steps(number, "verify", "enter", "print")
    assert [row["on_hand"] for row in worked.ask("blangko") if row["kind"] == "kk"] == [0]
    worked.clock.set("2026-04-05T08:00")
    answer = worked("run", "receive_blangko", '{"kind": "kk", "quantity": 1}', by="ani")
    assert (answer.status, is_sentence(answer.err)) == (1, True)  # the clock of the years before counts


def test_a_restored_database_is_one_to_work_with(worked):
    backup = Path(worked("backup", by="siti").out.strip().rpartition(": ")[2])
    assert worked("restore", str(backup), "--yes", by="tono").status == 0
    office = worked.opened()
    assert office.db.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    office.close()
    for folder in (backup, worked.folder):
        assert stat.S_IMODE((folder / "counter.db").stat().st_mode) == 0o600


def test_whichever_page_is_damaged_a_backup_can_be_restored(worked):
    backup = worked("backup", by="siti").out.strip().rpartition(": ")[2]
    path = worked.folder / "counter.db"
    whole = path.read_bytes()
    for at in range(100, len(whole), 4096):
        damage(path, at)
        answer = worked("restore", backup, by="tono")
        assert (answer.status, "--yes" in answer.err) == (1, True), (at, answer.err)
        path.write_bytes(whole)


def test_verify_names_an_entry_that_can_not_be_read_while_work_goes_on(worked):
    office = worked.opened()
    with writing(office.db) as connection:
        last = journal.last(connection, office.counter)
        head = (office.counter, last.seq + 1, last.at + 1, last.wall, "ani", "blangko/L1-99")
        link = journal.chain(last.hash, *head, b"{")
        connection.execute("INSERT INTO journal VALUES (?,?,?,?,?,?,?,?)", (*head, b"{", link))
    counter = office.counter
    office.close()
    answer = worked("verify", by="siti")
    assert (answer.status, answer.out) == (3, "")
    assert f"journal of {counter}: entry {last.seq + 1} can't be read" in answer.err
    assert worked("rebuild", by="tono").status == 0
    assert worked.ask("audit")[0]["event"] == "?"
    worked.run("receive_blangko", kind="kk", quantity=2)
    assert worked("backup", by="siti").status == 0


def test_a_backup_that_is_damaged_or_none_is_not_restored(worked, tmp_path):
    backup = worked("backup", by="siti").out.strip().rpartition(": ")[2]
    copy = tmp_path / "copy"
    shutil.copytree(backup, copy)
    damage(copy / "counter.db", 50_000)
    before = hashlib.sha256((worked.folder / "counter.db").read_bytes()).digest()
    assert worked("restore", str(copy), "--yes", by="tono").status == 3
    answer = worked("restore", str(tmp_path), "--yes", by="tono")
    assert (answer.status, is_sentence(answer.err)) == (1, True)
    assert hashlib.sha256((worked.folder / "counter.db").read_bytes()).digest() == before


def test_a_place_that_is_not_there_takes_no_backup(worked, tmp_path):
    answer = worked("backup", "--to", str(tmp_path / "flash"), by="siti")
    assert (answer.status, is_sentence(answer.err)) == (1, True)


def test_a_new_member_of_staff_signs_in_and_a_retired_one_does_not(worked, monkeypatch):
    monkeypatch.setenv("COUNTER_APP_NEW_PASSWORD", "loket dua")
    assert worked("staff", "add", "joko", "--name", "Joko", by="siti").status == 0
    assert worked("staff", "add", "joko", "--name", "Joko", by="siti").status == 1
    assert worked("staff", "add", "dodi", "--name", "Dodi", by="ani").status == 1
    monkeypatch.setenv("COUNTER_APP_PASSWORD", "loket dua")
    names = [row["staff"] for row in worked.ask("staff_list")]
    assert names == ["ani", "camat", "joko", "siti", "tono"]
    assert worked("staff", "retire", "joko", by="siti").status == 0
    assert worked("staff", "retire", "siti", by="siti").status == 1


def test_staff_work_that_broke_off_half_way_is_done_again(worked, monkeypatch):
    monkeypatch.setenv("COUNTER_APP_NEW_PASSWORD", "loket dua")
    vault = bootstrap.Vault(worked.folder)
    key = vault.unlock("siti", "kantor camat", now=0)
    vault.add(key, "joko", "Joko", "loket tiga")
    assert worked("staff", "add", "joko", "--name", "Joko", by="siti").status == 0
    worked.run("retire_staff", "siti", staff="joko")
    assert worked("staff", "retire", "joko", by="ani").status == 1
    assert worked("staff", "retire", "joko", by="siti").status == 0
    assert "joko" not in [holder.id for holder in vault.holders()]
    worked.run("set_staff", "siti", staff="dodi", name="Dodi", role="clerk")
    assert worked("staff", "retire", "dodi", by="siti").status == 0
    assert worked("staff", "retire", "dodi", by="siti").status == 1


def test_a_demo_office_made_again_leaves_other_files_alone(empty, tmp_path):
    assert empty("demo", "--days", "1").status == 0
    (empty.folder / "surat.txt").write_text("milik kantor")
    before = (empty.folder / "counter.db").read_bytes()
    assert empty("demo", "--days", "1", "--again").status == 0
    assert (empty.folder / "surat.txt").read_text() == "milik kantor"
    assert (empty.folder / "counter.db").read_bytes() != before


def test_an_offices_own_service_file_is_checked_with_line_and_key(empty, tmp_path):
    shown = empty("catalogue", "show", "surat_pengantar")
    file = tmp_path / "own.toml"
    file.write_text(shown.out, encoding="utf-8")
    assert empty("catalogue", "check", str(file)).status == 0
    file.write_text(shown.out.replace("standard =", "standart ="), encoding="utf-8")
    answer = empty("catalogue", "check", str(file))
    assert answer.status == 1
    assert re.search(r"own\.toml:\d+: standart", answer.out)


def test_every_subcommand_explains_itself_in_both_languages(empty):
    for lang in ("id", "en"):
        listed = empty("--help", lang=lang)
        assert listed.status == 0
        for name in (
            "run",
            "ask",
            "schema",
            "print",
            "report",
            "setup",
            "verify",
            "backup",
            "restore",
            "audit",
        ):
            assert name in listed.out
            assert empty(name, "--help", lang=lang).status == 0


def test_a_program_that_was_never_set_up_still_says_its_version(tmp_path, cheap):
    answer = Program(tmp_path, cheap)("--version")
    assert (answer.status, answer.out[:12]) == (0, "counter-app,")


def test_the_recovery_key_gives_a_forgotten_password_anew(empty, office_file, monkeypatch):
    key = empty("setup", str(office_file)).out.strip()
    monkeypatch.setenv("COUNTER_APP_NEW_PASSWORD", "kata sandi baru")
    monkeypatch.setenv("COUNTER_APP_RECOVERY_KEY", key[:-1] + ("0" if key[-1] != "0" else "1"))
    assert empty("staff", "recover", "siti").status == 1
    monkeypatch.setenv("COUNTER_APP_RECOVERY_KEY", key)
    assert empty("staff", "recover", "siti").status == 0
    monkeypatch.setenv("COUNTER_APP_PASSWORD", "kata sandi baru")
    assert bootstrap.unlock(empty.folder, "siti", "kata sandi baru")


def test_name_role_and_a_forgotten_password_are_set_for_a_colleague(worked, monkeypatch):
    monkeypatch.setenv("COUNTER_APP_NEW_PASSWORD", "loket baru")
    assert worked("staff", "set", "ani", "--name", "Ani Lestari", by="siti").status == 0
    assert worked("staff", "set", "joko", "--name", "Joko", by="siti").status == 1
    assert worked("staff", "set", "tono", "--role", "clerk", by="siti").status == 0
    rows = {row["staff"]: (row["name"], row["role"]) for row in worked.ask("staff_list")}
    assert rows["ani"] == ("Ani Lestari", "clerk")
    assert rows["tono"] == ("Tono", "clerk")
    assert worked("staff", "reset", "camat", by="ani").status == 1
    assert worked("staff", "reset", "ani", by="siti").status == 0
    assert bootstrap.unlock(worked.folder, "ani", "loket baru")


def test_the_recovery_key_is_drawn_once_as_a_sheet_for_the_safe(empty, office_file, tmp_path):
    sheet = tmp_path / "kunci.pdf"
    for wrong in (tmp_path / "kunci.txt", tmp_path / "gone" / "kunci.pdf"):
        answer = empty("setup", str(office_file), "--recovery-sheet", str(wrong))
        assert answer.status in (1, 2)
        assert is_sentence(answer.err)
        assert not empty.folder.exists()
    answer = empty("setup", str(office_file), "--recovery-sheet", str(sheet))
    assert (answer.status, sheet.read_bytes()[:4]) == (0, b"%PDF")
    assert all(group in PdfReader(sheet).pages[0].extract_text() for group in answer.out.strip().split("-"))
    again = empty("print", "recovery", "-o", str(tmp_path / "again.pdf"), by="siti")
    assert (again.status, is_sentence(again.err)) == (2, True)
