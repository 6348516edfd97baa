"""Wizard: the office as it stands at the head of every paper, drawn while one types."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from counter_app.domain.settings import Settings
from counter_app.i18n import N_, _
from counter_app.office.regions import Region
from counter_app.ui import theme
from counter_app.ui.parts.blocks import column, row
from counter_app.ui.parts.fields import Field, line_edit
from counter_app.ui.parts.heads import Letterheads
from counter_app.ui.parts.region import RegionFinder
from counter_app.ui.setup.page import Kit, Page
from counter_app.ui.setup.plan import Check, Plan, checked_part

WIDE = 430


class OfficePage(Page):
    """Name, city, code, address, phone."""

    step = N_("Office")
    title = N_("Your office")
    lead = N_(
        "Find your kecamatan: name, city and code fill in by themselves. "
        "Beside it you see the letterhead as it will be printed."
    )
    part = "office"

    def __init__(self, plan: Plan, kit: Kit) -> None:
        super().__init__(plan, kit)
        self.finder = RegionFinder(plan.found)
        self.name = line_edit(plan.name, most=80)
        self.city = line_edit(plan.city, most=60)
        self.region = line_edit(plan.region, placeholder="16.71.03", most=8)
        self.address = line_edit(plan.address, most=120)
        self.phone = line_edit(plan.phone, most=40)
        self.postal_code = line_edit(plan.postal_code, most=5)
        self.email = line_edit(plan.email, most=80)
        self.heads = Letterheads(kit.background, self._settings)
        self._label()
        self._build()
        self.finder.picked.connect(self._on_picked)
        for editor in self._editors().values():
            editor.textEdited.connect(self._on_edited)

    def _editors(self) -> dict[str, QLineEdit]:
        names = ("name", "city", "region", "address", "phone", "postal_code", "email")
        return {name: getattr(self, name) for name in names}

    def _label(self) -> None:
        labels = {
            "name": (_("Na&me of the office"), False),
            "city": (_("&City or regency"), False),
            "region": (_("Re&gion code"), False),
            "address": (_("A&ddress"), False),
            "phone": (_("Tele&phone"), True),
            "postal_code": (_("P&ostal code"), True),
            "email": (_("&E-mail"), True),
        }
        for name, editor in self._editors().items():
            words, optional = labels[name]
            self.fields[f"office.{name}"] = Field(words, editor, optional=optional)

    def _build(self) -> None:
        field = {name.partition(".")[2]: one for name, one in self.fields.items()}
        form = QWidget()
        form.setFixedWidth(theme.now().px(WIDE))
        city = row(field["city"], field["region"], gap=theme.GAP)
        city.setStretch(0, 3)
        city.setStretch(1, 2)
        contact = row(field["phone"], field["postal_code"], gap=theme.GAP)
        contact.setStretch(0, 3)
        contact.setStretch(1, 2)
        finder = Field(_("&Find the kecamatan"), self.finder)
        parts = (finder, field["name"], city, field["address"], contact, field["email"], None)
        form.setLayout(column(*parts, gap=10))
        both = row(form, self.heads, gap=28)
        both.setAlignment(form, Qt.AlignmentFlag.AlignTop)
        both.setStretch(1, 1)
        self.body.addLayout(both, 1)

    def begin(self) -> None:
        """Begin where one finds the kecamatan, or at the address once it is found."""
        (self.address if self.name.text() else self.finder).setFocus()
        self.heads.draw()

    def keep(self) -> None:
        """Write what is typed into the plan."""
        self.plan.found = self.finder.text()
        for name, editor in self._editors().items():
            setattr(self.plan, name, editor.text())

    def check(self) -> Check:
        """Name, city and code must be there."""
        return partial(checked_part, self.plan.founding(), "office")

    def _settings(self) -> Settings:
        self.keep()
        return self.plan.settings()

    def _on_edited(self, _typed: str) -> None:
        self.heads.again()

    def _on_picked(self, found: Region) -> None:
        for editor, value in ((self.name, found.office), (self.city, found.city), (self.region, found.code)):
            editor.setText(value)
        self.forgive()
        self.address.setFocus()
        self.heads.draw()
