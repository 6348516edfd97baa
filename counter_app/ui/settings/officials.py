"""Settings: who signs on paper."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtWidgets import QLineEdit

from counter_app.domain.catalogue import SIGNERS
from counter_app.domain.founding import short_id
from counter_app.domain.nip import odd_nip
from counter_app.domain.words import official_label
from counter_app.i18n import N_, _
from counter_app.office.commands.settings import RetireOfficial, SetOfficial
from counter_app.office.queries.signing import Officials
from counter_app.ui.parts.blocks import Empty, button
from counter_app.ui.parts.prompt import Ask, Prompt, Values
from counter_app.ui.parts.ranks import RANKS
from counter_app.ui.parts.table import Column, Status
from counter_app.ui.settings.listed import ListSection, Row
from counter_app.ui.states import day_words
from counter_app.ui.workplace import Workplace


class OfficialsSection(ListSection):
    """The camat, the secretary, heads of section."""

    name = "officials"
    label = N_("Officials")
    icon = "account-tie-outline"
    lead = N_("Who signs, as it stands below a signature. Letters already signed keep the name they have.")
    topics = frozenset({"official", "absence"})

    def __init__(self, place: Workplace) -> None:
        columns = (
            Column(_("Name"), lambda one: one["name"], 3, 16),
            Column(_("Office held"), lambda one: one["title"] or official_label(one["role"]), 2, 17),
            Column(_("NIP"), lambda one: one["nip"] or "-", 0, 19),
            Column(_("Rank"), lambda one: one["rank"] or "-", 2, 16),
            Column(_("Now"), _presence, 0, 21),
        )
        empty = Empty("account-tie-outline", _("Nobody signs yet"), _("Add the camat first: Ctrl+N."))
        super().__init__(place, columns, "id", empty, _("Officials"))
        self.add = button(_("Add"), "primary", key="Ctrl+N", icon="plus")
        self.edit = button(_("Change"), icon="pencil-outline", tip=_("Enter"))
        self.retire = button(_("No longer in office"), key="Ctrl+Del", icon="account-remove-outline")
        self.buttons(self.add, self.edit, self.retire)
        self.add.clicked.connect(self._on_add)
        self.edit.clicked.connect(self._on_edit)
        self.retire.clicked.connect(self._on_retire)

    def refresh(self) -> None:
        """Ask who signs."""
        self.ops.ask(Officials(), self, self._show)

    def _show(self, rows: list[Row]) -> None:
        self.show_rows(sorted(rows, key=lambda one: SIGNERS.index(one["role"])))

    def on_chosen(self, one: Row | None) -> None:
        """Without a row there is nothing to change."""
        self.edit.setEnabled(one is not None)
        self.retire.setEnabled(one is not None)

    def change(self, one: Row) -> None:
        """Ask for what changed."""
        self._ask(_("Change {name}").format(name=one["name"]), one, partial(self._submit, one["id"]))

    def _on_add(self) -> None:
        here = {row["role"] for row in self.rows.rows}
        role = next((role for role in SIGNERS if role not in here), "kasi")
        one = {"name": "", "role": role, "title": "", "nip": "", "rank": ""}
        self._ask(_("Who signs from now on?"), one, partial(self._submit, ""))

    def _on_edit(self) -> None:
        if (one := self.table.current()) is not None:
            self.change(one)

    def _ask(self, title: str, one: Row, submit: Any) -> None:
        roles = [(role, official_label(role)) for role in SIGNERS]
        asks = (
            Ask("name", _("&Name with degrees"), value=one["name"]),
            Ask("role", _("&Role"), "choice", one["role"], choices=roles),
            Ask("title", _("&Title on papers"), value=one["title"], needed=False),
            Ask("nip", _("N&IP"), value=one["nip"], needed=False),
            Ask("rank", _("R&ank"), value=one["rank"], needed=False, hint=RANKS[2]),
        )
        prompt = Prompt(self.over, title, asks, submit, accept=_("Save"))
        nip = prompt.editor("nip")
        assert isinstance(nip, QLineEdit)
        nip.editingFinished.connect(partial(_judge_nip, prompt, nip))

    def _submit(self, id: str, values: Values, prompt: Prompt) -> None:
        taken = {row["id"] for row in self.rows.rows}
        official = id or (values["role"] if values["role"] not in taken else short_id(values["name"], taken))
        command = SetOfficial(official=official, **values)
        self.table.pick(official)
        self.ops.run(command, self, partial(self._on_done, prompt), prompt.refuse)

    def _on_retire(self) -> None:
        one = self.table.current()
        if one is None:
            return
        detail = _("{name} can no longer be chosen for a signature. Old letters keep the name.")
        Prompt(
            self.over,
            _("No longer in office"),
            (),
            partial(self._submit_retire, one["id"]),
            detail=detail.format(name=one["name"]),
            accept=_("No longer in office"),
            kind="danger",
        )

    def _submit_retire(self, id: str, _values: Values, prompt: Prompt) -> None:
        self.ops.run(RetireOfficial(official=id), self, partial(self._on_done, prompt), prompt.refuse)

    def _on_done(self, prompt: Prompt, _done: object) -> None:
        prompt.leave()
        self.refresh()
        self.place.say(_("Saved. Papers printed from now on show it."))


def _presence(one: Row) -> Status:
    if one["away_until"]:
        words = _("away until {day}").format(day=day_words(one["away_until"]))
        return Status(words, "warning", "account-off-outline")
    return Status(_("present"), "ok", "account-check-outline")


def _judge_nip(prompt: Prompt, nip: QLineEdit) -> None:
    prompt.hint("nip", odd_nip(nip.text()))
