"""The display in the hall: what everybody may see and nobody's name, on a second screen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QResizeEvent, QScreen
from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

from counter_app.domain.words import disruption_label, kind_label
from counter_app.i18n import _, listing, long_date, ngettext, number, time_text
from counter_app.ui.hall.boards import (
    CLOCK,
    FACT,
    HEAD,
    LINES,
    Called,
    Fact,
    LastCalls,
    Trouble,
    WaitingBoard,
    scale_all,
)
from counter_app.ui.hall.calls import Calls, Row
from counter_app.ui.hall.letters import DemiBold, Letters, as_large_as, scale_of
from counter_app.ui.hall.notices import Notices
from counter_app.ui.parts.prompt import Prompt, Values

EDGE, GAP = 24, 14  # around everything and between, on the full screen
KEY = QKeySequence("Ctrl+H")
SECOND = 1_000  # ms
SIGNERS = 2  # names that have room


class Display(QWidget):
    """Shows what ``show_answer`` gives it; asks nothing itself."""

    closed = Signal()  # somebody closed it, not the program

    def __init__(self, now: Callable[[], dt.datetime], calls: Calls) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self.setObjectName("page")
        self.setWindowTitle(_("Display of the hall"))
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._now, self._calls, self._leaving = now, calls, False
        self.screen_shown: QScreen | None = None
        self.office = Letters(FACT, weight=DemiBold)
        self.date = Letters(HEAD, ink="soft", align=Qt.AlignmentFlag.AlignRight)
        self.counters = Letters(HEAD, ink="soft", align=Qt.AlignmentFlag.AlignHCenter)
        self.clock = Letters(CLOCK, weight=DemiBold, align=Qt.AlignmentFlag.AlignRight).hug()
        self.called, self.last, self.waiting = Called(), LastCalls(), WaitingBoard()
        self.stock = Fact(_("Blank cards today"))
        self.signs = Fact(_("Signs today"))
        self.trouble, self.notices = Trouble(), Notices(2.3)
        as_large_as(self.stock.fact, self.signs.fact)
        self._build()
        timer = QTimer(self, interval=SECOND)
        timer.timeout.connect(self.show_time)
        timer.start()
        self.show_time()

    def _build(self) -> None:
        self._rows = [QHBoxLayout() for _row in range(3)]
        head, calls, facts = self._rows
        for part, share in ((self.office, 5), (self.counters, 4), (self.date, 5), (self.clock, 0)):
            head.addWidget(part, share)
        calls.addWidget(self.called, 13)
        calls.addWidget(self.last, 7)
        for fact, share in ((self.stock, 5), (self.signs, 6)):
            facts.addWidget(fact, share)
        self._body = QVBoxLayout(self)
        self._body.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)  # all sizes follow the window
        self._body.addLayout(head)
        self._body.addLayout(calls, 1)
        self._body.addWidget(self.waiting)
        self._body.addLayout(facts)
        self._body.addWidget(self.trouble)
        self._body.addWidget(self.notices)

    def show_answer(self, answer: dict[str, Any], new: Sequence[Row] = ()) -> None:
        """Show how the hall stands; ``new`` are calls that nobody saw yet."""
        self.office.say(answer["office"])
        self._show_calls(answer, new)
        self.waiting.say(answer["waiting"])
        self.stock.fact.say(" · ".join(_stock_words(one) for one in answer["stock"]))
        signs = answer["signs"][:SIGNERS]
        self.signs.fact.say(" · ".join(signs) if signs else _("Nobody"))
        self.counters.say(_counter_words(answer["counters"]))
        down = [disruption_label(what) for what in answer["disruptions"]]
        words = _("Disturbed now: {what}. We ask for your patience.")
        self.trouble.say(words.format(what=listing(down)) if down else "")
        self.notices.say(answer["notices"])

    def _show_calls(self, answer: dict[str, Any], new: Sequence[Row]) -> None:
        rows = answer["calls"]
        current = self._calls.current(rows)
        if current is not None and (current["here"] or not _rests(answer)):
            self.called.say(current)
        else:
            self.called.say_nothing(*_instead(answer))
        if new and current is not None and current["here"]:
            self.called.call()
        self.last.say([row for row in rows if row is not current][:LINES])

    def show_nobody(self) -> None:
        """Say that nobody serves; what was last known of the office stays."""
        self.counters.say("")
        self.called.say_nothing(_("The counter is not open at the moment"), _("Please wait for an officer."))

    def show_time(self) -> None:
        """Show the date and the time."""
        moment = self._now()
        self.date.say(long_date(moment.date()))
        self.clock.say(time_text(moment))

    def fill(self, screen: QScreen | None) -> None:
        """Fill a screen, or be a window where there is none to spare."""
        self.screen_shown = screen
        if screen is not None:
            self.setGeometry(screen.geometry())
            self.showFullScreen()
        else:
            self.resize(1280, 720)
            self.showNormal()

    def put_away(self) -> None:
        """Close without telling anybody."""
        self._leaving = True
        self.close()
        self.deleteLater()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep every size in proportion to the screen."""
        super().resizeEvent(event)
        scale = scale_of(self.size())
        edge = round(EDGE * scale)
        self._body.setContentsMargins(edge, edge, edge, edge)
        for layout in (self._body, *self._rows):
            layout.setSpacing(round(GAP * scale))
        scale_all(self, scale)
        self.waiting.set_scale(scale)
        side, top = round(24 * scale), round(10 * scale)
        self.notices.body.setContentsMargins(side, top, side, top)
        self.notices.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes after a question, since a keyboard may lie in the hall; the desk's key at once."""
        if QKeySequence(event.keyCombination()) == KEY:
            self.close()
        elif event.key() == Qt.Key.Key_Escape:
            Prompt(self, _("Close the display of the hall?"), [], self._on_close, accept=_("Close it"))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell that somebody closed it."""
        super().closeEvent(event)
        if not self._leaving:
            self._leaving = True
            self.closed.emit()

    def _on_close(self, _values: Values, prompt: Prompt) -> None:
        prompt.leave()
        self.close()


def _rests(answer: dict[str, Any]) -> bool:
    """Tell whether no counter is open: a number that is over would mislead."""
    return not any(one["state"] == "open" for one in answer["counters"])


def _instead(answer: dict[str, Any]) -> tuple[str, str]:
    states = {one["state"] for one in answer["counters"]}
    if "paused" in states and "open" not in states:
        return _("A short break"), _("Your number keeps its place.")
    if answer["shut"] and "open" not in states:
        return _("The office is closed"), _opening_words(answer["opens"])
    if states == {"closed"}:
        return _("The counter is closed for today"), ""
    return _("No number was called yet"), _("Take a number and have a seat.")


def _opening_words(opens: str | None) -> str:
    if opens is None:
        return ""
    at = dt.datetime.fromisoformat(opens)
    return _("Open again on {day} at {time}").format(day=long_date(at.date()), time=time_text(at))


def _stock_words(one: dict[str, Any]) -> str:
    if not one["on_hand"]:
        return _("{kind} none").format(kind=kind_label(one["kind"]))
    return f"{kind_label(one['kind'])} {number(one['on_hand'])}"


def _counter_words(counters: Sequence[dict[str, Any]]) -> str:
    open_ = [one for one in counters if one["state"] == "open"]
    paused = [one for one in counters if one["state"] == "paused"]
    words = []
    if open_:
        words.append(ngettext("{n} counter open", "{n} counters open", len(open_)).format(n=len(open_)))
    if paused:
        words.append(ngettext("{n} on a break", "{n} on a break", len(paused)).format(n=len(paused)))
    return " · ".join(words)
