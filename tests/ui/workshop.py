"""An office in memory with real windows in front of it; everything is done at once, on one thread."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor, Future
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication
from stories import KEY, Counter, staff

from counter_app import config
from counter_app.ui import theme
from counter_app.ui.background import Lanes
from counter_app.ui.frame import Frame
from counter_app.ui.ops import Ops
from counter_app.ui.printers import NoPrinter, PrinterFault
from counter_app.ui.screen import Screen
from counter_app.ui.workplace import Workplace


class Inline(Executor):
    """Does work where it is submitted."""

    def submit(self, work: Callable[..., Any], /, *values: Any, **named: Any) -> Future[Any]:
        future: Future[Any] = Future()
        try:
            future.set_result(work(*values, **named))
        except BaseException as error:
            future.set_exception(error)
        return future


def inline() -> Lanes:
    """Return lanes that are no threads."""
    return Lanes(lambda _name: Inline())


class Held(Inline):
    """Does everything at once, but holds what is for one lane until it is told to go on."""

    def __init__(self, name: str = "writing") -> None:
        self.name = name
        self.work: list[tuple[Future[Any], Callable[[], Any]]] = []

    def lane(self, name: str) -> Executor:
        """Return the executor of one lane."""
        return self if name == self.name else Inline()

    def lanes(self) -> Lanes:
        """Return lanes, one of which is held."""
        return Lanes(self.lane)

    def submit(self, work: Callable[..., Any], /, *values: Any, **named: Any) -> Future[Any]:
        future: Future[Any] = Future()
        self.work.append((future, work))
        return future

    def go(self) -> None:
        """Do what waits, and what follows from it."""
        while self.work:
            future, work = self.work.pop(0)
            done = super().submit(work)
            if (error := done.exception()) is not None:
                future.set_exception(error)
            else:
                future.set_result(done.result())


class PaperTray:
    """Printers that keep what they print; a jam or a missing printer can be told."""

    def __init__(self) -> None:
        self.printed: list[tuple[str, bytes]] = []
        self.printer = ""
        self.jammed = self.missing = False

    def usual(self) -> str:
        return ""

    def names(self) -> list[str]:
        return [] if self.missing else ["Epson TM-T82", "Canon LBP"]

    def send(self, pdf: bytes, *, printer: str, title: str, copies: int = 1) -> None:
        if self.missing:
            raise NoPrinter(printer)
        if self.jammed:
            raise PrinterFault(printer or "Epson TM-T82")
        self.printer = printer
        self.printed.append((title, pdf))

    @property
    def titles(self) -> list[str]:
        return [title for title, _pdf in self.printed]


class Workshop:
    """Opens windows on one counter's office."""

    def __init__(self, qtbot: Any, counter: Counter, folder: Path) -> None:
        self.qtbot, self.counter, self.folder = qtbot, counter, folder
        self.tray = PaperTray()
        self._places: list[Workplace] = []
        if not config.exists(folder):
            config.save(folder, config.Config(counter="L1-test", code="L1", language="en"))
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        if app.property("theme") is None:
            theme.apply(app, theme.LIGHT)

    def place(self, by: str = "ani", lanes: Callable[[], Lanes] = inline) -> Workplace:
        """Return the workplace of somebody signed in."""
        ops = Ops(self.counter.office, staff(by), lanes())
        place = Workplace(self.folder, ops, self.tray, now=lambda: self.counter.clock.local, key=KEY)
        self._places.append(place)
        return place

    def close(self) -> None:
        """Let nothing be asked any more: the office closes before its windows do."""
        for place in self._places:
            place.ops.closed = True

    def frame(
        self, by: str = "ani", screen: str = "", show: Any = None, lanes: Callable[[], Lanes] = inline
    ) -> Frame:
        """Return the frame of somebody signed in, shown at the size of an old screen."""
        frame = Frame(self.place(by, lanes))
        self.qtbot.addWidget(frame)
        frame.resize(1366, 768)
        frame.show()
        self.qtbot.waitExposed(frame)
        frame.activateWindow()
        if screen:
            frame.show_screen(screen, show)
        else:
            frame.begin()
        return frame

    def screen(
        self, name: str, by: str = "ani", show: Any = None, lanes: Callable[[], Lanes] = inline
    ) -> Any:
        """Return one screen inside its frame."""
        found = self.frame(by, name, show, lanes).screen_now
        assert isinstance(found, Screen)
        return found
