"""Permohonan: the saved views with their counts, a list, and the page of the current application."""

from __future__ import annotations

from functools import partial
from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QWidget

from counter_app.domain.errors import UserError
from counter_app.domain.numbers import is_number
from counter_app.i18n import N_, _
from counter_app.office.commands.process import RevealNik
from counter_app.office.desk import Staff
from counter_app.office.office import Done, Office
from counter_app.office.queries.applications import Application
from counter_app.office.queries.services import OfficeSettings, Services, StaffList
from counter_app.office.queries.views import Views
from counter_app.ui import theme
from counter_app.ui.applications.acts import Act
from counter_app.ui.applications.bar import Bar
from counter_app.ui.applications.doing import Doing
from counter_app.ui.applications.listing import Listing
from counter_app.ui.applications.more import More
from counter_app.ui.applications.page import NARROW, WIDTH, Page
from counter_app.ui.applications.views import BY_NAME, Pills
from counter_app.ui.parts.blocks import column
from counter_app.ui.screen import Key, Screen
from counter_app.ui.workplace import Workplace

FAMILY = 8  # files of one visit that the page shows at most


class Applications(Screen):
    """Every application, from the ones of today to the ones that nobody collects."""

    purpose = N_(
        "Here you find every application, see why one stands still and what frees it, and do the next "
        "thing with it."
    )
    steps = (
        N_("Choose a saved view at the top with Alt and its figure, or type in the search of this list."),
        N_("Move in the list with the arrows: the page of the application stands at the right."),
        N_("Ctrl+Enter does the next thing: ends the step at work, hands over, or opens it at the counter."),
        N_("F4 opens the list of everything else that is possible now; a letter chooses."),
        N_("A mistake is taken back with Ctrl+Z and a reason; the history keeps both."),
    )
    keys = (
        Key("Alt+1", N_("Saved views, from left to right; Alt+0 shows all")),
        Key("/", N_("Search this list; F6 does the same")),
        Key("Ctrl+Return", N_("The next thing with this application")),
        Key("Return", N_("From the list to the button of the next thing")),
        Key("F4", N_("Everything that can be done now, chosen by letter")),
        Key("Ctrl+P", N_("Print the receipt, the slip or the note again")),
        Key("Ctrl+Z", N_("Undo the last move, with a reason")),
        Key("Ctrl+N", N_("Show the whole NIK for 20 seconds; it is written down")),
        Key("F7", N_("Open or close the history")),
        Key("F8", N_("Open or close the papers")),
    )
    topics: ClassVar[frozenset[str]] = frozenset(
        {"application", "blangko", "absence", "disruption", "official", "staff", "office", "service", "batch"}
    )

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self.pills = Pills()
        self.listing = Listing(place, self)
        self.bar = Bar()
        self.page = Page(self.bar)
        self.doing = Doing(place, self, self._on_done)
        self.number = ""  # of the application that is seen, or asked for
        self._build()

    def _build(self) -> None:
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self.listing)
        split.addWidget(self.page)
        self.page.setMinimumWidth(NARROW)
        split.setStretchFactor(0, 1)
        split.setStretchFactor(1, 0)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(theme.GAP)
        split.setSizes([WIDTH * 3, WIDTH])
        body = column(self.pills, split, gap=theme.GAP)
        body.setStretch(1, 1)
        self.setLayout(body)
        self._listen()

    def _listen(self) -> None:
        self.pills.picked.connect(self._on_view)
        self.listing.chosen.connect(self._on_chosen)
        self.listing.opened.connect(self._on_opened)
        self.listing.everywhere.connect(self._on_everywhere)
        self.page.reveal.connect(self._on_reveal)
        self.page.visited.connect(self.open)
        self.bar.wanted.connect(self._on_act)
        self.bar.all.connect(self._on_more)

    def home(self) -> QWidget:
        """Return the list."""
        return self.listing.table

    def open(self, show: Any) -> None:
        """Show an application by its number, ``view:late``, or ``cause:blangko``."""
        what, colon, name = str(show).partition(":")
        if not colon:
            self._open_number(what)
        elif what == "cause":
            self._open_view("stalled", cause=name)
        elif name in BY_NAME:
            self._open_view(name)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open_view(self, view: str, *, cause: str = "") -> None:
        self.pills.choose(view)
        self.listing.filters.clear()
        self.listing.show_view(view, cause=cause)

    def _open_number(self, number: str) -> None:
        if self.listing.rows.row_of(number) < 0:
            self.pills.choose("")
            self.listing.filters.clear()
            self.listing.filters.show_text(number)
            self.listing.show_view("")
        self.listing.table.pick(number)
        self._show_number(number)

    def tick(self) -> None:
        """What is late or stalled changes with the time alone."""
        self._ask_around()

    def _refresh(self) -> None:
        self._ask_around()
        self.listing.refresh()
        if self.number:
            self._show_number(self.number)

    def _ask_around(self) -> None:
        self.ops.look(_around, self, self._show_around, key="around")

    def _show_around(self, around: dict[str, Any]) -> None:
        self.pills.show_counts(around["views"])
        self.listing.causes.show_counts(around["views"]["stalled_by_cause"])
        self.listing.filters.show_services(around["services"])
        self.doing.shelves = bool(around["office"].get("shelves"))
        self.doing.staff = around["staff"]

    def _show_number(self, number: str) -> None:
        self.number = number
        self.ops.look(partial(_page, number), self, self._show, self._lost, key="page")

    def _show(self, found: dict[str, Any]) -> None:
        self.page.show_application(found, self.place.staff.id)
        may = self.place.may
        self.bar.show_acts(found, clerk=may("clerk", "supervisor"), copies=may("supervisor", "admin"))

    def _lost(self, error: UserError) -> None:
        self.number = ""
        self.place.refuse(str(error))
        self._show_nothing()

    def _show_nothing(self) -> None:
        self.page.clear()
        self.bar.clear()

    def _on_view(self, name: str) -> None:
        self.listing.show_view(name)
        self.listing.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_everywhere(self) -> None:
        typed = self.listing.filters.search.text().strip().upper()
        if is_number(typed):
            self._open_number(typed)
        else:
            self.pills.choose("")
            self.listing.show_view("")

    def _on_chosen(self, row: dict[str, Any] | None) -> None:
        if row is None:
            self.number = ""
            self._show_nothing()
        else:
            self._show_number(row["application"])

    def _on_opened(self, row: dict[str, Any]) -> None:
        if self.place.opens_at_counter(row):
            self.place.go("errand", row["application"])
        else:
            self.bar.take_focus()

    def _on_act(self, act: Any) -> None:
        found = self.page.found
        if found is not None and found["application"] == self.number:
            self.doing.do(act, found)

    def _on_more(self, acts: list[Act]) -> None:
        if not self.doing.asking and not any(one.isVisible() for one in self.findChildren(More)):
            More(self, acts, self._on_act)

    def _on_done(self) -> None:
        self.listing.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_reveal(self) -> None:
        if self.page.found is not None and self.page.found["nik"] and not self.doing.asking:
            number = self.page.found["application"]
            self.ops.run(RevealNik(application=number), self, partial(self._on_revealed, number))

    def _on_revealed(self, number: str, done: Done) -> None:
        if self.page.found is None or self.page.found["application"] != number:
            return  # another file was chosen before the answer came
        self.page.show_nik(done.ids["nik"])
        self.place.say(_("The whole NIK is shown for 20 seconds. That you looked is written down."))


def _page(number: str, office: Office, staff: Staff) -> dict[str, Any]:
    """Ask for one application, and for the others of its visit."""
    found: dict[str, Any] = office.ask(Application(application=number), staff)
    others = [office.ask(Application(application=one), staff) for one in found["visit_with"][:FAMILY]]
    names = {one["staff"]: one["name"] for one in office.ask(StaffList(), staff)}
    more = len(found["visit_with"]) - len(others)
    return found | {"visit_with": others, "visit_more": more, "names": names}


def _around(office: Office, staff: Staff) -> dict[str, Any]:
    """Ask what the screen needs besides the list and the page, as one."""
    return {
        "views": office.ask(Views(), staff),
        "services": office.ask(Services(), staff),
        "staff": office.ask(StaffList(), staff),
        "office": office.ask(OfficeSettings(), staff),
    }
