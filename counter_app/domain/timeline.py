"""The life of an application as a list of lines that people read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple

from msgspec import UNSET

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


class Known(NamedTuple):
    """Who the citizen is, and who handed in, as far as the entries told."""

    applicant: e.Applicant = e.Applicant(name="")
    submitter: e.Submitter | None = None

    def after(self, event: e.Event) -> Known:
        """Return what is known once ``event`` is read."""
        match event:
            case e.ApplicationOpened2(applicant=applicant, submitter=submitter):
                return Known(applicant, submitter)
            case e.ApplicationImported(applicant=applicant):
                return Known(applicant)
            case e.ApplicationCorrected2(applicant=change, submitter=submitter):
                applicant = self.applicant.changed(change) if change is not None else self.applicant
                return Known(applicant, self.submitter if submitter is UNSET else submitter)
        return self

    def words(self) -> dict[str, str]:
        """Return every field as it is shown."""
        found = {f: str(getattr(self.applicant, f) or "") for f in e.Applicant.__struct_fields__}
        handed_in = self.submitter or e.Submitter(name="")
        return found | {"submitter": handed_in.name, "relation": handed_in.relation}


def timeline(entries: Sequence[e.Entry]) -> list[Line]:
    """Return every entry of a stream in order; what was undone is marked, never left out."""
    undone = {(x.event.counter, x.event.seq) for x in entries if isinstance(x.event, e.MoveUndone)}
    known = Known()
    lines = []
    for entry in entries:
        if entry.event is None:
            continue
        facts = _facts(entry.event, known)
        note = _note(entry.event, facts)
        known = known.after(entry.event)
        name = event_name(entry.event)
        gone = (entry.counter, entry.seq) in undone
        lines.append(Line(name, entry.wall, entry.actor, note, gone, facts))
    return lines


def event_name(event: e.Event) -> str:
    """Return the tag without its area and version: ``accepted``."""
    return e.tag(event).split(".")[1]


def _facts(event: e.Event, before: Known) -> dict[str, Any]:
    match event:
        case e.ApplicationOpened2(service=service):
            return {"service": service}
        case e.RequirementsMarked(marks=marks):
            return {"marks": dict(marks)}
        case e.ApplicationReturned(missing=missing, groups=groups):
            return {"missing": [*missing, *groups]}
        case e.RequirementToFollow(requirement=requirement, reason=reason):
            return {"requirement": requirement, "reason": reason}
        case e.ApplicationCorrected2(reason=reason):
            return {"reason": reason, "changes": _changes(before, before.after(event))}
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


def _changes(before: Known, after: Known) -> list[dict[str, str]]:
    """Return what changed, old and new; a NIK shows only its ends."""
    old, new = before.words(), after.words()
    changed = [f for f in old if old[f] != new[f]]
    shown = {f: mask if f == "nik" else str for f in changed}
    return [{"field": f, "old": shown[f](old[f]), "new": shown[f](new[f])} for f in changed]
