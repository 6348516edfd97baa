"""Changing a service without writing TOML: only what is changed differs, in every shipped service."""

import msgspec
import pytest

from counter_app.domain.catalogue import (
    CURRENT,
    PROFILES,
    BadCatalogue,
    Label,
    Requirement,
    Standard,
    decode_service,
    profiles_named,
    resolve,
)
from counter_app.domain.catalogue_check import problems
from counter_app.domain.catalogue_edit import (
    NoRequirement,
    NoSignature,
    moved_requirement,
    offered,
    with_requirement,
    with_signer,
    with_standard,
    without_requirement,
)
from counter_app.office.catalogue import Catalogue, shipped, shipped_ids

SHIPPED = {id: shipped(f"services/{id}.toml") for id in shipped_ids()}
EVERY = [(id, profile) for id in SHIPPED for profile in PROFILES]
KNOWN = Catalogue().known_conditions()
NEW = Requirement(id="foto_pagar", label=Label(id='Foto "pagar"', en="Photo"), doc="handed_in", copies=2)

every = pytest.mark.parametrize(("id", "profile"), EVERY)


def checked(text):
    """Return the service of a file that must be faultless."""
    assert problems(text, known_conditions=KNOWN) == []
    return decode_service(text)


def plan(text, profile):
    return resolve(checked(text), profile)


def ids(text, profile):
    return [one.id for one in resolve(decode_service(text), profile).requirements]


def parts(service, *without):
    """Return a service as a dict, without some of its fields."""
    whole = msgspec.structs.asdict(service)
    return {name: value for name, value in whole.items() if name not in without}


def other(profile):
    return next(name for name in PROFILES if name != profile)


@every
def test_a_file_that_is_written_again_says_the_same(id, profile):
    before = decode_service(SHIPPED[id])
    first = resolve(before, profile).requirements[0]
    assert checked(moved_requirement(SHIPPED[id], first.id, 0, profile)) == before
    assert checked(with_requirement(SHIPPED[id], first)) == before


@every
def test_a_new_requirement_stands_at_the_end_and_is_replaced_in_its_place(id, profile):
    before = decode_service(SHIPPED[id])
    text = with_requirement(SHIPPED[id], NEW)
    added = checked(text)
    assert added.requirement == [*before.requirement, NEW]
    assert parts(added, "requirement") == parts(before, "requirement")
    text = with_requirement(text, msgspec.structs.replace(NEW, copies=3))
    assert checked(text).requirement == [*before.requirement, msgspec.structs.replace(NEW, copies=3)]
    assert checked(without_requirement(text, NEW.id)) == before


@every
def test_each_requirement_can_be_taken_out_of_the_profile(id, profile):
    before = decode_service(SHIPPED[id])
    for one in resolve(before, profile).requirements:
        text = without_requirement(SHIPPED[id], one.id, profile)
        after = checked(text)
        assert one.id not in ids(text, profile)
        assert after.requirement == [left for left in before.requirement if left != one]
        assert parts(after, "requirement", "groups", "profiles") == parts(
            before, "requirement", "groups", "profiles"
        )
        assert resolve(after, profile).steps == resolve(before, profile).steps
        if one.profiles:
            assert ids(text, other(profile)) == ids(SHIPPED[id], other(profile))


@every
def test_all_requirements_can_be_taken_out_and_what_the_profile_is_stays(id, profile):
    text = SHIPPED[id]
    for one in ids(text, profile):
        text = without_requirement(text, one, profile)
    assert ids(text, profile) == []
    assert plan(text, profile).groups == []
    assert plan(text, profile).law == plan(SHIPPED[id], profile).law


@every
@pytest.mark.parametrize("to", [-1, 1, 99])
def test_a_requirement_can_be_moved_to_each_place(id, profile, to):
    before = ids(SHIPPED[id], profile)
    for one in {before[0], before[-1]}:
        text = moved_requirement(SHIPPED[id], one, to, profile)
        wanted = [left for left in before if left != one]
        wanted.insert(max(to, 0), one)
        assert ids(text, profile) == wanted
        assert sorted(ids(text, other(profile))) == sorted(ids(SHIPPED[id], other(profile)))


