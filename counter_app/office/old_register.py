"""Lines of an old register beside what the office has already: known ones, numbers, steps."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import msgspec

from counter_app.domain import events as e
from counter_app.domain import numbers, search
from counter_app.domain.calendar import to_micros
from counter_app.domain.catalogue import Plan
from counter_app.domain.duplicates import by_number, marks, twins
from counter_app.domain.importing import RegisterLine
from counter_app.office.desk import Desk
from counter_app.office.intake import planned

MORNING = dt.time(8)  # a register knows days: every moment of it counts as this one
_strings = msgspec.json.Decoder(list[str])
_choices = msgspec.json.Decoder(dict[str, Any])


class Import(NamedTuple):
    """One import as the list of them tells it."""

    id: str
    file: str
    digest: str
    wall: int
    staff: str
    lines: int
    applications: int
    known: int
    faulty: int
    headings: list[str]
    choices: dict[str, Any]  # mapping, service, state
    undone: int | None
    undone_by: str


def imports_made(desk: Desk) -> list[Import]:
    """Return every import, the newest first, undone ones too."""
    rows = desk.rows("SELECT * FROM import ORDER BY wall DESC, id DESC")
    return [
        Import._make([*row[:9], _strings.decode(row[9]), _choices.decode(row[10]), *row[11:]]) for row in rows
    ]


def earlier_import(digest: str, desk: Desk) -> Import | None:
    """Return the import of the same file that holds, None where there is none."""
    return next((one for one in imports_made(desk) if one.digest == digest and one.undone is None), None)


def known_lines(lines: Sequence[RegisterLine], desk: Desk) -> dict[int, str]:
    """Return the lines that the office has an application of, each with its number."""
    days = defaultdict(list)
    for line in lines:
        days[line.opened].append(line)
    found: dict[int, str] = {}
    for day, ones in days.items():
        known = _known_on(day, desk)
        for line in ones:
            number = next((known[mark] for mark in marks(line) if mark in known), "")
            if number := number or _by_number(line, desk):
                found[line.line] = number
    return found


def repeated(lines: Sequence[RegisterLine], known: dict[int, str]) -> dict[int, int]:
    """Return the lines not known already that stand in the register twice, with the one that came first."""
    return twins([line for line in lines if line.line not in known])


def _known_on(day: dt.date, desk: Desk) -> dict[Any, str]:
    """Return the applications opened on a day by what tells them apart."""
    known: dict[Any, str] = {}
    for number, nik, name_key, service in desk.rows(
        "SELECT number, nik, name_key, service FROM application WHERE id >= ? AND id < ?",
        *numbers.day_ids(day),
    ):
        if nik:
            known["nik", nik, service, day] = number
        else:
            born = desk.application(number).applicant.birth_date
            known["name", name_key, born, service, day] = number
    return known


def _by_number(line: RegisterLine, desk: Desk) -> str:
    """Return the application that bears the line's number, of the old book or of the program."""
    if not line.number:
        return ""
    if numbers.is_number(line.number) and desk.value(
        "SELECT 1 FROM application WHERE number = ?", line.number
    ):
        return line.number
    mine = by_number(line.number, line.service, line.opened.year, line.nik or search.key(line.name))
    for number, old, nik, name_key, service, opened in desk.rows(
        "SELECT number, old_number, nik, name_key, service, opened FROM imported "
        "JOIN application ON application.id = imported.application "
        "WHERE old_number = ? AND old_number <> ''",
        line.number,
    ):
        if by_number(old, service, desk.local(opened).year, nik or name_key) == mine:
            return str(number)
    return ""


