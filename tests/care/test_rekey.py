"""A new key: old passwords, old recovery keys and old copies open nothing that is written from then on."""

import pytest
from program import PASSWORDS

from counter_app import bootstrap
from counter_app.storage import database
from counter_app.storage.database import DatabaseDamaged


def test_everything_is_kept_under_a_new_key(program, monkeypatch):
    number = program.accepted("surat_pengantar")
    old = bootstrap.unlock(program.folder, "siti", PASSWORDS["siti"])
    answer = program("rekey", "--reason", "sandi diketahui orang luar", by="tono")
    recovery = answer.out.strip()
    assert answer.status == 0
    with pytest.raises(DatabaseDamaged):
        database.connect(program.folder / "counter.db", old)
    assert program("verify", "--deep", by="tono").status == 0
    assert program("ask", "blangko", by="siti").status == 1  # no password yet
    monkeypatch.setenv("COUNTER_APP_NEW_PASSWORD", PASSWORDS["siti"])
    assert program("staff", "reset", "siti", by="tono").status == 0
    assert program.ask("application", application=number)["state"] == "in_process"
    [entry] = [row for row in program.ask("audit") if row["area"] == "key"]
    assert (entry["staff"], entry["words"]) == ("tono", "Key changed")
    bootstrap.recover(program.folder, recovery, "siti", "sandi yang baru")


def test_only_the_admin_changes_the_key(program):
    for who in ("ani", "siti", "camat"):
        assert program("rekey", "--reason", "iseng", by=who).status == 1


def test_a_lost_recovery_key_is_replaced_and_passwords_stay(program, monkeypatch, tmp_path):
    sheet = tmp_path / "kunci.pdf"
    first = program("rekey", "--reason", "x", "--only-recovery-key", by="tono").out.strip()
    answer = program(
        *("rekey", "--reason", "hilang", "--only-recovery-key", "--recovery-sheet", str(sheet)), by="tono"
    )
    assert (answer.status, sheet.read_bytes()[:5]) == (0, b"%PDF-")
    assert program("ask", "blangko", by="ani").status == 0
    monkeypatch.setenv("COUNTER_APP_NEW_PASSWORD", "sandi yang baru")
    for key, status in ((first, 1), (answer.out.strip(), 0)):
        monkeypatch.setenv("COUNTER_APP_RECOVERY_KEY", key)
        assert program("staff", "recover", "ani").status == status
