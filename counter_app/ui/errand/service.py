"""What the citizen comes for: a few letters of the name in either language, or one of the most used."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QPushButton, QSizePolicy, QWidget

from counter_app.domain.words import group_label
from counter_app.i18n import _
from counter_app.ui import theme
from counter_app.ui.parts.blocks import button, column, text
from counter_app.ui.parts.fields import Field, line_edit
from counter_app.ui.parts.suggest import Suggest, Suggestion
from counter_app.ui.states import minutes_words, working_days

GAP, PADDING = 6, 32  # px between the buttons, and around their words
QUICK = 4  # services with a button and a key of their own


class ServicePicker(QWidget):
    """A type-ahead over the services that the office offers."""

    chosen = Signal(str)  # the id of a service

    def __init__(self) -> None:
        super().__init__()
        self._services: list[dict[str, Any]] = []
        self.service = ""
        self.input = line_edit(placeholder=_("type a part of the name"))
        self.field = Field(_("Ser&vice"), self.input)
        self.suggest = Suggest(self.input)
        self.quick = QWidget()
        self._quick = QGridLayout(self.quick)
        self._quick.setContentsMargins(0, 0, 0, 0)
        self._quick.setSpacing(GAP)
        self._quick.setColumnStretch(0, 1)
        self._quick.setColumnStretch(1, 1)
        self.about, self.cost = text("", "soft", wrap=True), text("", "strong", wrap=True)
        self.setLayout(column(self.field, self.quick, self.about, self.cost, gap=7))
        self._tell("")
        self.setFocusProxy(self.input)
        self.input.textEdited.connect(self._on_typed)
        self.input.installEventFilter(self)
        self.suggest.taken.connect(self.choose)

    def know(self, services: list[dict[str, Any]]) -> None:
        """Take the list of services; those used most come first. What is being typed stays."""
        self._services = sorted(services, key=lambda one: -one.get("times", 0))
        if self.service:
            self.input.setText(self.label(self.service))
            cost = self.cost.text()
            self._tell(self.service)
            self.show_cost(cost.split("\n")[1:])
        while (item := self._quick.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        for number, one in enumerate(self._services[:QUICK]):
            self._quick.addWidget(self._quick_button(number + 1, one), number // 2, number % 2)
        self._fit()

    def _quick_button(self, number: int, one: dict[str, Any]) -> QPushButton:
        found = button(f"{number}  {one['label']}", "pill", tip=f"{one['label']}   Alt+{number}")
        found.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        found.setAccessibleName(one["label"])
        found.setShortcut(QKeySequence(f"Alt+{number}"))
        found.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        found.clicked.connect(lambda: self.choose(one["service"]))
        return found

    def _fit(self) -> None:
        """Cut the names on the buttons where the width ends."""
        room = (self.width() - GAP) // 2 - theme.now().px(PADDING)
        for place, one in enumerate(self._services[:QUICK]):
            item = self._quick.itemAtPosition(place // 2, place % 2)
            if item is not None and isinstance(found := item.widget(), QPushButton):
                words = f"{place + 1}  {one['label']}"
                found.setText(found.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room))
                found.setShortcut(QKeySequence(f"Alt+{place + 1}"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as much of the names as fits."""
        super().resizeEvent(event)
        self._fit()

    def show_service(self, id: str) -> None:
        """Show a service that was chosen before."""
        self.service = id
        self.input.setText(self.label(id))
        self.field.say("")
        self.quick.setVisible(not id)
        self._tell(id)

    def show_cost(self, lines: list[str]) -> None:
        """Say what is to pay."""
        self.cost.setText("\n".join(lines and [_("To pay:"), *lines]))
        self.cost.setVisible(bool(lines))

    def _tell(self, id: str) -> None:
        """Say what the clerk should know of a service."""
        self.show_cost([])
        one = next((one for one in self._services if one["service"] == id), None)
        self.about.setText("\n".join(_about(one)) if one else "")
        self.about.setVisible(bool(self.about.text()))

    def label(self, id: str) -> str:
        """Return the name of a service."""
        return next((one["label"] for one in self._services if one["service"] == id), id)

    def choose(self, id: str) -> None:
        """Take a service."""
        self.show_service(id)
        self.suggest.close()
        self.chosen.emit(id)

    def fitting(self, typed: str) -> list[dict[str, Any]]:
        """Return the services whose names, in either language, hold every typed word."""
        words = typed.casefold().split()
        found = [one for one in self._services if all(word in _names(one) for word in words)]
        first = words[0] if words else ""
        return sorted(found, key=lambda one: not one["label"].casefold().startswith(first))

    def _on_typed(self, typed: str) -> None:
        self.service = ""
        self._tell("")
        self.quick.show()
        self._suggest(typed)

    def _suggest(self, typed: str) -> None:
        found = self.fitting(typed)
        if found:
            lines = [Suggestion(one["service"], one["label"], _detail(one)) for one in found]
            self.suggest.show(lines, first=bool(typed.strip()))  # Tab and Enter take what was typed for
        else:
            nothing = Suggestion("", _("No service has this name"), _("try another word"))
            self.suggest.show([nothing], first=False)

    def _on_focus(self, *, entered: bool) -> None:
        """Suggest on coming here; on leaving with a word that chose nothing, say so."""
        typed = self.input.text().strip()
        self.field.say(_("Choose one from the list.") if typed and not entered else "")
        if entered:
            self._suggest(typed)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Show the list when one comes here without a service, or asks with the down arrow."""
        if isinstance(event, QFocusEvent) and not self.service:
            self._on_focus(entered=event.gotFocus())
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and not self.suggest.open:
            if event.key() == Qt.Key.Key_Down:
                self._suggest("" if self.service else self.input.text())
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.service:
                self.chosen.emit(self.service)
                return True
        return False


def _about(one: dict[str, Any]) -> list[str]:
    """Return what comes before the service, what the clerk should know, and what the citizen should."""
    first = one.get("before", "")
    alone = _("Collected by the applicant in person only.") if one.get("collect_in_person") else ""
    lines = [_("Must be done first: {service}.").format(service=first) if first else ""]
    return [line for line in (*lines, one.get("note", ""), one.get("hint", ""), alone) if line]


def _names(one: dict[str, Any]) -> str:
    labels = one.get("labels") or {}
    return " ".join([one["label"], *labels.values(), one["service"]]).casefold()


def _detail(one: dict[str, Any]) -> str:
    standard = one["standard"]
    if days := standard.get("working_days"):
        return working_days(days)
    if minutes := standard.get("minutes"):
        return minutes_words(minutes)
    return group_label(one["group"])
