"""Settings: the office as it stands at the head of every paper."""

from __future__ import annotations

from typing import Any

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from counter_app.domain.settings import Settings
from counter_app.i18n import N_, _
from counter_app.office.regions import Region
from counter_app.ui import theme
from counter_app.ui.parts.blocks import column, row
from counter_app.ui.parts.fields import Field, line_edit
from counter_app.ui.parts.heads import Letterheads
from counter_app.ui.parts.region import RegionFinder
from counter_app.ui.settings.emblem import EmblemPart
from counter_app.ui.settings.section import OfficeForm
from counter_app.ui.workplace import Workplace

WIDE = 430


class Identity(OfficeForm):
    """Name, city, address, contact, with the letterhead beside it."""

    name = "office"
    label = N_("Office and letterhead")
    icon = "bank-outline"
    lead = N_("What stands at the head of every paper. Papers already printed keep what they say.")

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        form = self.form
        self.finder = RegionFinder()
        self.office = form.line("name", line_edit(most=80))
        self.city = form.line("city", line_edit(most=60))
        self.region = form.line("region", line_edit(most=8))
        self.address = form.line("address", line_edit(most=120))
        self.phone = form.line("phone", line_edit(most=40))
        self.postal_code = form.line("postal_code", line_edit(most=5))
        self.email = form.line("email", line_edit(most=80))
        self.before_date = form.line("place", line_edit(most=40))
        self.heads = Letterheads(self.ops, self._settings)
        self.emblem = EmblemPart(place)
        self._build()
        self.finder.picked.connect(self._on_picked)
        form.edited.connect(self.heads.again)
        self.emblem.shown.connect(self._on_emblem)

    def _build(self) -> None:
        inner, left = QWidget(), QWidget()
        left.setFixedWidth(theme.now().px(WIDE))
        hint = _("Before the date of a signature. Empty: the city without Kota.")
        left.setLayout(
            column(
                Field(_("&Find the kecamatan"), self.finder),
                Field(_("Na&me of the office"), self.office),
                _pair(Field(_("&City or regency"), self.city), Field(_("Re&gion code"), self.region)),
                Field(_("A&ddress"), self.address),
                _pair(Field(_("Tele&phone"), self.phone), Field(_("P&ostal code"), self.postal_code)),
                Field(_("&E-mail"), self.email),
                Field(_("P&lace on papers"), self.before_date, hint=hint),
                self.emblem,
                None,
                gap=10,
            )
        )
        both = row(left, self.heads, gap=28)
        both.setAlignment(left, Qt.AlignmentFlag.AlignTop)
        both.setStretch(1, 1)
        inner.setLayout(both)
        self.place_inner(inner)

    def begin(self) -> None:
        """Begin at the name."""
        self.office.setFocus()

    def load(self, values: dict[str, Any]) -> None:
        """Show what is in force, the letterhead at once."""
        super().load(values)
        self.heads.draw()
        self.emblem.refresh()

    def _on_emblem(self, picture: bytes) -> None:
        self.heads.emblem = picture
        self.heads.again()

    def _settings(self) -> Settings:
        names = ("name", "city", "region", "address", "phone", "postal_code", "email")
        editors = (
            self.office,
            self.city,
            self.region,
            self.address,
            self.phone,
            self.postal_code,
            self.email,
        )
        values: dict[str, Any] = {name: editor.text() for name, editor in zip(names, editors, strict=True)}
        return msgspec.convert(values, Settings)

    def _on_picked(self, found: Region) -> None:
        for editor, value in (
            (self.office, found.office),
            (self.city, found.city),
            (self.region, found.code),
        ):
            editor.setText(value)
        self.form.tell()


def _pair(first: QWidget, second: QWidget) -> Any:
    found = row(first, second, gap=theme.GAP)
    found.setStretch(0, 3)
    found.setStretch(1, 2)
    return found
