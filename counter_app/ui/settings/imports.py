"""Settings: registers of earlier years, those that came in and one that is to come."""

from __future__ import annotations

import datetime as dt
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QStackedWidget, QWidget

from counter_app.i18n import N_, _, date_text, ngettext, number, time_text
from counter_app.office.commands.importing import UndoImport
from counter_app.office.desk import Staff
from counter_app.office.office import Done, Office
from counter_app.office.queries.importing import Imports
from counter_app.ui.parts.blocks import Empty, button, column, row
from counter_app.ui.parts.prompt import Prompt, Values
from counter_app.ui.parts.table import Column, Rows, Status, Table
from counter_app.ui.settings.import_file import ImportFile
from counter_app.ui.settings.section import Section
from counter_app.ui.workplace import Workplace


class ImportsSection(Section):
    """The list of imports; a chosen file takes its place until it is in."""

    name = "imports"
    label = N_("Earlier years")
    icon = "file-import-outline"
    lead = N_(
        "Old registers (XLSX, CSV) become applications with their own days. "
        "A file comes in whole or not at all."
    )

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self.rows = Rows(_columns(), lambda one: one["import"])
        self.table = Table(self.rows, _nothing(), name=_("Imports"))
        self.choose = button(_("Choose a file ..."), "primary", key="Ctrl+O", icon="folder-open-outline")
        self.take_back = button(_("Undo the import"), key="Ctrl+Del", icon="undo")
        self.file = ImportFile(place)
        self.pages = QStackedWidget()
        listed = QWidget()
        listed.setLayout(column(self.table, row(self.choose, self.take_back, None)))
        for page in (listed, self.file):
            self.pages.addWidget(page)
        self.body.addWidget(self.pages, 1)
        self._listen()

    def _listen(self) -> None:
        self.table.chosen.connect(self._on_chosen)
        self.choose.clicked.connect(self._on_choose)
        self.take_back.clicked.connect(self._on_take_back)
        self.file.left.connect(self._on_left)
        self.file.imported.connect(self._on_imported)

    def begin(self) -> None:
        """Begin where one goes on."""
        if self.pages.currentWidget() is self.file:
            self.file.begin()
        else:
            self.choose.setFocus()

    def refresh(self) -> None:
        """Ask for the imports made."""
        self.ops.ask(Imports(), self, self._show)

    def open(self, path: Path) -> None:
        """Look at a file."""
        self.notice.clear()
        self.pages.setCurrentWidget(self.file)
        self.file.open(path)

    def _show(self, rows: list[dict[str, Any]]) -> None:
        self.rows.take(0, rows, len(rows) + 1)

    def _on_chosen(self, one: dict[str, Any] | None) -> None:
        self.take_back.setEnabled(one is not None and one["undone"] is None)

    def _on_choose(self) -> None:
        kinds = _("Registers (*.xlsx *.csv)")
        found, _kind = QFileDialog.getOpenFileName(self, _("Choose the register"), "", kinds)
        if found:
            self.open(Path(found))

    def _on_left(self) -> None:
        self.pages.setCurrentIndex(0)
        self.refresh()
        self.choose.setFocus()

    def _on_imported(self, done: Done) -> None:
        self._on_left()
        n = done.ids["applications"]
        words = ngettext(
            "{n} application of earlier years came in.", "{n} applications of earlier years came in.", n
        )
        self.place.say(words.format(n=number(n)))

    def _on_take_back(self) -> None:
        if (one := self.table.current()) is None:
            return
        n = one["applications"]
        detail = ngettext(
            "{n} application of {file} goes as if it had never come. The journal keeps both.",
            "{n} applications of {file} go as if they had never come. The journal keeps both.",
            n,
        )
        Prompt(
            self.over,
            _("Undo the import?"),
            (),
            partial(self._submit_undo, one["import"]),
            detail=detail.format(n=number(n), file=one["file"]),
            accept=_("Undo the import"),
            kind="danger",
        )

    def _submit_undo(self, batch: str, _values: Values, prompt: Prompt) -> None:
        done = partial(self._on_undone, prompt)
        self.ops.work(partial(_undone, batch), self, done, prompt.refuse)

    def _on_undone(self, prompt: Prompt, _done: Done) -> None:
        prompt.leave()
        self.refresh()
        self.place.say(_("The import was undone. The same file can be imported again."))


def _undone(batch: str, office: Office, staff: Staff) -> Done:
    return office.run(UndoImport(batch=batch), staff)


def _columns() -> tuple[Column, ...]:
    return (
        Column(_("File"), lambda one: one["file"], 3, 16),
        Column(_("Imported"), lambda one: _when(one["at"]), 1, 18),
        Column(_("By"), lambda one: one["name"], 1, 10),
        Column(_("Applications"), lambda one: number(one["applications"]), 0, 12, right=True),
        Column(_("State"), _standing, 1, 13),
        Column(_("Known already"), lambda one: number(one["known"]), 0, 12, right=True),
        Column(_("Faulty"), lambda one: number(one["faulty"]), 0, 7, right=True),
    )


def _standing(one: dict[str, Any]) -> Status:
    if one["undone"] is None:
        return Status(_("in the book"), "ok", "check-circle-outline")
    return Status(_("undone"), "plain", "undo")


def _when(iso: str) -> str:
    moment = dt.datetime.fromisoformat(iso)
    return f"{date_text(moment.date())}, {time_text(moment)}"


def _nothing() -> Empty:
    return Empty(
        "file-import-outline",
        _("No register of an earlier year was imported"),
        _("Choose a file with Ctrl+O. You see what it holds before anything is written."),
    )
