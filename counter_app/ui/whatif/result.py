"""What came of it, in the words of the paper: the picture, the sentences, the figures, what they rest on."""

from __future__ import annotations

import math
from functools import partial
from typing import Any

from PySide6.QtCore import QModelIndex, QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from counter_app.i18n import _
from counter_app.printing.comparison import Change, ComparisonSheet
from counter_app.printing.comparison_chart import open_at_end
from counter_app.ui import theme
from counter_app.ui.dashboard.picture import Picture
from counter_app.ui.parts.blocks import Block, Card, Chip, Empty, column, row, scrolled, text
from counter_app.ui.parts.table import Column, Index, Rows, Table
from counter_app.ui.whatif import words
from counter_app.ui.workplace import Workplace

ROW = 27  # px
PICTURE = 250


class Figures(Rows):
    """The rows of the page; one of a single cell is a heading."""

    def __init__(self) -> None:
        super().__init__([Column("", str)], key=str)

    def show_sheet(self, heads: list[str], rows: list[list[str]]) -> None:
        """Take the columns and rows of a comparison."""
        shown = [[n, *line] for n, line in enumerate(rows)]
        self.take(0, shown, len(shown) + 1, [_column(heads, rows, n) for n in range(len(heads))])

    def heads(self) -> list[int]:
        """Return which rows are headings."""
        return [n for n, line in enumerate(self.rows) if len(line) == 2]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Headings stand out."""
        if role == Qt.ItemDataRole.FontRole and len(self.rows[index.row()]) == 2:
            return theme.font(12.5, QFont.Weight.DemiBold)
        return super().data(index, role)


def _column(heads: list[str], rows: list[list[str]], n: int) -> Column:
    cells = [line[n] for line in rows if len(line) > 1]
    metrics, bold = QFontMetrics(theme.font()), QFontMetrics(theme.font(12, QFont.Weight.DemiBold))
    wide = max(bold.horizontalAdvance(heads[n]), *map(metrics.horizontalAdvance, cells))
    least = math.ceil(wide / metrics.averageCharWidth())
    return Column(heads[n], partial(_cell, n), share=0.5 if n else 1.0, least=least, right=n > 0)


def _cell(n: int, line: list[Any]) -> str:
    return str(line[n + 1]) if n + 1 < len(line) else ""


class Findings(Card):
    """A sentence or two for each change, with a word that says which way it goes."""

    def __init__(self) -> None:
        super().__init__(_("What each change brings"), gap=10)
        self._lines: list[QWidget] = []
        self._rows = column(gap=10)
        self.add(self._rows)
        self.body.addStretch()

    def show_sheet(self, sheet: ComparisonSheet) -> None:
        """Show what each change brings, then what is true of all."""
        while self._lines:
            line = self._lines.pop()
            line.hide()
            line.deleteLater()
        self._lines = [
            *map(_finding, sheet.changes),
            *(text(one, "strong", wrap=True) for one in sheet.common),
        ]
        for line in self._lines:
            self._rows.addWidget(line)

    @property
    def told(self) -> list[str]:
        """What the lines say."""
        return [line.accessibleName() or line.property("text") for line in self._lines]


def _finding(change: Change) -> QWidget:
    line, chip, said = QFrame(), Chip(), words.way_label(change.way)
    sentences = " ".join(change.sentences)
    title = row(text(change.title, "strong"), chip, None)
    line.setLayout(column(title, text(sentences, wrap=True), gap=3))
    chip.say(said, *words.WAYS[change.way])  # not before it has its place: it would be a window of its own
    line.setAccessibleName(f"{change.title}. {said}. {sentences}")
    return line


class Result(QWidget):
    """Everything that stands on the page; it scrolls where the window is too low for it."""

    def __init__(self, place: Workplace) -> None:
        super().__init__()
        self.title, self.when = text("", "name"), text("", "soft")
        self.played = Block("", "", "warning")
        self.picture, self.findings = Picture(place.ops), Findings()
        self.figures = Figures()
        self.table = Table(self.figures, Empty("table-off", ""), name=_("The years in figures"))
        self._inner = QWidget()
        self.notes, self.basis = text("", "soft", wrap=True), text("", "soft", wrap=True)
        self._build()
        self.table.chosen.connect(self._on_chosen)

    def _build(self) -> None:
        look = theme.now()
        picture, table, basis = (
            Card(_("How much stays open")),
            Card(_("The years in figures")),
            Card(_("What the played year rests on")),
        )
        picture.body.addWidget(self.picture, 1)
        picture.setMinimumHeight(look.px(PICTURE))
        for card in (picture, self.findings):
            card.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        beside = row(gap=theme.GAP)
        beside.addWidget(picture, 6)
        beside.addWidget(self.findings, 7)
        table.add(self.table, self.notes)
        basis.add(self.basis)
        self.table.verticalHeader().setDefaultSectionSize(look.px(ROW))
        self.table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._inner.setLayout(_stacked(self.played, beside, table, basis))
        self.area = scrolled(self._inner)
        self.setLayout(column(self.area))

    def show_sheet(self, sheet: ComparisonSheet) -> None:
        """Show a comparison."""
        self.title.setText(sheet.title)
        self.when.setText(sheet.when)
        self.played.say(sheet.played, sheet.invented, "warning")
        self.picture.show_chart(partial(open_at_end, sheet.panels), words.panels(sheet.panels))
        self.findings.show_sheet(sheet)
        self._show_figures(sheet)
        self.notes.setText("\n".join(sheet.notes))
        self.basis.setText("\n".join(sheet.basis))

    def _show_figures(self, sheet: ComparisonSheet) -> None:
        self.table.blockSignals(True)  # rows that come are no row that somebody chose
        self.table.clearSpans()
        self.figures.show_sheet(sheet.heads, sheet.rows)
        for n in self.figures.heads():
            self.table.setSpan(n, 0, 1, len(sheet.heads))
        rows = self.figures.rowCount() * self.table.verticalHeader().defaultSectionSize()
        self.table.setCurrentIndex(QModelIndex())
        self.table.blockSignals(False)
        around = self.table.horizontalHeader().sizeHint() + self.table.horizontalScrollBar().sizeHint()
        self.table.setFixedHeight(rows + around.height() + 2)

    def turn(self, pages: int) -> None:
        """Go on by so many windows' heights."""
        bar = self.area.verticalScrollBar()
        bar.setValue(bar.value() + pages * round(self.area.viewport().height() * 0.9))

    def _on_chosen(self, line: list[Any] | None) -> None:
        """Keep the row that the arrow keys have reached in sight."""
        if line is None or not self.table.hasFocus():
            return
        seen: QRect = self.table.visualRect(self.figures.index(line[0], 0))
        at = self.table.viewport().mapTo(self._inner, seen.center())
        self.area.ensureVisible(0, at.y(), 0, theme.now().px(ROW) * 2)


def _stacked(*parts: Any) -> QVBoxLayout:
    found = column(*parts, None, gap=theme.GAP)
    found.setContentsMargins(0, 0, theme.SMALL_GAP, 0)
    return found
