"""A start: after a kill, with damaged key files, with a book that lost its end, with a strange counter."""

import shutil
import sqlite3

import pytest
from program import PASSWORDS

from counter_app import bootstrap, config
from counter_app.care.opening import Offered
from counter_app.storage import refolding, swap, witness
from counter_app.storage.vault import NAMES, KeysDamaged


def test_a_program_that_was_not_closed_is_said_once(program):
    program.run("receive_blangko", kind="kk", quantity=2)
    left = program.folder.with_name("left")
    office = program.opened()
    office.save_draft("x", b"unfinished")
    shutil.copytree(program.folder, left)  # what a power cut leaves: the log is not yet in the database
    office.close()
    shutil.rmtree(program.folder)
    left.rename(program.folder)
    first = bootstrap.enter(program.folder, "siti", PASSWORDS["siti"])
    assert len(first.notices) == 1
    assert "Everything that was answered is there" in first.notices[0]
    first.office.close()
    second = bootstrap.enter(program.folder, "siti", PASSWORDS["siti"])
    assert second.notices == ()
    second.office.close()


def test_damaged_key_files_are_mended_from_the_newest_backup(program):
    program.run("receive_blangko", kind="kk", quantity=2)
    for name in NAMES:
        (program.folder / name).write_bytes(b"{}")
    answer = program("ask", "blangko", by="siti")
    assert answer.status == 0
    assert "key files were damaged" in answer.err
    assert len(list(program.folder.glob("keys*.damaged-*"))) == 2
    assert program("ask", "blangko", by="ani").err == ""


def test_without_a_backup_damaged_keys_are_said(program):
    for name in NAMES:
        (program.folder / name).write_bytes(b"{}")
    assert program("ask", "blangko", by="siti").status == 3
    with pytest.raises(KeysDamaged):
        bootstrap.unlock(program.folder, "siti", PASSWORDS["siti"])


def test_an_older_copy_put_in_place_by_hand_is_found(program):
    program.run("receive_blangko", kind="kk", quantity=2)
    older = (program.folder / "counter.db").read_bytes()
    program.run("receive_blangko", kind="kk", quantity=2)
    (program.folder / "counter.db").write_bytes(older)
    answer = program("run", "receive_blangko", '{"kind": "kk", "quantity": 1}', by="ani")
    assert (answer.status, "an older copy was put here" in answer.err) == (3, True)
    assert "The newest good backup" in answer.err


def test_a_backup_tells_what_the_end_of_the_book_was(program):
    program.run("receive_blangko", kind="kk", quantity=2)
    older = (program.folder / "counter.db").read_bytes()
    program.run("receive_blangko", kind="kk", quantity=2)
    program("backup", by="siti")
    (program.folder / "counter.db").write_bytes(older)
    witness.forget(program.folder)
    answer = program("verify", by="siti")
    assert (answer.status, "was there once" in answer.err) == (3, True)


def test_a_counter_that_never_wrote_is_no_counter(program):
    settings = config.load(program.folder)
    config.save(program.folder, config.Config(counter="L1-ffff", code=settings.code))
    with pytest.raises(Offered, match="never wrote anything"):
        bootstrap.sign_in(program.folder, "siti", PASSWORDS["siti"])


def test_an_update_is_preceded_by_a_backup(program):
    office = program.opened()
    office.db.execute("PRAGMA user_version = 1001")
    office.close()
    told = []
    entered = bootstrap.enter(
        program.folder, "siti", PASSWORDS["siti"], progress=lambda share: told.append(share) or True
    )
    entered.office.close()
    assert told[-1] == 1
    [made] = (program.folder / "backups").iterdir()
    assert b'"migration"' in (made / "about.json").read_bytes()


def test_an_update_without_room_changes_nothing(program, monkeypatch):
    office = program.opened()
    office.db.execute("PRAGMA user_version = 1001")
    office.close()
    before = (program.folder / "counter.db").read_bytes()

    def full(*_arguments, **_named):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("counter_app.storage.backup.copy_database", full)
    answer = program("ask", "blangko", by="siti")
    assert (answer.status, answer.out) == (1, "")
    assert (program.folder / "counter.db").read_bytes() == before


@pytest.mark.parametrize("left", [".incoming.partial", "nothing"])
def test_what_was_never_ready_is_not_put_in_place(program, left):
    (program.folder / left).mkdir()
    (program.folder / left / "counter.db").write_bytes(b"half")
    assert program("verify", by="siti").status == 0
    assert not swap.is_pending(program.folder)


def test_the_lock_file_holds_nothing(program):
    program.run("receive_blangko", kind="kk", quantity=2)
    with sqlite3.connect(program.folder / "in-use.lock") as connection:
        assert connection.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)


def test_an_update_that_is_stopped_goes_on_at_the_next_start(program, monkeypatch):
    monkeypatch.setattr(refolding, "BATCH", 3)
    office = program.opened()
    office.db.execute("PRAGMA user_version = 1001")
    office.close()
    with pytest.raises(bootstrap.UpdateStopped):
        bootstrap.enter(program.folder, "siti", PASSWORDS["siti"], progress=lambda share: share < 0.5)
    told = []
    entered = bootstrap.enter(
        program.folder, "siti", PASSWORDS["siti"], progress=lambda share: told.append(share) or True
    )
    entered.office.close()
    assert told == sorted(told)
    assert next(share for share in told if share > bootstrap.SAFE) >= 0.5
    assert told[-1] == 1
