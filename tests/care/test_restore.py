"""Restoring: what would be lost is shown, it is all or nothing, and it is an entry."""

import shutil
from pathlib import Path

import pytest
from program import PASSWORDS, is_sentence

from counter_app import bootstrap, config
from counter_app.care import restore
from counter_app.care.restore import OtherOffice
from counter_app.storage import swap


@pytest.fixture
def worked(program):
    program.run("receive_blangko", kind="kk", quantity=2)
    program.accepted("kk_ubah")
    return program


def backed_up(program):
    return Path(program("backup", by="siti").out.strip().rpartition(": ")[2])


def key(program):
    return bootstrap.unlock(program.folder, "siti", PASSWORDS["siti"])


def test_what_would_be_lost_is_shown_before_anything_happens(worked):
    backup = backed_up(worked)
    number = worked.accepted("kk_ubah")
    loss = restore.loss(worked.folder, backup, key(worked), key(worked))
    assert (loss.lost, loss.applications) == (3, 1)
    assert {one.subject for one in loss.newest} == {number}
    answer = worked("restore", str(backup), by="tono")
    assert answer.status == 1
    assert "3 entries written since would be lost" in answer.err
    assert number in answer.err
    assert worked.ask("application", application=number)["state"] == "in_process"


def test_a_restore_is_an_entry_and_verify_knows_what_it_gave_up(worked):
    backup = backed_up(worked)
    worked.accepted("kk_ubah")
    later = backed_up(worked)
    assert worked("restore", str(backup), "--yes", by="tono").status == 0
    [entry] = [row for row in worked.ask("audit") if row["area"] == "restore"]
    assert (entry["staff"], entry["words"]) == ("tono", "Backup restored")
    assert later.is_dir()
    assert worked("verify", by="siti").status == 0


def test_without_a_name_the_newest_good_backup_is_restored(worked):
    first = backed_up(worked)
    worked.accepted("kk_ubah")
    second = backed_up(worked)
    with (second / "counter.db").open("r+b") as file:
        file.seek(5000)
        file.write(b"x")
    answer = worked("restore", by="tono")
    assert str(first) in answer.err


def test_readable_data_are_backed_up_before(worked):
    backup = backed_up(worked)
    number = worked.accepted("kk_ubah")
    assert worked("restore", str(backup), "--yes", by="tono").status == 0
    [before] = [
        one.folder
        for one in restore.backup.made(worked.folder / "backups")
        if one.about and one.about.reason == "restore"
    ]
    assert worked("restore", str(before), "--yes", by="tono").status == 0
    assert worked.ask("application", application=number)["state"] == "in_process"


def test_a_backup_comes_into_an_empty_folder(worked, tmp_path):
    backup = backed_up(worked)
    moved = tmp_path / "flash"
    shutil.copytree(backup, moved)
    shutil.rmtree(worked.folder)
    answer = worked("restore", str(moved), "--yes", by="siti")
    assert answer.status == 1  # there is an admin: tono
    answer = worked("restore", str(moved), "--yes", by="tono")
    assert (answer.status, "L1B" in answer.out) == (0, True)
    assert len(worked.ask("applications")) == 1
    assert worked("verify", "--deep", by="siti").status == 0


def test_a_backup_of_another_office_is_refused(worked, empty, office_file, tmp_path):
    other = type(empty)(tmp_path / "other", empty.clock)
    assert other("setup", str(office_file)).status == 0
    other.run("receive_blangko", kind="kk", quantity=2)
    backup = backed_up(other)
    answer = worked("restore", str(backup), "--yes", by="tono")
    assert (answer.status, is_sentence(answer.err)) == (1, True)
    with pytest.raises(OtherOffice):
        restore.restore(worked.folder, backup, key(other), key(worked), "tono", clock=0)


def test_an_open_window_stops_a_restore(worked):
    backup = backed_up(worked)
    office = worked.opened()
    answer = worked("restore", str(backup), "--yes", by="tono")
    office.close()
    assert (answer.status, "open in another window" in answer.err) == (1, True)


@pytest.mark.parametrize("step", range(12))
def test_a_restore_that_broke_off_is_finished_or_never_began(worked, monkeypatch, step):
    backup = backed_up(worked)
    worked.accepted("kk_ubah")
    before = worked.entries()
    real, done = Path.replace, []

    def dies(path, target):
        if len(done) == step:
            raise KeyboardInterrupt
        done.append(target)
        return real(path, target)

    monkeypatch.setattr(Path, "replace", dies)
    try:
        restore.restore(worked.folder, backup, *[key(worked)] * 2, "tono", clock=worked.clock())
        ended = True
    except KeyboardInterrupt:
        ended = False
    monkeypatch.setattr(Path, "replace", real)
    assert worked("verify", "--deep", by="siti").status == 0
    assert not swap.is_pending(worked.folder)
    restored = config.load(worked.folder).code == "L1B"
    assert worked.entries() == (before - 3 + 1 if restored else before)
    assert restored or not ended


def test_old_keys_that_open_the_backup_come_with_it(worked, monkeypatch):
    backup = backed_up(worked)
    answer = worked("rekey", "--reason", "sandi diketahui", by="tono")
    assert answer.status == 0
    assert "staff reset ani" in answer.err
    assert worked("ask", "blangko", by="ani").status == 1
    assert worked("restore", str(backup), "--yes", by="tono").status == 0
    assert worked("ask", "blangko", by="ani").status == 0


def test_a_place_of_backups_stands_for_its_newest_whole_one(worked):
    first = backed_up(worked)
    second = backed_up(worked)
    (second / "counter.toml").unlink()
    assert restore.found_in(first.parent, worked.folder) == first
    assert worked("restore", str(first.parent), "--yes", by="tono").status == 0


