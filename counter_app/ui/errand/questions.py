"""Conditions as plain questions, answered with Y, N or a click; an unanswered one counts as no.

A question with several answers takes one of them, and how many there are of something is a number.
"""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import Any, NamedTuple

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QIntValidator, QKeyEvent
from PySide6.QtWidgets import QCheckBox, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from counter_app.i18n import _
from counter_app.ui.parts.blocks import heading, text
from counter_app.ui.parts.fields import Field, line_edit
from counter_app.ui.parts.inputs import DateInput

MOST = 999  # of what is counted


class Asked(NamedTuple):
    """What is asked about one service, and how many there are by now of what is counted."""

    questions: list[dict[str, Any]] = []
    reasons: list[dict[str, Any]] = []
    counts: list[dict[str, Any]] = []
    event: str = ""
    counted: dict[str, int] = {}

    @property
    def any(self) -> bool:
        """Whether there is something to answer."""
        return bool(self.questions or self.reasons or self.counts or self.event)

    def same(self, other: Asked) -> bool:
        """Tell whether the same is asked, whatever was answered."""
        return self[:4] == other[:4]


def asked_of(found: dict[str, Any], counted: dict[str, int]) -> Asked:
    """Return what an answer about a service asks; the answers to one question stand under it alone."""
    under = {one["id"] for reason in found["reasons"] for one in reason["answers"]}
    plain = [one for one in found["questions"] if one["id"] not in under]
    return Asked(plain, found["reasons"], found["counts"], found.get("event", ""), counted)


def _into_sight(widget: QWidget) -> None:
    """Scroll what lies around ``widget`` until it is seen."""
    area = widget.parentWidget()
    while area is not None and not isinstance(area, QScrollArea):
        area = area.parentWidget()
    if area is not None:
        area.ensureWidgetVisible(widget)


class _Question(QCheckBox):
    """One question; Y and N answer it and go on."""

    answered = Signal()

    def __init__(self, id: str, words: str) -> None:
        super().__init__(words)
        self.id = id
        self.others: list[_Question] = []  # the other answers to the same question
        self.setAccessibleName(words)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Come into sight."""
        super().focusInEvent(event)
        _into_sight(self)

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
        self._asked: Asked | None = None
        self._boxes: list[_Question] = []
        self._counts: dict[str, QLineEdit] = {}
        self._fields: dict[str, Field] = {}
        self._choices: list[list[_Question]] = []  # of each question with several answers, its answers
        self.event_day: DateInput | None = None
        self._event: Field | None = None
        self._body = QVBoxLayout(self)
        self._body.setContentsMargins(0, 0, 0, 0)
        self._body.setSpacing(2)

    @property
    def any(self) -> bool:
        """Whether there is something to answer."""
        return self._asked is not None and self._asked.any

    def show_questions(self, asked: Asked, answers: dict[str, bool], day: dt.date | None) -> None:
        """Show ``asked``; the same ones stay as they are, with their focus."""
        if self._asked is not None and self._asked.same(asked):
            for box in self._boxes:
                box.blockSignals(True)
                box.setChecked(answers.get(box.id, False))
                box.blockSignals(False)
            return
        self._build(asked, answers, day)

    def _build(self, asked: Asked, answers: dict[str, bool], day: dt.date | None) -> None:
        focused = next((box.id for box in self._boxes if box.hasFocus()), "")
        counting = next((name for name, field in self._counts.items() if field.hasFocus()), "")
        self._clear()
        self._asked = asked
        if self._asked.any:
            self._body.addWidget(heading(_("Ask")))
        if asked.event:
            self.event_day = DateInput(day)
            self.event_day.changed.connect(self.changed)
            self.event_day.returnPressed.connect(self._on_answered)
            self._event = Field(asked.event, self.event_day)
            self._body.addWidget(self._event)
        for one in asked.counts:
            self._add_count(one["id"], one["label"], asked.counted.get(one["id"], 0))
        for reason in asked.reasons:
            self._add_reason(reason, answers)
        for one in asked.questions:
            self._add(_Question(one["id"], one["label"]), answers)
        self._focus(focused, counting)

    def _add_count(self, name: str, label: str, known: int) -> None:
        field = line_edit(str(known) if known else "", most=3)
        field.setValidator(QIntValidator(1, MOST, field))
        field.textEdited.connect(self.changed)
        field.returnPressed.connect(self._on_answered)
        self._counts[name] = field
        self._fields[name] = Field(label, field)
        self._body.addWidget(self._fields[name])

    def _add_reason(self, reason: dict[str, Any], answers: dict[str, bool]) -> None:
        title = text(reason["label"], "strong", wrap=True)
        self._body.addWidget(title)
        boxes = [_Question(one["id"], one["label"]) for one in reason["answers"]]
        for box in boxes:
            box.setAccessibleDescription(reason["label"])
            box.others = [other for other in boxes if other is not box]
            self._add(box, answers)
        if not reason["optional"]:
            self._choices.append(boxes)

    def _add(self, box: _Question, answers: dict[str, bool]) -> None:
        box.setChecked(answers.get(box.id, False))
        box.toggled.connect(partial(self._on_toggled, box))
        box.answered.connect(self._on_answered)
        self._boxes.append(box)
        self._body.addWidget(box)

    def _focus(self, question: str, count: str) -> None:
        """Put the focus back on what was being answered."""
        box = next((box for box in self._boxes if box.id == question), None) or self._counts.get(count)
        if box is not None:
            box.setFocus()

    def _on_toggled(self, box: _Question, on: bool) -> None:
        """Take back the other answers to a question that has one."""
        for other in box.others if on else ():
            other.blockSignals(True)
            other.setChecked(False)
            other.blockSignals(False)
        self.changed.emit()

    def open(self) -> QWidget | None:
        """Return what must still be answered before the file is accepted, and say so; None when all is."""
        for name, field in self._counts.items():
            if not field.text().strip():
                self._fields[name].say(_("Fill this in first."), "bad")
                return field
        return next((boxes[0] for boxes in self._choices if not any(b.isChecked() for b in boxes)), None)

    def _clear(self) -> None:
        self._boxes, self.event_day, self._event = [], None, None
        self._counts, self._fields, self._choices = {}, {}, []
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

    def counts(self) -> dict[str, int]:
        """Return how many there are, of what was counted."""
        typed = {name: field.text().strip() for name, field in self._counts.items()}
        return {name: int(text_) for name, text_ in typed.items() if text_ and int(text_)}

    @property
    def _order(self) -> list[QWidget]:
        """The answers from top to bottom."""
        first = [self.event_day] if self.event_day is not None else []
        return [*first, *self._counts.values(), *self._boxes]

    def begin(self) -> None:
        """Put the focus on the first question."""
        for first in self._order[:1]:
            first.setFocus(Qt.FocusReason.TabFocusReason)
            QTimer.singleShot(0, first, partial(_into_sight, first))  # once what was added has its place

    def _on_answered(self) -> None:
        """Go on; after the answer to a question that has one, past its other answers."""
        order = self._order
        at = next((n for n, one in enumerate(order) if one.hasFocus()), -1)
        said = order[at]
        passed = said.others if isinstance(said, _Question) and said.isChecked() else []
        following = [one for one in order[at + 1 :] if one not in passed]
        if following:
            following[0].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.finished.emit()
