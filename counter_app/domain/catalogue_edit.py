"""Changes to a service file, text in and text out, for whoever changes a service without writing TOML.

Only what is changed differs afterwards, in the profile it was changed for; comments don't survive. What comes
out is judged by ``catalogue_check.problems`` before it is put in force. Raises BadCatalogue for a text that
is no service.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from typing import Any

import msgspec
import tomli_w

from counter_app.domain.catalogue import (
    CURRENT,
    Form,
    Requirement,
    Service,
    decode_service,
    profiles_named,
    resolve,
)
from counter_app.domain.checklist import used
from counter_app.domain.errors import UserError
from counter_app.i18n import _

Raw = dict[str, Any]


class NoRequirement(UserError):
    """The service asks for no such paper."""

    def __init__(self, id: str) -> None:
        super().__init__(_("The service asks for no '{id}': choose one of its requirements.").format(id=id))


class NoSignature(UserError):
    """The step is not one that waits for a signature."""

    def __init__(self, step: str) -> None:
        super().__init__(
            _("The step '{step}' of this service needs no signature: choose one that does.").format(step=step)
        )


def with_requirement(text: str, requirement: Requirement) -> str:
    """Put ``requirement`` in the place of the one with its id in its profiles, else at the end."""
    raw = _raw(text)
    rows: list[Raw] = raw["requirement"]
    same = [row for row in rows if row["id"] == requirement.id and _meet(row, requirement.profiles)]
    new = msgspec.to_builtins(requirement)
    place = rows.index(same[0]) if same else len(rows)
    kept = [row for row in rows if row not in same]
    kept.insert(place, new)
    return _text(raw | {"requirement": kept}, text)


def without_requirement(text: str, id: str, profile: str = "") -> str:
    """Take the requirement out that ``profile`` asks for; without a profile, all of that id.

    A group that nothing is left of goes too, and one never needs more papers than it has.
    """
    raw = _raw(text)
    gone = [row for row in _rows(raw, text, profile) if row["id"] == id]
    if not gone:
        raise NoRequirement(id)
    raw["requirement"] = [row for row in raw["requirement"] if row not in gone]
    if "groups" in raw:
        raw["groups"] = [group for group in raw["groups"] if _shrunk(group, raw, decode_service(text))]
    _forget_conditions(raw, text)
    return _text(raw, text)


def moved_requirement(text: str, id: str, to: int, profile: str = "") -> str:
    """Move the requirement to place ``to`` (from 0) among those that ``profile`` asks for."""
    raw = _raw(text)
    rows: list[Raw] = raw["requirement"]
    shown = _rows(raw, text, profile)
    row = next((row for row in shown if row["id"] == id), None)
    if row is None:
        raise NoRequirement(id)
    order = [other for other in shown if other is not row]
    order.insert(max(to, 0), row)
    turn = iter(order)
    raw["requirement"] = [next(turn) if one in shown else one for one in rows]  # the hidden ones stay
    return _text(raw, text)


def with_standard(text: str, profile: str, *, working_days: int = 0, minutes: int = 0, days: int = 0) -> str:
    """Give the service another deadline: exactly one of the three is above zero."""
    raw = _raw(text)
    standard = {"working_days": working_days, "minutes": minutes, "days": days}
    _own(raw, text, profile)["standard"] = {unit: n for unit, n in standard.items() if n}
    return _text(raw, text)


def with_signer(text: str, profile: str, step: str, of: str, deputies: Sequence[Form]) -> str:
    """Let ``of`` (camat, sekcam or kasi) sign at ``step``, or a deputy in one of the forms ``deputies``."""
    raw = _raw(text)
    own = _own(raw, text, profile)
    steps: list[Raw] = [*own["steps"]] if "steps" in own else [*raw.get("steps", [])]
    place = next(
        (n for n, row in enumerate(steps) if row["id"] == step and row.get("need") == "signature"), None
    )
    if place is None:
        raise NoSignature(step)
    steps[place] = steps[place] | {"of": of, "deputies": list(deputies)}
    own["steps"] = steps
    return _text(raw, text)


def asked(service: Service) -> set[str]:
    """Return the conditions that matter in any profile."""
    plans = [resolve(service, name) for name in {CURRENT, *profiles_named(service)}]
    return {name for plan in plans for name in used(plan)}


def with_facts(text: str, **facts: Any) -> str:
    """Change what the service says of itself in every profile: its product, its cost, its first day.

    A fact that is empty is taken out, so that what is usual counts again.
    """
    raw = _raw(text)
    kept = {key: value for key, value in raw.items() if key not in facts}
    given = {key: value for key, value in facts.items() if value not in ("", 0, False, None)}
    tables = {key: value for key, value in kept.items() if isinstance(value, dict | list)}
    plain = {key: value for key, value in kept.items() if key not in tables}
    return _text({**plain, **given, **tables}, text)


def offered(text: str, profile: str, *, enabled: bool) -> str:
    """Offer the service at the counter, or no longer."""
    raw = _raw(text)
    _own(raw, text, profile)["enabled"] = enabled
    return _text(raw, text)


def _raw(text: str) -> Raw:
    decode_service(text)
    return tomllib.loads(text)


def _text(raw: Raw, before: str) -> str:
    """Write the file; a profile that it spoke of stays known even if no part names it any more."""
    text = tomli_w.dumps(raw)
    lost = profiles_named(decode_service(before)) - profiles_named(decode_service(text)) - {CURRENT}
    if not lost:
        return text
    return tomli_w.dumps(raw | {"profiles": raw.get("profiles", {}) | {name: {} for name in sorted(lost)}})


def _rows(raw: Raw, text: str, profile: str) -> list[Raw]:
    """Return the requirements of a profile, all of them without one."""
    rows: list[Raw] = raw["requirement"]
    name = _name(decode_service(text), profile)
    return [row for row in rows if not profile or _meet(row, [name])]


def _meet(row: Raw, profiles: Sequence[str]) -> bool:
    """Tell whether a part of the file and ``profiles`` have a profile in common; none named means all."""
    own = row.get("profiles", [])
    return not own or not profiles or not set(own).isdisjoint(profiles)


def _name(service: Service, profile: str) -> str:
    """Return the name under which the file speaks of ``profile``, as ``catalogue.resolve`` does."""
    return profile if profile in profiles_named(service) else CURRENT


def _own(raw: Raw, text: str, profile: str) -> Raw:
    """Return where something of this profile alone is written: the file's top if it names no profile."""
    service = decode_service(text)
    if not profiles_named(service):
        return raw
    own: Raw = raw.setdefault("profiles", {}).setdefault(_name(service, profile), {})
    return own


def _forget_conditions(raw: Raw, before: str) -> None:
    """Take out the service's own conditions that something depended on before, and nothing does any more."""
    left = asked(decode_service(tomli_w.dumps(raw)))
    gone = asked(decode_service(before)) - left
    if "conditions" in raw:
        raw["conditions"] = {name: one for name, one in raw["conditions"].items() if name not in gone}


def _shrunk(group: Raw, raw: Raw, service: Service) -> bool:
    """Keep a group to the profiles in which it has papers, and to as many; False when it has none at all."""
    rows = [row for row in raw["requirement"] if row.get("group") == group["id"]]
    named: list[str] = group.get("profiles") or sorted({CURRENT, *profiles_named(service)})
    has = {name: n for name in named if (n := sum(_meet(row, [name]) for row in rows))}
    if len(has) < len(named):
        group["profiles"] = list(has)
    if has and min(has.values()) < group.get("min", 1):
        group["min"] = min(has.values())
    return bool(has)
