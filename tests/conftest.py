"""Fixtures shared by every test."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from stories import Clock, Counter, new_office

from counter_app.i18n import set_language
from counter_app.office.office import Office

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
pytest_plugins = ["office_at_hand"]
# a busy machine is no failure
settings.register_profile("steady", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("steady")


@pytest.fixture(autouse=True)
def english() -> None:
    """Tests read the English sentences, which stand in the code."""
    set_language("en")


@pytest.fixture
def clock() -> Clock:
    """Return a clock that only tests move."""
    return Clock()


@pytest.fixture
def found(clock: Clock) -> Iterator[Callable[..., Counter]]:
    """Return what founds an office in memory with given settings."""
    offices: list[Office] = []

    def found(**settings: Any) -> Counter:
        offices.append(new_office(clock, **settings))
        return Counter(offices[-1], clock)

    yield found
    for office in offices:
        office.close()


@pytest.fixture
def desk(found: Callable[..., Counter]) -> Counter:
    """Return the counter of an office of 2017 in Palembang."""
    return found()


@pytest.fixture
def today(found: Callable[..., Counter]) -> Counter:
    """Return the counter of an office under the law of today."""
    return found(profile="current")
