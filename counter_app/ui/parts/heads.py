"""The letterhead as it will be printed, drawn by the printing itself while one types."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import msgspec
from PySide6.QtCore import QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QVBoxLayout, QWidget

from counter_app.domain.settings import Settings
from counter_app.i18n import _, written_in
from counter_app.ui import theme
from counter_app.ui.background import Background
from counter_app.ui.parts.blocks import text
from counter_app.ui.parts.pages import Leaf, pictures

PAUSE = 120  # ms without a key before the paper is drawn
SHEET, RECEIPT = 500, 250


class Letterheads(QWidget):
    """The heads of a sheet and of a receipt."""

    def __init__(self, background: Background, settings: Callable[[], Settings]) -> None:
        super().__init__()
        self._background, self._settings = background, settings
        self.emblem = b""  # at the head of sheets
        self.sheet = Leaf(_("Letterhead of reports"), widest=SHEET)
        self.receipt = Leaf(_("Letterhead of receipts"), widest=RECEIPT)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self.draw)
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(theme.SMALL_GAP)
        body.addWidget(text(_("On reports and letters"), "soft"))
        body.addWidget(self.sheet)
        body.addSpacing(theme.SMALL_GAP)
        body.addWidget(text(_("On receipts"), "soft"))
        body.addWidget(self.receipt)
        body.addStretch()

    def again(self) -> None:
        """Draw anew soon."""
        self._pause.start()

    def draw(self) -> None:
        """Draw what is typed now."""
        work = partial(_drawn, self._settings(), self.emblem, self.sheet.dots, self.receipt.dots)
        place = (id(self), "letterheads")
        self._background.start(self._background.lanes.long, work, self, self._show, place=place)

    def _show(self, drawn: tuple[QImage, QImage]) -> None:
        self.sheet.show_picture(drawn[0])
        self.receipt.show_picture(drawn[1])


def _drawn(settings: Settings, emblem: bytes, sheet: int, receipt: int) -> tuple[QImage, QImage]:
    from counter_app.office.queries.letterhead import head_of
    from counter_app.printing.outlets import as_bytes
    from counter_app.printing.sample import write_receipt_head, write_sheet_head

    with written_in(settings.paper_language):
        head = msgspec.structs.replace(head_of(settings), emblem=emblem)
        return (
            pictures(as_bytes(write_sheet_head, head), sheet)[0],
            pictures(as_bytes(write_receipt_head, head), receipt)[0],
        )
