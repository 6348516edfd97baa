"""Works a real window by keys, waits until it has answered, looks whether it did, and takes pictures."""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, NamedTuple

from PySide6.QtCore import QMessageLogContext, QPoint, QSize, QTimer, QtMsgType
from PySide6.QtGui import QImage, QKeySequence, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from counter_app.domain.errors import UserError
from counter_app.i18n import Language, _
from counter_app.office.office import Command, Done, Question
from counter_app.ui.frame import Frame
from counter_app.ui.printers import FilePrinter, PrinterFault
from counter_app.ui.window import Window
from counter_app.ui.workplace import Workplace

SIZES = (QSize(1366, 768), QSize(1920, 1080))
LONGEST = 20.0  # seconds that anything may take
PATIENCE = 3_000  # moments that a window may take to close
IDLE_WARNING = "propagateSizeHints"  # of windows that nobody sees: nothing to mend
A_PAUSE = 200  # ms: a timer that fires once and sooner belongs to the keys just pressed


class TourStopped(UserError):
    """A step did not lead where it should."""

    def __init__(self, step: str, what: str) -> None:
        super().__init__(_("The tour stopped at step {step}: {what}.").format(step=step, what=what))


class Printer(FilePrinter):
    """Prints into files with telling names; it can jam."""

    def __init__(self, folder: Path) -> None:
        super().__init__(str(folder))
        folder.mkdir(parents=True, exist_ok=True)
        self.jammed = False

    def send(self, pdf: bytes, *, printer: str, title: str, copies: int = 1) -> None:
        """Print into a file, or jam."""
        if self.jammed:
            raise PrinterFault(printer or "Epson TM-T82")
        super().send(pdf, printer=printer, title=title, copies=copies)
        told = re.sub(r"\W+", "-", title.lower()).strip("-")
        file = Path(self.folder) / f"{len(self.sent):03d}.pdf"
        file.replace(file.with_name(f"{len(self.sent):02d}-{told}.pdf"))


class Look(NamedTuple):
    """In which dress the work is done."""

    language: Language
    theme: Literal["light", "dark"]

    def __str__(self) -> str:
        return f"{self.language}-{self.theme}"


