"""Played years of tests: a scenario of a few days."""

import datetime as dt

from msgspec.structs import replace

from counter_app.simulation import scenario

SHIPPED = scenario.load(scenario.SHIPPED)


def tiny(last: dt.date = dt.date(2017, 1, 4)) -> scenario.Scenario:
    """Return two working days with a handful of files."""
    return replace(SHIPPED, last=last, arrivals=[replace(one, received=5) for one in SHIPPED.arrivals])
