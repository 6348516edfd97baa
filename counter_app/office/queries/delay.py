"""Delay by cause: where the working minutes of accepted applications went."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from itertools import pairwise
from typing import Any

from counter_app.domain import delay as rules
from counter_app.domain import signing
from counter_app.domain.catalogue import KINDS
from counter_app.domain.words import CAUSES
from counter_app.office.desk import Desk
from counter_app.office.office import REPORTS, Question, answers
from counter_app.office.queries.counts import Period, period
from counter_app.office.queries.recap import dates


class Delay(Question, frozen=True, rename={"from_": "from"}):
    """Tell how many working minutes accepted applications waited in a period, by group and cause."""

    from_: dt.date | None = None
    to: dt.date | None = None


@answers(Delay, REPORTS)
def delay(question: Delay, desk: Desk) -> list[dict[str, Any]]:
    span = period(*dates(question.from_, question.to, desk), desk)
    end = min(span.end, desk.now)
    periods = _periods(span, end, desk)
    causes = rules.Causes(periods, span.begin, end, desk.calendar.working_minutes_micros)
    citizens = _citizens(desk)
    minutes: dict[str, Counter[str]] = {}
    files: dict[str, set[int]] = {}
    for group, id, since, until, need, of, depends, deputies, service in desk.rows(
        "SELECT recap_group, application, since, until, need, of, depends, deputies, step.service "
        "FROM step JOIN application ON application.id = step.application "
        "WHERE step <> 'hand_over' AND since < ? AND (until IS NULL OR until > ?)",
        end,
        span.begin,
    ):
        wait = rules.Wait(
            max(since, span.begin),
            min(until or end, end),
            need,
            of,
            depends,
            f"{of}|{deputies}|{service}",
        )
        minutes.setdefault(group, Counter()).update(causes.split(wait, citizens.get(id, ())))
        files.setdefault(group, set()).add(id)
    return [
        {
            "group": group,
            "applications": len(files[group]),
            "minutes": {cause: minutes[group][cause] for cause in CAUSES},
        }
        for group in desk.catalogue.groups()
        if group in files
    ]


def _periods(span: Period, end: int, desk: Desk) -> dict[tuple[str, str], list[rules.Period]]:
    """Return when stock was zero, nobody could sign, or something was down."""
    found: dict[tuple[str, str], list[rules.Period]] = {}
    for (kind,) in desk.rows("SELECT DISTINCT kind FROM blangko_stock"):
        moves = desk.rows("SELECT wall, quantity FROM blangko_move WHERE kind = ? ORDER BY at, n", kind)
        found["blangko", kind] = rules.empty_periods(moves, end)
    for kind in KINDS:
        found.setdefault(("blangko", kind), [(0, end)])
    for d in desk.disruptions(span.begin, end):
        found.setdefault(("disruption", d.what), []).append((d.begins, d.ends or end))
    officials, absences = desk.officials(), desk.absences(span.begin, end)
    for of, deputies, service in desk.rows(
        "SELECT DISTINCT of, deputies, service FROM step WHERE need = 'signature'"
    ):
        forms = [f for f in deputies.split(",") if f]
        gone = _unsigned(of, forms, service, officials, absences, span.begin, end)
        found["signature", f"{of}|{deputies}|{service}"] = gone
    return found


def _unsigned(
    role: str,
    forms: list[str],
    service: str,
    officials: list[signing.Official],
    absences: list[signing.Absence],
    begin: int,
    end: int,
) -> list[rules.Period]:
    """Return when nobody could sign: nothing changes between the ends of absences."""
    moments = {begin, end}
    for absence in absences:
        moments |= {max(begin, absence.begins), min(end, absence.ends)}
    ordered = sorted(m for m in moments if begin <= m <= end)
    return [
        (a, b)
        for a, b in pairwise(ordered)
        if not signing.signers(role, forms, service, officials, absences, a)
    ]


def _citizens(desk: Desk) -> dict[int, list[rules.Period]]:
    found: dict[int, list[rules.Period]] = {}
    for id, begins, ends in desk.rows("SELECT application, begins, ends FROM awaited"):
        found.setdefault(id, []).append((begins, ends or desk.now))
    return found