def test_the_data_are_no_backup_of_themselves(worked):
    answer = worked("restore", str(worked.folder), "--yes", by="tono")
    assert (answer.status, "holds no backup" in answer.err) == (1, True)


def test_what_would_be_lost_is_told_in_words_and_since_when(worked):
    backup = backed_up(worked)
    worked.run("receive_blangko", kind="kk", quantity=1)
    loss = restore.loss(worked.folder, backup, key(worked), key(worked))
    [lost] = loss.newest
    assert (lost.words, loss.since) == ("Delivery of blank stock booked", lost.at)


def test_a_second_restore_leaves_nothing_that_looks_damaged(worked):
    backup = backed_up(worked)
    for _time in range(2):
        worked.accepted("kk_ubah")
        assert worked("restore", str(backup), "--yes", by="tono").status == 0
        assert worked("verify", by="siti").status == 0
    worked.accepted("kk_ubah")
    assert worked("verify", by="siti").status == 0


def test_a_backup_of_a_day_to_come_is_not_the_newest(worked):
    good = backed_up(worked)
    shutil.copytree(good, good.with_name("20990101-080000"))
    assert restore.offered(worked.folder).folder == good


def test_a_lock_that_somebody_wrote_into_locks_nobody_out(worked):
    (worked.folder / "in-use.lock").write_bytes(b"x" * 300)
    assert worked("ask", "blangko", by="siti").status == 0


def ahead(worked):
    """Work under a clock that is 20 days ahead, back up, put it right; return the backup."""
    worked.clock.advance(days=20)
    worked.run("receive_blangko", kind="kk", quantity=1)
    backup = backed_up(worked)
    worked.clock.advance(days=-20)
    return backup


def test_a_clock_that_was_put_right_stays_right_after_a_backup_of_before_is_restored(worked):
    backup = ahead(worked)
    worked.run("confirm_clock", "siti", reason="jam tadinya salah")
    assert worked("restore", str(backup), "--yes", by="tono").status == 0
    assert worked.accepted("kk_ubah") == "L1B-20260406-0002"


def test_a_backup_with_a_wrong_clock_on_another_disk_asks_once_to_confirm_it(worked):
    backup = ahead(worked)
    (worked.folder / "counter.db").unlink()
    assert worked("restore", str(backup), "--yes", by="tono").status == 0
    refused = worked("run", "receive_blangko", '{"kind": "kk", "quantity": 1}', by="ani")
    assert (refused.status, "clock is behind" in refused.err) == (1, True)
    worked.run("confirm_clock", "siti", reason="jam tadinya salah")
    worked.run("receive_blangko", kind="kk", quantity=1)
    anchor = worked.ask("day", date="2026-04-06")["anchor"]
    assert anchor["entries"] == 3
    worked.clock.advance(days=1)
    assert worked.run("receive_blangko", kind="kk", quantity=1)
    assert worked("verify", by="siti").status == 0


def test_a_dead_battery_at_a_restore_is_no_clock_to_work_by(worked):
    backup = backed_up(worked)
    now = worked.clock.now
    worked.clock.set("2010-01-01T08:00")
    assert worked("restore", str(backup), "--yes", by="tono").status == 0
    assert worked("run", "receive_blangko", '{"kind": "kk", "quantity": 1}', by="ani").status == 1
    worked.clock.now = now
    worked.run("receive_blangko", kind="kk", quantity=1)


def test_after_a_restore_numbers_go_on_and_the_newest_is_first(worked):
    first = worked.ask("applications")[0]["application"]
    ticket = worked.run("issue_ticket", group="A")["ticket"]
    worked.run("call_next")
    backup = backed_up(worked)
    assert worked("restore", str(backup), "--yes", by="tono").status == 0
    worked.clock.advance(minutes=1)
    second = worked.accepted("kk_ubah")
    assert (first, second) == ("L1-20260406-0001", "L1B-20260406-0002")
    assert [row["application"] for row in worked.ask("applications")] == [second, first]
    assert worked.run("issue_ticket", group="A")["ticket"] == "L1B-20260406-A002"
    assert [one["code"] for one in worked.ask("display")["counters"]] == ["L1B"]
    assert worked("run", "close_counter", "{}", by="ani").status == 1  # the number of before is still served
    worked.run("call_ticket", ticket=ticket)
    worked.run("finish_ticket", ticket=ticket)
    worked.run("close_counter")


def numbered(program):
    """Register a letter; return its number."""
    number = program.accepted("surat_pengantar")
    for row in program.ask("application", application=number)["steps"]:
        if row["step"] == "register":
            return program.run("complete_step", application=number, step="register")["letter"]
        if row["step"] == "sign":
            program.run("sign_applications", applications=[number], official="camat")
        else:
            program.run("complete_step", application=number, step=row["step"])


def test_the_number_of_a_letter_that_is_out_is_not_given_again_after_a_restore(worked):
    first, backup = numbered(worked), backed_up(worked)
    second = numbered(worked)
    assert worked("restore", str(backup), "--yes", by="tono").status == 0
    assert worked("restore", str(backup), "--yes", by="tono").status == 0  # of before the first restore too
    assert worked("verify", "--deep", by="siti").status == 0
    number = worked.accepted("surat_pengantar")
    fields = f'{{"application": "{number}", "step": "register", "letter": "{second}"}}'
    third = numbered(worked)
    assert len({first, second, third}) == 3
    for row in worked.ask("application", application=number)["steps"][:-2]:
        if row["step"] == "sign":
            worked.run("sign_applications", applications=[number], official="camat")
        elif row["step"] != "register":
            worked.run("complete_step", application=number, step=row["step"])
    answer = worked("run", "complete_step", fields, by="ani")
    assert answer.status == 1
    assert "before a backup was restored" in answer.err
