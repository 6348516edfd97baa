"""The records of papers about applications: receipt, slip, hand-over note, leaflet."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from counter_app.domain import checklist, costs, life
from counter_app.domain import events as e
from counter_app.domain import nik as niks
from counter_app.domain.application import Application
from counter_app.domain.catalogue import Condition, Fee, Group, Plan, Requirement, Service
from counter_app.domain.collecting import proof_label, relation_label
from counter_app.domain.costs import Charge
from counter_app.domain.errors import UserError
from counter_app.domain.hours import told
from counter_app.domain.words import kind_label
from counter_app.i18n import _, ngettext
from counter_app.office import records as r
from counter_app.office import shown
from counter_app.office.catalogue import Catalogue
from counter_app.office.desk import Desk
from counter_app.office.intake import counts_of, holding_of
from counter_app.office.office import READERS, Question, answers
from counter_app.office.queries.letterhead import head
from counter_app.office.visits import visit_receipt


class Receipt(Question, frozen=True):
    """Show the receipt of an accepted application, with the others of the same visit."""

    application: str


class Slip(Question, frozen=True):
    """Show the slip that lists everything an application lacks."""

    application: str


class QuickSlip(Question, frozen=True):
    """Show the slip for a service from what the citizen holds, without opening an application."""

    service: str
    present: list[str] = []
    conditions: list[str] = []
    counts: dict[str, int] = {}
    name: str = ""


class Handover(Question, frozen=True):
    """Show the note of a product handed over."""

    application: str


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


@answers(Receipt, READERS)
def receipt(question: Receipt, desk: Desk) -> r.Receipt:
    first = desk.application(question.application)
    if first.accepted is None:
        todo = _("A receipt is printed once the file is accepted; print the slip instead.")
        raise life.NotPossibleNow(first.number, first.state, todo)
    apps = [desk.application(number) for number in visit_receipt(question.application, desk)]
    return r.Receipt(
        head=head(desk),
        items=[_item(app, desk) for app in apps if app.accepted is not None],
        at=desk.local(max(app.accepted or 0 for app in apps)),
        staff=_staff(first.accepted_by, desk),
        counter=desk.code,
        collect_hours=desk.settings.collect_hours,
        complaints=desk.settings.complaints,
        copy=first.printed.get("receipt", 0) > 1,
    )


def _item(app: Application, desk: Desk) -> r.ReceiptItem:
    promise = app.promise
    assert promise is not None  # an accepted application has one
    plan = desk.catalogue.plan(app.service)
    items = {i.id: i for i in app.items}
    here = [i.id for i in app.items if app.marks.get(i.id) == "present"]
    return r.ReceiptItem(
        number=app.number,
        name=app.applicant.name,
        nik=niks.mask(app.applicant.nik),
        service=desk.catalogue.label(app.service),
        received=[paper(app.service, id, desk, items[id]) for id in here],
        to_follow=[paper(app.service, id, desk, items.get(id)) for id in sorted(app.to_follow)],
        working_days=promise.working_days,
        minutes=promise.minutes,
        days=promise.days,
        due=desk.local(app.due or promise.due),
        forecast=forecast(promise, call=bool(app.applicant.phone.strip())),
        cost=cost(_charges(app, plan), plan.service, desk),
        in_person=app.collect_in_person,
        submitter=_submitter(app),
    )


def _charges(app: Application, plan: Plan) -> list[Charge]:
    """Return what is to pay; a file of before that was kept costs what the service costs now."""
    if app.charges is not None:
        return app.charges
    return costs.charges(plan, set(app.conditions), app.counts)


def cost(charges: list[Charge], service: Service, desk: Desk) -> r.Cost:
    """Return what is to pay and by which rule."""
    text = desk.catalogue.text
    amounts = [
        r.Amount(amount=one.amount, label=text(one.label), per=text(one.per), count=one.count)
        for one in charges
    ]
    if service.costs and not amounts:  # nothing of it falls due in this case, yet it is no free service
        amounts = [r.Amount(amount=0)]
    return r.Cost(law=service.fee_law if amounts else service.free_law, amounts=amounts)


def forecast(promise: e.ApplicationAccepted, *, call: bool) -> r.Forecast:
    """Return the forecast as the receipt words it; ``call``: a telephone number is known."""
    if promise.rank is not None:
        return r.Forecast(
            kind="blangko", on=promise.expected, rank=promise.rank, delivery=promise.delivery, call=call
        )
    if promise.expected is None:
        return r.Forecast(kind="unknown", call=call)
    return r.Forecast(kind="date", on=promise.expected)


@answers(Slip, READERS)
def slip(question: Slip, desk: Desk) -> r.Slip:
    app = desk.application(question.application)
    life.before_acceptance(app)
    gap = life.missing(app)
    at = app.returns[-1].wall if app.returns and app.state == "returned" else desk.now
    return _slip(
        desk.catalogue.plan(app.service),
        app.items,
        gap,
        [i.id for i in app.items if app.marks.get(i.id) == "present"],
        _charges(app, desk.catalogue.plan(app.service)),
        desk,
        number=app.number,
        name=app.applicant.name,
        at=at,
        staff=app.returns[-1].staff if app.returns else desk.staff.id,
        deposited=bool(app.returns) and app.returns[-1].deposited,
        copy=app.printed.get("slip", 0) > 1,
    )


@answers(QuickSlip, READERS)
def quick_slip(question: QuickSlip, desk: Desk) -> r.Slip:
    plan = desk.catalogue.plan(question.service)
    holding = holding_of(plan, question.conditions, checklist.Facts(), desk)
    counts = counts_of(plan, question.counts)
    needed = checklist.needed_now(plan, holding, counts)
    known = [i.id for i in needed.items]
    for id in question.present:
        if id not in known:
            raise life.UnknownRequirement(id, known)
    marks: dict[str, checklist.Mark] = dict.fromkeys(question.present, "present")
    gap = checklist.missing(needed.items, needed.groups, marks)
    return _slip(
        plan,
        needed.items,
        gap,
        question.present,
        costs.charges(plan, holding, counts),
        desk,
        name=question.name,
        at=desk.now,
        staff=desk.staff.id,
    )


def _slip(
    plan: Plan,
    items: list[checklist.Item],
    gap: checklist.Missing,
    present: list[str],
    charges: list[Charge],
    desk: Desk,
    *,
    at: int,
    staff: str,
    number: str = "",
    name: str = "",
    deposited: bool = False,
    copy: bool = False,
) -> r.Slip:
    service = plan.service.id
    groups = {g.id: g for g in [*plan.groups, *plan.service.groups]}
    return r.Slip(
        head=head(desk),
        number=number,
        name=name,
        service=desk.catalogue.label(service),
        at=desk.local(at),
        missing=[paper(service, i.id, desk, i) for i in items if i.id in gap.items],
        choices=[
            _choice(
                service,
                id,
                groups.get(id),
                [paper(service, i.id, desk, i) for i in items if i.group == id and i.id not in present],
                desk,
            )
            for id in gap.groups
        ],
        complete=[desk.catalogue.requirement_label(service, id) for id in present],
        deposited=deposited,
        staff=_staff(staff, desk),
        counter=desk.code,
        cost=cost(charges, plan.service, desk),
        complaints=desk.settings.complaints,
        copy=copy,
        before=_before(plan.service, desk),
    )


def _before(service: Service, desk: Desk) -> str:
    return desk.catalogue.label(service.before) if service.before else ""


def _choice(service: str, id: str, group: Group | None, options: list[r.Paper], desk: Desk) -> r.Choice:
    return r.Choice(
        label=desk.catalogue.requirement_label(service, id),
        min=group.min if group else 1,
        options=options,
    )


def paper(service: str, id: str, desk: Desk, item: checklist.Item | None = None) -> r.Paper:
    """Return one requirement as a citizen reads it: as ``item`` has it, else as the service says."""
    found = desk.catalogue.requirement(service, id)
    if found is None:
        return r.Paper(id=id, label=id, doc="handed_in", copies=1)
    said = _paper(found, desk)
    if item is None:
        return said
    return msgspec.structs.replace(
        said,
        doc=item.doc,
        copies=item.copies,
        unit=item.unit,
        count=item.count,
        per=(item.per and said.per) or "",
    )


def _paper(found: Requirement, desk: Desk) -> r.Paper:
    text = desk.catalogue.text
    return r.Paper(
        id=found.id,
        label=text(found.label),
        doc=found.doc,
        copies=found.copies,
        where=text(found.where),
        note=text(found.note),
        unit=found.unit,
        per=text(found.per),
        valid_days=found.valid_days,
    )


@answers(Handover, READERS)
def handover(question: Handover, desk: Desk) -> r.HandOver:
    app = desk.application(question.application)
    if app.handed is None or app.collected is None:
        todo = _("The hand-over note is printed when the product was handed over.")
        raise life.NotPossibleNow(app.number, app.state, todo)
    whole = shown.today(f"application/{app.number}", _handover_printed, desk)
    return r.HandOver(
        head=head(desk),
        number=app.number,
        name=app.applicant.name,
        nik=app.applicant.nik if whole else niks.mask(app.applicant.nik),
        service=desk.catalogue.label(app.service),
        products=_products(app, desk),
        receiver=app.handed.receiver,
        relation=relation_label(app.handed.relation),
        proof=proof_label(app.handed.proof),
        power=app.handed.power,
        old_card_withdrawn=app.handed.old_card_withdrawn,
        receipt_returned=app.handed.receipt_returned,
        fingerprint_matched=app.handed.fingerprint_matched,
        at=desk.local(app.collected),
        staff=_staff(app.collected_by, desk),
        counter=desk.code,
        copy=app.printed.get("handover", 0) > 1,
    )


def _submitter(app: Application) -> str:
    """Return who handed the papers in, where that was not the applicant."""
    if app.submitter is None:
        return ""
    relation = relation_label(app.submitter.relation)
    return f"{app.submitter.name} ({relation})" if relation else app.submitter.name


def _handover_printed(event: e.Event | None) -> bool:
    return isinstance(event, e.PaperPrinted) and event.paper == "handover"


def _products(app: Application, desk: Desk) -> list[r.HandedOut]:
    """Return what was handed over: each card with its serial number, else the letter with its own."""
    cards = [r.HandedOut(label=kind_label(card.kind), serial=card.serial) for card in app.printed_cards]
    if cards and not app.letter:
        return cards
    known = app.service in desk.catalogue.ids()
    product = desk.catalogue.text(desk.catalogue.plan(app.service).service.product) if known else ""
    label = product or desk.catalogue.label(app.service)
    return [*cards, r.HandedOut(label=label, letter=app.letter)]


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
        papers=[_paper(q, desk) for q in always if not q.optional],
        choices=_choices(plan, plan.groups, desk, conditional=False),
        conditions=_conditions(plan, desk),
        optional=[_paper(q, desk) for q in plan.requirements if q.optional and not q.group],
        working_days=plan.standard.working_days,
        minutes=plan.standard.minutes,
        days=plan.standard.days,
        cost=_possible(plan, desk),
        age=checklist.age_words(plan.age),
        hint=text(service.hint),
        law=plan.law,
        hours=told(desk.settings.hours),
        complaints=desk.settings.complaints,
        product=desk.catalogue.product(service.id),
        validity=validity(service),
        before=_before(service, desk),
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
        _choice(plan.service.id, g.id, g, _members(plan, g, desk), desk)
        for g in groups
        if _conditional(g) == conditional
    ]


def _members(plan: Plan, group: Group, desk: Desk) -> list[r.Paper]:
    return [_paper(q, desk) for q in plan.requirements if q.group == group.id]


def _conditions(plan: Plan, desk: Desk) -> list[r.LeafletCondition]:
    """Return the papers that depend on the case, together with others of the same case."""
    conditions = desk.catalogue.conditions(plan)
    found: dict[str, tuple[list[r.Paper], list[r.Choice]]] = {}
    for q in plan.requirements:
        if _conditional(q) and not q.group and not q.optional:
            found.setdefault(_case(q, conditions, desk), ([], []))[0].append(_paper(q, desk))
    for g in plan.groups:
        if _conditional(g):
            choice = _choice(plan.service.id, g.id, g, _members(plan, g, desk), desk)
            found.setdefault(_case(g, conditions, desk), ([], []))[1].append(choice)
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


def _staff(id: str, desk: Desk) -> str:
    return desk.staff_name(id)
