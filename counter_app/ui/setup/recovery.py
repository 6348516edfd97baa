"""Wizard: the recovery key, shown once."""

from __future__ import annotations

from functools import partial

from counter_app.i18n import N_
from counter_app.ui.parts.recovery import RecoveryKey
from counter_app.ui.setup.page import Kit, Page
from counter_app.ui.setup.plan import Plan


class RecoveryPage(Page):
    """The key in big letters; the way on opens once it is put away."""

    step = N_("Recovery key")
    title = N_("The recovery key")
    lead = N_(
        "It opens the office's data when all passwords are forgotten. It is shown only now: "
        "print it or write it down, and lock it away in the safe."
    )

    def __init__(self, plan: Plan, kit: Kit, key: str) -> None:
        super().__init__(plan, kit)
        self.key = key
        draw = partial(_sheet, plan, kit, key)
        self.shown = RecoveryKey(key, draw, kit.background, kit.printers, plan.report_printer)
        self.away, self.put_away = self.shown.away, self.shown.put_away
        self.body.addWidget(self.shown)

    def begin(self) -> None:
        """Begin at the sheet."""
        self.shown.setFocus()


def _sheet(plan: Plan, kit: Kit, key: str, size: str) -> bytes:
    from counter_app.printing.recovery import recovery_paper

    return recovery_paper(plan.settings(), key, kit.now().date(), size=size)
