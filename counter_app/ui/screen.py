"""The base of every screen: it refreshes when its topics change, but only while it is seen."""

from __future__ import annotations

from typing import Any, ClassVar, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from counter_app.ui.workplace import Workplace

WORK = frozenset(  # every topic but who works here: for screens that sum up the office
    {
        "application",
        "blangko",
        "absence",
        "disruption",
        "official",
        "office",
        "service",
        "ticket",
        "batch",
        "day",
    }
)


class Key(NamedTuple):
    """One key of a screen, for the help: the key, and what it does (msgid)."""

    key: str
    does: str


class Screen(QWidget):
    """One page of the window. Subclasses build widgets, ask in ``_refresh`` and show in ``_show``."""

    purpose: ClassVar[str] = ""  # msgid: what the screen is for, in one or two sentences
    steps: ClassVar[tuple[str, ...]] = ()  # msgids: how one works with it, in order
    keys: ClassVar[tuple[Key, ...]] = ()
    topics: ClassVar[frozenset[str]] = frozenset()  # of the journal; a change refreshes

    def __init__(self, place: Workplace) -> None:
        super().__init__()
        self.setObjectName("page")
        self.place, self.ops = place, place.ops
        self._stale = True
        self.ops.changed.connect(self._on_changed)

    def open(self, show: Any) -> None:
        """Show what another screen asked for; None: as it was."""

    def home(self) -> QWidget:
        """Return what takes the keys when the screen comes to the front."""
        return self

    def land(self) -> None:
        """Take the keys: what had them is hidden, switched off or gone."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def tick(self) -> None:
        """Time went on by half a minute: minutes and dates may read differently."""

    def unsettled(self) -> str:
        """Return what is typed and not in force, as a sentence; empty where nothing is."""
        return ""

    def leave(self) -> None:
        """Keep what is unfinished: the screen is about to be hidden or closed."""

    def refresh(self) -> None:
        """Ask again, now if the screen is seen, else when it is shown."""
        self._stale = not self.isVisible()
        if not self._stale:
            self._refresh()

    def _refresh(self) -> None:
        """Ask the office what the screen shows."""

    def _on_changed(self, topics: frozenset[str]) -> None:
        if topics & self.topics:
            self.refresh()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the keys on to where one works."""
        if (home := self.home()) is not self:
            home.setFocus(event.reason())

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what changed while the screen was hidden."""
        super().showEvent(event)
        if self._stale:
            self._stale = False
            self._refresh()
