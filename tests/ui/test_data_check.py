"""Settings, Data check: everything is read, said in a sentence, put right, and stopped at any time."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from hands import Hands, Key, Modifier
from program import PASSWORDS
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from test_restoring import back_up, damage, words, write

from counter_app import bootstrap
from counter_app.care import checking
from counter_app.care.checking import ENTRIES
from counter_app.office.commands.queue import IssueTicket
from counter_app.storage import agreement, database
from counter_app.storage.refolding import FoldedElsewhere
from counter_app.storage.watching import Stopped
from counter_app.ui.background import Lanes
from counter_app.ui.care import daily
from counter_app.ui.care.damaged import DamagedPage
from counter_app.ui.care.restoring import RestorePage
from counter_app.ui.sign_in import SignIn


@pytest.fixture(autouse=True)
def late(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no timer begin a backup by itself."""
    monkeypatch.setattr(daily, "SOON", 3_600_000)


def opened(hands: Hands, by: str = "siti") -> Any:
    """Sign in and go to the section as one does: Ctrl+PgDown until it is seen."""
    hands.sign_in(by)
    hands.window.frame.show_screen("settings", "backups")
    hands.settle()
    hands.press(Key.Key_PageDown, Modifier.ControlModifier)
    return hands.window.frame.screen_now.section


def spoil(folder: Path, statement: str) -> None:
    """Change what the screens show behind the journal's back."""
    key = bootstrap.unlock(folder, "siti", PASSWORDS["siti"])
    with closing(database.connect(folder / "counter.db", key)) as db:
        db.execute(statement)


def said(section: Any) -> str:
    """Return what the result says, empty while there is none."""
    if section.result.isHidden():
        return ""
    return f"{section.result.title.text()}. {section.result.detail.text()}"


def test_a_check_says_in_a_sentence_that_everything_is_whole(hands: Hands) -> None:
    section = opened(hands)
    assert section.check.hasFocus()
    hands.press(Key.Key_F9)
    entries = hands.window.place.ops._office.db.execute("SELECT count(*) FROM journal").fetchone()[0]
    assert f"Everything is whole. {entries} entries of 1 counter" in said(section)
    assert "Done on 6 April 2026 at 08:00" in said(section)
    assert section.check.hasFocus()
    assert not list(hands.folder.glob(f"{agreement.NAME}*"))


def test_screens_that_show_something_else_are_folded_again_from_there(hands: Hands) -> None:
    write(hands.folder, 2)
    spoil(hands.folder, "UPDATE ticket SET note = 'x'")
    section = opened(hands)
    changed: list[str] = []
    hands.window.place.ops.changed.connect(changed.extend)
    hands.press(Key.Key_F9)
    assert "screens show something else" in said(section)
    assert "What differs: ticket" in said(section)
    hands.press(Key.Key_Tab)
    assert section.mend.hasFocus()
    hands.press(Key.Key_Return)
    assert said(section) == ""
    assert "entries folded again" in section.folding.words.text()
    assert section.fold.hasFocus()
    assert {"ticket", "application", "office"} <= set(changed)
    hands.press(Key.Key_F9)
    assert "Everything is whole" in said(section)


def test_damage_leads_to_the_ways_on(hands: Hands) -> None:
    back_up(hands.folder)
    section = opened(hands, "tono")
    spoil(hands.folder, "DROP TRIGGER journal_no_update")
    spoil(hands.folder, "UPDATE journal SET actor = 'ani' WHERE seq = 3")
    hands.press(Key.Key_F9)
    assert "The data are damaged" in said(section)
    assert "Let nobody work here" in said(section)
    section.ways.click()
    hands.settle()
    assert isinstance(hands.page, DamagedPage)
    assert "entry 3 was changed" in words(hands.page)
    assert hands.window.place is None
    hands.press(Key.Key_Return)
    assert isinstance(hands.page, RestorePage)
    hands.page.go.click()
    hands.settle()
    assert "L1B" in hands.page.notice.words


def test_a_database_that_can_not_be_opened_any_more_is_damage_too(hands: Hands) -> None:
    section = opened(hands, "tono")
    damage(hands.folder)
    hands.press(Key.Key_F9)
    assert "can't be read" in said(section)
    assert section.ways.isVisible()


def test_escape_stops_a_check(hands: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    section = opened(hands)
    told: list[bool] = []

    def check(*_values: Any, **_named: Any) -> None:
        told.append(section.checking.tell("Entries", 0.42))
        QApplication.processEvents()
        assert section.checking.words.text() == "Entries: 42 %"
        assert section.checking.stop.hasFocus()
        assert not section.fold.isEnabled()
        QTest.keyClick(section.checking.stop, Key.Key_Escape)
        told.append(section.checking.tell("Entries", 0.5))
        raise Stopped

    monkeypatch.setattr(checking, "check", check)
    hands.press(Key.Key_F9)
    assert told == [True, False]
    assert section.checking.words.text() == "Stopped. Nothing was changed."
    assert section.notice.words == said(section) == ""
    assert section.check.hasFocus()
    assert section.fold.isEnabled()


def test_folding_that_is_stopped_keeps_what_was_put_right(
    hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    section = opened(hands)

    def fold(_db: Any, told: Any) -> None:
        told(0.3)
        section.folding.stop.click()
        assert not told(0.4)
        raise Stopped

    monkeypatch.setattr(checking, "fold_again", fold)
    section.fold.click()
    hands.settle()
    assert "what was put right stays" in section.folding.words.text()


def test_a_refusal_stands_above_the_acts(hands: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_values: Any) -> None:
        raise FoldedElsewhere

    monkeypatch.setattr(checking, "fold_again", refuse)
    section = opened(hands)
    section.fold.click()
    hands.settle()
    assert "Another window folds" in section.notice.words
    assert section.fold.isEnabled()


def test_what_a_check_found_is_said_to_who_went_elsewhere(
    hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    section, check = opened(hands), checking.check

    def slow(*values: Any, **named: Any) -> Any:
        hands.window.frame.show_screen("errand")
        return check(*values, **named)

    monkeypatch.setattr(checking, "check", slow)
    hands.press(Key.Key_F9)
    assert "Everything is whole: see Settings" in hands.window.frame.notice.words
    assert "Everything is whole" in said(section)


def test_a_clerk_does_not_see_it(hands: Hands) -> None:
    hands.sign_in("ani")
    hands.window.frame.show_screen("settings")
    hands.settle()
    assert "data" not in hands.window.frame.screen_now.kinds


@pytest.mark.parametrize("hands", [Lanes], indirect=True)
def test_real_threads_work_goes_on_through_a_lock_and_ends_with_the_window(
    hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    section, check = opened(hands), checking.check
    begun, asked = Event(), Event()

    def slow(db: Any, folder: Path, key: bytes, told: Any, *, deep: bool) -> Any:
        begun.set()
        while told(ENTRIES, 0.2) and not asked.wait(0.001):
            pass
        return check(db, folder, key, told, deep=deep)

    monkeypatch.setattr(checking, "check", slow)
    section.check.click()
    hands.qtbot.waitUntil(begun.is_set)
    place = hands.window.place
    done: list[Any] = []
    place.ops.run(IssueTicket(group="A"), section, done.append)
    hands.qtbot.waitUntil(lambda: bool(done))
    hands.window.lock()
    asked.set()
    hands.settle()
    assert "Everything is whole" in said(section)
    asked.clear()
    section.check.click()
    hands.window.leave()
    assert isinstance(hands.page, SignIn)
    assert place.ops.closed
    assert not list(hands.folder.glob(f"{agreement.NAME}*"))
