"""Plays years beside the work at the counter: on a lane of its own, until the end, a stop or the sign-out."""

from __future__ import annotations

import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Signal

from counter_app.domain.errors import UserError
from counter_app.i18n import _
from counter_app.ui.background import Background

if TYPE_CHECKING:
    from counter_app.simulation.compare import Comparison
    from counter_app.simulation.year import Watch
    from counter_app.ui.workplace import Workplace

SURE = 0.03  # the share from which the time still to come can be told


class Stopped(UserError):
    """Whoever began it stopped it, or signed out: nothing to say."""


class Played(NamedTuple):
    """A comparison, and why it could not be kept, if so."""

    comparison: Comparison
    unkept: str


class Player(Background):
    """One comparison at a time, whatever screen is seen and whether or not the window is locked."""

    progressed = Signal(int, int)  # days played, of how many; told on its lane
    began = Signal()
    ended = Signal(bool)  # whether it was played, not refused or stopped

    def __init__(self, place: Workplace) -> None:
        super().__init__(place.ops.lanes)
        self.setParent(place)
        self._place = place
        self._stops = False
        self._since = 0.0
        self.playing = False
        self.comparison: Comparison | None = None  # the last one of this window, kept or not

    def play(self, changes: Sequence[str], seeds: int) -> None:
        """Begin, unless one is played already."""
        if self.playing:
            return
        self.playing, self._stops, self._since = True, False, time.monotonic()
        self.began.emit()
        work = partial(_played, self._place.folder, changes, seeds, self._watch)
        self.start(self.lanes.playing, work, self, self._on_played, self._on_refused)

    def stop(self) -> None:
        """End the processes; what was played so far is lost."""
        self._stops = True

    def left(self, share: float) -> float | None:
        """Return the seconds still to come once ``share`` is played, None while nobody can know."""
        return (time.monotonic() - self._since) * (1 - share) / share if share >= SURE else None

    def _watch(self, done: int, of: int) -> None:
        if self._stops or self._place.ops.closed:
            raise Stopped
        self.progressed.emit(done, of)

    def _on_played(self, played: Played) -> None:
        self.comparison = played.comparison
        self._end(True)
        if played.unkept:
            told = _("The comparison is seen now, but it could not be kept: {why}")
            self._place.say(told.format(why=played.unkept), "warning")

    def _on_refused(self, error: UserError) -> None:
        self._end(False)
        if not isinstance(error, Stopped):
            self._place.refuse(str(error))

    def _end(self, played: bool) -> None:
        self.playing = False
        self.ended.emit(played)


def _played(folder: Path, changes: Sequence[str], seeds: int, watch: Watch) -> Played:
    from counter_app.simulation import kept, playing, scenario

    year = scenario.load(scenario.SHIPPED)
    comparison = playing.compare_all(year, changes, seeds, watch)
    try:
        kept.keep(folder, comparison)
    except UserError as error:
        return Played(comparison, str(error))
    return Played(comparison, "")
