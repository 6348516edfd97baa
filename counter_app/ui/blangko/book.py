"""What was booked of one kind in the last weeks, and what can be booked."""

from __future__ import annotations

import datetime as dt
from functools import partial

from PySide6.QtWidgets import QGridLayout

from counter_app.i18n import _, number, time_text
from counter_app.office.queries.books import Ledger
from counter_app.office.records import Ledger as Book
from counter_app.office.records import LedgerRow
from counter_app.ui import theme
from counter_app.ui.ops import Ops
from counter_app.ui.parts.blocks import Card, Empty, button
from counter_app.ui.parts.table import Column, Rows, Table
from counter_app.ui.states import day_words, time_words

WEEKS = dt.timedelta(weeks=4)


class BookPart(Card):
    """The ledger of the last four weeks, newest first, above the acts that book."""

    def __init__(self, ops: Ops, *, clerk: bool, supervisor: bool) -> None:
        super().__init__(_("Stock book"))
        self._ops, self._may_receive, self._kind = ops, clerk, ""
        self.empty = Empty("book-open-outline", "")
        self.rows = Rows(_columns(dt.date.min), lambda one: (one.at, one.what, one.left))
        self.table = Table(self.rows, self.empty, name=_("What was booked in the last four weeks"))
        self.paper = button(_("Print book"), "quiet", key="Ctrl+P", icon="printer-outline")
        self.receive = button(_("Receive a delivery"), key="F4", icon="truck-delivery-outline")
        self.spoil = button(_("Spoiled"), key="F9")
        self.count = button(_("Stock-taking"), key="F2")
        self.expect = button(_("Announce"), key="F10")
        self.destruction = button(_("Destroy"), key="F11")
        self._build(clerk=clerk, supervisor=supervisor)

    def _build(self, *, clerk: bool, supervisor: bool) -> None:
        self.body.setContentsMargins(6, theme.GAP, 6, theme.GAP)
        self.head.setContentsMargins(10, 0, 4, 0)
        self.head.addWidget(self.paper)
        acts = QGridLayout()
        acts.setContentsMargins(10, 4, 10, 0)
        acts.setSpacing(theme.SMALL_GAP)
        acts.addWidget(self.receive, 0, 0, 1, 2)
        acts.addWidget(self.spoil, 1, 0, 1, 1 if supervisor else 2)
        for act, place in ((self.count, (1, 1)), (self.expect, (2, 0)), (self.destruction, (2, 1))):
            acts.addWidget(act, *place)
            if not supervisor:
                act.hide()
        for act in (self.receive, self.spoil):
            if not clerk:
                act.hide()
        self.add(self.table, acts)
        self.body.setStretchFactor(self.table, 1)

    def show_kind(self, kind: str, today: dt.date) -> None:
        """Ask what was booked of one kind; another kind begins at its newest line."""
        if kind != self._kind:
            self.table.from_top()
        self._kind = kind
        question = Ledger(kind=kind, from_=today - WEEKS, to=today)
        self._ops.ask(question, self, partial(self._show, today))

    def _show(self, today: dt.date, book: Book) -> None:
        ever = book.opening or book.rows
        if ever:
            self.empty.say(_("Nothing was booked in these four weeks."))
        else:
            how = _("Receive the first delivery with F4.") if self._may_receive else ""
            self.empty.say(_("No delivery of {kind} was booked yet.").format(kind=book.kind), how)
        self.rows.take(0, book.rows[::-1], len(book.rows) + 1, _columns(today))


def _columns(today: dt.date) -> list[Column]:
    return [
        Column(_("When"), lambda one: _short(one, today), 0, least=7, tip=_tip),
        Column(_("What"), _brief, 2.0, least=8, tip=_tip),
        Column(_("In/out"), _moved, 0, least=5, right=True, tip=_tip),
        Column(_("Left"), lambda one: number(one.left), 0, least=4, right=True, tip=_tip),
    ]


def _short(one: LedgerRow, today: dt.date) -> str:
    """Return the time of what was booked today, the day of what was booked before."""
    return time_text(one.at) if one.at.date() == today else day_words(one.at.isoformat())


def _when(one: LedgerRow) -> str:
    return time_words(one.at.isoformat())


def _what(one: LedgerRow) -> str:
    return ", ".join(part for part in (one.what, one.letter) if part)


def _brief(one: LedgerRow) -> str:
    """Return what was booked; of an application's number its end, which the narrow list has room for."""
    words, number = _what(one), one.application
    return words.replace(number, f"…{number.rpartition('-')[2]}") if number else words


def _moved(one: LedgerRow) -> str:
    quantity = one.received - one.used - one.spoiled + one.counted
    return f"{'+' if quantity > 0 else ''}{number(quantity)}"


def _tip(one: LedgerRow) -> str:
    return " · ".join(part for part in (_when(one), _what(one), one.serial, one.staff) if part)
