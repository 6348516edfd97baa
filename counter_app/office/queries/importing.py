"""Questions about old registers: what of one is new, which column was what, the imports made."""

from __future__ import annotations

from typing import Any

from counter_app.domain.importing import RegisterLine
from counter_app.office.desk import Desk
from counter_app.office.office import ADMINS, Question, answers
from counter_app.office.old_register import Import, earlier_import, imports_made, known_lines, repeated


class Imports(Question, frozen=True):
    """List the old registers that were imported, the newest first."""


class ImportMapping(Question, frozen=True):
    """Tell which column was what when headings like these were imported last."""

    headings: list[str]


class RegisterCheck(Question, frozen=True):
    """Tell which lines of an old register are known already; nothing is written."""

    digest: str
    lines: list[RegisterLine]


class RegisterServices(Question, frozen=True):
    """List the services of the catalogue with their names in both languages."""


@answers(Imports, ADMINS)
def imports(question: Imports, desk: Desk) -> list[dict[str, Any]]:
    names = desk.staff_names()
    return [_shown(one, names, desk) for one in imports_made(desk)]


def _shown(one: Import, names: Any, desk: Desk) -> dict[str, Any]:
    return {
        "import": one.id,
        "file": one.file,
        "at": desk.iso(one.wall),
        "staff": one.staff,
        "name": names.get(one.staff, one.staff),
        "lines": one.lines,
        "applications": one.applications,
        "known": one.known,
        "faulty": one.faulty,
        "undone": desk.iso(one.undone),
        "undone_by": one.undone_by,
    }


@answers(ImportMapping, ADMINS)
def import_mapping(question: ImportMapping, desk: Desk) -> dict[str, Any]:
    wanted = set(question.headings)
    same = (one.choices for one in imports_made(desk) if set(one.headings) == wanted)
    return next(same, {})


@answers(RegisterCheck, ADMINS)
def register_check(question: RegisterCheck, desk: Desk) -> dict[str, Any]:
    known = known_lines(question.lines, desk)
    twice = repeated(question.lines, known)
    earlier = earlier_import(question.digest, desk)
    return {
        "new": len(question.lines) - len(known) - len(twice),
        "known": [{"line": line, "application": number} for line, number in sorted(known.items())],
        "twice": [{"line": line, "first": first} for line, first in sorted(twice.items())],
        "earlier": None if earlier is None else _shown(earlier, desk.staff_names(), desk),
    }


@answers(RegisterServices, ADMINS)
def register_services(question: RegisterServices, desk: Desk) -> list[dict[str, Any]]:
    offered = set(desk.catalogue.offered())
    rows = [(id, desk.catalogue.plan(id).service.label) for id in desk.catalogue.ids()]
    return [{"service": id, "id": label.id, "en": label.en, "offered": id in offered} for id, label in rows]
