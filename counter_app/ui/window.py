"""The one window: first start, sign in, work, lock, change of staff."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QToolTip, QWidget

from counter_app import config
from counter_app.i18n import _, set_language
from counter_app.ui import theme, villages, warming
from counter_app.ui.background import Background, Lanes
from counter_app.ui.care.desk import Care
from counter_app.ui.parts.landing import takes_keys
from counter_app.ui.printers import Printers
from counter_app.ui.sign_in import Opener, SignIn

if TYPE_CHECKING:
    from counter_app.bootstrap import Entered
    from counter_app.ui.care.daily import Daily
    from counter_app.ui.care.leaving import Leaving
    from counter_app.ui.frame import Frame
    from counter_app.ui.hall.hall import HallSide
    from counter_app.ui.hall.speaker import Speaker
    from counter_app.ui.parts.prompt import Prompt
    from counter_app.ui.workplace import Workplace

MINUTE = 60_000  # ms
ACTS = frozenset({QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel})


def machine_clock() -> int:
    """Return the machine's clock in UTC microseconds."""
    from counter_app.office.clock import clock

    return clock()


class Window(QMainWindow):
    """Shows one page at a time: the wizard, the sign-in page, or the frame of whoever works.

    What only the frame needs is imported while the password is typed, so that the first page comes at once.
    """

    def __init__(
        self,
        folder: Path,
        printers: Printers,
        *,
        lanes: Callable[[], Lanes] = Lanes,
        clock: Callable[[], int] = machine_clock,
        speaker: Speaker | None = None,
    ) -> None:
        super().__init__()
        self._speaker = speaker
        self.hall: HallSide | None = None
        self._folder, self._printers, self._lanes, self._clock = folder, printers, lanes, clock
        self.door = Background(lanes())
        self._pages = QStackedWidget()
        self.place: Workplace | None = None
        self.frame: Frame | None = None
        self.daily: Daily | None = None
        self._told: dict[str, dt.date] = {}  # of places that took no backup
        self._leaving: Leaving | None = None
        self._may_leave = False  # although something is typed that is not in force
        self._may_close = False
        self.sign_in: SignIn | None = None
        self.page_agrees: Callable[[], bool] = _always  # to be closed
        self._painted = False
        self._left_off: QWidget | None = None  # what had the focus when the screen was covered
        self._below: list[QWidget] = []  # what is covered: it is shown again
        self.care = Care(self, folder, self.door, clock)
        self.idle = QTimer(self, singleShot=True)
        self.idle.timeout.connect(self.lock)
        self.setCentralWidget(self._pages)
        self.setMinimumSize(1100, 640)
        self.begin()

    @property
    def page(self) -> QWidget:
        """What is seen: the wizard, the sign-in page or the frame."""
        found = self._pages.currentWidget()
        assert found is not None
        return found

    def begin(self) -> None:
        """Ask who works, or found the office first."""
        if config.exists(self._folder):
            self._show_sign_in()
        else:
            self._show_wizard()

    def _show_wizard(self) -> None:
        from counter_app.ui.setup.wizard import Wizard

        wizard = Wizard(self._folder, self.door, self._printers, clock=self._clock)
        wizard.founded.connect(self._on_founded)
        self._put(wizard)
        self.page_agrees = wizard.may_close
        self._entitle()

    def _on_founded(self) -> None:
        self._dress(config.load(self._folder))
        self.begin()

    def _show_sign_in(self) -> None:
        self._put(self._make_sign_in())
        self._entitle(_("Sign in"))

    def _make_sign_in(self) -> SignIn:
        settings = config.load(self._folder)
        opener = Opener(self._folder, self.door, self._clock)
        self.sign_in = SignIn(opener, demo=settings.demo, last=settings.last_staff)
        self.sign_in.entered.connect(self.enter)
        self.sign_in.damaged.connect(self.care.show_damaged)
        return self.sign_in

    def _entitle(self, page: str = "") -> None:
        """Say in the title of the window which page is seen."""
        program = _("Counter of the sub-district office")
        self.setWindowTitle(f"{page} · {program}" if page else program)

    def enter(self, entered: Entered) -> None:
        """Let somebody work; who comes back after a lock finds everything as it was."""
        self._dress(config.load(self._folder))
        if self.place is not None and self.place.staff == entered.staff and self.frame is not None:
            entered.office.close()
            self.place.notices += entered.notices
            self.uncover()
            self.frame.show_notices()
        else:
            self.let_go()
            self._take_up(entered)
        self._wait()

    def cover(self, page: QWidget, title: str) -> None:
        """Show ``page`` above what is seen, which stays as it is."""
        if self.page is self.frame:
            self._left_off = self.frame.focusWidget()
        self._below.append(self.page)
        self._pages.addWidget(page)
        self._pages.setCurrentWidget(page)
        page.setWindowTitle(title)
        self._entitle(title)

    def uncover(self) -> None:
        """Show again what is below, the focus where it was; begin anew where that is gone."""
        if not self._below:
            self.begin()
            return
        self._drop(self.page)
        shown = self._below.pop()
        self._pages.setCurrentWidget(shown)
        if shown is self.frame:
            where = self._left_off if takes_keys(self._left_off) else self.frame
            where.setFocus(Qt.FocusReason.OtherFocusReason)
            self._entitle(self.frame.title.text())
        else:
            self._entitle(shown.windowTitle())

    def _take_up(self, entered: Entered) -> None:
        from counter_app import bootstrap
        from counter_app.ui.care.daily import Daily
        from counter_app.ui.ops import Ops
        from counter_app.ui.workplace import Workplace

        zone = entered.office.desk(entered.staff).tz
        apart = partial(bootstrap.open_office, self._folder, entered.key, clock=self._clock)
        ops = Ops(entered.office, entered.staff, self._lanes(), apart)
        villages.call(entered.office.settings.words_for_villages)
        self.place = Workplace(
            self._folder,
            ops,
            self._printers,
            now=partial(_local_now, self._clock, zone),
            key=entered.key,
        )
        self.place.notices += entered.notices
        self.place.dressed.connect(self._on_dressed)
        self.care.attach(self.place)
        self.daily = Daily(self.place, self._told)
        self._build_frame()
        self._hall_side().attach(self.place)

    def _hall_side(self) -> HallSide:
        from counter_app.ui.hall.hall import HallSide
        from counter_app.ui.hall.speaker import Silent

        if self.hall is None:
            self.hall = HallSide(self, self._speaker or Silent())
            self.hall.lock.connect(self.lock)
        return self.hall

    def _build_frame(self, screen: str = "") -> None:
        from counter_app.ui.frame import Frame

        assert self.place is not None
        self.frame = Frame(self.place)
        self.frame.titled.connect(self._entitle)
        self.frame.locked.connect(self.lock)
        self.frame.left.connect(self.leave)
        self._put(self.frame)
        if screen:
            self.frame.show_screen(screen)
        else:
            self.frame.begin()

    def _on_dressed(self) -> None:
        """Build the screens anew: another language, theme or size of text."""
        assert self.place is not None
        assert self.frame is not None
        self.frame.leave()
        self.place.ops.write(_nothing, self, self._dress_anew)  # the new screens read what these keep

    def _dress_anew(self, _none: object) -> None:
        if self.place is None or self.frame is None:
            return
        name = self.frame.name
        self._dress(self.place.config)
        self._build_frame(name)
        self._hall_side().dress()

    def _dress(self, settings: config.Config) -> None:
        set_language(settings.language)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        wanted = theme.chosen(settings.theme, settings.text_size, app)
        if wanted != theme.now() or app.property("theme") is None:
            theme.apply(app, wanted)

    def lock(self) -> None:
        """Hide the work behind the sign-in page."""
        if self.place is None or self.frame is None or isinstance(self.page, SignIn):
            return
        self.frame.leave()
        _close_popups()
        page = self._make_sign_in()
        self.cover(page, _("Sign in"))
        page.lock(self.place.staff.id, self.place.staff.name)

    def leave(self) -> None:
        """Let somebody else sign in; what is unfinished is kept for who comes back."""
        self.let_go()
        self._show_sign_in()

    def sign_in_after(self, words: str) -> None:
        """Ask who works, after something was done to the data."""
        self.let_go()
        self._show_sign_in()
        assert self.sign_in is not None
        self.sign_in.notice.say(words, "ok")

    def let_go(self) -> None:
        """Let go of the office of whoever works; what is unfinished is kept."""
        if self.frame is not None:
            self.frame.leave()
            if self.frame in self._below:
                self._below.remove(self.frame)
            self._drop(self.frame)
            self.frame = None
        if self.hall is not None:
            self.hall.detach()
        if self.daily is not None:
            self.daily.end()
        if self.place is not None:
            self.place.end()
            self.place = self.daily = None

    def _put(self, page: QWidget) -> None:
        """Show ``page`` in the place of every other."""
        self._below.clear()
        self.page_agrees = _always
        for old in [self._pages.widget(n) for n in range(self._pages.count())]:
            self._drop(old)
        self._pages.addWidget(page)
        self._pages.setCurrentWidget(page)

    def _drop(self, page: QWidget | None) -> None:
        if page is None:
            return
        self._pages.removeWidget(page)
        page.hide()
        page.deleteLater()

    def _wait(self) -> None:
        if self.place is not None:
            self.idle.start(self.place.config.lock_minutes * MINUTE)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Every key and click puts off the lock; after the first picture the rest is imported."""
        if event.type() in ACTS and self.place is not None:
            self.place.presses += 1
        if event.type() in ACTS and self.idle.isActive():
            self._wait()
        elif event.type() == QEvent.Type.Expose and not self._painted:
            self._painted = True
            QTimer.singleShot(0, self, self._warm)
        return False

    def closeEvent(self, event: QCloseEvent) -> None:
        """Back up the day's work, keep what is unfinished, end what is being written."""
        if not (self.page_agrees() and self._settled() and self._backed_up()):
            event.ignore()
            return
        self.let_go()
        if self.hall is not None:
            self.hall.close()
        self.door.closed = True
        self.door.lanes.close()
        super().closeEvent(event)

    def _settled(self) -> bool:
        """Tell whether nothing is typed that is not in force, or somebody closes all the same."""
        if self.frame is None or self.page is not self.frame or self._may_leave or _shuts_down():
            return True
        return self.frame.settled(self._on_settled)

    def _on_settled(self, _values: object, prompt: Prompt) -> None:
        prompt.leave()
        self._may_leave = True
        QTimer.singleShot(0, self, self.close)

    def _backed_up(self) -> bool:
        """Tell whether the window may close; the first time, the day's work is backed up first."""
        if self.daily is None or self._may_close or _shuts_down():
            return True
        if self._leaving is None:
            from counter_app.ui.care.leaving import Leaving

            self.idle.stop()
            self._leaving = Leaving(self.page)
            self._leaving.left.connect(self._on_left)
            self._leaving.again.connect(partial(self.daily.finish, self._on_finished, anew=True))
            self.daily.progressed.connect(self._leaving.show_share)
            self.daily.finish(self._on_finished)
        return self._may_close

    def _on_finished(self, sentences: list[str]) -> None:
        assert self._leaving is not None
        if sentences:
            self._leaving.warn(sentences)
        else:
            self._on_left()

    def _on_left(self) -> None:
        self._may_close = True
        QTimer.singleShot(0, self, self.close)

    def showEvent(self, event: QShowEvent) -> None:
        """Listen to what reaches the window from outside."""
        super().showEvent(event)
        self.windowHandle().installEventFilter(self)

    def _warm(self) -> None:
        """Import what comes after the password while it is typed, then every screen."""
        self.door.start(self.door.lanes.writing, warming.soon, self, self._warm_further)
        self.door.start(self.door.lanes.long, partial(warming.tidied, self._folder), self)

    def _warm_further(self, _none: object) -> None:
        self.door.start(self.door.lanes.long, partial(warming.screens, lambda: self.door.closed), self)


def _local_now(clock: Callable[[], int], zone: Any) -> Any:
    from counter_app.domain.calendar import from_micros

    return from_micros(clock(), zone)


def _shuts_down() -> bool:
    """Tell whether the computer shuts down: that waits for nobody."""
    app = QApplication.instance()
    return isinstance(app, QApplication) and app.isSavingSession()


def _close_popups() -> None:
    """Close menus, dialogs and tips: they would stay above the page that locks."""
    QToolTip.hideText()
    while (above := QApplication.activePopupWidget() or QApplication.activeModalWidget()) is not None:
        if not above.close():
            break


def _always() -> bool:
    return True


def _nothing(*_given: object) -> None:
    """Do nothing, in the line of what is written."""
