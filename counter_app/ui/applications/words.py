"""What the page of an application says: why it stands still and what frees it, its papers, its history."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any, NamedTuple

from counter_app.domain.event_words import event_words
from counter_app.domain.words import kind_label, state_label
from counter_app.i18n import _, long_date, ngettext
from counter_app.ui import villages
from counter_app.ui.states import CAUSE_TONES, day_words, time_words, wanted_words, working_days

Found = dict[str, Any]
AREA = "application"  # whose events these are


class Told(NamedTuple):
    """One stall in words: what holds it, since when, what frees it."""

    title: str
    detail: str
    tone: str


def stall_words(stall: Found, found: Found) -> Told:
    """Return why an application stands still, since when, and what it takes to go on."""
    what, frees = _CAUSES[stall["cause"]](stall, found)
    return Told(what, f"{_since(stall)} {frees}", CAUSE_TONES.get(stall["cause"], "plain"))


def _since(stall: Found) -> str:
    day = day_words(stall["since"], year=True)
    return _("Since {day} ({days}).").format(day=day, days=working_days(stall["working_days"]))


def _blangko(stall: Found, found: Found) -> tuple[str, str]:
    of = next((step["of"] for step in found["steps"] if step["step"] == stall["step"]), "")
    what = _("No blank {kind} for this one. Number {rank} in the line.").format(
        kind=kind_label(of), rank=stall["rank"]
    )
    if stall["until"]:
        return what, _("The delivery expected on {day} reaches this place.").format(day=_long(stall["until"]))
    return what, _("No expected delivery reaches this place yet: ask for blank stock.")


def _signature(stall: Found, found: Found) -> tuple[str, str]:
    if stall["until"]:
        return _("Nobody may sign now."), _("Free again on {day}, or when a deputy is appointed.").format(
            day=_long(stall["until"])
        )
    return _("Waiting for a signature."), _("Ask who signs, or record who may sign instead.")


def _agency(stall: Found, found: Found) -> tuple[str, str]:
    return _("With another agency longer than agreed."), _("Ask the agency how far it is.")


def _disruption(stall: Found, found: Found) -> tuple[str, str]:
    return _("What this step needs is down."), _("It goes on when the disruption ends.")


def _citizen(stall: Found, found: Found) -> tuple[str, str]:
    what = _("Waiting for the citizen.")
    if found["phone"]:
        call = _("Call {phone}. The deadline stands still until then.").format(phone=phone(found["phone"]))
        return what, call
    return what, _("No phone number is known. The deadline stands still until then.")


_CAUSES: dict[str, Callable[[Found, Found], tuple[str, str]]] = {
    "blangko": _blangko,
    "signature": _signature,
    "agency": _agency,
    "disruption": _disruption,
    "citizen": _citizen,
}


def _long(iso: str) -> str:
    return long_date(dt.date.fromisoformat(iso[:10]))


def phone(digits: str) -> str:
    """Return a phone number in groups of four: ``0812 7345 1180``."""
    plain = digits.replace(" ", "")
    return " ".join(plain[n : n + 4] for n in range(0, len(plain), 4)) if plain.isdigit() else digits


def paper_words(paper: Found) -> str:
    """Return what kind of paper is wanted, how many, and what was noted."""
    parts = [wanted_words(paper)]
    parts += [_("not required")] if paper["optional"] else []
    parts += [_("follows at hand-over")] if paper["to_follow"] and paper["mark"] != "present" else []
    parts += [paper["note"]] if paper["note"] else []
    return " · ".join(parts)


def paper_mark(paper: Found) -> tuple[str, str, str]:
    """Return the words, the tone and the icon of a paper's mark."""
    if paper["mark"] == "present":
        return _("is here"), "ok", "check-circle"
    if paper["mark"] == "not_applicable":
        return _("not needed"), "plain", "minus-circle-outline"
    if paper["needed"] and paper["marked"]:
        return _("missing"), "bad", "close-circle"
    return _("not looked at yet"), "plain", "circle-outline"


def note_words(line: Found, found: Found) -> str:
    """Return what is to say of one entry."""
    facts = line["facts"]
    match line["event"]:
        case "opened":
            return str(found["label"])
        case "requirements_marked":
            return _marked(facts["marks"], found)
        case "returned":
            return ", ".join(_labels(found).get(id, id) for id in facts["missing"])
        case "requirement_to_follow":
            label = _labels(found).get(facts["requirement"], facts["requirement"])
            return f"{label}: {facts['reason']}"
        case "corrected":
            return "; ".join([facts["reason"], *map(_change, facts["changes"])])
        case "responsibility_passed" | "assigned":
            return f"{found['names'].get(facts['to'], facts['to'])}: {facts['reason']}"
        case "paper_printed" | "paper_failed":
            return paper_name(facts["paper"])
        case "move_undone":
            return f"{event_words(AREA, facts['what'])}: {facts['reason']}"
    return str(line["note"])


def _marked(marks: dict[str, str], found: Found) -> str:
    """Return how many papers were marked present, and the names of those that are missing."""
    present = sum(mark == "present" for mark in marks.values())
    missing = [_labels(found).get(id, id) for id, mark in marks.items() if mark == "missing"]
    parts = [ngettext("{n} present", "{n} present", present).format(n=present)] if present else []
    parts += [_("missing: {labels}").format(labels=", ".join(missing))] if missing else []
    return "; ".join(parts)


def _labels(found: Found) -> dict[str, str]:
    return {one["id"]: one["label"] for one in [*found["requirements"], *found["groups"]]}


def _change(change: dict[str, str]) -> str:
    """Return one change as ``Phone: old → new``."""
    field = field_names().get(change["field"], change["field"])
    return f"{field}: {change['old'] or '-'} → {change['new'] or '-'}"


def field_names() -> dict[str, str]:
    """Return the words for the fields of an applicant."""
    return {
        "name": _("Name"),
        "nik": _("NIK"),
        "birth_date": _("Birth date"),
        "sex": _("Sex"),
        "submitter": _("Handed in by"),
        "relation": _("Relation to the applicant"),
        "phone": _("Phone"),
        "kelurahan": villages.now().title,
        "address": _("Address"),
    }


def paper_name(paper: str) -> str:
    """Return the name of a paper of one application."""
    return {
        "receipt": _("Receipt"),
        "slip": _("Slip of missing papers"),
        "handover": _("Note of hand-over"),
    }.get(paper, paper)


def conflict_words(conflict: Found, found: Found) -> str:
    """Return what two counters did while apart."""
    return _(
        "{what}: also done by {name} on {when} while the counters were apart. The first one counts."
    ).format(
        what=event_words(AREA, conflict["event"]),
        name=found["names"].get(conflict["staff"], conflict["staff"]),
        when=time_words(conflict["at"]),
    )


def outcome(found: Found) -> str:
    """Return the words for where an application stands; a closed one says how it ended."""
    return state_label(
        found["outcome"] if found["state"] == "closed" and found["outcome"] else found["state"]
    )
