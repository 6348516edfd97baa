"""Questions about the signature folder, absences and disruptions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import cache, partial
from typing import Any

import msgspec

from counter_app.domain import signing as rules
from counter_app.domain.calendar import in_order, likely, month_of
from counter_app.office.closures import closed_days
from counter_app.office.desk import FOREVER, Desk
from counter_app.office.office import EVERYONE, READERS, Amount, Question, answers
from counter_app.office.queries import stalls
from counter_app.storage.indexes import CURRENT, INITIAL

MOST_DAYS = 400  # in one answer about the days of a period
ALL = -1  # a limit that cuts nothing
_WAITS = f"need = 'signature' AND {CURRENT}"


May = Callable[[str, str, str], list[dict[str, str]]]  # of post, forms and service: who may sign now


class SigningFolder(Question, frozen=True):
    """List what waits for a signature, oldest first, with who may sign and whether it stands still."""

    limit: Amount | None = None  # all of them
    offset: Amount = 0
    official: str = ""  # only what this one may sign now


class Initials(Question, frozen=True):
    """List what waits for the initials that come before a signature, oldest first."""

    limit: Amount | None = 100  # None: all of them
    offset: Amount = 0


class OfficeDays(Question, frozen=True, rename={"from_": "from"}):
    """Show the days of a period (default: this month): closed or not, why, which officials are away.

    Each with the working day before it. Today, whoever is back already is not away.
    """

    from_: dt.date | None = None
    to: dt.date | None = None


class Absences(Question, frozen=True):
    """List absences that hold now or are still to come, with their deputies."""


class Disruptions(Question, frozen=True):
    """List what is down now, or was said to be from a day to come on."""


class Officials(Question, frozen=True):
    """List who signs on paper, and who is away now."""


class Signers(Question, frozen=True):
    """List who can be named as the signer now, and whom each one stands in for: the camat first."""


@answers(SigningFolder, READERS)
def signing_folder(question: SigningFolder, desk: Desk) -> list[dict[str, Any]]:
    held = stalls.unsigned(desk, desk.world())
    may = cache(partial(_may_sign, officials=desk.officials(), absences=desk.absences(), now=desk.now))
    only, values = _only(question.official, may, desk) if question.official else ("", [])
    rows = desk.rows(
        "SELECT number, application.service, name, since, of, deputies FROM step "
        f"JOIN application ON application.id = step.application WHERE {_WAITS} {only}"
        "ORDER BY since, application LIMIT ? OFFSET ?",
        *values,
        ALL if question.limit is None else question.limit,
        question.offset,
    )
    return [
        {
            "application": number,
            "service": service,
            "label": desk.catalogue.label(service),
            "name": name,
            "since": desk.iso(since),
            "working_days": desk.calendar.working_days_between(desk.local(since).date(), desk.today),
            "stalled": stall is not None,
            "until": stalls.until(stall[1], desk) if stall is not None else None,
            "signer": of,
            "deputies": [f for f in deputies.split(",") if f],
            "may": may(of, deputies, service),
        }
        for number, service, name, since, of, deputies in rows
        for stall in [held(since, of, deputies, service)]
    ]


def _only(official: str, may: May, desk: Desk) -> tuple[str, list[str]]:
    """Return the SQL condition for what an official may sign; there are few kinds of post, forms, service."""
    rules.known_official(official, desk.officials())
    kinds = desk.rows(f"SELECT DISTINCT of, deputies, service FROM step WHERE {_WAITS}")
    found = [kind for kind in kinds if any(one["official"] == official for one in may(*kind))]
    text = (
        "AND (of, deputies, step.service) IN "
        "(SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(?)) "
    )
    return text, [msgspec.json.encode(found).decode()]


def _may_sign(
    role: str,
    deputies: str,
    service: str,
    *,
    officials: list[rules.Official],
    absences: list[rules.Absence],
    now: int,
) -> list[dict[str, str]]:
    """Return who may sign now, and in which form (empty: the holder of the post)."""
    forms = [form for form in deputies.split(",") if form]
    found = rules.signers(role, forms, service, officials, absences, now)
    return [{"official": one.official.id, "form": one.form} for one in found]


@answers(Initials, READERS)
def initials(question: Initials, desk: Desk) -> list[dict[str, Any]]:
    rows = desk.rows(
        "SELECT number, application.service, name, step, since FROM step INDEXED BY step_initial "
        f"JOIN application ON application.id = step.application WHERE {INITIAL} "
        "ORDER BY since, application LIMIT ? OFFSET ?",
        ALL if question.limit is None else question.limit,
        question.offset,
    )
    return [
        {
            "application": number,
            "service": service,
            "label": desk.catalogue.label(service),
            "name": name,
            "step": step,
            "since": desk.iso(since),
            "working_days": desk.calendar.working_days_between(desk.local(since).date(), desk.today),
        }
        for number, service, name, step, since in rows
    ]


@answers(OfficeDays, READERS)
def office_days(question: OfficeDays, desk: Desk) -> list[dict[str, Any]]:
    first = likely(question.from_ or desk.today.replace(day=1))
    last = in_order(first, likely(question.to or month_of(first)[1]))[1]
    days = [first + dt.timedelta(days=n) for n in range(min((last - first).days + 1, MOST_DAYS))]
    reasons = closed_days({day.year for day in days}, joint_leave=desk.settings.joint_leave)
    reasons |= {closure.date: closure.reason for closure in desk.settings.closures}
    absences = desk.absences(desk.day_bounds(days[0])[0], desk.day_bounds(days[-1])[1])
    return [
        {
            "date": day.isoformat(),
            "working": desk.calendar.is_working_day(day),
            "working_day_before": desk.calendar.working_day_before(day).isoformat(),
            "closed": reasons.get(day, ""),
            "away": list(dict.fromkeys(a.official for a in absences if _touches(a, *_left(day, desk)))),
        }
        for day in days
    ]


def _left(day: dt.date, desk: Desk) -> tuple[int, int]:
    """Return the bounds of a day; of today what is left of it: who came back early is not away."""
    begin, end = desk.day_bounds(day)
    return (max(begin, desk.now), end) if day == desk.today else (begin, end)


def _touches(absence: rules.Absence, begin: int, end: int) -> bool:
    return absence.begins < end and absence.ends > begin


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
        if a.begins < a.ends  # one that was taken out before it began holds at no time
    ]


@answers(Disruptions, READERS)
def disruptions(question: Disruptions, desk: Desk) -> list[dict[str, Any]]:
    return [
        {
            "disruption": d.id,
            "what": d.what,
            "from": desk.iso(d.begins),
            "note": d.note,
            "now": d.begins <= desk.now,
        }
        for d in desk.disruptions(desk.now, FOREVER)
        if d.ends is None or d.begins < d.ends  # one that was called off held at no time
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


@answers(Signers, READERS)
def signers(question: Signers, desk: Desk) -> list[dict[str, Any]]:
    return [
        {
            "official": one.official.id,
            "name": one.official.name,
            "role": one.official.role,
            "form": one.form,
            "absent": one.absent.role if one.absent else "",
        }
        for one in rules.choices(desk.officials(), desk.absences(), desk.now)
    ]
