"""The recovery key, shown once: in big letters, on a sheet for the safe, and a tick that it is put away."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QFileDialog, QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from counter_app.domain.errors import UserError
from counter_app.i18n import _
from counter_app.storage.files import write_atomically
from counter_app.ui import theme
from counter_app.ui.background import Background
from counter_app.ui.parts.blocks import button, restyle, row, text
from counter_app.ui.printers import Printers

IN_A_ROW = 3

Draw = Callable[[str], bytes]  # the sheet of a size, as a PDF


class RecoveryKey(QWidget):
    """``away`` is ticked once the key lies elsewhere."""

    def __init__(
        self, key: str, draw: Draw, background: Background, printers: Printers, printer: str
    ) -> None:
        super().__init__()
        self.key = key
        self._draw, self._background, self._printers, self._printer = draw, background, printers, printer
        self.sheet_button = button(_("&Print the sheet"), "primary", icon="printer-outline")
        self.save_button = button(_("&Save the sheet as PDF"), icon="content-save-outline")
        self.away = QCheckBox(_("&I have put the key away, outside this computer"))
        self.told = text("", "hint", wrap=True)
        self._build()
        self.setFocusProxy(self.sheet_button)
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
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(theme.GAP)
        body.addWidget(block)
        body.addWidget(text(warning, wrap=True))
        body.addLayout(row(self.sheet_button, self.save_button, None))
        body.addWidget(self.told)
        body.addStretch()
        body.addWidget(self.away)

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
        work = partial(_print_sheet, self._draw, self._printers, self._printer)
        self._start(work, _("The sheet was sent to the printer. Look at it before you go on."))

    def _on_save(self) -> None:
        name = _("recovery-key.pdf")
        path, _kind = QFileDialog.getSaveFileName(self, _("Save the sheet"), name, _("PDF files (*.pdf)"))
        if path:
            target = Path(path if path.lower().endswith(".pdf") else f"{path}.pdf")
            done = _("{file} shows the key: print it, then delete it.").format(file=target)
            self._start(partial(_save_sheet, self._draw, target), done)

    def _start(self, work: partial[None], done: str) -> None:
        lane = self._background.lanes.printing
        self._background.start(lane, work, self, partial(self._on_done, done), self._on_fault)

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


def _print_sheet(draw: Draw, printers: Printers, printer: str) -> None:
    printers.send(draw("a4"), printer=printer, title=_("Recovery key"))


def _save_sheet(draw: Draw, target: Path) -> None:
    write_atomically(target, draw("a5"))
