"""What whoever asks may do with one application now."""

from __future__ import annotations

from typing import Any

from counter_app.domain import signing, undoing
from counter_app.domain.acts import PRINT, Act, Situation, possible
from counter_app.domain.application import Application
from counter_app.domain.catalogue import KINDS
from counter_app.domain.events import Entry
from counter_app.domain.timeline import event_name
from counter_app.office.desk import Desk
from counter_app.office.doors import find_door
from counter_app.office.office import commands


def acts_of(app: Application, entries: list[Entry], rank: int | None, desk: Desk) -> list[dict[str, Any]]:
    """Return the acts that are possible now and that the asker's role may do."""
    move = last_move(app, entries)
    situation = Situation(
        staff=desk.staff.id,
        supervisor=desk.staff.role == "supervisor",
        now=desk.now,
        last_move=move,
        destroyed=desk.destroyed_since(move.at) if move else "",
        rank=rank,
        drawer={kind: desk.stock(kind) for kind in KINDS},
        may_sign=_may_sign(app, desk),
        out=_is_out(app, desk),
    )
    return [act._asdict() for act in possible(app, situation) if desk.staff.role in _roles(act)]


def _roles(act: Act) -> frozenset[str]:
    """Return who may do an act; its command may not have been asked for yet, so it is looked up."""
    door = find_door(commands, "record_paper" if act.name.startswith(PRINT) else act.name)
    return door.roles if door else frozenset()


def last_move(app: Application, entries: list[Entry]) -> Entry | None:
    """Return the newest move that was not undone, None where there is none."""
    try:
        return undoing.last_move(app, entries)
    except undoing.NothingToUndo:
        return None


def move_shown(app: Application, entries: list[Entry], desk: Desk) -> dict[str, Any] | None:
    """Return what an undo would take back."""
    move = last_move(app, entries)
    if move is None or move.event is None:
        return None
    return {"event": event_name(move.event), "at": desk.iso(move.wall), "staff": move.actor}


def _may_sign(app: Application, desk: Desk) -> bool:
    """Whether anybody may sign the step that waits for a signature now."""
    step = next((s.plan for s in app.current if s.plan.need == "signature"), None)
    if step is None:
        return False
    officials, absences = desk.officials(), desk.absences()
    return bool(signing.signers(step.of, step.deputies, app.service, officials, absences, desk.now))


def _is_out(app: Application, desk: Desk) -> bool:
    """Whether the file is on a list to the agency that has not come back."""
    sql = "SELECT 1 FROM batch_file WHERE batch = ? AND application = ? AND back IS NULL"
    return desk.value(sql, app.batch, app.number) is not None
