"""Settings: after how many years old applications are closed to reading; close them, open them again."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import Any

from PySide6.QtWidgets import QSizePolicy

from counter_app.domain.event_words import event_words
from counter_app.domain.retention import MOST_YEARS
from counter_app.i18n import N_, _, date_text, ngettext, number
from counter_app.office.commands.retention import CloseToReading, ReopenToReading
from counter_app.office.office import Done
from counter_app.office.queries.closed import Retention
from counter_app.ui import theme
from counter_app.ui.parts.blocks import Empty, button, column, heading, row, text
from counter_app.ui.parts.fields import Field, spin_box
from counter_app.ui.parts.prompt import Ask, Prompt, Values
from counter_app.ui.parts.table import Column, Rows, Table
from counter_app.ui.settings.section import OfficeForm
from counter_app.ui.states import time_words
from counter_app.ui.workplace import Workplace

WIDE = 430


class RetentionSection(OfficeForm):
    """The years of the archive schedule, and the acts that follow from it."""

    name = "retention"
    label = N_("Old applications")
    icon = "archive-lock-outline"
    lead = N_(
        "What the archive schedule says: finished applications can be closed to reading after some years. "
        "Counts stay, nothing is destroyed, and the administrator still reads them."
    )
    topics = frozenset({"office", "retention", "staff"})

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self.years = self.form.count("closed_after_years", spin_box(MOST_YEARS))
        self.now, self.next = text("", "strong", wrap=True), text("", "soft", wrap=True)
        self.close_button = button(_("Close to reading"), icon="archive-lock-outline")
        self.reopen_button = button(_("Open to reading again"), icon="archive-lock-open-outline")
        for part in (self.close_button, self.reopen_button):
            part.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            part.setEnabled(False)
        self.rows = Rows(_columns(), lambda one: one["at"])
        nothing = Empty("archive-lock-outline", _("Nothing was closed yet"))
        self.table = Table(self.rows, nothing, name=_("Closed and opened before"))
        self._found: dict[str, Any] = {}
        self._build()
        self.close_button.clicked.connect(self._on_close)
        self.reopen_button.clicked.connect(self._on_reopen)

    def _build(self) -> None:
        years = Field(
            _("&Years after which they may be closed"), self.years, hint=_("0: never. It closes nothing yet.")
        )
        years.setMaximumWidth(theme.now().px(WIDE))
        acts = row(self.close_button, self.reopen_button, None, gap=theme.GAP)
        for part in (
            column(years),
            column(heading(_("Now")), self.now, self.next, acts),
            column(heading(_("Closed and opened before"))),
        ):
            self.body.addLayout(part)
        self.body.addWidget(self.table, 1)

    def begin(self) -> None:
        """Begin at the years."""
        self.years.setFocus()

    def refresh(self) -> None:
        """Ask for the settings, and for what is closed."""
        super().refresh()
        self.ops.ask(Retention(), self, self._show_closed)

    def _show_closed(self, found: dict[str, Any]) -> None:
        self._found = found
        self.now.setText(_closed_words(found))
        self.next.setText(_closes_words(found))
        self.close_button.setEnabled(found["may"] and found["years"] > 0)
        self.reopen_button.setEnabled(found["may"] and found["closed_before"] is not None)
        self.rows.take(0, found["acts"], len(found["acts"]) + 1)

    def _on_close(self) -> None:
        latest = dt.date.fromisoformat(self._found["latest"])
        asks = [
            Ask("before", _("Finished &before"), "date", latest),
            Ask("reason", _("&Reason"), hint=_("Such as the number of the archive schedule.")),
        ]
        self._ask(_("Close to reading"), asks, self._submit_close, _closes_words(self._found))

    def _submit_close(self, values: Values, prompt: Prompt) -> None:
        said = _("Closed. Only who looks after the data reads them now.")
        self._run(CloseToReading(**values), said, prompt)

    def _on_reopen(self) -> None:
        asks = [Ask("reason", _("&Reason"))]
        self._ask(_("Open to reading again"), asks, self._submit_reopen, _closed_words(self._found))

    def _submit_reopen(self, values: Values, prompt: Prompt) -> None:
        self._run(ReopenToReading(**values), _("Everybody at the counter reads them again."), prompt)

    def _ask(self, title: str, asks: list[Ask], submit: Any, detail: str) -> None:
        Prompt(self.over, title, asks, submit, detail=detail, accept=title)

    def _run(self, command: CloseToReading | ReopenToReading, said: str, prompt: Prompt) -> None:
        self.ops.run(command, self, partial(self._on_done, said, prompt), prompt.refuse)

    def _on_done(self, said: str, prompt: Prompt, _done: Done) -> None:
        prompt.leave()
        self.place.say(said)
        self.refresh()


def _closed_words(found: dict[str, Any]) -> str:
    if found["closed_before"] is None:
        return _("No applications are closed to reading.")
    words = ngettext(
        "Closed: what was finished before {day}, {n} application.",
        "Closed: what was finished before {day}, {n} applications.",
        found["closed"],
    )
    return words.format(day=_day(found["closed_before"]), n=number(found["closed"]))


def _closes_words(found: dict[str, Any]) -> str:
    if not found["years"]:
        return _("Set the years first and save them; then they can be closed here.")
    words = ngettext(
        "What was finished before {day} may be closed: {n} application.",
        "What was finished before {day} may be closed: {n} applications.",
        found["closes"],
    ).format(day=_day(found["latest"]), n=number(found["closes"]))
    return words if found["may"] else " ".join([words, _("The administrator does it.")])


def _day(iso: str) -> str:
    return date_text(dt.date.fromisoformat(iso))


def _columns() -> tuple[Column, ...]:
    return (
        Column(_("When"), lambda one: time_words(one["at"]), 1, 18),
        Column(_("Who"), lambda one: one["name"], 1, 12),
        Column(_("What"), lambda one: event_words("retention", one["event"]), 3, 36),
        Column(_("Finished before"), lambda one: _day(one["before"]) if one["before"] else "-", 1, 16),
        Column(_("Reason"), lambda one: one["reason"], 3, 20),
    )
