"""One old register before its import: its columns, how many lines are new, what is wrong with the others."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QProgressBar, QVBoxLayout, QWidget

from counter_app import bootstrap
from counter_app.domain.errors import UserError
from counter_app.domain.importing import STATES, Fault, Line
from counter_app.domain.words import state_label
from counter_app.i18n import _, language, ngettext, number
from counter_app.office.desk import Staff
from counter_app.office.importing import Choices, Found, Register
from counter_app.office.office import Done, Office
from counter_app.office.queries.importing import RegisterServices
from counter_app.printing.faults import faults_place, write_faults
from counter_app.storage.watching import Progress
from counter_app.ui import theme
from counter_app.ui.parts.blocks import Chip, Empty, button, heading, row, text
from counter_app.ui.parts.fields import Field, combo
from counter_app.ui.parts.notice import Notice
from counter_app.ui.parts.table import Column, Rows, Table
from counter_app.ui.settings.import_columns import Columns
from counter_app.ui.workplace import Workplace

PAUSE = 300  # milliseconds without a change before the file is read again
ROW = 32  # of a faulty line: many are seen at once
WHOLE = 1000  # steps of the bar
BACKED_UP = 0.3  # share of an import when the backup before it is made


class Opened(NamedTuple):
    """A file that was chosen."""

    register: Register
    choices: Choices
    sample: Sequence[Line]
    services: list[dict[str, Any]]


class ImportFile(QWidget):
    """Reads the file anew after each change; imports it when nothing is in the way."""

    left = Signal()  # somebody goes back to the list
    imported = Signal(object)  # the Done of the import
    progressed = Signal(float)  # told on the lane of long work

    def __init__(self, place: Workplace) -> None:
        super().__init__()
        self.place, self.ops = place, place.ops
        self.register: Register | None = None
        self.found: Found | None = None
        self.choices = Choices({})
        self._turn = 0  # what is read for an earlier one counts no more
        self._bringing = False
        self.notice = Notice()
        self.title = text("", "strong")
        self.sheet, self.service, self.state = combo([]), combo([]), combo([])
        self.columns = Columns()
        self.chips = [Chip() for _count in range(4)]
        self.words = text("", "soft", wrap=True)
        self.rows = Rows(_fault_columns(), lambda one: (one.line, one.column, one.expected))
        self.table = Table(self.rows, _no_faults(), name=_("Faulty lines"))
        self.room = QWidget()  # in the place of the table where nothing is wrong
        self.table.verticalHeader().setDefaultSectionSize(theme.now().px(ROW))
        self.skip = QCheckBox()
        self.keep = button(_("Save the list"), icon="content-save-outline", key="Ctrl+E")
        self.back = button(_("Back"), "quiet", key="Alt+Left", icon="arrow-left")
        self.bar = QProgressBar(maximum=WHOLE)
        self.bar.setAccessibleName(_("Progress"))
        self.stop = button(_("Stop"), icon="close")
        self.go = button(_("Import"), "accept", key="Ctrl+I", icon="file-import-outline")
        self._again = QTimer(self, singleShot=True, interval=PAUSE)
        self._build()
        self._listen()

    def _build(self) -> None:
        self.sheet_field = Field(_("S&heet"), self.sheet)
        service = Field(_("Service of lines that &name none"), self.service)
        state = Field(_("S&tate of lines that name none"), self.state)
        self._fields = row(self.sheet_field, service, state, gap=16)
        for place in range(3):
            self._fields.setStretch(place, 1)
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(theme.SMALL_GAP)
        body.addLayout(row(self.back, self.title, None))
        body.addWidget(self.notice)
        body.addWidget(heading(_("What each column is")))
        body.addWidget(self.columns)
        body.addLayout(self._fields)
        body.addLayout(row(*self.chips, None))
        body.addWidget(self.words)
        body.addWidget(self.table, 1)
        body.addWidget(self.room, 1)
        act = row(self.skip, self.keep, None, self.bar, self.stop, self.go, gap=theme.GAP)
        act.setStretch(3, 1)
        body.addLayout(act)

    def _listen(self) -> None:
        self.back.clicked.connect(self._on_back)
        self.columns.changed.connect(self._on_changed)
        self.service.currentIndexChanged.connect(self._on_changed)
        self.state.currentIndexChanged.connect(self._on_changed)
        self.sheet.currentIndexChanged.connect(self._on_sheet)
        self.skip.toggled.connect(self._on_skip)
        self.keep.clicked.connect(self._on_keep)
        self.stop.clicked.connect(self._on_stop)
        self.go.clicked.connect(self._on_go)
        self._again.timeout.connect(self._read)
        self.progressed.connect(self._on_progress)

    def open(self, path: Path, sheet: str = "") -> None:
        """Read the head of a file and show what it may mean."""
        self.notice.clear()
        self.register = self.found = None
        self.title.setText(path.name)
        self._show_found(None)
        work = partial(_opened, path, sheet)
        self.ops.work(work, self, self._on_opened, self._on_refused, key="open")

    def begin(self) -> None:
        """Begin at the first column."""
        self.columns.setFocus()

    def _on_opened(self, opened: Opened) -> None:
        self.register, self.choices = opened.register, opened.choices
        self.columns.show_register(opened.register, opened.sample, opened.choices.mapping)
        self._fill(self.sheet, [(name, name) for name in opened.register.sheets], opened.register.sheet)
        self.sheet_field.setVisible(len(opened.register.sheets) > 1)
        named = [(one["service"], one[language()] or one["id"]) for one in opened.services]
        self._fill(self.service, [("", _("(none)")), *named], opened.choices.service)
        states = [(state, _state(state)) for state in STATES]
        self._fill(self.state, [("", _("(none)")), *states], opened.choices.state)
        self.begin()
        self._read()

    def _fill(self, box: Any, choices: Sequence[tuple[str, str]], value: str) -> None:
        box.blockSignals(True)
        box.clear()
        for code, words in choices:
            box.addItem(words, code)
        box.setCurrentIndex(max(box.findData(value), 0))
        box.blockSignals(False)

    def _on_changed(self, _place: int = 0) -> None:
        self._turn += 1  # what is being read stops
        self._show_found(None)
        self._again.start()

    def _on_sheet(self, _place: int) -> None:
        if self.register is not None:
            self.open(self.register.path, self.sheet.currentData())

    def _read(self) -> None:
        if self.register is None:
            return
        self._turn += 1
        self.notice.clear()
        self.choices = Choices(
            self.columns.mapping(), self.service.currentData() or "", self.state.currentData() or ""
        )
        self._work(True)
        work = partial(_read, self.register, self.choices, partial(self._told, self._turn))
        self.ops.work(work, self, self._on_read, self._on_refused, key="read")

    def _on_read(self, found: Found) -> None:
        self._work(False)
        self._show_found(found)

    def _on_refused(self, error: UserError) -> None:
        self._bringing = False
        self._work(False)
        self._show_found(self.found)
        self.notice.say(str(error), "bad" if self.register is None else "warning")

    def _show_found(self, found: Found | None) -> None:
        """Show what the file holds; None while that is not known."""
        self.found = found
        counts = found.counts if found else []
        for place, chip in enumerate(self.chips):
            words, count = counts[place] if found else ("", 0)
            tone, icon = _CHIPS[place] if count else ("plain", _CHIPS[place][1])
            chip.say(f"{words}: {number(count)}" if found else "", tone, icon)
        self.words.setText(" ".join([found.in_words, *found.notes]) if found else "")
        self.words.setVisible(bool(self.words.text()))
        faults = found.faults if found else []
        self.rows.take(0, faults, len(faults) + 1)
        self.table.setVisible(bool(faults))
        self.room.setVisible(not faults)
        self.skip.setVisible(bool(faults))
        self.keep.setVisible(bool(faults))
        if found and found.faulty:
            text = ngettext("&Without the {n} faulty line", "&Without the {n} faulty lines", found.faulty)
            self.skip.setText(text.format(n=number(found.faulty)))
        self.skip.setChecked(False)
        self._allow()

    def _allow(self) -> None:
        """Let the import begin only when nothing is in its way."""
        found = self.found
        ready = found is not None and bool(found.new) and found.earlier is None and not self._bringing
        self.go.setEnabled(ready and found is not None and (not found.faulty or self.skip.isChecked()))

    def _on_skip(self, _on: bool) -> None:
        self._allow()

    def _on_keep(self) -> None:
        if self.register is None or self.found is None:
            return
        place = faults_place(self.register.path)
        work = partial(write_faults, self.found.faults, place)
        said = partial(self._on_kept, place)
        self.ops.start(self.ops.lanes.long, work, self, said, self._on_not_kept)

    def _on_kept(self, place: Path, _none: object) -> None:
        self.place.say(_("The faulty lines stand in {file}.").format(file=place))

    def _on_not_kept(self, error: UserError) -> None:
        self.notice.say(str(error), "bad")

    def _on_go(self) -> None:
        if self.register is None or self.found is None:
            return
        self.notice.clear()
        self._turn += 1
        self._bringing = True
        self._work(True)
        told = partial(self._told, self._turn)
        work = partial(
            _brought, self.place.folder, self.place.key, self.register, self.choices, self.found, told
        )
        self.ops.work(work, self, self._on_imported, self._on_refused)

    def _on_imported(self, done: Done) -> None:
        self._bringing = False
        self._work(False)
        self.place.backed_up.emit()
        self.imported.emit(done)

    def _told(self, turn: int, share: float) -> bool:
        """Hear from the lane that works, and answer whether to go on."""
        going = turn == self._turn and not self.ops.closed
        if going:
            self.progressed.emit(share)
        return going

    def _on_progress(self, share: float) -> None:
        self.bar.setValue(round(share * WHOLE))

    def _on_stop(self) -> None:
        self._turn += 1

    def _on_back(self) -> None:
        self._turn += 1
        self._again.stop()
        self.left.emit()

    def _work(self, busy: bool) -> None:
        self.bar.setValue(0)
        self.bar.setVisible(busy)
        self.stop.setVisible(busy)
        for part in (self.columns, self.sheet, self.service, self.state, self.skip, self.back):
            part.setEnabled(not self._bringing)
        self._allow()


_CHIPS = (
    ("ok", "check-circle-outline"),
    ("plain", "history"),
    ("plain", "content-duplicate"),
    ("bad", "alert-circle-outline"),
)


def _state(state: str) -> str:
    return _("Finished") if state == "finished" else state_label(state)


def _fault_columns() -> tuple[Column, ...]:
    return (
        Column(_("Line"), lambda one: number(one.line), 0, 7, right=True),
        Column(_("Column"), lambda one: one.column, 1, 12),
        Column(_("What is there"), lambda one: one.found or _("empty"), 1, 14),
        Column(_("What is expected"), _expected, 4, 30),
    )


def _expected(fault: Fault) -> str:
    return fault.expected


def _no_faults() -> Empty:
    return Empty("file-table-outline", _("No faulty line"), _("Lines that can't be read stand here."))


def _opened(path: Path, sheet: str, office: Office, staff: Staff) -> Opened:
    register = Register(path, sheet)
    services = office.ask(RegisterServices(), staff)
    return Opened(register, register.choices(office, staff), register.sample(), services)


def _read(register: Register, choices: Choices, told: Progress, office: Office, staff: Staff) -> Found:
    return register.read(office, staff, choices, told)


def _brought(
    folder: Path,
    key: bytes,
    register: Register,
    choices: Choices,
    found: Found,
    told: Progress,
    office: Office,
    staff: Staff,
) -> Done:
    """Back up, then import; nothing of it stays when somebody stops it."""
    register.check(found)
    bootstrap.back_up(folder, office, key, reason="import", progress=lambda share: told(share * BACKED_UP))
    return register.bring_in(
        office, staff, choices, found, lambda share: told(BACKED_UP + share * (1 - BACKED_UP))
    )
