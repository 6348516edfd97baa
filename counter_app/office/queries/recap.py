"""The recap of a period (the study's Table 1, with causes) and the register of applications."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from collections.abc import Sequence
from typing import Any

from counter_app.domain.ages import LONG
from counter_app.domain.numbers import ids_between, row_id
from counter_app.domain.words import CAUSES, STATES, cause_label, state_label
from counter_app.i18n import _
from counter_app.office import records as r
from counter_app.office.closed import veil
from counter_app.office.desk import Desk
from counter_app.office.office import REPORTS, Question, answers
from counter_app.office.queries import ages
from counter_app.office.queries.causes import first_causes
from counter_app.office.queries.counts import Found, Period, balance, moves, period
from counter_app.office.queries.late import is_late


class Recap(Question, frozen=True, rename={"from_": "from"}):
    """Count received, done and open by group, and why; default: the year of the last entry."""

    from_: dt.date | None = None
    to: dt.date | None = None


class Register(Question, frozen=True, rename={"from_": "from"}):
    """List every application of a period in the order of the register book."""

    from_: dt.date | None = None
    to: dt.date | None = None


_NOTHING_OPEN = ages.Aged([0] * len(LONG), 0)
_STATES = (*STATES[:-1], "rejected", "withdrawn")  # a closed one is told by its outcome
_REGISTER = (  # ?2: the end of the period; the last columns are what the state is read from
    "opened, number, recap_group, service, opened_by, first_handled, due, "
    "(SELECT min(begins) FROM awaited WHERE application = id AND begins < ?2 "
    "AND (ends IS NULL OR ends >= ?2)), "
    "state, outcome, accepted, ready, collected, closed, ready < ?2 AND EXISTS (SELECT 1 FROM step "
    "WHERE application = id AND step <> 'hand_over' AND since < ?2 AND (until IS NULL OR until >= ?2))"
)


def dates(first: dt.date | None, last: dt.date | None, desk: Desk) -> tuple[dt.date, dt.date]:
    """Return the period asked for; left out, the year of the last entry."""
    newest = desk.value("SELECT max(wall) FROM journal WHERE at = (SELECT max(at) FROM journal)")
    year = (desk.local(newest).date() if newest else desk.today).year
    begin = first or dt.date(last.year if last else year, 1, 1)
    end = last or dt.date(begin.year if first else year, 12, 31)
    return begin, end


@answers(Recap, REPORTS)
def recap(question: Recap, desk: Desk) -> list[r.RecapRow]:
    return recap_rows(period(*dates(question.from_, question.to, desk), desk), desk)


def recap_rows(span: Period, desk: Desk) -> list[r.RecapRow]:
    """Return one row for each recap group."""
    found = balance(span, "recap_group", desk)
    causes, aged = _causes(span, found, desk), ages.by_group(LONG, span, desk)
    rows = []
    for group in desk.catalogue.groups(found):
        c = found.get(group, Counter())
        old = aged.get(group, _NOTHING_OPEN)
        rows.append(
            r.RecapRow(
                group=group,
                carried_over=c["carried_over"],
                received=c["received"],
                done=c["done"],
                closed=c["closed"],
                open=c["open"],
                open_by_cause={cause: causes.get(group, Counter())[cause] for cause in CAUSES},
                open_by_age={age.name: number for age, number in zip(LONG, old.numbers, strict=True)},
                longest=old.longest,
            )
        )
    return rows


def _causes(span: Period, found: Found, desk: Desk) -> Found:
    """Count each open application once, by the first cause that holds; the rest is the office's own."""
    causes = {group: Counter({"office": counted["open"]}) for group, counted in found.items()}
    for cause, held in first_causes(desk, span.at).items():
        for group, number in held.groups.items():
            causes[group][cause] += number
            causes[group]["office"] -= number
    return causes


def months(span: Period, carried_over: int, desk: Desk) -> list[r.MonthRow]:
    """Return the months of the period, from the first application to today, all groups together.

    Where the clock was put back, to the last month in which anything is counted.

    What is open is told on from what was open when the period began: nothing is asked of other years.
    """
    rows = []
    open_ = carried_over
    oldest = desk.value("SELECT opened FROM application ORDER BY id LIMIT 1")
    first = max(span.first, desk.local(oldest).date()) if oldest else span.last
    day = first.replace(day=1)
    while day <= min(span.last, max(desk.today, _last_counted(desk))):
        following = (day + dt.timedelta(days=32)).replace(day=1)
        begin = max(span.begin, desk.day_bounds(day)[0])
        end = min(span.end, desk.day_bounds(following)[0])
        went = moves(begin, end, desk)
        open_ += went.received - went.done - went.closed
        rows.append(
            r.MonthRow(month=day, received=went.received, done=went.done, closed=went.closed, open=open_)
        )
        day = following
    return rows