class Numbers:
    """Gives applications of an old register their numbers: by the day, behind whatever has one."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._code = f"A{desk.code}"[:8]
        self._last: dict[dt.date, int] = {}

    def next(self, day: dt.date) -> str:
        """Return the next free number of a day."""
        self._last[day] = self._last[day] + 1 if day in self._last else self._taken(day) + 1
        return numbers.number(self._code, day, self._last[day])

    def _taken(self, day: dt.date) -> int:
        """Return the highest running number of a day; what was undone keeps its own for ever."""
        low, high = numbers.day_ids(day)
        top = self._desk.value("SELECT max(id) FROM application WHERE id >= ? AND id < ?", low, high)
        head = f"application/{numbers.number(self._code, day, 0).removesuffix('0000')}"
        undone = self._desk.value(
            "SELECT max(CAST(substr(stream, ?) AS INTEGER)) FROM journal WHERE stream >= ? AND stream < ?",
            len(head) + 1,
            head,
            head + ":",
        )
        return max((top - low) >> 16 if top else 0, undone or 0)


class Files:
    """Makes the events of lines; what lines share is worked out once."""

    def __init__(self, batch: str, desk: Desk) -> None:
        self._batch, self._desk = batch, desk
        self._numbers = Numbers(desk)
        self._dues: dict[tuple[str, dt.date], int] = {}
        self._passed: dict[tuple[str, str, str], tuple[list[e.PlannedStep], list[str]]] = {}

    def made(self, lines: Sequence[RegisterLine]) -> Iterator[tuple[str, e.Event]]:
        """Yield the entry of each line, in the order of the days."""
        for line in sorted(lines, key=lambda one: (one.opened, one.line)):
            yield f"application/{self._numbers.next(line.opened)}", self._event(line)

    def _event(self, line: RegisterLine) -> e.ApplicationImported:
        plan = self._desk.catalogue.plan(line.service)
        steps, passed = self._steps(plan, line)
        closed = line.state in ("rejected", "withdrawn")
        applicant = e.Applicant(
            line.name, line.nik, line.birth_date, line.sex, line.phone, line.kelurahan, line.address
        )
        return e.ApplicationImported(
            batch=self._batch,
            line=line.line,
            old_number=line.number,
            service=line.service,
            recap_group=plan.service.group,
            use=plan.service.use,
            applicant=applicant,
            opened=self._moment(line.opened),
            due=self._due(plan, line.opened),
            steps=steps,
            passed=passed,
            ready=self._moment(line.done) if line.state in ("ready", "collected") and line.done else None,
            collected=self._moment(line.collected) if line.collected else None,
            receiver=line.receiver,
            closed=self._moment(line.done) if closed and line.done else None,
            outcome=line.state if line.state in ("rejected", "withdrawn") else "",
            working_days=plan.standard.working_days,
            minutes=plan.standard.minutes,
            days=plan.standard.days,
            remark=line.remark,
        )

    def _moment(self, day: dt.date) -> int:
        return to_micros(dt.datetime.combine(day, MORNING, self._desk.tz))

    def _due(self, plan: Plan, day: dt.date) -> int:
        key = (plan.service.id, day)
        if key not in self._dues:
            self._dues[key] = self._desk.calendar.due_micros(self._moment(day), plan.standard)
        return self._dues[key]

    def _steps(self, plan: Plan, line: RegisterLine) -> tuple[list[e.PlannedStep], list[str]]:
        """Return the steps of a file that is not finished, and those that were done before."""
        if line.state not in ("in_process", "ready"):
            return [], []
        key = (plan.service.id, line.state, line.waits)
        if key not in self._passed:
            steps = planned(plan)
            if line.state == "ready":
                done = [step.id for step in steps if step.id != "hand_over"]
            else:
                done = before(steps, line.waits)
            self._passed[key] = (steps, done)
        return self._passed[key]


def before(steps: Sequence[e.PlannedStep], waits: str) -> list[str]:
    """Return the steps that lead up to the one a register names; none for the first, or one unknown."""
    by_id = {step.id: step for step in steps}
    target = next((step for step in steps if waits and waits in (step.need, step.id.split("_")[0])), None)
    found: list[str] = []
    ahead = list(target.after) if target else []
    while ahead:
        id = ahead.pop()
        if id in by_id and id not in found:
            found.append(id)
            ahead += by_id[id].after
    return [step.id for step in steps if step.id in found]
