"""What a service file says and that would decide nothing, or against something else it says."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from counter_app.domain.catalogue import (
    GROUPS,
    NO_LABEL,
    Age,
    Condition,
    Derive,
    Fee,
    Group,
    Requirement,
    Service,
)
from counter_app.domain.catalogue_edit import asked
from counter_app.domain.catalogue_shape import Fault, guess
from counter_app.domain.toml_lines import Path
from counter_app.i18n import _


def senseless(service: Service, services: Collection[str] | None) -> Iterator[Fault]:
    """Return every key that would pass and do nothing; ``services`` are those that may come first."""
    yield from _group(service)
    yield from _first(service, services)
    yield from _money(service)
    yield from _use(service)
    yield from _product(service)
    yield from _ages(service)
    yield from _reasons(service)
    yield from _own_conditions(service)
    yield from _cases(service)
    for place, requirement in enumerate(service.requirement):
        yield from _paper(("requirement", place), requirement)


def _cases(service: Service) -> Iterator[Fault]:
    """Look at each list of conditions for one that is wanted and unwanted at once."""
    named: dict[str, Sequence[Requirement | Group | Fee]] = {
        "requirement": service.requirement,
        "groups": service.groups,
        "fees": service.fees,
    }
    for key, parts in named.items():
        for place, part in enumerate(parts):
            if set(part.unless) & {*part.when, *part.when_any}:
                yield Fault(
                    (key, place, "unless"),
                    _("A condition can't be needed and unwanted at once: take one out."),
                )


def _group(service: Service) -> Iterator[Fault]:
    if service.group.strip() and service.group not in GROUPS:
        close, known = guess(service.group, GROUPS), ", ".join(GROUPS)
        if close:
            words = _('There is no recap group "{group}": did you mean "{close}"?')
        else:
            words = _('There is no recap group "{group}": write one of {known}.')
        yield Fault(("group",), words.format(group=service.group, close=close, known=known))


def _first(service: Service, services: Collection[str] | None) -> Iterator[Fault]:
    first = service.before
    if first and first == service.id:
        yield Fault(("before",), _("A service can't come before itself: name another, or take it out."))
    elif first and services is not None and first not in services:
        close = guess(first, services)
        if close:
            words = _('There is no service "{id}": did you mean "{close}"?')
        else:
            words = _('There is no service "{id}": name one of the list of services, or take it out.')
        yield Fault(("before",), words.format(id=first, close=close))


def _money(service: Service) -> Iterator[Fault]:
    if service.costs and service.free_law:
        yield Fault(
            ("free_law",),
            _("The service costs something and says why it is free: take one of the two out."),
        )
    if service.costs and not service.fee_law.strip():
        yield Fault(("fee_law",), _('The rule by which it costs is missing: add fee_law = "Perda ...".'))
    if service.fee_law and not service.costs:
        yield Fault(("fee_law",), _("There is nothing to pay: take fee_law out, or add fee."))
    for place, fee in enumerate(service.fees):
        if not fee.label.id.strip():
            yield Fault(("fees", place, "label", "id"), _("The label is empty: write the name people use."))


def _use(service: Service) -> Iterator[Fault]:
    named = [profile.steps or [] for profile in service.profiles.values()]
    if any(step.need == "blangko" for steps in [service.steps, *named] for step in steps):
        return
    for key, given in (("use", service.use != "new"), ("use_when", bool(service.use_when))):
        if given:
            yield Fault((key,), _("No step takes a blangko, so this decides nothing: take it out."))


def _product(service: Service) -> Iterator[Fault]:
    if service.validity_months and service.validity_days:
        yield Fault(
            ("validity_days",), _("It is valid for months or for days, not both: take one of the two out.")
        )


def _ages(service: Service) -> Iterator[Fault]:
    ages: list[tuple[Path, Age | None]] = [(("age",), service.age)]
    ages += [(("profiles", name, "age"), own.age) for name, own in service.profiles.items()]
    for path, age in ages:
        if age and not (age.least or age.below):
            for key, given in (("unless", bool(age.unless)), ("note", age.note != NO_LABEL)):
                if given:
                    yield Fault((*path, key), _("There is no age rule here: add least or below."))


def _reasons(service: Service) -> Iterator[Fault]:
    for place, reason in enumerate(service.reasons):
        path: Path = ("reasons", place)
        if not reason.label.id.strip():
            yield Fault((*path, "label", "id"), _('The question is empty: write it, "Mengapa diganti?".'))
        if len(set(reason.of)) < max(2, len(reason.of)):
            yield Fault((*path, "of"), _("A choice needs at least two conditions, each once."))


def _own_conditions(service: Service) -> Iterator[Fault]:
    known = asked(service)
    for name, condition in service.conditions.items():
        path: Path = ("conditions", name)
        if name not in known:
            yield Fault(path, _("Nothing depends on this condition: name it in a when, or take it out."))
        yes, no = bool(condition.yes.id.strip()), bool(condition.no.id.strip())
        if yes != no:  # without both, the question makes do, as in files of before 0.4
            key = "yes" if no else "no"
            yield Fault((*path, key), _statement(key))
        yield from _moved(path, condition)


def _statement(key: str) -> str:
    if key == "yes":
        return _('Say it as a statement for leaflets: add yes = { id = "kartu hilang" }.')
    return _('Say its contrary as a statement for leaflets: add no = { id = "kartu tidak hilang" }.')


def _moved(path: Path, condition: Condition) -> Iterator[Fault]:
    for key in ("derive", "implied_by", "ask_when"):
        derive: Derive | None = getattr(condition, key)
        if derive and derive.outside_region:
            yield Fault(
                (*path, key, "outside_region"),
                _("A NIK stays when its bearer moves, so this decides nothing: take it out."),
            )


def _paper(path: Path, requirement: Requirement) -> Iterator[Fault]:
    if requirement.doc == "in_person":
        given = {
            "copies": requirement.copies > 1,
            "unit": requirement.unit != "sheet",
            "per": requirement.per != NO_LABEL,
            "valid_days": requirement.valid_days > 0,
        }
        for key, said in given.items():
            if said:
                yield Fault((*path, key), _("Somebody comes here, and no paper: take this out."))
    elif requirement.per != NO_LABEL and not requirement.per.id.strip():
        yield Fault((*path, "per", "id"), _('Say for each of what: per = { id = "ahli waris" }.'))
