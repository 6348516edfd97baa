"""The program through its command line, in this process, with a clock that tests move."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from program import OFFICE, Program
from stories import Clock

from counter_app import bootstrap
from counter_app.storage import vault
from counter_app.storage.slots import Cost


@pytest.fixture(scope="session")
def cheap() -> Iterator[Clock]:
    """Inject a clock into what the command line constructs with, and passwords that cost no time."""
    clock = Clock()
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("COUNTER_APP_DATA", raising=False)
        patch.setattr(bootstrap, "Vault", partial(vault.Vault, cost=Cost(memory=8)))
        for name in ("found", "unlock", "enter", "sign_in"):
            patch.setattr(bootstrap, name, partial(getattr(bootstrap, name), clock=clock))
        patch.setattr("counter_app.cli.care.clock", clock)
        yield clock


@pytest.fixture(scope="session")
def founded(cheap: Clock, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of an office founded on Monday, 6 April 2026, 08.00; tests work on copies."""
    cheap.set("2026-04-06T08:00")
    folder = tmp_path_factory.mktemp("office")
    answer = Program(folder / "data", cheap)("setup", str(OFFICE))
    assert answer.status == 0, answer.err
    return folder / "data"


@pytest.fixture
def empty(tmp_path: Path, cheap: Clock) -> Program:
    """Return the program before an office is founded."""
    cheap.set("2026-04-06T08:00")
    return Program(tmp_path / "data", cheap)


@pytest.fixture(scope="session")
def office_file() -> Path:
    """Return an ``office.toml``."""
    return OFFICE


@pytest.fixture
def program(empty: Program, founded: Path) -> Program:
    """Return the program of a new office."""
    shutil.copytree(founded, empty.folder)
    return empty
