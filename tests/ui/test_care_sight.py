"""The pages that look after the data, as a picky eye sees them: nothing cut, no letter twice."""

from __future__ import annotations

from collections import Counter as Tally
from functools import partial
from typing import Any

import pytest
from hands import Hands
from PySide6.QtWidgets import QApplication
from sight import cut, mnemonics
from test_restoring import back_up, damage, write

from counter_app.care import rekey
from counter_app.domain.settings import Settings
from counter_app.i18n import set_language
from counter_app.storage import vault
from counter_app.storage.slots import Cost
from counter_app.ui import theme
from counter_app.ui.care import daily
from counter_app.ui.care.asker import Wish
from counter_app.ui.care.leaving import Leaving


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let passwords cost no time, and no timer begin a backup by itself."""
    monkeypatch.setattr(rekey, "Vault", partial(vault.Vault, cost=Cost(memory=8)))
    monkeypatch.setattr(daily, "SOON", 3_600_000)


def wrong(hands: Hands) -> list[str]:
    hands.settle()
    hands.qtbot.wait(20)
    twice = [letter for letter, times in Tally(mnemonics(hands.window)).items() if times > 1]
    return [*cut(hands.window), *twice]


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("size", ["normal", "large"])
def test_no_page_cuts_a_text_or_gives_a_key_twice(hands: Hands, language: Any, size: str) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    source = back_up(hands.folder)
    write(hands.folder, 6)
    found = {}
    hands.sign_in("tono")
    theme.apply(app, theme.LIGHT._replace(scale=theme.SCALES[size]))
    set_language(language)
    hands.window.place.restoring.emit(source)
    found["restore"] = wrong(hands)
    hands.page.cancel.click()
    leaving = Leaving(hands.page)
    found["leaving"] = cut(leaving)
    leaving.warn(["The second place for backups, E:\\backups, is not there. " * 3])
    hands.qtbot.wait(20)
    found["before you go"] = cut(leaving)
    leaving.lift()
    settings = Settings(name="Kecamatan", city="Kota Palembang", region="16.71.03")
    hands.window.place.rekeying.emit(Wish("lost", "pengurus data", settings, whole=True))
    found["key"] = wrong(hands)
    hands.page.shown.away.setChecked(True)
    hands.page.go.click()
    damage(hands.folder)
    page = hands.page
    hands.sign_in("tono")
    assert hands.page is not page
    found["damaged"] = wrong(hands)
    theme.apply(app, theme.LIGHT)
    assert {name: faults for name, faults in found.items() if faults} == {}
