"""Blangko: what blank stock there is, who waits for it in which order, what was booked."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from counter_app.domain.catalogue import KINDS
from counter_app.domain.words import kind_label
from counter_app.i18n import N_, _
from counter_app.office.queries.blangko import Blangko as Stocks
from counter_app.ui import theme
from counter_app.ui.blangko.acts import Acts
from counter_app.ui.blangko.book import BookPart
from counter_app.ui.blangko.cards import StockCard
from counter_app.ui.blangko.in_order import InOrder
from counter_app.ui.blangko.line import LinePart
from counter_app.ui.blangko.words import Stock, callable_now
from counter_app.ui.parts.blocks import column, row
from counter_app.ui.screen import Key, Screen
from counter_app.ui.workplace import Workplace


class Blangko(Screen):
    """Three kinds across the top; the line and the book of the chosen one below."""

    purpose = N_(
        "Shows how many blank cards are left, who waits for them in which order, and books every one "
        "that comes or goes."
    )
    steps = (
        N_("Choose the kind with Alt+1, Alt+2 or Alt+3. Its line and its book show below."),
        N_(
            "When a delivery comes, press F4 and type how many and the letter. Then F12 prints the call list."
        ),
        N_(
            "Press F8 to print the first in line: type the serial number of the card, Enter. "
            "The next one follows until Esc."
        ),
        N_("To print somebody else first, choose the row and press F7. It needs a reason."),
        N_("F6 takes a row out of the line, and puts it back from the list of those set aside."),
        N_(
            "F9 books a spoiled card. A supervisor counts the stock with F2 "
            "and announces deliveries with F10."
        ),
    )
    keys = (
        Key("Alt+1", N_("KTP-el; Alt+2 KIA; Alt+3 family card")),
        Key("F8", N_("Print the next in order, one after the other")),
        Key("F7", N_("Print the chosen row out of line, with a reason")),
        Key("F6", N_("Set the chosen row aside, or put it back")),
        Key("Return", N_("Open the application of the row")),
        Key("F12", N_("Print the call list")),
        Key("F4", N_("Receive a delivery")),
        Key("F9", N_("Book spoiled cards")),
        Key("F2", N_("Stock-taking (supervisor)")),
        Key("F10", N_("Announce a delivery (supervisor)")),
        Key("F11", N_("Record destroyed cards (supervisor)")),
        Key("Ctrl+P", N_("Print the stock book")),
    )
    topics = frozenset({"blangko", "application", "office", "service"})

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        clerk = place.may("clerk", "supervisor")
        self.cards = {kind: StockCard(kind, f"Alt+{n}") for n, kind in enumerate(KINDS, 1)}
        self.line = LinePart(self.ops, clerk=clerk)
        self.book = BookPart(self.ops, clerk=clerk, supervisor=place.may("supervisor"))
        self.acts = Acts(self, self._on_received)
        self.in_order = InOrder(self, self._on_printed)
        self.stocks: dict[str, Stock] = {}
        self._build()
        self._listen()
        self.cards[self.kind].mark(chosen=True)

    def _build(self) -> None:
        cards = row(*self.cards.values(), gap=theme.GAP)
        for place in range(len(self.cards)):
            cards.setStretch(place, 1)
        self.book.setMinimumWidth(theme.now().px(336))
        below = row(self.line, self.book, gap=theme.GAP)
        below.setStretch(0, 14)
        below.setStretch(1, 5)
        body = column(cards, below, gap=theme.GAP)
        body.setStretch(1, 1)
        self.setLayout(body)

    def _listen(self) -> None:
        for kind, card in self.cards.items():
            card.chosen.connect(self.choose)
            QShortcut(QKeySequence(f"Alt+{KINDS.index(kind) + 1}"), self, lambda kind=kind: self.choose(kind))
        for act, slot in (
            (self.line.next, self._on_next),
            (self.line.chosen, self._on_chosen),
            (self.line.set_aside, self._on_aside),
            (self.line.put_back, self._on_back),
            (self.line.calls, self._on_calls),
            (self.book.receive, self._on_receive),
            (self.book.spoil, self._on_spoil),
            (self.book.count, self._on_count),
            (self.book.expect, self._on_expect),
            (self.book.destruction, self.acts.destroy),
            (self.book.paper, self._on_book),
        ):
            act.clicked.connect(slot)
        self.line.table.opened.connect(self._on_opened)

    @property
    def kind(self) -> str:
        """The kind whose line shows."""
        return self.line.kind

    def home(self) -> QWidget:
        """Return the line of whoever waits."""
        return self.line.table

    def open(self, show: Any) -> None:
        """Show the line of a kind."""
        if show in self.cards:
            self.choose(show)

    def choose(self, kind: str) -> None:
        """Show the line and the book of ``kind``."""
        for other, card in self.cards.items():
            card.mark(chosen=other == kind)
        self.line.notice.clear()
        self.line.show_kind(kind)
        self._show_chosen()
        self.book.show_kind(kind, self.place.now().date())

    def _refresh(self) -> None:
        self.ops.ask(Stocks(), self, self._show)
        self.line.refresh()
        self.book.show_kind(self.kind, self.place.now().date())

    def _show(self, stocks: list[Stock]) -> None:
        self.stocks = {stock["kind"]: stock for stock in stocks}
        for kind, stock in self.stocks.items():
            self.cards[kind].show_stock(stock)
        self._show_chosen()

    def _show_chosen(self) -> None:
        if self.kind in self.stocks:
            self.line.show_stock(self.stocks[self.kind])
            if self.line.notice.words:
                self._say_callable(self.stocks[self.kind])

    def _on_next(self) -> None:
        self.in_order.begin(self.kind)

    def _on_chosen(self) -> None:
        row = self.line.table.current()
        if row and row["rank"] == 1:
            self.in_order.begin(self.kind)
        elif row:
            self.in_order.out_of_line(row)

    def _on_aside(self) -> None:
        if row := self.line.table.current():
            self.acts.set_aside(row)

    def _on_back(self) -> None:
        if row := self.line.table.current():
            self.acts.put_back(row)

    def _on_calls(self) -> None:
        self.place.papers.print("calls", self.kind)
        self.place.say(_("The call list of {kind} is being printed.").format(kind=kind_label(self.kind)))

    def _on_receive(self) -> None:
        self.acts.receive(self.kind)

    def _on_spoil(self) -> None:
        self.acts.spoil(self.kind)

    def _on_count(self) -> None:
        if self.kind in self.stocks:
            self.acts.count(self.stocks[self.kind])

    def _on_expect(self) -> None:
        self.acts.expect(self.kind)

    def _on_book(self) -> None:
        self.acts.book(self.kind)

    def _on_opened(self, row: dict[str, Any]) -> None:
        self.place.open_application(row["application"], self)

    def _on_received(self, kind: str) -> None:
        """Offer the call list for what came."""
        self.ops.ask(Stocks(), self, partial(self._offer_calls, kind), key="received")

    def _offer_calls(self, kind: str, stocks: list[Stock]) -> None:
        if kind == self.kind:
            self._say_callable(next(stock for stock in stocks if stock["kind"] == kind))

    def _say_callable(self, stock: Stock) -> None:
        """Say how many can be printed now, as long as any can."""
        if not stock["printable"]:
            self.line.notice.clear()
        else:
            act = _("Print the call list") + "   F12"
            self.line.notice.say(callable_now(stock), "ok", act=act, then=self._on_calls)

    def _on_printed(self, words: str) -> None:
        self.place.say(words, "accent")
