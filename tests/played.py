"""Played years of tests: a scenario of a few days, and outcomes that nobody had to play."""

import datetime as dt

from msgspec.structs import replace

from counter_app.simulation import scenario
from counter_app.simulation.compare import Column, Comparison
from counter_app.simulation.outcome import Days, Outcome

SHIPPED = scenario.load(scenario.SHIPPED)
PLAYED = dt.datetime(2026, 4, 6, 9, 14, tzinfo=dt.timezone(dt.timedelta(hours=7)))


def tiny(last: dt.date = dt.date(2017, 1, 4)) -> scenario.Scenario:
    """Return two working days with a handful of files."""
    return replace(SHIPPED, last=last, arrivals=[replace(one, received=5) for one in SHIPPED.arrivals])


def outcome(
    seed: int = 2017, *, ktp: int = 4092, kk: int = 748, signature: int = 8_879_000, **more
) -> Outcome:
    """Return the figures of a year with so many files left open."""
    found = Outcome(
        seed=seed,
        received={"KTP": 7692, "KK": 3628, "Surat": 2400},
        done={"KTP": 7692 - ktp, "KK": 3628 - kk, "Surat": 2400},
        open={"KTP": ktp, "KK": kk, "Surat": 0},
        days={"KTP": Days(50.2, 76.2), "KK": Days(4.1, 14.1), "Surat": Days(0.0, 0.1)},
        hall=Days(15.0, 92.0),
        visits=1.37,
        out_of_turn=874,
        minutes={
            "citizen": 1_000,
            "blangko": 186_116_000,
            "signature": signature,
            "agency": 14_351_000,
            "disruption": 20_000,
            "office": 31_385_000,
        },
        entries=100_000,
        hash="ab",
    )
    return found._replace(**more)


def comparison(seeds: int = 1, **of_changes: list[Outcome]) -> Comparison:
    """Return a comparison of all the changes; a change that is not named brings nothing."""
    named = {name.replace("_", "-"): outcomes for name, outcomes in of_changes.items()}
    usual = [outcome(2017 + n, kk=748 + 4 * n) for n in range(seeds)]
    columns = [Column(change, named.get(change, usual)) for change in ("", *scenario.CHANGES)]
    return Comparison(title=SHIPPED.title, basis="study", at=PLAYED, pace=100.0, columns=columns)


def usual(seeds: int = 1) -> Comparison:
    """Return a comparison in which every change brings something."""
    sooner = {"KTP": Days(36.1, 58.2), "KK": Days(3.0, 6.0), "Surat": Days(0.0, 0.1)}
    return comparison(
        seeds,
        deputies=[outcome(2017 + n, kk=63 + 8 * n, signature=0) for n in range(seeds)],
        whole_list=[outcome(2017 + n, kk=748 + 4 * n, visits=1.19) for n in range(seeds)],
        monthly=[outcome(2017 + n, kk=748 + 4 * n, days=sooner) for n in range(seeds)],
        no_favourites=[outcome(2017 + n, kk=748 + 4 * n, out_of_turn=0) for n in range(seeds)],
    )
