"""What narrows and orders the list: a search of its own, the service, the period, the order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from counter_app.domain.calendar import named_period
from counter_app.i18n import N_, _
from counter_app.ui import theme
from counter_app.ui.parts.blocks import row
from counter_app.ui.parts.fields import combo
from counter_app.ui.parts.inputs import LineInput
from counter_app.ui.parts.prompt import Ask, Prompt, Values

PAUSE = 60  # ms between two keys that belong to one question
SORTS = {
    "newest": N_("Newest first"),
    "oldest": N_("Oldest first"),
    "due": N_("Deadline first"),
    "name": N_("By name"),
    "stalled_since": N_("Longest stalled"),
}
CHOSEN = "chosen"  # days of their own, not known by a name
PERIODS = {
    "": N_("Any time"),
    "today": N_("Opened today"),
    "week": N_("Last 7 days"),
    "month": N_("This month"),
    "last month": N_("Last month"),
    "year": N_("This year"),
    CHOSEN: N_("From … to …"),
}
MOVES = {Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp}
IsoDays = tuple[str, str]  # empty: open


class Search(LineInput):
    """The list's own search: arrows move in the list, Enter looks everywhere, Esc clears it."""

    changed = Signal()
    everywhere = Signal()

    def __init__(self) -> None:
        super().__init__(most=60)
        self.setProperty("kind", "search")
        self.setClearButtonEnabled(True)
        self.setPlaceholderText(_("Search this list") + "   (/)")
        self.setAccessibleName(_("Search this list"))
        self.addAction(theme.icon("magnify", "plain"), QLineEdit.ActionPosition.LeadingPosition)
        self.list: QWidget | None = None  # takes the keys that move
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self.changed)
        self.textChanged.connect(self._on_text)
        self.returnPressed.connect(self._on_return)

    def begin(self) -> None:
        """Take the focus, with the old text selected."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def _on_text(self) -> None:
        self._pause.start()

    def _on_return(self) -> None:
        if self._pause.isActive():
            self._pause.stop()
            self.changed.emit()
        self.everywhere.emit()

    def event(self, event: QEvent) -> bool:
        """Keep Esc for this input while there is something to clear."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            event.setAccepted(event.key() == Qt.Key.Key_Escape)
            if event.isAccepted():
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Hand the keys that move to the list; Esc clears, then goes there."""
        if event.key() in MOVES and self.list is not None:
            QApplication.sendEvent(self.list, event)
        elif event.key() == Qt.Key.Key_Escape and self.list is not None:
            (self.clear if self.text() else self.list.setFocus)()
        else:
            super().keyPressEvent(event)


class Filters(QWidget):
    """The line above the list."""

    changed = Signal()

    def __init__(self, now: Callable[[], dt.datetime], over: QWidget) -> None:
        super().__init__()
        self._now, self._over = now, over
        self._days: IsoDays = ("", "")
        self._period = ""  # the chosen one, by name
        self._services: list[tuple[str, str]] = []  # as they are offered: label, name
        self._sort_by_view: dict[str, str] = {}
        self._view = ""
        self.search = Search()
        self.service = combo([("", _("All services"))])
        self.period = combo([(name, _(words)) for name, words in PERIODS.items()])
        self.sort = combo([])
        self._build()

    def _build(self) -> None:
        look = theme.now()
        for box, name, width in (
            (self.service, _("Service"), 190),
            (self.period, _("Period"), 138),
            (self.sort, _("Order"), 160),
        ):
            box.setAccessibleName(name)
            box.setFixedWidth(look.px(width))
            box.setMaxVisibleItems(30)
        line = row(self.search, self.service, self.period, self.sort)
        line.setStretch(0, 1)
        self.setLayout(line)
        self.search.changed.connect(self.changed)
        self.service.activated.connect(self._on_changed)
        self.period.activated.connect(self._on_period)
        self.sort.activated.connect(self._on_sort)
        for key in ("/", "F6"):
            QShortcut(QKeySequence(key), self, self.search.begin)

    def show_services(self, services: Sequence[dict[str, Any]]) -> None:
        """Offer the services, by name, and keep the chosen one."""
        chosen = self.service.currentData()
        choices = sorted(((one["label"], one["service"]) for one in services), key=_by_words)
        if choices == self._services:
            return
        self._services = choices
        self.service.clear()
        self.service.addItem(_("All services"), "")
        for label, name in choices:
            self.service.addItem(label, name)
        self.service.view().setMinimumWidth(self.service.view().sizeHintForColumn(0) + 24)
        self.service.setCurrentIndex(max(self.service.findData(chosen), 0))

    def show_view(self, view: str, standard: str) -> None:
        """Offer the orders that make sense in a view; the one chosen there before comes back."""
        self._view = view
        self.sort.clear()
        for name, words in SORTS.items():
            if name != "stalled_since" or view == "stalled":
                self.sort.addItem(_(words), name)
        self.sort.setCurrentIndex(self.sort.findData(self._sort_by_view.get(view, standard)))

    def show_text(self, text: str) -> None:
        """Search for ``text`` without being asked twice."""
        self.search.blockSignals(True)
        self.search.setText(text)
        self.search.blockSignals(False)

    def clear(self) -> None:
        """Narrow nothing any more; the order stays."""
        self.show_text("")
        self.service.setCurrentIndex(0)
        self._choose_period("")

    @property
    def narrowed(self) -> bool:
        """Whether something else than the view narrows the list."""
        return bool(self.search.text().strip() or self.service.currentData() or self.period.currentData())

    def fields(self) -> dict[str, Any]:
        """Return what the question for the list is narrowed by."""
        first, last = self.days()
        return {
            "text": self.search.text(),
            "service": self.service.currentData() or "",
            "sort": self.sort.currentData(),
            "from_": first,
            "to": last,
        }

    def days(self) -> IsoDays:
        """Return the first and the last day of the period."""
        if self._period == CHOSEN:
            return self._days
        found = named_period(self._period, self._now().date())
        return (found[0].isoformat(), found[1].isoformat()) if found else ("", "")

    def _on_changed(self) -> None:
        self.changed.emit()

    def _on_sort(self) -> None:
        self._sort_by_view[self._view] = self.sort.currentData()
        self.changed.emit()

    def _on_period(self) -> None:
        name = self.period.currentData()
        if name == CHOSEN:
            self._choose_period(self._period)  # until the days are known, and when Esc leaves them unknown
            self._ask_days()
        else:
            self._choose_period(name)
            self.changed.emit()

    def _choose_period(self, name: str) -> None:
        self._period = name
        chosen = self.period.findData(CHOSEN)
        if name != CHOSEN:
            self._days = ("", "")
            self.period.setItemText(chosen, _(PERIODS[CHOSEN]))
        self.period.setCurrentIndex(self.period.findData(name))

    def _ask_days(self) -> None:
        today = self._now().date()
        first, last = (
            map(dt.date.fromisoformat, self._days) if all(self._days) else (today.replace(day=1), today)
        )
        asks = (Ask("first", _("&From"), "date", first), Ask("last", _("&To"), "date", last))
        Prompt(self._over, _("Opened from … to …"), asks, self._on_days, accept=_("Show"))

    def _on_days(self, values: Values, prompt: Prompt) -> None:
        first, last = sorted((values["first"], values["last"]))
        self._days = (first.isoformat(), last.isoformat())
        self.period.setItemText(self.period.findData(CHOSEN), f"{first:%d-%m-%y} – {last:%d-%m-%y}")  # noqa: RUF001
        self._choose_period(CHOSEN)
        prompt.leave()
        self.changed.emit()


def _by_words(choice: tuple[str, str]) -> str:
    return choice[0].casefold()
