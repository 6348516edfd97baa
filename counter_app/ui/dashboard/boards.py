"""The cards of the board; each is given the whole record and shows its part."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QSizePolicy, QWidget

from counter_app.domain.blangko import runs_low
from counter_app.i18n import _, number
from counter_app.office import records as r
from counter_app.printing import charts
from counter_app.printing.wording import NOTHING
from counter_app.ui import theme
from counter_app.ui.dashboard import words
from counter_app.ui.dashboard.picture import Make, Picture
from counter_app.ui.dashboard.way import ROW_EDGE, Figure, Lines
from counter_app.ui.parts.blocks import Card, Empty, column, row, text
from counter_app.ui.states import CAUSE_ICONS, CAUSE_TONES
from counter_app.ui.workplace import Workplace

CHART = 190  # px that a chart needs at least
CAUSE = 100  # px that the bar of a cause takes at most


class Figures(QWidget):
    """The day in five figures, and the way to its report."""

    def __init__(self, place: Workplace, as_of: QLabel, print_button: QPushButton) -> None:
        super().__init__()
        self.tiles = {
            name: Figure(label, icon, tone, partial(place.go, "applications", f"view:{view}"))
            for name, label, icon, tone, view in (
                ("received", _("Received today"), "inbox-arrow-down-outline", "accent", "today"),
                ("done", _("Done today"), "check-circle-outline", "ok", "done"),
                ("returned", _("Sent home for papers"), "keyboard-return", "warning", "returned"),
                ("open", _("Still in process"), "progress-clock", "accent", "in_process"),
                ("late", _("Past the deadline"), "clock-alert-outline", "bad", "late"),
            )
        }
        tiles = row(*self.tiles.values(), column(None, as_of, print_button, None, gap=4), gap=theme.GAP)
        for n in range(len(self.tiles)):
            tiles.setStretch(n, 1)
        self.setLayout(tiles)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_record(self, record: r.Dashboard) -> None:
        """Show today beside the working day before."""
        for name, tile in self.tiles.items():
            now, then = getattr(record.today, name), getattr(record.yesterday, name)
            was = words.before(then, record.yesterday.date, record.today.date) if record.weeks else ""
            tile.say(number(now), was, calm=not now)


class Told(Card):
    """A card of rows; their rings reach a little beyond the words."""

    def __init__(self, place: Workplace, title: str) -> None:
        super().__init__(title, gap=4)
        self._place = place
        self.lines = Lines()
        self.body.setContentsMargins(theme.WIDE_GAP - ROW_EDGE, 14, theme.WIDE_GAP - ROW_EDGE, 10)
        self.head.setContentsMargins(ROW_EDGE, 0, ROW_EDGE, 0)


class Standstill(Told):
    """What stands still: how many, since when, what frees them; each row leads to its list."""

    def __init__(self, place: Workplace) -> None:
        super().__init__(place, _("What stands still"))
        self.empty = Empty(
            "check-circle-outline", _("Nothing stands still."), _("Every open application can go on.")
        )
        self.add(self.lines, self.empty)
        self.body.addStretch()

    def show_record(self, record: r.Dashboard) -> None:
        """Show a row for each cause."""
        self.empty.setVisible(not record.stalled)
        for n, one in enumerate(record.stalled):
            self.lines.line(n).say(
                words.stall(one),
                words.frees(one),
                tone=CAUSE_TONES.get(one.cause, "plain"),
                icon=CAUSE_ICONS.get(one.cause, "pause"),
                act=partial(self._place.go, "applications", f"cause:{one.cause}"),
            )
        self.lines.end(len(record.stalled))


class Supply(Told):
    """For how long the blank stock lasts, and the line for what is short."""

    def __init__(self, place: Workplace) -> None:
        super().__init__(place, _("Blank stock"))
        self.picture = Picture(place.ops)
        self.picture.setMinimumHeight(theme.now().px(120))
        self.body.addLayout(row(ROW_EDGE, self.picture, ROW_EDGE, gap=0), 1)
        self.add(self.lines)

    def show_record(self, record: r.Dashboard) -> None:
        """Show the stock of each kind; words for those that are short."""
        self.picture.show_chart(partial(charts.stock, record.blangko), words.stock(record.blangko))
        short = [one for one in record.blangko if _short(one)]
        for n, one in enumerate(short):
            sentence, detail = words.supply(one)
            act = partial(self._place.go, "blangko", one.kind)
            self.lines.line(n).say(sentence, detail, tone="bad", icon="card-off-outline", act=act)
        self.lines.end(len(short))


def _short(row: r.DashboardStock) -> bool:
    return row.waiting > row.on_hand or runs_low(row.days_left)


class Flow(Told):
    """The folder for signature and who signs; the queue and who went before the turn; minutes."""

    def __init__(self, place: Workplace) -> None:
        super().__init__(place, _("Signatures and counter"))
        self._record: r.Dashboard | None = None
        self._turns: list[dict[str, Any]] = []
        self.add(self.lines)
        self.body.addStretch()

    def show_record(self, record: r.Dashboard) -> None:
        """Show what the record tells."""
        self._record = record
        self._show(record)

    def show_turns(self, turns: list[dict[str, Any]]) -> None:
        """Show who called out of turn today."""
        self._turns = turns
        if self._record is not None:
            self._show(self._record)

    def _show(self, record: r.Dashboard) -> None:
        signing, nobody = record.signing, not record.signing.signs_today
        to_folder = partial(self._place.go, "signing")
        at_counter = partial(self._place.go, "errand") if self._place.may("clerk", "supervisor") else None
        minutes = record.errand.minutes
        pace = "plain" if minutes is None else "warning" if minutes > record.errand.standard else "ok"
        out = [(words.turns(self._turns), "warning", "bullhorn-outline", None)] if self._turns else []
        day = record.not_closed
        to_day = partial(self._place.go, "reports", day)
        open_day = [(words.not_closed(day, record.today.date), "warning", "lock-open-alert-outline", to_day)]
        rows = [
            (
                words.folder(signing),
                "warning" if signing.waiting else "plain",
                "fountain-pen-tip",
                to_folder,
            ),
            (words.signer(signing), "bad" if nobody else "ok", _signer_icon(nobody), to_folder),
            (words.queue(record.queue), "accent", "human-queue", at_counter),
            *out,
            (words.errand(record.errand), pace, "timer-outline", None),
            *(open_day if day is not None else []),
        ]
        for n, (said, tone, icon, act) in enumerate(rows):
            self.lines.line(n).say(*said, tone=tone, icon=icon, act=act)
        self.lines.end(len(rows))


def _signer_icon(nobody: bool) -> str:
    return "account-off-outline" if nobody else "account-check-outline"


class Chart(Card):
    """One chart with its title."""

    def __init__(self, place: Workplace, title: str) -> None:
        super().__init__(title, gap=6)
        self.picture = Picture(place.ops)
        self.body.setContentsMargins(theme.WIDE_GAP, theme.GAP, theme.WIDE_GAP, theme.GAP)
        self.body.addWidget(self.picture, 1)
        self.body.addStretch()
        self.setMinimumHeight(theme.now().px(CHART))

    def show_chart(self, make: Make, told: str) -> None:
        """Draw a chart; ``told`` says its figures."""
        self.picture.show_chart(make, told)


class Charts(QWidget):
    """The weeks, how long what is open has been so, the waits of today; with room, the causes too."""

    def __init__(self, place: Workplace) -> None:
        super().__init__()
        self.weeks = Chart(place, _("The last weeks"))
        self.ages = Chart(place, _("How long open"))
        self.hours = Chart(place, _("Waiting by the hour"))
        self.causes = Chart(place, _("Why they stand still"))
        layout = row(gap=theme.GAP)
        for chart, share in ((self.weeks, 5), (self.ages, 4), (self.hours, 4), (self.causes, 5)):
            layout.addWidget(chart, share)
        self.setLayout(layout)
        self.setFixedHeight(theme.now().px(CHART))

    def show_record(self, record: r.Dashboard) -> None:
        """Draw all of them."""
        self.weeks.show_chart(partial(charts.weekly, record.weeks), words.weeks(record.weeks))
        self.ages.show_chart(partial(charts.ages, record.ages), words.ages(record.ages))
        self.hours.show_chart(partial(charts.hours, record.wait_by_hour), words.hours(record.wait_by_hour))
        self.causes.show_chart(partial(charts.causes, record.stalled), words.causes(record.stalled))
        self.causes.picture.setMaximumHeight(theme.now().px(CAUSE) * max(len(record.stalled), 2))


class Listing(Card):
    """A small table of words and figures."""

    def __init__(self, title: str, heads: tuple[str, ...], nothing: str) -> None:
        super().__init__(title)
        self._heads, self._nothing = heads, nothing
        self._cells: list[QLabel] = []
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.WIDE_GAP)
        self._grid.setVerticalSpacing(5)
        self._grid.setColumnStretch(0, 1)
        self.add(self._grid)
        self.body.addStretch()

    def show_rows(self, rows: list[tuple[str, ...]]) -> None:
        """Show rows of one name and its figures."""
        for cell in self._cells:
            self._grid.removeWidget(cell)
            cell.deleteLater()
        self._cells = []
        if not rows:
            self._put(text(self._nothing, "soft", wrap=True), 0, 0)
            return
        for n, cells in enumerate((self._heads, *rows) if any(self._heads) else rows):
            for at, words_ in enumerate(cells):
                self._put(_cell(words_, at, head=cells is self._heads), n, at)

    def _put(self, cell: QLabel, n: int, at: int) -> None:
        self._cells.append(cell)
        self._grid.addWidget(cell, n, at)

    @property
    def told(self) -> list[str]:
        """What the cells say."""
        return [cell.text() for cell in self._cells]


def _cell(words_: str, at: int, *, head: bool) -> QLabel:
    label = text(words_, "hint" if head else "strong" if at else "")
    if at:
        label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return label


class Lists(QWidget):
    """Which papers are missing most often, and what each member of staff did today."""

    def __init__(self) -> None:
        super().__init__()
        self.missing = Listing(
            _("Missing most often in four weeks"), ("", ""), _("Nobody was sent home for a paper.")
        )
        heads = ("", _("Received"), _("Returned"), _("Done"), _("Handed over"), _("Mean minutes"))
        self.staff = Listing(_("Staff today"), heads, _("Nothing was done today yet."))
        layout = row(gap=theme.GAP)
        layout.addWidget(self.missing, 1)
        layout.addWidget(self.staff, 1)
        self.setLayout(layout)

    def show_record(self, record: r.Dashboard) -> None:
        """Show both."""
        self.missing.show_rows([(one.label, number(one.times)) for one in record.missing])
        self.staff.show_rows([_work(one) for one in record.staff])


def _work(one: r.StaffDay) -> tuple[str, ...]:
    minutes = NOTHING if one.minutes is None else number(round(one.minutes))
    figures = (one.received, one.returned, one.done, one.handed_over)
    return one.name, *(number(figure) if figure else NOTHING for figure in figures), minutes
