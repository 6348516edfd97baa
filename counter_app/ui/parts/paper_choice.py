"""Which paper and which printer a counter has, and a page that tries them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QWidget

from counter_app.domain.errors import UserError
from counter_app.i18n import _
from counter_app.office.records import Head
from counter_app.ui import theme
from counter_app.ui.background import Background
from counter_app.ui.parts.blocks import button, restyle, text
from counter_app.ui.parts.fields import Field, combo
from counter_app.ui.printers import Printers

Shown = tuple[str, str, str, str]  # receipt paper, report paper, receipt printer, report printer


def receipt_papers() -> list[tuple[str, str]]:
    """Return the papers of receipts."""
    return [("80", _("Roll of 80 mm")), ("58", _("Roll of 58 mm")), ("a5", _("Half sheet (A5)"))]


def report_papers() -> list[tuple[str, str]]:
    """Return the papers of reports."""
    return [("A4", "A4 (210 x 297 mm)"), ("F4", "F4 (215 x 330 mm)")]


class PaperChoice(QWidget):
    """Two lines: receipts and reports, each with its paper, its printer and a test page."""

    edited = Signal()

    def __init__(
        self,
        background: Background,
        printers: Printers,
        head: Callable[[], Head],
        now: Callable[[], dt.datetime],
    ) -> None:
        super().__init__()
        self._background, self._printers, self._head, self._now = background, printers, head, now
        self.receipt, self.paper = combo(receipt_papers()), combo(report_papers())
        self.receipt_printer, self.report_printer = combo([]), combo([])
        self.told = text("", "hint", wrap=True)
        self.tests: list[Any] = []
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.GAP)
        grid.setVerticalSpacing(theme.GAP)
        self._line(
            grid, 0, (_("Paper of receip&ts"), _("P&rinter of receipts")), self.receipt, self.receipt_printer
        )
        self._line(
            grid, 1, (_("&Paper of reports"), _("Pri&nter of reports")), self.paper, self.report_printer
        )
        grid.addWidget(self.told, 2, 0, 1, 3)
        for place, stretch in enumerate((3, 4, 0)):
            grid.setColumnStretch(place, stretch)
        self._fill(([], ""))

    def _line(
        self, grid: QGridLayout, line: int, words: tuple[str, str], paper: QComboBox, printer: QComboBox
    ) -> None:
        test = button(_("Print a test page"), icon="printer-outline")
        test.setAccessibleName(_("Print a test page: {paper}").format(paper=words[0].replace("&", "")))
        test.clicked.connect(partial(self._on_test, paper, printer))
        self.tests.append(test)
        for place, (label, editor) in enumerate(zip(words, (paper, printer), strict=True)):
            grid.addWidget(Field(label, editor), line, place)
            editor.activated.connect(self._on_edited)
        grid.addWidget(test, line, 2, Qt.AlignmentFlag.AlignBottom)

    def ask(self) -> None:
        """Ask the system which printers there are."""
        lane, work = self._background.lanes.printing, partial(_known, self._printers)
        self._background.start(lane, work, self, self._fill, place=(id(self), "names"))

    def values(self) -> Shown:
        """Return what is chosen."""
        boxes = (self.receipt, self.paper, self.receipt_printer, self.report_printer)
        receipt, paper, first, second = (str(box.currentData() or "") for box in boxes)
        return receipt, paper, first, second

    def set_values(self, shown: Shown) -> None:
        """Show what was chosen; a printer that is not there now stays in its list."""
        boxes = (self.receipt, self.paper, self.receipt_printer, self.report_printer)
        for box, value in zip(boxes, shown, strict=True):
            if box.findData(value) < 0:
                box.addItem(_("{name} (not there now)").format(name=value), value)
            box.setCurrentIndex(box.findData(value))

    def _fill(self, known: tuple[list[str], str]) -> None:
        before, (names, usual) = self.values(), known
        for box in (self.receipt_printer, self.report_printer):
            box.clear()
            box.addItem(_usual_words(names, usual), "")
            for name in names:
                box.addItem(name, name)
        self.set_values(before)

    def _on_edited(self, _place: int) -> None:
        self.edited.emit()

    def _on_test(self, paper: QComboBox, printer: QComboBox, _on: bool = False) -> None:
        size, name = str(paper.currentData()).lower(), str(printer.currentData() or "")
        work = partial(_tried, self._printers, self._head(), size, name, self._now())
        self._say(_("The test page is on its way to the printer."), "")
        self._background.start(self._background.lanes.printing, work, self, self._on_printed, self._on_fault)

    def _on_printed(self, _none: object) -> None:
        self._say(_("The test page was sent. Look whether the frame is whole."), "ok")

    def _on_fault(self, error: UserError) -> None:
        self._say(str(error), "bad")

    def _say(self, words: str, tone: str) -> None:
        self.told.setText(words)
        restyle(self.told, tone=tone)


def _known(printers: Printers) -> tuple[list[str], str]:
    return printers.names(), printers.usual()


def _usual_words(names: list[str], usual: str) -> str:
    if usual:
        return _("The system's default: {printer}").format(printer=usual)
    return _("No default is set: choose one") if names else _("The system's default")


def _tried(printers: Printers, head: Head, size: str, printer: str, at: dt.datetime) -> None:
    from counter_app.printing.outlets import as_bytes
    from counter_app.printing.sample import TestPage, write_test_page

    pdf = as_bytes(write_test_page, TestPage(head=head, printer=printer, at=at), size=size)
    printers.send(pdf, printer=printer, title=_("Test page"))
