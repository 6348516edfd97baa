"""The torture in small: killed, on a bad disk, with changed bytes and bad inputs, nothing is lost."""

import pytest

from torture.__main__ import Wanted, torture
from torture.office import Broken, Tortured


def test_nothing_is_lost_whatever_happens(tmp_path):
    lines = list(torture(tmp_path, Wanted(kills=3, amid=1, flips=8, faults=1, every=40, seed=20261124)))
    assert lines[-1].startswith("entries lost                        0")
    assert not any("BROKEN" in line for line in lines)


def test_an_answer_that_no_entry_is_about_is_found(tmp_path):
    office = Tortured(tmp_path / "data", 1)
    office.answered.append({"ids": {"application": "L1-20260406-0001"}})
    with pytest.raises(Broken, match="answered and lost"):
        office.check()
