import os
from pathlib import Path

import pytest

from counter_app.storage.files import NoFolder, NotWritten, move_aside, write_atomically


def test_a_file_is_replaced_as_a_whole(tmp_path):
    write_atomically(tmp_path / "a.json", b"old")
    write_atomically(tmp_path / "a.json", b"new")
    assert (tmp_path / "a.json").read_bytes() == b"new"
    assert os.listdir(tmp_path) == ["a.json"]


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps no such bits")
def test_a_file_is_readable_for_its_owner_only(tmp_path):
    write_atomically(tmp_path / "a.json", b"")
    assert (tmp_path / "a.json").stat().st_mode & 0o077 == 0


def test_a_disk_that_is_full_leaves_the_old_file_and_a_sentence(tmp_path, monkeypatch):
    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    write_atomically(tmp_path / "a.json", b"old")
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(NotWritten, match=r"a\.json can't be written \(the disk is full\)\. Make room"):
        write_atomically(tmp_path / "a.json", b"new")
    assert (tmp_path / "a.json").read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["a.json"]


def test_a_folder_in_the_way_leaves_no_half_file_behind(tmp_path):
    (tmp_path / "a.json").mkdir()
    with pytest.raises(NotWritten):
        write_atomically(tmp_path / "a.json", b"new")
    assert os.listdir(tmp_path) == ["a.json"]


def test_a_missing_folder_is_told(tmp_path):
    with pytest.raises(NoFolder, match="Make it first"):
        write_atomically(tmp_path / "no" / "a.json", b"")


def test_damaged_files_are_moved_aside_one_after_another(tmp_path):
    def damaged(text: str) -> Path:
        (tmp_path / "a.json").write_text(text)
        return move_aside(tmp_path / "a.json")

    assert damaged("one").name == "a.json.damaged-1"
    assert damaged("two").name == "a.json.damaged-2"
    assert (tmp_path / "a.json.damaged-1").read_text() == "one"
