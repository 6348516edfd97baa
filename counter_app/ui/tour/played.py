"""A comparison of the shipped scenario as it was played once, with two seeds: no tour waits for it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from counter_app.simulation.compare import Column, Comparison
from counter_app.simulation.outcome import Days, Outcome

GROUPS = ("KTP", "KK", "Surat")
CAUSES = ("citizen", "blangko", "signature", "agency", "disruption", "office")
RECEIVED = (7692, 3628, 2400)
# For each change and seed: open; days; hall; visits; called out of turn; minutes by cause.
PLAYED: dict[str, tuple[Any, ...]] = {
    "": (
        (
            (4092, 748, 0),
            ((50.2, 76.2), (4.1, 14.1), (0.0, 0.0)),
            (15.1, 91.7),
            1.372,
            1074,
            (0, 186115717, 8878577, 14350956, 20135, 31385256),
        ),
        (
            (4097, 741, 0),
            ((54.3, 83.1), (4.1, 15.1), (0.0, 0.0)),
            (15.5, 92.5),
            1.366,
            988,
            (0, 186011621, 8547578, 14206345, 18954, 31351725),
        ),
    ),
    "deputies": (
        (
            (4092, 63, 0),
            ((50.2, 76.3), (4.0, 12.2), (0.0, 0.0)),
            (15.3, 93.1),
            1.372,
            1106,
            (0, 186271067, 0, 14338650, 21727, 31592968),
        ),
        (
            (4097, 65, 0),
            ((54.2, 82.3), (4.0, 14.0), (0.0, 0.0)),
            (16.1, 93.2),
            1.366,
            1034,
            (0, 186146847, 0, 14202638, 17890, 31539753),
        ),
    ),
    "whole-list": (
        (
            (4092, 748, 0),
            ((50.2, 76.3), (4.1, 15.0), (0.0, 0.0)),
            (12.8, 85.6),
            1.286,
            995,
            (0, 187721631, 9004636, 14398456, 21407, 31617408),
        ),
        (
            (4097, 741, 0),
            ((54.3, 83.2), (4.1, 15.2), (0.0, 0.0)),
            (12.9, 89.5),
            1.281,
            946,
            (0, 187545267, 8610640, 14234299, 18974, 31573056),
        ),
    ),
    "monthly": (
        (
            (4092, 665, 0),
            ((36.1, 58.2), (3.0, 6.0), (0.0, 0.0)),
            (14.9, 91.1),
            1.372,
            1064,
            (0, 182121925, 7072303, 14336953, 19959, 29911566),
        ),
        (
            (4097, 661, 0),
            ((37.2, 63.2), (3.1, 6.2), (0.0, 0.0)),
            (16.1, 93.2),
            1.366,
            998,
            (0, 181706593, 6981750, 14203524, 17733, 29658527),
        ),
    ),
    "no-favourites": (
        (
            (4092, 748, 0),
            ((50.2, 76.2), (4.1, 14.1), (0.0, 0.0)),
            (17.1, 89.7),
            1.372,
            0,
            (0, 186155667, 8860042, 14336625, 20997, 31370139),
        ),
        (
            (4097, 741, 0),
            ((54.2, 82.2), (4.1, 15.1), (0.0, 0.0)),
            (17.4, 89.1),
            1.366,
            0,
            (0, 186023481, 8536616, 14214059, 18972, 31322561),
        ),
    ),
}


def _outcome(seed: int, played: tuple[Any, ...]) -> Outcome:
    left, days, hall, visits, out_of_turn, minutes = played
    received = dict(zip(GROUPS, RECEIVED, strict=True))
    still = dict(zip(GROUPS, left, strict=True))
    return Outcome(
        seed=seed,
        received=received,
        done={group: received[group] - still[group] for group in GROUPS},
        open=still,
        days={group: Days(*both) for group, both in zip(GROUPS, days, strict=True)},
        hall=Days(*hall),
        visits=visits,
        out_of_turn=out_of_turn,
        minutes=dict(zip(CAUSES, minutes, strict=True)),
        entries=0,
        hash="",
    )


COMPARISON = Comparison(
    title="Seberang Ulu II, Palembang, 2017",
    basis="study",
    at=dt.datetime(2026, 4, 6, 9, 14, tzinfo=dt.timezone(dt.timedelta(hours=7))),
    pace=110.0,
    columns=[
        Column(change, [_outcome(2017 + n, one) for n, one in enumerate(years)])
        for change, years in PLAYED.items()
    ],
)
