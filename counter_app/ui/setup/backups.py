"""Wizard: where backups lie."""

from __future__ import annotations

from functools import partial

from counter_app.i18n import N_, _
from counter_app.ui import theme
from counter_app.ui.parts.blocks import Block
from counter_app.ui.parts.fields import Field
from counter_app.ui.parts.folders import FolderInput
from counter_app.ui.setup.page import Kit, Page
from counter_app.ui.setup.plan import Check, Plan, checked_second


class BackupsPage(Page):
    """A folder, and a second place on another disk."""

    step = N_("Backups")
    title = N_("Backups")
    lead = N_(
        "Where backups go; one is made with one key in Settings. A backup is encrypted: "
        "only a password of the office or the recovery key opens it."
    )
    part = "backups"

    def __init__(self, plan: Plan, kit: Kit) -> None:
        super().__init__(plan, kit)
        usual = str(kit.folder / "backups")
        self.first = FolderInput(_("Folder"), plan.backups, placeholder=usual)
        self.second = FolderInput(
            _("Second place"), plan.second_backups, placeholder=_("such as D:\\backups")
        )
        self.fields["backups"] = Field(
            _("&Folder"), self.first, hint=_("Left empty: {folder}").format(folder=usual)
        )
        hint = _("A flash disk or another computer. If this disk breaks, the office's work is still there.")
        self.fields["second_backups"] = Field(_("&Second place"), self.second, hint=hint, optional=True)
        advice = Block(
            _("Take the flash disk out in the evening and lock it away."),
            _("A backup that lies beside the computer burns and is stolen with it."),
            "accent",
        )
        self.body.addWidget(self.fields["backups"])
        self.body.addWidget(self.fields["second_backups"])
        self.body.addSpacing(theme.SMALL_GAP)
        self.body.addWidget(advice)
        self.body.addStretch()

    def begin(self) -> None:
        """Begin at the second place: the first is usual."""
        self.second.setFocus()

    def keep(self) -> None:
        """Write the folders into the plan."""
        self.plan.backups, self.plan.second_backups = self.first.value(), self.second.value()

    def check(self) -> Check:
        """Both must be folders that can be written."""
        return partial(checked_second, self.plan, self.kit.folder)
