"""Wizard: the recovery key, shown once."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QFileDialog, QFrame, QGridLayout, QLabel

from counter_app.domain.errors import UserError
from counter_app.i18n import N_, _
from counter_app.storage.files import write_atomically
from counter_app.ui import theme
from counter_app.ui.parts.blocks import button, restyle, row, text
from counter_app.ui.setup.page import Kit, Page
from counter_app.ui.setup.plan import Plan

IN_A_ROW = 3


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
        self.sheet_button = button(_("&Print the sheet"), "primary", icon="printer-outline")
        self.save_button = button(_("&Save the sheet as PDF"), icon="content-save-outline")
        self.away = QCheckBox(_("&I have put the key away, outside this computer"))
        self.told = text("", "hint", wrap=True)
        self._build()
        self.sheet_button.clicked.connect(self._on_print)
        self.save_button.clicked.connect(self._on_save)

    def _build(self) -> None:
        grid = QGridLayout()
        grid.setSpacing(theme.GAP)
        for place, group in enumerate(self.key.split("-")):
            grid.addWidget(_group(group), place // IN_A_ROW, place % IN_A_ROW)
        block = QFrame()
        block.setProperty("kind", "block")
        grid.setContentsMargins(20, 20, 20, 20)
        block.setLayout(grid)
        warning = _("Whoever reads this key can open everything. Keep no photo of it on a phone.")
        self.body.addWidget(block)
        self.body.addWidget(text(warning, wrap=True))
        self.body.addLayout(row(self.sheet_button, self.save_button, None))
        self.body.addWidget(self.told)
        self.body.addStretch()
        self.body.addWidget(self.away)

    def begin(self) -> None:
        """Begin at the sheet."""
        self.sheet_button.setFocus()

    def put_away(self) -> bool:
        """Tell whether somebody has the key; say what is to be done while nobody has."""
        if not self.away.isChecked():
            self._say(
                _(
                    "The window stays open: this key is never shown again. "
                    "Print the sheet or write the key down, then tick below that you have put it away."
                ),
                "bad",
            )
        return self.away.isChecked()

    def _on_print(self) -> None:
        self._say(_("The sheet is on its way to the printer."), "")
        work = partial(_print_sheet, self.plan, self.kit, self.key)
        self._start(work, _("The sheet was sent to the printer. Look at it before you go on."))

    def _on_save(self) -> None:
        name = _("recovery-key.pdf")
        path, _kind = QFileDialog.getSaveFileName(self, _("Save the sheet"), name, _("PDF files (*.pdf)"))
        if path:
            target = Path(path if path.lower().endswith(".pdf") else f"{path}.pdf")
            done = _("{file} shows the key: print it, then delete it.").format(file=target)
            self._start(partial(_save_sheet, self.plan, self.kit, self.key, target), done)

    def _start(self, work: partial[None], done: str) -> None:
        background = self.kit.background
        background.start(background.lanes.printing, work, self, partial(self._on_done, done), self._on_fault)

    def _on_done(self, words: str, _none: object) -> None:
        self._say(words, "ok")
        self.away.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_fault(self, error: UserError) -> None:
        self._say(str(error), "bad")

    def _say(self, words: str, tone: str) -> None:
        self.told.setText(words)
        restyle(self.told, tone=tone)


def _group(group: str) -> QLabel:
    label = text(group, "number")
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.setAccessibleName(" ".join(group))
    return label


def _sheet(plan: Plan, kit: Kit, key: str, size: str) -> bytes:
    from counter_app.printing.outlets import as_bytes
    from counter_app.printing.recovery import recovery_sheet, write_recovery

    return as_bytes(write_recovery, recovery_sheet(plan.settings(), key, kit.now().date()), size=size)


def _print_sheet(plan: Plan, kit: Kit, key: str) -> None:
    pdf = _sheet(plan, kit, key, "a4")
    kit.printers.send(pdf, printer=plan.report_printer, title=_("Recovery key"))


def _save_sheet(plan: Plan, kit: Kit, key: str, target: Path) -> None:
    write_atomically(target, _sheet(plan, kit, key, "a5"))
