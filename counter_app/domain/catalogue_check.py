"""Everything that is wrong with a service file, for ``counter-app catalogue check`` and before a change."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from graphlib import CycleError, TopologicalSorter
from typing import NamedTuple

from counter_app.domain.catalogue import (
    CURRENT,
    KINDS,
    PROFILES,
    SIGNERS,
    STEPS,
    Age,
    Derive,
    Group,
    Requirement,
    Service,
    Standard,
    Step,
    decode_service,
    filled,
    profiles_named,
    resolve,
)
from counter_app.domain.catalogue_sense import senseless
from counter_app.domain.catalogue_shape import Fault, guess, shape
from counter_app.domain.errors import UserError
from counter_app.domain.toml_faults import NotTOML, parsed, plain
from counter_app.domain.toml_lines import Path, key_lines, nearest_line
from counter_app.i18n import _

_ID = re.compile(r"[a-z0-9_]+")


class Problem(NamedTuple):
    """One thing to put right: its line, the key (elements of a list counted from 1), what to do."""

    line: int | None
    key: str
    sentence: str


class BadService(UserError):
    """A service definition with faults."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__(_("The service can't be used: {faults}").format(faults=" ".join(faults)))


def usable(
    text: str, *, known_conditions: Collection[str], known_services: Collection[str] | None = None
) -> Service:
    """Return the service that a file defines. Raises BadService with all that is wrong."""
    faults = problems(text, known_conditions=known_conditions, known_services=known_services)
    if faults:
        raise BadService([_placed(fault) for fault in faults])
    return decode_service(text)


def _placed(fault: Problem) -> str:
    """Return a fault that is found in the text by its line."""
    if fault.line is None:
        return fault.sentence
    return _("Line {line}: {sentence}").format(line=fault.line, sentence=fault.sentence)


def problems(
    text: str, *, known_conditions: Collection[str], known_services: Collection[str] | None = None
) -> list[Problem]:
    """Return all that is wrong with a service file, from top to bottom.

    ``known_services`` are those that a service may name; None: any.
    """
    try:
        raw = parsed(text)
    except NotTOML as error:
        return [Problem(error.line, "", error.sentence)]
    read = shape(raw)
    ruled = [*_faults(read.service, set(known_conditions)), *senseless(read.service, known_services)]
    rules = [fault for fault in ruled if read.was_read(fault.path)]
    lines = key_lines(plain(text))
    found = {
        Problem(nearest_line(lines, fault.path), _key(fault.path), fault.sentence)
        for fault in [*read.faults, *rules]
    }
    return sorted(found, key=lambda problem: (problem.line or 0, problem.key, problem.sentence))


def _key(path: Path) -> str:
    parts = [f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in path]
    return "".join(parts).removeprefix(".")


def _faults(service: Service, common: set[str]) -> Iterator[Fault]:
    yield from _ids(service)
    yield from _numbers(service)
    yield from _words(service)
    yield from _conditions(service, common)
    yield from _profile_names(service)
    here = {
        f.path: f for name in sorted({CURRENT, *profiles_named(service)}) for f in _in_profile(service, name)
    }
    yield from here.values()
    yield from _timing((), service.standard, service.age)
    yield from _steps(("steps",), service.steps)
    for name, own in service.profiles.items():
        place = ("profiles", name)
        yield from _timing(place, own.standard, own.age)
        yield from _steps((*place, "steps"), own.steps or [])


def _ids(service: Service) -> Iterator[Fault]:
    named: list[tuple[Path, str]] = [(("id",), service.id)]
    named += [(("requirement", place, "id"), part.id) for place, part in enumerate(service.requirement)]
    named += [(("groups", place, "id"), part.id) for place, part in enumerate(service.groups)]
    named += [(("conditions", name), name) for name in service.conditions]
    named += [(("profiles", name), name) for name in service.profiles]
    if service.before:
        named.append((("before",), service.before))
    for path, name in named:
        if not _ID.fullmatch(name):
            yield Fault(path, _('"{id}" may only have a-z, 0-9 and _: rename it.').format(id=name))


def _numbers(service: Service) -> Iterator[Fault]:
    for key in ("fee", "validity_months", "validity_days"):
        yield from _at_least(0, (key,), getattr(service, key))
    for place, fee in enumerate(service.fees):
        yield from _at_least(0, ("fees", place, "amount"), fee.amount)
    for place, requirement in enumerate(service.requirement):
        least = 0 if requirement.doc == "in_person" else 1
        yield from _at_least(least, ("requirement", place, "copies"), requirement.copies)
        yield from _at_least(0, ("requirement", place, "valid_days"), requirement.valid_days)
    for place, group in enumerate(service.groups):
        yield from _at_least(1, ("groups", place, "min"), group.min)


def _at_least(least: int, path: Path, number: int) -> Iterator[Fault]:
    if number < least:
        yield Fault(
            path, _("{number} is too small: write {least} or more.").format(number=number, least=least)
        )


