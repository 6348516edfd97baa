"""Rules of undoing: which move is the newest of an application, who may take it back, and until when."""

from __future__ import annotations

from collections.abc import Sequence

from counter_app.domain import events as e
from counter_app.domain.application import Application
from counter_app.domain.errors import UserError
from counter_app.i18n import _

UNDO_MINUTES = 15
MOVES = (
    e.ApplicationReturned,
    e.ApplicationAccepted,
    e.StepCompleted,
    e.StepSigned,
    e.ApplicationForwarded,
    e.ApplicationSentBack,
    e.CitizenCame,
    e.ApplicationHandedOver2,
    e.ApplicationClosed2,
    e.ApplicationSetAside,
    e.ApplicationPutBack,
    e.RequirementToFollow,
)


class NothingToUndo(UserError):
    """The last entry is no move that can be undone."""

    def __init__(self, number: str) -> None:
        super().__init__(_("There is nothing to undo on {number}.").format(number=number))


class UndoTooLate(UserError):
    """Only the same person, within minutes, may undo."""

    def __init__(self, number: str, staff: str) -> None:
        super().__init__(
            _(
                "This step of {number} was done by {staff}. It can be undone by {staff} within "
                "{minutes} minutes, or by a supervisor at any time."
            ).format(number=number, staff=staff, minutes=UNDO_MINUTES)
        )


class CardDestroyed(UserError):
    """The move booked a card that was destroyed since."""

    def __init__(self, number: str, record: str) -> None:
        super().__init__(
            _(
                "The card of {number} is in the destruction record {record} and can't come back. "
                "Leave this step as it is, and open a new application if one is needed."
            ).format(number=number, record=record)
        )


def last_move(app: Application, entries: Sequence[e.Entry]) -> e.Entry:
    """Return the newest move that was not undone."""
    return last_moves(app, entries)[0]


def last_moves(app: Application, entries: Sequence[e.Entry]) -> list[e.Entry]:
    """Return the moves of the newest act that was not undone, the newest first.

    There is one, but for a file that came back from the agency: that ends the agency's step and the next.
    """
    undone = {(x.event.counter, x.event.seq) for x in entries if isinstance(x.event, e.MoveUndone)}
    moves = [x for x in reversed(entries) if isinstance(x.event, MOVES) and (x.counter, x.seq) not in undone]
    if not moves:
        raise NothingToUndo(app.number)
    batch = back_from(moves[0])
    return [x for n, x in enumerate(moves) if n == 0 or (batch and back_from(x) == batch)]


def back_from(move: e.Entry) -> str:
    """Return the list to the agency with which the file came back in this move; empty for any other."""
    return move.event.batch if isinstance(move.event, e.StepCompleted) else ""


def may_undo(move: e.Entry, staff: str, now: int, *, supervisor: bool) -> bool:
    """Return whether ``staff`` may undo ``move`` now; of what was written ahead of now nobody knows when."""
    return supervisor or (move.actor == staff and 0 <= now - move.wall <= UNDO_MINUTES * 60_000_000)


def keep_destroyed(app: Application, move: e.Entry, record: str) -> None:
    """Refuse to undo what booked a card as spoiled or withdrawn that ``record`` says is destroyed."""
    handed = app.handed if isinstance(move.event, e.ApplicationHandedOver2) else None
    withdrawn = handed is not None and bool(handed.old_card_withdrawn and handed.old_kind)
    spoiled = any(m.what == "spoiled" and (m.at, m.counter) == (move.at, move.counter) for m in app.moves)
    if record and (withdrawn or spoiled):
        raise CardDestroyed(app.number, record)
