"""Widgets in cycles die on the GUI thread."""

from __future__ import annotations

import gc
import threading
from typing import Any

from PySide6.QtCore import QObject

from counter_app.ui import garbage


class Loop:
    """Points to itself, and remembers on which thread it died."""

    died: list[int] = []

    def __init__(self) -> None:
        self.me = self

    def __del__(self) -> None:
        self.died.append(threading.get_ident())


def test_only_the_gui_thread_looks_for_cycles(qtbot: Any) -> None:
    Loop.died.clear()
    parent = QObject()
    garbage.Garbage(parent)
    Loop()
    worker = threading.Thread(target=lambda: [[] for _n in range(50_000)] and [Loop() for _n in range(5_000)])
    worker.start()
    worker.join()
    assert (Loop.died, gc.isenabled()) == ([], False)
    qtbot.waitUntil(lambda: len(Loop.died) == 5_001, timeout=5_000)
    assert set(Loop.died) == {threading.get_ident()}
