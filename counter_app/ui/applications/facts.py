"""What the page tells of one application: messages, pairs, papers, history; pure words, no widgets."""

from __future__ import annotations

import datetime as dt
from typing import Any

from counter_app.domain.event_words import event_words
from counter_app.i18n import _, date_text, long_date, ngettext
from counter_app.ui.applications.lines import Line
from counter_app.ui.applications.words import (
    AREA,
    conflict_words,
    note_words,
    outcome,
    paper_mark,
    paper_words,
    stall_words,
)
from counter_app.ui.states import state_status, time_words

MOST = 6  # messages at once


def messages(found: dict[str, Any], me: str) -> list[tuple[str, str, str]]:
    """Return (title, detail, tone) of all that needs attention, the most pressing first."""
    said = [(_("Two counters, one file"), conflict_words(one, found), "bad") for one in found["conflicts"]]
    if found["offered_to"] == me:
        passed = _("{name} passes this file on to you.").format(name=_responsible(found))
        said.append((passed, _passed_why(found), "accent"))
    elif found["offered_to"]:
        words = _("Passed on to {name}, who has not accepted yet.").format(name=_offered_name(found))
        said.append((words, _passed_why(found), "plain"))
    told = [stall_words(stall, found) for stall in found["stalls"]]
    said += [(one.title, one.detail, one.tone) for one in told]
    if found["set_aside"]:
        said.append(
            (_("Set aside from the line for blank cards."), _last_reason(found, "set_aside"), "warning")
        )
    if found["state"] == "closed":
        said.append((outcome(found), _last_reason(found, "closed"), "plain"))
    if len(said) > MOST:
        more = len(said) - MOST + 1
        words = ngettext("and {n} more", "and {n} more", more).format(n=more)
        return [*said[: MOST - 1], (words, _("They stand in the history of the file."), "plain")]
    return said


def _last_reason(found: dict[str, Any], event: str) -> str:
    lines = (one["facts"] for one in reversed(found["timeline"]) if one["event"] == event)
    return next((str(facts["reason"]) for facts in lines), "")


def _passed_why(found: dict[str, Any]) -> str:
    return _last_reason(found, "responsibility_passed")


def _responsible(found: dict[str, Any]) -> str:
    return str(found["names"].get(found["responsible"], found["responsible"]))


def _offered_name(found: dict[str, Any]) -> str:
    return str(found["names"].get(found["offered_to"], found["offered_to"]))


def facts(found: dict[str, Any]) -> dict[str, tuple[str, str]]:
    """Return the value and tone of each pair."""
    due, tone = _due(found)
    expected = ""
    if found["state"] == "in_process" and found["due"]:
        expected = _day(found["expected"]) if found["expected"] else _("not known yet")
    return {
        "due": (due, tone),
        "expected": (expected, ""),
        "shelf": (found["shelf"], ""),
        "letter": (found["letter"], ""),
        "handed": (found["receiver"], ""),
        "who": (_responsible(found), ""),
        "where": (found["kelurahan"], ""),
    }


def _due(found: dict[str, Any]) -> tuple[str, str]:
    if not found["due"]:
        return "", ""
    if not found["late"]:
        return _day(found["due"]), ""
    day = date_text(dt.date.fromisoformat(found["due"][:10]))
    return _("{day} · late").format(day=day), "bad"


def _day(iso: str) -> str:
    day = dt.date.fromisoformat(iso[:10])
    words = long_date(day)
    return words if len(words) <= 26 else date_text(day)


def paper_line(paper: dict[str, Any]) -> Line:
    """Return one paper of the checklist, with its mark."""
    mark, tone, icon = paper_mark(paper)
    return Line(icon, tone, paper["label"], f"{paper_words(paper)} · {mark}")


def past_line(line: dict[str, Any], found: dict[str, Any]) -> Line:
    """Return one entry of the history."""
    when = f"{time_words(line['at'])} · {line['name']}"
    note = note_words(line, found)
    detail = f"{note}\n{when}" if note else when
    if line["undone"]:
        words = _("{what} (undone)").format(what=event_words(AREA, line["event"]))
        return Line("undo-variant", "plain", words, detail)
    return Line("circle-medium", "accent", event_words(AREA, line["event"]), detail)


def more_line(more: int) -> Line:
    """Return that the visit has more files than are listed."""
    words = ngettext("and {n} more", "and {n} more", more).format(n=more)
    return Line("dots-horizontal", "plain", words, _("Search for the name to see them all."))


def visit_line(one: dict[str, Any]) -> Line:
    """Return another file of the same visit."""
    status = state_status({"stalls": [], **one})
    words = str(one.get("label") or one.get("service") or "")
    return Line(
        status.icon, status.tone, words, f"{one.get('name', '')} · {status.words}", opens=one["application"]
    )
