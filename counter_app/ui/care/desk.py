"""The way through the pages that look after the data, which cover the window's own."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from counter_app.domain.errors import DataDamaged
from counter_app.i18n import _
from counter_app.ui.background import Background

if TYPE_CHECKING:
    from counter_app.ui.care.asker import Asker, Wish
    from counter_app.ui.window import Window
    from counter_app.ui.workplace import Workplace


class Care(QObject):
    """Shows the pages; what they need is imported when the first is shown."""

    def __init__(
        self, window: Window, folder: Path, background: Background, clock: Callable[[], int]
    ) -> None:
        super().__init__(window)
        self._window, self._folder, self._background, self._clock = window, folder, background, clock

    def attach(self, place: Workplace) -> None:
        """Listen to what is asked for where somebody works."""
        place.restoring.connect(self.show_restore)
        place.rekeying.connect(self.show_key)
        place.damaged.connect(self.show_found)

    def show_damaged(self, error: DataDamaged, staff: str, password: str) -> None:
        """Say what is damaged and show three ways on; what is open of these data is let go."""
        from counter_app.ui.care.asker import Asker

        self._offer(Asker(self._folder, staff, None, self._clock, password, damaged=True), error)

    def show_found(self, error: DataDamaged) -> None:
        """Say what a check found to be damaged and show the same three ways on."""
        from counter_app.ui.care.asker import Asker

        place = self._window.place
        if place is not None:
            asker = Asker(self._folder, place.staff.id, place.key, self._clock, damaged=True)
            self._window.leave()
            self._offer(asker, error)

    def _offer(self, asker: Asker, error: DataDamaged) -> None:
        from counter_app.ui.care.damaged import DamagedPage

        self._window.let_go()
        page = DamagedPage(asker, error, self._background)
        page.chosen.connect(partial(self._look, asker))
        page.left.connect(self._window.begin)
        page.ended.connect(self._window.sign_in_after)
        self._window.cover(page, _("The data can't be used"))

    def show_restore(self, source: Path) -> None:
        """Look at a backup from the settings; the office is let go before its files are replaced."""
        from counter_app.ui.care.asker import Asker

        place = self._window.place
        if place is not None:
            self._look(Asker(self._folder, place.staff.id, place.key, self._clock), source)

    def show_key(self, wish: Wish) -> None:
        """Make a new key, or only a new recovery key, and show it once."""
        from counter_app.ui.care.asker import Asker
        from counter_app.ui.care.keys import KeyPage

        place = self._window.place
        if place is None:
            return
        asker = Asker(self._folder, place.staff.id, place.key, self._clock)
        printers, chosen = place.papers.printers, place.config
        page = KeyPage(
            asker, wish, self._background, printers, printer=chosen.printers.report, demo=chosen.demo
        )
        page.begun.connect(self._window.let_go)
        page.left.connect(self._window.uncover)
        page.ended.connect(self._window.sign_in_after)
        self._window.cover(page, _("A new key"))
        self._window.page_agrees = page.may_close
        page.make()

    def _look(self, asker: Asker, source: Path) -> None:
        from counter_app.ui.care.restoring import RestorePage

        page = RestorePage(asker, source, self._background)
        page.begun.connect(self._window.let_go)
        page.left.connect(self._window.uncover)
        page.ended.connect(self._window.sign_in_after)
        self._window.cover(page, _("Restore a backup"))
