"""What a new office must say about itself, and the ids that are proposed for its staff."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.founding import SHORT_NAME, short_id


@pytest.mark.parametrize(
    ("name", "taken", "id"),
    [
        ("Siti Rahma", [], "siti"),
        ("Siti Rahma", ["siti"], "siti2"),
        ("Siti Aisyah", ["siti", "siti2"], "siti3"),
        ("Drs. H. Ahmad Fauzi, M.Si.", [], "ahmad"),
        ("R. M. Iskandar, S.E., M.M.", [], "iskandar"),
        ("Hj. Nyimas Rohani", [], "nyimas"),
        ("Tri", [], "tri"),
        ("Wu Li", [], "wu"),
        ("José María", [], "jose"),
        ("'Aisyah", [], "aisyah"),
        ("", [], "staf"),
        ("李", ["staf"], "staf2"),
    ],
)
def test_an_id_is_proposed_from_the_name(name, taken, id):
    assert short_id(name, taken) == id


@given(st.text(max_size=80), st.sets(st.sampled_from(["a", "siti", "staf"])))
def test_whatever_the_name_the_proposal_can_be_used(name, taken):
    found = short_id(name, taken)
    assert re.fullmatch(SHORT_NAME, found)
    assert found not in taken
