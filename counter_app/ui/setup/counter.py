"""Wizard: this counter's code, its papers and printers."""

from __future__ import annotations

from functools import partial

from counter_app.i18n import N_, _
from counter_app.office.queries.letterhead import head_of
from counter_app.office.records import Head
from counter_app.ui import theme
from counter_app.ui.parts.blocks import heading, row
from counter_app.ui.parts.fields import Field, line_edit
from counter_app.ui.parts.paper_choice import PaperChoice
from counter_app.ui.setup.page import Kit, Page
from counter_app.ui.setup.plan import Check, Plan, checked_part


class CounterPage(Page):
    """The counter at which this computer stands."""

    step = N_("This counter")
    title = N_("This counter")
    lead = N_("The code stands in every number that is given here: L1-20261124-0007.")
    part = "counter"

    def __init__(self, plan: Plan, kit: Kit) -> None:
        super().__init__(plan, kit)
        self.code = line_edit(plan.code, most=8)
        self.code.setFixedWidth(theme.now().px(140))
        hint = _("L1 for the first counter, L2 for the second. It can't be changed later.")
        self.fields["counter.code"] = Field(_("&Code of this counter"), self.code, hint=hint)
        self.papers = PaperChoice(kit.background, kit.printers, self._head, kit.now)
        self.papers.set_values((plan.receipt, plan.paper, plan.receipt_printer, plan.report_printer))
        self.body.addWidget(self.fields["counter.code"])
        self.body.addSpacing(theme.SMALL_GAP)
        self.body.addWidget(heading(_("Papers and printers")))
        self.body.addLayout(row(self.papers))
        self.body.addStretch()

    def begin(self) -> None:
        """Begin at the code; see which printers there are now."""
        self.code.setFocus()
        self.papers.ask()

    def keep(self) -> None:
        """Write what is chosen into the plan."""
        plan = self.plan
        plan.code = self.code.text()
        plan.receipt, plan.paper, plan.receipt_printer, plan.report_printer = self.papers.values()

    def check(self) -> Check:
        """The code must be one that can stand in a number."""
        return partial(checked_part, self.plan.founding(), "counter")

    def _head(self) -> Head:
        return head_of(self.plan.settings())
