"""Questions of an errand before anything is written: who the citizen is, what can be promised."""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal

from counter_app.domain import nik as niks
from counter_app.domain.calendar import likely
from counter_app.domain.checklist import use_of
from counter_app.domain.errors import UserError
from counter_app.office.desk import Desk
from counter_app.office.intake import acceptance
from counter_app.office.office import READERS, Question, answers
from counter_app.office.queries.applications import Citizen, citizen
from counter_app.storage.indexes import OF_NIK, OPEN


class Identity(Question, frozen=True):
    """Tell what a NIK says, what disagrees with it, and who was seen with it before."""

    nik: str
    birth_date: dt.date | None = None
    sex: Literal["", "L", "P"] = ""


class Promise(Question, frozen=True):
    """Tell the deadline and the honest forecast of a file that would be accepted now."""

    service: str
    conditions: list[str] = []


@answers(Identity, READERS)
def identity(question: Identity, desk: Desk) -> dict[str, Any]:
    try:
        nik = niks.parse(question.nik)
    except UserError as error:
        return {"problem": str(error), "warnings": [], "earlier": None, "open": []}
    earlier = citizen(Citizen(nik=nik.digits), desk)
    given = question.birth_date or (earlier["birth_date"] if earlier else None)
    birth = given or niks.birth(nik, today=desk.today)
    return {
        "problem": "",
        "sex": question.sex or nik.sex,
        "birth_date": birth.isoformat(),
        "age": niks.age(likely(birth), desk.today),
        "warnings": niks.warnings(
            nik, today=desk.today, birth_date=given, sex=question.sex, region=desk.settings.region
        ),
        "earlier": earlier,
        "open": _open(nik.digits, desk),
    }


def _open(nik: str, desk: Desk) -> list[dict[str, Any]]:
    """Return the citizen's applications that are not ended, newest first."""
    rows = desk.rows(
        f"SELECT number, service, state FROM {OF_NIK} AND {OPEN} ORDER BY id DESC",
        nik,
    )
    return [
        {"application": number, "service": service, "label": desk.catalogue.label(service), "state": state}
        for number, service, state in rows
    ]


@answers(Promise, READERS)
def promise(question: Promise, desk: Desk) -> dict[str, Any]:
    plan = desk.catalogue.plan(question.service)
    use = use_of(plan.service, set(question.conditions))
    event = acceptance(question.service, use, desk)
    return {
        "due": desk.iso(event.due),
        "expected": event.expected.isoformat() if event.expected else None,
        "rank": event.rank,
        "delivery": event.delivery.isoformat() if event.delivery else None,
    }
