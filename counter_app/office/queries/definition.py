"""Questions about what the office is made of: how a service is defined, its kelurahan."""

from __future__ import annotations

from typing import Any

import msgspec

from counter_app.domain.catalogue import Plan, decode_service, resolve
from counter_app.office.catalogue import shipped, shipped_ids
from counter_app.office.desk import Desk
from counter_app.office.office import EVERYONE, Question, answers
from counter_app.office.regions import region


class ServiceDefinition(Question, frozen=True):
    """Show how a service is defined here: its TOML text in force, and what that means in our profile.

    ``prepared`` lists the definitions that come into force on a later day.
    """

    service: str


class Kelurahan(Question, frozen=True):
    """List the kelurahan of the office's own kecamatan; none where the program's lists lack it."""


@answers(ServiceDefinition, EVERYONE)
def service_definition(question: ServiceDefinition, desk: Desk) -> dict[str, Any]:
    id = question.service
    origin = shipped(f"services/{id}.toml") if id in shipped_ids() else ""
    prepared = _prepared(id, desk)
    if prepared and id not in desk.catalogue.ids():  # a new one, which nobody can open yet
        text = prepared[0]["definition"]
        plan = resolve(decode_service(text), desk.settings.profile)
    else:
        text, plan = desk.catalogue.definition(id), desk.catalogue.plan(id)
    return {
        "service": id,
        "profile": desk.settings.profile,
        "definition": text,
        "own": text != origin,
        "prepared": prepared,
        "plan": _plan(plan),
        "changed": _changed(id, desk),
    }


def _prepared(id: str, desk: Desk) -> list[dict[str, str]]:
    """Return the definitions that count from a later day on, of each day the one written last."""
    rows = desk.rows(
        "SELECT starts, definition FROM service WHERE id = ? AND starts > ? ORDER BY starts, edition",
        id,
        desk.today.isoformat(),
    )
    return [{"starts": starts, "definition": text} for starts, text in dict(rows).items()]


def _plan(plan: Plan) -> dict[str, Any]:
    return {
        "label": _whole(plan.service.label),
        "group": plan.service.group,
        "queue": plan.service.queue,
        "enabled": plan.enabled,
        "standard": msgspec.to_builtins(plan.standard),  # only the one unit that is above zero
        "requirement": _whole(plan.requirements),
        "groups": _whole(plan.groups),
        "steps": _whole(plan.steps),
    }


def _whole(value: Any) -> Any:
    """Return structs as dicts with all their fields, those with a default too."""
    if isinstance(value, msgspec.Struct):
        return {name: _whole(getattr(value, name)) for name in value.__struct_fields__}
    return [_whole(one) for one in value] if isinstance(value, list) else value


def _changed(service: str, desk: Desk) -> dict[str, str | None] | None:
    entries = desk.stream(f"service/{service}")
    if not entries:
        return None
    last = entries[-1]
    return {"at": desk.iso(last.wall), "staff": last.actor, "name": desk.staff_name(last.actor)}


@answers(Kelurahan, EVERYONE)
def kelurahan(question: Kelurahan, desk: Desk) -> list[str]:
    found = region(desk.settings.region)
    return list(found.kelurahan) if found else []
