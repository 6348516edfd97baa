"""The base of the pages that look after the data: a card, work off the GUI thread, a bar."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from counter_app.domain.errors import UserError
from counter_app.i18n import N_, _
from counter_app.storage.watching import Progress
from counter_app.ui import theme
from counter_app.ui.background import Background
from counter_app.ui.help import PageHelp
from counter_app.ui.parts.blocks import Card, row, text
from counter_app.ui.parts.notice import Notice
from counter_app.ui.screen import Key

WHOLE = 1000  # steps of the bar
WIDE = 780
HELP = Key("F1", N_("Help for this page"))


class CarePage(QWidget):
    """Shows a title, what a subclass adds to ``card``, and the bar while it works."""

    purpose: ClassVar[str] = ""  # msgid: for the help
    keys: ClassVar[tuple[Key, ...]] = ()

    left = Signal()  # nothing was done
    ended = Signal(str)  # what was done, for the sign-in page
    _progressed = Signal(float)  # told on the lane that works

    def __init__(self, background: Background, title: str, lead: str) -> None:
        super().__init__()
        self.setObjectName("page")
        self.busy = False
        self._background, self._title = background, title
        self.notice = Notice()
        self.told, self.bar = text("", "soft", wrap=True), QProgressBar(maximum=WHOLE)
        self.bar.setAccessibleName(_("Progress"))
        self.card = Card(gap=theme.GAP)
        self.card.setFixedWidth(theme.now().px(WIDE))
        self.card.body.setContentsMargins(28, 24, 28, 24)
        self.lead = text(lead, "soft", wrap=True)
        self.card.add(text(title, "title", wrap=True), self.lead, self.notice)
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        outer.addLayout(row(None, self.card, None))
        outer.addStretch(3)
        self._progressed.connect(self._on_progress)
        QShortcut(QKeySequence("F1"), self, self.show_help)

    def start(
        self,
        words: str,
        work: Callable[[Progress], Any],
        done: Callable[[Any], None],
        refused: Callable[[UserError], None],
    ) -> None:
        """Do ``work``, which is given what it tells its share to; ``words`` stand beside the bar."""
        self.notice.clear()
        self.told.setText(words)
        self.bar.setMaximum(0)  # until a share is known
        self._wait(True)
        lane = self._background.lanes.long
        landed, failed = self._landing(done), self._landing(refused)
        self._background.start(lane, lambda: work(self._tell), self, landed, failed)

    def show_help(self) -> None:
        """Say what the page is for."""
        PageHelp(self, self._title, _(self.purpose), (*self.keys, HELP))

    def begin(self) -> None:
        """Put the focus where one goes on."""

    def showEvent(self, event: QShowEvent) -> None:
        """Begin where one goes on."""
        super().showEvent(event)
        self.begin()

    def enable(self, on: bool) -> None:
        """Let what can be pressed be pressed, or not."""

    def refuse(self, error: UserError) -> None:
        """Say why nothing was done."""
        self.notice.say(str(error), "bad")
        self.begin()

    def _landing(self, then: Callable[[Any], None]) -> Callable[[Any], None]:
        def land(result: Any) -> None:
            self._wait(False)
            then(result)

        return land

    def _tell(self, share: float) -> bool:
        self._progressed.emit(share)
        return not self._background.closed

    def _on_progress(self, share: float) -> None:
        self.bar.setMaximum(WHOLE)
        self.bar.setValue(round(share * WHOLE))

    def _wait(self, busy: bool) -> None:
        self.busy = busy
        self.told.setVisible(busy)
        self.bar.setVisible(busy)
        self.enable(not busy)
