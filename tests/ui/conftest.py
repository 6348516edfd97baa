"""Fixtures of the windows."""

from __future__ import annotations

import gc
import shutil
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from at_work import tell
from hands import Hands
from played import usual
from program import OFFICE
from PySide6.QtWidgets import QApplication
from settings_hand import PASSWORD, QUICK, Hand
from stories import KEY, Clock, Counter
from workshop import Workshop, inline

from counter_app import bootstrap, config
from counter_app.domain import founding
from counter_app.simulation import kept
from counter_app.storage import vault
from counter_app.storage.slots import Cost
from counter_app.ui import garbage, theme


@pytest.fixture(autouse=True)
def documents(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Return where this user's documents lie: not those of whoever runs the tests."""
    found = tmp_path.with_name(f"{tmp_path.name}-documents")
    monkeypatch.setattr("platformdirs.user_documents_path", lambda: found)
    return found


@pytest.fixture(autouse=True, scope="session")
def tidy() -> Iterator[None]:
    """Look for garbage between tests only, as the window does: never on a thread that does work."""
    gc.disable()
    yield
    gc.enable()


@pytest.fixture(autouse=True)
def tidied(tidy: None) -> Iterator[None]:
    yield
    garbage.look()


@pytest.fixture
def workshop(qtbot: Any, desk: Counter, tmp_path: Path) -> Iterator[Workshop]:
    """Return windows on the office of 2017 in Palembang."""
    found = Workshop(qtbot, desk, tmp_path)
    yield found
    found.close()


@pytest.fixture(scope="session")
def recovery() -> list[str]:
    """Return where the recovery key is noted."""
    return []


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory, recovery: list[str]) -> Iterator[Path]:
    """Return an office whose passwords cost no time; tests work on copies."""
    folder = tmp_path_factory.mktemp("window") / "data"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bootstrap, "Vault", partial(vault.Vault, cost=Cost(memory=8)))
        plan = founding.read(OFFICE.read_text(encoding="utf-8"))
        choices = config.Choices(language="en", theme="light")
        recovery.append(bootstrap.found(folder, plan, choices=choices, clock=Clock()))
        yield folder


@pytest.fixture
def hands(qtbot: Any, founded: Path, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Hands]:
    """Return a person in front of a program that was just started; the parameter makes its lanes."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    before = theme.now()
    theme.apply(app, theme.LIGHT)
    shutil.copytree(founded, tmp_path / "data")
    person = Hands(qtbot, tmp_path / "data", getattr(request, "param", inline))
    person.start()
    yield person
    person.close()
    theme.apply(app, before)


@pytest.fixture
def slots(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> vault.Vault:
    """Return the slots of the staff of the stories, opened in no time."""
    monkeypatch.setattr(bootstrap, "Vault", partial(vault.Vault, cost=QUICK))
    found = vault.Vault(tmp_path, QUICK)
    found.found(KEY)
    for id in ("siti", "ani", "tono"):
        found.add(KEY, id, id.title(), PASSWORD)
    return found


@pytest.fixture
def at(workshop: Workshop) -> Any:
    """Return what opens a section of the settings."""
    return lambda section="", by="siti": Hand(workshop, by, section)


@pytest.fixture
def busy(workshop: Workshop) -> Workshop:
    """Return an office with something on every screen."""
    tell(workshop.counter)
    kept.keep(workshop.folder, usual(2))
    return workshop
