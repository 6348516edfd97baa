"""Opening hours: a time typed as digits, and the seven days of a week."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRegularExpression, Signal
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from counter_app.domain.hours import DAYS
from counter_app.i18n import _, time_text, weekday_name
from counter_app.ui import theme
from counter_app.ui.parts.blocks import restyle, text
from counter_app.ui.parts.inputs import LineInput

TYPICAL = {"begins": "07:30", "ends": "16:00"}


class TimeInput(LineInput):
    """A time of day typed as digits: ``730``, ``7.30`` or ``07:30`` all become ``07.30``."""

    def __init__(self, name: str) -> None:
        super().__init__(most=5)
        self.setAccessibleName(name)
        self.setFixedWidth(theme.now().px(74))
        self.setValidator(QRegularExpressionValidator(QRegularExpression(r"[\d.:]*"), self))
        self.editingFinished.connect(self._on_finished)

    def value(self) -> str:
        """Return ``07:30``; what is no time is returned as it stands, to be refused by name."""
        return time_typed(self.text())

    def wrong(self) -> str:
        """Say of a text that it is no time of day."""
        typed = self.text().strip()
        return no_time(typed) if typed and read_time(typed) is None else ""

    def set_value(self, value: str) -> None:
        """Show ``07:30``."""
        found = read_time(value)
        self.setText(time_text(found) if found else value)

    def _on_finished(self) -> None:
        self.set_value(self.text())


def read_time(typed: str) -> dt.time | None:
    """Return the time of day that ``typed`` means."""
    digits = "".join(c for c in typed if c.isdigit())
    if not digits or len(digits) > 4:
        return None
    hour, minute = (digits, "0") if len(digits) < 3 else (digits[:-2], digits[-2:])
    return dt.time(int(hour), int(minute)) if int(hour) < 24 and int(minute) < 60 else None


def time_typed(typed: str) -> str:
    """Return ``07:30``; what is no time is returned as it stands, to be refused by name."""
    found = read_time(typed)
    return f"{found:%H:%M}" if found else typed.strip()


def no_time(typed: str) -> str:
    """Return the sentence for a text that is no time of day."""
    return _("{typed} is no time of day. Write it as 07.30 or 730.").format(typed=typed)


class WeekEditor(QWidget):
    """When the office is open on each day of a week, with one break."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.SMALL_GAP)
        grid.setVerticalSpacing(4)
        for place, words in ((1, _("Opens")), (2, _("Closes")), (4, _("Break from")), (5, _("Break until"))):
            grid.addWidget(text(words, "hint"), 0, place)
        grid.setColumnMinimumWidth(3, theme.GAP)
        grid.setColumnStretch(6, 1)
        self._days = {day: _Day(weekday_name(n), grid, n + 1) for n, day in enumerate(DAYS)}
        for one in self._days.values():
            one.open.toggled.connect(self._on_edited)
            for part in one.times:
                part.textEdited.connect(self._on_edited)
                part.editingFinished.connect(self._on_left)
        self._fault = text("", "hint", wrap=True)
        restyle(self._fault, tone="bad")
        self._fault.hide()
        grid.addWidget(self._fault, len(DAYS) + 1, 0, 1, 7)
        self.setFocusProxy(self._days[DAYS[0]].open)

    def hours(self) -> dict[str, list[str]]:
        """Return the spans of each day, as ``domain.hours.Hours`` has them."""
        return {day: one.spans() for day, one in self._days.items()}

    def set_hours(self, hours: Mapping[str, Sequence[str]]) -> None:
        """Show a week."""
        for day, one in self._days.items():
            one.show_spans(list(hours.get(day, ())))

    def _on_left(self) -> None:
        """Say below the week which time is none."""
        times = (part for one in self._days.values() for part in one.times)
        fault = next((words for part in times if (words := part.wrong())), "")
        self._fault.setText(fault)
        self._fault.setVisible(bool(fault))

    def _on_edited(self) -> None:
        for one in self._days.values():
            one.unlock()
        self.edited.emit()


class _Day:
    """One line of the week."""

    def __init__(self, name: str, grid: QGridLayout, line: int) -> None:
        self.open = QCheckBox(name)
        self.open.setMinimumWidth(max(theme.now().px(96), self.open.sizeHint().width()))
        names = (_("opens"), _("closes"), _("break from"), _("break until"))
        self.times = [TimeInput(f"{name}: {what}") for what in names]
        self._loaded: list[str] = []
        self._shown: list[str] = []
        grid.addWidget(self.open, line, 0)
        for place, part in zip((1, 2, 4, 5), self.times, strict=True):
            grid.addWidget(part, line, place)
        self.open.toggled.connect(self._on_toggled)
        self.unlock()

    def unlock(self) -> None:
        """Let times be typed on a day that is open."""
        for part in self.times:
            part.setEnabled(self.open.isChecked())

    def _on_toggled(self, is_open: bool) -> None:
        if is_open and not self.times[0].text():
            self.times[0].set_value(TYPICAL["begins"])
            self.times[1].set_value(TYPICAL["ends"])

    def spans(self) -> list[str]:
        """Return ``["07:30-11:30", "13:00-16:00"]``; what nobody touched comes back as it was."""
        typed = self._typed()
        return self._loaded if typed == self._shown else typed

    def _typed(self) -> list[str]:
        if not self.open.isChecked():
            return []
        begins, ends, pause, again = (part.value() for part in self.times)
        return [f"{begins}-{pause}", f"{again}-{ends}"] if pause or again else [f"{begins}-{ends}"]

    def show_spans(self, spans: list[str]) -> None:
        """Show a day; a third span has no place here, but is not lost."""
        self.open.setChecked(bool(spans))
        first = spans[0].split("-") if spans else ["", ""]
        last = spans[-1].split("-") if spans else ["", ""]
        pause, again = (first[-1], last[0]) if len(spans) > 1 else ("", "")
        for part, value in zip(self.times, (first[0], last[-1], pause, again), strict=True):
            part.set_value(value)
        self._loaded, self._shown = spans, self._typed()
        self.unlock()
