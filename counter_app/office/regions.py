"""The kecamatan known by name and code, with their kelurahan: the lists in ``resources/regions``."""

from __future__ import annotations

import csv
import importlib.resources
import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from counter_app.domain.search import MARK, key


class Region(NamedTuple):
    """One kecamatan as it stands today."""

    code: str  # of Kemendagri: "16.71.03"
    name: str  # "Seberang Ulu II"
    city: str  # "Kota Palembang"
    kelurahan: tuple[str, ...]

    @property
    def office(self) -> str:
        """The name of its office: ``Kecamatan Seberang Ulu II``."""
        return f"Kecamatan {self.name}"


def regions() -> list[Region]:
    """Return every kecamatan of the shipped lists, by code."""
    return list(_shipped())


def region(code: str) -> Region | None:
    """Return the kecamatan of this code, None when the lists don't have it."""
    return next((one for one in _shipped() if one.code == code), None)


def matching(text: str) -> list[Region]:
    """Return who has words that begin as those of ``text``, or a code that begins so.

    A kecamatan that has them in its own name comes before one that has them in a kelurahan's.
    """
    if re.fullmatch(r"\d\d\.?\d[\d.]*", text.strip()):
        return [one for one in _shipped() if one.code.replace(".", "").startswith(re.sub(r"\D", "", text))]
    named = [one for one in _shipped() if _begins(text, f"{one.office} {one.city}")]
    inside = [one for one in _shipped() if any(_begins(text, name) for name in one.kelurahan)]
    return [*named, *(one for one in inside if one not in named)]


def _begins(text: str, name: str) -> bool:
    """Tell whether each word of ``text`` begins a word of ``name``; where ``text`` has none, it does."""
    return all(f"{MARK}{word}" in key(name) for word in key(text).split(MARK) if word)


@cache
def _shipped() -> tuple[Region, ...]:
    folder = importlib.resources.files("counter_app.resources") / "regions"
    lists = (entry for entry in folder.iterdir() if entry.name.endswith(".csv"))
    return tuple(sorted(one for entry in lists for one in _read(entry.read_text(encoding="utf-8"))))


def _read(text: str) -> Iterator[Region]:
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    rows = [row for row in csv.DictReader(lines) if not row["valid_to"]]  # an old code lives on in NIKs only
    names = {row["code"]: row["name"] for row in rows}
    for row in rows:
        if row["level"] == "kecamatan":
            own = tuple(one["name"] for one in rows if one["parent"] == row["code"])
            yield Region(row["code"], row["name"], names[row["parent"]], own)
