"""Where a drawn paper goes: a printer, with copies, or a file of the user's choice."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import msgspec
from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from counter_app.care import saved_papers
from counter_app.config import Choices, Config
from counter_app.domain.errors import UserError
from counter_app.i18n import _
from counter_app.office.desk import Staff
from counter_app.office.office import Office
from counter_app.storage.files import write_atomically
from counter_app.ui.papers import Wanted
from counter_app.ui.parts.prompt import Ask
from counter_app.ui.reports.sheets import as_xlsx

MOST_COPIES = 50
USUAL = "*"  # the choice that leaves it to the system
ENDINGS = {".pdf": "PDF (*.pdf)", ".xlsx": "Excel (*.xlsx)"}


class Drawn(NamedTuple):
    """A paper as it is seen: what it is, and its bytes."""

    wanted: Wanted
    pdf: bytes


class TooManyCopies(UserError):
    """So many copies are a slip of the hand."""

    def __init__(self) -> None:
        super().__init__(_("Print 1 to {most} copies at a time.").format(most=MOST_COPIES))


def checked(copies: int) -> int:
    """Return the number of copies. Raises TooManyCopies."""
    if not 1 <= copies <= MOST_COPIES:
        raise TooManyCopies
    return copies


def asks(printers: list[str], chosen: str) -> list[Ask]:
    """Return what must be known before printing; without printers there is nothing to choose."""
    found = [Ask("copies", _("&Copies"), "number", 1)]
    if printers:
        names = [(USUAL, _("The system's own choice")), *((name, name) for name in printers)]
        found.append(Ask("printer", _("&Printer"), "choice", chosen or USUAL, choices=names))
    return found


def with_printer(config: Config, printer: str) -> Config:
    """Return the counter's settings with what was chosen as the printer of reports."""
    printer = "" if printer == USUAL else printer
    return msgspec.structs.replace(config, printers=msgspec.structs.replace(config.printers, report=printer))


def folder_of(choices: Choices) -> Path:
    """Return the folder of saved papers; where it can't be made, that of the user's documents."""
    try:
        return saved_papers.ready(choices)
    except OSError:
        return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))


def ask_path(parent: QWidget, folder: Path, name: str, ending: str) -> Path | None:
    """Ask where to save; None when the user would rather not."""
    start = folder / (name + ending)
    chosen, _filter = QFileDialog.getSaveFileName(parent, _("Save as"), str(start), ENDINGS[ending])
    if not chosen:
        return None
    path = Path(chosen)
    return path if path.suffix.lower() == ending else path.with_name(path.name + ending)


def saved(path: Path, drawn: Drawn, report: str, office: Office, staff: Staff) -> Path:
    """Write what is seen, or ``report`` as a spreadsheet: whole or not at all. Raises NotWritten."""
    write_atomically(path, as_xlsx(report, drawn.wanted, office, staff) if report else drawn.pdf)
    return path


def show_folder(folder: Path) -> None:
    """Open a folder in the system's own window."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
