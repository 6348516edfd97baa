"""The emblem at the head of sheets: choose a picture, or take it away; in force at once."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from counter_app.domain.errors import UserError
from counter_app.i18n import _, number
from counter_app.office.commands.settings import SetEmblem
from counter_app.office.desk import Staff
from counter_app.office.emblem import MOST_BYTES, PictureTooBig
from counter_app.office.office import Office
from counter_app.ui.parts.blocks import button, row, text
from counter_app.ui.parts.notice import Notice
from counter_app.ui.workplace import Workplace


class EmblemPart(QWidget):
    """Two buttons, and a line that says why a picture was refused."""

    shown = Signal(bytes)  # the picture that is in force

    def __init__(self, place: Workplace) -> None:
        super().__init__()
        self._place = place
        self.notice = Notice()
        self.choose = button(_("Choose the emblem ..."), icon="image-outline")
        self.take_away = button(_("No emblem"))
        hint = _("PNG or JPEG, at most {kb} KB; it stands on sheets and A5, in force at once.")
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.addWidget(text(_("Emblem of the city or regency"), "soft"))
        body.addLayout(row(self.choose, self.take_away, None))
        body.addWidget(text(hint.format(kb=number(MOST_BYTES // 1000)), "hint", wrap=True))
        body.addWidget(self.notice)
        self.choose.clicked.connect(self._on_choose)
        self.take_away.clicked.connect(self._on_take_away)

    def refresh(self) -> None:
        """Ask which picture is in force."""
        self._place.ops.look(_in_force, self, self._show, key="emblem")

    def set(self, file: Path) -> None:
        """Put the picture in a file in force."""
        self.notice.clear()
        self._place.ops.write(partial(_set, file), self, self._on_set, self._on_refused)

    def _show(self, picture: bytes) -> None:
        self.take_away.setEnabled(bool(picture))
        self.shown.emit(picture)

    def _on_choose(self) -> None:
        kinds = _("Pictures (*.png *.jpg *.jpeg)")
        found, _kind = QFileDialog.getOpenFileName(self, _("Choose the emblem"), "", kinds)
        if found:
            self.set(Path(found))

    def _on_take_away(self) -> None:
        self.notice.clear()
        self._place.ops.run(SetEmblem(picture=b""), self, self._on_set, self._on_refused)

    def _on_set(self, _done: object) -> None:
        self._place.say(_("The letterhead is in force on papers that are printed from now on."))
        self.refresh()

    def _on_refused(self, error: UserError) -> None:
        self.notice.say(str(error), "bad")


def _in_force(office: Office, _staff: Staff) -> bytes:
    return office.emblem


def _set(file: Path, office: Office, staff: Staff) -> None:
    size = file.stat().st_size
    if size > MOST_BYTES:  # what is too big is not even read
        raise PictureTooBig(size)
    office.run(SetEmblem(picture=file.read_bytes()), staff)
