"""Looks for garbage on the GUI thread only.

Python looks for cycles on whatever thread happens to ask for memory. A widget that is part of one would be
destroyed there, and Qt ends the program: widgets live and die on the GUI thread.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

PAUSE = 1_000  # milliseconds between two looks


class Garbage(QObject):
    """Takes over from Python's own looking for cycles as long as it lives."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self, interval=PAUSE)
        self._timer.timeout.connect(look)
        self._timer.start()


def look() -> None:
    """Look through the generations that are full, as Python would."""
    counts, limits = gc.get_count(), gc.get_threshold()
    for generation in (2, 1, 0):
        if counts[generation] > limits[generation]:
            gc.collect(generation)
            return
