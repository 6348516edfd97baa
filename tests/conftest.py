"""Fixtures shared by every test."""

from __future__ import annotations

import pytest
from hypothesis import settings

from counter_app.i18n import set_language

settings.register_profile("steady", deadline=None)  # a busy machine is no failure
settings.load_profile("steady")


@pytest.fixture(autouse=True)
def english() -> None:
    """Tests read the English sentences, which stand in the code."""
    set_language("en")
