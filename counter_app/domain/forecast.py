"""When a file will honestly be ready: from the line, the deliveries, the absence, the agency."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from counter_app.domain.application import Application
from counter_app.domain.blangko import covered_on
from counter_app.domain.calendar import from_micros
from counter_app.domain.catalogue import Standard
from counter_app.domain.events import PlannedStep
from counter_app.domain.stalls import World, blocked


class Outlook(NamedTuple):
    """The expected day, None when nobody can know; ``rank`` when a blangko is what it waits for."""

    on: dt.date | None
    rank: int | None = None
    delivery: dt.date | None = None


def outlook(app: Application, due: int, waiting: dict[str, int], rank: int | None, world: World) -> Outlook:
    """Return the forecast for an accepted file, or one about to be (then its steps are all open).

    ``waiting``: how many wait in each line; ``rank``: this file's own place when it is in one.
    """
    steps = [s.plan for s in app.steps.values() if s.done is None]
    return forecast(steps, app.service, due, waiting, rank, world, pausing=app.citizen_since is not None)


def forecast(
    steps: list[PlannedStep],
    service: str,
    due: int,
    waiting: dict[str, int],
    rank: int | None,
    world: World,
    *,
    pausing: bool = False,
) -> Outlook:
    """Return when ``steps`` can all be done: the deadline, or later where a wait is known to be longer."""
    calendar = world.calendar
    today = from_micros(world.now, calendar.tz).date()
    tomorrow = from_micros(calendar.due_micros(world.now, Standard(working_days=1)), calendar.tz).date()
    promised = from_micros(due, calendar.tz).date()
    on: dt.date | None = promised if due >= world.now else tomorrow
    blangko_rank = delivery = None
    if pausing:
        on = None
    for step in steps:
        wait, step_rank = _wait(step, service, waiting, rank, today, world)
        if step_rank is not None:
            blangko_rank, delivery = step_rank, wait
        if wait is None:
            on = None
        elif on is not None and wait >= on:
            on = _day_after(wait, world) if wait > today else on
    return Outlook(on, blangko_rank, delivery)


def _wait(
    step: PlannedStep,
    service: str,
    waiting: dict[str, int],
    rank: int | None,
    today: dt.date,
    world: World,
) -> tuple[dt.date | None, int | None]:
    """Return the day on which the wait of ``step`` ends (None: not known) and its rank above the stock."""
    match step.need:
        case "blangko":
            place = rank or waiting.get(step.of, 0) + 1
            stock = world.stock.get(step.of, 0)
            if place > stock:
                return covered_on(place, stock, world.expected.get(step.of, ())), place
        case "signature":
            absence = blocked(step.of, step.deputies, service, world)
            if absence is not None:
                if not absence.ends:
                    return None, None
                return from_micros(absence.ends - 1, world.calendar.tz).date(), None
        case "agency":
            return today + dt.timedelta(days=step.limit_days), None
    return today, None


def _day_after(day: dt.date, world: World) -> dt.date:
    """Return the working day on which the office can go on after ``day``."""
    return world.calendar.next_working_day(day)
