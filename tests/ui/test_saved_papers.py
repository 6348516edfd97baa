"""Saved papers go to a folder of their own, which the next start tidies up."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from hands import Hands
from PySide6.QtWidgets import QFileDialog
from workshop import Workshop

from counter_app import config


def test_a_report_is_offered_the_folder_of_its_own(
    workshop: Workshop, documents: Path, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    offered: list[Path] = []

    def ask(_parent: Any, _title: str, start: str, _filter: str) -> tuple[str, str]:
        offered.append(Path(start).parent)
        return "", ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    screen = workshop.screen("reports", "siti")
    qtbot.waitUntil(lambda: screen.drawn is not None)
    screen.pdf_button.click()
    assert offered == [documents / "Counter App"]
    assert offered[0].is_dir()


def test_the_folder_and_its_days_are_chosen_for_this_counter(at: Any, tmp_path: Path) -> None:
    hand = at("counter")
    hand.type(hand.section.saved.line, str(tmp_path.parent))
    hand.section.saved_days.setValue(7)
    hand.save()
    chosen = config.load(tmp_path)
    assert (chosen.saved_papers, chosen.saved_days) == (str(tmp_path.parent), 7)
    hand.type(hand.section.saved.line, str(tmp_path / "backups"))
    hand.save()
    assert "Choose a folder elsewhere" in hand.section.notice.words
    assert config.load(tmp_path) == chosen


def test_a_start_removes_old_papers_and_nothing_else(hands: Hands, documents: Path) -> None:
    hands.close()
    own = documents / "Counter App"
    own.mkdir(parents=True)
    for name in ("old.pdf", "new.pdf", "notes.txt"):
        (own / name).write_bytes(b"x")
    for name in ("old.pdf", "notes.txt"):
        os.utime(own / name, (0, 0))
    hands.start()
    hands.qtbot.waitUntil(lambda: not (own / "old.pdf").exists())
    assert {path.name for path in own.iterdir()} == {"new.pdf", "notes.txt"}
