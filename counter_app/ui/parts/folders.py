"""A folder: typed, or chosen in the system's own window."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from counter_app.i18n import _
from counter_app.ui.parts.blocks import button, row
from counter_app.ui.parts.fields import line_edit


class FolderInput(QWidget):
    """A line with a button behind it."""

    edited = Signal()

    def __init__(self, name: str, value: str = "", *, placeholder: str = "") -> None:
        super().__init__()
        self.line: QLineEdit = line_edit(value, placeholder=placeholder)
        self.line.setAccessibleName(name)
        self.choose = button(_("Choose ..."), icon="folder-open-outline")
        self.choose.setAccessibleName(_("Choose: {what}").format(what=name))
        layout = row(self.line, self.choose)
        layout.setStretch(0, 1)
        self.setLayout(layout)
        self.setFocusProxy(self.line)
        self.line.textEdited.connect(self._on_edited)
        self.choose.clicked.connect(self._on_choose)

    def value(self) -> str:
        """Return the folder's path, empty for none."""
        return self.line.text().strip()

    def set_value(self, value: str) -> None:
        """Show a path."""
        self.line.setText(value)

    def _on_edited(self, _typed: str) -> None:
        self.edited.emit()

    def _on_choose(self) -> None:
        if found := QFileDialog.getExistingDirectory(self, _("Choose a folder"), self.value()):
            self.set_value(found)
            self.edited.emit()
