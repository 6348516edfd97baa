"""Delay by cause: where the working minutes of accepted applications went."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from itertools import groupby, pairwise
from operator import itemgetter
from typing import Any

from counter_app.domain import delay as rules
from counter_app.domain import signing
from counter_app.domain.catalogue import KINDS
from counter_app.domain.stays import Period, Waiting
from counter_app.domain.words import CAUSES
from counter_app.office.desk import Desk
from counter_app.office.office import REPORTS, Question, answers
from counter_app.office.queries.counts import period
from counter_app.office.queries.recap import dates
from counter_app.storage.kept import DAY, MINUTE


class Delay(Question, frozen=True, rename={"from_": "from"}):
    """Tell how many working minutes accepted applications waited in a period, by group and cause."""

    from_: dt.date | None = None
    to: dt.date | None = None


@answers(Delay, REPORTS)
def delay(question: Delay, desk: Desk) -> list[dict[str, Any]]:
    span = period(*dates(question.from_, question.to, desk), desk)
    end = min(span.end, desk.now)
    minutes, files = _minutes(span.begin, end, desk), _files(span.begin, end, desk)
    return [
        {
            "group": group,
            "applications": files[group],
            "minutes": {cause: minutes[group, cause] for cause in CAUSES},
        }
        for group in desk.catalogue.groups()
        if files[group]
    ]


def _minutes(begin: int, end: int, desk: Desk) -> Counter[tuple[str, str]]:
    """Return the working minutes by group and cause: of each wait, the sum at its end less that at its begin.

    Waits that had not ended by the last day looked at end with the report.
    """
    stays, last = desk.stays, end // DAY
    running = {Waiting(*key): n for key, n in stays.standing("wait", (last + 1) * DAY).items()}
    causes = rules.Causes(
        _periods(running, begin, end, desk), begin, end, desk.calendar.working_minutes_micros
    )
    found: Counter[tuple[str, str]] = Counter()

    def add(waiting: Waiting, whole: int, of_causes: Iterable[int]) -> None:
        found[waiting.group, rules.rest(waiting)] += whole
        for (cause, _sum), number in zip(causes.sums(waiting), of_causes, strict=True):
            found[waiting.group, cause] += number
            found[waiting.group, rules.rest(waiting)] -= number

    for number, rows in groupby(stays.days("wait", begin, end), key=itemgetter(0)):
        day = rules.Day(number * DAY, DAY // MINUTE, causes.whole)
        for _number, key, begins, ends in rows:
            waiting = Waiting(*key)
            before, after = day.of_whole(begins), day.of_whole(ends)
            of_causes = (
                day.of(one, ends, after) - day.of(one, begins, before) for _cause, one in causes.sums(waiting)
            )
            add(waiting, after - before, of_causes)
    for key, is_end, at in stays.since("wait"):
        if at < (last + 1) * DAY:
            waiting, sign = Waiting(*key), 1 if is_end else -1
            add(waiting, sign * causes.whole(at), (sign * one(at) for _cause, one in causes.sums(waiting)))
    for waiting, n in running.items():
        add(waiting, n * causes.whole(end), (n * one(end) for _cause, one in causes.sums(waiting)))
    return found


def _files(begin: int, end: int, desk: Desk) -> Counter[str]:
    """Return how many files waited within the period, by group."""
    found: Counter[str] = Counter()
    for numbers in (desk.stays.standing("work", begin), desk.stays.began("work", begin, end)):
        for (group,), n in numbers.items():
            found[group] += n
    for group, n in desk.rows(_AT_REST, begin, end):
        found[group] -= n
    return found


# Done before the period and sent back after it: nothing was worked at in between.
_AT_REST = """
    SELECT recap_group, count(*) FROM application WHERE ready < ?1 AND id IN
    (SELECT application FROM act WHERE wall >= ?2 AND what = 'sent_back') AND NOT EXISTS
    (SELECT 1 FROM step WHERE application = id AND step <> 'hand_over' AND since < ?2
    AND (until IS NULL OR until >= ?1)) GROUP BY recap_group
"""


def _periods(
    waits: Iterable[Waiting], begin: int, end: int, desk: Desk
) -> dict[tuple[str, str], list[Period]]:
    """Return when stock was zero, nobody could sign, or something was down."""
    found: dict[tuple[str, str], list[Period]] = {}
    stocks = desk.stocks(begin)
    for kind in {*KINDS, *stocks}:
        moves = desk.rows(
            "SELECT wall, quantity FROM blangko_move WHERE kind = ? AND wall >= ? ORDER BY at, n", kind, begin
        )
        found["blangko", kind] = rules.empty_periods(moves, end, stocks.get(kind, 0), begin)
    for d in desk.disruptions(begin, end):
        found.setdefault(("disruption", d.what), []).append((d.begins, d.ends or end))
    officials, absences = desk.officials(), desk.absences(begin, end)
    for one in waits:
        key = ("signature", rules.signing(one))
        if one.need == "signature" and key not in found:
            forms = [form for form in one.deputies.split(",") if form]
            found[key] = _unsigned(one.of, forms, one.service, officials, absences, begin, end)
    return found


def _unsigned(
    role: str,
    forms: list[str],
    service: str,
    officials: list[signing.Official],
    absences: list[signing.Absence],
    begin: int,
    end: int,
) -> list[Period]:
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
