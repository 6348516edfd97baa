"""Settings: how many applications of each group the office means to serve in a year."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QSpinBox, QWidget

from counter_app.domain.catalogue import GROUPS
from counter_app.domain.words import group_label
from counter_app.i18n import N_, _
from counter_app.ui import theme
from counter_app.ui.parts.blocks import column, row, text
from counter_app.ui.parts.fields import spin_box
from counter_app.ui.settings.section import OfficeForm
from counter_app.ui.workplace import Workplace

MOST = 1_000_000


class Targets(OfficeForm):
    """The targets of last year, this year and the next."""

    name = "targets"
    label = N_("Yearly targets")
    icon = "target"
    lead = N_("The recap compares what was received in the year with these numbers. 0 means no target.")

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self.table = TargetTable(place.now().year)
        self.form.add("targets", self.table.targets, self.table.set_targets, self.table.edited)
        inner = QWidget()
        inner.setLayout(column(row(self.table, None), None))
        self.place_inner(inner)

    def begin(self) -> None:
        """Begin at the first group of this year."""
        self.table.first.setFocus()


class TargetTable(QWidget):
    """Groups down, years across."""

    edited = Signal()

    def __init__(self, year: int) -> None:
        super().__init__()
        self._years = [str(year - 1), str(year), str(year + 1)]
        self._others: dict[str, Any] = {}  # years that are not shown
        self._own: dict[str, dict[str, int]] = {}  # groups that are not shown
        self.boxes: dict[tuple[str, str], QSpinBox] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.GAP)
        grid.setVerticalSpacing(6)
        for column_, shown in enumerate(self._years, 1):
            grid.addWidget(text(shown, "strong"), 0, column_)
        for line, group in enumerate(GROUPS, 1):
            grid.addWidget(text(group_label(group)), line, 0)
            for column_, shown in enumerate(self._years, 1):
                grid.addWidget(self._box(shown, group), line, column_)

    @property
    def first(self) -> QSpinBox:
        """The box of this year's first group."""
        return self.boxes[self._years[1], GROUPS[0]]

    def _box(self, year: str, group: str) -> QSpinBox:
        box = spin_box(MOST)
        box.setFixedWidth(theme.now().px(130))
        box.setGroupSeparatorShown(True)
        box.setAccessibleName(_("Target of {group} in {year}").format(group=group_label(group), year=year))
        box.valueChanged.connect(self.edited)
        self.boxes[year, group] = box
        return box

    def targets(self) -> dict[str, dict[str, int]]:
        """Return the targets as the settings keep them."""
        found = {**self._others}
        for year in self._years:
            shown = {group: self.boxes[year, group].value() for group in GROUPS}
            numbers = self._own.get(year, {}) | {group: n for group, n in shown.items() if n}
            if numbers:
                found[year] = numbers
        return found

    def set_targets(self, targets: dict[str, dict[str, int]]) -> None:
        """Show targets; years and groups that have no place here are kept."""
        self._others = {year: numbers for year, numbers in targets.items() if year not in self._years}
        for year in self._years:
            numbers = targets.get(year, {})
            self._own[year] = {group: n for group, n in numbers.items() if group not in GROUPS}
            for group in GROUPS:
                self.boxes[year, group].setValue(numbers.get(group, 0))
