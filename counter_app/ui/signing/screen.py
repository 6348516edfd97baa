"""Tanda tangan: the folder, who may sign while somebody is away, what is down."""

from __future__ import annotations

import datetime as dt
from typing import Any

from PySide6.QtWidgets import QWidget

from counter_app.domain.numbers import is_number
from counter_app.i18n import N_
from counter_app.office.desk import Staff
from counter_app.office.office import Office
from counter_app.office.queries.signing import Absences as AbsencesAsked
from counter_app.office.queries.signing import Disruptions, Officials, Signers
from counter_app.ui import theme
from counter_app.ui.parts.blocks import column, row, scrolled
from counter_app.ui.screen import Key, Screen
from counter_app.ui.signing.absences import Absences
from counter_app.ui.signing.away import AwayPart
from counter_app.ui.signing.down import DownPart
from counter_app.ui.signing.folder import FolderPart
from counter_app.ui.workplace import Workplace


class Signing(Screen):
    """The folder at the left; officials, absences and disruptions at the right."""

    purpose = N_(
        "Shows what waits for a signature and for initials, who may sign while an official is away, "
        "and what is down."
    )
    steps = (
        N_("Choose at the top who signs. That person can't sign grey files now; the row says who may."),
        N_("F6 prints the sheet that goes into the folder with the papers."),
        N_("When the papers are back, tick them with Space, or all with Ctrl+A, and press F8."),
        N_("Alt+2 shows what waits for initials; it is ticked off the same way."),
        N_(
            "A supervisor or the camat records an absence with F7: who, from when to when, who signs "
            "meanwhile. F9 ends it early."
        ),
        N_(
            "A supervisor records with Ctrl+D and one letter that something is down: S SIAK, R recording "
            "device, P card printer, L electricity. The same keys end it."
        ),
    )
    keys = (
        Key("Alt+1", N_("What waits for a signature; Alt+2 for initials")),
        Key("Space", N_("Tick the row and go on; Shift with an arrow ticks on the way")),
        Key("Ctrl+A", N_("Tick all that may be signed, or none")),
        Key("F8", N_("What is ticked came back signed or initialled")),
        Key("F6", N_("Print the batch sheet")),
        Key("Return", N_("Open the application of the row; on a day: record an absence")),
        Key("F7", N_("Record an absence (supervisor, camat)")),
        Key("F9", N_("End the chosen absence early (supervisor, camat)")),
        Key("PgUp", N_("Month before in the calendar; Page Down the next, Home today")),
        Key("Ctrl+D", N_("Something is down or works again: then S, R, P or L (supervisor)")),
    )
    topics = frozenset({"application", "absence", "official", "disruption", "office", "service"})

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self.folder = FolderPart(place)
        self.away = AwayPart(place)
        self.down = DownPart(self)
        self.absences = Absences(self)
        self._build()
        self.folder.table.opened.connect(self._on_opened)
        self.away.record.clicked.connect(self._on_record)
        self.away.month.entered.connect(self._on_entered)
        self.away.end.clicked.connect(self._on_end)

    def _build(self) -> None:
        right = QWidget()
        right.setLayout(column(self.away, self.down, gap=theme.GAP))
        area = scrolled(right)
        area.setFixedWidth(max(theme.now().px(376), right.minimumSizeHint().width() + 2))
        body = row(self.folder, area, gap=theme.GAP)
        body.setStretch(0, 1)
        self.setLayout(body)

    def home(self) -> QWidget:
        """Return the list of what waits."""
        return self.folder.table

    def open(self, show: Any) -> None:
        """Go to an application in the folder by its number, to the absences or the disruptions."""
        parts = {
            "folder": self.folder.table,
            "absences": self.away.month,
            "disruptions": self.down.record if self.down.may else self.folder.table,
        }
        if is_number(str(show)):
            self.folder.pick(str(show))
        parts.get(show, self.folder.table).setFocus()

    def _refresh(self) -> None:
        self.ops.look(_people, self, self._show, key="people")

    def _show(self, people: dict[str, Any]) -> None:
        self.folder.show_officials(people["officials"], people["signers"])
        self.away.show_absences(people["officials"], people["absences"])
        self.down.show_down(people["disruptions"])
        self.folder.refresh()
        self.away.refresh()

    def _on_opened(self, one: dict[str, Any]) -> None:
        self.place.open_application(one["application"], self)

    def _on_record(self) -> None:
        self.absences.record(self.away.officials, self.away.month.day)

    def _on_entered(self, day: dt.date) -> None:
        if self.place.may("supervisor", "camat"):
            self.absences.record(self.away.officials, day)

    def _on_end(self) -> None:
        if absence := self.away.table.current():
            self.absences.end(absence, self.away.officials)


def _people(office: Office, staff: Staff) -> dict[str, Any]:
    return {
        "officials": office.ask(Officials(), staff),
        "signers": office.ask(Signers(), staff),
        "absences": office.ask(AbsencesAsked(), staff),
        "disruptions": office.ask(Disruptions(), staff),
    }
