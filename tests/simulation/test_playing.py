"""Several years at once, each in a process of its own."""

import multiprocessing
import tempfile

import pytest
from played import tiny

from counter_app.domain.errors import UserError
from counter_app.simulation import founding, playing
from counter_app.storage.database import CannotWrite


@pytest.fixture(autouse=True)
def room(tmp_path, monkeypatch):
    """Play in a folder that a test can look into."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


class Mouth:
    """Hears what a process would tell."""

    def __init__(self):
        self.told = []

    def send(self, told):
        self.told.append(told)


def test_days_are_told_while_the_years_are_played_and_nothing_is_left(room, tmp_path):
    told = []
    columns = playing.play_all(tiny(), ("", "deputies"), watch=lambda *days: told.append(days))
    assert [column.change for column in columns] == ["", "deputies"]
    assert columns[0].outcomes == [founding.play(tmp_path / "data", tiny())]
    assert told[-1] == (4, 4)
    assert {1, 2, 3} & {done for done, _all in told}
    assert [one for one in room.iterdir() if one.name != "data"] == []


def test_the_time_of_one_year_is_that_of_a_turn(monkeypatch):
    monkeypatch.setattr(playing.os, "cpu_count", lambda: 2)
    assert [playing.turns(years) for years in (1, 2, 3, 10)] == [1, 1, 2, 5]


def test_what_the_watch_raises_ends_the_processes(room):
    def stop(done, _of):
        if done:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        playing.play_all(tiny(), ("", "deputies"), 2, stop)
    assert multiprocessing.active_children() == []
    assert list(room.iterdir()) == []


def test_a_process_that_somebody_ends_is_said(room):
    def kill(done, _of):
        for process in multiprocessing.active_children() if done else ():
            process.kill()

    with pytest.raises(playing.Ended, match="memory"):
        playing.play_all(tiny(), ("",), 2, kill)
    assert list(room.iterdir()) == []


def test_too_little_room_is_refused_before_anything_is_played(room, monkeypatch):
    monkeypatch.setattr(playing.shutil, "disk_usage", lambda _folder: type("Usage", (), {"free": 40_000_000}))
    with pytest.raises(playing.NoRoom, match="MB are needed and 40 MB are free"):
        playing.play_all(tiny(), ("", "deputies"))


@pytest.mark.parametrize("error", [OSError(28, "no space", "x"), CannotWrite("the disk is full")])
def test_a_full_disk_in_the_middle_is_a_sentence(room, monkeypatch, error):
    def full(*_given, **_named):
        raise error

    monkeypatch.setattr(playing, "play", full)
    mouth = Mouth()
    playing.work(mouth, playing.Job(room / "0", tiny(), "en"))
    assert "the disk is full" in mouth.told[0]
    assert "the disk is full" in str(playing.NotPlayed(room / "0", mouth.told[0]))
    assert issubclass(playing.NotPlayed, UserError)


def test_a_bug_in_another_process_is_no_refusal(room, monkeypatch):
    monkeypatch.setattr(playing, "play", lambda *_given, **_named: 1 / 0)
    mouth = Mouth()
    playing.work(mouth, playing.Job(room / "0", tiny(), "en"))
    assert isinstance(mouth.told[0], playing.Fault)
    assert "ZeroDivisionError" in str(mouth.told[0])
