"""The day's backup by itself: soon after somebody signed in, every hour, and before the window closes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from counter_app.care import backups
from counter_app.care.backups import Outcome
from counter_app.domain.errors import UserError
from counter_app.i18n import _
from counter_app.office.desk import Staff
from counter_app.office.office import Office
from counter_app.storage.backup import NoPlace, Stopped
from counter_app.storage.watching import Progress
from counter_app.ui.workplace import Trouble, Workplace

SOON = 10_000  # ms after signing in: the first citizen comes first
HOUR = 3_600_000  # ms

Told = dict[str, dt.date]  # what was said, and on which day


class Daily(QObject):
    """Quiet while it works; a place that refuses is said once a day and stays in the strip."""

    progressed = Signal(float)  # told on the lane that writes

    def __init__(self, place: Workplace, told: Told) -> None:
        super().__init__(place)
        self._place, self._told = place, told
        self.busy = False
        self._then: Callable[[list[str]], None] | None = None
        self._timers = (
            QTimer(self, singleShot=True, interval=SOON),
            QTimer(self, interval=HOUR),
        )
        for timer in self._timers:
            timer.timeout.connect(self.run)
            timer.start()
        place.moved.connect(self.run)

    def run(self) -> None:
        """Back up where that is due."""
        if not self.busy:
            self._start(again=False)

    def end(self) -> None:
        """Begin none any more."""
        for timer in self._timers:
            timer.stop()

    def finish(self, then: Callable[[list[str]], None], *, anew: bool = False) -> None:
        """Back up what was written since, after what is under way; ``then`` hears what was not said today.

        ``anew``: also what was said, since somebody tries again.
        """
        self._then = then
        if anew:
            self._told.clear()
        if not self.busy:
            self._start(again=True)

    def _start(self, *, again: bool) -> None:
        self.busy = True
        place = self._place
        work = partial(_backed_up, place.folder, place.key, self._go_on, again)
        place.ops.work(work, self, partial(self._on_made, again), partial(self._on_refused, again))

    def _go_on(self, share: float) -> bool:
        self.progressed.emit(share)
        return not self._place.ops.closed

    def _on_made(self, again: bool, outcome: Outcome) -> None:
        if outcome.made:
            self._place.backed_up.emit()
        self._end(again, outcome.refused)

    def _on_refused(self, again: bool, error: UserError) -> None:
        self._end(again, [] if isinstance(error, Stopped) else [error])

    def _end(self, again: bool, refused: Sequence[UserError]) -> None:
        self.busy = False
        if self._place.ops.closed:
            return
        self._place.trouble[:] = [trouble(error) for error in refused]
        self._place.troubled.emit()
        new = self._new([one.sentence for one in self._place.trouble])
        if new:
            self._place.say(" ".join(new), "warning")
        if self._then is not None and not again:
            self._start(again=True)
        elif self._then is not None:
            self._then(new)

    def _new(self, sentences: list[str]) -> list[str]:
        """Return what was not yet said today."""
        today = self._place.now().date()
        new = [one for one in sentences if self._told.get(one) != today]
        self._told.update(dict.fromkeys(new, today))
        return new


def trouble(error: UserError) -> Trouble:
    """Return in words that a place took no backup."""
    if isinstance(error, NoPlace):
        text = _(
            "The second place for backups, {place}, is not there: plug the disk in, or choose another under "
            "Settings, Backups."
        )
        return Trouble(_("Second place for backups missing"), text.format(place=error.place))
    return Trouble(_("No backup of today"), _("No backup of today: {why}").format(why=error))


def _backed_up(
    folder: Path, key: bytes, progress: Progress, again: bool, office: Office, _staff: Staff
) -> Outcome:
    return backups.daily(folder, office.db, key, again=again, progress=progress)
