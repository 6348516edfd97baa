"""What a citizen must bring follows from the service, the conditions and the marks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.catalogue import (
    Age,
    Condition,
    Derive,
    Group,
    Label,
    Plan,
    Requirement,
    Service,
    Step,
    resolve,
)
from counter_app.domain.checklist import (
    AgeUnknown,
    Facts,
    Item,
    ItemGroup,
    Mark,
    TooOld,
    TooYoung,
    check_age,
    derived,
    holding,
    missing,
    needed,
    needed_now,
    questions,
    used,
)


def want(name: str, **more: object) -> Requirement:
    return Requirement(id=name, label=Label(id=name), doc="copy", **more)  # type: ignore[arg-type]


def plan(*requirements: Requirement, groups: list[Group] | None = None, age: Age | None = None) -> Plan:
    service = Service(
        id="ktp",
        label=Label(id="KTP-el", en="e-KTP"),
        group="KTP",
        queue="A",
        requirement=list(requirements),
        groups=groups or [],
        age=age or Age(),
        steps=[Step(id="hand_over")],
    )
    return resolve(service, "current")


def asks(label: str, **parts: Derive) -> Condition:
    return Condition(label=Label(id=label), **parts)


CONDITIONS = {
    "child": asks("Anak?", derive=Derive(age_from=5, age_below=17)),
    "proxy": asks("Dikuasakan?", derive=Derive(proxy=True)),
    "soon": asks("Kurang dari 10 hari kerja?", derive=Derive(event_within=10)),
    "married": asks("Sudah kawin?", ask_when=Derive(age_below=17)),
    "young_couple": asks("Ada yang belum 19?", implied_by=Derive(age_below=19)),
    "woman": asks("Perempuan?", derive=Derive(sex="P")),
    "outside": asks("Di luar wilayah?", ask_when=Derive(outside_region=True)),
    "lost": asks("Hilang?"),
    "damaged": asks("Rusak?"),
}
ALL = plan(*[want(name, when=[name]) for name in CONDITIONS])


@pytest.mark.parametrize(
    ("facts", "hold"),
    [
        (Facts(), set()),
        (Facts(age=5), {"child", "young_couple"}),
        (Facts(age=16), {"child", "young_couple"}),
        (Facts(age=17), {"young_couple"}),
        (Facts(age=19), set()),
        (Facts(proxy=True), {"proxy"}),
        (Facts(sex="P"), {"woman"}),
        (Facts(sex="L"), set()),
        (Facts(working_days_to_event=9), {"soon"}),
        (Facts(working_days_to_event=10), set()),
    ],
)
def test_conditions_follow_from_facts(facts: Facts, hold: set[str]) -> None:
    assert derived(ALL, CONDITIONS, facts) == hold


def asked(facts: Facts) -> set[str]:
    return {name for name, _condition in questions(ALL, CONDITIONS, facts)}


def test_what_is_unknown_is_asked() -> None:
    assert asked(Facts()) == CONDITIONS.keys() - {"proxy"}


def test_known_facts_spare_questions() -> None:
    facts = Facts(age=30, sex="L", working_days_to_event=20)
    assert asked(facts) == {"young_couple", "outside", "lost", "damaged"}
    assert "married" in asked(Facts(age=16))
    assert "married" not in asked(Facts(age=17))


def test_only_conditions_of_this_service_are_asked() -> None:
    mine = plan(want("letter", when=["lost"]), age=Age(least=17, unless=["married"]))
    assert used(mine) == ["married", "lost"]
    assert [name for name, _condition in questions(mine, CONDITIONS, Facts())] == ["married", "lost"]


def test_a_tick_against_what_is_known_does_not_count() -> None:
    assert holding(ALL, CONDITIONS, Facts(age=30), ["child", "lost", "nonsense"]) == {"lost"}
    assert holding(ALL, CONDITIONS, Facts(age=10), []) == {"child", "young_couple"}


FACTS = st.builds(
    Facts,
    age=st.none() | st.integers(0, 110),
    sex=st.none() | st.sampled_from(["L", "P"]),
    proxy=st.booleans(),
    working_days_to_event=st.none() | st.integers(-5, 60),
)


@given(FACTS)
def test_what_follows_from_facts_is_never_asked(facts: Facts) -> None:
    assert not asked(facts) & derived(ALL, CONDITIONS, facts)


def ids(mine: Plan, *hold: str) -> list[str]:
    return [item.id for item in needed_now(mine, set(hold)).items]


def test_requirements_come_in_the_order_of_the_file() -> None:
    mine = plan(
        want("form"),
        want("both", when=["lost", "child"]),
        want("either", when_any=["lost", "damaged"]),
        want("not_lost", unless=["lost"]),
        want("last"),
    )
    assert ids(mine) == ["form", "not_lost", "last"]
    assert ids(mine, "lost") == ["form", "either", "last"]
    assert ids(mine, "lost", "child") == ["form", "both", "either", "last"]
    assert ids(mine, "damaged") == ["form", "either", "not_lost", "last"]


def test_an_item_carries_what_the_counter_needs() -> None:
    mine = plan(want("heirs", copies=2, optional=True, per=Label(id="ahli waris")))
    assert needed_now(mine, set()).items == [Item(id="heirs", doc="copy", copies=2, optional=True, per=True)]


CAUSE = [Group(id="cause", label=Label(id="Sebab"))]
LOST_OR_DAMAGED = plan(
    want("report", when=["lost"], group="cause"), want("card", when=["damaged"], group="cause"), groups=CAUSE
)


def test_an_alternative_that_does_not_apply_drops_out() -> None:
    assert ids(LOST_OR_DAMAGED, "lost") == ["report"]
    assert ids(LOST_OR_DAMAGED, "damaged") == ["card"]


def test_all_alternatives_are_offered_while_none_is_known_to_apply() -> None:
    assert ids(LOST_OR_DAMAGED) == ["report", "card"]
    assert needed_now(LOST_OR_DAMAGED, set()).groups == [ItemGroup(id="cause", min=1)]


def test_alternatives_may_be_needed_under_a_condition_only() -> None:
    groups = [Group(id="time", label=Label(id="Waktu"), when=["soon"], unless=["lost"])]
    mine = plan(want("dispensation", group="time"), want("statement", group="time"), groups=groups)
    assert needed_now(mine, set()) == ([], [])
    assert needed_now(mine, {"soon", "lost"}) == ([], [])
    assert ids(mine, "soon") == ["dispensation", "statement"]


ITEMS = [
    Item(id="form", doc="form"),
    Item(id="photo", doc="handed_in", optional=True),
    Item(id="report", doc="handed_in", group="cause"),
    Item(id="card", doc="handed_in", group="cause"),
    Item(id="oath", doc="statement", group="cause"),
]
GROUPS = [ItemGroup(id="cause", min=2)]
MARKS = st.dictionaries(
    st.sampled_from([item.id for item in ITEMS]), st.sampled_from(["present", "missing", "not_applicable"])
)


def test_a_needed_paper_is_missing_until_it_is_present() -> None:
    assert missing(ITEMS, GROUPS, {}) == (["form"], ["cause"])
    assert missing(ITEMS, GROUPS, {"form": "not_applicable"}).items == ["form"]
    assert missing(ITEMS, GROUPS, {"form": "present", "card": "present"}) == ([], ["cause"])
    assert missing(ITEMS, GROUPS, {"form": "present", "card": "present", "oath": "present"}).nothing


def test_alternatives_are_needed_until_there_are_enough() -> None:
    marks: dict[str, Mark] = {"card": "present"}
    assert [needed(item, ITEMS, GROUPS, marks) for item in ITEMS] == [True, False, True, True, True]
    marks["oath"] = "present"
    assert [needed(item, ITEMS, GROUPS, marks) for item in ITEMS] == [True, False, False, True, True]


@given(MARKS, st.sampled_from(ITEMS))
def test_marking_more_present_never_makes_more_missing(marks: dict[str, Mark], item: Item) -> None:
    before = missing(ITEMS, GROUPS, marks)
    after = missing(ITEMS, GROUPS, {**marks, item.id: "present"})
    assert set(after.items) <= set(before.items)
    assert set(after.groups) <= set(before.groups)


@given(MARKS, st.sampled_from(["present", "missing", "not_applicable"]))
def test_an_optional_paper_never_blocks(marks: dict[str, Mark], mark: Mark) -> None:
    assert missing(ITEMS, GROUPS, marks) == missing(ITEMS, GROUPS, {**marks, "photo": mark})
    assert "photo" not in missing(ITEMS, GROUPS, marks).items


KTP = plan(age=Age(least=17, unless=["married"], note=Label(id="x", en="a child under 17 gets a KIA")))
KIA = plan(age=Age(below=17))


def test_an_age_that_nobody_knows_is_asked_first() -> None:
    with pytest.raises(AgeUnknown) as refusal:
        check_age(KTP, None, set())
    assert "Give the NIK or the date of birth first." in str(refusal.value)
    check_age(KTP, None, {"married"})
    check_age(plan(), None, set())


def test_an_age_within_the_rule_is_not_refused() -> None:
    check_age(KTP, 17, set())
    check_age(KTP, 16, {"married"})
    check_age(KIA, 16, set())
    check_age(plan(), 3, set())


def test_too_young_says_the_rule_and_what_to_do() -> None:
    with pytest.raises(TooYoung) as refusal:
        check_age(KTP, 16, set(), CONDITIONS)
    assert str(refusal.value) == (
        "e-KTP is for applicants from 17 years on and this one is 16: check the birth date, "
        'or tick "Sudah kawin?" if that is so; a child under 17 gets a KIA.'
    )


def test_too_old_says_the_rule_and_what_to_do() -> None:
    with pytest.raises(TooOld, match=r"under 17 years and this one is 17: .* choose another service\."):
        check_age(KIA, 17, set())
