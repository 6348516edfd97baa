"""Why an application can't move now (design, Stalls).

``stalls`` serves one application and is the oracle for the SQL over sets in ``office/queries/stalls.py``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from counter_app.domain import blangko, signing
from counter_app.domain.calendar import Calendar
from counter_app.domain.catalogue import Standard

DAY = 86_400_000_000  # microseconds
ORDER = ("citizen", "blangko", "signature", "agency", "disruption")  # under the first one a report counts


class OpenStep(NamedTuple):
    """A current step of an application in process."""

    step: str
    service: str
    since: int
    need: str = ""
    of: str = ""
    deputies: Sequence[str] = ()
    limit_days: int = 14
    depends: str = ""
    rank: int | None = None  # place in the line for its blangko; None: set aside
    citizen_since: int | None = None


class Disruption(NamedTuple):
    """Something that is down; ``ends`` None: still."""

    id: str
    what: str
    begins: int
    ends: int | None = None
    note: str = ""


class Stall(NamedTuple):
    """One cause. ``until`` is a day (delivery), an instant (absence) or not known."""

    cause: str
    step: str
    since: int
    until: dt.date | int | None = None
    rank: int | None = None


class World(NamedTuple):
    """All that decides whether a step can go on."""

    now: int
    calendar: Calendar
    stock: Mapping[str, int]
    expected: Mapping[str, Sequence[blangko.Expected]]
    officials: Sequence[signing.Official]
    absences: Sequence[signing.Absence]
    disruptions: Sequence[Disruption]  # those that hold now
    patience_days: int = 1


def stalls(step: OpenStep, world: World) -> list[Stall]:
    """Return every cause that holds for ``step``, in the order in which a report counts them."""
    found = []
    if step.citizen_since is not None:
        found.append(Stall("citizen", step.step, step.citizen_since))
    for check in (_blangko, _signature, _agency, _disruption):
        stall = check(step, world)
        if stall is not None:
            found.append(stall)
    return found


def _blangko(step: OpenStep, world: World) -> Stall | None:
    if step.need != "blangko" or step.rank is None:
        return None
    stock = world.stock.get(step.of, 0)
    if step.rank <= stock:
        return None
    until = blangko.covered_on(step.rank, stock, world.expected.get(step.of, ()))
    return Stall("blangko", step.step, step.since, until, step.rank)


def _signature(step: OpenStep, world: World) -> Stall | None:
    if step.need != "signature":
        return None
    absence = blocked(step.of, step.deputies, step.service, world)
    if absence is not None:
        return Stall("signature", step.step, max(step.since, absence.begins), absence.ends or None)
    if patience_ends(step.since, world) < world.now:
        return Stall("signature", step.step, step.since)
    return None


NOBODY = signing.Absence(id="", official="", begins=0, ends=0, recorded=0)


def blocked(role: str, forms: Sequence[str], service: str, world: World) -> signing.Absence | None:
    """Return the absence for which nobody may sign now; ``NOBODY`` when the post has no official at all."""
    if signing.signers(role, forms, service, world.officials, world.absences, world.now):
        return None
    gone = [signing.away(o.id, world.absences, world.now) for o in world.officials if o.role == role]
    return next((a for a in gone if a is not None), NOBODY)


def patience_ends(since: int, world: World) -> int:
    """Return when a file that lies in the folder since ``since`` counts as stalled."""
    calendar = world.calendar
    return calendar.due_micros(since, Standard(working_days=world.patience_days))


def _agency(step: OpenStep, world: World) -> Stall | None:
    if step.need != "agency" or world.now - step.since <= step.limit_days * DAY:
        return None
    return Stall("agency", step.step, step.since)


def _disruption(step: OpenStep, world: World) -> Stall | None:
    hits = [d for d in world.disruptions if hit_by(step.depends, d.what)]
    if not hits:
        return None
    return Stall("disruption", step.step, max(step.since, min(d.begins for d in hits)))


def hit_by(depends: str, what: str) -> bool:
    """Return whether a step that depends on ``depends`` stands still while ``what`` is down."""
    return bool(depends) and what in (depends, "power")
