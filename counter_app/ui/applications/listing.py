"""The list of one saved view: causes, filters, the table that fetches its rows as they are scrolled to."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from counter_app.domain.errors import UserError
from counter_app.i18n import _
from counter_app.office.queries.applications import Applications as Listed
from counter_app.ui import theme
from counter_app.ui.applications.columns import columns
from counter_app.ui.applications.filters import Filters
from counter_app.ui.applications.views import BY_NAME, FIRST, Causes
from counter_app.ui.parts.blocks import Empty, column
from counter_app.ui.parts.table import Rows, listed
from counter_app.ui.workplace import Workplace


class Listing(QWidget):
    """The left part of the screen."""

    chosen = Signal(object)  # the current row, None when the list is empty
    opened = Signal(object)  # the row that Enter or a double click chose
    everywhere = Signal()  # a search that found nothing here shall look in all applications

    def __init__(self, place: Workplace, over: QWidget) -> None:
        super().__init__()
        self._place, self._ops = place, place.ops
        self.view = FIRST
        self.causes = Causes()
        self.filters = Filters(place.now, over)
        self.rows = Rows(columns(FIRST, place.now), _key)
        self.empty = Empty("folder-search-outline", "")
        self.table, self.card = listed(self.rows, self.empty, name=_("Applications"))
        self._build()

    def _build(self) -> None:
        body = column(self.filters, self.causes, self.card, gap=theme.SMALL_GAP)
        body.setStretch(2, 1)
        self.setLayout(body)
        self.table.holds = True
        self.filters.search.list = self.table
        self.filters.changed.connect(self._on_narrowed)
        self.filters.search.everywhere.connect(self._on_everywhere)
        self.causes.picked.connect(self._on_narrowed)
        self.rows.wanted.connect(self._ask)
        self.table.chosen.connect(self.chosen)
        self.table.opened.connect(self.opened)
        self._dress()

    def show_view(self, name: str, *, cause: str = "") -> None:
        """Show another saved view from its top."""
        self.view = name
        self.causes.choose(cause)
        self._dress()
        self.begin()

    def _dress(self) -> None:
        self.causes.setVisible(self.view == "stalled")
        self.filters.show_view(self.view, BY_NAME[self.view].sort)

    def begin(self) -> None:
        """Ask for another list, from its top."""
        self.table.from_top()
        self.rows.begin()

    def refresh(self) -> None:
        """Ask for the same list anew; the current row stays."""
        self.rows.restart()

    def question(self, offset: int, limit: int) -> Listed:
        """Return what is asked for the list."""
        fields = self.filters.fields()
        if self.view == "stalled":
            fields["stalled"] = self.causes.chosen or True
        return Listed(view=self.view, limit=limit, offset=offset, **fields)

    def _ask(self, offset: int, limit: int) -> None:
        shown = columns(self.view, self._place.now)
        self._ops.ask(
            self.question(offset, limit), self, partial(self._show, offset, limit, shown), self._refused
        )

    def _show(self, offset: int, limit: int, shown: Any, rows: list[dict[str, Any]]) -> None:
        if offset == 0:
            self.empty.say(*self._sentence())
        self.rows.take(offset, rows, limit, shown)

    def _refused(self, error: UserError) -> None:
        self.empty.say(_("This can't be searched."), str(error))
        self.rows.take(0, [])

    def _sentence(self) -> tuple[str, str]:
        view = BY_NAME[self.view]
        if not self.filters.narrowed:
            return _(view.empty), _(view.todo)
        title = _("Nothing found in “{view}”.").format(view=_(view.label))
        if self.view and self.filters.search.text().strip():
            return title, _("Press Enter to look in all applications.")
        return title, _("Look for fewer letters, another service or another period.")

    def _on_narrowed(self) -> None:
        self.begin()

    def _on_everywhere(self) -> None:
        if self.view and not self.rows.rows and self.filters.search.text().strip():
            self.everywhere.emit()
        else:
            self.table.setFocus()


def _key(row: dict[str, Any]) -> str:
    return str(row["application"])
