"""Conditions as plain questions, answered with Y, N or a click; an unanswered one counts as no."""

from __future__ import annotations

import datetime as dt
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QCheckBox, QScrollArea, QVBoxLayout, QWidget

from counter_app.i18n import _
from counter_app.ui.parts.blocks import heading
from counter_app.ui.parts.fields import Field
from counter_app.ui.parts.inputs import DateInput


class _Question(QCheckBox):
    """One question; Y and N answer it and go on."""

    answered = Signal()

    def __init__(self, id: str, words: str) -> None:
        super().__init__(words)
        self.id = id
        self.setAccessibleName(words)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Come into sight."""
        super().focusInEvent(event)
        area = self.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        if area is not None:
            area.ensureWidgetVisible(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answer and go to the next one; arrows move."""
        match event.key():
            case Qt.Key.Key_Y | Qt.Key.Key_N | Qt.Key.Key_T:
                self.setChecked(event.key() == Qt.Key.Key_Y)
                self.answered.emit()
            case Qt.Key.Key_Down:
                self.focusNextChild()
            case Qt.Key.Key_Up:
                self.focusPreviousChild()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.answered.emit()
            case _:
                super().keyPressEvent(event)


class Questions(QWidget):
    """The questions of one service."""

    changed = Signal()
    finished = Signal()  # the last one was answered

    def __init__(self) -> None:
        super().__init__()
        self._boxes: list[_Question] = []
        self.event_day: DateInput | None = None
        self._event: Field | None = None
        self._body = QVBoxLayout(self)
        self._body.setContentsMargins(0, 0, 0, 0)
        self._body.setSpacing(2)

    @property
    def any(self) -> bool:
        """Whether there is something to answer."""
        return bool(self._boxes) or self.event_day is not None

    def show_questions(
        self, asked: list[dict[str, Any]], answers: dict[str, bool], event: str, day: dt.date | None
    ) -> None:
        """Show ``asked``; the same ones stay as they are, with their focus."""
        same = [box.id for box in self._boxes] == [one["id"] for one in asked]
        if same and bool(event) == (self.event_day is not None):
            for box in self._boxes:
                box.blockSignals(True)
                box.setChecked(answers.get(box.id, False))
                box.blockSignals(False)
            return
        self._build(asked, answers, event, day)

    def _build(
        self, asked: list[dict[str, Any]], answers: dict[str, bool], event: str, day: dt.date | None
    ) -> None:
        focused = next((box.id for box in self._boxes if box.hasFocus()), "")
        self._clear()
        if asked or event:
            self._body.addWidget(heading(_("Ask")))
        if event:
            self.event_day = DateInput(day)
            self.event_day.changed.connect(self.changed)
            self.event_day.returnPressed.connect(self._on_answered)
            self._event = Field(event, self.event_day)
            self._body.addWidget(self._event)
        for one in asked:
            box = _Question(one["id"], one["label"])
            box.setChecked(answers.get(one["id"], False))
            box.toggled.connect(self.changed)
            box.answered.connect(self._on_answered)
            self._boxes.append(box)
            self._body.addWidget(box)
            if box.id == focused:
                box.setFocus()

    def _clear(self) -> None:
        self._boxes, self.event_day, self._event = [], None, None
        while (item := self._body.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()

    def wrong(self) -> DateInput | None:
        """Return the day of the event where it is none, and say so below it."""
        return self.event_day if self._event is not None and not self._event.check() else None

    def answers(self) -> dict[str, bool]:
        """Return the answers by condition."""
        return {box.id: box.isChecked() for box in self._boxes}

    def begin(self) -> None:
        """Put the focus on the first question."""
        first = self.event_day or (self._boxes[0] if self._boxes else None)
        if first is not None:
            first.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_answered(self) -> None:
        at = next((n for n, box in enumerate(self._boxes) if box.hasFocus()), -1)
        if at + 1 < len(self._boxes):
            self._boxes[at + 1].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.finished.emit()
