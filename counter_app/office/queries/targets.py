"""The year's targets of a period, and what was received of them up to its end."""

from __future__ import annotations

import datetime as dt

from counter_app.office import records as r
from counter_app.office.desk import Desk
from counter_app.office.queries.counts import Period


def targets(span: Period, desk: Desk) -> list[r.TargetRow]:
    """Return a row for each group with a target, in every year that the period touches.

    A target is a whole year's. So ``received`` runs from 1 January to the end of the period, wherever the
    period begins; ``inside`` is the period's part of it.
    """
    rows = []
    for year in range(span.first.year, min(span.last, desk.today).year + 1):
        wanted = {group: n for group, n in desk.settings.targets.get(str(year), {}).items() if n}
        if not wanted:
            continue
        first, last = max(span.first, dt.date(year, 1, 1)), min(span.last, dt.date(year, 12, 31))
        whole, inside = (_received(day, last, desk) for day in (dt.date(year, 1, 1), first))
        rows += [
            r.TargetRow(
                year=year,
                group=group,
                target=wanted[group],
                received=whole.get(group, 0),
                inside=inside.get(group, 0),
            )
            for group in desk.catalogue.groups(wanted)
            if group in wanted
        ]
    return rows


def _received(first: dt.date, last: dt.date, desk: Desk) -> dict[str, int]:
    """Return how many were accepted on the days ``first`` to ``last``, by group."""
    return dict(
        desk.rows(
            "SELECT recap_group, count(*) FROM application WHERE accepted >= ? AND accepted < ? "
            "GROUP BY recap_group",
            desk.day_bounds(first)[0],
            desk.day_bounds(last)[1],
        )
    )
