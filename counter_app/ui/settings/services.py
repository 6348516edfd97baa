"""Settings: the services, offered or not; Enter opens one."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QLineEdit, QStackedWidget, QWidget

from counter_app.domain.search import key
from counter_app.domain.words import group_label
from counter_app.i18n import N_, _
from counter_app.office.queries.services import Services
from counter_app.ui import theme
from counter_app.ui.parts.blocks import Empty, column, text
from counter_app.ui.parts.fields import line_edit
from counter_app.ui.parts.table import Column, Rows, Status, Table
from counter_app.ui.settings.section import Section
from counter_app.ui.settings.service import ServicePage
from counter_app.ui.settings.service_words import standard_words
from counter_app.ui.workplace import Workplace


class ServicesSection(Section):
    """A list with a search, and the page of one service in its place."""

    name = "services"
    label = N_("Services")
    icon = "file-document-multiple-outline"
    lead = N_("What the office offers, and what each service asks of a citizen.")
    topics = frozenset({"service", "office"})
    saves = True

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self._all: list[dict[str, Any]] = []
        self.search: QLineEdit = line_edit(placeholder=_("Part of a name, such as KTP"))
        self.search.setAccessibleName(_("Find a service"))
        self.search.addAction(theme.icon("magnify", "plain"), QLineEdit.ActionPosition.LeadingPosition)
        self.rows = Rows(_columns(), lambda one: one["service"])
        nothing = Empty("file-search-outline", _("No service is called so"), _("Try fewer letters."))
        self.table = Table(self.rows, nothing, name=_("Services"))
        self.page = ServicePage(place, self)
        self.pages = QStackedWidget()
        self._build()
        self._listen()

    def _build(self) -> None:
        overview = QWidget()
        hint = text(_("Enter opens a service: requirements, standard, signer, leaflet."), "hint")
        overview.setLayout(column(self.search, self.table, hint))
        self.pages.addWidget(overview)
        self.pages.addWidget(self.page)
        self.body.addWidget(self.pages, 1)

    def _listen(self) -> None:
        self.search.textEdited.connect(self._show)
        self.search.returnPressed.connect(self._on_return)
        self.table.opened.connect(self._on_opened)
        self.page.edited.connect(self.edited)
        self.page.left.connect(self._on_left)

    def begin(self) -> None:
        """Begin at the search, or in the service that is open."""
        if self.pages.currentWidget() is self.page:
            self.page.table.setFocus()
        else:
            self.search.setFocus()

    def refresh(self) -> None:
        """Ask which services there are, and how the open one is defined."""
        self.ops.ask(Services(all=True), self, self._on_answered)
        self.page.refresh()

    @property
    def unsaved(self) -> bool:
        """Whether a service was changed and not put in force."""
        return self.page.unsaved

    def save(self) -> None:
        """Put the open service in force as it was changed."""
        self.page.save()

    def undo(self) -> None:
        """Show every service as it is in force."""
        self.page.undo()

    def typed(self) -> dict[str, Any]:
        """Return the changed definitions."""
        return self.page.typed()

    def restore(self, typed: dict[str, Any]) -> None:
        """Take up changed definitions again."""
        self.page.restore(typed)

    def label_of(self, service: str) -> str:
        """Return what a service is called."""
        return next((str(one["label"]) for one in self._all if one["service"] == service), service)

    def _on_answered(self, rows: list[dict[str, Any]]) -> None:
        self._all = sorted(rows, key=lambda one: (not one["offered"], one["group"], one["label"]))
        self._show()

    def _show(self, _typed: str = "") -> None:
        words = [word for word in key(self.search.text()).split() if word]
        found = [one for one in self._all if all(word in key(_haystack(one)) for word in words)]
        self.rows.take(0, found, len(found) + 1)

    def _on_return(self) -> None:
        if (one := self.table.current()) is not None:
            self._on_opened(one)

    def _on_opened(self, one: dict[str, Any]) -> None:
        self.page.open(one["service"])
        self.pages.setCurrentWidget(self.page)
        self.page.table.setFocus()

    def _on_left(self) -> None:
        self.pages.setCurrentIndex(0)
        self.table.setFocus()


def _haystack(one: dict[str, Any]) -> str:
    return f"{one['label']} {group_label(one['group'])} {one['service']}"


def _columns() -> tuple[Column, ...]:
    return (
        Column(_("Service"), lambda one: one["label"], 4, 30),
        Column(_("Group"), lambda one: group_label(one["group"]), 1, 12),
        Column(_("Standard"), lambda one: standard_words(one["standard"]), 1, 16),
        Column(_("At the counter"), _offered, 1, 16),
    )


def _offered(one: dict[str, Any]) -> Status:
    if one["offered"]:
        return Status(_("offered"), "ok", "check-circle-outline")
    return Status(_("not offered"), "plain", "minus-circle-outline")
