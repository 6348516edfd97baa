"""Whether the data are whole and shown as written: each part can be stopped, and nothing is left behind."""

from __future__ import annotations

import pytest
from stories import KEY, Counter

from counter_app import config
from counter_app.care import checking
from counter_app.care.checking import ENTRIES, PAGES, SCREENS
from counter_app.office.office import Office
from counter_app.storage import agreement, backup, damage, database, lock, refolding
from counter_app.storage.files import write_atomically
from counter_app.storage.sealed import seal
from counter_app.storage.watching import Stopped
from counter_app.storage.witness import FORMAT, NAME


@pytest.fixture
def kept(desk, clock, tmp_path):
    """Return an office on the disk with two applications, and its data folder."""
    desk.opened("ktp", name="Siti Aminah")
    desk.at("ktp", "print")
    config.save(tmp_path, config.Config(counter="L1-test", code="L1"))
    backup.copy_database(desk.office.db, tmp_path / backup.DATABASE, KEY)
    db = database.connect(tmp_path / backup.DATABASE, KEY)
    office = Office(db, db, counter="L1-test", code="L1", clock=clock)
    yield Counter(office, clock), tmp_path
    office.close()


def checked(kept, told=lambda _part, _share: True, *, deep=True):
    desk, folder = kept
    return checking.check(desk.office.db, folder, KEY, told, deep=deep)


def test_whole_data_are_counted(kept):
    found = checked(kept)
    assert (found.entries, found.counters) == (kept[0].entries(), 1)
    assert (found.found, found.differing, found.lost) == ([], [], [])


def test_a_check_tells_its_parts_and_comes_to_its_end(kept, monkeypatch):
    monkeypatch.setattr(agreement, "_ROWS", 1)
    told = []
    checked(kept, lambda *now: told.append(now) or True)
    assert list(dict.fromkeys(part for part, _share in told)) == [PAGES, ENTRIES, SCREENS]
    shares = [share for _part, share in told]
    assert shares == sorted(shares)
    assert shares[-1] > 0.9


@pytest.mark.parametrize("part", [PAGES, ENTRIES, SCREENS])
def test_a_check_that_is_stopped_leaves_nothing(kept, part):
    there = sorted(kept[1].iterdir())
    with pytest.raises(Stopped):
        checked(kept, lambda now, _share: now != part)
    assert sorted(kept[1].iterdir()) == there
    assert checked(kept).differing == []


def test_ctrl_c_leaves_nothing(kept):
    def interrupt(part, _share):
        if part == SCREENS:
            raise KeyboardInterrupt
        return True

    there = sorted(kept[1].iterdir())
    with pytest.raises(KeyboardInterrupt):
        checked(kept, interrupt)
    assert sorted(kept[1].iterdir()) == there


def test_two_do_not_compare_at_once(kept):
    room = kept[1] / agreement.NAME
    room.mkdir()
    hold = lock.alone(room)
    with pytest.raises(agreement.ComparedElsewhere, match="Let it finish"):
        checked(kept)
    hold.let_go()
    (room / f"{agreement.NAME}.db").write_bytes(b"left by a power cut")
    assert checked(kept).differing == []
    assert not room.exists()


def test_what_was_noted_and_is_gone_is_damage(kept):
    noted = {"L1-test": (kept[0].entries() + 5, "0" * 8)}
    write_atomically(kept[1] / NAME, seal("newest", noted, FORMAT))
    found = checked(kept)
    assert "was there once" in found.found[0]
    assert str(checking.Damaged(found.found)) == f"{found.found[0]}."
    assert str(checking.Damaged(["One", "Two", "Three"])) == "One; 2 more faults."


def test_what_the_screens_show_otherwise_is_named_and_folded_again(kept):
    db = kept[0].office.db
    db.execute("UPDATE application SET responsible = 'tono'")
    assert checked(kept, deep=False).differing == []
    assert checked(kept).differing == ["application"]
    told = []
    assert checking.fold_again(db, lambda share: told.append(share) or True) == kept[0].entries()
    assert told[-1] == 1
    assert checked(kept).differing == []


def test_folding_that_is_stopped_leaves_data_to_work_with(kept, monkeypatch):
    monkeypatch.setattr(refolding, "BATCH", 4)
    monkeypatch.setattr(refolding, "GAP", 0)
    with pytest.raises(Stopped):
        checking.fold_again(kept[0].office.db, lambda share: share < 0.5)
    kept[0].opened("letter")
    assert checked(kept).differing == []


class Pages:
    """A connection whose looks at the pages answer one after the other."""

    def __init__(self, *answers):
        self._answers = list(answers)

    def execute(self, _pragma):
        return [(what,) for what in self._answers.pop(0)]


def test_a_page_that_was_read_while_it_was_written_is_no_damage():
    assert damage._unproven(Pages([])) == []
    assert damage._unproven(Pages(["page 7"], [])) == []
    assert damage._unproven(Pages(["page 7", "page 9"], ["page 9", "page 12"])) == ["page 9"]
