"""Gives queue numbers; one that the printer did not bring stands large in the window, to be told or shown."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from counter_app.domain.queue import GROUPS
from counter_app.domain.words import queue_label
from counter_app.i18n import _, listing, ngettext
from counter_app.office import records as r
from counter_app.office.commands.queue import IssueTicket
from counter_app.office.office import Done
from counter_app.office.queries.queue import Ticket
from counter_app.printing.wording import expected
from counter_app.ui import theme
from counter_app.ui.papers import Wanted
from counter_app.ui.parts.blocks import button, is_enter, row, text
from counter_app.ui.parts.prompt import Ask, Prompt, Values
from counter_app.ui.parts.veil import Veil
from counter_app.ui.workplace import Workplace

GROUNDS = ("elderly", "disability", "pregnant", "infant")


class Giving(QObject):
    """Asks for whom a number is, gives it and prints it."""

    def __init__(self, place: Workplace, panel: QWidget) -> None:
        super().__init__(panel)
        self._place, self._panel = place, panel
        self._given: list[str] = []  # that were not shown large yet
        place.papers.changed.connect(self._on_kept)

    def ask(self) -> None:
        """Ask for whom the number is."""
        queues = [(group, queue_label(group)) for group in GROUPS]
        asks = [
            Ask("group", _("&For"), "choice", choices=queues),
            Ask("ground", _("&Priority"), "choice", needed=False, choices=_grounds()),
            Ask("also", _("&After that"), "choice", needed=False, choices=[("", _("Nothing more")), *queues]),
        ]
        Prompt(self._over, _("Give a queue number"), asks, self._issue, accept=_("Give and print"))

    @property
    def _over(self) -> QWidget:
        return self._panel.parentWidget() or self._panel

    def _issue(self, values: Values, prompt: Prompt) -> None:
        command = IssueTicket(
            group=values["group"],
            klass="priority" if values["ground"] else "regular",
            ground=values["ground"],
            also=[values["also"]] if values["also"] else [],
        )

        def issued(done: Done) -> None:
            prompt.leave()
            self._given.append(done.ids["ticket"])
            self._place.papers.print("ticket", done.ids["ticket"])

        self._place.ops.run(command, prompt, issued, prompt.refuse)

    def _on_kept(self) -> None:
        """Show a number whose paper did not come out: the citizen waits for it."""
        for wanted in self._place.papers.kept:
            if wanted.paper == "ticket" and wanted.id in self._given and self._panel.isVisible():
                self._given.remove(wanted.id)
                shown = partial(self._show, wanted)
                self._place.ops.ask(Ticket(ticket=wanted.id), self._panel, shown, key=wanted.id)

    def _show(self, wanted: Wanted, record: r.Ticket) -> None:
        BigNumber(self._over, record, partial(self._place.papers.again, wanted))


class BigNumber(Veil):
    """One number, to be read from the other side of the desk."""

    passing = Veil.passing | {"F1"}

    def __init__(self, over: QWidget, record: r.Ticket, again: Callable[[], None]) -> None:
        super().__init__(over)
        self.setObjectName("big-number")
        self._again = again
        self.number = text(record.number, "huge")
        self.number.setAccessibleName(_("Queue number {number}").format(number=record.number))
        self.again = button(_("Print again"), key="F8", icon="printer")
        self.close_ = button(_("Close"), "primary", key="Esc")
        self._build(record)
        self.again.clicked.connect(self._on_again)
        self.close_.clicked.connect(self.lift)
        self.cover()
        self.close_.setFocus()

    def _build(self, record: r.Ticket) -> None:
        panel = QFrame()
        panel.setProperty("kind", "prompt")
        panel.setMinimumWidth(theme.now().px(420))
        body = QVBoxLayout(panel)
        body.setContentsMargins(28, 22, 28, 22)
        body.setSpacing(theme.SMALL_GAP)
        ahead = ngettext("{n} number before yours", "{n} numbers before yours", record.ahead)
        lines = [
            text(_("The paper did not come out: tell the citizen this number."), "soft", wrap=True),
            text(record.group, "strong"),
            self.number,
            text(ahead.format(n=record.ahead) if record.ahead else _("You are next."), "strong"),
            text(expected(record.wait), "soft"),
        ]
        if record.also:
            lines.append(text(_("After that: {queues}").format(queues=listing(record.also)), "soft"))
        for one in lines:
            one.setAlignment(Qt.AlignmentFlag.AlignCenter)
            if one.text():
                body.addWidget(one)
        body.addLayout(row(None, self.again, self.close_, None))
        outer = QVBoxLayout(self)
        outer.addStretch(1)
        outer.addLayout(row(None, panel, None))
        outer.addStretch(2)

    def stops(self) -> list[QWidget]:
        """Return the two buttons."""
        return [self.close_, self.again]

    def _on_again(self) -> None:
        self.lift()
        self._again()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Esc close it; F8 prints."""
        if event.key() == Qt.Key.Key_Escape or is_enter(event):
            self.lift()
        else:
            super().keyPressEvent(event)


def _grounds() -> list[tuple[str, str]]:
    words = {
        "elderly": _("60 years or older"),
        "disability": _("Disability"),
        "pregnant": _("Pregnant"),
        "infant": _("With an infant"),
    }
    return [("", _("None")), *((ground, words[ground]) for ground in GROUNDS)]
