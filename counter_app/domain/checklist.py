"""What this citizen must bring: from the service, the conditions that hold, and what has been marked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from typing import Literal, NamedTuple

import msgspec

from counter_app.domain.catalogue import Condition, Derive, Doc, Group, Label, Plan, Requirement
from counter_app.domain.errors import UserError
from counter_app.i18n import _, language

Mark = Literal["present", "missing", "not_applicable"]


class Facts(NamedTuple):
    """What is known about the applicant; ``None`` where nobody said."""

    age: int | None = None
    sex: Literal["L", "P"] | None = None
    proxy: bool = False
    working_days_to_event: int | None = None


class Item(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One requirement of one application, as its events carry it."""

    id: str
    doc: Doc
    copies: int = 1
    optional: bool = False
    group: str = ""
    per: bool = False  # copies for each of something: each heir


class ItemGroup(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Alternatives of one application, ``min`` of which must be present."""

    id: str
    min: int = 1


class Needed(NamedTuple):
    """The checklist of one application, in the order of the service."""

    items: list[Item]
    groups: list[ItemGroup]


class Missing(NamedTuple):
    """Ids of what keeps an application from being accepted."""

    items: list[str]
    groups: list[str]

    @property
    def nothing(self) -> bool:
        """Tell whether the file is complete."""
        return not self.items and not self.groups


class TooYoung(UserError):
    """The service has a lowest age, and the applicant is known to be younger."""

    def __init__(self, service: str, least: int, age: int, condition: str = "", note: str = "") -> None:
        sentence = {
            (False, False): _(
                "{service} is for applicants from {least} years on and this one is {age}: "
                "check the birth date or choose another service."
            ),
            (False, True): _(
                "{service} is for applicants from {least} years on and this one is {age}: "
                "check the birth date; {note}."
            ),
            (True, False): _(
                "{service} is for applicants from {least} years on and this one is {age}: "
                'check the birth date, or tick "{condition}" if that is so.'
            ),
            (True, True): _(
                "{service} is for applicants from {least} years on and this one is {age}: "
                'check the birth date, or tick "{condition}" if that is so; {note}.'
            ),
        }[bool(condition), bool(note)]
        super().__init__(
            sentence.format(service=service, least=least, age=age, condition=condition, note=note)
        )


class TooOld(UserError):
    """The service has an upper age, and the applicant is known to have reached it."""

    def __init__(self, service: str, below: int, age: int, condition: str = "", note: str = "") -> None:
        sentence = {
            (False, False): _(
                "{service} is for applicants under {below} years and this one is {age}: "
                "check the birth date or choose another service."
            ),
            (False, True): _(
                "{service} is for applicants under {below} years and this one is {age}: "
                "check the birth date; {note}."
            ),
            (True, False): _(
                "{service} is for applicants under {below} years and this one is {age}: "
                'check the birth date, or tick "{condition}" if that is so.'
            ),
            (True, True): _(
                "{service} is for applicants under {below} years and this one is {age}: "
                'check the birth date, or tick "{condition}" if that is so; {note}.'
            ),
        }[bool(condition), bool(note)]
        super().__init__(
            sentence.format(service=service, below=below, age=age, condition=condition, note=note)
        )


def used(plan: Plan) -> list[str]:
    """Return the conditions that matter to this plan, in the order of its file."""
    named: dict[str, None] = dict.fromkeys(plan.age.unless)
    for requirement in plan.requirements:
        named |= dict.fromkeys([*requirement.when, *requirement.when_any, *requirement.unless])
    for group in plan.groups:
        named |= dict.fromkeys([*group.when, *group.unless])
    for fee in plan.service.fees:
        named |= dict.fromkeys(fee.when)
    return list(named)


def holds(derive: Derive, facts: Facts) -> bool | None:
    """Tell whether every part of ``derive`` is so; ``None`` when the facts don't say."""
    answers = list(_answers(derive, facts))
    if False in answers:
        return False
    return None if None in answers else True


def _answers(derive: Derive, facts: Facts) -> Iterable[bool | None]:
    if derive.age_from is not None:
        yield None if facts.age is None else facts.age >= derive.age_from
    if derive.age_below is not None:
        yield None if facts.age is None else facts.age < derive.age_below
    if derive.sex:
        yield None if facts.sex is None else facts.sex == derive.sex
    if derive.proxy:
        yield facts.proxy
    if derive.event_within is not None:
        days = facts.working_days_to_event
        yield None if days is None else days < derive.event_within
    if derive.outside_region:
        yield None


def known(condition: Condition, facts: Facts) -> bool | None:
    """Tell whether the condition follows from the facts, or its contrary does; ``None``: it must be asked."""
    if condition.ask_when is not None and holds(condition.ask_when, facts) is False:
        return False
    if condition.implied_by is not None and holds(condition.implied_by, facts):
        return True
    return None if condition.derive is None else holds(condition.derive, facts)


def derived(plan: Plan, conditions: Mapping[str, Condition], facts: Facts) -> set[str]:
    """Return the conditions of this plan that hold by what is known."""
    return {name for name in used(plan) if name in conditions and known(conditions[name], facts)}


def questions(plan: Plan, conditions: Mapping[str, Condition], facts: Facts) -> list[tuple[str, Condition]]:
    """Return the conditions that must still be asked."""
    return [
        (name, conditions[name])
        for name in used(plan)
        if name in conditions and known(conditions[name], facts) is None
    ]


def holding(plan: Plan, conditions: Mapping[str, Condition], facts: Facts, ticked: Iterable[str]) -> set[str]:
    """Return what holds altogether: what is known, and what was ticked where nothing is known against it."""
    asked = {name for name, _condition in questions(plan, conditions, facts)}
    return derived(plan, conditions, facts) | (asked & set(ticked))


def needed_now(plan: Plan, holding: AbstractSet[str]) -> Needed:
    """Return the checklist under the conditions that hold."""
    chosen = {
        group.id: _chosen(plan, group, holding) for group in plan.groups if _group_applies(group, holding)
    }
    requirements = [
        r for r in plan.requirements if (r.id in chosen.get(r.group, ()) if r.group else applies(r, holding))
    ]
    return Needed(
        items=[_item(r) for r in requirements],
        groups=[ItemGroup(id=group.id, min=group.min) for group in plan.groups if group.id in chosen],
    )


def applies(requirement: Requirement, holding: AbstractSet[str]) -> bool:
    """Tell whether the requirement's own conditions hold."""
    return (
        holding >= set(requirement.when)
        and holding.isdisjoint(requirement.unless)
        and (not requirement.when_any or not holding.isdisjoint(requirement.when_any))
    )


def _group_applies(group: Group, holding: AbstractSet[str]) -> bool:
    return holding >= set(group.when) and holding.isdisjoint(group.unless)


def _chosen(plan: Plan, group: Group, holding: AbstractSet[str]) -> set[str]:
    """All alternatives are offered while too few of them are known to apply."""
    members = [r for r in plan.requirements if r.group == group.id]
    applying = {r.id for r in members if applies(r, holding)}
    return applying if len(applying) >= group.min else {r.id for r in members}


def _item(requirement: Requirement) -> Item:
    return Item(
        id=requirement.id,
        doc=requirement.doc,
        copies=requirement.copies,
        optional=requirement.optional,
        group=requirement.group,
        per=bool(requirement.per.id),
    )


def missing(items: Iterable[Item], groups: Iterable[ItemGroup], marks: Mapping[str, Mark]) -> Missing:
    """Return what keeps the file from being complete."""
    items = list(items)
    return Missing(
        items=[i.id for i in items if not i.optional and not i.group and marks.get(i.id) != "present"],
        groups=[g.id for g in groups if _present(g.id, items, marks) < g.min],
    )


def needed(item: Item, items: Iterable[Item], groups: Iterable[ItemGroup], marks: Mapping[str, Mark]) -> bool:
    """Tell whether the item is needed; of alternatives, only the present ones once there are enough."""
    if item.optional or not item.group:
        return not item.optional
    enough = {group.id: group.min for group in groups}.get(item.group, 0)
    return _present(item.group, items, marks) < enough or marks.get(item.id) == "present"


def _present(group: str, items: Iterable[Item], marks: Mapping[str, Mark]) -> int:
    return sum(item.group == group and marks.get(item.id) == "present" for item in items)


def check_age(
    plan: Plan,
    age: int | None,
    holding: AbstractSet[str],
    conditions: Mapping[str, Condition] | None = None,
) -> None:
    """Refuse an applicant known to be outside the age rule; raises TooYoung, TooOld."""
    rule = plan.age
    if age is None or not holding.isdisjoint(rule.unless):
        return
    tick = [_text(conditions[name].label) for name in rule.unless if conditions and name in conditions]
    words = (" / ".join(tick), _text(rule.note))
    if age < rule.least:
        raise TooYoung(_text(plan.service.label), rule.least, age, *words)
    if rule.below and age >= rule.below:
        raise TooOld(_text(plan.service.label), rule.below, age, *words)


def _text(label: Label) -> str:
    return label.text(language())
