"""Every fault of a service file is found, with its line and key."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.catalogue import decode_service, resolve
from counter_app.domain.catalogue_check import Problem, problems
from counter_app.domain.toml_lines import key_lines

TEXT = """\
id = "sktm"
label = { id = "SKTM", en = "Certificate of poverty" }
group = "Surat"
queue = "D"
standard = { minutes = 15 }
age = { least = 17, unless = ["married"] }
steps = [
  { id = "verify" },
  { id = "initial" },
  { id = "sign", need = "signature", of = "camat", deputies = ["plh", "plt"] },
  { id = "hand_over" },
]
[profiles.palembang_2017]
standard = { minutes = 20 }
[conditions.own]
label = { id = "Punya sendiri?" }
derive = { age_from = 5, age_below = 17 }
[[requirement]]
id = "kk"
label = { id = "KK" }
doc = "copy"
when = ["own"]
[[requirement]]
id = "police"
label = { id = "Surat hilang" }
doc = "handed_in"
group = "cause"
[[requirement]]
id = "damaged"
label = { id = "KK rusak" }
doc = "handed_in"
group = "cause"
profiles = ["palembang_2017", "current"]
[[groups]]
id = "cause"
label = { id = "Sebab" }
min = 1
"""
KNOWN = {"married", "by_proxy"}
STANDARDS = sorted((Path(__file__).parent / "standards").glob("*.toml"))


def found(old: str, new: str) -> list[Problem]:
    assert old in TEXT
    return problems(TEXT.replace(old, new, 1), known_conditions=KNOWN)


def test_a_good_file_has_no_problems() -> None:
    assert problems(TEXT, known_conditions=KNOWN) == []


FAULTS = [
    # keys and types
    ('queue = "D"', 'queu = "D"', 4, "queu", 'did you mean "queue"'),
    ('queue = "D"', "", None, "queue", "is missing"),
    ('queue = "D"', 'queue = "DD"', 4, "queue", "one capital letter"),
    ('id = "sktm"', 'id = "SKTM 1"', 1, "id", "a-z, 0-9"),
    ("minutes = 15", 'minutes = "15"', 5, "standard.minutes", "whole number"),
    ("minutes = 15", "minutes = true", 5, "standard.minutes", "whole number"),
    ('group = "Surat"', "group = 1", 3, "group", "must be text"),
    ('when = ["own"]', 'when = "own"', 22, "requirement[1].when", "must be a list"),
    ('label = { id = "KK" }', 'label = "KK"', 20, "requirement[1].label", "must be a table"),
    ('label = { id = "KK" }', 'label = { id = " " }', 20, "requirement[1].label.id", "label is empty"),
    ('doc = "copy"', 'doc = "kopy"', 21, "requirement[1].doc", 'did you mean "copy"'),
    ('doc = "copy"', 'doc = "scan"', 21, "requirement[1].doc", "one of them"),
    ('doc = "copy"', 'doc = "copy"\ncopies = 0', 22, "requirement[1].copies", "write 1 or more"),
    ('doc = "copy"', 'doc = "copy"\noptional = 1', 22, "requirement[1].optional", "true or false"),
    ("[profiles.palembang_2017]", "[[profiles]]", 13, "profiles", "table of tables"),
    # ids
    ('id = "police"', 'id = "kk"', 24, "requirement[2].id", "second time"),
    ('id = "initial"', 'id = "verify"', 9, "steps[2].id", "second time"),
    ("[[groups]]", '[[groups]]\nid="cause"\nlabel={id="x"}\n[[groups]]', 38, "groups[2].id", "second time"),
    # conditions and profiles
    ('when = ["own"]', 'when = ["onw"]', 22, "requirement[1].when[1]", 'did you mean "own"'),
    ('unless = ["married"]', 'unless = ["xyz"]', 6, "age.unless[1]", "[conditions.xyz]"),
    ("age_from = 5, age_below = 17", "", 17, "conditions.own.derive", "always hold"),
    ("age_from = 5", "age_from = 18", 17, "conditions.own.derive.age_below", "swap"),
    ("age_from = 5", "event_within = 5", 17, "conditions.own.derive.event_within", "date of the event"),
    ('"current"]', '"curent"]', 33, "requirement[3].profiles[2]", 'did you mean "current"'),
    ('"current"]', '"batu"]', 33, "requirement[3].profiles[2]", "[profiles.batu]"),
    # groups
    ("min = 1", "min = 0", 37, "groups[1].min", "write 1 or more"),
    ("min = 1", "min = 3", 37, "groups[1].min", "has 2 members"),
    ('group = "cause"', 'group = "cuase"', 27, "requirement[2].group", 'did you mean "cause"'),
    (
        'group = "cause"',
        'group = "cause"\noptional = true',
        28,
        "requirement[2].optional",
        "can't be optional",
    ),
    # times and ages
    ("minutes = 15", "", 5, "standard", "exactly one"),
    ("minutes = 15", "minutes = 15, days = 1", 5, "standard", "exactly one"),
    ("minutes = 20", "minutes = 20, days = 1", 14, "profiles.palembang_2017.standard", "exactly one"),
    ("least = 17", "least = 17, below = 17", 6, "age.below", "put it right"),
    # steps
    ('id = "initial"', 'id = "intial"', 9, "steps[2].id", 'did you mean "initial"'),
    ('id = "initial"', 'id = "qqq"', 9, "steps[2].id", "the steps are verify"),
    ('id = "initial"', 'id = "initial", after = ["verfy"]', 9, "steps[2].after[1]", 'did you mean "verify"'),
    ('id = "verify"', 'id = "verify", after = ["sign"]', 8, "steps[1]", "wait for each other"),
    ('{ id = "hand_over" },', "", 7, "steps", "must be hand_over"),
    ('id = "sign",', 'id = "sign", after = ["verify"],', 9, "steps[2]", "would not wait"),
    (
        '{ id = "hand_over" },',
        '{ id = "hand_over" },\n{ id = "register" },',
        12,
        "steps[5]",
        "after hand_over",
    ),
    (', of = "camat"', "", 10, "steps[3].need", 'add "of"'),
    ('need = "signature", ', "", 10, "steps[3].of", 'without "need"'),
    ('of = "camat"', 'of = "lurah"', 10, "steps[3].of", "one of camat"),
    ('"plh", "plt"', '"plh", "plx"', 10, "steps[3].deputies[2]", "one of"),
    ('"plh", "plt"', '"plh", "plh"', 10, "steps[3].deputies", "named twice"),
    ('id = "initial"', 'id = "initial", deputies = ["plh"]', 9, "steps[2].deputies", "take them out"),
    ('id = "initial"', 'id = "initial", limit_days = 0', 9, "steps[2].limit_days", "write 1 or more"),
    (TEXT[TEXT.index("steps") : TEXT.index("[profiles")], "", 12 - 5, "profiles.palembang_2017", "no steps"),
]


@pytest.mark.parametrize(("old", "new", "line", "key", "words"), FAULTS)
def test_a_fault_is_found_where_it_stands(old: str, new: str, line: int | None, key: str, words: str) -> None:
    assert any(p.line == line and p.key == key and words in p.sentence for p in found(old, new)), found(
        old, new
    )


def test_bad_toml_is_one_problem_with_its_line() -> None:
    (problem,) = found('queue = "D"', 'queue = "D')
    assert (problem.line, problem.key) == (4, "")
    assert "closing quotation mark is missing" in problem.sentence


def test_all_faults_are_gathered_from_top_to_bottom() -> None:
    text = TEXT.replace("queue", "queu").replace("copy", "kopy").replace('"hand_over"', '"hand_ovr"')
    assert [(p.line, p.key) for p in problems(text, known_conditions=KNOWN)] == [
        (4, "queu"),
        (7, "steps"),
        (11, "steps[4].id"),
        (21, "requirement[1].doc"),
    ]


def test_an_empty_file_lacks_every_key_that_must_be_there() -> None:
    keys = [p.key for p in problems("", known_conditions=KNOWN)]
    assert keys == ["group", "id", "label", "queue", "requirement", "steps"]


def test_lines_are_known_inside_lists_tables_and_tables_in_lists() -> None:
    text = 'a = [\n  1,\n  { b = """x\n=""", "c d" = [2] },\n]\n[[t]]\n'
    text += "[t.u]\nx.y = 1979-05-27 07:32:00 # [z]\n[[t]]\nk = 1\n"
    assert key_lines(text) == {
        ("a",): 1,
        ("a", 0): 2,
        ("a", 1): 3,
        ("a", 1, "b"): 3,
        ("a", 1, "c d"): 4,
        ("a", 1, "c d", 0): 4,
        ("t",): 6,
        ("t", 0): 6,
        ("t", 0, "u"): 7,
        ("t", 0, "u", "x"): 8,
        ("t", 0, "u", "x", "y"): 8,
        ("t", 1): 9,
        ("t", 1, "k"): 10,
    }


@pytest.mark.parametrize("file", STANDARDS, ids=lambda file: file.stem)
def test_service_standards_of_other_offices_need_no_code(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert problems(text, known_conditions={*KNOWN, "divorced", "widowed"}) == []
    assert resolve(decode_service(text), "current").steps[-1].id == "hand_over"


LINES = TEXT.splitlines()


@given(st.data())
def test_no_file_however_mangled_breaks_the_check(data: st.DataObject) -> None:
    lines = list(LINES)
    for _change in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(lines) - 1))
        other = data.draw(st.sampled_from(LINES))
        lines[place] = data.draw(
            st.sampled_from(
                ["", other, lines[place].replace('"', ""), lines[place].replace("=", "= [") + "]"]
            )
        )
    text = "\n".join(lines)
    if not problems(text, known_conditions=KNOWN):
        decode_service(text)
