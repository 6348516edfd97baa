"""What surrounds every screen: the rail, the search, who is signed in, the notice line, the status strip."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QMenu,
    QPushButton,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from counter_app.domain.words import role_label
from counter_app.i18n import _, long_date, time_text
from counter_app.office.commands.settings import ConfirmClock
from counter_app.office.office import SUPERVISORS, Done
from counter_app.ui import theme
from counter_app.ui.finder import Finder
from counter_app.ui.help import KeySheet, ScreenHelp
from counter_app.ui.parts.blocks import key_text, row, text
from counter_app.ui.parts.landing import Landing
from counter_app.ui.parts.notice import Notice
from counter_app.ui.parts.one_of import OneOf
from counter_app.ui.parts.prompt import Ask, Prompt, Values
from counter_app.ui.parts.veil import Veil
from counter_app.ui.screen import Screen
from counter_app.ui.screens import SCREENS, Entry, first_of, seen_by
from counter_app.ui.strip import Strip
from counter_app.ui.workplace import Workplace

RAIL = 94
HALF_A_MINUTE = 30_000  # ms
SUCCESS = 6_000  # ms that a good message stays


class Frame(QWidget):
    """The window's content while somebody is signed in."""

    locked = Signal()
    left = Signal()  # somebody else shall sign in
    titled = Signal(str)  # the name of the screen that is seen

    def __init__(self, place: Workplace) -> None:
        super().__init__()
        self.setObjectName("page")
        self.place = place
        self.entries = seen_by(place.staff.role)
        self.pages = QStackedWidget()
        self.pages.setObjectName("pages")
        self.notice, self.lasting = Notice(), Notice()
        self.title = text("", "title")
        self.finder = Finder(place)
        self.who = self._who_button()
        self.clock = text("", "soft")
        self.strip = Strip(place)
        self._said_at = 0  # after how many keys and clicks
        self._screens: dict[str, Screen] = {}
        self._rail_buttons: dict[str, QToolButton] = {}
        self._fading = QTimer(self, singleShot=True, interval=SUCCESS)
        self._build()
        self._keys()
        self._listen()
        Landing(self, self.land)
        self.show_time()
        self.show_notices()

    def _build(self) -> None:
        inner = QVBoxLayout()
        inner.setContentsMargins(18, 12, 18, 10)
        inner.setSpacing(theme.GAP)
        self.finder.setFixedWidth(theme.now().px(380))
        head = row(self.title, None, self.finder, None, self.who, self.clock, gap=theme.GAP)
        inner.addLayout(head)
        inner.addWidget(self.lasting)
        inner.addWidget(self.notice)
        inner.addWidget(self.pages, 1)
        inner.addWidget(self.strip)
        outer = row(self._rail(), inner, gap=0)
        self.setLayout(outer)

    def _rail(self) -> QFrame:
        rail = QFrame()
        rail.setObjectName("rail")
        rail.setFixedWidth(theme.now().px(RAIL))
        body = QVBoxLayout(rail)
        body.setContentsMargins(6, 14, 6, 14)
        body.setSpacing(4)
        group = OneOf(self)
        for entry in self.entries:
            if entry is SCREENS[-1]:
                body.addStretch()
            button = _rail_button(entry)
            group.add(button)
            body.addWidget(button)
            button.clicked.connect(partial(self._on_rail, entry.name))
            self._rail_buttons[entry.name] = button
        return rail

    def _who_button(self) -> QPushButton:
        staff = self.place.staff
        found = QPushButton(f"{staff.name} · {role_label(staff.role)}")
        found.setProperty("kind", "quiet")
        found.setAccessibleName(_("Signed in: {name}").format(name=staff.name))
        found.setIcon(theme.icon("account-circle-outline", "accent"))
        menu = QMenu(found)
        menu.addAction(_("Lock the screen") + f"\t{key_text('Ctrl+L')}", self.locked.emit)
        menu.addAction(_("Change staff"), self.left.emit)
        if self.place.may(*SUPERVISORS):
            menu.addAction(_("Confirm the clock") + f"\t{key_text('Ctrl+J')}", self.confirm_clock)
        menu.addSeparator()
        for words, key, what in (
            (_("Display of the hall"), "Ctrl+H", "display"),
            (_("Self-service screen"), "Ctrl+Shift+H", "self_service"),
            (_("Speak calls, or not"), "Ctrl+G", "voice"),
        ):
            menu.addAction(f"{words}\t{key_text(key)}", partial(self.place.hall.emit, what))
        menu.addSeparator()
        menu.addAction(_("Help for this screen") + "\tF1", self.show_help)
        menu.addAction(_("All keys") + f"\t{key_text('Ctrl+F1')}", self.show_keys)
        found.setMenu(menu)
        return found

    def _keys(self) -> None:
        for key, act in (
            ("Ctrl+L", self.locked.emit),
            ("F1", self.show_help),
            ("Ctrl+F1", self.show_keys),
            ("Ctrl+K", self.finder.begin),
            ("F3", self.finder.begin),
            ("F5", self._on_again),
            ("Ctrl+H", partial(self.place.hall.emit, "display")),
            ("Ctrl+Shift+H", partial(self.place.hall.emit, "self_service")),
            ("Ctrl+G", partial(self.place.hall.emit, "voice")),
            ("Ctrl+J", self.confirm_clock),
        ):
            QShortcut(QKeySequence(key), self, act)
        for entry in self.entries:
            QShortcut(QKeySequence(entry.key), self, self._rail_buttons[entry.name].click)

    def _listen(self) -> None:
        self.place.said.connect(self._on_said)
        self.place.wanted.connect(self.show_screen)
        self.place.ops.begun.connect(self._on_begun)
        self._fading.timeout.connect(self.notice.clear)
        self.lasting.closed.connect(self.place.notices.clear)
        timer = QTimer(self, interval=HALF_A_MINUTE)
        timer.timeout.connect(self._on_tick)
        timer.start()

    @property
    def screen_now(self) -> Screen | None:
        """The screen that is seen."""
        found = self.pages.currentWidget()
        return found if isinstance(found, Screen) else None

    def begin(self) -> None:
        """Show the first screen of this role."""
        self.show_screen(first_of(self.place.staff.role))

    def screen_called(self, name: str) -> Screen:
        """Return a screen, made when it is first asked for."""
        if name not in self._screens:
            entry = next(entry for entry in self.entries if entry.name == name)
            self._screens[name] = entry.load()(self.place)
            self.pages.addWidget(self._screens[name])
        return self._screens[name]

    def show_screen(self, name: str, show: Any = None) -> None:
        """Go to a screen; one that this role does not see stays closed."""
        if name not in self._rail_buttons:
            return
        if (before := self.screen_now) is not None:
            before.leave()
        screen = self.screen_called(name)
        self._rail_buttons[name].setChecked(True)
        self.title.setText(self._title(name))
        self.titled.emit(self.title.text())
        self.pages.setCurrentWidget(screen)
        screen.setFocus(Qt.FocusReason.OtherFocusReason)
        if show is not None:
            screen.open(show)

    def land(self) -> None:
        """Give the keys to the veil that covers the screen, else to the screen."""
        veils = [veil for veil in self.findChildren(Veil) if veil.isVisible()]
        if veils:
            veils[-1].take_keys()
        elif self.screen_now is not None:
            self.screen_now.land()

    def _title(self, name: str) -> str:
        entry = next(entry for entry in self.entries if entry.name == name)
        return f"{_(entry.label)} {self.place.config.code}" if name == "errand" else _(entry.label)

    @property
    def name(self) -> str:
        """The name of the screen that is seen."""
        return next((name for name, screen in self._screens.items() if screen is self.screen_now), "")

    def settled(self, close: Callable[[Values, Prompt], None]) -> bool:
        """Tell whether nothing is typed that is not in force, else ask whether to ``close`` all the same."""
        unsettled = next((words for screen in self._screens.values() if (words := screen.unsettled())), "")
        if unsettled and self.findChild(Prompt) is None:
            title, accept = _("Close without saving?"), _("Close the window")
            Prompt(self, title, (), close, detail=unsettled, accept=accept)
        return not unsettled

    def leave(self) -> None:
        """Keep what is unfinished on every screen."""
        for screen in self._screens.values():
            screen.leave()

    def show_help(self) -> None:
        """Say what this screen is for and which keys it has."""
        if self.screen_now is not None:
            ScreenHelp(self, self.title.text(), self.screen_now)

    def show_keys(self) -> None:
        """Show the sheet of all keys."""
        KeySheet(self, self.entries)

    def confirm_clock(self) -> None:
        """Let a supervisor say that the computer's clock is right although entries are of another day."""
        if not self.place.may(*SUPERVISORS):
            self.place.refuse(_("A supervisor confirms the clock."))
        elif self.findChild(Prompt) is None:
            moment = self.place.now()
            detail = _("{day}, {time}: what is written from now on bears this date and time.").format(
                day=long_date(moment.date()), time=time_text(moment)
            )
            title, accept = _("Is the computer's clock right?"), _("The clock is right")
            Prompt(self, title, [Ask("reason", _("Reason"))], self._on_clock, detail=detail, accept=accept)

    def _on_clock(self, values: Values, prompt: Prompt) -> None:
        def confirmed(_done: Done) -> None:
            prompt.leave()
            self.place.say(_("The clock is confirmed."))
            self.show_time()
            for screen in self._screens.values():
                screen.refresh()

        self.place.ops.run(ConfirmClock(reason=values["reason"]), prompt, confirmed, prompt.refuse)

    def show_time(self) -> None:
        """Show the date and the time."""
        moment = self.place.now()
        self.clock.setText(f"{long_date(moment.date())}  {time_text(moment)}")

    def show_notices(self) -> None:
        """Say what the start mended or found again; no other message takes its place."""
        if self.place.notices:
            self.lasting.say(" ".join(self.place.notices), "accent")

    def _on_tick(self) -> None:
        self.show_time()
        if self.screen_now is not None:
            self.screen_now.tick()

    def _on_again(self) -> None:
        if self.screen_now is not None:
            self.screen_now.refresh()
        self.strip.refresh()
        self.strip.show_backup()

    def _on_rail(self, name: str, _on: bool = False) -> None:
        """Go to a screen; what was said of a success on the last one is over."""
        if self.notice.tone == "ok":
            self.notice.clear()
        self.show_screen(name)

    def _on_begun(self) -> None:
        """What was said of the act before is over once another begins."""
        if self._said_at < self.place.presses:
            self.notice.clear()

    def _on_said(self, words: str, tone: str) -> None:
        if not words:
            self.notice.clear()
            return
        self.notice.say(words, tone)
        self._said_at = self.place.presses
        self._fading.stop()
        if tone == "ok":
            self._fading.start()


def _rail_button(entry: Entry) -> QToolButton:
    look = theme.now()
    found = QToolButton()
    found.setText(_(entry.short or entry.label))
    found.setIcon(theme.icon(entry.icon, look.rail_text, on=look.on_accent))
    found.setIconSize(QSize(look.px(22), look.px(22)))
    found.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
    found.setCheckable(True)
    found.setFixedSize(look.px(82), look.px(58))
    found.setToolTip(f"{_(entry.label)}   {key_text(entry.key)}")
    found.setAccessibleName(_(entry.label))
    found.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return found
