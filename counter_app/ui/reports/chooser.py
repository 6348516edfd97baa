"""What a sheet is drawn of: a kind, a service, somebody or an application, and a day or a period."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from counter_app.domain.calendar import (
    YEARS,
    Days,
    EndsBeforeItBegins,
    NotYet,
    month_of,
    months_on,
    named_period,
)
from counter_app.domain.numbers import is_number
from counter_app.i18n import _
from counter_app.printing.wording import period as period_words
from counter_app.ui import theme
from counter_app.ui.papers import Wanted
from counter_app.ui.parts.blocks import button, row, text
from counter_app.ui.parts.fields import Field, combo, line_edit
from counter_app.ui.parts.inputs import DateInput
from counter_app.ui.reports.sheets import Choices, Sheet

PILLS = {"": (), "day": ("today", "before"), "days": ("month", "last month", "year", "today")}
STEPS = {
    Qt.Key.Key_Up: ("day", -1),
    Qt.Key.Key_Down: ("day", 1),
    Qt.Key.Key_PageUp: ("month", -1),
    Qt.Key.Key_PageDown: ("month", 1),
}


class Chooser(QWidget):
    """Shows the inputs that the sheet needs; ``changed`` when something else is to be drawn."""

    changed = Signal()

    def __init__(self, today: Callable[[], dt.date]) -> None:
        super().__init__()
        self._today = today
        self._sheet: Sheet | None = None
        self._choices = Choices({}, today() - dt.timedelta(days=1))
        self._days: dict[str, Days] = {}  # by paper, as it was left
        self._picked: dict[str, str] = {}  # by what is chosen: a service serves leaflet and poster
        self.pick = combo([])
        self.pick.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.first, self.last = DateInput(), DateInput()
        self.pick_field = Field("", self.pick)
        self.number = line_edit(placeholder="L1-20260406-0001", most=40)
        self.number_field = Field(_("App&lication"), self.number, optional=True)
        self.first_field, self.last_field = Field(_("Fro&m"), self.first), Field(_("Up &to"), self.last)
        self.words = text("", "strong", wrap=True)
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.earlier, self.later = _step("chevron-left"), _step("chevron-right")
        self.pills = self._pills()
        self._build()
        self._listen()

    def _pills(self) -> dict[str, QPushButton]:
        words = {
            "today": _("Today"),
            "before": _("Last working day"),
            "month": _("This month"),
            "last month": _("Last month"),
            "year": _("This year"),
        }
        found = {name: button(label, "pill") for name, label in words.items()}
        for name, pill in found.items():
            pill.setCheckable(True)
            pill.clicked.connect(partial(self._on_pill, name))
        return found

    def _build(self) -> None:
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(6)
        for pill in self.pills.values():
            self._grid.addWidget(pill)
        self._dates = row(self.first_field, self.last_field, gap=theme.GAP)
        self._steps = QWidget()
        steps = row(self.earlier, self.words, self.later, gap=4)
        steps.setStretch(1, 1)
        self._steps.setLayout(steps)
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(theme.GAP)
        body.addWidget(self.pick_field)
        body.addWidget(self.number_field)
        body.addWidget(self._steps)
        body.addLayout(self._dates)
        body.addLayout(self._grid)

    def _listen(self) -> None:
        self.pick.activated.connect(self._on_pick)
        self.number.textEdited.connect(self._on_number)
        self.earlier.clicked.connect(partial(self._on_step, -1))
        self.later.clicked.connect(partial(self._on_step, 1))
        for one in (self.first, self.last):
            one.installEventFilter(self)
            one.changed.connect(self._on_typed)
            one.editingFinished.connect(self._on_typed_all)

    def offer(self, choices: Choices) -> None:
        """Take what can be chosen."""
        self._choices = choices
        if self._sheet is not None:
            self.show_for(self._sheet)

    def show_for(self, sheet: Sheet) -> None:
        """Show the inputs of ``sheet`` as they were left."""
        self._sheet = sheet
        self.pick_field.setVisible(bool(sheet.of))
        self.number_field.setVisible(sheet.of == "staff")
        if sheet.of:
            self._offer(sheet.of)
        for pill in self.pills.values():
            pill.hide()
        for at, name in enumerate(PILLS[sheet.span]):
            self._grid.addWidget(self.pills[name], *divmod(at, 2))
            self.pills[name].show()
        for part in (self.first_field, self._steps):
            part.setVisible(bool(sheet.span))
        self.last_field.setVisible(sheet.span == "days")
        label = _("&Day") if sheet.span == "day" else _("Fro&m")
        self.first_field.label.setText(label)
        self.first.setAccessibleName(label.replace("&", ""))
        self._tips(sheet)
        self._show_days()

    def _offer(self, of: str) -> None:
        label = {
            "kind": _("&Kind of card"),
            "service": _("&Service"),
            "official": _("Folder &of"),
            "staff": _("W&ho"),
        }[of]
        self.pick_field.label.setText(label)
        self.pick.setAccessibleName(label.replace("&", ""))
        self.pick.clear()
        for code, words in self._choices.of.get(of, ()):
            self.pick.addItem(words, code)
        self.pick.setCurrentIndex(max(self.pick.findData(self._picked.get(of, "")), 0))

    def _tips(self, sheet: Sheet) -> None:
        day = sheet.span == "day"
        for tool, words in (
            (self.earlier, _("One day earlier") if day else _("One month earlier")),
            (self.later, _("One day later") if day else _("One month later")),
        ):
            tool.setToolTip(words)
            tool.setAccessibleName(words)

    def days(self) -> Days:
        """Return the period of the sheet; of a day, that day twice."""
        assert self._sheet is not None
        return self._days.get(self._sheet.paper) or self._span(self._sheet.start)

    def choose(self, days: Days) -> None:
        """Choose a period for the sheet that is shown."""
        self._take(days)

    def wanted(self, size: str) -> Wanted | None:
        """Return what is to be drawn; None while the inputs say nothing that can be."""
        sheet = self._sheet
        if sheet is None or (sheet.of and self.pick.currentData() is None) or not self._clear():
            return None
        if sheet.of == "staff" and self._number() and not is_number(self._number()):
            return None
        first, last = self.days()
        period = {"": {}, "day": {"date": first}, "days": {"from": first, "to": last}}[sheet.span]
        id, about = self._subject(sheet)
        return Wanted(sheet.paper, id, size, period, about)

    def _subject(self, sheet: Sheet) -> tuple[str, str]:
        """Return what the sheet is about, as a code and in words."""
        if sheet.of == "staff" and self._number():
            return self._number(), self._number()
        id = self.pick.currentData() if sheet.of else ""
        return id, self.pick.currentText() if id else ""

    def _number(self) -> str:
        """Return the application's number that is typed."""
        return self.number.text().strip().upper()

    def _clear(self) -> bool:
        """Tell whether the dates are dates, the end not before the beginning."""
        days = [day for _field, day in self._typed()]
        return None not in days and (not days or self.days()[0] <= self.days()[1])

    def _typed(self) -> list[tuple[Field, dt.date | None]]:
        """Return the dates that the sheet needs, as they are typed; None for what is no date."""
        shown = {"": [], "day": [self.first], "days": [self.first, self.last]}
        editors = shown[self._sheet.span] if self._sheet is not None else []
        fields = (self.first_field, self.last_field)
        return [(field, _likely(editor.day())) for field, editor in zip(fields, editors, strict=False)]

    def _span(self, name: str) -> Days:
        found = named_period(name, self._today())
        return found or (self._choices.before, self._choices.before)

    def _take(self, days: Days) -> None:
        assert self._sheet is not None
        if None in map(_likely, days):
            return
        changed = days != self.days()
        self._days[self._sheet.paper] = days
        self._show_days()
        if changed:
            self.changed.emit()

    def _show_days(self) -> None:
        first, last = self.days()
        self.first.set_day(first)
        self.last.set_day(last)
        self._say()

    def _say(self) -> None:
        """Say the period in words, and what is odd about it."""
        first, last = self.days()
        for name, pill in self.pills.items():
            pill.setChecked(self._span(name) == (first, last))
        self.words.setText(period_words(first, last))
        ahead = first > self._today()
        self.first_field.say(str(NotYet(first)) if ahead else "", "bad")
        self.last_field.say(str(EndsBeforeItBegins()) if last < first else "", "bad")

    def _on_pick(self, _index: int) -> None:
        assert self._sheet is not None
        self._picked[self._sheet.of] = self.pick.currentData()
        self.changed.emit()

    def _on_number(self) -> None:
        typed = self._number()
        wrong = bool(typed) and not is_number(typed)
        self.number_field.say(_("The whole number, as it stands on the receipt.") if wrong else "")
        self.pick.setEnabled(not typed)
        self.changed.emit()

    def _on_pill(self, name: str) -> None:
        self._take(self._span(name))

    def _on_step(self, by: int) -> None:
        assert self._sheet is not None
        self._move("day" if self._sheet.span == "day" else "month", by)

    def _move(self, what: str, by: int) -> None:
        """Go to another day, or to a whole month before or after."""
        first, last = self.days()
        if self._sheet is not None and self._sheet.span == "day":
            moved = first + dt.timedelta(days=by) if what == "day" else months_on(first, by)
            self._take((moved, moved))
        elif what == "month":
            self._take(month_of(months_on((first if by < 0 else last).replace(day=1), by)))

    def _on_typed(self) -> None:
        if all(len(editor.text()) >= 8 for editor in (self.first, self.last)):
            self._on_typed_all()

    def _on_typed_all(self) -> None:
        typed = self._typed()
        days = [day for _field, day in typed if day is not None]
        if typed and len(days) == len(typed):
            self._take_typed((days[0], days[-1]))
        for field, day in typed:
            if day is None:
                field.say(_("Write the date as day-month-year."), "bad")

    def _take_typed(self, days: Days) -> None:
        """Take a period without touching the input in which somebody types."""
        assert self._sheet is not None
        changed = days != self.days()
        self._days[self._sheet.paper] = days
        self._say()
        if changed:
            self.changed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrows move the day and PageUp and PageDown the month."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        step = STEPS.get(Qt.Key(event.key()))
        if step is None or event.modifiers() & Qt.KeyboardModifier.AltModifier:
            return False
        self._move(*step)
        return True


def _likely(day: dt.date | None) -> dt.date | None:
    """Return a day that an office may have papers of, None for a slip of the hand."""
    return day if day is not None and day.year in YEARS else None


def _step(icon: str) -> QToolButton:
    found = QToolButton()
    found.setIcon(theme.icon(icon, "plain"))
    found.setIconSize(QSize(theme.now().px(18), theme.now().px(18)))
    found.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return found
