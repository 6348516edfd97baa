"""Questions about the catalogue, the office and its staff."""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal

import msgspec

from counter_app.domain import checklist, costs
from counter_app.domain import nik as niks
from counter_app.domain.calendar import likely
from counter_app.domain.catalogue import Plan
from counter_app.domain.numbers import day_ids
from counter_app.domain.words import role_label
from counter_app.office.desk import Desk
from counter_app.office.intake import counts_of, holding_of, how_many
from counter_app.office.office import EVERYONE, READERS, Question, answers
from counter_app.office.papers_asked import paper_row
from counter_app.office.queries.papers import cost

LATELY = 90  # days


class Services(Question, frozen=True):
    """List the services that the office offers (or all of them), with their standard and how often they come.

    ``times`` is how often a service was opened in the 90 days before today; ``labels`` are its names
    by language.
    """

    all: bool = False


class Requirements(Question, frozen=True):
    """Show what a citizen must bring for a service, and what must still be asked, without an application."""

    service: str
    conditions: list[str] = []
    counts: dict[str, int] = {}
    nik: str = ""
    birth_date: dt.date | None = None
    sex: Literal["", "L", "P"] = ""
    proxy: bool = False
    event_date: dt.date | None = None


class StaffList(Question, frozen=True):
    """List the members of staff and their roles."""


class OfficeSettings(Question, frozen=True):
    """Show the settings of the office."""


@answers(Services, EVERYONE)
def services(question: Services, desk: Desk) -> list[dict[str, Any]]:
    ids = desk.catalogue.ids() if question.all else desk.catalogue.offered()
    rows = []
    for id in ids:
        plan = desk.catalogue.plan(id)
        rows.append(
            {
                "service": id,
                "label": desk.catalogue.label(id),
                "labels": {language: plan.service.label.text(language) for language in ("id", "en")},
                "hint": desk.catalogue.text(plan.service.hint),
                "note": desk.catalogue.text(plan.service.note),
                "before": desk.catalogue.label(plan.service.before) if plan.service.before else "",
                "product": desk.catalogue.product(id),
                "collect_in_person": plan.service.collect_in_person,
                "fee": plan.service.fee,
                "costs": plan.service.costs,
                "times": _times(id, desk),
                "group": plan.service.group,
                "queue": plan.service.queue,
                "offered": plan.enabled,
                "standard": msgspec.to_builtins(plan.standard),
                "steps": [step.id for step in plan.steps],
                "needs": [f"{step.need}:{step.of}" for step in plan.steps if step.need],
            }
        )
    return rows


def _times(service: str, desk: Desk) -> int:
    """Return how often a service was opened lately: its own stretch of the index, not the whole table.

    Today is left out: the order of those used most, and so their keys, stays all day.
    """
    first, end = day_ids(desk.today - dt.timedelta(days=LATELY))[0], day_ids(desk.today)[0]
    sql = "SELECT count(*) FROM application WHERE service = ? AND id >= ? AND id < ?"
    return int(desk.value(sql, service, first, end))


@answers(Requirements, READERS)
def requirements(question: Requirements, desk: Desk) -> dict[str, Any]:
    plan = desk.catalogue.plan(question.service)
    conditions = desk.catalogue.conditions(plan)
    facts = _facts(question, desk)
    holding = holding_of(plan, question.conditions, facts, desk)
    counts = counts_of(plan, question.counts)
    needed = checklist.needed_now(plan, holding, counts)
    asked = checklist.questions(plan, conditions, facts)
    return {
        "service": question.service,
        "label": desk.catalogue.label(question.service),
        "conditions": sorted(holding),
        "event": desk.catalogue.text(plan.service.event),
        "questions": [{"id": id, "label": desk.catalogue.text(condition.label)} for id, condition in asked],
        "reasons": _reasons(plan, [id for id, _condition in asked], desk),
        "counts": [
            {"id": name, "label": how_many(desk.catalogue.text(label))}
            for name, label in checklist.counted(plan, holding).items()
        ],
        "age_rule": _age_asked(plan, facts, holding),
        "cost": cost(costs.charges(plan, holding, counts), plan.service, desk),
        "requirements": [paper_row(question.service, item, desk) for item in needed.items],
        "groups": [
            {"id": g.id, "min": g.min, "label": desk.catalogue.requirement_label(question.service, g.id)}
            for g in needed.groups
        ],
    }


def _reasons(plan: Plan, asked: list[str], desk: Desk) -> list[dict[str, Any]]:
    """Return the questions of which one answer, or none, is so."""
    conditions = desk.catalogue.conditions(plan)
    return [
        {
            "label": desk.catalogue.text(reason.label),
            "optional": reason.optional,
            "answers": [
                {"id": name, "label": desk.catalogue.statement(conditions[name], holds=True)}
                for name in names
            ],
        }
        for reason, names in checklist.reasons_asked(plan, asked)
    ]


def _age_asked(plan: Plan, facts: checklist.Facts, holding: set[str]) -> str:
    """Return the age rule where nobody knows the age that it asks for; else nothing."""
    asked = facts.age is None and holding.isdisjoint(plan.age.unless)
    return checklist.age_words(plan.age) if asked else ""


def _facts(question: Requirements, desk: Desk) -> checklist.Facts:
    nik = niks.parse(question.nik) if question.nik.strip() else None
    birth = question.birth_date or (niks.birth(nik, today=desk.today) if nik else None)
    event = likely(question.event_date) if question.event_date else None
    return checklist.Facts(
        age=niks.age(likely(birth), desk.today) if birth else None,
        sex=question.sex or (nik.sex if nik else None),
        proxy=question.proxy,
        working_days_to_event=desk.calendar.working_days_between(desk.today, event) if event else None,
    )


@answers(StaffList, EVERYONE)
def staff_list(question: StaffList, desk: Desk) -> list[dict[str, Any]]:
    rows = desk.rows("SELECT id, name, role, active FROM staff ORDER BY active DESC, id")
    return [
        {"staff": id, "name": name, "role": role, "role_label": role_label(role), "active": bool(active)}
        for id, name, role, active in rows
    ]


@answers(OfficeSettings, EVERYONE)
def office_settings(question: OfficeSettings, desk: Desk) -> dict[str, Any]:
    settings = desk.settings
    return {name: msgspec.to_builtins(getattr(settings, name)) for name in settings.__struct_fields__}
