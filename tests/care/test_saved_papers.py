"""Saved papers: in a folder of their own, and nothing but old papers in that very folder goes."""

import datetime as dt
import os
from pathlib import Path

import pytest

from counter_app.care import saved_papers
from counter_app.config import Choices
from counter_app.storage import backup

NOW = dt.datetime(2026, 4, 6, 8)


@pytest.fixture
def choices(tmp_path):
    return Choices(saved_papers=str(tmp_path / "papers"))


def put(path, days):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"x")
    at = (NOW - dt.timedelta(days=days)).timestamp()
    os.utime(path, (at, at))
    return path


def test_only_old_papers_in_that_very_folder_go(choices):
    own = saved_papers.ready(choices)
    old = [put(own / name, 31) for name in ("daily.pdf", "recap.XLSX", "export.csv")]
    stay = [
        put(own / "today.pdf", 29),
        put(own / "notes.docx", 400),
        put(own / "kept" / "daily.pdf", 400),
        put(own.parent / "daily.pdf", 400),
    ]
    (own / "folder.pdf").mkdir()
    (own / "linked.pdf").symlink_to(own.parent / "daily.pdf")
    assert sorted(saved_papers.sweep(choices, NOW)) == sorted(old)
    assert all(path.exists() for path in stay)
    assert (own / "folder.pdf").is_dir()


def test_the_days_are_chosen(choices, tmp_path):
    own = saved_papers.ready(choices)
    put(own / "daily.pdf", 8)
    assert saved_papers.sweep(choices, NOW) == []
    assert saved_papers.sweep(Choices(saved_papers=choices.saved_papers, saved_days=7), NOW) != []


def test_a_folder_that_was_never_made_is_no_fault(choices):
    assert saved_papers.sweep(choices, NOW) == []


def test_nobody_else_reads_the_folder(choices):
    assert saved_papers.ready(choices).stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("where", [".", "backups"])
def test_no_paper_lies_among_the_data(tmp_path, where):
    with pytest.raises(saved_papers.InTheData, match="Choose a folder elsewhere"):
        saved_papers.check(tmp_path, Choices(saved_papers=str(tmp_path / where)))


def test_documents_on_a_server_are_no_place_for_names(monkeypatch, tmp_path):
    monkeypatch.setattr("platformdirs.user_documents_path", lambda: Path("//server/home/ani"))
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    assert saved_papers.place_of(Choices()) == tmp_path / saved_papers.OWN


def test_a_clock_far_past_the_last_entry_empties_nothing():
    about = backup.About(
        reason="daily", entries=1, newest=int(NOW.timestamp()) * 1_000_000, tops={}, files={}
    )
    newest = backup.Backup(NOW, Path("b"), about)
    for days, likely in ((0, True), (30, True), (31, False), (400, False)):
        assert saved_papers.is_likely(NOW + dt.timedelta(days=days), newest) == likely
    assert saved_papers.is_likely(NOW, None)
