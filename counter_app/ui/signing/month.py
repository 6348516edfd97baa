"""A month on which closed days are grey and the days of absences are marked; arrows move the day."""

from __future__ import annotations

import calendar
import datetime as dt
from typing import Any

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFont, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from counter_app.domain.calendar import month_of, months_on
from counter_app.i18n import date_text, long_date
from counter_app.ui import theme

WEEK = 7
STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -WEEK,
    Qt.Key.Key_Down: WEEK,
}


class Month(QWidget):
    """One month of the office. ``day`` is the chosen one; days come from the question ``office_days``."""

    moved = Signal(object)  # the chosen day
    turned = Signal(object)  # the first day of another month
    entered = Signal(object)  # Enter on a day

    def __init__(self, today: dt.date) -> None:
        super().__init__()
        self.day = self.today = today
        self._days: dict[str, dict[str, Any]] = {}
        self._warn: set[str] = set()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def first(self) -> dt.date:
        """The first day of the month that shows."""
        return self.day.replace(day=1)

    def show_days(self, days: list[dict[str, Any]], camats: set[str]) -> None:
        """Show what the office says about the days; absences of ``camats`` are marked more strongly."""
        self._days = {one["date"]: one for one in days}
        self._warn = camats
        self._tell()

    def known(self, day: dt.date) -> dict[str, Any]:
        """Return what the office says about a day."""
        return self._days.get(day.isoformat(), {"working": True, "closed": "", "away": []})

    def go(self, day: dt.date) -> None:
        """Choose another day, perhaps of another month."""
        turned = (day.year, day.month) != (self.day.year, self.day.month)
        self.day = day
        self.updateGeometry()
        self._tell()
        self.moved.emit(day)
        if turned:
            self.turned.emit(self.first)

    def _tell(self) -> None:
        self.setAccessibleDescription(long_date(self.day))
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows by day and week, Page Up and Down by month, Home today, Enter takes the day."""
        key = Qt.Key(event.key())
        if key in STEPS:
            self.go(self.day + dt.timedelta(days=STEPS[key]))
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.go(months_on(self.day, 1 if key == Qt.Key.Key_PageDown else -1))
        elif key == Qt.Key.Key_Home:
            self.go(self.today)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit(self.day)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click chooses a day."""
        at = event.position().toPoint()
        for day in self._all_days():
            if self._cell(day).contains(at):
                self.go(day)
                return

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click takes the day."""
        self.entered.emit(self.day)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the frame of the chosen day."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show the chosen day without its frame."""
        super().focusOutEvent(event)
        self.update()

    def sizeHint(self) -> QSize:
        """Be as high as the weeks of the month."""
        return QSize(theme.now().px(280), self._line() * (self._weeks() + 1))

    def minimumSizeHint(self) -> QSize:
        """Never show half a week."""
        return QSize(theme.now().px(196), self.sizeHint().height())

    def _line(self) -> int:
        return theme.now().px(25)

    def _weeks(self) -> int:
        return len(calendar.monthcalendar(self.day.year, self.day.month))

    def _all_days(self) -> list[dt.date]:
        return [self.first.replace(day=n) for n in range(1, month_of(self.day)[1].day + 1)]

    def _cell(self, day: dt.date) -> QRect:
        week = (self.first.weekday() + day.day - 1) // WEEK
        wide = self.width() / WEEK
        return QRect(
            QPoint(round(day.weekday() * wide), (week + 1) * self._line()), QSize(round(wide), self._line())
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the names of the days, then every day."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font(11, QFont.Weight.DemiBold))
        painter.setPen(QColor(theme.now().soft))
        monday = self.first - dt.timedelta(days=self.first.weekday())
        for n in range(WEEK):
            room = QRect(round(n * self.width() / WEEK), 0, self.width() // WEEK, self._line())
            name = long_date(monday + dt.timedelta(days=n))[:3]
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter, name)
        for day in self._all_days():
            self._draw(painter, day)

    def _draw(self, painter: QPainter, day: dt.date) -> None:
        look, known, cell = theme.now(), self.known(day), self._cell(day).adjusted(2, 1, -2, -1)
        chosen = day == self.day
        painter.setPen(Qt.PenStyle.NoPen)
        if chosen:
            painter.setBrush(QColor(look.accent_wash))
        else:
            painter.setBrush(QColor(look.card if known["working"] else look.hover))
        if chosen and self.hasFocus():
            painter.setPen(QColor(look.accent))
        painter.drawRoundedRect(cell, 6, 6)
        bold = QFont.Weight.Bold if day == self.today else QFont.Weight.Normal
        painter.setFont(theme.font(12.5, bold))
        painter.setPen(QColor(self._ink(day, known)))
        painter.drawText(cell.adjusted(0, -2, 0, -2), Qt.AlignmentFlag.AlignCenter, str(day.day))
        self._mark(painter, cell, known["away"])

    def _ink(self, day: dt.date, known: dict[str, Any]) -> str:
        look = theme.now()
        return look.accent if day == self.today else look.text if known["working"] else look.soft

    def _mark(self, painter: QPainter, cell: QRect, away: list[str]) -> None:
        """Draw a bar for each official who is away, the camat's first."""
        painter.setPen(Qt.PenStyle.NoPen)
        wide, gap = theme.now().px(9), 2
        left = cell.center().x() - (len(away) * (wide + gap) - gap) // 2
        for official in sorted(away, key=lambda one: one not in self._warn):
            tone = theme.now().warning if official in self._warn else theme.now().accent
            painter.setBrush(QColor(tone))
            painter.drawRoundedRect(QRect(left, cell.bottom() - 3, wide, 3), 1, 1)
            left += wide + gap


def month_name(day: dt.date) -> str:
    """Return ``November 2026``."""
    return date_text(day).split(" ", 1)[1]
