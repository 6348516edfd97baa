"""Somebody with a password and a database program changes the book: verify finds it and names the entry."""

import pytest
from program import PASSWORDS

from counter_app import bootstrap
from counter_app.storage import database, witness


@pytest.fixture
def worked(program):
    program.run("receive_blangko", kind="kk", quantity=2)
    for _file in range(3):
        program.accepted("kk_ubah")
    return program


def tamper(program, *statements):
    key = bootstrap.unlock(program.folder, "siti", PASSWORDS["siti"])
    db = database.connect(program.folder / "counter.db", key)
    for trigger in ("journal_no_update", "journal_no_delete"):
        db.execute(f"DROP TRIGGER {trigger}")
    for statement in statements:
        db.execute(statement)
    db.close()


@pytest.mark.parametrize(
    ("statements", "named"),
    [
        (["UPDATE journal SET actor = 'siti' WHERE seq = 12"], "entry 12 was changed"),
        (["UPDATE journal SET wall = wall - 60000000 WHERE seq = 12"], "entry 12 was changed"),
        (
            ["UPDATE journal SET payload = CAST(replace(payload, '}', ' }') AS BLOB) WHERE seq = 10"],
            "entry 10 was changed",
        ),
        (["DELETE FROM journal WHERE seq = 12"], "entry 12 is missing"),
        (
            [
                "UPDATE journal SET seq = seq + 100 WHERE seq > 12",
                "UPDATE journal SET seq = seq - 99 WHERE seq > 100",
                "INSERT INTO journal SELECT counter, 13, at + 1, wall, actor, stream, payload, hash "
                "FROM journal WHERE seq = 12",
            ],
            "entry 13 was changed",
        ),
        (
            [
                "UPDATE journal SET seq = 100 WHERE seq = 12",
                "UPDATE journal SET seq = 12 WHERE seq = 13",
                "UPDATE journal SET seq = 13 WHERE seq = 100",
            ],
            "entry 12 was changed",
        ),
    ],
)
def test_a_changed_journal_is_found_and_the_entry_named(worked, statements, named):
    tamper(worked, *statements)
    answer = worked("verify", by="tono")
    assert answer.status == 3
    assert named in answer.err


def test_a_tail_cut_off_is_found_by_what_was_noted_beside_the_data(worked):
    tamper(worked, "DELETE FROM journal WHERE seq > 12")
    answer = worked("verify", by="tono")
    assert (answer.status, "entry 17 was there once" in answer.err) == (3, True)
    answer = worked("ask", "blangko", by="tono")
    assert (answer.status, "an older copy was put here" in answer.err) == (3, True)


def test_a_tail_cut_off_is_found_by_a_backup_and_by_a_signed_paper(worked):
    anchor = worked.ask("day", date="2026-04-06")["anchor"]
    worked("backup", by="siti")
    tamper(worked, "DELETE FROM journal WHERE seq > 12")
    witness.forget(worked.folder)
    answer = worked("verify", by="tono")
    assert (answer.status, f"entry {anchor['entries']} was there once" in answer.err) == (3, True)
    answer = worked("verify", "--anchor", f"{anchor['entries']}:{anchor['hash']}", by="tono")
    assert (answer.status, "signed paper" in answer.err) == (3, True)


def test_a_screen_that_lies_is_found_and_made_good_from_the_journal(worked):
    tamper(worked, "UPDATE application SET responsible = 'tono'")
    assert worked("verify", by="tono").status == 0
    answer = worked("verify", "--deep", by="tono")
    assert (answer.status, "(application)" in answer.err) == (3, True)
    assert worked("rebuild", by="tono").status == 0
    assert worked("verify", "--deep", by="tono").status == 0
