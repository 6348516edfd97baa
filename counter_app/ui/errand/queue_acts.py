"""What is done with numbers besides calling the next: each act asks for the few facts that it needs."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal, SignalInstance
from PySide6.QtWidgets import QWidget

from counter_app.domain.errors import UserError
from counter_app.domain.queue import GROUPS, NobodyBegan, short
from counter_app.domain.words import queue_label
from counter_app.i18n import _, ngettext
from counter_app.office.commands.queue import (
    ArriveTicket,
    CallNext,
    CallTicket,
    FinishTicket,
    HandOnTicket,
    ParkTicket,
    RequeueTicket,
    SkipTicket,
    TransferTicket,
)
from counter_app.office.office import Command, Done
from counter_app.ui.applications.acts import Act
from counter_app.ui.applications.more import LEFT, More
from counter_app.ui.errand import flow
from counter_app.ui.parts.prompt import Ask, Prompt, Values
from counter_app.ui.workplace import Workplace


class QueueActs(QObject):
    """Works on the number that is served, on those that wait and on those put aside."""

    called = Signal(str)  # a ticket out of turn
    left = Signal(str)  # it is not served here any more
    parked = Signal(str)  # its citizen comes back

    def __init__(self, place: Workplace, panel: QWidget) -> None:
        super().__init__(panel)
        self._place, self._ops, self._panel = place, place.ops, panel
        self._queue: dict[str, Any] = {"next": None, "waiting": [], "aside": []}
        self._served: dict[str, Any] | None = None

    def know(self, queue: dict[str, Any], served: dict[str, Any] | None) -> None:
        """Take how the queue stands."""
        self._queue, self._served = queue, served

    def possible(self) -> list[Act]:
        """Return the rarer acts that can be done now."""
        served, waiting, aside = self._served, self._queue["waiting"], self._queue["aside"]
        arrived = served is None or served["arrived"]
        return [
            Act(name, words, icon, tip=tip)
            for name, words, icon, tip, possible in (
                ("arrive", _("At the &desk"), "account-check-outline", _("The service begins"), not arrived),
                (
                    "finish",
                    _("&Served"),
                    "check-circle-outline",
                    _("End it, call nobody"),
                    served,
                ),
                ("park", _("&Put aside"), "pause-circle-outline", _("Who fetches something"), served),
                ("transfer", _("Pass to another &queue"), "swap-horizontal", _("It keeps its place"), served),
                (
                    "hand_on",
                    _("&Leave to a colleague"),
                    "account-switch-outline",
                    _("For a relative"),
                    served,
                ),
                ("bring", _("&Bring back"), "keyboard-return", _("It goes behind two others"), aside),
                ("out_of_turn", _("Call &out of turn"), "bullhorn-outline", _("With a reason"), waiting),
            )
            if possible
        ]

    def more(self) -> None:
        """Show the rarer acts; a letter chooses."""
        acts = self.possible()
        if acts:
            More(self._over, acts, self._do, at=LEFT)

    def _do(self, act: Act) -> None:
        doing: dict[str, Callable[[], None]] = {
            "arrive": self.arrive,
            "finish": self.finish,
            "park": self.park,
            "transfer": self.transfer,
            "hand_on": self.hand_on,
            "bring": self.bring,
            "out_of_turn": self.out_of_turn,
        }
        doing[act.name]()

    def arrive(self) -> None:
        """The citizen stands at the desk."""
        if self._served is not None:
            self._ops.run(ArriveTicket(ticket=self._served["ticket"]), self)

    def finish(self) -> None:
        """The citizen was served."""
        self._run(lambda ticket: FinishTicket(ticket=ticket))

    def skip(self) -> None:
        """Nobody came."""
        self._run(lambda ticket: SkipTicket(ticket=ticket))

    def call(self) -> None:
        """Call whoever's turn it is; who was served until now is done."""
        command = CallNext(groups=self._groups, finish=True)
        self._ops.run(command, self, self._on_called, self._on_not_called)

    @property
    def _groups(self) -> list[str]:
        return list(self._place.config.groups)

    def _on_called(self, done: Done) -> None:
        self.called.emit(done.ids["ticket"])

    def _on_not_called(self, error: UserError) -> None:
        if isinstance(error, NobodyBegan):
            self._ask_untouched(error.ticket)
        else:
            self._place.refuse(str(error))

    def _ask_untouched(self, ticket: str) -> None:
        """Ask what became of a number that was called and that nobody has touched: one key each."""
        title = _("{number} was called and nobody began an errand").format(number=short(ticket))
        acts = [
            Act("skip", _("&Did not come, call the next"), "account-off-outline"),
            Act("finish", _("Was &served, call the next"), "check-circle-outline"),
            Act("", _("&Go back"), "keyboard-return"),
        ]
        More(self._over, acts, partial(self._after, ticket), at=LEFT, title=title)

    def _after(self, ticket: str, act: Act) -> None:
        ends = {"skip": SkipTicket(ticket=ticket), "finish": FinishTicket(ticket=ticket)}.get(act.name)
        if ends is None:
            return
        work = partial(flow.call_after, ends, self._groups)
        self._ops.write(
            work, self, partial(self._on_called_after, ticket), partial(self._on_only_ended, ticket)
        )

    def _on_only_ended(self, ticket: str, error: UserError) -> None:
        self.left.emit(ticket)
        self._on_not_called(error)

    def _on_called_after(self, ticket: str, done: Done) -> None:
        self.left.emit(ticket)
        self._on_called(done)

    def park(self) -> None:
        """Ask why the citizen goes away for a while."""
        quick = (_("Photocopy"), _("A paper at home"), _("Signature of the RT"))
        ask = Ask("reason", _("&Why"), quick=quick)
        title = _("Put {number} aside").format(number=self._number)
        self._prompt(title, [ask], lambda t, v: ParkTicket(ticket=t, reason=v["reason"]), self.parked)

    def transfer(self) -> None:
        """Ask for which other queue it is."""
        group = self._served["group"] if self._served else ""
        others = [(one, queue_label(one)) for one in GROUPS if one != group]
        asks = [
            Ask("group", _("To the &queue"), "choice", choices=others),
            Ask("note", _("&Note for whoever calls it"), needed=False),
        ]
        title = _("Pass {number} to another queue").format(number=self._number)
        self._prompt(title, asks, lambda t, v: TransferTicket(ticket=t, **v), self.left)

    def hand_on(self) -> None:
        """Ask why somebody else shall serve."""
        ask = Ask("reason", _("&Why"), quick=(_("Relative"), _("Close friend")))
        title = _("Leave {number} to a colleague").format(number=self._number)
        detail = _("It keeps its place, and you can't call it again.")
        self._prompt(title, [ask], lambda t, v: HandOnTicket(ticket=t, **v), self.left, detail)

    def bring(self) -> None:
        """Ask which of those put aside or skipped is back."""
        choices = [(one["ticket"], _aside(one)) for one in self._queue["aside"]]
        asks = [Ask("ticket", _("&Number"), "choice", choices=choices)]
        detail = _("It is called after two others.")
        accept = _("Bring back")
        Prompt(self._over, _("Who is back?"), asks, self._requeue, detail=detail, accept=accept)

    def out_of_turn(self, ticket: str = "") -> None:
        """Ask whom to call, and why before the turn."""
        waiting = self._queue["waiting"]
        choices = [(one["ticket"], f"{one['number']} · {one['group_label']}") for one in waiting]
        asks = [
            Ask("ticket", _("&Number"), "choice", ticket, choices=choices),
            Ask("reason", _("&Why"), needed=False, hint=_("Stands on the daily report with your name.")),
        ]
        Prompt(self._over, _("Call out of turn"), asks, self._call, accept=_("Call"))

    @property
    def _over(self) -> QWidget:
        return self._panel.parentWidget() or self._panel

    @property
    def _number(self) -> str:
        return self._served["number"] if self._served else ""

    def _run(self, command: Callable[[str], Command]) -> None:
        if self._served is not None:
            ticket = self._served["ticket"]
            self._ops.run(command(ticket), self, lambda _done: self.left.emit(ticket))

    def _prompt(
        self,
        title: str,
        asks: list[Ask],
        command: Callable[[str, Values], Command],
        tell: SignalInstance,
        detail: str = "",
    ) -> None:
        """Ask, and do it with the number that is served now."""
        if self._served is None:
            return
        ticket = self._served["ticket"]

        def submit(values: Values, prompt: Prompt) -> None:
            def done(_done: object) -> None:
                prompt.leave()
                tell.emit(ticket)

            self._ops.run(command(ticket, values), prompt, done, prompt.refuse)

        Prompt(self._over, title, asks, submit, detail=detail)

    def _requeue(self, values: Values, prompt: Prompt) -> None:
        self._ops.run(RequeueTicket(ticket=values["ticket"]), prompt, prompt.leave, prompt.refuse)

    def _call(self, values: Values, prompt: Prompt) -> None:
        def done(done: Done) -> None:
            prompt.leave()
            self.called.emit(done.ids["ticket"])

        command = CallTicket(ticket=values["ticket"], reason=values["reason"], finish=True)
        self._ops.run(command, prompt, done, prompt.refuse)


def _aside(one: dict[str, Any]) -> str:
    if one["state"] == "skipped":
        return _("{number} · did not come").format(number=one["number"])
    return _("{number} · put aside: {why}").format(number=one["number"], why=one["note"])


def aside_words(count: int) -> str:
    """Return how many may come back."""
    return ngettext("{n} put aside or skipped", "{n} put aside or skipped", count).format(n=count)
