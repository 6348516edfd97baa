"""What a new office must say about itself, and the ids that are proposed for its staff."""

import re

import msgspec
import pytest
import tomli_w
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.founding import SHORT_NAME, BadFounding, Founding, Unfit, check, read, short_id


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


def plan(**changes):
    """Return an office that can be founded, but for ``changes``: ``staff_0_id`` is a field of the first."""
    office = {"name": "Kecamatan Plaju", "city": "Kota Palembang", "region": "16.71.14"}
    staff = [
        {"id": "siti", "name": "Siti", "role": "supervisor", "password": "kantor camat"},
        {"id": "ani", "name": "Ani", "role": "clerk", "password": "loket satu"},
    ]
    official = [{"id": "camat", "role": "camat", "name": "Hasan"}]
    whole = {"office": office, "counter": {"code": "L1"}, "staff": staff, "official": official}
    for place, value in changes.items():
        part, *way, last = place.split("_")
        inside = whole[part]
        for step in way:
            inside = inside[int(step)]
        inside[last] = value
    return msgspec.convert(whole, Founding)


def test_a_whole_plan_can_be_founded():
    check(plan())


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("office.name", " ", "The office has no name"),
        ("office.city", "", "The city or regency is missing"),
        ("office.region", "", "The region code is missing"),
        ("office.region", "1671", "'1671' is no code of a kecamatan"),
        ("counter.code", "loket 1", "can't be called 'loket 1'"),
        ("official.0.name", "", "Somebody has no name"),
        ("official.0.id", "Pak Camat", "'Pak Camat' is no short name"),
        ("staff.1.name", "", "Somebody has no name"),
        ("staff.1.id", "siti", "'siti' stands here twice"),
        ("staff.1.id", "../ani", "'../ani' is no short name"),
    ],
)
def test_a_refusal_names_the_field_in_words_for_a_person(field, value, sentence):
    with pytest.raises(Unfit, match=re.escape(sentence)) as refused:
        check(plan(**{field.replace(".", "_"): value}))
    assert refused.value.field == field
    assert "office.toml" not in str(refused.value)
    assert str(refused.value).endswith(".")


def test_an_office_needs_a_supervisor():
    with pytest.raises(Unfit, match="Nobody is a supervisor") as refused:
        check(plan(staff_0_role="admin"))
    assert refused.value.field == "staff"


def test_only_what_came_from_the_file_speaks_of_the_file():
    text = tomli_w.dumps(msgspec.to_builtins(plan(office_city="")))
    with pytest.raises(BadFounding, match=r"^office.toml can't be used: The city .* nothing was founded\.$"):
        read(text)
