"""Questions about what the office is made of: how a service is defined, its kelurahan."""

from __future__ import annotations

from typing import Any

import msgspec

from counter_app.domain.catalogue import Plan
from counter_app.office.catalogue import shipped, shipped_ids
from counter_app.office.desk import Desk
from counter_app.office.office import EVERYONE, Question, answers
from counter_app.office.regions import region


class ServiceDefinition(Question, frozen=True):
    """Show how a service is defined here: its TOML text in force, and what that means in our profile."""

    service: str


class Kelurahan(Question, frozen=True):
    """List the kelurahan of the office's own kecamatan; none where the program's lists lack it."""


@answers(ServiceDefinition, EVERYONE)
def service_definition(question: ServiceDefinition, desk: Desk) -> dict[str, Any]:
    id = question.service
    plan = desk.catalogue.plan(id)
    origin = shipped(f"services/{id}.toml") if id in shipped_ids() else ""
    own = desk.value("SELECT definition FROM service WHERE id = ? ORDER BY edition DESC LIMIT 1", id)
    return {
        "service": id,
        "profile": desk.settings.profile,
        "definition": own or origin,
        "own": bool(own) and own != origin,
        "plan": _plan(plan),
        "changed": _changed(id, desk),
    }


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
