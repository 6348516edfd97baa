"""A section that is a list with a few acts, each with its key."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QPushButton

from counter_app.ui.parts.blocks import Empty, row
from counter_app.ui.parts.table import Column, Rows, Table
from counter_app.ui.settings.section import Section
from counter_app.ui.workplace import Workplace

Row = dict[str, Any]


class ListSection(Section):
    """Shows rows; Enter changes the current one."""

    def __init__(
        self, place: Workplace, columns: Sequence[Column], key: str, empty: Empty, name: str
    ) -> None:
        super().__init__(place)
        self.rows = Rows(columns, lambda one: one[key])
        self.table = Table(self.rows, empty, name=name)
        self.body.addWidget(self.table, 1)
        self.table.opened.connect(self.change)
        self.table.chosen.connect(self.on_chosen)

    def buttons(self, *shown: QPushButton) -> None:
        """Put the acts below the list."""
        self.body.addLayout(row(*shown, None))

    def show_rows(self, rows: list[Row]) -> None:
        """Show all rows at once: an office has few."""
        self.rows.take(0, rows, len(rows) + 1)

    def begin(self) -> None:
        """Begin in the list."""
        self.table.setFocus()

    def change(self, one: Row) -> None:
        """Change the current row."""

    def on_chosen(self, one: Row | None) -> None:
        """Let only those acts be done that fit the current row."""
