"""Wizard: the language, and the way to look around in example data first."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import msgspec
from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from counter_app import config
from counter_app.i18n import N_, Language, _
from counter_app.ui import theme
from counter_app.ui.parts.blocks import button, column, heading, row, text
from counter_app.ui.parts.one_of import OneOf
from counter_app.ui.setup.page import Kit, Page
from counter_app.ui.setup.plan import Check, Plan, checked_folder

LANGUAGES: tuple[tuple[Language, str], ...] = (("id", "Bahasa Indonesia"), ("en", "English"))


class Welcome(Page):
    """The first page."""

    step = N_("Welcome")
    title = N_("Set up the counter")
    lead = N_(
        "It takes about ten minutes. Have the address of the office at hand, the names and NIP of the camat, "
        "the secretary and the head of section, and a flash disk for backups."
    )
    part = "folder"

    spoken = Signal(str)  # another language
    making = Signal(bool)  # whether a demo office is being made
    tried = Signal()  # a demo office stands

    def __init__(self, plan: Plan, kit: Kit) -> None:
        super().__init__(plan, kit)
        self.languages = OneOf(self)
        self.demo = button(_("&Try it with example data"), icon="flask-outline")
        self.busy = QProgressBar(maximum=0)
        self.busy.setAccessibleName(_("The example office is being made"))
        self.told = text("", "soft", wrap=True)
        self._build()
        self.demo.clicked.connect(self._on_demo)
        self.languages.buttonClicked.connect(self._on_language)
        self.work(False)

    def _build(self) -> None:
        found = _way(
            "bank-outline",
            _("Found your office"),
            _("Go on with Next. Nothing is written before the last step, and you can always go back."),
            text(_("The data will lie in {folder}").format(folder=self.kit.folder), "hint", wrap=True),
        )
        trial = _way(
            "flask-outline",
            _("Look around first"),
            _(
                "An invented office with some weeks of work in it, made in a few seconds. "
                "Good for learning: its papers are marked SAMPLE, nothing of it is real."
            ),
            self.demo,
        )
        ways = row(found, trial, gap=theme.WIDE_GAP)
        ways.setStretch(0, 1)
        ways.setStretch(1, 1)
        self.body.addWidget(heading(_("Language of the screens and papers")))
        self.body.addLayout(row(*map(self._pill, LANGUAGES), None))
        self.body.addSpacing(theme.SMALL_GAP)
        self.body.addLayout(ways)
        self.body.addLayout(column(self.busy, self.told))
        self.body.addStretch()

    def _pill(self, one: tuple[Language, str]) -> QWidget:
        code, words = one
        found = button(words, "pill")
        found.setCheckable(True)
        found.setProperty("code", code)
        found.setChecked(code == self.plan.language)
        self.languages.add(found)
        return found

    def begin(self) -> None:
        """Begin at the language in force."""
        if (chosen := self.languages.checkedButton()) is not None:
            chosen.setFocus()

    def check(self) -> Check:
        """The data folder must be one that can be written."""
        return partial(checked_folder, "folder", self.kit.folder)

    def work(self, busy: bool, words: str = "") -> None:
        """Show that the example office is being made."""
        self.busy.setVisible(busy)
        self.told.setText(words)
        for one in (self.demo, *self.languages.buttons()):
            one.setEnabled(not busy)
        self.making.emit(busy)

    def _on_language(self, chosen: QAbstractButton) -> None:
        self.spoken.emit(str(chosen.property("code")))

    def _on_demo(self) -> None:
        self.forgive()
        self.work(True, _("The example office is being made. This takes a few seconds."))
        work = partial(_found_demo, self.kit.folder, self.plan.language)
        self.kit.background.start(self.kit.background.lanes.long, work, self, self._on_made, self._on_refused)

    def _on_made(self, _none: object) -> None:
        self.work(False)
        self.tried.emit()

    def _on_refused(self, error: Exception) -> None:
        self.work(False)
        self.notice.say(str(error), "bad")


def _way(icon: str, title: str, words: str, below: QWidget) -> QFrame:
    """Return one of the two ways to begin, as a tinted surface."""
    found = QFrame()
    found.setProperty("kind", "block")
    mark = QLabel()
    mark.setPixmap(theme.icon(icon, "accent").pixmap(QSize(28, 28)))
    body = QVBoxLayout(found)
    body.setContentsMargins(20, 18, 20, 18)
    body.setSpacing(theme.GAP)
    for part in (mark, text(title, "name"), text(words, wrap=True)):
        body.addWidget(part)
    body.addStretch()
    body.addLayout(row(below, None) if isinstance(below, QPushButton) else row(below))
    return found


def _found_demo(folder: Path, language: Language) -> None:
    from counter_app.demo.founding import found

    checked_folder("folder", folder)
    found(folder, tell=_to_nobody).close()
    config.save(folder, msgspec.structs.replace(config.load(folder), language=language))


def _to_nobody(_line: str) -> None:
    """Take what the command line would say."""