class Guide:
    """One round through the program, in one dress; every picture is taken in every size."""

    def __init__(self, folder: Path, out: Path, look: Look, printer: Printer) -> None:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self.app, self.folder, self.out, self.look, self.printer = app, folder, out, look, printer
        self.number = 0
        self.step = ""
        self.faults: list[str] = []  # what was raised where nobody caught it
        self.window: Window | None = None

    def note(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Note what a slot raised: Qt would go on as if nothing had happened."""
        sys.__excepthook__(kind, error, trace)
        self.faults.append(f"{kind.__name__}: {error}")

    def hear(self, kind: QtMsgType, _where: QMessageLogContext, words: str | None) -> None:
        """Note what Qt warns of."""
        if words and IDLE_WARNING not in words:
            sys.stderr.write(f"{words}\n")
            if kind is not QtMsgType.QtDebugMsg and kind is not QtMsgType.QtInfoMsg:
                self.faults.append(words)

    # the window

    def start(self) -> None:
        """Start the program."""
        self.window = Window(self.folder, self.printer)
        self.window.resize(SIZES[0])
        self.window.show()
        QTest.qWaitForWindowExposed(self.window)
        self.window.activateWindow()
        self.settle()

    def close(self) -> None:
        """Close the window."""
        if self.window is not None:
            self.window.close()
            for _moment in range(PATIENCE):
                if not self.window.isVisible():
                    break
                QTest.qWait(20)  # the day's work is being backed up
            self.window.deleteLater()
            self.window = None
            self.app.processEvents()

    @property
    def place(self) -> Workplace:
        """The workplace of whoever is signed in."""
        assert self.window is not None
        assert self.window.place is not None
        return self.window.place

    @property
    def frame(self) -> Frame:
        """What surrounds the screens."""
        assert self.window is not None
        assert self.window.frame is not None
        return self.window.frame

    @property
    def screen(self) -> Any:
        """The screen that is seen."""
        return self.frame.screen_now

    @property
    def focus(self) -> Any:
        """The widget that takes the next key."""
        return self.app.activePopupWidget() or self.app.focusWidget() or self.window

    def goto(self, name: str, key: str) -> Any:
        """Go to a screen by its key."""
        self.press(key)
        self.expect(self.frame.name == name, f"{key} opens the screen {name}")
        return self.screen

    # keys

    def press(self, *keys: str) -> None:
        """Press keys one after the other, as ``F8`` or ``Ctrl+Return``."""
        for key in keys:
            typed: Any = QKeySequence(key)
            QTest.keyClick(self.focus, typed[0].key(), typed[0].keyboardModifiers())
            self.settle()

    def type(self, words: str) -> None:
        """Type words."""
        for letter in words:
            QTest.keyClicks(self.focus, letter)
        self.settle()

    # waiting and looking

    def settle(self) -> None:
        """Wait until nothing is on its way."""
        self.app.processEvents()
        self.wait(lambda: not self._busy(), "everything that was asked is answered")
        self.app.processEvents()
        if self.faults:
            self.stop(self.faults[0])

    def wait(self, come: Callable[[], bool], what: str) -> None:
        """Wait until something has come."""
        end = time.monotonic() + LONGEST
        while not come():
            if time.monotonic() > end:
                self.stop(what)
            self._breathe(0.001)

    def _breathe(self, seconds: float) -> None:
        """Let events and the other threads go on; QTest.qWait would hold Python's lock meanwhile."""
        self.app.processEvents()
        time.sleep(seconds)
        self.app.processEvents()

    def expect(self, true: object, what: str) -> None:
        """Stop the tour unless something is as it should be."""
        if not true:
            self.stop(what)

    def stop(self, what: str) -> None:
        """Stop the tour; what was seen at the end is kept as a picture."""
        if self.window is not None:
            self.out.mkdir(parents=True, exist_ok=True)
            self._seen().save(str(self.out / f"{self.look}-stopped.png"))
        raise TourStopped(self.step or "-", f"{what} ({self.look})")

    def ask(self, question: Question) -> Any:
        """Ask the office."""
        told: list[Any] = []
        self.place.ops.ask(question, self.frame, told.append, key="tour")
        self.wait(lambda: bool(told), f"{type(question).__name__} is answered")
        return told[0]

    def run(self, command: Command) -> dict[str, Any]:
        """Do what somebody at another desk does; return the ids."""
        told: list[Done] = []
        self.place.ops.run(command, self.frame, told.append)
        self.wait(lambda: bool(told), f"{type(command).__name__} is done")
        self.settle()
        return told[0].ids

    def printed(self, count: int) -> None:
        """Wait until so many papers have been printed in all."""
        self.wait(lambda: len(self.printer.sent) >= count, f"{count} papers are printed")
        self.settle()

    def _busy(self) -> bool:
        assert self.window is not None
        place = self.window.place
        return bool(
            self.window.door.waiting
            or (place is not None and place.ops.waiting)
            or any(
                timer.isActive() and timer.isSingleShot() and timer.interval() <= A_PAUSE
                for timer in self.window.findChildren(QTimer)
            )
        )

    # pictures

    def pictures(self, size: QSize) -> Path:
        """Return the folder of the pictures of one size."""
        return self.out / f"{self.look}-{size.width()}x{size.height()}"

    def begin(self, step: str) -> None:
        """Say which step comes."""
        self.step = step
        sys.stderr.write(f"{self.look}  {step}\n")

    def picture(
        self,
        name: str,
        *,
        again: Callable[[], None] | None = None,
        still: bool = False,
        of: QWidget | None = None,
    ) -> None:
        """Take a picture in every size.

        ``again`` brings back what another size has closed, such as a menu; ``still`` waits for what is
        drawn by and by, such as the pages of a report; ``of`` is another window than that of the desk.
        """
        assert self.window is not None
        self.number += 1
        self.begin(f"{self.number:02d}-{name}")
        for size in SIZES:
            (of or self.window).resize(size)
            self.settle()
            if again is not None:
                again()
            if still:
                self._stand_still()
            folder = self.pictures(size)
            folder.mkdir(parents=True, exist_ok=True)
            seen = self._seen() if of is None else of.grab().toImage()
            seen.save(str(folder / f"{self.step}.png"))
        self.window.resize(SIZES[0])
        self.settle()

    def _stand_still(self) -> None:
        seen: list[QImage] = []

        def still() -> bool:
            seen.append(self._seen())
            self._breathe(0.06)
            return len(seen) > 2 and seen[-1] == seen[-2] == seen[-3]

        self.wait(still, "the picture stands still")

    def _seen(self) -> QImage:
        """Return what is seen: the window, and the menu that is open above it."""
        assert self.window is not None
        picture = self.window.grab().toImage()
        popup = self.app.activePopupWidget()
        if popup is not None:
            painter = QPainter(picture)
            painter.drawPixmap(self.window.mapFromGlobal(popup.mapToGlobal(QPoint(0, 0))), popup.grab())
            painter.end()
        return picture


def child(over: QWidget, kind: type[Any]) -> Any:
    """Return the part of a kind that is seen, None when there is none."""
    return next((one for one in over.findChildren(kind) if one.isVisible()), None)
