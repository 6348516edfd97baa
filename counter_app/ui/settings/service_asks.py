"""What is asked when a requirement or a signer of a service changes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from functools import partial
from typing import Any

import msgspec
from PySide6.QtWidgets import QWidget

from counter_app.domain.catalogue import FORMS, SIGNERS, Label, Requirement, Step
from counter_app.domain.founding import short_id
from counter_app.domain.words import form_label, official_label
from counter_app.i18n import _
from counter_app.ui.parts.prompt import Ask, Prompt, Values
from counter_app.ui.settings.service_words import docs

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
        Ask("where", _("&Where the citizen gets it"), value=known.where.id, needed=False),
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
        "where": msgspec.structs.replace(known.where, id=values["where"]),
        "optional": values["optional"],
    }
    prompt.leave()
    put(msgspec.structs.replace(known, **wanted))


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
