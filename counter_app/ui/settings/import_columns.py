"""The columns of an old register side by side: what each is, its heading, its first lines."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QWheelEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QScrollArea, QWidget

from counter_app.domain.importing import FIELDS, Line, field_label
from counter_app.i18n import _
from counter_app.office.importing import Register
from counter_app.ui import theme
from counter_app.ui.parts.blocks import text
from counter_app.ui.parts.inputs import ChoiceInput

LINES = 4  # of the register that are seen
WIDE = 196


class _Choice(ChoiceInput):
    """What a column is; the wheel scrolls the columns and changes nothing."""

    def __init__(self, heading: str) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("What is in the column {heading}?").format(heading=heading))
        self.addItem(_("(left out)"), "")
        for field in FIELDS:
            self.addItem(field_label(field), field)
        self.setMaxVisibleItems(len(FIELDS) + 1)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to what scrolls."""
        event.ignore()


class Columns(QScrollArea):
    """Every column of a register; a field that is chosen twice leaves the column it had."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.choices: dict[str, _Choice] = {}  # by heading
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidgetResizable(True)

    def show_register(self, register: Register, sample: Sequence[Line], mapping: dict[str, str]) -> None:
        """Show another register under a mapping."""
        self.choices = {}
        inner = QWidget()
        grid = QGridLayout(inner)
        grid.setContentsMargins(0, 0, 0, 4)
        grid.setHorizontalSpacing(theme.GAP)
        grid.setVerticalSpacing(3)
        for place, heading in enumerate(register.headings):
            choice = self.choices[heading] = _Choice(heading)
            choice.setFixedWidth(theme.now().px(WIDE))
            grid.addWidget(choice, 0, place)
            grid.addWidget(_fitting(heading, "strong"), 1, place)
            for row, line in enumerate(sample[:LINES], start=2):
                grid.addWidget(_fitting(register.shown(line, heading), "soft"), row, place)
        grid.setColumnStretch(len(register.headings), 1)
        grid.setRowStretch(LINES + 2, 1)
        self.setWidget(inner)
        self._choose(mapping)
        for heading, choice in self.choices.items():
            choice.currentIndexChanged.connect(partial(self._on_chosen, heading))
        bar = self.horizontalScrollBar().sizeHint().height()
        self.setFixedHeight(inner.sizeHint().height() + bar)
        self.setFocusProxy(next(iter(self.choices.values())))

    def mapping(self) -> dict[str, str]:
        """Return which heading stands for each field."""
        chosen = ((choice.currentData(), heading) for heading, choice in self.choices.items())
        return {field: heading for field, heading in chosen if field}

    def _choose(self, mapping: dict[str, str]) -> None:
        for field, heading in mapping.items():
            if heading in self.choices:
                self.choices[heading].setCurrentIndex(self.choices[heading].findData(field))

    def _on_chosen(self, heading: str, _place: int) -> None:
        field = self.choices[heading].currentData()
        for other, choice in self.choices.items():
            if field and other != heading and choice.currentData() == field:
                choice.blockSignals(True)
                choice.setCurrentIndex(0)
                choice.blockSignals(False)
        self.changed.emit()


def _fitting(words: str, role: str) -> QLabel:
    """Return a label that its column holds; the whole words when the mouse rests on it."""
    label = text("", "strong" if role == "strong" else "soft")
    label.ensurePolished()
    width = theme.now().px(WIDE) - 8
    shown = QFontMetrics(label.font()).elidedText(words, Qt.TextElideMode.ElideRight, width)
    label.setText(shown)
    label.setContentsMargins(4, 0, 0, 0)
    if shown != words:
        label.setToolTip(words)
    return label
