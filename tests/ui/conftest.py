"""Fixtures of the windows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from stories import Counter
from workshop import Workshop


@pytest.fixture
def workshop(qtbot: Any, desk: Counter, tmp_path: Path) -> Iterator[Workshop]:
    """Return windows on the office of 2017 in Palembang."""
    found = Workshop(qtbot, desk, tmp_path)
    yield found
    found.close()
