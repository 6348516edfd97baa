"""The records of papers about applications: receipt, slip, hand-over note."""

from __future__ import annotations

import msgspec

from counter_app.domain import checklist, costs, life
from counter_app.domain import events as e
from counter_app.domain import nik as niks
from counter_app.domain.application import Application
from counter_app.domain.catalogue import Group, Plan, Requirement, Service
from counter_app.domain.collecting import proof_label, relation_label
from counter_app.domain.costs import Charge
from counter_app.domain.words import kind_label
from counter_app.i18n import _
from counter_app.office import records as r
from counter_app.office import shown
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


class Printed(Question, frozen=True):
    """Show how often each paper of an application came out."""

    application: str


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
        copy=all(app.printed.get("receipt", 0) > 1 for app in apps),
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
            choice(
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
        before=first_done(plan.service, desk),
    )


def first_done(service: Service, desk: Desk) -> str:
    """Return the name of the service that comes first, empty where none does."""
    return desk.catalogue.label(service.before) if service.before else ""


def choice(service: str, id: str, group: Group | None, options: list[r.Paper], desk: Desk) -> r.Choice:
    """Return alternatives, ``min`` of which are needed."""
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
    said = asked(found, desk)
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


def asked(found: Requirement, desk: Desk) -> r.Paper:
    """Return a requirement as the service asks for it of anybody."""
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


@answers(Printed, READERS)
def printed(question: Printed, desk: Desk) -> dict[str, int]:
    return dict(desk.application(question.application).printed)


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


def _staff(id: str, desk: Desk) -> str:
    return desk.staff_name(id)
