"""The page of one application: who, what holds it, until when, its way, its papers, its history."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QStackedLayout, QToolButton, QVBoxLayout, QWidget

from counter_app.i18n import N_, _
from counter_app.ui import theme, villages
from counter_app.ui.applications.facts import (
    MOST,
    facts,
    messages,
    more_line,
    paper_line,
    past_line,
    visit_line,
)
from counter_app.ui.applications.journey import journey
from counter_app.ui.applications.lines import Fold, Lines, Links, Pairs
from counter_app.ui.applications.words import outcome, phone
from counter_app.ui.parts.blocks import Block, Chip, Empty, column, heading, key_text, row, scrolled, text
from counter_app.ui.states import masked, state_status

WIDTH, NARROW = 372, 330  # of the page at first, and at least
SHOWN = 20_000  # ms that a whole NIK is seen
PAIRS = ("due", "expected", "shelf", "letter", "handed", "who", "where")
FACES = {
    "due": N_("Deadline"),
    "expected": N_("Expected ready"),
    "shelf": N_("Shelf"),
    "letter": N_("Letter number"),
    "handed": N_("Handed over to"),
    "who": N_("Responsible"),
    "where": N_("Kelurahan"),
}


class Page(QFrame):
    """The right part of the screen."""

    reveal = Signal()  # the whole NIK is wanted
    visited = Signal(str)  # another file of the same visit was chosen

    def __init__(self, acts: QWidget) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self._acts = acts
        self.found: dict[str, Any] | None = None
        self.empty = Empty("file-document-outline", _("Choose an application in the list."))
        self.name, self.chip = text("", "name", wrap=True), Chip()
        self.service, self.number = text("", "soft", wrap=True), text("", "strong")
        self.nik, self.phone = text("", "soft"), text("", "soft")
        self.show_nik_button = QToolButton()
        self.blocks = [Block() for _n in range(MOST)]
        self.pairs, self.way, self.papers, self.past = Pairs(*PAIRS), Lines(), Lines(), Lines()
        self.way_head, self.visit_head = heading(_("Way of the file")), heading(_("Same visit"))
        self.visit = Links()
        self.papers_fold = Fold(self.papers, key="F8")
        self.past_fold = Fold(self.past, key="F7")
        self._hiding = QTimer(self, singleShot=True, interval=SHOWN)
        self._build()

    def _build(self) -> None:
        self.show_nik_button.setIcon(theme.icon("eye-outline", "plain"))
        self.show_nik_button.setToolTip(f"{_('Show the whole NIK')}   {key_text('Ctrl+N')}")
        self.show_nik_button.setAccessibleName(_("Show the whole NIK"))
        self.number.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        inner = QWidget()
        parts = (self.pairs, self.way_head, self.way, self.visit_head, self.visit)
        body = column(*self._head(), *self.blocks, *parts, self.papers_fold, self.past_fold, None)
        inner.setLayout(body)
        body.setContentsMargins(0, 0, 2, 0)
        self._area = scrolled(inner)
        content = QWidget()
        content.setLayout(column(self._area, self._acts, gap=theme.GAP))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(theme.WIDE_GAP, 14, theme.WIDE_GAP - 2, 14)
        self._stack = QStackedLayout()
        outer.addLayout(self._stack)  # first: a page without a place would be a window of its own
        self._stack.addWidget(self.empty)
        self._stack.addWidget(content)
        self._listen()

    def _head(self) -> tuple[Any, ...]:
        top = row(self.name, self.chip)
        top.setStretch(0, 1)
        top.setAlignment(self.chip, Qt.AlignmentFlag.AlignTop)
        return (
            top,
            column(
                self.service,
                row(self.number, None, self.phone),
                row(self.nik, self.show_nik_button, None, gap=2),
                gap=2,
            ),
        )

    def _listen(self) -> None:
        self.show_nik_button.clicked.connect(self.reveal)
        self._hiding.timeout.connect(self._on_hide)
        self.visit.picked.connect(self.visited)
        for fold in (self.papers_fold, self.past_fold):
            fold.toggled.connect(partial(self._on_fold, fold))
        for key, act in (
            ("Ctrl+N", self.reveal.emit),
            ("F7", self.past_fold.toggle),
            ("F8", self.papers_fold.toggle),
        ):
            QShortcut(QKeySequence(key), self, act)

    def clear(self, words: str = "", detail: str = "") -> None:
        """Show no application."""
        self.found = None
        self.empty.say(words or _("Choose an application in the list."), detail)
        self._stack.setCurrentIndex(0)

    def show_application(self, found: dict[str, Any], me: str) -> None:
        """Show an application; ``me`` is who is signed in."""
        other = self.found is None or self.found["application"] != found["application"]
        self.found = found
        self._show_head(found, masked_again=other)
        self._show_blocks(found, me)
        self._show_pairs(found)
        self._show_way(found)
        self._show_papers(found, fold=other)
        self._show_past(found)
        self._stack.setCurrentIndex(1)

    def show_nik(self, nik: str) -> None:
        """Show a whole NIK for a moment."""
        self.nik.setText(" ".join(nik[n : n + 4] for n in range(0, len(nik), 4)))
        self._hiding.start()

    def _on_fold(self, fold: Fold, opened: bool) -> None:
        """Bring what was opened into sight, its heading at the top."""
        if opened:
            QTimer.singleShot(0, self, partial(self._bring, fold))

    def _bring(self, fold: Fold) -> None:
        self._area.verticalScrollBar().setValue(fold.y())

    def _on_hide(self) -> None:
        if self.found is not None:
            self.nik.setText(masked(self.found["nik"]))

    def _show_head(self, found: dict[str, Any], *, masked_again: bool) -> None:
        self.name.setText(found["name"])
        status = state_status(found)
        self.chip.say(status.words if found["stalls"] else outcome(found), status.tone, status.icon)
        self.service.setText(found["label"])
        self.number.setText(found["application"])
        self.phone.setText(phone(found["phone"]))
        self.show_nik_button.setVisible(bool(found["nik"]))
        if masked_again or not self._hiding.isActive():
            self._hiding.stop()
            self._on_hide()

    def _show_blocks(self, found: dict[str, Any], me: str) -> None:
        said = list(messages(found, me))
        for number, block in enumerate(self.blocks):
            block.setHidden(number >= len(said))
            if number < len(said):
                block.say(*said[number])

    def _show_pairs(self, found: dict[str, Any]) -> None:
        for name, (value, tone) in facts(found).items():
            self.pairs.say(name, villages.now().said(_(FACES[name])), value, tone)

    def _show_way(self, found: dict[str, Any]) -> None:
        lines = journey(found)
        self.way.show_lines(lines)
        for part in (self.way_head, self.way):
            part.setHidden(not lines)
        others = [visit_line(one) for one in found["visit_with"]]
        if more := found["visit_more"]:
            others.append(more_line(more))
        self.visit.show_lines(others)
        for seen in (self.visit_head, self.visit):
            seen.setHidden(not others)

    def _show_papers(self, found: dict[str, Any], *, fold: bool) -> None:
        papers = found["requirements"]
        needed = [one for one in papers if one["needed"]]
        present = sum(one["mark"] == "present" for one in needed)
        self.papers_fold.say(_("Papers: {n} of {all}").format(n=present, all=len(needed)))
        self.papers.show_lines([paper_line(one) for one in papers])
        if fold:
            self.papers_fold.open(opened=not found["accepted"])

    def _show_past(self, found: dict[str, Any]) -> None:
        lines = [past_line(one, found) for one in reversed(found["timeline"])]
        self.past_fold.say(_("Everything that happened: {n}").format(n=len(lines)))
        self.past.show_lines(lines)
