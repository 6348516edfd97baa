"""Fixtures of the windows."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from settings_hand import PASSWORD, QUICK, Hand
from stories import KEY, Counter
from workshop import Workshop

from counter_app import bootstrap
from counter_app.storage import vault


@pytest.fixture
def workshop(qtbot: Any, desk: Counter, tmp_path: Path) -> Iterator[Workshop]:
    """Return windows on the office of 2017 in Palembang."""
    found = Workshop(qtbot, desk, tmp_path)
    yield found
    found.close()


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
