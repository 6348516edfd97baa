"""The saved views: their names, keys, order and sentences, and the row of pills that shows their counts."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QWidget

from counter_app.domain.stalls import ORDER
from counter_app.domain.words import cause_label
from counter_app.i18n import N_, _, number
from counter_app.ui import theme
from counter_app.ui.parts.blocks import button, key_text, restyle
from counter_app.ui.parts.flow import Flow
from counter_app.ui.parts.one_of import OneOf
from counter_app.ui.states import CAUSE_ICONS, CAUSE_TONES


class View(NamedTuple):
    """One saved view. ``empty`` is what stands where it holds nothing, ``todo`` what to do then (msgids).

    One without a key is seen only while another screen leads to it.
    """

    name: str  # as the office counts it; empty: every application
    label: str
    key: str
    sort: str
    empty: str
    todo: str = ""
    tip: str = ""
    shy: bool = False  # seen only while it holds something


VIEWS = (
    View(
        "today",
        N_("Today"),
        "Alt+1",
        "newest",
        N_("Nothing was opened today yet."),
        N_("What you open at the counter stands here."),
        N_("Opened today"),
    ),
    View(
        "in_process",
        N_("In process"),
        "Alt+2",
        "due",
        N_("Nothing is in process."),
        N_("An application comes here once it is accepted complete."),
        N_("Accepted and not ready yet"),
    ),
    View(
        "stalled",
        N_("Stalled"),
        "Alt+3",
        "stalled_since",
        N_("Nothing stands still."),
        N_("Every application can go on."),
        N_("In process, but it can't go on now"),
    ),
    View(
        "ready",
        N_("Ready to collect"),
        "Alt+4",
        "oldest",
        N_("Nothing waits to be collected."),
        N_("An application comes here when only the hand-over is left."),
        N_("Only the hand-over is left"),
    ),
    View(
        "uncollected",
        N_("Uncollected"),
        "Alt+5",
        "oldest",
        N_("Nothing has waited 30 days to be collected."),
        "",
        N_("Ready for 30 days or more: call the applicants"),
    ),
    View(
        "late",
        N_("Late"),
        "Alt+6",
        "due",
        N_("Nothing is past its deadline."),
        "",
        N_("Past the deadline and not ready"),
    ),
    View(
        "returned",
        N_("Returned"),
        "Alt+7",
        "newest",
        N_("Nobody was sent home to complete papers."),
        N_("An application comes here when papers are missing and the slip is printed."),
        N_("Sent home with the slip of missing papers"),
    ),
    View(
        "sent_back",
        N_("Sent back"),
        "Alt+8",
        "newest",
        N_("No step has to be done again."),
        N_("An application comes here when a step is sent back with a reason."),
        N_("A step is to be done again, or the citizen must come"),
    ),
    View(
        "mine",
        N_("My files"),
        "Alt+9",
        "due",
        N_("You are responsible for no open application."),
        N_("What you open at the counter becomes yours."),
        N_("Open applications in your hands"),
    ),
    View(
        "",
        N_("All"),
        "Alt+0",
        "newest",
        N_("There are no applications yet."),
        N_("The first one is opened at the counter."),
        N_("Every application, finished ones too"),
    ),
    View(
        "checking",
        N_("Being checked"),
        "Alt+-",
        "newest",
        N_("No check of papers was left unfinished."),
        "",
        N_("Opened at the counter and neither accepted nor returned"),
        shy=True,
    ),
    View(
        "offered",
        N_("Offered to me"),
        "Alt+=",
        "newest",
        N_("No file is offered to you."),
        "",
        N_("A colleague passes these on to you: accept them, or talk to the colleague"),
        shy=True,
    ),
    View(
        "done",
        N_("Done today"),
        "",
        "newest",
        N_("Nothing was finished today yet."),
        N_("An application comes here when only the hand-over is left."),
        N_("Ready since today, or collected already"),
    ),
)
BY_NAME = {view.name: view for view in VIEWS}
FIRST = "in_process"


class Pills(QWidget):
    """The saved views as a row of pills with their counts; one is chosen."""

    picked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.chosen = FIRST
        self._counts: Mapping[str, Any] = {}
        self._group = OneOf(self)
        self.pills = {view.name: self._pill(view) for view in VIEWS}
        self.setLayout(Flow(*self.pills.values()))
        self.choose(FIRST)

    def _pill(self, view: View) -> QPushButton:
        pill = button(_(view.label), "pill", tip=f"{_(view.tip)}   {key_text(view.key)}".rstrip())
        pill.setCheckable(True)
        self._group.add(pill)
        pill.clicked.connect(partial(self._on_picked, view.name))
        if view.key:
            QShortcut(QKeySequence(view.key), self, partial(self._on_picked, view.name))
        return pill

    def choose(self, name: str) -> None:
        """Mark a view as the one that is seen."""
        self.chosen = name
        self.pills[name].setChecked(True)
        self.show_counts(self._counts)

    def show_counts(self, counts: Mapping[str, Any]) -> None:
        """Show how many each view holds."""
        self._counts = counts
        for view in VIEWS:
            count = counts.get(view.name)
            label = _(view.label)
            words = label if count is None else f"{label}  {number(count)}"
            self.pills[view.name].setText(words.replace("&", "&&"))
            self.pills[view.name].setAccessibleName(words)
            unseen = not view.key or (view.shy and not count)
            self.pills[view.name].setHidden(unseen and view.name != self.chosen)

    def _on_picked(self, name: str, _checked: bool = False) -> None:
        self.choose(name)
        self.picked.emit(name)


class Causes(QWidget):
    """Why what stands still does so, as chips with counts; none or one is chosen."""

    picked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.chosen = ""
        self.chips = {cause: self._chip(cause) for cause in ORDER}
        self._counts: Mapping[str, int] = {}
        self.setLayout(Flow(*self.chips.values()))

    def _chip(self, cause: str) -> QPushButton:
        chip = QPushButton(cause_label(cause))
        chip.setProperty("kind", "status")
        chip.setCheckable(True)
        restyle(chip, tone=CAUSE_TONES[cause])
        chip.toggled.connect(partial(self._on_toggled, cause))
        chip.clicked.connect(partial(self._on_clicked, cause))
        return chip

    def choose(self, cause: str) -> None:
        """Mark one cause, or with "" none."""
        self.chosen = cause
        for name, chip in self.chips.items():
            chip.setChecked(name == cause)
        self.show_counts(self._counts)

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Show how many stand still for each cause; a cause of none is not shown."""
        self._counts = counts
        for cause, chip in self.chips.items():
            words = f"{cause_label(cause)}  {number(counts.get(cause, 0))}"
            chip.setText(words)
            chip.setAccessibleName(words)
            chip.setHidden(not counts.get(cause) and cause != self.chosen)
            self._on_toggled(cause, chip.isChecked())

    def _on_toggled(self, cause: str, checked: bool) -> None:
        tone = theme.now().on_accent if checked else CAUSE_TONES[cause]
        self.chips[cause].setIcon(theme.icon(CAUSE_ICONS[cause], tone))

    def _on_clicked(self, cause: str, _checked: bool = False) -> None:
        self.choose(cause if self.chips[cause].isChecked() else "")
        self.picked.emit(self.chosen)
