"""The facts that each act asks for, and how they become the fields of its command."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from counter_app.domain.collecting import OWN_PROOFS, RELATIONS, NoPower, proof_label, relation_label
from counter_app.domain.event_words import event_words
from counter_app.domain.letter_numbers import registers
from counter_app.domain.words import kind_label, state_label, step_label
from counter_app.i18n import _
from counter_app.ui import villages
from counter_app.ui.applications.acts import Act
from counter_app.ui.applications.words import AREA
from counter_app.ui.parts.prompt import Ask, Values
from counter_app.ui.states import time_words

Found = dict[str, Any]
SELF = "self"
CORRECTED = ("name", "nik", "phone", "birth_date", "sex", "kelurahan", "address")


def reason() -> Ask:
    """Return the question for a reason."""
    return Ask("reason", _("&Reason"))


def completing(act: Act, found: Found, *, shelves: bool) -> list[Ask]:
    """Return what ending a step asks for: serial, why out of line, a letter's number, the shelf."""
    step = next(one for one in found["steps"] if one["step"] == act.step)
    asks = []
    if act.out_of_line:
        rank = _("Number {rank} in the line. The reason stands on the daily report.").format(
            rank=found["rank"]
        )
        asks.append(Ask("out_of_line_reason", _("&Why out of line"), hint=rank))
    if step["need"] == "blangko":
        label = _("&Serial number of the {kind}").format(kind=kind_label(step["of"]))
        asks.append(Ask("serial", label, value=found["next_serial"], needed=False))
    if registers(act.step):
        hint = _("Left empty it becomes {letter}.").format(letter=found["next_letter"])
        asks.append(Ask("letter", _("&Letter number"), needed=False, hint=hint))
    if shelves and _last(act.step, found):
        asks.append(Ask("shelf", _("S&helf"), value=found["shelf"], needed=False))
    return asks


def _last(step: str, found: Found) -> bool:
    """Whether only the hand-over is left after ``step``."""
    return any(one["last"] for one in found["acts"] if one["step"] == step)


def handing_over(found: Found) -> list[Ask]:
    """Return what handing over asks for; no proof and no receipt is taken for seen."""
    asks = [Ask("receiver", _("&Receiver"), value=found["name"])]
    if not found["collect_in_person"]:
        only = _("Only if somebody else collects.")
        asks.append(Ask("relation", _("R&elation to the applicant"), "choice", choices=_relations()))
        asks.append(Ask("power", _("Power of &attorney"), "choice", "", False, _powers(), hint=only))
    asks.append(Ask("proof", _("&Proof shown"), "choice", choices=_proofs()))
    asks.append(Ask("receipt", _("Recei&pt"), "choice", choices=_receipts()))
    if any(step["need"] == "blangko" for step in found["steps"]):
        asks.append(Ask("old_card_withdrawn", _("&Old card withdrawn"), "tick", needed=False))
    return asks


def _relations() -> list[tuple[str, str]]:
    return [(SELF, _("the applicant")), *((one, relation_label(one)) for one in RELATIONS)]


def _powers() -> list[tuple[str, str]]:
    return [("", ""), ("yes", _("handed in")), ("no", _("none"))]


def _proofs() -> list[tuple[str, str]]:
    return [("", ""), *((one, proof_label(one)) for one in OWN_PROOFS)]


def _receipts() -> list[tuple[str, str]]:
    return [("", ""), ("yes", _("given back")), ("no", _("lost")), ("unasked", _("not asked for"))]


def handed(found: Found, values: Values) -> Values:
    """Return the fields of the hand-over; raises NoPower where nobody said that there is one."""
    relation = values.get("relation", SELF)
    power = {"yes": True, "no": False}.get(values.get("power", ""))
    if relation != SELF and power is None:
        raise NoPower(found["name"])
    fields = {name: value for name, value in values.items() if name not in ("receipt", "power")}
    returned = {"yes": True, "no": False}.get(values["receipt"])
    own = {"relation": "" if relation == SELF else relation, "receipt_returned": returned}
    return fields | own | {"power_of_attorney": power if relation != SELF else None}


