"""The one window: first start, sign in, work, lock, change of staff."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QWidget

from counter_app import bootstrap, config
from counter_app.domain.calendar import from_micros
from counter_app.i18n import _, set_language
from counter_app.office.office import clock as machine_clock
from counter_app.ui import theme
from counter_app.ui.background import Background, Lanes
from counter_app.ui.frame import Frame
from counter_app.ui.ops import Ops
from counter_app.ui.printers import Printers
from counter_app.ui.sign_in import Opener, SignIn
from counter_app.ui.workplace import Workplace

MINUTE = 60_000  # ms
ACTS = frozenset({QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel})


class Window(QMainWindow):
    """Shows one page at a time: the wizard, the sign-in page, or the frame of whoever works."""

    def __init__(
        self,
        folder: Path,
        printers: Printers,
        *,
        lanes: Callable[[], Lanes] = Lanes,
        clock: Callable[[], int] = machine_clock,
    ) -> None:
        super().__init__()
        self._folder, self._printers, self._lanes, self._clock = folder, printers, lanes, clock
        self._door = Background(lanes())
        self._pages = QStackedWidget()
        self.place: Workplace | None = None
        self.frame: Frame | None = None
        self.sign_in: SignIn | None = None
        self._idle = QTimer(self, singleShot=True)
        self._idle.timeout.connect(self.lock)
        self.setCentralWidget(self._pages)
        self.setMinimumSize(1100, 640)
        self.begin()

    def begin(self) -> None:
        """Ask who works, or found the office first."""
        self.setWindowTitle(_("Counter of the sub-district office"))
        if config.exists(self._folder):
            self._show_sign_in()
        else:
            self._show_wizard()

    def _show_wizard(self) -> None:
        from counter_app.ui.setup.wizard import Wizard

        wizard = Wizard(self._folder, self._door, self._printers, clock=self._clock)
        wizard.founded.connect(self._on_founded)
        self._put(wizard)

    def _on_founded(self) -> None:
        self._dress(config.load(self._folder))
        self.begin()

    def _show_sign_in(self) -> None:
        settings = config.load(self._folder)
        opener = Opener(self._folder, self._door, self._clock)
        self.sign_in = SignIn(opener, demo=settings.demo, office="")
        self.sign_in.entered.connect(self.enter)
        self._put(self.sign_in)

    def enter(self, entered: Any) -> None:
        """Let somebody work; who comes back after a lock finds everything as it was."""
        self._dress(config.load(self._folder))
        if self.place is not None and self.place.staff == entered.staff and self.frame is not None:
            entered.office.close()
            self._drop_sign_in()
            self._pages.setCurrentWidget(self.frame)
        else:
            self._let_go()
            self._take_up(entered)
        self._wait()

    def _take_up(self, entered: Any) -> None:
        apart = partial(bootstrap.open_office, self._folder, entered.key, clock=self._clock)
        ops = Ops(entered.office, entered.staff, self._lanes(), apart)
        self.place = Workplace(
            self._folder,
            ops,
            self._printers,
            now=partial(_local_now, self._clock, entered.office.desk(entered.staff).tz),
            key=entered.key,
        )
        self.place.dressed.connect(self._on_dressed)
        self._build_frame()

    def _build_frame(self) -> None:
        assert self.place is not None
        self.frame = Frame(self.place)
        self.frame.locked.connect(self.lock)
        self.frame.left.connect(self.leave)
        self._put(self.frame)
        self.frame.begin()

    def _on_dressed(self) -> None:
        """Build the screens anew: another language, theme or size of text."""
        assert self.place is not None
        assert self.frame is not None
        self.frame.leave()
        self._dress(self.place.config)
        self._build_frame()
        self.frame.show_screen("settings")

    def _dress(self, settings: config.Config) -> None:
        set_language(settings.language)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        wanted = theme.chosen(settings.theme, settings.text_size, app)
        if wanted != theme.now() or app.property("theme") is None:
            theme.apply(app, wanted)

    def lock(self) -> None:
        """Hide the work behind the sign-in page."""
        if self.place is None or self.frame is None or self._pages.currentWidget() is not self.frame:
            return
        self.frame.leave()
        frame = self.frame
        self._show_sign_in()
        self.frame = frame
        assert self.sign_in is not None
        self.sign_in.lock(self.place.staff.id, self.place.staff.name)

    def leave(self) -> None:
        """Let somebody else sign in; what is unfinished is kept for who comes back."""
        self._let_go()
        self._show_sign_in()

    def _let_go(self) -> None:
        if self.frame is not None:
            self.frame.leave()
            self._drop(self.frame)
            self.frame = None
        if self.place is not None:
            self.place.ops.close()
            self.place = None

    def _put(self, page: QWidget) -> None:
        """Show ``page`` in the place of every other, but for a frame that is only locked."""
        for old in [self._pages.widget(n) for n in range(self._pages.count())]:
            if not (isinstance(old, Frame) and isinstance(page, SignIn) and self.place is not None):
                self._drop(old)
        self._pages.addWidget(page)
        self._pages.setCurrentWidget(page)

    def _drop_sign_in(self) -> None:
        if self.sign_in is not None:
            self._drop(self.sign_in)
            self.sign_in = None

    def _drop(self, page: QWidget | None) -> None:
        if page is None:
            return
        self._pages.removeWidget(page)
        page.hide()
        page.deleteLater()

    def _wait(self) -> None:
        if self.place is not None:
            self._idle.start(self.place.config.lock_minutes * MINUTE)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Every key and click puts off the lock."""
        if event.type() in ACTS and self._idle.isActive():
            self._wait()
        return False

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep what is unfinished, end what is being written."""
        self._let_go()
        self._door.lanes.close()
        super().closeEvent(event)


def _local_now(clock: Callable[[], int], zone: ZoneInfo) -> dt.datetime:
    return from_micros(clock(), zone)
