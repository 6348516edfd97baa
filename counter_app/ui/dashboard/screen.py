"""Dasbor: how the day goes, what stands still and what frees it, for supervisor and camat."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from counter_app.i18n import N_, _, time_text
from counter_app.office import records as r
from counter_app.office.queries.dashboard import Dashboard as Question
from counter_app.office.queries.queue_report import OutOfTurnCalls
from counter_app.ui import theme
from counter_app.ui.dashboard.boards import CHART, Charts, Figures, Flow, Lists, Standstill, Supply
from counter_app.ui.parts.blocks import Empty, button, column, row, scrolled, text
from counter_app.ui.screen import WORK, Key, Screen
from counter_app.ui.workplace import Workplace

REST = 3_000  # ms between two refreshes, however much is done meanwhile
WIDE = 1440  # px from which a fourth chart has room


class Dashboard(Screen):
    """The office at a glance."""

    purpose = N_(
        "The office at a glance: how today compares with the working day before, what stands still, "
        "since when, and what frees it."
    )
    steps = (
        N_("Read the five figures at the top: what came, what was finished, what is late."),
        N_("Look at what stands still. Each row says how many wait, the longest, and what frees them."),
        N_("Go to a figure or a row with Tab or the arrow keys; Enter opens its list."),
        N_("The pictures show the last weeks, how long files have been open, and the waits of today."),
        N_("Press F8 to print today's report for the signature."),
    )
    keys = (
        Key("F8", N_("Print today's daily report")),
        Key("Tab", N_("Next figure or row; the arrow keys do the same")),
        Key("Enter", N_("Open the list of a figure or row")),
    )
    topics = WORK

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self.as_of = text("", "soft")
        self.print_button = button(_("Print today's report"), key="F8", icon="printer")
        self.figures = Figures(place, self.as_of, self.print_button)
        self.standstill = Standstill(place)
        self.supply, self.flow = Supply(place), Flow(place)
        self.charts, self.lists = Charts(place), Lists()
        self.first_day = Empty(
            "weather-sunny",
            _("A fresh start."),
            _("As soon as the counter opens its first application, this page shows how the day goes."),
        )
        self._soon = QTimer(self, singleShot=True, interval=REST)
        self._soon.timeout.connect(self.refresh)
        self.print_button.clicked.connect(self._on_print)
        place.papers.printed.connect(self._on_printed)
        self.waiting = text(_("The figures are being put together ..."), "soft")
        self._build()

    def _build(self) -> None:
        self.middle, self.inner = QWidget(), QWidget()
        middle = row(gap=theme.GAP)
        for card, share in ((self.standstill, 5), (self.supply, 4), (self.flow, 4)):
            card.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            middle.addWidget(card, share)
        self.middle.setLayout(middle)
        self.middle.installEventFilter(self)
        body = QVBoxLayout(self.inner)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(theme.GAP)
        for part in (self.waiting, *self._boards()):
            body.addWidget(part)
        body.addWidget(self.first_day, 1)
        for part in (*self._boards(), self.first_day):
            part.hide()  # nothing is said before it is known
        body.addStretch()
        self.area = scrolled(self.inner)
        self.setLayout(column(self.area))

    def _boards(self) -> tuple[QWidget, ...]:
        return (self.figures, self.middle, self.charts, self.lists)

    def tick(self) -> None:
        """Minutes in the queue went on."""
        self.refresh()

    def _on_changed(self, topics: frozenset[str]) -> None:
        if topics & self.topics and not self._soon.isActive():
            self._soon.start()

    def _refresh(self) -> None:
        self.ops.ask(Question(), self, self._show)
        self.ops.ask(OutOfTurnCalls(), self, self.flow.show_turns)

    def _show(self, record: r.Dashboard) -> None:
        begun = bool(record.weeks)
        self.waiting.hide()
        for part in self._boards():
            part.setVisible(begun or part in (self.figures, self.middle))
        self.first_day.setVisible(not begun)
        for board in (self.figures, self.standstill, self.supply, self.flow, self.charts, self.lists):
            board.show_record(record)
        self.as_of.setText(_("As of {time}").format(time=time_text(record.at)))

    def _share_height(self) -> None:
        """Give the charts what is left of the window; lists that find no room stand below."""
        self.charts.causes.setVisible(self.width() >= WIDE)
        room, least = self.area.viewport(), theme.now().px(CHART)
        middle = self.middle.heightForWidth(room.width() - theme.SMALL_GAP)
        self.middle.setFixedHeight(middle)
        left = room.height() - self.figures.sizeHint().height() - middle - 2 * theme.GAP
        rest = left - self.lists.sizeHint().height() - theme.GAP
        self.charts.setFixedHeight(rest if rest >= least else max(left, least))
        self.inner.setContentsMargins(0, 0, 0 if rest >= least else theme.SMALL_GAP, 0)

    def _on_print(self) -> None:
        self.place.papers.print("daily", date=self.place.now().date())

    def _on_printed(self, paper: str) -> None:
        if self.isVisible() and paper == "daily":
            self.place.say(_("Today's report went to the printer."))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the height anew."""
        super().resizeEvent(event)
        self._share_height()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Share the height anew when the words in the middle take another."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._share_height()
        return False

    def home(self) -> QWidget:
        """Return what stands still first, else the first figure."""
        first = next((line for line in self.standstill.lines.lines if not line.isHidden()), None)
        return first or self.figures.tiles["received"]
