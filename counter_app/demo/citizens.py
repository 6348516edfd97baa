"""The invented citizens of a demo office."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

import msgspec

from counter_app.domain import founding


class People(msgspec.Struct, frozen=True):
    """What the citizens of the demo are made of, and the office they come to."""

    given: list[str]
    family: list[str]
    streets: list[str]
    kelurahan: list[str]
    weights: dict[str, int]
    founding: founding.Founding


class Citizens:
    """Invents one citizen after the other; no two have the same NIK."""

    def __init__(self, people: People, chance: random.Random) -> None:
        self._people, self._random = people, chance
        self._serial = 0

    def next(self, service: str, day: dt.date) -> dict[str, Any]:
        """Return the applicant of a service, as ``open_application`` takes it."""
        pick = self._random.choice
        young = service == "ktp_baru"
        birth = day - dt.timedelta(days=365 * (17 if young else self._random.randint(20, 68)) + 40)
        birth -= dt.timedelta(days=self._random.randint(0, 200))
        woman = self._random.random() < 0.5
        self._serial += 1
        digits = f"{birth.day + (40 if woman else 0):02d}{birth:%m%y}"
        return {
            "name": f"{pick(self._people.given)} {pick(self._people.family)}",
            "nik": f"167103{digits}{self._serial % 9999 + 1:04d}",
            "phone": f"08{self._random.randint(11, 89)}{self._random.randint(10**7, 10**8 - 1)}",
            "kelurahan": pick(self._people.kelurahan),
            "address": f"{pick(self._people.streets)} No. {self._random.randint(1, 120)}",
        }
