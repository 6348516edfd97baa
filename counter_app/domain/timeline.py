"""The life of an application as a list of lines that people read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple

from counter_app.domain import events as e
from counter_app.domain.collecting import proof_label, relation_label
from counter_app.domain.nik import mask
from counter_app.domain.words import state_label, step_label


class Line(NamedTuple):
    """One entry: what happened (the tag without its version), when, who, a note in words.

    ``facts`` are what a screen puts in words of its own, by the names that the event has for them.
    """

    event: str
    wall: int
    staff: str
    note: str = ""
    undone: bool = False
    facts: Mapping[str, Any] = MappingProxyType({})


def timeline(entries: Sequence[e.Entry]) -> list[Line]:
    """Return every entry of a stream in order; what was undone is marked, never left out."""
    undone = {(x.event.counter, x.event.seq) for x in entries if isinstance(x.event, e.MoveUndone)}
    previous = e.Applicant(name="")
    lines = []
    for entry in entries:
        if entry.event is None:
            continue
        facts = _facts(entry.event, previous)
        note = _note(entry.event, facts)
        if isinstance(entry.event, e.ApplicationOpened2 | e.ApplicationImported | e.ApplicationCorrected2):
            previous = entry.event.applicant or previous
        name = event_name(entry.event)
        gone = (entry.counter, entry.seq) in undone
        lines.append(Line(name, entry.wall, entry.actor, note, gone, facts))
    return lines


def event_name(event: e.Event) -> str:
    """Return the tag without its area and version: ``accepted``."""
    return e.tag(event).split(".")[1]


def _facts(event: e.Event, before: e.Applicant) -> dict[str, Any]:
    match event:
        case e.ApplicationOpened2(service=service):
            return {"service": service}
        case e.RequirementsMarked(marks=marks):
            return {"marks": dict(marks)}
        case e.ApplicationReturned(missing=missing, groups=groups):
            return {"missing": [*missing, *groups]}
        case e.RequirementToFollow(requirement=requirement, reason=reason):
            return {"requirement": requirement, "reason": reason}
        case e.ApplicationCorrected2(applicant=applicant, reason=reason):
            return {"reason": reason, "changes": _changes(before, applicant) if applicant else []}
        case e.ApplicationClosed2(outcome=outcome, reason=reason):
            return {"outcome": outcome, "reason": reason}
        case e.ResponsibilityPassed(to=to, reason=reason) | e.ApplicationAssigned(to=to, reason=reason):
            return {"to": to, "reason": reason}
        case e.MoveUndone(what=what, reason=reason):
            return {"what": what.split(".")[1], "reason": reason}
        case e.ApplicationSetAside(reason=reason):
            return {"reason": reason}
        case e.PaperPrinted(paper=paper) | e.PaperFailed(paper=paper):
            return {"paper": paper}
    return {}


def _note(event: e.Event, facts: Mapping[str, Any]) -> str:
    match event:
        case e.ApplicationOpened2(service=service):
            return service
        case e.RequirementsMarked(marks=marks):
            return ", ".join(f"{id}: {mark}" for id, mark in marks.items())
        case e.ApplicationReturned():
            return ", ".join(facts["missing"])
        case e.StepCompleted() as x:
            parts = [step_label(x.step), x.serial, x.letter, x.shelf, x.out_of_line_reason]
            return ", ".join(part for part in parts if part)
        case e.StepSigned(name=name, title=title):
            return f"{name} ({title.replace(chr(10), ' ')})"
        case e.ApplicationSentBack(step=step, reason=reason):
            return f"{step_label(step)}: {reason}"
        case e.ApplicationHandedOver2() as x:
            return ", ".join(
                part for part in (x.receiver, relation_label(x.relation), proof_label(x.proof)) if part
            )
        case e.ApplicationClosed2(outcome=outcome, reason=reason):
            return f"{state_label(outcome)}: {reason}"
        case e.ApplicationCorrected2(reason=reason):
            changes = [f"{x['field']}: {x['old'] or '-'} -> {x['new'] or '-'}" for x in facts["changes"]]
            return "; ".join([reason, *changes])
        case e.ResponsibilityPassed(to=to, reason=reason) | e.ApplicationAssigned(to=to, reason=reason):
            return f"{to}: {reason}"
        case e.RequirementToFollow(requirement=requirement, reason=reason):
            return f"{requirement}: {reason}"
        case e.MoveUndone(reason=reason):
            return f"{facts['what']}: {reason}"
        case e.ApplicationSetAside(reason=reason):
            return reason
        case e.ApplicationForwarded(batch=batch) | e.ApplicationImportUndone(batch=batch):
            return batch
        case e.ApplicationImported() as x:
            return ", ".join(part for part in (x.old_number, x.remark) if part)
        case e.PaperPrinted(paper=paper) | e.PaperFailed(paper=paper):
            return paper
    return ""


def _changes(before: e.Applicant, after: e.Applicant) -> list[dict[str, str]]:
    """Return what changed, old and new; a NIK shows only its ends."""
    found = []
    for field in e.Applicant.__struct_fields__:
        old, new = getattr(before, field), getattr(after, field)
        if old != new:
            if field == "nik":
                old, new = mask(old), mask(new)
            found.append({"field": field, "old": str(old or ""), "new": str(new or "")})
    return found
