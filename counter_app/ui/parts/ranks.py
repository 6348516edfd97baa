"""Ranks of civil servants (pangkat, golongan/ruang) as they stand below a name."""

from __future__ import annotations

from counter_app.ui.parts.fields import line_edit
from counter_app.ui.parts.inputs import LineInput
from counter_app.ui.parts.suggest import Suggest, Suggestion

RANKS = (  # PP 99/2000, from the rank at which somebody may sign down to the clerks
    "Pembina Utama Muda, IV/c",
    "Pembina Tingkat I, IV/b",
    "Pembina, IV/a",
    "Penata Tingkat I, III/d",
    "Penata, III/c",
    "Penata Muda Tingkat I, III/b",
    "Penata Muda, III/a",
    "Pengatur Tingkat I, II/d",
    "Pengatur, II/c",
)


class RankInput(LineInput):
    """A rank; what is typed proposes those that begin so, or have that golongan."""

    def __init__(self, value: str = "") -> None:
        super().__init__(value, placeholder="Pembina, IV/a", most=60)
        self.suggest = Suggest(self)
        self.textEdited.connect(self._on_edited)
        self.suggest.taken.connect(self.setText)

    def _on_edited(self, typed: str) -> None:
        wanted = typed.strip().lower()
        found = [rank for rank in RANKS if wanted and wanted in rank.lower() and wanted != rank.lower()]
        self.suggest.show([Suggestion(rank, rank) for rank in found])


def nip_edit(value: str = "") -> LineInput:
    """Return an input for a NIP; spaces may be typed as on papers."""
    return line_edit(value, placeholder="19700312 199503 1 002", most=24)
