"""docs/services.md: its examples can be used, and it names every key of the decoder and no other."""

import re
from pathlib import Path

import pytest

from counter_app.domain import catalogue
from counter_app.domain.catalogue import resolve
from counter_app.domain.catalogue_check import problems, usable
from counter_app.domain.toml_lines import key_lines
from counter_app.office.catalogue import Catalogue

DOC = (Path(__file__).parents[1] / "docs" / "services.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```toml\n(.*?)```", DOC, re.DOTALL)
STRUCTS = re.findall(r"^### (\w+)$", DOC, re.MULTILINE)
KNOWN = Catalogue()
GONE = {"outside_region"}  # read in files of before, refused by the check


def keys_of(struct):
    return {field for field in getattr(catalogue, struct).__struct_fields__ if field not in GONE}


def keys_told(struct):
    """Return the keys that stand in the first column of the table of ``struct``."""
    table = DOC.split(f"### {struct}\n", 1)[1].split("\n###", 1)[0]
    cells = [line.split("|")[1] for line in table.splitlines() if line.startswith("| `")]
    return set(re.findall(r"`(\w+)`", " ".join(cells)))


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda text: text.split('"')[1])
def test_every_example_can_be_used(example):
    conditions, services = KNOWN.known_conditions(), KNOWN.ids()
    assert problems(example, known_conditions=conditions, known_services=services) == []
    service = usable(example, known_conditions=conditions, known_services=services)
    assert all(resolve(service, profile).steps for profile in catalogue.PROFILES)


def test_every_part_of_the_decoder_has_a_table():
    parts = {
        name
        for name, one in vars(catalogue).items()
        if isinstance(one, type) and issubclass(one, catalogue.Part) and one is not catalogue.Part
    }
    assert set(STRUCTS) == parts


@pytest.mark.parametrize("struct", STRUCTS)
def test_a_table_names_the_keys_of_its_part_and_no_other(struct):
    assert keys_told(struct) == keys_of(struct)


def test_every_key_stands_in_an_example():
    written = {key for text in EXAMPLES for path in key_lines(text) for key in path if isinstance(key, str)}
    assert {key for struct in STRUCTS for key in keys_of(struct)} - written == set()
