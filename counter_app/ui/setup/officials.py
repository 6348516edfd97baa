"""Wizard: who signs on paper."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QGridLayout, QLineEdit

from counter_app.domain.catalogue import SIGNERS
from counter_app.domain.nip import odd_nip
from counter_app.domain.words import official_label
from counter_app.i18n import N_, _
from counter_app.ui import theme
from counter_app.ui.parts.blocks import text
from counter_app.ui.parts.fields import Field, line_edit
from counter_app.ui.parts.ranks import RankInput, nip_edit
from counter_app.ui.setup.page import Kit, Page
from counter_app.ui.setup.plan import Check, Plan, checked_officials


class OfficialsPage(Page):
    """Name, NIP and rank of three officials."""

    step = N_("Officials")
    title = N_("Who signs")
    lead = N_(
        "Names as they stand below a signature, with degrees. What you don't know now can be left out and "
        "added in Settings; papers then have dotted lines."
    )
    part = "official"

    def __init__(self, plan: Plan, kit: Kit) -> None:
        super().__init__(plan, kit)
        self.rows: dict[str, tuple[QLineEdit, QLineEdit, QLineEdit]] = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.GAP)
        grid.setVerticalSpacing(theme.WIDE_GAP)
        for line, role in enumerate(SIGNERS):
            self._add(grid, line, role)
        for column, stretch in enumerate((5, 4, 4)):
            grid.setColumnStretch(column, stretch)
        self.body.addLayout(grid)
        self.body.addWidget(text(_("Deputies (Plh., Plt.) are named with each absence, later."), "hint"))
        self.body.addStretch()

    def _add(self, grid: QGridLayout, line: int, role: str) -> None:
        signer = self.plan.officials[role]
        label = official_label(role)
        editors = line_edit(signer.name, most=120), nip_edit(signer.nip), RankInput(signer.rank)
        words = (label, _("NIP"), _("Rank"))
        for column, (editor, shown) in enumerate(zip(editors, words, strict=True)):
            field = Field(shown, editor)
            editor.setAccessibleName(f"{label}: {shown}" if column else label)
            grid.addWidget(field, line, column)
            self.fields[f"official.{role}.{('name', 'nip', 'rank')[column]}"] = field
        editors[1].editingFinished.connect(partial(self._on_nip, role))
        self.rows[role] = editors

    def begin(self) -> None:
        """Begin at the camat."""
        self.rows["camat"][0].setFocus()

    def keep(self) -> None:
        """Write what is typed into the plan."""
        for role, editors in self.rows.items():
            signer = self.plan.officials[role]
            signer.name, signer.nip, signer.rank = (editor.text() for editor in editors)

    def check(self) -> Check:
        """Names and NIPs that are given must be usable, and nobody may have a NIP without a name."""
        return partial(checked_officials, self.plan)

    def _on_nip(self, role: str) -> None:
        self.fields[f"official.{role}.nip"].say(odd_nip(self.rows[role][1].text()))
