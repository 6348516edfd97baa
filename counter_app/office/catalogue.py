"""The catalogue as this office has it: shipped files, the office's own over them, one profile."""

from __future__ import annotations

import importlib.resources
from collections.abc import Callable, Iterable, Mapping
from difflib import get_close_matches
from functools import cached_property, lru_cache

import msgspec

from counter_app.domain.catalogue import (
    GROUPS,
    Condition,
    Label,
    Plan,
    Requirement,
    Service,
    decode_service,
    resolve,
    with_proxy,
)
from counter_app.domain.errors import UserError
from counter_app.domain.villages import KINDS, Villages
from counter_app.i18n import _, language


class UnknownService(UserError):
    """No service has this id."""

    def __init__(self, service_id: str, close: list[str]) -> None:
        if close:
            sentence = _("There is no service {service}: did you mean {close}?")
        else:
            sentence = _("There is no service {service}: choose one from the list of services.")
        super().__init__(sentence.format(service=repr(service_id), close=", ".join(close)))


class _Head(msgspec.Struct, frozen=True):
    """What a service file says before its first table."""

    label: Label


def shipped(name: str) -> str:
    """Return the text of a resource that came with the program: ``services/kia.toml``."""
    return importlib.resources.files("counter_app.resources").joinpath(name).read_text(encoding="utf-8")


def shipped_ids() -> list[str]:
    """Return the ids of the services that came with the program, sorted."""
    folder = importlib.resources.files("counter_app.resources") / "services"
    return sorted(
        entry.name.removesuffix(".toml") for entry in folder.iterdir() if entry.name.endswith(".toml")
    )


class Catalogue:
    """Reads and resolves one service at a time, when it is asked for."""

    def __init__(
        self,
        read: Callable[[str], str] = shipped,
        profile: str = "palembang_2017",
        changed: Mapping[str, str] | None = None,
        listed: Callable[[], list[str]] = shipped_ids,
        villages: Villages = KINDS[""],
    ) -> None:
        self._read = read
        self._profile = profile
        self._changed = dict(changed or {})
        self._listed = listed
        self._villages = villages
        self._plans: dict[str, Plan] = {}
        self._labels: dict[str, Label] = {}

    def plan(self, service_id: str) -> Plan:
        """Return the service as this office does it; raises UnknownService, BadCatalogue."""
        if service_id not in self._plans:
            self._plans[service_id] = with_proxy(resolve(self._service(service_id), self._profile))
        return self._plans[service_id]

    def ids(self) -> list[str]:
        """Return every service id, offered or not, sorted."""
        return list(self._ids)

    def offered(self) -> list[str]:
        """Return the services of this profile, by recap group, then by id."""
        return list(self._offered)

    def groups(self, more: Iterable[str] = ()) -> list[str]:
        """Return the recap groups in the order of reports; an office's own and ``more`` come last."""
        own = {self.plan(service_id).service.group for service_id in self._offered}.union(more)
        return [*GROUPS, *sorted(own.difference(GROUPS))]

    def conditions(self, plan: Plan) -> dict[str, Condition]:
        """Return the common conditions and the service's own over them."""
        return self._common | plan.service.conditions

    def known_conditions(self) -> set[str]:
        """Return the ids of the common conditions."""
        return set(self._common)

    def label(self, service_id: str) -> str:
        """Return the name of a service in the language in force; its id when nothing is known of it."""
        if service_id not in self._labels:
            self._labels[service_id] = self._find_label(service_id)
        return self.text(self._labels[service_id])

    def definition(self, service_id: str) -> str:
        """Return the text of the file that is in force; raises UnknownService."""
        return self._text(service_id)

    def product(self, service_id: str) -> str:
        """Return what the citizen takes home, in the language in force."""
        own = self.plan(service_id).service.product if service_id in self._known else None
        return (self.text(own) if own else "") or self.label(service_id)

    def statement(self, condition: Condition, *, holds: bool) -> str:
        """Return a circumstance as a statement where it holds, or where it doesn't."""
        return self._villages.said(condition.words(language(), holds=holds))

    def tried(self, service_id: str, definition: str) -> Catalogue:
        """Return the catalogue as it would be with a definition that is not in force."""
        changed = self._changed | {service_id: definition}
        return Catalogue(self._read, self._profile, changed, self._listed, self._villages)

    def text(self, label: Label) -> str:
        """Return a text of the catalogue in the language in force, with the office's words for kelurahan."""
        return self._villages.said(label.text(language()))

    def group(self, service_id: str) -> str:
        """Return the recap group of a service, empty when nothing is known of it."""
        return self.plan(service_id).service.group if service_id in self._known else ""

    def requirement(self, service_id: str, requirement_id: str) -> Requirement | None:
        """Return a requirement of this profile, else of any, since old applications keep theirs."""
        if service_id not in self._known:
            return None
        plan = self.plan(service_id)
        candidates = [*plan.requirements, *plan.service.requirement]
        return next((r for r in candidates if r.id == requirement_id), None)

    def requirement_label(self, service_id: str, requirement_id: str) -> str:
        """Return the name of a requirement, or of a group of them; its id when nothing is known of it."""
        found = self.requirement(service_id, requirement_id)
        if found is not None:
            return self.text(found.label)
        groups = self.plan(service_id).service.groups if service_id in self._known else []
        return next((self.text(g.label) for g in groups if g.id == requirement_id), requirement_id)

    @cached_property
    def _ids(self) -> list[str]:
        return sorted({*self._listed(), *self._changed})

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset(self._ids)

    @cached_property
    def _offered(self) -> list[str]:
        rank = {group: place for place, group in enumerate(GROUPS)}
        enabled = [self.plan(service_id) for service_id in self._ids if self.plan(service_id).enabled]
        enabled.sort(key=lambda plan: (rank.get(plan.service.group, len(rank)), plan.service.id))
        return [plan.service.id for plan in enabled]

    @cached_property
    def _common(self) -> dict[str, Condition]:
        return _decode_conditions(self._read("conditions.toml"))

    def _text(self, service_id: str) -> str:
        if service_id not in self._known:
            raise UnknownService(service_id, get_close_matches(service_id, self._ids, n=3))
        return self._changed.get(service_id) or self._read(f"services/{service_id}.toml")

    def _service(self, service_id: str) -> Service:
        return decode_service(self._text(service_id))

    def _find_label(self, service_id: str) -> Label:
        """Only the head of the file is parsed: a list of names must not cost all the files whole."""
        if service_id not in self._known:
            return Label(id=service_id)
        head = self._text(service_id).partition("\nsteps")[0].partition("\n[")[0]
        try:
            return msgspec.toml.decode(head, type=_Head).label
        except msgspec.DecodeError:
            return self.plan(service_id).service.label


@lru_cache(maxsize=8)
def _decode_conditions(text: str) -> dict[str, Condition]:
    return msgspec.toml.decode(text, type=dict[str, Condition])
