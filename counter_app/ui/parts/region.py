"""The kecamatan by the first letters of its name, of a kelurahan in it, or by its code."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from counter_app.i18n import _, ngettext
from counter_app.office.regions import Region, matching, region
from counter_app.ui import theme
from counter_app.ui.parts.inputs import LineInput
from counter_app.ui.parts.suggest import SHOWN, Suggest, Suggestion


class RegionFinder(LineInput):
    """Proposes from the shipped lists while one types."""

    picked = Signal(object)  # Region

    def __init__(self, typed: str = "") -> None:
        placeholder = _("Name of the kecamatan or a kelurahan, or its code")
        super().__init__(typed, placeholder=placeholder, most=60)
        self.setAccessibleName(_("Find the kecamatan"))
        self.addAction(theme.icon("magnify", "plain"), QLineEdit.ActionPosition.LeadingPosition)
        self.suggest = Suggest(self)
        self.textEdited.connect(self._on_edited)
        self.suggest.taken.connect(self._on_taken)

    def _on_edited(self, typed: str) -> None:
        found = matching(typed)[:SHOWN] if len(typed.strip()) > 1 else []
        nothing = [Suggestion("", _("Not in the lists"), _("Write name, city and code yourself below."))]
        lines = [_line(one) for one in found] or (nothing if len(typed.strip()) > 2 else [])
        self.suggest.show(lines, first=bool(found))

    def _on_taken(self, code: str) -> None:
        if (found := region(code)) is not None:
            self.setText(found.office)
            self.picked.emit(found)


def _line(one: Region) -> Suggestion:
    count = ngettext("{n} kelurahan", "{n} kelurahan", len(one.kelurahan)).format(n=len(one.kelurahan))
    return Suggestion(one.code, one.office, f"{one.city} · {one.code} · {count}")
