"""The screen where citizens take a number: a few large buttons, and no way into the program."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QResizeEvent, QScreen
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLayout,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from counter_app.domain.errors import UserError
from counter_app.domain.queue import GROUPS, short
from counter_app.domain.words import QUEUES
from counter_app.i18n import N_, Language, language, said_in
from counter_app.office.commands.queue import IssueTicket
from counter_app.office.office import CLERKS, Done
from counter_app.ui.hall.boards import NUMBER, scale_all
from counter_app.ui.hall.letters import Bold, DemiBold, Letters, scale_of
from counter_app.ui.parts.blocks import key_text
from counter_app.ui.workplace import Workplace

TITLE, WORDS, OTHER, LEAD = 2.8, 2.3, 1.3, 1.7  # metres that letters would be read from
NOTE_SIZE = 0.8  # metres: for the officer who stands before it
EDGE, GAP, LETTER, SWITCH = 48, 18, 48, 84  # around, between, a letter's width, the height of a button
READ, NOTE = 8_000, 20_000  # ms that a number stays: to take the paper; to write it down
PATIENCE, LEFT = 6_000, 30_000  # ms: for the printer; until a half finished choice is forgotten
LOCK = QKeySequence("Ctrl+L")
GROUNDS = {  # UU 25/2009 art. 29: groups with special needs are served first
    "elderly": N_("60 years or older"),
    "disability": N_("Disability"),
    "pregnant": N_("Pregnant"),
    "infant": N_("With an infant"),
}
Centre = Qt.AlignmentFlag.AlignHCenter


class Choice(QPushButton):
    """A large button: a letter, the words, and the same words in the other language."""

    def __init__(self, letter: str, message: str, *, ink: str = "text") -> None:
        super().__init__()
        self.setProperty("kind", "touch")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.message = message
        self.words, self.other = Letters(WORDS, weight=DemiBold, ink=ink), Letters(OTHER, ink="soft")
        self.letter = Letters(TITLE, weight=Bold, ink="accent", words=letter)
        both = QVBoxLayout()
        both.setSpacing(0)
        for part in (self.words, self.other):
            part.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Maximum)
        both.addStretch()
        both.addWidget(self.words)
        both.addWidget(self.other)
        both.addStretch()
        self.body = QHBoxLayout(self)
        if letter:
            self.body.addWidget(self.letter)
        self.body.addLayout(both, 1)

    def speak(self, first: Language, second: Language) -> None:
        """Say the words in two languages."""
        self.words.say(said_in(first, self.message))
        second_words = said_in(second, self.message)
        self.other.say(second_words)
        self.other.setVisible(second_words != self.words.words)
        self.setAccessibleName(f"{self.words.words} / {second_words}")

    def set_scale(self, scale: float) -> None:
        """Keep the edges in proportion."""
        side = round(32 * scale)
        self.body.setContentsMargins(side, 0, side, 0)
        self.body.setSpacing(side)
        self.letter.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.letter.setFixedWidth(round(LETTER * scale))


class Page(QWidget):
    """One step: a title, a lead, and choices in two columns."""

    def __init__(self, title: str, lead: str, choices: Sequence[Choice]) -> None:
        super().__init__()
        self._messages = (title, lead)
        self.title, self.lead = Letters(TITLE, weight=Bold), Letters(LEAD, ink="soft")
        self.choices = list(choices)
        self.grid = QGridLayout()
        for place, choice in enumerate(choices):
            alone = place == len(choices) - 1 and place % 2 == 0
            self.grid.addWidget(choice, place // 2, place % 2, 1, 2 if alone else 1)
            self.grid.setRowStretch(place // 2, 1)
            choice.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        for part in (self.title, self.lead):
            self.body.addWidget(part)
        self.body.addLayout(self.grid, 1)

    def speak(self, first: Language, second: Language) -> None:
        """Say everything in two languages."""
        self.title.say(said_in(first, self._messages[0]))
        self.lead.say(said_in(first, self._messages[1]))
        for choice in self.choices:
            choice.speak(first, second)


class Told(QWidget):
    """What the citizen is told: a number, or why there is none."""

    def __init__(self) -> None:
        super().__init__()
        self.head = Letters(TITLE, weight=DemiBold, align=Centre)
        self.number = Letters(NUMBER, weight=Bold, ink="accent", align=Centre)
        self.detail = Letters(TITLE, weight=DemiBold, align=Centre)
        self.more = Letters(LEAD, ink="soft", align=Centre)
        body = QVBoxLayout(self)
        body.addStretch()
        for part in (self.head, self.number, self.detail, self.more):
            body.addWidget(part)
        body.addStretch()

    def say(self, head: str, number: str = "", detail: str = "", more: str = "", ink: str = "text") -> None:
        """Show other words."""
        self.head.say(head)
        self.number.say(number)
        self.number.setVisible(bool(number))
        self.detail.say(detail, ink)
        self.more.say(more)


class SelfService(QWidget):
    """Asks what for, asks for priority, gives the number; acts as whoever is signed in."""

    locked = Signal()  # the key that locks the desk: the only one that does anything here

    def __init__(self) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._place: Workplace | None = None
        self._open = False
        self._leaving = False
        self._group = self._ticket = ""
        self._first: Language = language()
        self.groups = Page(
            N_("What do you come for?"),
            N_("Touch a field. You get a number, and it will be called."),
            [Choice(group, QUEUES[group]) for group in GROUPS],
        )
        self.grounds = Page(
            N_("Does one of these hold for you?"),
            N_("They are served first, by law (UU 25/2009 art. 29), if they are here in person."),
            [
                Choice("", N_("None of these")),
                *(Choice("", words) for words in GROUNDS.values()),
                Choice("", N_("Back"), ink="soft"),
            ],
        )
        self.told = Told()
        self.pages = QStackedWidget()
        self.switch = QPushButton()
        self.office = Letters(LEAD, weight=DemiBold)
        self.way_out = Letters(NOTE_SIZE, ink="soft", align=Centre)
        self._home = QTimer(self, singleShot=True)
        self._printer = QTimer(self, singleShot=True, interval=PATIENCE)
        self._build()
        self._listen()
        self.begin()

    def _build(self) -> None:
        self.switch.setProperty("kind", "touch")
        self.switch.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._switch_words = Letters(LEAD, weight=DemiBold, align=Centre)
        QVBoxLayout(self.switch).addWidget(self._switch_words)
        for page in (self.groups, self.grounds, self.told):
            self.pages.addWidget(page)
        head = QHBoxLayout()
        head.addWidget(self.office, 4)
        head.addWidget(self.switch, 1)
        self._body = QVBoxLayout(self)
        self._body.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)  # all sizes follow the window
        self._body.addLayout(head)
        self._body.addWidget(self.pages, 1)
        self._body.addWidget(self.way_out)

    def _listen(self) -> None:
        for choice, group in zip(self.groups.choices, GROUPS, strict=True):
            choice.clicked.connect(partial(self._on_group, group))
        for choice, ground in zip(self.grounds.choices, ["", *GROUNDS], strict=False):
            choice.clicked.connect(partial(self._on_ground, ground))
        self.grounds.choices[-1].clicked.connect(self.begin)
        self.switch.clicked.connect(self._on_switch)
        self._home.timeout.connect(self.begin)
        self._printer.timeout.connect(partial(self._on_printed, False))

    # who stands behind it

    def attach(self, place: Workplace | None) -> None:
        """Act as whoever is signed in from now on; None: nobody."""
        self._place = place
        if place is not None:
            place.papers.ended.connect(self._on_paper)
        else:
            self._open = False
        self.begin()

    def show_answer(self, answer: dict[str, Any], code: str) -> None:
        """Learn the office's name, and whether this counter closed for today."""
        self.office.say(answer["office"])
        before, mine = self._open, [one for one in answer["counters"] if one["code"] == code]
        self._open = not any(one["state"] == "closed" for one in mine)
        if before != self._open and not self._ticket:
            self.begin()

    @property
    def gives(self) -> bool:
        """Whether a number can be given now."""
        return self._place is not None and self._place.staff.role in CLERKS and self._open

    # the steps

    def begin(self, _checked: bool = False) -> None:
        """Go back to the first step, in the counter's own language."""
        self._home.stop()
        self._printer.stop()
        self._group = self._ticket = ""
        self._first = language()
        self._speak()
        self.switch.setVisible(self.gives)
        if self.gives:
            self.pages.setCurrentWidget(self.groups)
        else:
            self.told.say(self._say(_SHUT[0]), detail=self._say(_SHUT[1]))
            self.pages.setCurrentWidget(self.told)

    def _on_group(self, group: str, _checked: bool = False) -> None:
        self._group = group
        self.pages.setCurrentWidget(self.grounds)
        self._home.start(LEFT)

    def _on_ground(self, ground: str, _checked: bool = False) -> None:
        if self._place is None or not self._group or self._ticket:
            return
        command = IssueTicket(group=self._group, klass="priority" if ground else "regular", ground=ground)  # type: ignore[arg-type]
        self._group = ""  # a second touch gives no second number
        self._home.stop()
        self._place.ops.run(command, self, self._on_issued, self._on_refused)

    def _on_issued(self, done: Done) -> None:
        self._ticket = done.ids["ticket"]
        self.switch.setVisible(False)
        self._tell(N_("Your paper is being printed."))
        self.pages.setCurrentWidget(self.told)
        self._printer.start()
        if self._place is not None:
            self._place.papers.print("ticket", self._ticket)

    def _on_refused(self, error: UserError) -> None:
        self.told.say(
            self._say(N_("Please ask at the counter.")), detail=self._say(N_("No number was given."))
        )
        self.switch.setVisible(False)
        self.pages.setCurrentWidget(self.told)
        self._home.start(READ)
        if self._place is not None:
            self._place.refuse(str(error))

    def _on_paper(self, id: str, came_out: bool) -> None:
        if self._ticket and id == self._ticket:
            self._on_printed(came_out)

    def _on_printed(self, came_out: bool) -> None:
        self._printer.stop()
        if came_out:
            self._tell(N_("Please take your paper."))
        else:
            self._tell(N_("Please note this number: no paper came out."), "warning")
        self._home.start(READ if came_out else NOTE)

    def _tell(self, message: str, ink: str = "text") -> None:
        self.told.say(
            self._say(N_("Your number")),
            short(self._ticket),
            self._say(message),
            self._say(N_("It will be called. Have a seat.")),
            ink,
        )

    # the two languages

    def _on_switch(self) -> None:
        self._first = self._second
        self._speak()

    @property
    def _second(self) -> Language:
        return "en" if self._first == "id" else "id"

    def _say(self, message: str) -> str:
        return said_in(self._first, message)

    def _speak(self) -> None:
        self.setWindowTitle(self._say(N_("Take a number")))
        for page in (self.groups, self.grounds):
            page.speak(self._first, self._second)
        self.way_out.say(
            self._say(N_("For officers: {key}, then the password")).format(key=key_text("Ctrl+L"))
        )
        words = "English" if self._first == "id" else "Bahasa Indonesia"
        self._switch_words.say(words)
        self.switch.setAccessibleName(words)

    # the window

    def fill(self, screen: QScreen) -> None:
        """Fill a screen."""
        self.setGeometry(screen.geometry())
        self.showFullScreen()

    def put_away(self) -> None:
        """Close; only the program does."""
        self._leaving = True
        self.close()
        self.deleteLater()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep every size in proportion to the screen."""
        super().resizeEvent(event)
        scale = scale_of(self.size())
        edge, gap = round(EDGE * scale), round(GAP * scale)
        self._body.setContentsMargins(edge, edge, edge, edge)
        self._body.setSpacing(gap)
        for page in (self.groups, self.grounds):
            page.grid.setSpacing(gap)
            page.grid.setContentsMargins(0, gap, 0, 0)
        self.switch.setFixedHeight(round(SWITCH * scale))
        scale_all(self, scale)
        for choice in self.findChildren(Choice):
            choice.set_scale(scale)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Hear no key but the one that locks the desk, which leads to the password."""
        if QKeySequence(event.keyCombination()) == LOCK:
            self.locked.emit()
        event.accept()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stay: what closes windows elsewhere closes nothing here."""
        if self._leaving:
            super().closeEvent(event)
        else:
            event.ignore()


_SHUT = (N_("No numbers are given at the moment"), N_("Please ask at the counter."))
