"""Bagaimana jika: the same year with one thing changed, played beside the work, for supervisor and camat."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NamedTuple

import msgspec
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from counter_app.domain.errors import UserError
from counter_app.i18n import N_, _
from counter_app.office.desk import Staff
from counter_app.office.office import Office
from counter_app.office.records import Print
from counter_app.printing.comparison import ComparisonSheet
from counter_app.printing.outlets import as_bytes
from counter_app.printing.papers import paper
from counter_app.simulation import kept
from counter_app.simulation.compare import Comparison
from counter_app.simulation.page import page
from counter_app.ui import theme
from counter_app.ui.papers import Wanted
from counter_app.ui.parts.blocks import Empty, button, column, row, scrolled
from counter_app.ui.parts.prompt import Prompt, Values
from counter_app.ui.reports.outgoing import Drawn
from counter_app.ui.reports.sheets import file_name, title
from counter_app.ui.reports.way_out import WayOut
from counter_app.ui.screen import Key, Screen
from counter_app.ui.whatif.choice import Choice, explained
from counter_app.ui.whatif.result import Result
from counter_app.ui.workplace import Workplace

SIDE = 292
PAPER = "comparison"


class Seen(NamedTuple):
    """The last comparison in words, and how many seconds a year took."""

    sheet: ComparisonSheet
    pace: float


class WhatIf(Screen):
    """The changes at the left; at the right what came of them, the last time."""

    purpose = N_(
        "Plays a whole invented year again and again, each time with one thing changed, and shows what "
        "that brings. The figures are those of the played year, not of your office."
    )
    steps = (
        N_("A supervisor ticks at the left what is changed, and how often each year is played."),
        N_("F9 plays the years. It takes minutes; work at the counter goes on meanwhile."),
        N_("Read the picture first: how many files stay open at the end of the year with each change."),
        N_("The sentences beside it say what each change brings; the table below has every figure."),
        N_("F8 prints the page, Ctrl+S saves it. The last comparison is seen here the next time, too."),
    )
    keys = (
        Key("F9", N_("Play the years (supervisor)")),
        Key("Space", N_("Tick a change, or not")),
        Key("Esc", N_("Stop playing")),
        Key("F8", N_("Print the page")),
        Key("Ctrl+S", N_("Save as PDF")),
        Key("PgDown", N_("Further down; PgUp back")),
    )

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self.player = place.player
        self.choice = Choice(self.player) if place.may("supervisor") else None
        self.result, self.notice = Result(place), WayOut(self, place)
        self.empty = Empty("compare-horizontal", "")
        self.print_button = button(_("Print it"), key="F8", icon="printer")
        self.pdf_button = button(_("Save as PDF"), key="Ctrl+S", icon="file-pdf-box")
        self.sheet: ComparisonSheet | None = None
        self._build()
        self._listen()
        self._show_none("")

    def _build(self) -> None:
        side = scrolled(self.choice or explained())
        side.setFixedWidth(theme.now().px(SIDE))
        told = column(self.result.title, self.result.when, gap=0)
        head = row(told, None, self.print_button, self.pdf_button, gap=theme.GAP)
        found, self._pages = QWidget(), QStackedWidget()
        found.setLayout(column(head, self.result, gap=theme.GAP))
        self._pages.addWidget(self.empty)
        self._pages.addWidget(found)
        right = column(self.notice, gap=theme.GAP)
        right.addWidget(self._pages, 1)
        body = row(side, right, gap=theme.GAP)
        body.setStretch(1, 1)
        self.setLayout(body)

    def _listen(self) -> None:
        self.player.began.connect(self._on_began)
        self.player.ended.connect(self._on_ended)
        self.print_button.clicked.connect(self._on_print)
        self.pdf_button.clicked.connect(self._on_save)
        self.place.papers.printed.connect(self._on_printed)
        for key, pages in (("PgDown", 1), ("PgUp", -1)):
            QShortcut(QKeySequence(key), self, partial(self.result.turn, pages))
        if self.choice is not None:
            self.choice.asked.connect(self._on_play)
            self.choice.unwanted.connect(self._on_stop)

    def _refresh(self) -> None:
        work = partial(_seen, self.place.folder, self.player.comparison, self._printed())
        self.ops.look(work, self, self._show, self._on_unreadable, key="comparison")

    def _printed(self) -> Print:
        return Print(by=self.place.staff.name, at=self.place.now(), counter=self.place.config.code)

    def _show(self, seen: Seen | None) -> None:
        if seen is None:
            self._show_none("")
            return
        self.sheet = seen.sheet
        self.result.show_sheet(seen.sheet)
        self._pages.setCurrentIndex(1)
        if self.choice is not None:
            self.choice.know(seen.pace)

    def _show_none(self, why: str) -> None:
        """Say how a comparison comes about; ``why`` there is none any more."""
        self.sheet = None
        self.empty.say(why or _("No comparison was played yet."), self._way())
        self._pages.setCurrentIndex(0)

    def _way(self) -> str:
        if self.player.playing:
            return _("The years are being played. What comes of them will be seen here.")
        if self.choice is not None:
            return _("Leave the ticks as they are and press F9.")
        return _("A supervisor can play one.")

    def _on_unreadable(self, error: UserError) -> None:
        self._show_none(str(error))

    def _on_play(self) -> None:
        assert self.choice is not None
        self.player.play(self.choice.changes, self.choice.seeds.value())
        if self.choice.stop_button.isVisible():
            self.choice.stop_button.setFocus()

    def _on_stop(self) -> None:
        Prompt(
            self,
            _("Stop playing?"),
            (),
            self._stop,
            detail=_("What was played so far is lost; the last comparison stays."),
            accept=_("&Stop"),
            kind="danger",
        )

    def _stop(self, _values: Values, prompt: Prompt) -> None:
        prompt.leave()
        self.player.stop()

    def _on_began(self) -> None:
        if self.sheet is None:
            self._show_none("")

    def _on_ended(self, played: bool) -> None:
        if played and not self.isVisible():
            self.place.say(_("The comparison of played years is ready: see What if."), "accent")
        self.refresh()

    def _on_print(self) -> None:
        self._draw(self.notice.print)

    def _on_save(self) -> None:
        self._draw(lambda drawn: self.notice.save(drawn, file_name(drawn.wanted)))

    def _draw(self, then: Callable[[Drawn], None]) -> None:
        """Draw what is seen and hand it on."""
        if self.sheet is None or self.notice.asks:
            return
        size = self.place.papers.size_for(PAPER)
        wanted = Wanted(PAPER, size=size, about=self.sheet.title, once=True)
        sheet = msgspec.structs.replace(self.sheet, printed=self._printed())
        self.ops.work(partial(_pdf, sheet, size), self, lambda pdf: then(Drawn(wanted, pdf)), key="draw")

    def _on_printed(self, paper: str) -> None:
        if self.isVisible() and paper == PAPER:
            self.place.say(_("{paper} went to the printer.").format(paper=title(paper)))

    def home(self) -> QWidget:
        """Return what can be done: the first change, or the stop; for who only reads, the figures."""
        return self.choice.first if self.choice is not None else self.result.table


def _seen(
    folder: Path, newest: Comparison | None, printed: Print, _office: Office, _staff: Staff
) -> Seen | None:
    """Return the newest comparison, played in this window or kept by another. Raises Unreadable."""
    try:
        found = [one for one in (newest, kept.last(folder)) if one is not None]
    except kept.Unreadable:
        if newest is None:
            raise
        found = [newest]
    if not found:
        return None
    last = max(found, key=lambda one: one.at)
    return Seen(page(last, printed), last.pace)


def _pdf(sheet: ComparisonSheet, size: str, _office: Office, _staff: Staff) -> bytes:
    return as_bytes(paper(PAPER).write, sheet, size=size)
