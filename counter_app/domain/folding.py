"""The fold of an application: the one way from entries to state, for daily work and a rebuild alike.

A fold is total. An entry that no longer fits (two counters may hand over the same card while apart)
keeps the first and is recorded as a conflict; it never raises.

A moment of a file never lies before the one before it: behind what a clock that was ahead wrote, the rest of
its life waits for that moment. What is booked on a stock, the numbers of letters, and what a supervisor reads
of keep their own time.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from counter_app.domain import events as e
from counter_app.domain.application import Application
from counter_app.domain.folds import FOLDS, void


def fold(number: str, entries: Sequence[e.Entry]) -> Application:
    """Return the application that ``entries`` (in the order every counter agrees on) describe."""
    app = Application(number)
    undone = {
        (entry.event.counter, entry.event.seq): entry
        for entry in entries
        if isinstance(entry.event, e.MoveUndone)
    }
    newest = 0
    for entry in entries:
        event = entry.event
        if event is None:
            continue
        newest = max(newest, entry.wall)
        undoing = undone.get((entry.counter, entry.seq)) if undone else None
        if undoing is not None:
            void(app, event, entry, undoing)
        else:
            apply = FOLDS.get(type(event))
            if apply is not None:
                if entry.wall < newest:  # the clock was put right, or another counter's differs
                    _apply_in_order(app, entry, apply)
                else:
                    apply(app, event, entry)
                app.folded += 1
    return app


def _apply_in_order(
    app: Application, entry: e.Entry, apply: Callable[[Application, Any, e.Entry], None]
) -> None:
    """Apply an entry whose clock was behind an earlier one's: not before the newest moment of the file."""
    moves, acts, letters = len(app.moves), len(app.acts), len(app.letters)
    apply(app, entry.event, entry.not_before(_newest_moment(app)))
    app.moves[moves:] = [move._replace(wall=entry.wall) for move in app.moves[moves:]]
    app.acts[acts:] = [act._replace(wall=entry.wall) for act in app.acts[acts:]]
    app.letters[letters:] = [letter._replace(wall=entry.wall) for letter in app.letters[letters:]]


def _newest_moment(app: Application) -> int:
    ended = (app.opened, app.accepted, app.ready, app.collected, app.closed, app.citizen_since, app.set_aside)
    spans = (moment for span in app.spans for moment in (span.since, span.until))
    times = (ends for _begins, ends in (*app.awaited, *app.asides))
    returns = (one.wall for one in app.returns)
    return max(moment or 0 for moment in (*ended, *spans, *times, *returns))
