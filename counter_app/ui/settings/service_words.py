"""How the parts of a service read in its settings."""

from __future__ import annotations

from typing import Any

from counter_app.domain.catalogue import Plan, Requirement, Standard, Step
from counter_app.domain.words import form_label, official_label, step_label
from counter_app.i18n import _, language, listing, ngettext
from counter_app.ui.parts.table import Status


def docs() -> list[tuple[str, str]]:
    """Return the kinds of papers in words."""
    return [
        ("handed_in", _("original, kept at the office")),
        ("shown", _("original, shown and given back")),
        ("exchanged", _("original, shown now and given up for the new one")),
        ("copy", _("photocopy")),
        ("shown_and_copy", _("original shown, and photocopy")),
        ("form", _("form")),
        ("statement", _("signed statement")),
        ("in_person", _("the person comes along")),
    ]


def papers_units() -> list[tuple[str, str]]:
    """Return what is counted of a paper, in words."""
    return [("sheet", _("sheets")), ("set", _("sets")), ("piece", _("pieces")), ("photo", _("photos"))]


def bases() -> list[tuple[str, str]]:
    """Return why a paper is asked, in words."""
    return [
        ("", _("not said")),
        ("law", _("by law")),
        ("circular", _("by a circular")),
        ("practice", _("by practice of offices")),
        ("paper", _("as in the study")),
        ("background", _("not confirmed by a source")),
    ]


def units() -> list[tuple[str, str]]:
    """Return the units of a standard in words."""
    return [
        ("working_days", _("working days")),
        ("minutes", _("working minutes")),
        ("days", _("calendar days")),
    ]


def standard_words(standard: dict[str, Any] | Standard) -> str:
    """Return ``14 hari kerja``."""
    unit, count = standard_parts(standard)
    texts = {
        "working_days": ngettext("{count} working day", "{count} working days", count),
        "minutes": ngettext("{count} minute", "{count} minutes", count),
        "days": ngettext("{count} calendar day", "{count} calendar days", count),
    }
    return texts[unit].format(count=count)


def standard_parts(standard: dict[str, Any] | Standard) -> tuple[str, int]:
    """Return the unit that is above zero, and how many."""
    for unit in ("working_days", "minutes", "days"):
        count = standard.get(unit, 0) if isinstance(standard, dict) else getattr(standard, unit)
        if count:
            return unit, count
    return "minutes", 0


def requirement_words(one: Requirement) -> str:
    """Return the name of a requirement."""
    return one.label.text(language())


def why_words(one: Requirement) -> str:
    """Return the name of a requirement and why it is asked."""
    why = dict(bases()).get(one.basis, "") if one.basis else ""
    return " · ".join(filter(None, (requirement_words(one), why)))


def kind_words(one: Requirement) -> str:
    """Return what kind of document is wanted."""
    return dict(docs()).get(one.doc, one.doc)


def need_status(one: Requirement) -> Status:
    """Return when a requirement is needed."""
    if one.optional:
        return Status(_("if there is one"), "plain", "minus-circle-outline")
    if one.group:
        return Status(_("one of several"), "accent", "format-list-checks")
    if one.when or one.when_any or one.unless:
        return Status(_("in some cases"), "accent", "help-circle-outline")
    return Status(_("always"), "ok", "check-circle-outline")


def signatures(plan: Plan) -> list[Step]:
    """Return the steps at which somebody signs."""
    return [step for step in plan.steps if step.need == "signature"]


def signer_words(step: Step) -> str:
    """Return who signs, and who may in his place."""
    label = step.label.text(language()) or step_label(step.id)
    if not step.deputies:
        return _("{step}: {signer}").format(step=label, signer=official_label(step.of))
    deputies = listing(form_label(form) for form in step.deputies)
    return _("{step}: {signer}; also {deputies}").format(
        step=label, signer=official_label(step.of), deputies=deputies
    )
