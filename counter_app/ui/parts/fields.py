"""Inputs with their label above and one line below for a hint or a warning, which never blocks."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QRegularExpression, Signal
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from counter_app.i18n import _
from counter_app.ui import theme
from counter_app.ui.parts.blocks import restyle, text


class Field(QWidget):
    """A label with its mnemonic, the input, and a line that appears when there is something to say."""

    def __init__(self, label: str, editor: QWidget, *, hint: str = "", optional: bool = False) -> None:
        super().__init__()
        self.editor = editor
        shown = _("{label}  (optional)").format(label=label) if optional else label
        self.label = QLabel(shown)
        self.label.setProperty("role", "soft")
        self.label.setBuddy(editor)
        self._hint = text("", "hint", wrap=True)
        self._standing = hint
        editor.setAccessibleName(label.replace("&", ""))
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(4)
        for part in (self.label, editor, self._hint):
            body.addWidget(part)
        self.setFocusProxy(editor)
        self.say("")

    @property
    def hint(self) -> str:
        """What the line below says."""
        return self._hint.text()

    def stand(self, hint: str) -> None:
        """Change the hint that stands there while nothing is to be said."""
        self._standing = hint
        self.say("")

    def say(self, words: str, tone: str = "warning") -> None:
        """Show a sentence below the input; an empty one brings back the standing hint."""
        self._hint.setText(words or self._standing)
        self._hint.setVisible(bool(words or self._standing))
        restyle(self._hint, tone=tone if words else "")
        restyle(self.editor, tone=tone if words else "")
        self.editor.setAccessibleDescription(words)


def line_edit(value: str = "", *, placeholder: str = "", most: int = 300) -> QLineEdit:
    """Return a one-line input."""
    editor = QLineEdit(value)
    editor.setPlaceholderText(placeholder)
    editor.setMaxLength(most)
    return editor


class DateInput(QLineEdit):
    """A date typed as digits: ``01011990``, ``1-1-1990`` or ``1/1/90`` all become ``01-01-1990``."""

    changed = Signal()

    def __init__(self, day: dt.date | None = None, *, birth: bool = False) -> None:
        super().__init__()
        self._birth = birth
        self.setPlaceholderText(_("dd-mm-yyyy"))
        self.setMaxLength(10)
        self.setValidator(QRegularExpressionValidator(QRegularExpression(r"[\d./ -]*"), self))
        self.set_day(day)
        self.editingFinished.connect(self._on_finished)
        self.textEdited.connect(self._on_edited)

    def day(self) -> dt.date | None:
        """Return what is typed as a date, None while it is none."""
        return read_day(self.text(), birth=self._birth)

    def set_day(self, day: dt.date | None) -> None:
        """Show ``day``."""
        self.setText(f"{day:%d-%m-%Y}" if day else "")

    def set_iso(self, iso: str) -> None:
        """Show the date that an answer gives."""
        self.set_day(dt.date.fromisoformat(iso[:10]) if iso else None)

    def _on_finished(self) -> None:
        if (day := self.day()) is not None:
            self.set_day(day)

    def _on_edited(self, _text: str) -> None:
        self.changed.emit()


def read_day(typed: str, *, birth: bool = False) -> dt.date | None:
    """Return the date that ``typed`` means, day before month.

    Two digits of a year are one of this century; of a birth, one that is not to come.
    """
    parts = [part for part in "".join(c if c.isdigit() else " " for c in typed).split() if part]
    if len(parts) == 1 and len(parts[0]) in (6, 8):
        parts = [parts[0][:2], parts[0][2:4], parts[0][4:]]
    if len(parts) != 3 or len(parts[2]) not in (2, 4):
        return None
    day, month, year = (int(part) for part in parts)
    if len(parts[2]) == 2:
        year += 1900 if birth and year > dt.date.today().year % 100 else 2000
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def no_day(typed: str) -> str:
    """Return the sentence for a text that is no date."""
    return _("{typed} is no date. Write day, month and year, such as 06-04-1990.").format(typed=typed)


def spin_box(most: int, value: int = 0, *, least: int = 0) -> QSpinBox:
    """Return an input of a whole number, its digits as far from the edge as in other inputs."""
    box = QSpinBox(minimum=least, maximum=most)
    box.setValue(value)
    box.lineEdit().setTextMargins(theme.now().px(12), 0, 0, 0)
    return box


def combo(choices: list[tuple[str, str]], value: str = "") -> QComboBox:
    """Return a choice among (code, words)."""
    box = QComboBox()
    for code, words in choices:
        box.addItem(words, code)
    box.setCurrentIndex(max(box.findData(value), 0))
    return box
