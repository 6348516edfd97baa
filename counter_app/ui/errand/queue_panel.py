"""The day's queue at the left edge: who is served, who waits and since when; one key calls the next."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLabel

from counter_app.domain.queue import GROUPS
from counter_app.domain.words import queue_label, ticket_class_label
from counter_app.i18n import _, ngettext
from counter_app.office.commands.queue import CallTicket, IssueTicket, SkipTicket
from counter_app.office.office import Done
from counter_app.office.queries.queue import Queue
from counter_app.ui import theme
from counter_app.ui.errand import flow
from counter_app.ui.parts.blocks import Card, Chip, button, heading, row, text
from counter_app.ui.parts.prompt import Ask, Prompt, Values
from counter_app.ui.states import minutes_words
from counter_app.ui.workplace import Workplace

SHOWN = 9  # waiting tickets that have room
GROUNDS = ("elderly", "disability", "pregnant", "infant")


class QueuePanel(Card):
    """Calls, recalls, skips and issues tickets."""

    called = Signal(str)  # the ticket that is served now

    def __init__(self, place: Workplace) -> None:
        super().__init__(gap=theme.SMALL_GAP)
        self._place, self._ops = place, place.ops
        self.ticket = ""
        self.number = text("", "number")
        self.detail = text("", "soft", wrap=True)
        self.clock, self.standard = Chip(), text("", "soft")
        self.call = button(_("Call the next"), "primary", key="F9")
        self.recall = button(_("Again"), key="Shift+F9")
        self.skip = button(_("Skip"), key="Ctrl+F9")
        self.issue = button(_("Give a number"), "quiet", key="F12", icon="ticket-outline")
        self.waiting = QGridLayout()
        self.count = text("", "soft")
        self._build()
        self.call.clicked.connect(self._on_call)
        self.recall.clicked.connect(self._on_recall)
        self.skip.clicked.connect(self._on_skip)
        self.issue.clicked.connect(self._on_issue)

    def _build(self) -> None:
        self.setFixedWidth(theme.now().px(232))
        self.recall.setText(_("Again"))
        self.recall.setToolTip(_("Call the same number again") + "   Shift+F9")
        self.skip.setText(_("Skip"))
        self.skip.setToolTip(_("Nobody came: skip the number") + "   Ctrl+F9")
        self.recall.setShortcut("Shift+F9")
        self.skip.setShortcut("Ctrl+F9")
        self.waiting.setVerticalSpacing(0)
        self.waiting.setColumnStretch(1, 1)
        self.add(
            heading(_("Being served")),
            self.number,
            self.detail,
            row(self.clock, self.standard, None),
            self.call,
            row(self.recall, self.skip),
            row(heading(_("Waiting")), None, self.count),
            self.waiting,
        )
        self.body.addStretch()
        self.add(self.issue)

    def refresh(self) -> None:
        """Ask who waits."""
        self._ops.ask(Queue(groups=list(self._place.config.groups)), self, self._show)

    def _show(self, queue: dict[str, Any]) -> None:
        mine = [one for one in queue["serving"] if one["staff"] == self._place.staff.id]
        self._show_served(mine[-1] if mine else None)
        line = queue["waiting"]
        longest = max((one["minutes"] for one in line), default=0)
        words = ngettext("{n} · longest {longest}", "{n} · longest {longest}", len(line))
        self.count.setText(words.format(n=len(line), longest=minutes_words(longest)) if line else _("nobody"))
        self.call.setEnabled(bool(line))
        self._show_line(line)

    def _show_served(self, one: dict[str, Any] | None) -> None:
        self.ticket = one["ticket"] if one else ""
        self.number.setText(one["number"] if one else "")
        self.number.setVisible(one is not None)
        if one is None:
            self.detail.setText(_("No number was called."))
        else:
            group = queue_label(one["number"].lstrip("0123456789")[:1])
            self.detail.setText(f"{group} · {ticket_class_label(one['class'])}")
        self.recall.setEnabled(one is not None)
        self.skip.setEnabled(one is not None)

    def _show_line(self, line: list[dict[str, Any]]) -> None:
        while (item := self.waiting.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        for place, one in enumerate(line[:SHOWN]):
            number, since = text(one["number"], "strong"), text(minutes_words(one["minutes"]))
            for column, part in enumerate((number, text(_kind(one), "soft"), since)):
                part.setMinimumHeight(theme.now().px(31))
                self.waiting.addWidget(part, place, column)
        if len(line) > SHOWN:
            rest = len(line) - SHOWN
            more: QLabel = text(ngettext("and {n} more", "and {n} more", rest).format(n=rest), "soft")
            self.waiting.addWidget(more, SHOWN, 0, 1, 3)

    def show_minutes(self, minutes: int | None, standard: int) -> None:
        """Show how long the errand takes by now, against the standard."""
        self.standard.setText(_("standard {n} min").format(n=standard))
        if minutes is None:
            self.clock.say("")
            return
        tone = "ok" if minutes <= standard * 0.75 else "warning" if minutes <= standard else "bad"
        self.clock.say(minutes_words(minutes), tone, "clock-outline")

    def _on_call(self) -> None:
        work = partial(flow.call_next, list(self._place.config.groups), self.ticket)
        self._ops.write(work, self, self.called.emit)

    def _on_recall(self) -> None:
        self._ops.run(CallTicket(ticket=self.ticket), self)

    def _on_skip(self) -> None:
        self._ops.run(SkipTicket(ticket=self.ticket), self)

    def _on_issue(self) -> None:
        asks = [
            Ask("group", _("&For"), "choice", choices=[(group, queue_label(group)) for group in GROUPS]),
            Ask("ground", _("&Priority"), "choice", needed=False, choices=_grounds()),
        ]
        over = self.parentWidget() or self
        Prompt(over, _("Give a queue number"), asks, self._issue, accept=_("Give and print"))

    def _issue(self, values: Values, prompt: Prompt) -> None:
        command = IssueTicket(
            group=values["group"],
            klass="priority" if values["ground"] else "regular",
            ground=values["ground"],
        )

        def issued(done: Done) -> None:
            prompt.leave()
            self._place.papers.print("ticket", done.ids["ticket"])

        self._ops.run(command, prompt, issued, prompt.refuse)


def _kind(one: dict[str, Any]) -> str:
    if one["class"] != "regular":
        return ticket_class_label(one["class"])
    return queue_label(one["number"].lstrip("0123456789")[:1])


def _grounds() -> list[tuple[str, str]]:
    words = {
        "elderly": _("60 years or older"),
        "disability": _("Disability"),
        "pregnant": _("Pregnant"),
        "infant": _("With an infant"),
    }
    return [("", _("None")), *((ground, words[ground]) for ground in GROUNDS)]
