"""What this citizen must bring: from the service, the conditions that hold, and what has been marked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from typing import Any, Literal, NamedTuple

import msgspec

from counter_app.domain.catalogue import (
    Age,
    Condition,
    Derive,
    Doc,
    Fee,
    Group,
    Label,
    Plan,
    Reason,
    Requirement,
    Service,
    Unit,
    Use,
)
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
    copies: int = 1  # altogether
    optional: bool = False
    group: str = ""
    per: bool = False  # copies for each of something: each heir
    count: int = 0  # of how many; 0: not asked yet, and ``copies`` are for one of them
    unit: Unit = "sheet"


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


class AgeUnknown(UserError):
    """The service has an age rule, and nobody knows how old the applicant is."""

    def __init__(self, service: str, rule: str) -> None:
        super().__init__(
            _("{service}: {rule}. Give the NIK or the date of birth first.").format(
                service=service, rule=rule
            )
        )


class OneReason(UserError):
    """Two answers to a question that has one."""

    def __init__(self, question: str, answers: Iterable[str]) -> None:
        super().__init__(
            _("{question} Only one of these can be so: {answers}. Take the others back.").format(
                question=question, answers=", ".join(answers)
            )
        )


def used(plan: Plan) -> list[str]:
    """Return the conditions that matter to this plan, in the order of its file."""
    service = plan.service
    named: dict[str, None] = dict.fromkeys(plan.age.unless)
    parts: list[Requirement | Group | Fee] = [*plan.requirements, *plan.groups, *service.fees]
    for part in parts:
        named |= dict.fromkeys([*part.when, *part.when_any, *part.unless])
    for reason in service.reasons:
        named |= dict.fromkeys(reason.of)
    return list(named | dict.fromkeys(service.use_when))


def holds(derive: Derive, facts: Facts) -> bool | None:
    """Tell whether every part of ``derive`` is so; ``None`` when the facts don't say."""
    answers = list(_answers(derive, facts))
    if False in answers:
        return False
    return None if None in answers else True


def _answers(derive: Derive, facts: Facts) -> Iterable[bool | None]:
    if derive.age_from is not None and not (derive.proxy and facts.age is None):
        # of unknown age: an adult, whose proxy needs a power of attorney, until a birth date says else
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


def use_of(service: Service, holding: AbstractSet[str]) -> Use:
    """Return what the blangko is booked as: the first reason that holds, else what is usual."""
    return next((use for name, use in service.use_when.items() if name in holding), service.use)


def unanswered(plan: Plan, holding: AbstractSet[str]) -> list[list[str]]:
    """Return the answers of each question of which one must hold and none does."""
    return [
        reason.of for reason in plan.service.reasons if not reason.optional and holding.isdisjoint(reason.of)
    ]


def check_reasons(plan: Plan, holding: AbstractSet[str], conditions: Mapping[str, Condition]) -> None:
    """Refuse two answers to one question; raises OneReason."""
    for reason in plan.service.reasons:
        said = [name for name in reason.of if name in holding]
        if len(said) > 1:
            raise OneReason(_text(reason.label), [_statement(name, conditions) for name in said])


def reasons_asked(plan: Plan, asked: Iterable[str]) -> list[tuple[Reason, list[str]]]:
    """Return the questions with several answers, and of each the answers that nobody knows yet."""
    left = list(asked)
    found = [(reason, [name for name in reason.of if name in left]) for reason in plan.service.reasons]
    return [(reason, answers) for reason, answers in found if answers]


def counted(plan: Plan, holding: AbstractSet[str] | None = None) -> dict[str, Label]:
    """Return of what must be known how many there are: heirs, square metres; by its Indonesian name.

    Without ``holding``, all that the service may ever count.
    """
    parts: list[Requirement | Fee] = [*plan.requirements, *plan.service.fees]
    return {
        part.per.id: part.per for part in parts if part.per.id and (holding is None or applies(part, holding))
    }


def plain_answers(plan: Plan) -> dict[str, Any]:
    """Return what somebody says of whom nothing special holds: one answer to each question that needs one."""
    said = [reason.of[-1] for reason in plan.service.reasons if not reason.optional]
    return {"conditions": said, "counts": dict.fromkeys(counted(plan, set(said)), 3)}


def needed_now(plan: Plan, holding: AbstractSet[str], counts: Mapping[str, int] | None = None) -> Needed:
    """Return the checklist under the conditions that hold; ``counts`` says how many heirs there are."""
    chosen = {group.id: _chosen(plan, group, holding) for group in plan.groups if applies(group, holding)}
    requirements = [
        r for r in plan.requirements if (r.id in chosen.get(r.group, ()) if r.group else applies(r, holding))
    ]
    return Needed(
        items=[_item(r, counts or {}) for r in requirements],
        groups=[ItemGroup(id=group.id, min=group.min) for group in plan.groups if group.id in chosen],
    )


def applies(part: Requirement | Group | Fee, holding: AbstractSet[str]) -> bool:
    """Tell whether the conditions of a paper, a group or a fee hold."""
    return (
        holding >= set(part.when)
        and holding.isdisjoint(part.unless)
        and (not part.when_any or not holding.isdisjoint(part.when_any))
    )


def _chosen(plan: Plan, group: Group, holding: AbstractSet[str]) -> set[str]:
    """All alternatives are offered while too few of them are known to apply."""
    members = [r for r in plan.requirements if r.group == group.id]
    applying = {r.id for r in members if applies(r, holding)}
    return applying if len(applying) >= group.min else {r.id for r in members}


def _item(requirement: Requirement, counts: Mapping[str, int]) -> Item:
    count = counts.get(requirement.per.id, 0) if requirement.per.id else 0
    return Item(
        id=requirement.id,
        doc=requirement.doc,
        copies=requirement.copies * max(count, 1),
        optional=requirement.optional,
        group=requirement.group,
        per=bool(requirement.per.id),
        count=count,
        unit=requirement.unit,
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
    """Refuse an applicant outside the age rule; raises TooYoung, TooOld, AgeUnknown."""
    rule = plan.age
    if not holding.isdisjoint(rule.unless):
        return
    if age is None:
        if rule.least or rule.below:
            raise AgeUnknown(_text(plan.service.label), age_words(rule))
        return
    tick = [_text(conditions[name].label) for name in rule.unless if conditions and name in conditions]
    words = (" / ".join(tick), _text(rule.note))
    if age < rule.least:
        raise TooYoung(_text(plan.service.label), rule.least, age, *words)
    if rule.below and age >= rule.below:
        raise TooOld(_text(plan.service.label), rule.below, age, *words)


def age_words(rule: Age) -> str:
    """Return the age rule as a sentence without its stop; empty where there is none."""
    married = bool(rule.unless)
    if rule.least and rule.below:
        words = _("From {least} years up to the day before the {below}th birthday")
    elif rule.least:
        words = _("From {least} years, or married earlier") if married else _("From {least} years")
    else:
        words = _("Under {below} years") if rule.below else ""
    return words.format(least=rule.least, below=rule.below)


def _statement(name: str, conditions: Mapping[str, Condition]) -> str:
    return conditions[name].words(language(), holds=True) if name in conditions else name


def _text(label: Label) -> str:
    return label.text(language())
