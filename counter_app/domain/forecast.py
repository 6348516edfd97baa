"""When a file will honestly be ready: from the line, the deliveries, the absence, the agency."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from typing import NamedTuple

from counter_app.domain.application import Application
from counter_app.domain.blangko import covered_on
from counter_app.domain.calendar import from_micros
from counter_app.domain.events import PlannedStep
from counter_app.domain.stalls import DAY, World, blocked


class Outlook(NamedTuple):
    """The expected day, None when nobody can know; ``rank`` when a blangko is what it waits for."""

    on: dt.date | None
    rank: int | None = None
    delivery: dt.date | None = None


def outlook(app: Application, rank: int | None, world: World, agency_days: float | None) -> Outlook:
    """Return the forecast for an accepted file; ``rank`` is its place in the line, now or to come."""
    steps = [s for s in app.steps.values() if s.done is None]
    found = forecast(
        [(s.plan, s.since) for s in steps], app.service, app.due or world.now, rank, world, agency_days
    )
    return found._replace(on=None) if app.citizen_since is not None else found


def forecast(
    steps: Sequence[tuple[PlannedStep, int | None]],
    service: str,
    due: int,
    rank: int | None,
    world: World,
    agency_days: float | None,
) -> Outlook:
    """Return when ``steps`` (with since when they are current) can all be done.

    That is the deadline, or later where a wait is known to be longer; past the deadline, the next
    working day. ``agency_days`` is what the agency usually takes, None while nobody has seen it.
    """
    calendar = world.calendar
    today = from_micros(world.now, calendar.tz).date()
    promised = from_micros(due, calendar.tz).date()
    on: dt.date | None = promised if due >= world.now else calendar.next_working_day(today)
    place = delivery = None
    for step, since in steps:
        match step.need:
            case "blangko":
                wait, place = _blangko(step, rank, today, world)
                delivery = wait if place else None
            case "signature":
                wait = _signature(step, service, today, world)
            case "agency":
                wait = _agency(step, since, agency_days, today, world)
            case _:
                continue
        if wait is None:
            on = None
        elif on is not None and wait >= on and wait > today:
            on = calendar.next_working_day(wait)
    return Outlook(on, place, delivery)


def _blangko(
    step: PlannedStep, rank: int | None, today: dt.date, world: World
) -> tuple[dt.date | None, int | None]:
    """Return the day on which a card is there, and the rank when it is above the stock."""
    stock = world.stock.get(step.of, 0)
    if rank is None or rank <= stock:
        return today, None
    return covered_on(rank, stock, world.expected.get(step.of, ())), rank


def _signature(step: PlannedStep, service: str, today: dt.date, world: World) -> dt.date | None:
    absence = blocked(step.of, step.deputies, service, world)
    if absence is None:
        return today
    return from_micros(absence.ends - 1, world.calendar.tz).date() if absence.ends else None


def _agency(
    step: PlannedStep, since: int | None, usual: float | None, today: dt.date, world: World
) -> dt.date | None:
    """Return the day on which the agency usually answers; not known once it took longer than it may."""
    if since is not None and world.now - since > step.limit_days * DAY:
        return None
    if usual is None:
        return today
    begin = from_micros(since or world.now, world.calendar.tz).date()
    return max(today, begin + dt.timedelta(days=math.ceil(usual)))
