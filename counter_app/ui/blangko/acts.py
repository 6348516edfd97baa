"""What is booked of blank stock: each act asks for its few facts and keeps them while it is refused."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from counter_app.domain.words import kind_label
from counter_app.i18n import _, date_text, number
from counter_app.office.commands.blangko import (
    CountBlangko,
    DestroyCards,
    ExpectBlangko,
    ReceiveBlangko,
    SpoilBlangko,
)
from counter_app.office.commands.process import PutBack, SetAside
from counter_app.office.office import Command, Done
from counter_app.ui.blangko.words import Stock
from counter_app.ui.parts.prompt import Ask, Prompt, Values
from counter_app.ui.screen import Screen


class Acts:
    """The acts of the screen of blank stock, for the kind that is shown."""

    def __init__(self, screen: Screen, received: Callable[[str], None]) -> None:
        self._screen, self._received = screen, received

    def receive(self, kind: str) -> None:
        """Book a delivery."""
        asks = [
            Ask("quantity", _("&How many"), "number"),
            Ask("letter", _("&Letter or handover record"), needed=False),
            Ask("sender", _("Sen&der"), needed=False),
            Ask("serial_from", _("Serials &from"), needed=False),
            Ask("serial_to", _("&to"), needed=False, beside=True),
        ]
        self._prompt(
            _("Receive blank {kind}"), kind, asks, partial(_receive, kind), partial(self._came, kind)
        )

    def spoil(self, kind: str) -> None:
        """Book spoiled pieces."""
        asks = [
            Ask("quantity", _("&How many"), "number", 1),
            Ask("reason", _("&Reason"), "line"),
            Ask(
                "application",
                _("Application &number"),
                needed=False,
                hint=_("If a citizen's card failed: a file that is printed goes back to printing."),
            ),
            Ask("serial", _("&Serial number"), needed=False),
        ]
        self._prompt(_("Blank {kind} spoiled"), kind, asks, partial(_spoil, kind))

    def count(self, stock: Stock) -> None:
        """Book a stock-taking; the difference shows before it is booked."""
        asks = [
            Ask("counted", _("&How many were counted"), "number", stock["here"]),
            Ask("reason", _("&Reason")),
            Ask("second", _("Counted together &with"), hint=_("Two people count; both names are kept.")),
        ]
        prompt = self._prompt(
            _("Stock-taking of blank {kind}"),
            stock["kind"],
            asks,
            partial(_count, stock["kind"]),
            detail=_("The book says {n} at this counter.").format(n=number(stock["here"])),
        )
        editor: Any = prompt.editor("counted")
        editor.valueChanged.connect(partial(_show_difference, prompt, stock["here"]))
        _show_difference(prompt, stock["here"], stock["here"])

    def expect(self, kind: str) -> None:
        """Note an announced delivery."""
        asks = [
            Ask("quantity", _("&How many"), "number"),
            Ask("on", _("On which &day"), "date", hint=_("Digits are enough: 27112026")),
        ]
        self._prompt(_("A delivery of blank {kind} is announced"), kind, asks, partial(_expect, kind))

    def destroy(self) -> None:
        """Record the destruction of withdrawn and spoiled cards, then print its record."""
        asks = [
            Ask("method", _("&How they were destroyed")),
            Ask("letter", _("&Letter or handover record"), needed=False),
            Ask("witnesses", _("&Witnesses"), "long", hint=_("One name on each line."), each_line=True),
        ]
        self._prompt(
            _("Destroy withdrawn and spoiled cards"),
            "",
            asks,
            _destroy,
            self._destroyed,
            detail=_("All cards withdrawn or spoiled since the last record, of every kind."),
        )

    def set_aside(self, row: dict[str, Any]) -> None:
        """Take somebody out of the line."""
        Prompt(
            self._screen,
            _("Set {name} aside").format(name=row["name"]),
            [Ask("reason", _("&Reason"))],
            partial(self._run, partial(_set_aside, row["application"]), None),
            detail=_("The place in the line is kept for when the file is put back."),
            accept=_("Set aside"),
        )

    def put_back(self, row: dict[str, Any]) -> None:
        """Return somebody to the line."""
        words = _("{name} stands in the line again.").format(name=row["name"])
        self._screen.ops.run(
            PutBack(application=row["application"]), self._screen, lambda _done: self._screen.place.say(words)
        )

    def book(self, kind: str) -> None:
        """Print the stock book of a period; Enter takes this month."""
        today = self._screen.place.now().date()
        asks = [
            Ask("from", _("&From"), "date", today.replace(day=1)),
            Ask("to", _("&To"), "date", today, beside=True),
        ]
        title = _("Print the stock book of {kind}").format(kind=kind_label(kind))
        Prompt(self._screen, title, asks, partial(self._print_book, kind), accept=_("Print"))

    def _prompt(
        self,
        title: str,
        kind: str,
        asks: list[Ask],
        command: Callable[[Values], Command],
        done: Callable[[Values, Done], None] | None = None,
        detail: str = "",
    ) -> Prompt:
        return Prompt(
            self._screen,
            title.format(kind=kind_label(kind)),
            asks,
            partial(self._run, command, done),
            detail=detail,
            accept=_("Book it"),
        )

    def _run(
        self,
        command: Callable[[Values], Command],
        done: Callable[[Values, Done], None] | None,
        values: Values,
        prompt: Prompt,
    ) -> None:
        def finish(told: Done) -> None:
            prompt.leave()
            if done:
                done(values, told)

        self._screen.ops.run(command(values), self._screen, finish, prompt.refuse)

    def _came(self, kind: str, values: Values, told: Done) -> None:
        if not told.warnings:
            words = _("{n} blank {kind} were booked in.")
            self._screen.place.say(words.format(n=number(values["quantity"]), kind=kind_label(kind)))
        self._received(kind)

    def _destroyed(self, _values: Values, told: Done) -> None:
        self._screen.place.papers.print("destruction", told.ids["record"])
        self._screen.place.say(_("The destruction is recorded; its record is being printed."))

    def _print_book(self, kind: str, values: Values, prompt: Prompt) -> None:
        prompt.leave()
        period: dict[str, Any] = {"from": values["from"], "to": values["to"]}
        self._screen.place.papers.print("ledger", kind, **period)
        words = _("The stock book from {first} to {last} is being printed.")
        self._screen.place.say(words.format(first=date_text(period["from"]), last=date_text(period["to"])))


def _receive(kind: str, values: Values) -> Command:
    return ReceiveBlangko(kind=kind, **values)


def _spoil(kind: str, values: Values) -> Command:
    return SpoilBlangko(kind=kind, **values)


def _count(kind: str, values: Values) -> Command:
    return CountBlangko(kind=kind, **values)


def _expect(kind: str, values: Values) -> Command:
    return ExpectBlangko(kind=kind, **values)


def _destroy(values: Values) -> Command:
    return DestroyCards(**(values | {"witnesses": values["witnesses"].splitlines()}))


def _set_aside(application: str, values: Values) -> Command:
    return SetAside(application=application, **values)


def _show_difference(prompt: Prompt, here: int, counted: int) -> None:
    difference = counted - here
    if not difference:
        prompt.hint("counted", _("As the book says: no difference."), "ok")
        return
    words = _("Difference: {n}. It is booked with your name.")
    sign = "+" if difference > 0 else ""
    prompt.hint("counted", words.format(n=f"{sign}{number(difference)}"), "warning")
