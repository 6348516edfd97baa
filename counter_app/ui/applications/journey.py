"""The steps of an application as lines: done with when and who, the one at work with what it waits for."""

from __future__ import annotations

import datetime as dt
from typing import Any

from counter_app.domain.words import agency_label, cause_label, kind_label, step_label
from counter_app.i18n import _, date_text
from counter_app.ui.applications.lines import Line
from counter_app.ui.states import CAUSE_TONES, time_words, working_days

Found = dict[str, Any]


def journey(found: Found) -> list[Line]:
    """Return the way of an accepted application, from its acceptance to the hand-over."""
    if not found["accepted"]:
        return []
    names = found["names"]
    old = next((one for one in found["timeline"] if one["event"] == "imported"), None)
    if old is None:
        lines = [_done(_("Accepted complete"), found["accepted"], _accepted_by(found))]
    else:
        lines = [_registered(_("In the old register"), found["accepted"], old["note"])]
    for step in found["steps"]:
        words = step_label(step["step"])
        if step["state"] == "done" and old is not None and not step["staff"]:
            lines.append(Line("check-circle", "ok", words))  # nobody wrote down when
        elif step["state"] == "done":
            lines.append(_done(words, step["done"], names.get(step["staff"], step["staff"])))
        elif step["state"] == "current":
            lines.append(_current(words, step, found))
        else:
            lines.append(Line("circle-outline", "plain", words))
    if old is not None and not found["steps"]:
        ends = ((_("Finished"), "ready"), (_("Collected"), "collected"))
        lines += [_registered(words, found[moment], "") for words, moment in ends if found[moment]]
    if found["state"] == "closed":
        lines.append(_done(_("Closed"), found["closed"], "", icon="close-circle-outline"))
    return lines


def _done(words: str, at: str, who: str, icon: str = "check-circle") -> Line:
    detail = f"{time_words(at)} · {who}" if who else time_words(at)
    return Line(icon, "ok" if icon == "check-circle" else "bad", words, detail)


def _registered(words: str, at: str, note: str) -> Line:
    """Return a line of what a register told: a day, no hour and no name."""
    day = date_text(dt.date.fromisoformat(at[:10]))
    return Line("check-circle", "ok", words, f"{day} · {note}" if note else day)


def _accepted_by(found: Found) -> str:
    return next((one["name"] for one in reversed(found["timeline"]) if one["event"] == "accepted"), "")


def _current(words: str, step: Found, found: Found) -> Line:
    stall = next((one for one in found["stalls"] if one["step"] == step["step"]), None)
    tone = CAUSE_TONES.get(stall["cause"], "accent") if stall else "accent"
    icon = "clock-alert-outline" if stall else "arrow-right-circle-outline"
    what = cause_label(stall["cause"]) if stall else _need(step)
    return Line(icon, tone, words, f"{what} · {_waited(step, stall)}".removeprefix(" · "), strong=True)


def _need(step: Found) -> str:
    match step["need"]:
        case "blangko":
            return _("Needs a blank {kind}").format(kind=kind_label(step["of"]))
        case "signature":
            return _("In the signature folder")
        case "agency":
            return _("At {agency}").format(agency=agency_label(step["of"]))
    return _("Waiting for its applicant") if step["step"] == "hand_over" else ""


def _waited(step: Found, stall: Found | None) -> str:
    if stall:
        return working_days(stall["working_days"])
    return _("since {when}").format(when=time_words(step["since"]))
