"""The inputs of every screen: what is proposed in them is selected, what can't be meant is said on leaving.

A screen takes its inputs from here or from ``fields``; one of Qt's own would keep a proposal standing
before what is typed.
"""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QEvent, QObject, QRegularExpression, Qt, Signal
from PySide6.QtGui import QFocusEvent, QMouseEvent, QRegularExpressionValidator, QWheelEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QSpinBox

from counter_app.domain.dates import no_day, read_day
from counter_app.domain.texts import LONGEST
from counter_app.i18n import _
from counter_app.ui import theme

_COMES_BACK = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)


class LineInput(QLineEdit):
    """One line. Whatever brings the cursor here selects what stands here, so that typing replaces it.

    What somebody types stays as it is when the window comes back or a click sets the cursor in it.
    """

    refused = Signal(str)  # why a key or what was pasted did not fit

    def __init__(self, value: str = "", *, placeholder: str = "", most: int = LONGEST) -> None:
        super().__init__(value)
        self._clicked = False
        self.setPlaceholderText(placeholder)
        self.setMaxLength(most)
        self.inputRejected.connect(self._on_rejected)

    def propose(self, value: str) -> None:
        """Show ``value`` to be typed over."""
        self.setText(value)
        self.selectAll()

    def wrong(self) -> str:
        """Return what is to be said of what is typed; empty when it can be meant."""
        return ""

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Select what stands here."""
        super().focusInEvent(event)
        typing = event.reason() in _COMES_BACK and self.isModified()
        self._clicked = event.reason() == Qt.FocusReason.MouseFocusReason
        if not typing and not self._clicked:
            self.selectAll()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The click that brings the cursor selects a proposal; the next one sets the cursor."""
        super().mouseReleaseEvent(event)
        if self._clicked and not self.isModified() and not self.hasSelectedText():
            self.selectAll()
        self._clicked = False

    def _on_rejected(self) -> None:
        if len(self.text()) >= self.maxLength():
            self.refused.emit(too_long(self.maxLength()))


class DateInput(LineInput):
    """A date as one writes it; on leaving it stands as ``26-11-2026``."""

    changed = Signal()

    def __init__(self, day: dt.date | None = None, *, birth: bool = False) -> None:
        super().__init__(placeholder=_("dd-mm-yyyy"), most=24)
        self._birth = birth
        self.setValidator(QRegularExpressionValidator(QRegularExpression(r"[\w./, -]*"), self))
        self.set_day(day)
        self.editingFinished.connect(self._on_finished)
        self.textEdited.connect(self._on_edited)

    def day(self) -> dt.date | None:
        """Return what is typed as a date, None while it is none."""
        return read_day(self.text(), birth=self._birth, today=dt.date.today())

    def set_day(self, day: dt.date | None) -> None:
        """Show ``day``."""
        self.setText(f"{day:%d-%m-%Y}" if day else "")

    def set_iso(self, iso: str) -> None:
        """Show the date that an answer gives."""
        self.set_day(dt.date.fromisoformat(iso[:10]) if iso else None)

    def wrong(self) -> str:
        """Say of a text that it is no date; nothing typed is none either, and no fault."""
        typed = self.text().strip()
        return no_day(typed, birth=self._birth) if typed and self.day() is None else ""

    def _on_finished(self) -> None:
        if (day := self.day()) is not None:
            self.set_day(day)

    def _on_edited(self, _text: str) -> None:
        self.changed.emit()


class NumberInput(QSpinBox):
    """A whole number; the wheel turns it only where the cursor is."""

    refused = Signal(str)

    def __init__(self, most: int, value: int = 0, *, least: int = 0) -> None:
        super().__init__(minimum=least, maximum=most)
        self._clicked = False
        self.setValue(value)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        line = self.lineEdit()
        line.installEventFilter(self)
        line.setTextMargins(theme.now().px(12), 0, 0, 0)  # the digits as far from the edge as elsewhere
        line.inputRejected.connect(self._on_rejected)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page unless the cursor is here."""
        super().wheelEvent(event) if self.hasFocus() else event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Select what stands here."""
        super().focusInEvent(event)
        self._clicked = event.reason() == Qt.FocusReason.MouseFocusReason
        if event.reason() not in _COMES_BACK and not self._clicked:
            self.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The click that brings the cursor selects the number."""
        if event.type() == QEvent.Type.MouseButtonRelease and self._clicked:
            self._clicked = False
            if not self.lineEdit().hasSelectedText():
                self.selectAll()
        return False

    def _on_rejected(self) -> None:
        words = _("A whole number from {least} to {most}.")
        self.refused.emit(words.format(least=self.minimum(), most=self.maximum()))


class ChoiceInput(QComboBox):
    """A choice; the wheel turns it only where the cursor is."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page unless the cursor is here."""
        super().wheelEvent(event) if self.hasFocus() else event.ignore()


class LongInput(QPlainTextEdit):
    """A text of some lines; Tab goes on. ``most`` letters, or as many in each line."""

    def __init__(self, value: str = "", *, most: int = LONGEST, each_line: bool = False) -> None:
        super().__init__(value)
        self._most, self._each_line = most, each_line
        self._value = value
        self.setTabChangesFocus(True)

    def wrong(self) -> str:
        """Say of a text that it is too long."""
        whole = self.toPlainText()
        longest = max(map(len, whole.splitlines()), default=0) if self._each_line else len(whole)
        return too_long(self._most) if longest > self._most else ""

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Select a proposal that nobody changed yet."""
        super().focusInEvent(event)
        if self._value and self.toPlainText() == self._value:
            self.selectAll()


def too_long(most: int) -> str:
    """Return the sentence for a text that does not fit."""
    return _("At most {n} letters fit here. Write it shorter.").format(n=most)