def _words(service: Service) -> Iterator[Fault]:
    if not re.fullmatch("[A-Z]", service.queue):
        yield Fault(
            ("queue",),
            _('The queue "{queue}" must be one capital letter, A to Z.').format(queue=service.queue),
        )
    labels: list[tuple[Path, Service | Requirement]]
    labels = [((), service), *((("requirement", n), part) for n, part in enumerate(service.requirement))]
    for path, part in labels:
        if not part.label.id.strip():
            yield Fault((*path, "label", "id"), _("The label is empty: write the name people use."))
    if not service.group.strip():
        yield Fault(
            ("group",), _("The recap group is empty: write KTP, KK, KIA, Pindah, Surat or Rekomendasi.")
        )
    for place, requirement in enumerate(service.requirement):
        if requirement.group and requirement.optional:
            yield Fault(
                ("requirement", place, "optional"),
                _("An alternative of a group can't be optional: take out optional or group."),
            )


def _conditions(service: Service, common: set[str]) -> Iterator[Fault]:
    known = common | service.conditions.keys()
    for path, names in _condition_lists(service):
        for place, name in enumerate(names):
            if name not in known:
                here = path if path[0] == "use_when" else (*path, place)
                yield Fault(here, _no_condition(name, guess(name, known)))
    for name, condition in service.conditions.items():
        for key in ("derive", "implied_by", "ask_when"):
            yield from _derive(("conditions", name, key), getattr(condition, key), service)


def _condition_lists(service: Service) -> Iterator[tuple[Path, list[str]]]:
    for place, requirement in enumerate(service.requirement):
        for key in ("when", "when_any", "unless"):
            yield ("requirement", place, key), getattr(requirement, key)
    for place, group in enumerate(service.groups):
        for key in ("when", "when_any", "unless"):
            yield ("groups", place, key), getattr(group, key)
    for place, fee in enumerate(service.fees):
        for key in ("when", "when_any", "unless"):
            yield ("fees", place, key), getattr(fee, key)
    for place, reason in enumerate(service.reasons):
        yield ("reasons", place, "of"), reason.of
    for name in service.use_when:
        yield ("use_when", name), [name]
    yield ("age", "unless"), service.age.unless
    for name, own in service.profiles.items():
        if own.age:
            yield ("profiles", name, "age", "unless"), own.age.unless


def _no_condition(name: str, close: str) -> str:
    if close:
        return _('There is no condition "{name}": did you mean "{close}"?').format(name=name, close=close)
    return _('There is no condition "{name}": describe it under [conditions.{name}].').format(name=name)


def _derive(path: Path, derive: Derive | None, service: Service) -> Iterator[Fault]:
    if derive is None:
        return
    if derive == Derive():
        yield Fault(path, _("No fact is named here, so it would always hold: name one or take it out."))
    if derive.event_within is not None and not service.event.id:
        yield Fault(
            (*path, "event_within"),
            _('Nobody asks for the date of the event: add event = { id = "..." }.'),
        )
    if None not in (derive.age_from, derive.age_below) and (derive.age_from or 0) >= (derive.age_below or 0):
        yield Fault((*path, "age_below"), _("No age is both from the one and below the other: swap them."))


def _profile_names(service: Service) -> Iterator[Fault]:
    known = {*PROFILES, *service.profiles}
    lists: list[tuple[Path, list[str]]] = []
    lists += [(("requirement", n, "profiles"), part.profiles) for n, part in enumerate(service.requirement)]
    lists += [(("groups", n, "profiles"), part.profiles) for n, part in enumerate(service.groups)]
    for path, names in lists:
        for place, name in enumerate(names):
            if name not in known:
                yield Fault((*path, place), _no_profile(name, guess(name, known)))


def _no_profile(name: str, close: str) -> str:
    if close:
        return _('There is no profile "{name}": did you mean "{close}"?').format(name=name, close=close)
    return _('There is no profile "{name}": add [profiles.{name}] or take it out.').format(name=name)


def _in_profile(service: Service, profile: str) -> Iterator[Fault]:
    """Look at what only shows once the profile has been applied."""
    plan = resolve(service, profile)
    yield from _twice(service.requirement, profile, "requirement")
    yield from _twice(service.groups, profile, "groups")
    members = Counter(requirement.group for requirement in plan.requirements)
    groups = {group.id for group in plan.groups}
    for place, group in enumerate(service.groups):
        if group in plan.groups and members[group.id] < max(group.min, 1):
            sentence = _(
                'The group "{group}" has {count} members in the profile {profile} and needs {least}: '
                "add one, or lower min."
            )
            yield Fault(
                ("groups", place, "min"),
                sentence.format(
                    group=group.id, count=members[group.id], profile=profile, least=max(group.min, 1)
                ),
            )
    for place, requirement in enumerate(service.requirement):
        if requirement in plan.requirements and requirement.group and requirement.group not in groups:
            yield Fault(
                ("requirement", place, "group"),
                _no_group(requirement.group, guess(requirement.group, groups)),
            )
    if plan.enabled and not plan.steps:
        yield Fault(
            ("profiles", profile) if profile in service.profiles else ("steps",),
            _("The service has no steps in the profile {profile}: add steps, or enabled = false.").format(
                profile=profile
            ),
        )


