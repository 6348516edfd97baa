"""Laporan: choose a paper and its period at the sides, see it in the middle, print or save what is seen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from counter_app.domain.errors import UserError
from counter_app.i18n import N_, _
from counter_app.ui import theme
from counter_app.ui.papers import Wanted
from counter_app.ui.parts.blocks import Card, button, column, row, scrolled, text
from counter_app.ui.reports import sheets
from counter_app.ui.reports.chooser import Chooser
from counter_app.ui.reports.closing import Closing
from counter_app.ui.reports.kept import Kept
from counter_app.ui.reports.outgoing import Drawn
from counter_app.ui.reports.preview import Preview
from counter_app.ui.reports.shelf import Shelf
from counter_app.ui.reports.way_out import WayOut
from counter_app.ui.screen import WORK, Key, Screen
from counter_app.ui.workplace import Workplace

PAUSE = 150  # ms in which the next choice takes the place of the last
LIST, SIDE = 262, 284


class Reports(Screen):
    """Every paper that is not about one citizen alone."""

    purpose = N_(
        "Reports, books and leaflets: choose one at the left, see it as it will be printed, "
        "print it or save it as a file."
    )
    steps = (
        N_("Choose a paper at the left with the arrow keys."),
        N_("At the right, choose the day, the period, the service or the kind of card. "
           "Without a change it is the usual one."),
        N_("Look at the pages in the middle. What you see is exactly what is printed."),
        N_("Press F8 to print: Enter prints one copy on the usual printer."),
        N_("Or save a file: a PDF to send, or a spreadsheet to count further."),
        N_("What the printer did not take is listed below the papers; print it again from there."),
        N_("A supervisor closes the day on its report: from then on the report stays as it was signed, "
           "and what is put right later counts in the next day."),
    )  # fmt: skip
    keys = (
        Key("F8", N_("Print what is seen; Ctrl+P and Enter in the list do the same")),
        Key("Ctrl+S", N_("Save as PDF")),
        Key("Ctrl+E", N_("Save as spreadsheet")),
        Key("Ctrl+D", N_("Close the day whose report is seen")),
        Key("PgDown", N_("Next page; PgUp the page before")),
        Key("PgUp", N_("In a date: one month earlier; PgDown one month later")),
        Key("Up", N_("In a date: one day earlier; Down one day later")),
        Key("Ctrl++", N_("Larger; Ctrl+- smaller")),
        Key("Ctrl+0", N_("Page as wide as the window")),
        Key("Ctrl+9", N_("Whole page")),
        Key("Esc", N_("Stop drawing")),
    )
    topics = WORK

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self.shelf = Shelf(sheets.offered(place.staff.role))
        self.chooser = Chooser(lambda: place.now().date())
        self.preview = Preview()
        self.notice = WayOut(self, place)
        self.kept = Kept(place.papers)
        self.closing = Closing(self, place)
        self.print_button = button(_("Print it"), "primary", key="F8", icon="printer")
        self.pdf_button = button(_("Save as PDF"), key="Ctrl+S", icon="file-pdf-box")
        self.xlsx_button = button(_("Save as spreadsheet"), key="Ctrl+E", icon="file-excel-outline")
        self.printer = text("", "hint", wrap=True)
        self.drawn: Drawn | None = None
        self._asked: Wanted | None = None  # what is being drawn
        self._after: Callable[[], None] | None = None  # what was asked for while it was drawn
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._build()
        self._listen()
        self.shelf.setCurrentRow(0)

    def _build(self) -> None:
        left, side = self._left(), self._side()
        for part in (left, side, self.notice, self.preview):  # Tab goes from the choice to the acts
            part.setParent(self)
        middle = column(gap=theme.GAP)
        middle.addWidget(self.notice)
        middle.addWidget(self.preview, 1)
        body = row(left, middle, side, gap=theme.GAP)
        body.setStretch(1, 1)
        self.setLayout(body)

    def _left(self) -> QWidget:
        names, left = Card(), QWidget()
        names.body.setContentsMargins(6, 8, 6, 8)
        names.add(self.shelf)
        left.setFixedWidth(theme.now().px(LIST))
        body = column(names, self.kept, gap=theme.GAP)
        body.setStretch(0, 1)
        left.setLayout(body)
        return left

    def _side(self) -> QWidget:
        choice, acts = Card(_("What it shows"), gap=theme.GAP), Card()
        choice.add(self.chooser)
        acts.add(self.print_button, self.printer, self.pdf_button, self.xlsx_button)
        inner = QWidget()
        body = QVBoxLayout(inner)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(theme.GAP)
        self._choice = choice
        for part in (choice, acts, self.closing):
            body.addWidget(part)
        body.addStretch()
        area = scrolled(inner)
        area.setFixedWidth(theme.now().px(SIDE))
        return area

    def _listen(self) -> None:
        self.kept.show_kept()
        self.shelf.chosen.connect(self._on_sheet)
        self.shelf.entered_on.connect(self._on_print)
        self.shelf.turned.connect(self.preview.turn)
        self.chooser.changed.connect(self._on_changed_wish)
        self._pause.timeout.connect(self._draw)
        self.print_button.clicked.connect(self._on_print)
        self.pdf_button.clicked.connect(partial(self._on_save, ".pdf"))
        self.xlsx_button.clicked.connect(partial(self._on_save, ".xlsx"))
        self.notice.chosen.connect(self._enable)
        self.place.papers.printed.connect(self._on_printed)
        QShortcut(QKeySequence("Ctrl+P"), self, self._on_print)

    def home(self) -> QWidget:
        """Return the list of reports and sheets."""
        return self.shelf

    def open(self, show: Any) -> None:
        """Show the daily report of a day."""
        if isinstance(show, dt.date):
            self.shelf.pick("daily")
            self.chooser.choose((show, show))

    def _refresh(self) -> None:
        today = self.place.now().date()
        self.ops.look(partial(sheets.choices, today), self, self._on_choices, key="choices")

    def _on_choices(self, found: sheets.Choices) -> None:
        self.chooser.offer(found)
        self._draw()

    def _on_sheet(self, sheet: sheets.Sheet) -> None:
        self.chooser.show_for(sheet)
        self._choice.setVisible(bool(sheet.span or sheet.of))
        self.xlsx_button.setVisible(bool(sheet.report))
        self._on_changed_wish()

    def _on_changed_wish(self) -> None:
        self.notice.clear()
        self.preview.wait()
        self._pause.start()

    def _wanted(self) -> Wanted | None:
        return self.chooser.wanted(self.place.papers.size_for(self.shelf.sheet().paper))

    def _draw(self) -> None:
        """Have the chosen paper drawn; a newer wish takes the place of an older one."""
        self._pause.stop()
        self._asked = wanted = self._wanted()
        self.closing.show_for(wanted.period["date"] if wanted and wanted.paper == "daily" else None)
        if wanted is None:
            self._show_nothing()
            return
        self.preview.wait()
        self.ops.work(
            partial(sheets.as_pdf, wanted), self, partial(self._show, wanted), self._on_refused, key="draw"
        )

    def _show_nothing(self) -> None:
        self._lose(_("Choose what the paper is about."), _("The inputs at the right say what is missing."))

    def _show(self, wanted: Wanted, pdf: bytes) -> None:
        if wanted is not self._asked:
            return
        stay = self.drawn is not None and self.drawn.wanted == wanted
        self.drawn, self._asked = Drawn(wanted, pdf), None
        self.preview.show_pdf(pdf, stay=stay)
        self._enable()
        after, self._after = self._after, None
        if after is not None:
            after()

    def _lose(self, words: str, detail: str = "") -> None:
        """Show a sentence: there is nothing to print."""
        self.drawn = self._asked = self._after = None
        self.preview.say(words, detail)
        self._enable()

    def _enable(self) -> None:
        able = self.drawn is not None or self.preview.waits
        for one in (self.print_button, self.pdf_button, self.xlsx_button):
            one.setEnabled(able)
        name = self.place.papers.printer_for(self.shelf.sheet().paper)
        shown = _("Prints on {printer}").format(printer=name) if name else _("Prints on the usual printer")
        self.printer.setText(shown)

    def _on_refused(self, error: UserError) -> None:
        self._lose(str(error))

    def _when_drawn(self, act: Callable[[], None]) -> None:
        """Do ``act`` with what is seen, once what is being drawn is seen."""
        if self.preview.waits:
            self._after = act
        elif self.drawn is not None and not self.notice.asks:
            act()

    def _on_print(self) -> None:
        self._when_drawn(self._print)

    def _print(self) -> None:
        assert self.drawn is not None
        self.notice.print(self.drawn)

    def _on_printed(self, paper: str) -> None:
        if self.isVisible():
            self.place.say(_("{paper} went to the printer.").format(paper=sheets.title(paper)))

    def _on_save(self, ending: str, _on: bool = False) -> None:
        self._when_drawn(partial(self._save, ending))

    def _save(self, ending: str) -> None:
        assert self.drawn is not None
        report = self.shelf.sheet().report if ending == ".xlsx" else ""
        self.notice.save(self.drawn, sheets.file_name(self.drawn.wanted), report)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc ends the wait for a paper."""
        if event.key() == Qt.Key.Key_Escape and self.preview.waits:
            self._pause.stop()
            self._lose(_("Stopped."), _("Press F5 to have it drawn after all."))
        else:
            super().keyPressEvent(event)
