"""What a screen is given: the office's ops, who is signed in, the printers, the way to other screens."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from counter_app import config
from counter_app.care import saved_papers
from counter_app.domain.application import AT_THE_COUNTER
from counter_app.domain.errors import UserError
from counter_app.office.desk import Staff
from counter_app.office.office import CLERKS, Office
from counter_app.office.queries.applications import Application
from counter_app.storage import lock
from counter_app.storage.drafts import Owner
from counter_app.ui.background import Refused
from counter_app.ui.ops import Ops
from counter_app.ui.papers import Papers
from counter_app.ui.printers import Printers
from counter_app.ui.whatif.player import Player


class Trouble(NamedTuple):
    """A place that took no backup: in few words, and as a sentence that says what to do."""

    short: str
    sentence: str


class Workplace(QObject):
    """One signed-in member of staff at one counter."""

    said = Signal(str, str)  # a sentence for the notice line, and its tone
    wanted = Signal(str, object)  # the name of a screen, and what it shall show
    backed_up = Signal()
    moved = Signal()  # backups go to other places now
    troubled = Signal()  # other places took no backup than before
    hall = Signal(str)  # "display", "self_service", "voice": what shall come or go in the hall
    heard = Signal(int, str)  # a call shall be heard with this volume and these recordings
    configured = Signal()  # this counter's own settings changed
    restoring = Signal(object)  # the folder of a backup, to be looked at and perhaps restored
    damaged = Signal(object)  # what a check found wrong with the data
    rekeying = Signal(object)  # the wish for a new key
    dressed = Signal()  # language, theme or text size changed: the windows are built anew

    def __init__(
        self,
        folder: Path,
        ops: Ops,
        printers: Printers,
        *,
        now: Callable[[], dt.datetime],
        key: bytes = b"",
    ) -> None:
        super().__init__()
        self.folder = folder
        self.key = key
        self.ops = ops
        self.now = now
        self.config = config.load(folder)
        self.presses = 0  # keys and clicks so far: what is said belongs to the last of them
        self.window = lock.Window(folder)
        self.owner = Owner(self.window.id, self.window.gone)  # of what is unfinished here
        self.trouble: list[Trouble] = []  # until it is made good
        self.notices: list[str] = []  # what the start mended or found again, until it is read
        self.papers = Papers(ops, printers, self)
        self.player = Player(self)
        ops.refused.connect(self.refuse)
        ops.warned.connect(self._on_warned)

    @property
    def staff(self) -> Staff:
        """Who is signed in."""
        return self.ops.staff

    def may(self, *roles: str) -> bool:
        """Tell whether the signed-in role is one of ``roles``."""
        return self.staff.role in roles

    def go(self, screen: str, show: Any = None) -> None:
        """Open another screen."""
        self.wanted.emit(screen, show)

    def opens_at_counter(self, row: dict[str, Any]) -> bool:
        """Tell whether whoever is signed in goes on with an application at the counter."""
        return row["state"] in AT_THE_COUNTER and self.staff.role in CLERKS

    def open_application(self, number: str, parent: QObject) -> None:
        """Open an application where it was left: at the counter, or on its page."""

        def show(found: dict[str, Any]) -> None:
            self.go("errand" if self.opens_at_counter(found) else "applications", number)

        self.ops.ask(Application(application=number), parent, show)

    def say(self, words: str, tone: str = "ok") -> None:
        """Show a sentence in the notice line."""
        self.said.emit(words, tone)

    def refuse(self, words: str) -> None:
        """Show why something was not done."""
        self.said.emit(words, "bad")

    def keep(
        self,
        changed: config.Config,
        parent: QObject | None = None,
        done: Callable[[], None] | None = None,
        refused: Refused | None = None,
    ) -> None:
        """Write this counter's own settings; ``done`` or ``refused`` is told while ``parent`` lives."""

        def kept(_none: object) -> None:
            before, self.config = self.config, changed
            self.configured.emit()
            if done is not None and (parent is None or isValid(parent)):
                done()
            looks = ("language", "theme", "text_size")
            if any(getattr(before, name) != getattr(changed, name) for name in looks):
                self.dressed.emit()

        def not_kept(error: UserError) -> None:
            if refused is not None and (parent is None or isValid(parent)):
                refused(error)
            else:
                self.refuse(str(error))

        self.ops.keep(partial(_written, self.folder, changed), self, kept, not_kept)

    def end(self) -> None:
        """Let go of the office; from now on other windows find what is unfinished here."""
        self.ops.close()
        self.window.let_go()

    def _on_warned(self, sentences: list[str]) -> None:
        self.said.emit(" ".join(sentences), "warning")


def _written(folder: Path, changed: config.Config, _office: Office, _staff: Staff) -> None:
    saved_papers.check(folder, changed)
    config.save(folder, changed)