def _last_counted(desk: Desk) -> dt.date:
    found = (
        desk.value(f"SELECT max({moment}) FROM application WHERE {moment} IS NOT NULL")
        for moment in ("accepted", "ready", "closed")
    )
    return desk.local(max((wall for wall in found if wall), default=desk.now)).date()


@answers(Register, REPORTS)
def register(question: Register, desk: Desk) -> list[r.RegisterRow]:
    return register_rows(period(*dates(question.from_, question.to, desk), desk), desk)


def register_rows(span: Period, desk: Desk) -> list[r.RegisterRow]:
    """Return every application of the period, by the moment in it: opened then, or else accepted then.

    One that was opened before and accepted in the period stands with the day of its acceptance, so a
    register has no row of another period.
    """
    names = desk.staff_names()
    shown = f"CASE WHEN {desk.readable} THEN name END, CASE WHEN {desk.readable} THEN kelurahan END"
    rows = desk.rows(
        f"SELECT {shown}, {_REGISTER} FROM application "
        "WHERE (id >= ?3 AND id < ?4 AND opened >= ?1 AND opened < ?2) "
        "OR (accepted >= ?1 AND accepted < ?2) ORDER BY id",
        span.begin,
        span.end,
        *ids_between(span.first, span.last),
    )
    letters = _letters([row[3] for row in rows], span, desk)
    found = [_register_row(row, letters.get(row[3], []), span, names, desk) for row in rows]
    return sorted(found, key=lambda row: row.at)


def _letters(numbers: list[str], span: Period, desk: Desk) -> dict[str, list[tuple[str, bool]]]:
    """Return the letter numbers that were given to applications, each with whether it is used."""
    found: dict[str, list[tuple[str, bool]]] = {}
    for number, letter, used in desk.rows(
        "SELECT application.number, letter.number, used FROM json_each(?) "
        "CROSS JOIN letter ON letter.application = value "
        "JOIN application ON application.id = letter.application WHERE wall < ? ORDER BY wall",
        json.dumps([row_id(number) for number in numbers]),
        span.end,
    ):
        found.setdefault(number, []).append((letter, bool(used)))
    return found


def register_totals(rows: Sequence[r.RegisterRow], desk: Desk) -> list[r.RegisterTotal]:
    """Count the rows of a register by group and state, groups and states in the order of the reports."""
    found: dict[str, Counter[str]] = {}
    for row in rows:
        found.setdefault(row.group, Counter())[row.state] += 1
    states = [words for words in map(state_label, _STATES) if any(words in c for c in found.values())]
    return [
        r.RegisterTotal(group=group, states={words: found[group][words] for words in states})
        for group in desk.catalogue.groups(found)
        if group in found
    ]


def _state_then(facts: tuple[Any, ...], handled: int | None, span: Period) -> str:
    """Return the state, or the outcome, at the end of the period; sent back, a file is in process again."""
    state, outcome, accepted, ready, collected, closed, reopened = facts
    if span.at is None:
        return str(outcome if state == "closed" else state)
    found = "checking" if handled is None or handled >= span.end else "returned"
    for word, moment in (
        ("in_process", accepted),
        ("in_process" if reopened else "ready", ready),
        ("collected", collected),
        (outcome, closed),
    ):
        if moment is not None and moment < span.end:
            found = word
    return found


def _register_row(
    row: tuple[Any, ...], letters: list[tuple[str, bool]], span: Period, names: Any, desk: Desk
) -> r.RegisterRow:
    name, kelurahan, opened, number, group, service, staff, handled, due, awaited = row[:10]
    state = _state_then(row[10:], handled, span)
    limit = min(span.end, desk.now)
    notes = []
    if state == "in_process" and is_late(due, None, awaited, limit):
        notes.append(_("past due"))
    if state == "in_process" and awaited is not None:
        notes.append(cause_label("citizen"))
    used = next((letter for letter, is_used in letters if is_used), "")
    unused = dict.fromkeys(letter for letter, _used in letters if letter != used)
    notes += [_("letter number {letter} unused").format(letter=letter) for letter in unused]
    minutes = None if handled is None or handled >= span.end else round((handled - opened) / 60e6)
    return r.RegisterRow(
        at=desk.local(opened if opened >= span.begin else row[12]),
        number=number,
        name=veil(name),
        kelurahan=kelurahan or "",
        group=group,
        service=desk.catalogue.label(service),
        staff=names.get(staff, staff),
        state=state_label(state),
        minutes=minutes,
        note=", ".join(notes),
        letter=used,
    )