def _no_group(name: str, close: str) -> str:
    if close:
        return _('There is no group "{name}": did you mean "{close}"?').format(name=name, close=close)
    return _('There is no group "{name}": add it under [[groups]].').format(name=name)


def _twice(every: Sequence[Requirement | Group], profile: str, key: str) -> Iterator[Fault]:
    seen: set[str] = set()
    for place, part in enumerate(every):
        if part.profiles and profile not in part.profiles:
            continue
        if part.id in seen:
            sentence = _('"{id}" stands here for the second time in the profile {profile}: rename one.')
            yield Fault((key, place, "id"), sentence.format(id=part.id, profile=profile))
        seen.add(part.id)


def _timing(place: Path, standard: Standard | None, age: Age | None) -> Iterator[Fault]:
    if standard is not None:
        values = [standard.working_days, standard.minutes, standard.days]
        if min(values) < 0 or sum(value > 0 for value in values) != 1:
            yield Fault(
                (*place, "standard"),
                _("The standard needs exactly one of working_days, minutes and days, above zero."),
            )
    if age is not None:
        yield from _at_least(0, (*place, "age", "least"), age.least)
        yield from _at_least(0, (*place, "age", "below"), age.below)
        if 0 < age.below <= age.least:
            yield Fault(
                (*place, "age", "below"), _("No age is both from least and below this: put it right.")
            )


def _steps(place: Path, steps: list[Step]) -> Iterator[Fault]:
    ids = [step.id for step in steps]
    for index, step in enumerate(steps):
        path = (*place, index)
        if not step.kind:
            yield Fault((*path, "id"), _no_step(step.id, guess(step.id, STEPS)))
        if step.id in ids[:index]:
            yield Fault(
                (*path, "id"),
                _(
                    'The step "{id}" stands here for the second time: give one a suffix or take it out.'
                ).format(id=step.id),
            )
        for at, name in enumerate(step.after or []):
            if name not in ids:
                yield Fault((*path, "after", at), _no_forerunner(name, guess(name, ids)))
        yield from _need(path, step)
    if steps and len(set(ids)) == len(ids):
        yield from _order(place, filled(steps))


def _no_step(name: str, close: str) -> str:
    if close:
        return _('There is no step "{name}": did you mean "{close}"?').format(name=name, close=close)
    return _('There is no step "{name}": the steps are {known}.').format(name=name, known=", ".join(STEPS))


def _no_forerunner(name: str, close: str) -> str:
    if close:
        return _('after names "{name}", which is no step here: did you mean "{close}"?').format(
            name=name, close=close
        )
    return _('after names "{name}", which is no step here: take it out.').format(name=name)


def _need(path: Path, step: Step) -> Iterator[Fault]:
    if step.need and not step.of:
        yield Fault(
            (*path, "need"), _('"need" says {need} but not of what: add "of".').format(need=step.need)
        )
    if step.of and not step.need:
        yield Fault((*path, "of"), _('"of" stands without "need": add blangko, signature or agency.'))
    if step.need and step.of:
        yield from _of(path, step)
    if step.deputies and step.need != "signature":
        yield Fault((*path, "deputies"), _("Only a step that needs a signature has deputies: take them out."))
    if len(set(step.deputies)) < len(step.deputies):
        yield Fault((*path, "deputies"), _("A form of deputy is named twice: take one out."))
    yield from _at_least(1, (*path, "limit_days"), step.limit_days)


def _of(path: Path, step: Step) -> Iterator[Fault]:
    known = {"blangko": KINDS, "signature": SIGNERS}.get(step.need)
    if known is not None and step.of not in known:
        sentence = _('"{of}" is not one of {known}: write one of them.')
        yield Fault((*path, "of"), sentence.format(of=step.of, known=", ".join(known)))
    elif known is None and not _ID.fullmatch(step.of):
        yield Fault((*path, "of"), _('"{id}" may only have a-z, 0-9 and _: rename it.').format(id=step.of))


def _order(place: Path, steps: list[Step]) -> Iterator[Fault]:
    """Every step must lead to hand_over, and none may come after it."""
    graph = {step.id: step.after or [] for step in steps}
    try:
        list(TopologicalSorter(graph).static_order())
    except CycleError as error:
        names = error.args[1]
        sentence = _("These steps wait for each other: {steps}. Change one of their after.")
        index = next(index for index, step in enumerate(steps) if step.id in names)
        yield Fault((*place, index), sentence.format(steps=", ".join(reversed(names))))
        return
    if "hand_over" not in graph:
        yield Fault(place, _("The last step must be hand_over: add it."))
        return
    before = _forerunners(graph, "hand_over")
    for index, step in enumerate(steps):
        if "hand_over" in _forerunners(graph, step.id):
            yield Fault((*place, index), _('"{id}" comes after hand_over: put it before.').format(id=step.id))
        elif step.id not in before and step.id != "hand_over":
            sentence = _('hand_over would not wait for "{id}": name it in an after that leads there.')
            yield Fault((*place, index), sentence.format(id=step.id))


def _forerunners(graph: dict[str, list[str]], step: str) -> set[str]:
    found: set[str] = set()
    waiting = [*graph.get(step, [])]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += graph.get(name, [])
    return found
