"""What is worked out when a case is taken up: the citizen seen before, what holds, what is promised."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from counter_app.domain import checklist, life
from counter_app.domain import events as e
from counter_app.domain.application import Application
from counter_app.domain.catalogue import Plan
from counter_app.domain.errors import UserError
from counter_app.domain.forecast import forecast
from counter_app.i18n import _
from counter_app.office.desk import Desk
from counter_app.office.waiting import agency_days, place_to_come
from counter_app.storage.indexes import OF_NIK


class UnknownCondition(UserError):
    """A condition that the catalogue does not know."""

    def __init__(self, condition: str, known: list[str]) -> None:
        super().__init__(
            _("There is no condition '{condition}'. This service asks: {known}.").format(
                condition=condition, known=", ".join(known) or "-"
            )
        )


class UnknownCount(UserError):
    """Something was counted that the service doesn't ask for."""

    def __init__(self, name: str, known: Iterable[str]) -> None:
        super().__init__(
            _("Nothing is counted by '{name}' here. This service counts: {known}.").format(
                name=name, known=", ".join(known) or "-"
            )
        )


def seen_before(nik: str, desk: Desk) -> e.Applicant | None:
    """Return the citizen with this NIK as the newest application has him that may be read."""
    sql = f"SELECT number FROM {OF_NIK} AND {desk.readable} ORDER BY id DESC LIMIT 1"
    number = desk.value(sql, nik)
    return desk.application(number).applicant if number else None


def holding_of(plan: Plan, ticked: list[str], facts: checklist.Facts, desk: Desk) -> set[str]:
    """Return the conditions that hold, known or ticked; refuse one that the catalogue does not know."""
    conditions = desk.catalogue.conditions(plan)
    for name in ticked:
        if name not in conditions:
            raise UnknownCondition(name, checklist.used(plan))
    found = checklist.holding(plan, conditions, facts, ticked)
    checklist.check_reasons(plan, found, conditions)
    return found


def counts_of(plan: Plan, counts: Mapping[str, int]) -> dict[str, int]:
    """Return how many there are of what the service counts; refuse what it doesn't count."""
    known = checklist.counted(plan)
    for name in counts:
        if name not in known:
            raise UnknownCount(name, known)
    return dict(counts)


def still_asked(app: Application, desk: Desk) -> list[str]:
    """Return the questions without whose answer nobody knows what papers the file needs."""
    text, service = desk.catalogue.text, app.service
    plan = desk.catalogue.plan(service)
    labels = {tuple(reason.of): text(reason.label) for reason in plan.service.reasons}
    asked = [labels.get(tuple(names), " / ".join(names)) for names in app.unanswered]
    papers = [desk.catalogue.requirement(service, id) for id in life.uncounted(app)]
    return [*asked, *dict.fromkeys(how_many(text(paper.per)) for paper in papers if paper)]


def how_many(what: str) -> str:
    """Return the question for a number."""
    return _("How many: {what}?").format(what=what)


def planned(plan: Plan) -> list[e.PlannedStep]:
    """Return the steps of a service as an accepted application keeps them."""
    return [
        e.PlannedStep(s.id, s.after or [], s.need, s.of, list(s.deputies), s.limit_days, s.depends)
        for s in plan.steps
    ]


def acceptance(service: str, use: str, desk: Desk) -> e.ApplicationAccepted:
    """Return the event that accepts a complete file now: its steps, its deadline, the honest forecast."""
    plan = desk.catalogue.plan(service)
    steps = planned(plan)
    due = desk.calendar.due_micros(desk.now, plan.standard)
    kind = next((step.of for step in steps if step.need == "blangko"), "")
    rank = place_to_come(kind, use, desk.now, desk) if kind else None
    open_steps = [(step, None) for step in steps]
    view = forecast(
        open_steps, service, due, rank, desk.world(kinds=[kind] if kind else []), agency_days(service, desk)
    )
    return e.ApplicationAccepted(
        steps=steps,
        due=due,
        expected=view.on,
        rank=view.rank,
        delivery=view.delivery,
        working_days=plan.standard.working_days,
        minutes=plan.standard.minutes,
        days=plan.standard.days,
    )
