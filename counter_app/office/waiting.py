"""Who waits for a blangko, where one stands among them, and what a file can expect of that."""

from __future__ import annotations

from collections import Counter
from statistics import median
from typing import NamedTuple

from counter_app.domain import forecast, numbers, stalls
from counter_app.domain.application import Application
from counter_app.office.desk import FOREVER, Desk
from counter_app.storage.indexes import CURRENT, FROM_AGENCY, NEEDS_CARD


class Place(NamedTuple):
    """Where one waits in the line for a blangko."""

    rank: int | None  # None: not waiting in the line now
    set_aside: bool = False


def place_in_line(app: Application, desk: Desk) -> Place:
    """Return the application's place in the line for the blangko that its current step needs."""
    if app.set_aside is not None:
        return Place(None, set_aside=True)
    step = next((s for s in app.current if s.plan.need == "blangko"), None)
    if step is None or step.since is None:
        return Place(None)
    key: tuple[int, ...] = (step.since, numbers.row_id(app.number))
    before = "later IN (0, 1) AND (since, application) < (?, ?)"
    if desk.settings.first_timers_first:
        key = (0 if app.use == "new" else 1, *key)
        before = "(later, since, application) < (?, ?, ?)"
    found = desk.value(
        f"SELECT count(*) FROM step WHERE need = 'blangko' AND of = ? AND {CURRENT} AND aside = 0 "
        f"AND {before}",
        step.plan.of,
        *key,
    )
    return Place(int(found or 0) + 1)


def place_to_come(kind: str, use: str, accepted: int, desk: Desk, id: int = FOREVER) -> int:
    """Return the place that a file accepted at ``accepted`` will have, once it comes to the line.

    Every file of an earlier acceptance that still needs this kind goes before it, and with
    first-timers first every first-timer before a replacement.
    """
    ahead = 0
    for of, needed in desk.rows("SELECT use, n FROM blangko_needed WHERE kind = ?", kind):
        if desk.settings.first_timers_first and (of == "new") != (use == "new"):
            ahead += needed if of == "new" else 0
        else:  # those that came later are counted: of a file that is accepted now there are none
            ahead += needed - desk.value(
                f"SELECT count(*) FROM application WHERE blangko = ? AND {NEEDS_CARD} AND use = ? "
                "AND (accepted, id) >= (?, ?)",
                *(kind, of, accepted, id),
            )
    return ahead + 1


def outlook(app: Application, desk: Desk) -> forecast.Outlook:
    """Return the honest forecast for an accepted file."""
    rank = place_in_line(app, desk).rank
    kind = app.blangko_to_come
    if rank is None and kind and app.accepted is not None:
        rank = place_to_come(kind, app.use, app.accepted, desk, numbers.row_id(app.number))
    return forecast.outlook(
        app, rank, desk.world(kinds=[kind] if kind else []), agency_days(app.service, desk)
    )


def agency_days(service: str, desk: Desk) -> float | None:
    """Return for how many days the agency usually has a file: the median of the last 20."""
    rows = desk.rows(
        f"SELECT until - since FROM step WHERE {FROM_AGENCY} AND service = ? ORDER BY until DESC LIMIT 20",
        service,
    )
    return median(row[0] for row in rows) / stalls.DAY if rows else None


def waiting_by_kind(desk: Desk) -> dict[str, int]:
    """Return how many wait in the line for each kind of blangko."""
    found: Counter[str] = Counter()
    for (kind, _later), n in waiting_by_turn(desk).items():
        found[kind] += n
    return dict(found)


def waiting_by_turn(desk: Desk) -> dict[tuple[str, int], int]:
    """Return how many first-timers (0) and replacements (1) wait in the line for each kind."""
    rows = desk.rows(
        "SELECT value ->> 1, value ->> 5, sum(n) FROM standing_count, json_each(waits) "
        "WHERE value ->> 0 = 'blangko' AND value ->> 4 = 0 GROUP BY 1, 2"
    )
    return {(kind, later): n for kind, later, n in rows}
