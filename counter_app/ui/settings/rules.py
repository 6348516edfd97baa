"""Settings: how the office works: rules, the line, patience, the queue, collecting."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QWidget

from counter_app.i18n import N_, _
from counter_app.ui.parts.blocks import column, heading, text
from counter_app.ui.parts.fields import Field, combo, line_edit, spin_box
from counter_app.ui.settings.section import OfficeForm
from counter_app.ui.setup.rules import profiles
from counter_app.ui.workplace import Workplace


class Rules(OfficeForm):
    """What the office decides about its own work."""

    name = "rules"
    label = N_("Rules of work")
    icon = "scale-balance"
    lead = N_("What counts as late or stalled, who comes first, where finished papers wait.")

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        form = self.form
        self.profile = form.choice("profile", combo([(code, name) for code, name, _words in profiles()]))
        lines = [
            ("", _("As the rules for requirements say")),
            ("arrival", _("In the order of arrival")),
            ("first_timers_first", _("First cards before replacements")),
        ]
        self.line = form.choice("line", combo(lines))
        self.patience = form.count("patience_days", spin_box(60))
        self.limit = form.count("queue_limit_minutes", spin_box(240))
        self.errand = form.count("errand_minutes", spin_box(240, least=1))
        self.shelves = form.tick("shelves", QCheckBox(_("Finished papers lie on numbered &shelves")))
        self.collect = form.line("collect_hours", line_edit(most=40))
        self.complaints = form.line("complaints", line_edit(most=80))
        self._build()

    def _build(self) -> None:
        left, right = QWidget(), QWidget()
        changed = _("Another choice changes the requirements of applications opened from then on.")
        left.setLayout(
            column(
                heading(_("Requirements and blank cards")),
                Field(_("&Rules for requirements"), self.profile, hint=changed),
                Field(_("&Line for blank cards"), self.line),
                8,
                heading(_("Signatures")),
                Field(_("Working days that a file may wait for a si&gnature"), self.patience),
                text(_("After that it counts as stalled."), "hint"),
                None,
                gap=10,
            )
        )
        right.setLayout(
            column(
                heading(_("Queue")),
                Field(_("Minutes that a reg&ular number waits at most behind priority"), self.limit),
                Field(_("Minutes of an errand at the &counter, the standard"), self.errand),
                8,
                heading(_("Collecting")),
                Field(_("&Hours of collecting, on receipts"), self.collect),
                Field(_("Where to c&omplain, on receipts"), self.complaints),
                self.shelves,
                None,
                gap=10,
            )
        )
        self.place_columns(left, right)

    def begin(self) -> None:
        """Begin at the rules."""
        self.profile.setFocus()
