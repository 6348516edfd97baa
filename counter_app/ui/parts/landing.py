"""Where the keys go when what had the focus is hidden, switched off or gone: never to some other button."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeGuard

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid


class Landing(QObject):
    """Watches over the keys of ``page``; where Qt would give them to the next widget, ``land`` is called."""

    def __init__(self, page: QWidget, land: Callable[[], None]) -> None:
        super().__init__(page)
        self._page, self._land = page, land
        self._had: QWidget | None = None  # the keys, and took them: a form just made is not yet seen
        self._landing = False
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_moved)

    def _on_moved(self, old: QWidget | None, now: QWidget | None) -> None:
        had, self._had = self._had, now if takes_keys(now) else None
        if self._landing or not (self._page.isVisible() and self._page.isActiveWindow()):
            return
        lost = now is None or now is self._page
        pushed = had is not None and had is old and self._page.isAncestorOf(had) and not takes_keys(had)
        if (lost or pushed) and QApplication.activePopupWidget() is None:
            self._landing = True
            try:
                self._land()
            finally:
                self._landing = False


def takes_keys(widget: QWidget | None) -> TypeGuard[QWidget]:
    """Tell whether a key can go to ``widget`` now."""
    return widget is not None and isValid(widget) and widget.isVisible() and widget.isEnabled()
