"""What is asked when a requirement or a signer of a service changes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from functools import partial
from typing import Any

import msgspec
from PySide6.QtWidgets import QWidget

from counter_app.domain.catalogue import FORMS, SIGNERS, Label, Requirement, Service, Step
from counter_app.domain.founding import short_id
from counter_app.domain.words import form_label, official_label
from counter_app.i18n import _
from counter_app.ui.parts.prompt import Ask, Prompt, Values
from counter_app.ui.settings.service_words import bases, docs, papers_units

Put = Callable[[Requirement], None]


def ask_requirement(
    over: QWidget,
    before: Requirement | None,
    put: Put,
    *,
    taken: Collection[str] = (),
    profiles: Sequence[str] = (),
) -> Prompt:
    """Ask for a requirement, a new one without ``before``."""
    known = before or Requirement(id="", label=Label(id=""), doc="copy", profiles=list(profiles))
    asks = (
        Ask("name", _("&Name, in Indonesian"), value=known.label.id),
        Ask("english", _("Name in &English"), value=known.label.en, needed=False),
        Ask("doc", _("&Kind of document"), "choice", known.doc, choices=docs()),
        Ask("copies", _("How &many"), "number", known.copies),
        Ask("unit", _("&Of what"), "choice", known.unit, choices=papers_units()),
        Ask("valid_days", _("At most how many days ol&d; 0: any age"), "number", known.valid_days),
        Ask("where", _("&Where the citizen gets it"), value=known.where.id, needed=False),
        Ask("note", _("What to &mind"), value=known.note.id, needed=False),
        Ask("basis", _("Why it is &asked"), "choice", known.basis, choices=bases(), needed=False),
        Ask("optional", _("Not &needed: take it if there is one"), "tick", known.optional),
    )
    title = _("Change a requirement") if before else _("What must the citizen bring?")
    return Prompt(over, title, asks, partial(_submit, known, put, taken), accept=_("Take over"))


def _submit(known: Requirement, put: Put, taken: Collection[str], values: Values, prompt: Prompt) -> None:
    wanted: dict[str, Any] = {
        "id": known.id or short_id(values["name"], taken).replace("-", "_").replace(".", "_"),
        "label": Label(id=values["name"], en=values["english"]),
        "doc": values["doc"],
        "copies": max(values["copies"], 1),
        "unit": values["unit"] if values["doc"] != "in_person" else "sheet",
        "valid_days": values["valid_days"] if values["doc"] != "in_person" else 0,
        "where": msgspec.structs.replace(known.where, id=values["where"]),
        "note": msgspec.structs.replace(known.note, id=values["note"]),
        "basis": values["basis"],
        "optional": values["optional"],
    }
    prompt.leave()
    put(msgspec.structs.replace(known, **wanted))


def ask_facts(over: QWidget, service: Service, change: Callable[[dict[str, Any]], None]) -> Prompt:
    """Ask what a service gives, what it costs and by which rule, who may collect, from when it counts."""
    asks = (
        Ask("product", _("What the citizen takes &home"), value=service.product.id, needed=False),
        Ask("fee", _("&Fee in rupiah; 0: free"), "number", service.fee),
        Ask("fee_law", _("By which &rule it costs"), value=service.fee_law, needed=False),
        Ask("free_law", _("By which rule it is fr&ee"), value=service.free_law, needed=False),
        Ask(
            "collect_in_person",
            _("Collected by the applicant in &person only"),
            "tick",
            service.collect_in_person,
        ),
        Ask("starts", _("In force from; empty: at &once"), "date", service.starts, needed=False),
    )
    submit = partial(_submit_facts, service, change)
    return Prompt(over, _("The service itself"), asks, submit, accept=_("Take over"))


def _submit_facts(
    service: Service, change: Callable[[dict[str, Any]], None], values: Values, prompt: Prompt
) -> None:
    product = msgspec.structs.replace(service.product, id=values["product"].strip())
    said = msgspec.to_builtins(product) if product.id else None
    prompt.leave()
    change(values | {"product": said})


def ask_signer(over: QWidget, step: Step, sign: Callable[[str, str, list[Any]], None]) -> Prompt:
    """Ask who signs at a step, and who may in his place."""
    asks = [
        Ask("of", _("&Who signs"), "choice", step.of, choices=[(r, official_label(r)) for r in SIGNERS]),
        *(Ask(form, form_label(form), "tick", form in step.deputies) for form in FORMS),
    ]
    return Prompt(
        over,
        _("Who signs?"),
        asks,
        partial(_submit_signer, step.id, sign),
        detail=_("Ticked: who may sign in the signer's place, and as what."),
        accept=_("Take over"),
    )


def _submit_signer(
    step: str, sign: Callable[[str, str, list[Any]], None], values: Values, prompt: Prompt
) -> None:
    prompt.leave()
    sign(step, values["of"], [form for form in FORMS if values[form]])
