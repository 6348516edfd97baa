"""Inputs with their label above and one line below for a hint or a warning, which never blocks."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QDate, QRegularExpression, Qt, Signal
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QComboBox, QDateEdit, QLabel, QLineEdit, QVBoxLayout, QWidget

from counter_app.i18n import _
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

    def __init__(self, day: dt.date | None = None) -> None:
        super().__init__()
        self.setPlaceholderText(_("dd-mm-yyyy"))
        self.setMaxLength(10)
        self.setValidator(QRegularExpressionValidator(QRegularExpression(r"[\d./ -]*"), self))
        self.set_day(day)
        self.editingFinished.connect(self._on_finished)
        self.textEdited.connect(self._on_edited)

    def day(self) -> dt.date | None:
        """Return what is typed as a date, None while it is none."""
        return read_day(self.text())

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


def read_day(typed: str) -> dt.date | None:
    """Return the date that ``typed`` means, day before month; two digits of a year lie in the past."""
    parts = [part for part in "".join(c if c.isdigit() else " " for c in typed).split() if part]
    if len(parts) == 1 and len(parts[0]) in (6, 8):
        parts = [parts[0][:2], parts[0][2:4], parts[0][4:]]
    if len(parts) != 3 or len(parts[2]) not in (2, 4):
        return None
    day, month, year = (int(part) for part in parts)
    if len(parts[2]) == 2:
        year += 2000 if year <= dt.date.today().year % 100 else 1900
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def date_edit(day: dt.date) -> QDateEdit:
    """Return a date with a calendar that opens below it."""
    editor = QDateEdit(QDate(day.year, day.month, day.day))
    editor.setDisplayFormat("dd-MM-yyyy")
    editor.setCalendarPopup(True)
    editor.setAlignment(Qt.AlignmentFlag.AlignLeft)
    return editor


def day_of(editor: QDateEdit) -> dt.date:
    """Return the date that a date edit shows."""
    found = editor.date()
    return dt.date(found.year(), found.month(), found.day())


def combo(choices: list[tuple[str, str]], value: str = "") -> QComboBox:
    """Return a choice among (code, words)."""
    box = QComboBox()
    for code, words in choices:
        box.addItem(words, code)
    box.setCurrentIndex(max(box.findData(value), 0))
    return box
