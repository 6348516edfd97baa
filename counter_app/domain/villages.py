"""How what lies below a kecamatan is called, and who heads it: kelurahan and lurah, or what the region says.

UU 6/2014 art. 6: desa, or what it is called in the region; the names are those of the regions themselves.
"""

from __future__ import annotations

import re
from typing import NamedTuple


class Villages(NamedTuple):
    """The word for the place and for its head, as it stands in the middle of a sentence."""

    area: str
    head: str

    @property
    def title(self) -> str:
        """The word for the place as the heading of a column: ``Kelurahan``."""
        return _capital(self.area)

    def said(self, text: str) -> str:
        """Return ``text`` with the words of this office for kelurahan and lurah."""
        if self == KINDS[""]:
            return text
        return _WORD.sub(self._instead, text)

    def _instead(self, found: re.Match[str]) -> str:
        word = self.head if found[0].lower() == "lurah" else self.area
        if found[0].isupper():
            return word.upper()
        return _capital(word) if found[0][0].isupper() else word


_WORD = re.compile(r"\b(?:kelurahan|lurah)\b", re.IGNORECASE)

KINDS = {
    "": Villages("kelurahan", "lurah"),
    "desa": Villages("desa", "kepala desa"),
    "desa_kelurahan": Villages("desa/kelurahan", "kepala desa/lurah"),
    "nagari": Villages("nagari", "wali nagari"),
    "gampong": Villages("gampong", "keuchik"),
    "kampung": Villages("kampung", "kepala kampung"),
    "pekon": Villages("pekon", "kepala pekon"),
    "tiyuh": Villages("tiyuh", "kepala tiyuh"),
    "lembang": Villages("lembang", "kepala lembang"),
    "negeri": Villages("negeri", "kepala pemerintah negeri"),
    "ohoi": Villages("ohoi", "kepala ohoi"),
    "kalurahan": Villages("kalurahan", "lurah"),
}


def _capital(words: str) -> str:
    return re.sub(r"(^|[\s/])(\w)", lambda found: found[1] + found[2].upper(), words)
