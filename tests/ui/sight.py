"""What a picky eye sees on a screen: texts that are cut, letters given twice."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QHeaderView,
    QLabel,
    QPushButton,
    QWidget,
)

from counter_app.ui import theme
from counter_app.ui.parts.table import Rows, Status, Table


def seen(top: QWidget, kind: Any) -> Iterator[Any]:
    """Yield what a person sees of a kind."""
    for widget in top.findChildren(kind):
        if widget.isVisible() and not widget.visibleRegion().isEmpty():
            yield widget


def words_of(widget: QWidget) -> str:
    """Return the words on a label or a button, an ampersand for the mnemonic left out."""
    shown = widget.text() if isinstance(widget, QLabel | QAbstractButton) else ""
    return shown.replace("&", "")


def cut(top: QWidget) -> list[str]:
    """Return every text that has less room than it needs."""
    found = []
    for label in seen(top, QLabel):
        if not label.text() or label.wordWrap():
            continue
        if label.sizeHint().width() > label.width() + 1:
            found.append(f"label: {label.text()}")
    for label in seen(top, QLabel):
        if label.wordWrap() and label.text() and label.heightForWidth(label.width()) > label.height() + 2:
            found.append(f"wrapped label: {label.text()}")
    for button in seen(top, QAbstractButton):
        if words_of(button) and button.sizeHint().width() > button.width() + 1:
            found.append(f"button: {words_of(button)}")
    for header in seen(top, QHeaderView):
        found += _cut_titles(header)
    for table in seen(top, Table):
        found += _cut_chips(table)
    return found


def _cut_chips(table: Table) -> list[str]:
    metrics = QFontMetrics(theme.font(12, QFont.Weight.DemiBold))
    rows = table.model()
    assert isinstance(rows, Rows)
    chips = {
        (shown.words, n): metrics.horizontalAdvance(shown.words) + (39 if shown.icon else 20)
        for n, column in enumerate(rows.columns)
        for shown in map(column.show, rows.rows)
        if isinstance(shown, Status) and not table.isColumnHidden(n)
    }
    return [f"chip: {words}" for (words, n), wide in chips.items() if wide > table.columnWidth(n) - 16]


def _cut_titles(header: QHeaderView) -> list[str]:
    if header.orientation() is not Qt.Orientation.Horizontal:
        return []
    metrics = QFontMetrics(theme.font(12, theme.font().weight()))
    titles = [str(header.model().headerData(n, header.orientation()) or "") for n in range(header.count())]
    return [
        f"column: {title}"
        for n, title in enumerate(titles)
        if not header.isSectionHidden(n) and metrics.horizontalAdvance(title) > header.sectionSize(n) - 8
    ]


def mnemonics(top: QWidget) -> list[str]:
    """Return every letter that Alt works with now."""
    found = []
    for widget in [*seen(top, QLabel), *seen(top, QAbstractButton)]:
        if isinstance(widget, QLabel) and widget.buddy() is None:
            continue
        text = widget.text().replace("&&", "")
        if isinstance(widget, QPushButton) and widget.shortcut().toString()[:4] != "Alt+":
            continue
        if "&" in text:
            found.append(text[text.index("&") + 1].upper())
    return found
