"""Fixtures shared by every test."""

from __future__ import annotations

import pytest

from counter_app.i18n import set_language


@pytest.fixture(autouse=True)
def english() -> None:
    """Tests read the English sentences, which stand in the code."""
    set_language("en")
