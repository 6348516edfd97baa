"""The record of the leaflet of a service: what it asks of a citizen, what it costs, who may collect."""

from __future__ import annotations

from collections.abc import Mapping

from counter_app.domain import checklist
from counter_app.domain.catalogue import Condition, Fee, Group, Plan, Requirement, Service
from counter_app.domain.errors import UserError
from counter_app.domain.hours import told
from counter_app.i18n import _, ngettext
from counter_app.office import records as r
from counter_app.office.catalogue import Catalogue
from counter_app.office.desk import Desk
from counter_app.office.office import READERS, Question, answers
from counter_app.office.queries.letterhead import head
from counter_app.office.queries.papers import asked, choice, first_done


class Leaflet(Question, frozen=True):
    """Show what a service asks of a citizen, for the wall and to take home."""

    service: str
    definition: str = ""  # the text of its TOML file, when it is not in force yet


class AnotherService(UserError):
    """The definition is one of another service."""

    def __init__(self, wanted: str, defined: str) -> None:
        super().__init__(
            _("This defines the service {defined}, not {wanted}. Give the file of {wanted}.").format(
                defined=repr(defined), wanted=repr(wanted)
            )
        )


@answers(Leaflet, READERS)
def leaflet(question: Leaflet, desk: Desk) -> r.Leaflet:
    if question.definition:
        desk.catalogue = _tried(question, desk)
    plan = desk.catalogue.plan(question.service)
    service, text = plan.service, desk.catalogue.text
    always = [q for q in plan.requirements if not _conditional(q) and not q.group]
    return r.Leaflet(
        head=head(desk),
        service=text(service.label),
        issuer=text(service.issuer),
        papers=[asked(q, desk) for q in always if not q.optional],
        choices=_choices(plan, plan.groups, desk, conditional=False),
        conditions=_conditions(plan, desk),
        optional=[asked(q, desk) for q in plan.requirements if q.optional and not q.group],
        working_days=plan.standard.working_days,
        minutes=plan.standard.minutes,
        days=plan.standard.days,
        cost=_possible(plan, desk),
        age=checklist.age_words(plan.age),
        hint=text(service.hint),
        law=plan.law,
        hours=told(desk.settings.hours),
        complaints=desk.settings.complaints,
        product=text(service.product),
        validity=validity(service),
        before=first_done(service, desk),
        in_person=service.collect_in_person,
    )


def _possible(plan: Plan, desk: Desk) -> r.Cost:
    """Return all that may be to pay, each with the case in which it is."""
    service, text, conditions = plan.service, desk.catalogue.text, desk.catalogue.conditions(plan)
    own = [r.Amount(amount=service.fee)] if service.fee else []
    more = [
        r.Amount(
            amount=fee.amount,
            label=text(fee.label),
            per=text(fee.per),
            condition=_case(fee, conditions, desk),
        )
        for fee in service.fees
    ]
    return r.Cost(law=service.fee_law if service.costs else service.free_law, amounts=own + more)


def validity(service: Service) -> str:
    """Return how long the product is valid, as a sentence; empty where it has no end."""
    months, days = service.validity_months, service.validity_days
    if months:
        return ngettext("Valid for {n} month.", "Valid for {n} months.", months).format(n=months)
    return ngettext("Valid for {n} day.", "Valid for {n} days.", days).format(n=days) if days else ""


def _tried(question: Leaflet, desk: Desk) -> Catalogue:
    """Return the catalogue as it would be with a definition that is not in force."""
    from counter_app.domain.catalogue_check import usable

    known = desk.catalogue
    service = usable(
        question.definition, known_conditions=known.known_conditions(), known_services=known.ids()
    )
    if service.id != question.service:
        raise AnotherService(question.service, service.id)
    return known.tried(service.id, question.definition)


def _conditional(q: Requirement | Group) -> bool:
    return bool(q.when or q.when_any or q.unless)


def _choices(plan: Plan, groups: list[Group], desk: Desk, *, conditional: bool) -> list[r.Choice]:
    return [
        choice(plan.service.id, g.id, g, _members(plan, g, desk), desk)
        for g in groups
        if _conditional(g) == conditional
    ]


def _members(plan: Plan, group: Group, desk: Desk) -> list[r.Paper]:
    return [asked(q, desk) for q in plan.requirements if q.group == group.id]


def _conditions(plan: Plan, desk: Desk) -> list[r.LeafletCondition]:
    """Return the papers that depend on the case, together with others of the same case."""
    conditions = desk.catalogue.conditions(plan)
    found: dict[str, tuple[list[r.Paper], list[r.Choice]]] = {}
    for q in plan.requirements:
        if _conditional(q) and not q.group and not q.optional:
            found.setdefault(_case(q, conditions, desk), ([], []))[0].append(asked(q, desk))
    for g in plan.groups:
        if _conditional(g):
            offered = choice(plan.service.id, g.id, g, _members(plan, g, desk), desk)
            found.setdefault(_case(g, conditions, desk), ([], []))[1].append(offered)
    return [
        r.LeafletCondition(case=case, papers=papers, choices=choices)
        for case, (papers, choices) in found.items()
    ]


def _case(one: Requirement | Group | Fee, conditions: Mapping[str, Condition], desk: Desk) -> str:
    """Return when a paper, a group or a fee counts, as a statement."""
    said = desk.catalogue.statement

    def words(names: list[str], *, holds: bool = True) -> list[str]:
        return [said(conditions[n], holds=holds) if n in conditions else n for n in names]

    parts = [_(" and ").join([*words(one.when), *words(one.unless, holds=False)])]
    parts.append(_(" or ").join(words(one.when_any)))
    return "; ".join(filter(None, parts))