def sending_back(found: Found) -> list[Ask]:
    """Return what sending back asks for: which step, why, whether the citizen must come."""
    acts = [one for one in found["acts"] if one["name"] == "send_back_application"]
    done = [(one["step"], step_label(one["step"])) for one in reversed(acts) if not one["citizen"]]
    now = [
        (one["step"], _("{step}: the citizen must come").format(step=step_label(one["step"])))
        for one in acts
        if one["citizen"]
    ]
    return [
        Ask("step", _("&Do again from"), "choice", choices=[*done, *now]),
        reason(),
        Ask(
            "citizen_needed", _("The &citizen must come; the deadline stands still"), "tick", not done, False
        ),
    ]


def closing() -> list[Ask]:
    """Return what closing asks for."""
    outcomes = [(one, state_label(one)) for one in ("rejected", "withdrawn")]
    return [Ask("outcome", _("&Outcome"), "choice", choices=outcomes), reason()]


def handing_to(found: Found, staff: Sequence[Found]) -> list[Ask]:
    """Return what passing on asks for: to whom, and why."""
    choices = [
        (one["staff"], f"{one['name']} · {one['role_label']}")
        for one in staff
        if one["active"] and one["role"] in ("clerk", "supervisor") and one["staff"] != found["responsible"]
    ]
    return [Ask("to", _("&To whom"), "choice", choices=choices), reason()]


def correcting(found: Found) -> list[Ask]:
    """Return the data of the applicant as it is, to be corrected, and the reason."""
    handed_in = handed_in_by(found)
    sexes = [("", ""), ("L", _("male")), ("P", _("female"))]
    return [
        Ask("name", _("&Name"), value=found["name"]),
        Ask("nik", _("N&IK"), value=found["nik"], needed=False),
        Ask("phone", _("&Phone"), value=found["phone"], needed=False, beside=True),
        Ask("birth_date", _("&Birth date"), "birth", _date(found["birth_date"]), needed=False),
        Ask("sex", _("Se&x"), "choice", found["sex"] or "", False, sexes, beside=True),
        Ask("kelurahan", villages.now().said(_("&Kelurahan")), value=found["kelurahan"], needed=False),
        Ask("address", _("&Address"), value=found["address"], needed=False, beside=True),
        Ask("submitter", _("Na&me of who hands in"), value=handed_in[0], needed=False),
        Ask("relation", _("R&elation"), value=handed_in[1], needed=False, beside=True),
        reason(),
    ]


def changed(found: Found, values: Values) -> Values:
    """Return only the fields that differ from what is known; one that was emptied is empty."""
    known = {**found, "birth_date": _date(found["birth_date"])}
    return {name: values[name] for name in CORRECTED if (values[name] or "") != (known[name] or "")}


def handed_in_by(found: Found) -> tuple[str, str]:
    """Return the name and relation of whoever handed the papers in; empty for the applicant."""
    submitter = found["submitter"]
    return (submitter.name, submitter.relation) if submitter else ("", "")


def _date(value: Any) -> Any:
    import datetime as dt

    return dt.date.fromisoformat(value) if isinstance(value, str) and value else value or None


def last_move(found: Found) -> str:
    """Return what an undo takes back: what, who, when."""
    move = found["last_move"]
    if not move:
        return ""
    return _("Takes back: {what}, {name}, {when}.").format(
        what=event_words(AREA, move["event"]),
        name=found["names"].get(move["staff"], move["staff"]),
        when=time_words(move["at"]),
    )


def copy_of_data() -> str:
    """Return what is said before a citizen's data are drawn."""
    return _(
        "Everything the office holds about this citizen is printed, with the whole NIK. Hand it to nobody "
        "else, and only after you saw the KTP-el. It is written down."
    )
