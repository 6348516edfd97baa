"""Questions about the signature folder, absences and disruptions."""

from __future__ import annotations

from typing import Any

import msgspec

from counter_app.domain import signing as rules
from counter_app.office.desk import Desk
from counter_app.office.office import EVERYONE, READERS, Amount, Question, answers
from counter_app.office.queries import stalls


class SigningFolder(Question, frozen=True):
    """List what waits for a signature, oldest first, with working days and whether it stands still."""

    limit: Amount = 1000
    offset: Amount = 0


class Absences(Question, frozen=True):
    """List absences that hold now or are still to come, with their deputies."""


class Disruptions(Question, frozen=True):
    """List what is down now."""


class Officials(Question, frozen=True):
    """List who signs on paper, and who is away now."""


@answers(SigningFolder, READERS)
def signing_folder(question: SigningFolder, desk: Desk) -> list[dict[str, Any]]:
    stalled = {one.id: one for one in stalls.standing(desk, cause="signature")}
    rows = desk.rows(
        "SELECT application, number, application.service, name, since, of, deputies FROM step "
        "JOIN application ON application.id = step.application "
        "WHERE need = 'signature' AND until IS NULL ORDER BY since, application LIMIT ? OFFSET ?",
        question.limit,
        question.offset,
    )
    return [
        {
            "application": number,
            "service": service,
            "name": name,
            "since": desk.iso(since),
            "working_days": desk.calendar.working_days_between(desk.local(since).date(), desk.today),
            "stalled": id in stalled,
            "until": stalls.until(stalled[id].until, desk) if id in stalled else None,
            "signer": of,
            "deputies": [f for f in deputies.split(",") if f],
        }
        for id, number, service, name, since, of, deputies in rows
    ]


@answers(Absences, READERS)
def absences(question: Absences, desk: Desk) -> list[dict[str, Any]]:
    return [
        {
            "absence": a.id,
            "official": a.official,
            "from": desk.iso(a.begins),
            "to": stalls.until(a.ends, desk),
            "reason": a.reason,
            "deputies": [msgspec.to_builtins(d) for d in a.deputies],
            "now": a.begins <= desk.now < a.ends,
        }
        for a in desk.absences(desk.now, 1 << 62)
    ]


@answers(Disruptions, READERS)
def disruptions(question: Disruptions, desk: Desk) -> list[dict[str, Any]]:
    return [
        {"disruption": d.id, "what": d.what, "from": desk.iso(d.begins), "note": d.note}
        for d in desk.disruptions()
    ]


@answers(Officials, EVERYONE)
def officials(question: Officials, desk: Desk) -> list[dict[str, Any]]:
    away = desk.absences()
    rows = []
    for official in desk.officials():
        absence = rules.away(official.id, away, desk.now)
        rows.append(
            {**official._asdict(), "away_until": stalls.until(absence.ends, desk) if absence else None}
        )
    return rows
