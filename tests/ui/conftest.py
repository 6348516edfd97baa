"""Fixtures of the windows."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from stories import Counter
from workshop import Workshop


@pytest.fixture
def workshop(qtbot: Any, desk: Counter, tmp_path: Path) -> Workshop:
    """Return windows on the office of 2017 in Palembang."""
    return Workshop(qtbot, desk, tmp_path)
