"""First start: founds an office step by step; nothing is written before the last step."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from counter_app import bootstrap
from counter_app.domain.calendar import from_micros
from counter_app.domain.errors import UserError
from counter_app.i18n import N_, Language, _, language, set_language
from counter_app.ui import theme
from counter_app.ui.background import Background
from counter_app.ui.help import PageHelp
from counter_app.ui.parts.blocks import Card, button, key_text, row, text
from counter_app.ui.parts.landing import Landing
from counter_app.ui.printers import Printers
from counter_app.ui.screen import Key
from counter_app.ui.setup.backups import BackupsPage
from counter_app.ui.setup.counter import CounterPage
from counter_app.ui.setup.office import OfficePage
from counter_app.ui.setup.officials import OfficialsPage
from counter_app.ui.setup.page import Kit, Page
from counter_app.ui.setup.plan import Plan
from counter_app.ui.setup.recovery import RecoveryPage
from counter_app.ui.setup.rules import RulesPage
from counter_app.ui.setup.staff import StaffPage
from counter_app.ui.setup.steps import Steps
from counter_app.ui.setup.summary import SummaryPage
from counter_app.ui.setup.welcome import Welcome

PAGES: tuple[type[Page], ...] = (
    Welcome,
    OfficePage,
    RulesPage,
    OfficialsPage,
    StaffPage,
    CounterPage,
    BackupsPage,
    SummaryPage,
)
KEYS = (
    Key("F1", N_("What this page is for")),
    Key("Enter", N_("Next input, behind the last one Next; on a button: press it")),
    Key("Alt+Right", N_("Next page")),
    Key("Alt+Left", N_("Page before; what you typed stays")),
    Key("Tab", N_("Next input; with Shift the one before")),
)
WIDE, HIGH = 1240, 660


class Wizard(QWidget):
    """The pages in one card, the list of steps at the left."""

    founded = Signal()

    def __init__(
        self, folder: Path, background: Background, printers: Printers, *, clock: Callable[[], int]
    ) -> None:
        super().__init__()
        self.setObjectName("page")
        self.plan = Plan(language=language())
        self.kit = Kit(folder, background, printers, partial(_now, self.plan, clock))
        self._clock = clock
        self.pages: list[Page] = []
        outer = QHBoxLayout(self)
        outer.setContentsMargins(24, 24, 24, 24)
        self._build(0)
        Landing(self, self._on_lost)
        self._help = QShortcut(QKeySequence("F1"), self, self.show_help)
        self._forward = QShortcut(QKeySequence("Alt+Right"), self, self.go_on)
        self._backward = QShortcut(QKeySequence("Alt+Left"), self, self.go_back)

    def _build(self, now: int) -> None:
        """Make all pages in the language in force, filled from the plan."""
        self.pages = [kind(self.plan, self.kit) for kind in PAGES]
        self.steps = Steps([_(page.step) for page in self.pages] + [_(RecoveryPage.step)])
        self.title, self.lead = text("", "title"), text("", "soft", wrap=True)
        self.stack = QStackedWidget()
        for page in self.pages:
            self.stack.addWidget(page)
        self.back = button(_("Back"), icon="arrow-left")
        self.back.setToolTip(key_text("Alt+Left"))
        self.next = button(_("Next"), "primary")
        self._frame()
        self._listen()
        self.show_page(now)

    def _frame(self) -> None:
        right = QVBoxLayout()
        right.setContentsMargins(20, 10, 12, 8)
        right.setSpacing(theme.GAP)
        right.addWidget(self.title)
        right.addWidget(self.lead)
        right.addSpacing(4)
        right.addWidget(self.stack, 1)
        right.addLayout(row(self.back, None, self.next))
        self.card = Card()
        self.card.setMaximumSize(theme.now().px(WIDE), theme.now().px(HIGH))
        self.card.body.setContentsMargins(10, 10, 10, 10)
        both = row(self.steps, right, gap=0)
        both.setStretch(1, 1)
        self.card.add(both)
        layout = self.layout()
        assert isinstance(layout, QHBoxLayout)
        layout.addWidget(self.card)

    def _listen(self) -> None:
        self.back.clicked.connect(self.go_back)
        self.next.clicked.connect(self.go_on)
        welcome = self.pages[0]
        assert isinstance(welcome, Welcome)
        welcome.spoken.connect(self._on_spoken)
        welcome.making.connect(self._wait)
        welcome.tried.connect(self.founded)

    @property
    def page(self) -> Page:
        """The page that is seen."""
        found = self.stack.currentWidget()
        assert isinstance(found, Page)
        return found

    @property
    def place(self) -> int:
        """Where that page stands."""
        return self.stack.currentIndex()

    def show_page(self, place: int) -> None:
        """Show one page; what was typed on others stays."""
        self.stack.setCurrentIndex(place)
        self.title.setText(_(self.page.title))
        self.lead.setText(_(self.page.lead))
        self.steps.show_step(place)
        last = isinstance(self.page, SummaryPage)
        self.back.setVisible(place > 0 and not isinstance(self.page, RecoveryPage))
        self.next.setText(self._next_words(last))
        self.next.setEnabled(not isinstance(self.page, RecoveryPage))
        self.page.begin()

    def _next_words(self, last: bool) -> str:
        if isinstance(self.page, RecoveryPage):
            return _("Sign in")
        words = _("Found the office") if last else _("Next")
        return f"{words}   {key_text('Alt+Right')}"

    def go_back(self) -> None:
        """Go to the page before."""
        if self.back.isVisible() and self.back.isEnabled():
            self.page.keep()
            self.show_page(self.place - 1)

    def go_on(self) -> None:
        """Go to the next page if this one can stay as it is."""
        if not self.next.isEnabled():
            return
        if isinstance(self.page, RecoveryPage):
            self.founded.emit()
            return
        self.page.forgive()
        self.page.keep()
        self._wait(True)
        self._start(self.page.check(), self._on_checked, self._on_refused)

    def _start(
        self, work: Callable[[], object], done: Callable[..., None], refused: Callable[..., None]
    ) -> None:
        self.kit.background.start(self.kit.background.lanes.writing, work, self, done, refused)

    def _on_checked(self, _none: object) -> None:
        self._wait(False)
        if isinstance(self.page, SummaryPage):
            self._found()
        else:
            self.show_page(self.place + 1)

    def _on_refused(self, error: UserError) -> None:
        self._wait(False)
        self.page.refuse(error)

    def _found(self) -> None:
        self._wait(True)
        plan, folder, clock = self.plan.founding(), self.kit.folder, self._clock
        work = partial(bootstrap.found, folder, plan, choices=self.plan.choices(), clock=clock)
        self._start(work, self._on_founded, self._on_not_founded)

    def _on_founded(self, key: str) -> None:
        self._wait(False)
        page = RecoveryPage(self.plan, self.kit, key)
        page.away.toggled.connect(self.next.setEnabled)
        self.stack.addWidget(page)
        self.show_page(self.stack.indexOf(page))

    def _on_not_founded(self, error: UserError) -> None:
        """Go to the page that the refusal is about; say it on this one when there is none."""
        self._wait(False)
        place = next((n for n, page in enumerate(self.pages) if page.concerns(error)), self.place)
        if place != self.place:
            self.show_page(place)
        self.page.refuse(error)

    def may_close(self) -> bool:
        """Tell whether the window may be closed: a key that nobody has is lost for good."""
        page = self.page
        return not isinstance(page, RecoveryPage) or page.put_away()

    def show_help(self) -> None:
        """Show what the page is for."""
        PageHelp(self, _(self.page.title), _(self.page.lead), KEYS)

    def _wait(self, busy: bool) -> None:
        self.next.setEnabled(not busy)
        self.back.setEnabled(not busy)
        if isinstance(self.page, SummaryPage):
            self.page.work(busy)

    def _on_spoken(self, wanted: Language) -> None:
        """Build the pages anew in another language."""
        if wanted == self.plan.language:
            return
        for page in self.pages:
            page.keep()
        self.plan.language = wanted
        set_language(wanted)
        self.card.hide()
        self.card.deleteLater()
        self._build(0)

    def _on_lost(self) -> None:
        (self.page.inputs() or [self.page])[0].setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the focus, else goes to the next input; Space makes a choice."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
            return
        focus = QApplication.focusWidget()
        if isinstance(focus, QPushButton) and not focus.isCheckable() and self.isAncestorOf(focus):
            focus.click()
        elif focus in (inputs := self.page.inputs()):
            later = inputs[inputs.index(focus) + 1 :]  # behind the last one nobody leaps on by mistake
            (later[0] if later else self.next).setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.go_on()

    def showEvent(self, event: QShowEvent) -> None:
        """Put the cursor where one types first."""
        super().showEvent(event)
        self.page.begin()


def _now(plan: Plan, clock: Callable[[], int]) -> dt.datetime:
    return from_micros(clock(), ZoneInfo(plan.timezone))
