"""A service file becomes a plan for one profile."""

from __future__ import annotations

import pytest

from counter_app.domain.catalogue import BadCatalogue, Label, Standard, Step, decode_service, filled, resolve

TEXT = """
id = "ktp"
label = { id = "KTP-el", en = "e-KTP" }
group = "KTP"
queue = "A"
standard = { working_days = 1 }
law = ["Perpres 96/2018"]
steps = [{ id = "verify" }, { id = "print", need = "blangko", of = "ktp_el" }, { id = "hand_over" }]

[profiles.palembang_2017]
standard = { working_days = 14 }
law = []
steps = [
  { id = "verify" },
  { id = "record" },
  { id = "dedupe", need = "agency", of = "dukcapil" },
  { id = "initial", after = ["record"] },
  { id = "sign", need = "signature", of = "camat" },
  { id = "print", after = ["dedupe", "sign"], need = "blangko", of = "ktp_el" },
  { id = "hand_over" },
]

[profiles.elsewhere]
enabled = false

[[requirement]]
id = "kk"
label = { id = "KK" }
doc = "copy"

[[requirement]]
id = "letter"
label = { id = "Surat pengantar" }
doc = "handed_in"
profiles = ["palembang_2017"]

[[requirement]]
id = "letter"
label = { id = "Surat pengantar" }
doc = "handed_in"
optional = true
profiles = ["current"]
"""
SERVICE = decode_service(TEXT)


def ways(profile: str) -> dict[str, list[str] | None]:
    return {step.id: step.after for step in resolve(SERVICE, profile).steps}


def test_a_step_follows_the_one_before_it_unless_it_says_otherwise() -> None:
    assert ways("current") == {"verify": [], "print": ["verify"], "hand_over": ["print"]}


def test_steps_can_branch_and_meet_again() -> None:
    assert ways("palembang_2017") == {
        "verify": [],
        "record": ["verify"],
        "dedupe": ["record"],
        "initial": ["record"],
        "sign": ["initial"],
        "print": ["dedupe", "sign"],
        "hand_over": ["print"],
    }


def test_what_a_step_depends_on_follows_from_its_kind() -> None:
    steps = filled([Step(id="record"), Step(id="enter"), Step(id="print_kk"), Step(id="sign")])
    assert [step.depends for step in steps] == ["recorder", "siak", "printer", ""]


def test_a_named_dependency_is_kept() -> None:
    assert filled([Step(id="print", depends="siak")])[0].depends == "siak"


@pytest.mark.parametrize(
    ("step", "kind"),
    [
        ("verify", "verify"),
        ("verify_lapangan", "verify"),
        ("hand_over", "hand_over"),
        ("verifying", ""),
        ("x", ""),
    ],
)
def test_a_suffix_tells_two_steps_of_a_kind_apart(step: str, kind: str) -> None:
    assert Step(id=step).kind == kind


def test_a_profile_overrides_what_it_names_and_keeps_the_rest() -> None:
    plan = resolve(SERVICE, "palembang_2017")
    assert (plan.standard, plan.law, plan.enabled) == (Standard(working_days=14), [], True)
    assert resolve(SERVICE, "elsewhere").enabled is False
    assert resolve(SERVICE, "elsewhere").standard == Standard(working_days=1)


def test_a_requirement_may_be_mandatory_in_one_profile_and_optional_in_another() -> None:
    assert [r.optional for r in resolve(SERVICE, "palembang_2017").requirements] == [False, False]
    assert [r.optional for r in resolve(SERVICE, "current").requirements] == [False, True]


def test_a_profile_the_file_does_not_name_gets_the_service_as_it_stands() -> None:
    assert resolve(SERVICE, "batu_2026") == resolve(SERVICE, "current")


def test_a_bad_file_is_refused_with_the_place_and_what_to_do() -> None:
    with pytest.raises(BadCatalogue, match=r"labl.*requirement\[0\].*catalogue check"):
        decode_service(TEXT.replace('label = { id = "KK" }', "labl = 1"))


def test_a_label_without_english_falls_back_to_indonesian() -> None:
    assert Label(id="KK").text("en") == "KK"
    assert Label(id="KK", en="Family card").text("en") == "Family card"
    assert Label(id="KK", en="Family card").text("id") == "KK"
