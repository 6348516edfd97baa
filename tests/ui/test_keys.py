"""A new recovery key and a new key: asked with a reason, shown once, and who needs a new password."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest
from hands import Hands
from program import PASSWORDS
from PySide6.QtWidgets import QLabel

from counter_app import bootstrap
from counter_app.care import rekey
from counter_app.domain.errors import UserError
from counter_app.storage import backup, vault
from counter_app.storage.slots import Cost
from counter_app.ui.care import daily
from counter_app.ui.care.keys import KeyPage
from counter_app.ui.parts.prompt import Prompt
from counter_app.ui.sign_in import SignIn


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let passwords cost no time, and no timer begin a backup by itself."""
    monkeypatch.setattr(rekey, "Vault", partial(vault.Vault, cost=Cost(memory=8)))
    monkeypatch.setattr(daily, "SOON", 3_600_000)


def asked(hands: Hands, act: str, *, by: str = "tono", password: str = "") -> Prompt:
    """Ask for a key in the settings."""
    hands.sign_in(by)
    hands.window.frame.show_screen("settings", "key")
    screen = hands.window.frame.screen_now
    getattr(screen.section, act).click()
    prompt: Prompt = screen.findChildren(Prompt)[-1]
    prompt.editor("reason").setText("the envelope was open")
    prompt.editor("password").setText(password or PASSWORDS[by])
    prompt.accept_button.click()
    hands.settle()
    return prompt


def words(page: Any) -> str:
    return " ".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def test_a_new_recovery_key_opens_the_data_and_the_old_one_does_not(
    hands: Hands, recovery: list[str]
) -> None:
    asked(hands, "recovery")
    page = hands.page
    assert isinstance(page, KeyPage)
    key = page.shown.key
    assert not page.go.isEnabled()
    assert not page.without.isVisible()
    page.shown.sheet_button.click()
    assert hands.tray.titles == ["Recovery key"]
    page.shown.away.setChecked(True)
    page.go.click()
    assert hands.page is hands.window.frame
    bootstrap.recover(hands.folder, key, "ani", "kata sandi baru", clock=hands.clock)
    with pytest.raises(UserError):
        bootstrap.recover(hands.folder, recovery[0], "ani", "kata sandi lama", clock=hands.clock)
    hands.window.leave()
    hands.sign_in("ani", "kata sandi baru")
    assert hands.page is hands.window.frame


def test_a_new_key_names_who_needs_a_new_password(hands: Hands) -> None:
    asked(hands, "whole")
    page = hands.page
    assert hands.window.place is None
    assert "Ani" in page.without.title.text()
    assert "replaced-" in words(page)
    assert [one.reason for one in backup.made(hands.folder / "backups")] == ["rekey"]
    page.shown.away.setChecked(True)
    page.go.click()
    assert isinstance(hands.page, SignIn)
    assert "new key is in force" in hands.page.notice.words
    hands.sign_in("tono")
    assert hands.page is hands.window.frame
    db = hands.window.place.ops._office.db
    [entry] = list(db.query("SELECT payload FROM journal WHERE stream LIKE 'key/%'"))
    assert b"the envelope was open" in entry["payload"]


def test_a_window_shows_the_key_until_it_is_put_away(hands: Hands) -> None:
    asked(hands, "whole")
    page = hands.page
    hands.window.close()
    assert hands.window.isVisible()
    assert "never shown again" in page.shown.told.text()
    page.shown.away.setChecked(True)
    hands.close()


def test_a_lock_does_not_lose_the_key(hands: Hands) -> None:
    asked(hands, "recovery")
    page = hands.page
    hands.window.lock()
    assert isinstance(hands.page, SignIn)
    hands.sign_in("tono")
    assert hands.page is page
    page.shown.away.setChecked(True)


def test_a_wrong_password_makes_no_key(hands: Hands) -> None:
    before = (hands.folder / "keys.json").read_bytes()
    prompt = asked(hands, "recovery", password="salah sekali")
    assert "not the password" in prompt.notice.words
    assert (hands.folder / "keys.json").read_bytes() == before


def test_a_supervisor_asks_the_admin_for_it(hands: Hands) -> None:
    prompt = asked(hands, "whole", by="siti")
    assert "may not do this" in prompt.notice.words


def test_another_window_stops_a_new_key_until_it_is_closed(hands: Hands) -> None:
    other = bootstrap.enter(hands.folder, "ani", PASSWORDS["ani"])
    asked(hands, "whole")
    page = hands.page
    assert "open in another window" in page.notice.words
    other.office.close()
    page.again.click()
    hands.settle()
    assert page.shown is not None
    page.shown.away.setChecked(True)
