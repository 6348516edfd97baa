"""A window that tells when it takes keys: ``python -m bench.probe empty|program [FOLDER STAFF PASSWORD]``.

It prints one JSON object with moments in nanoseconds since the epoch. Run as a process of its own.
"""

from __future__ import annotations

import gc
import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

SCREENS = (
    "applications",
    "blangko",
    "signing",
    "reports",
    "dashboard",
    "errand",
)  # seen before memory is told
Wait = Callable[[], bool]


def main() -> None:
    """Start the window that is named."""
    {"empty": empty, "program": program}[sys.argv[1]]()


def empty() -> None:
    """Open a window with one input and nothing else."""
    from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow

    app = QApplication([])
    window, line = QMainWindow(), QLineEdit()
    window.setCentralWidget(line)
    window.resize(1366, 768)
    window.show()
    line.setFocus()
    _follow(app, _ready_once())
    app.exec()


def program() -> None:
    """Open the program through its command line; sign in and search once it is there."""
    gc.disable()  # as the program does before it loads anything
    from counter_app.ui import app as program

    start, wanted = program.start, sys.argv[3:]

    def watched(folder: Any) -> int:
        from PySide6.QtCore import QTimer
        from PySide6.QtWidgets import QApplication

        app = QApplication(sys.argv[:1])
        QTimer.singleShot(0, lambda: _follow(app, _errand(app, wanted)))
        return start(folder)

    program.start = watched
    from counter_app.__main__ import main

    sys.argv[:] = [sys.argv[0], "--data", sys.argv[2]]
    main()


def _ready_once() -> Iterator[Wait]:
    from PySide6.QtWidgets import QApplication

    app = QApplication.instance()
    assert isinstance(app, QApplication)
    yield lambda: _takes_keys(app)
    _end({"ready": time.time_ns()})


def _takes_keys(app: Any) -> bool:
    """Tell whether the window was painted and something in it has the focus."""
    focus = app.focusWidget()
    handle = focus.window().windowHandle() if focus else None
    return handle is not None and handle.isExposed()


def _errand(app: Any, wanted: list[str]) -> Iterator[Wait]:
    """Yield what is waited for, from the start to a search."""
    staff, password, *how = wanted
    told: dict[str, Any] = {}
    yield lambda: _takes_keys(app)
    told["sign_in"] = time.time_ns()
    window = next(one for one in app.topLevelWidgets() if hasattr(one, "sign_in"))
    if how == ["patient"]:
        yield lambda: not window.door.waiting
    page = window.sign_in
    page.names.setCurrentIndex(page.names.findData(staff))
    page.password.setText(password)
    page.entered.disconnect()
    page.entered.connect(lambda entered: (told.setdefault("accepted", time.time_ns()), window.enter(entered)))
    told["entered"] = time.time_ns()
    page.enter.click()
    yield lambda: window.frame is not None
    errand, ops = window.frame.screen_now, window.place.ops
    yield lambda: errand.citizen.nik.hasFocus() and not ops.waiting
    told["counter"] = time.time_ns()
    finder = window.frame.finder
    told["searches"] = []
    for words in ("siti", "ahma", "nur sap", "20251112-03"):
        finder.begin()
        finder.setText(words[:-1])
        finder.suggest.close()
        yield lambda: not ops.waiting
        began = time.time_ns()
        finder.setText(words)
        finder.textEdited.emit(words)
        yield lambda: finder.suggest.open
        told["searches"].append(time.time_ns() - began)
    for name in SCREENS:
        window.frame.show_screen(name)
        yield lambda: not ops.waiting
    told["memory"] = _resident()
    _end(told)


def _resident() -> int:
    """Return the bytes that this process holds in memory now, as Linux tells it."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


def _follow(app: Any, story: Iterator[Wait]) -> None:
    """Go on with ``story`` when what it waits for has come; one turn later, so that it is painted."""
    from PySide6.QtCore import QTimer

    timer = QTimer(app)
    waits = [next(story)]

    def look() -> None:
        if waits[0]():
            waits[0] = painted
            timer.singleShot(0, go_on)

    def painted() -> bool:
        return False

    def go_on() -> None:
        waits[0] = next(story)

    timer.timeout.connect(look)
    timer.start(1)


def _end(told: dict[str, Any]) -> None:
    print(json.dumps(told), flush=True)
    sys.stdout.close()
    os._exit(0)


if __name__ == "__main__":
    main()
