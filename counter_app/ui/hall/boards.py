"""The parts of the hall's display: who is called, who was, who waits, what the day brings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from counter_app.domain.announcing import place_name
from counter_app.domain.queue import GROUPS
from counter_app.domain.words import queue_label
from counter_app.i18n import _, number
from counter_app.ui import theme
from counter_app.ui.hall.calls import Row
from counter_app.ui.hall.letters import Bold, DemiBold, Letters, as_large_as
from counter_app.ui.parts.blocks import restyle

# From how far one reads each of them on a screen of 32 inches, in metres
NUMBER, COUNTER, TITLE, SENTENCE = 16.0, 8.0, 5.0, 3.5
CLOCK = LAST = 4.0
COUNT, FACT, HEAD, LABEL = 3.2, 2.5, 2.0, 1.6
LINES = 5  # calls before the one that is shown large
BLINK, BLINKS = 700, 6  # ms of one look, and how often it changes: slower than once a second
HOLD = 20_000  # ms that a new call stands out
Centre = Qt.AlignmentFlag.AlignHCenter


def counter_words(code: str) -> str:
    """Return a counter as it is called: ``Loket 1``."""
    return _("Counter {code}").format(code=place_name(code))


class Board(QFrame):
    """A surface whose edges grow with the screen. ``edges``: left and right, top and bottom, between."""

    def __init__(self, body: QBoxLayout, edges: tuple[int, int, int], kind: str = "card") -> None:
        super().__init__()
        self.setProperty("kind", kind)
        self.body, self._edges = body, edges
        self.setLayout(body)

    def set_scale(self, scale: float) -> None:
        """Show the edges larger or smaller."""
        side, top, between = (round(edge * scale) for edge in self._edges)
        self.body.setContentsMargins(side, top, side, top)
        self.body.setSpacing(between)


def scale_all(top: QWidget, scale: float) -> None:
    """Show all letters and edges below a widget larger or smaller."""
    for letters in top.findChildren(Letters):
        letters.set_scale(scale)
    for board in top.findChildren(Board):
        board.set_scale(scale)


class Called(Board):
    """The number and the counter; a new call turns the surface to the strong colour and back, calmly."""

    def __init__(self) -> None:
        super().__init__(QVBoxLayout(), (28, 14, 0), "call")
        self.head = Letters(HEAD, ink="soft", align=Centre)
        self.number = Letters(NUMBER, weight=Bold, ink="accent", align=Centre)
        self.counter = Letters(COUNTER, weight=Bold, align=Centre)
        self.title, self.detail = (
            Letters(TITLE, weight=DemiBold, align=Centre),
            Letters(SENTENCE, align=Centre),
        )
        self._left = 0  # changes of look until it stands still
        self._blinking = QTimer(self, interval=BLINK)
        self._holding = QTimer(self, singleShot=True, interval=HOLD)
        self._blinking.timeout.connect(self._on_blink)
        self._holding.timeout.connect(self.rest)
        self._over = False
        self.body.addWidget(self.head)
        self.body.addWidget(self.number, 5)
        self.counter.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)  # never smaller
        self.body.addWidget(self.counter)
        self.body.addStretch(1)
        self.body.addWidget(self.title)
        self.body.addWidget(self.detail)
        self.body.addStretch(1)
        self.say_nothing("", "")

    @property
    def still(self) -> bool:
        """Whether nothing changes any more by itself but for the end of the strong colour."""
        return not self._blinking.isActive()

    def say(self, row: Row) -> None:
        """Show a call; one that is over stays in the quiet colour."""
        self._over = not row["here"]
        self.head.say(_("Last number") if self._over else _("Queue number"))
        self.number.say(row["number"])
        self.counter.say(counter_words(row["counter"]))
        self._turn(number=True)
        if self._over:
            self.rest()
        else:
            self._ink()

    def say_nothing(self, title: str, detail: str) -> None:
        """Say why no number stands here, and what to do."""
        self.title.say(title)
        self.detail.say(detail)
        self.rest()
        self._turn(number=False)

    def call(self) -> None:
        """Let a new call stand out."""
        self._left = BLINKS
        self._blinking.start()
        self._holding.start()
        self._light(on=True)

    def rest(self) -> None:
        """Stand still in the quiet colours."""
        self._blinking.stop()
        self._holding.stop()
        self._light(on=False)

    def _turn(self, *, number: bool) -> None:
        for one in (self.head, self.number, self.counter):
            one.setVisible(number)
        for one in (self.title, self.detail):
            one.setVisible(not number and bool(one.words))
        for place in (3, 6):
            self.body.setStretch(place, 0 if number else 1)

    def _on_blink(self) -> None:
        self._left -= 1
        self._light(on=self._left % 2 == 0)
        if self._left <= 0:
            self._blinking.stop()

    def _light(self, *, on: bool) -> None:
        restyle(self, tone="calling" if on else "")
        self._ink()

    def _ink(self) -> None:
        lit = self.property("tone") == "calling"
        for letters, ink in ((self.head, "soft"), (self.number, "accent"), (self.counter, "text")):
            letters.say(letters.words, "on_accent" if lit else "soft" if self._over else ink)


class LastCalls(Board):
    """The five calls before."""

    def __init__(self) -> None:
        super().__init__(QVBoxLayout(), (28, 14, 0))
        self.head = Letters(HEAD, ink="soft", words=_("Called before"))
        self.none = Letters(FACT, ink="soft", words=_("None yet"))
        self.body.addWidget(self.head)
        self.body.addWidget(self.none)
        self.rows: list[tuple[Letters, Letters]] = []
        for _line in range(LINES):
            row = (
                Letters(LAST, weight=DemiBold),
                Letters(LAST, ink="soft", align=Qt.AlignmentFlag.AlignRight),
            )
            self.rows.append(row)
            line = QHBoxLayout()
            line.addWidget(row[0], 2)
            line.addWidget(row[1], 3)
            self.body.addLayout(line, 1)
        as_large_as(*(letters for row in self.rows for letters in row))

    def say(self, rows: Sequence[Row]) -> None:
        """Show calls, the newest first."""
        self.none.say("" if rows else _("None yet"))
        self.none.setVisible(not rows)
        for place, (name, counter) in enumerate(self.rows):
            row = rows[place] if place < len(rows) else None
            name.say(row["number"] if row else "")
            counter.say(counter_words(row["counter"]) if row else "")


class WaitingBoard(QWidget):
    """How many wait for what; a queue keeps its place, so that one finds it again."""

    def __init__(self) -> None:
        super().__init__()
        self.body = QHBoxLayout(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.cells: dict[str, tuple[Letters, Letters]] = {}
        self.boards: list[Board] = []
        for group in GROUPS:
            self.body.addWidget(self._cell(group), 1)
        as_large_as(*(label for label, _count in self.cells.values()))

    def _cell(self, group: str) -> Board:
        board = Board(QVBoxLayout(), (16, 8, 0))
        letter = Letters(COUNT, weight=Bold, ink="accent", words=group)
        count = Letters(COUNT, weight=DemiBold, align=Qt.AlignmentFlag.AlignRight)
        label = Letters(LABEL, ink="soft", words=queue_label(group))
        head = QHBoxLayout()
        head.addWidget(letter)
        head.addWidget(count)
        board.body.addLayout(head)
        board.body.addWidget(label)
        self.cells[group] = (label, count)
        self.boards.append(board)
        return board

    def say(self, waiting: Sequence[dict[str, Any]]) -> None:
        """Show how many wait."""
        for one in waiting:
            label, count = self.cells[one["group"]]
            count.say(number(one["waiting"]), "text" if one["waiting"] else "soft")
            words = _("{n} wait for {what}").format(n=one["waiting"], what=label.words)
            count.setAccessibleName(words)

    def set_scale(self, scale: float) -> None:
        """Show the gaps larger or smaller."""
        self.body.setSpacing(round(theme.GAP * scale))


class Fact(Board):
    """One line of the day: what it is about, and how it stands."""

    def __init__(self, head: str) -> None:
        super().__init__(QVBoxLayout(), (20, 8, 0))
        self.head = Letters(LABEL, ink="soft", words=head)
        self.fact = Letters(FACT, weight=QFont.Weight.DemiBold)
        self.body.addWidget(self.head)
        self.body.addWidget(self.fact)


class Trouble(Board):
    """What is down now: it stands as long as it lasts."""

    def __init__(self) -> None:
        super().__init__(QVBoxLayout(), (24, 10, 0), "block")
        self.setProperty("tone", "warning")
        self.words = Letters(FACT, weight=DemiBold, ink="warning", align=Centre)
        self.body.addWidget(self.words)

    def say(self, words: str) -> None:
        """Show a sentence; an empty one hides."""
        self.words.say(words)
        self.setVisible(bool(words))
