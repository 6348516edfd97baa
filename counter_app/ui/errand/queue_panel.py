"""The day's queue at the left edge: who is served, who waits and since when; one key calls the next."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QSizePolicy

from counter_app.domain.errors import UserError
from counter_app.domain.words import queue_label, ticket_class_label
from counter_app.i18n import _, listing, ngettext, time_text
from counter_app.office.commands.queue import ArriveTicket, CallTicket
from counter_app.office.queries.queue import Queue
from counter_app.ui import theme
from counter_app.ui.errand.counter_state import CounterState
from counter_app.ui.errand.giving import Giving
from counter_app.ui.errand.queue_acts import QueueActs, aside_words
from counter_app.ui.errand.waiting_list import WaitingList
from counter_app.ui.parts.blocks import Card, Chip, button, heading, key_text, line, row, text
from counter_app.ui.states import minutes_words, moment
from counter_app.ui.workplace import Workplace

A_LOOK = 30_000  # ms between two looks at the queue: minutes go on


class QueuePanel(Card):
    """Calls, recalls, skips and issues tickets; opens and closes the counter."""

    called = Signal(str)  # the ticket that is served now
    left = Signal(str)  # a ticket that is not served here any more
    parked = Signal(str)  # a ticket whose citizen comes back

    def __init__(self, place: Workplace) -> None:
        super().__init__(gap=6)
        self._place, self._ops = place, place.ops
        self.ticket = ""
        self._arrived = ""  # the ticket of which that is told
        self.state, self.acts, self.giving = CounterState(place), QueueActs(place, self), Giving(place, self)
        self.number = text("", "number")
        self.detail, self.note = text("", "soft", wrap=True), text("", "strong", wrap=True)
        self.clock, self.standard = Chip(), text("", "soft")
        self.call = button(_("Call the next"), "primary", key="F9")
        self.recall, self.skip, self.more = button(_("Again")), button(_("Skip")), button(_("More"))
        self.issue = button(_("Give a number"), "quiet", key="F12", icon="ticket-outline")
        self.aside = button("", "link", icon="pause-circle-outline")
        self.waiting, self.count = WaitingList(), text("", "soft")
        self._look = QTimer(self, interval=A_LOOK)
        self._build()
        self._listen()

    def _build(self) -> None:
        self.setFixedWidth(theme.now().px(232))
        for one, tip, key in (
            (self.recall, _("Call the same number again"), "Shift+F9"),
            (self.skip, _("Nobody came: skip the number"), "Ctrl+F9"),
            (self.more, _("Put aside, pass on, bring back, call out of turn"), "Ctrl+M"),
        ):
            one.setToolTip(f"{tip}   {key_text(key)}")
            one.setShortcut(key)
            one.setProperty("tight", "yes")
            one.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.aside.setToolTip(_("Who comes back goes behind two others"))
        self.add(
            self.state,
            line(),
            self.number,
            self.detail,
            self.note,
            row(self.clock, self.standard, None),
            self.call,
            row(self.recall, self.skip, self.more, gap=4),
            row(heading(_("Waiting")), None, self.count),
        )
        self.body.addWidget(self.waiting, 1)
        self.add(self.aside, self.issue)

    def _listen(self) -> None:
        self.call.clicked.connect(self.acts.call)
        self.recall.clicked.connect(self._on_recall)
        self.skip.clicked.connect(self.acts.skip)
        self.more.clicked.connect(self.acts.more)
        self.issue.clicked.connect(self.giving.ask)
        self.aside.clicked.connect(self.acts.bring)
        self.waiting.wanted.connect(self.acts.out_of_turn)
        self.acts.called.connect(self._on_called)
        self.acts.left.connect(self.left)
        self.acts.parked.connect(self.parked)
        self._look.timeout.connect(self._on_look)
        self._look.start()

    def refresh(self) -> None:
        """Ask who waits."""
        self._ops.ask(Queue(groups=list(self._place.config.groups)), self, self._show)

    def arrive(self, ticket: str) -> None:
        """Tell once that the citizen of the number that is served is at the desk."""
        if ticket and ticket == self.ticket != self._arrived:
            self._arrived = ticket
            self._ops.run(ArriveTicket(ticket=ticket), self, None, _too_late)

    def _show(self, queue: dict[str, Any]) -> None:
        served = self._served(queue)
        self.acts.know(queue, served)
        self.state.show_counter(queue["counter"])
        self._show_served(served)
        number, longest = len(queue["waiting"]), queue["longest"]
        words = ngettext("{n} · longest {longest}", "{n} · longest {longest}", number)
        self.count.setText(words.format(n=number, longest=minutes_words(longest)) if number else _("nobody"))
        self.call.setEnabled(bool(number))
        self.more.setEnabled(bool(self.acts.possible()))
        self.waiting.show_line(queue["waiting"])
        self.aside.setText(aside_words(len(queue["aside"])))
        self.aside.setVisible(bool(queue["aside"]))

    def _served(self, queue: dict[str, Any]) -> dict[str, Any] | None:
        """Return what is served at this counter: the last that whoever is signed in called, else any."""
        here = [one for one in queue["serving"] if one["counter"] == queue["counter"]["code"]]
        mine = [one for one in here if one["staff"] == self._place.staff.id]
        served: dict[str, Any] | None = (mine or here or [None])[-1]
        return served

    def _show_served(self, one: dict[str, Any] | None) -> None:
        self.ticket = one["ticket"] if one else ""
        self.number.setText(one["number"] if one else "")
        self.number.setVisible(one is not None)
        self.detail.setText(_detail(one) if one else _("No number was called."))
        self.note.setText(_note(one) if one else "")
        self.note.setVisible(bool(self.note.text()))
        self._arrived = self.ticket if one and one["arrived"] else ""
        self.recall.setEnabled(one is not None)
        self.skip.setEnabled(one is not None)

    def show_minutes(self, minutes: int | None, standard: int) -> None:
        """Show how long the errand takes by now, against the standard."""
        self.standard.setText(_("standard {n} min").format(n=standard))
        if minutes is None:
            self.clock.say("")
            return
        tone = "ok" if minutes <= standard * 0.75 else "warning" if minutes <= standard else "bad"
        self.clock.say(minutes_words(minutes), tone, "clock-outline")

    def _on_called(self, ticket: str) -> None:
        self.ticket, self._arrived = ticket, ""
        self.called.emit(ticket)

    def _on_recall(self) -> None:
        self._ops.run(CallTicket(ticket=self.ticket), self)

    def _on_look(self) -> None:
        if self.isVisible():
            self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """Count from what is seen first."""
        super().showEvent(event)
        self._look.start()


def _too_late(_error: UserError) -> None:
    """Somebody skipped or ended the number meanwhile: the errand goes on without it."""


def _detail(one: dict[str, Any]) -> str:
    """Say for what the number is, and since when it was called or is served."""
    came, called = moment(one["arrived"]), moment(one["called"])
    if came is not None:
        since = _("at the desk since {time}").format(time=time_text(came))
    elif one["calls"] > 1:
        since = ngettext("called {n} time", "called {n} times", one["calls"]).format(n=one["calls"])
    else:
        since = _("called at {time}").format(time=time_text(called) if called else "")
    kind = one["group_label"]
    if one["class"] != "regular":
        kind = f"{kind} · {ticket_class_label(one['class'])}"
    return f"{kind} · {since}"


def _note(one: dict[str, Any]) -> str:
    """Say what a colleague noted, and for what else the citizen came."""
    queues = [queue_label(group) for group in one["also"]]
    more = _("After that: {queues}").format(queues=listing(queues)) if queues else ""
    return "\n".join(part for part in (one["note"], more) if part)
