"""The line for one kind of blangko, in its order; and those set aside, apart."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtWidgets import QPushButton

from counter_app.domain.words import kind_label
from counter_app.i18n import _, number
from counter_app.office.queries.blangko import Line
from counter_app.ui import theme, villages
from counter_app.ui.blangko.words import Stock, waiting_words
from counter_app.ui.ops import Ops
from counter_app.ui.parts.blocks import Card, Empty, Kind, button, heading, row
from counter_app.ui.parts.notice import Notice
from counter_app.ui.parts.table import Column, Rows, Status, Table
from counter_app.ui.states import day_words


class LinePart(Card):
    """The table of who waits, with what can be done to the line below it."""

    def __init__(self, ops: Ops, *, clerk: bool) -> None:
        super().__init__()
        self._ops = ops
        self.kind, self.aside, self._clerk = "ktp_el", False, clerk
        self.title = heading("")
        self.waiting, self.apart = _pill(_("In &line")), _pill(_("Set &aside"))
        self.notice = Notice()
        self.empty = Empty("account-check-outline", "")
        self.rows = Rows(_columns(aside=False), lambda one: one["application"])
        self.table = Table(self.rows, self.empty, name=_("Who waits for blank stock"))
        self.next = _act(_("Print the next"), "F8", clerk, "primary", icon="printer")
        self.chosen = _act(_("Print this one"), "F7", clerk)
        self.set_aside, self.put_back = _act(_("Set aside"), "F6", clerk), _act(_("Put back"), "F6", False)
        self.calls = button(_("Call list"), key="F12", icon="phone-outline")
        self._build()

    def _build(self) -> None:
        self.body.setContentsMargins(6, theme.GAP, 6, theme.GAP)
        head = row(self.title, None, self.waiting, self.apart)
        head.setContentsMargins(10, 0, 10, 0)
        foot = row(self.next, self.chosen, self.set_aside, self.put_back, None, self.calls)
        foot.setContentsMargins(10, 4, 10, 0)
        self.add(head, self.notice, self.table, foot)
        self.body.setStretchFactor(self.table, 1)
        self.waiting.setChecked(True)
        self.waiting.clicked.connect(self._on_waiting)
        self.apart.clicked.connect(self._on_apart)
        self.rows.wanted.connect(self._on_wanted)

    def show_kind(self, kind: str) -> None:
        """Show the line of another kind from its head."""
        self.kind = kind
        self._turn(aside=False)

    def show_stock(self, stock: Stock) -> None:
        """Say how many wait."""
        self.title.setText(
            _("Waiting for {kind}: {n}")
            .format(kind=kind_label(stock["kind"]), n=number(stock["waiting"]))
            .upper()
        )

    def refresh(self) -> None:
        """Ask for the list anew."""
        self.rows.restart()

    def _turn(self, *, aside: bool) -> None:
        self.aside = aside
        self.waiting.setChecked(not aside)
        self.apart.setChecked(aside)
        self.next.setEnabled(not aside)
        self.chosen.setEnabled(not aside)
        self.set_aside.setVisible(self._clerk and not aside)
        self.put_back.setVisible(self._clerk and aside)
        self.table.from_top()
        self.rows.begin()
        self.table.setFocus()

    def _on_waiting(self) -> None:
        self._turn(aside=False)

    def _on_apart(self) -> None:
        self._turn(aside=True)

    def _on_wanted(self, offset: int, limit: int) -> None:
        question = Line(kind=self.kind, aside=self.aside, offset=offset, limit=limit)
        self._ops.ask(question, self, partial(self._show, question))

    def _show(self, asked: Line, rows: list[dict[str, Any]]) -> None:
        kind = kind_label(asked.kind)
        if asked.aside:
            self.empty.say(_("Nobody is set aside."), _("F6 on a row of the line sets it aside."))
        else:
            self.empty.say(
                _("Nobody waits for blank {kind}.").format(kind=kind),
                _("Whoever comes to the step of printing stands here, in order."),
            )
        self.rows.take(asked.offset, rows, asked.limit, _columns(aside=asked.aside))


def _pill(words: str) -> QPushButton:
    found = button(words, "pill")
    found.setCheckable(True)
    return found


def _act(words: str, key: str, seen: bool, kind: Kind = "", icon: str = "") -> QPushButton:
    found = button(words, kind, key=key, icon=icon)
    if not seen:
        found.hide()
    return found


def _columns(*, aside: bool) -> list[Column]:
    state = (
        Column(_("Reason"), lambda one: one["reason"], 2.0, least=11)
        if aside
        else Column(_("State"), _state, 0, least=14)
    )
    return [
        Column(_("No."), lambda one: number(one["rank"]) if one["rank"] else "-", 0, least=3, right=True),
        Column(_("Application no."), lambda one: one["application"], 0, least=17),
        Column(_("Name"), lambda one: one["name"], 2.0, least=11),
        Column(_("Service"), lambda one: one["label"], 1.0, least=8),
        state,
        Column(_("Days"), lambda one: number(one["working_days"]), 0, least=4, right=True, tip=waiting_words),
        Column(_("Phone"), lambda one: one["phone"] or "-", 0, least=14),
        Column(_("Since"), lambda one: day_words(one["since"]), 0, least=7, tip=waiting_words),
        Column(villages.now().title, lambda one: one["kelurahan"] or "-", 0.6, least=8),
    ]


def _state(one: dict[str, Any]) -> Status:
    if one["printable"]:
        return Status(_("Can print"), "ok", "printer-check")
    return Status(_("Waits"), "plain", "timer-sand")
