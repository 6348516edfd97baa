"""Wizard: everything once more, before anything is written."""

from __future__ import annotations

from pathlib import Path

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QProgressBar, QWidget

from counter_app.domain.catalogue import SIGNERS
from counter_app.domain.hours import Hours, told
from counter_app.domain.words import official_label, role_label
from counter_app.i18n import N_, _, listing
from counter_app.ui import theme
from counter_app.ui.parts.blocks import scrolled, text
from counter_app.ui.parts.paper_choice import receipt_papers
from counter_app.ui.setup.page import Kit, Page
from counter_app.ui.setup.plan import Plan, Signer
from counter_app.ui.setup.rules import profiles, zones


class SummaryPage(Page):
    """What will be founded."""

    step = N_("Summary")
    title = N_("Is everything right?")
    lead = N_("Nothing has been written yet. Go back with Alt+← to change something.")
    part = "all"

    def __init__(self, plan: Plan, kit: Kit) -> None:
        super().__init__(plan, kit)
        self.table = QWidget()
        self._grid = QGridLayout(self.table)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(24)
        self._grid.setVerticalSpacing(theme.GAP)
        self._grid.setColumnStretch(1, 1)
        self.busy = QProgressBar(maximum=0)
        self.busy.setAccessibleName(_("The office is being founded"))
        self.body.addWidget(scrolled(self.table), 1)
        self.body.addWidget(self.busy)
        self.work(False)

    def begin(self) -> None:
        """Show the plan."""
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        for line, (label, words) in enumerate(_lines(self.plan, str(self.kit.folder))):
            self._grid.addWidget(text(label, "soft"), line, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(text(words, wrap=True), line, 1)
        self._grid.setRowStretch(self._grid.rowCount(), 1)
        self.setFocus()

    def work(self, busy: bool) -> None:
        """Show that the office is being founded."""
        self.busy.setVisible(busy)


def _lines(plan: Plan, folder: str) -> list[tuple[str, str]]:
    rules = {code: name for code, name, _words in profiles()}
    office = (plan.name, f"{plan.city}, {plan.region}", " ".join((plan.address, plan.postal_code)).strip())
    second = plan.second_backups or _("no second place: a flash disk can be added in Settings")
    return [
        (_("Office"), _several(*office, plan.phone, plan.email)),
        (_("Rules"), rules[plan.profile]),
        (_("Working time"), _several(*_working_time(plan))),
        (_("Officials"), _officials(plan)),
        (_("Staff"), "\n".join(f"{one.name} ({one.id}), {role_label(one.role)}" for one in plan.people())),
        (_("This counter"), _counter(plan)),
        (_("Backups"), f"{plan.backups or Path(folder) / 'backups'}\n{second}"),
        (_("Data"), folder),
    ]


def _several(*parts: str) -> str:
    return "\n".join(part for part in parts if part)


def _working_time(plan: Plan) -> list[str]:
    leave = _("closed on joint leave") if plan.joint_leave else _("open on joint leave")
    return [*told(msgspec.convert(plan.hours, Hours)), leave, dict(zones())[plan.timezone]]


def _counter(plan: Plan) -> str:
    usual = _("the system's default printer")
    receipts = f"{dict(receipt_papers())[plan.receipt]}: {plan.receipt_printer or usual}"
    return _several(plan.code.upper(), receipts, f"{plan.paper}: {plan.report_printer or usual}")


def _official(role: str, one: Signer) -> str:
    facts = [one.name, official_label(role), one.rank, f"NIP {one.nip}" if one.nip.strip() else ""]
    return ", ".join(fact for fact in facts if fact)


def _officials(plan: Plan) -> str:
    lines = [_official(role, one) for role, one in plan.signers()]
    missing = [official_label(role) for role in SIGNERS if not plan.officials[role].name.strip()]
    if missing:
        lines.append(_("still without a name: {roles}").format(roles=listing(missing)))
    return "\n".join(lines)