@every
@pytest.mark.parametrize("standard", [Standard(working_days=3), Standard(minutes=45), Standard(days=30)])
def test_the_standard_changes_in_its_profile_alone(id, profile, standard):
    before = decode_service(SHIPPED[id])
    text = with_standard(SHIPPED[id], profile, **msgspec.to_builtins(standard))
    assert plan(text, profile).standard == standard
    assert parts(checked(text), "standard", "profiles") == parts(before, "standard", "profiles")
    assert untouched(text, SHIPPED[id], profile)


@every
def test_every_signature_can_be_given_to_somebody_else(id, profile):
    for step in plan(SHIPPED[id], profile).steps:
        if step.need != "signature":
            with pytest.raises(NoSignature):
                with_signer(SHIPPED[id], profile, step.id, "kasi", [])
            continue
        text = with_signer(SHIPPED[id], profile, step.id, "sekcam", ["plh", "an_kasi"])
        signed = next(one for one in plan(text, profile).steps if one.id == step.id)
        assert signed == msgspec.structs.replace(step, of="sekcam", deputies=["plh", "an_kasi"])
        assert [one for one in plan(text, profile).steps if one.id != step.id] == [
            one for one in plan(SHIPPED[id], profile).steps if one.id != step.id
        ]
        assert untouched(text, SHIPPED[id], profile)


@every
def test_a_service_is_offered_or_not(id, profile):
    off = offered(SHIPPED[id], profile, enabled=False)
    assert not plan(off, profile).enabled
    assert untouched(off, SHIPPED[id], profile)
    if resolve(decode_service(SHIPPED[id]), profile).steps:
        on = offered(off, profile, enabled=True)
        assert plan(on, profile).enabled


def untouched(text, before, profile):
    """Tell whether the other profile is as it was; a file that names none has one for all."""
    if not profiles_named(decode_service(before)) - {CURRENT}:
        return True
    now, then = (resolve(decode_service(one), other(profile)) for one in (text, before))
    return all(
        getattr(now, part) == getattr(then, part)
        for part in ("enabled", "requirements", "groups", "steps", "standard", "age", "law")
    )


def test_what_the_service_does_not_ask_for_is_refused():
    text = SHIPPED["ktp_baru"]
    with pytest.raises(NoRequirement, match="asks for no 'paspor'"):
        without_requirement(text, "paspor")
    with pytest.raises(NoRequirement):
        moved_requirement(text, "f102", 0, "palembang_2017")
    with pytest.raises(BadCatalogue):
        without_requirement("id = 3", "f102")


def test_a_requirement_of_two_profiles_is_replaced_in_one():
    text = SHIPPED["ktp_baru"]
    letter = next(r for r in decode_service(text).requirement if r.id == "pengantar_rt" and r.optional)
    changed = with_requirement(text, msgspec.structs.replace(letter, copies=2))
    copies = [r.copies for r in checked(changed).requirement if r.id == "pengantar_rt"]
    assert copies == [1, 2]
    changed = with_requirement(text, msgspec.structs.replace(letter, profiles=[]))
    assert [r.optional for r in checked(changed).requirement if r.id == "pengantar_rt"] == [True]


def test_what_can_not_be_is_found_by_the_check():
    text = SHIPPED["ktp_baru"]
    for bad in (
        with_standard(text, CURRENT),
        with_requirement(text, msgspec.structs.replace(NEW, id="Foto Rumah")),
        with_requirement(text, msgspec.structs.replace(NEW, when=["hujan"])),
        with_signer(text, "palembang_2017", "sign", "lurah", []),
    ):
        assert problems(bad, known_conditions=KNOWN)
