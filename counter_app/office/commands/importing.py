"""Commands of old registers: import one, undo an import."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from counter_app.domain import events as e
from counter_app.domain import nik as niks
from counter_app.domain.errors import UserError
from counter_app.domain.importing import RegisterLine
from counter_app.domain.register_cells import FIRST
from counter_app.i18n import _, date_text, ngettext
from counter_app.office.commands.applications import clean
from counter_app.office.desk import Desk
from counter_app.office.office import ADMINS, Changes, Command, handles
from counter_app.office.old_register import Files, earlier_import, imports_made, known_lines, repeated
from counter_app.storage import journal

NAMED = 5  # applications that a refusal names


class ImportRegister(Command, frozen=True):
    """Take over the register of an earlier year; what is known already is left out."""

    file: str
    digest: str
    lines: list[RegisterLine]
    faulty: int = 0
    headings: list[str] = []
    mapping: dict[str, str] = {}
    service: str = ""
    state: str = ""


class UndoImport(Command, frozen=True):
    """Take back an import with all its applications, unless one was worked on since."""

    batch: str


class AlreadyImported(UserError):
    """The same file was imported before."""

    def __init__(self, file: str, batch: str, day: dt.date) -> None:
        super().__init__(
            _("{file} was imported on {date} already ({batch}). Undo that import first.").format(
                file=file, date=date_text(day), batch=batch
            )
        )


class NothingNew(UserError):
    """Every line is known, or there is none."""

    def __init__(self, file: str) -> None:
        super().__init__(
            _("{file} holds no line that is not known already. Nothing was imported.").format(file=file)
        )


class WrongLine(UserError):
    """A line that no register can have."""

    def __init__(self, line: int, why: str) -> None:
        super().__init__(_("Line {line}: {why}").format(line=line, why=why))


class UnknownImport(UserError):
    """No import bears this id, or it is undone."""

    def __init__(self, batch: str) -> None:
        super().__init__(
            _("There is no import {batch} that holds. counter-app import --list shows them.").format(
                batch=batch
            )
        )


class WorkedOn(UserError):
    """Applications of the import were worked on since."""

    def __init__(self, batch: str, found: Sequence[str]) -> None:
        text = _("{batch} stays: applications of it were worked on since ({numbers}). Undo that work first.")
        shown = ", ".join(found[:NAMED])
        if (more := len(found) - NAMED) > 0:
            shown += " " + ngettext("and {n} more", "and {n} more", more).format(n=more)
        super().__init__(text.format(batch=batch, numbers=shown))


@handles(ImportRegister, ADMINS)
def import_register(cmd: ImportRegister, desk: Desk) -> Changes:
    before = earlier_import(cmd.digest, desk)
    if before is not None:
        raise AlreadyImported(cmd.file, before.id, desk.local(before.wall).date())
    for line in cmd.lines:
        _check(line, desk)
    known = known_lines(cmd.lines, desk)
    twice = repeated(cmd.lines, known)
    new = [line for line in cmd.lines if line.line not in known and line.line not in twice]
    if not new:
        raise NothingNew(cmd.file)
    batch = f"{desk.code}-I{desk.next_seq()}"
    made = e.ImportMade(
        file=cmd.file,
        digest=cmd.digest,
        lines=len(cmd.lines) + cmd.faulty,
        applications=len(new),
        known=len(known) + len(twice),
        faulty=cmd.faulty,
        headings=cmd.headings,
        mapping=cmd.mapping,
        service=cmd.service,
        state=cmd.state,
    )
    events = [(f"import/{batch}", made), *Files(batch, desk).made(new)]
    return Changes(events, {"import": batch, "applications": len(new)})


def _check(line: RegisterLine, desk: Desk) -> None:
    """Refuse what the reader of a file would have refused: lines may come from elsewhere."""
    try:
        desk.catalogue.plan(line.service)
        if line.nik and niks.parse(line.nik).digits != line.nik:
            raise WrongLine(line.line, _("the NIK must be sixteen digits without a space."))
        if clean(line.name) != line.name:
            raise WrongLine(line.line, _("the name has spaces that do not belong there."))
    except WrongLine:
        raise
    except UserError as error:
        raise WrongLine(line.line, str(error)) from error
    finished = line.state != "in_process"
    days = [FIRST, line.opened, *(day for day in (line.done, line.collected) if day), desk.today]
    if days != sorted(days):
        raise WrongLine(line.line, _("its days do not follow one another up to today."))
    if finished != (line.done is not None) or (line.state == "collected") != (line.collected is not None):
        raise WrongLine(line.line, _("its days do not fit its state."))


@handles(UndoImport, ADMINS)
def undo_import(cmd: UndoImport, desk: Desk) -> Changes:
    if not any(one.id == cmd.batch and one.undone is None for one in imports_made(desk)):
        raise UnknownImport(cmd.batch)
    files = [
        number
        for (number,) in desk.rows(
            "SELECT number FROM imported JOIN application ON application.id = imported.application "
            "WHERE imported.batch = ? ORDER BY application.id",
            cmd.batch,
        )
    ]
    worked = [number for number in files if _worked_on(number, desk)]
    if worked:
        raise WorkedOn(cmd.batch, worked)
    undone = [(f"application/{number}", e.ApplicationImportUndone(batch=cmd.batch)) for number in files]
    head = (f"import/{cmd.batch}", e.ImportUndone(applications=len(files)))
    return Changes([head, *undone], {"applications": len(files)})


def _worked_on(number: str, desk: Desk) -> bool:
    """Whether anything but the import says something of an application; a look at its NIK does not."""
    sql = "SELECT payload FROM journal WHERE stream = ? ORDER BY at LIMIT -1 OFFSET 1"
    rows = desk.rows(sql, f"application/{number}")
    return any(not isinstance(journal.decode(payload), e.NikRevealed) for (payload,) in rows)
