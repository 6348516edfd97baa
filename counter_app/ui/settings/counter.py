"""Settings: this counter alone: papers, printers, the queue it serves, when it locks."""

from __future__ import annotations

from functools import partial
from typing import Any

import msgspec
from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from counter_app import config
from counter_app.care import saved_papers
from counter_app.domain.queue import GROUPS
from counter_app.domain.settings import Settings
from counter_app.domain.words import queue_label
from counter_app.i18n import N_, _
from counter_app.office.queries.letterhead import head_of
from counter_app.office.queries.services import OfficeSettings
from counter_app.office.records import Head
from counter_app.ui import theme
from counter_app.ui.parts.blocks import column, heading, line, text
from counter_app.ui.parts.fields import Field, spin_box
from counter_app.ui.parts.folders import FolderInput
from counter_app.ui.parts.paper_choice import PaperChoice
from counter_app.ui.settings.section import COUNTER, FormSection
from counter_app.ui.workplace import Workplace

WIDE = 980  # px that the papers and printers take at most


class CounterSection(FormSection):
    """What ``counter.toml`` of this computer keeps."""

    name = "counter"
    label = N_("Papers and printers")
    icon = "printer-outline"
    lead = N_("Holds for this computer only; other counters have their own.")
    group = COUNTER

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self._head = head_of(Settings(name="-", city="-", region=""))
        self.papers = PaperChoice(self.ops, place.papers.printers, self._letterhead, place.now)
        self.lock = self.form.count("lock_minutes", spin_box(240, least=1))
        usual = saved_papers.place_of(config.USUAL).parent
        self.saved = FolderInput(_("Saved papers"), placeholder=str(usual))
        self.saved_days = self.form.count("saved_days", spin_box(3650, least=1))
        self.form.add("saved_papers", self.saved.value, self.saved.set_value, self.saved.edited)
        self.groups = {group: QCheckBox(f"{group}  {queue_label(group)}") for group in GROUPS}
        for group, box in self.groups.items():
            self.form.tick(f"group {group}", box)
        self.form.add("papers", self._papers, self.papers.set_values, self.papers.edited)
        self._build()

    def _build(self) -> None:
        inner = QWidget()
        for spin, unit in ((self.lock, _("minutes")), (self.saved_days, _("days"))):
            spin.setSuffix(f" {unit}")
            spin.setFixedWidth(theme.now().px(140))
        groups = QGridLayout()
        groups.setVerticalSpacing(2)
        groups.setHorizontalSpacing(32)
        groups.setColumnStretch(2, 1)
        for place, box in enumerate(self.groups.values()):
            groups.addWidget(box, place % 4, place // 4)
        self.papers.setMaximumWidth(theme.now().px(WIDE))
        code = _("This counter is {code}. The code stands in every number given here and never changes.")
        inner.setLayout(
            column(
                text(code.format(code=self.place.config.code), wrap=True),
                4,
                self.papers,
                line(),
                heading(_("Queue groups that this counter calls")),
                text(_("None ticked means all."), "hint"),
                groups,
                line(),
                Field(_("&Lock the screen when nobody has touched it for"), self.lock),
                line(),
                heading(_("Papers that are saved as files")),
                text(_saved_words(), "hint", wrap=True),
                Field(_("&Folder for saved papers"), self.saved, optional=True),
                Field(_("&Remove them after"), self.saved_days),
                None,
                gap=10,
            )
        )
        self.place_inner(inner)

    def begin(self) -> None:
        """Begin at the paper of receipts."""
        self.papers.receipt.setFocus()

    def refresh(self) -> None:
        """Show the settings, and which printers there are now."""
        chosen = self.place.config
        papers = [chosen.receipt, chosen.paper, chosen.printers.receipt, chosen.printers.report]
        groups = {f"group {group}": group in chosen.groups for group in GROUPS}
        kept = {name: getattr(chosen, name) for name in ("lock_minutes", "saved_papers", "saved_days")}
        self.load(kept | {"papers": papers} | groups)
        self.papers.ask()
        self.ops.ask(OfficeSettings(), self, self._on_office)

    def save(self) -> None:
        """Write what is chosen."""
        receipt, paper, first, second = self.papers.values()
        wanted: dict[str, Any] = {
            "receipt": receipt,
            "paper": paper,
            "printers": config.Printers(receipt=first, report=second),
            "lock_minutes": self.lock.value(),
            "saved_papers": self.saved.value(),
            "saved_days": self.saved_days.value(),
            "groups": tuple(group for group, box in self.groups.items() if box.isChecked()),
        }
        changed = msgspec.structs.replace(self.place.config, **wanted)
        self.keep_config(changed, partial(self.settle, self.form.changes()))

    def _papers(self) -> list[str]:
        return list(self.papers.values())

    def _letterhead(self) -> Head:
        return self._head

    def _on_office(self, found: dict[str, Any]) -> None:
        self._head = head_of(msgspec.convert(found, Settings), demo=self.place.config.demo)


def _saved_words() -> str:
    return _(
        "They show names and NIK to whoever opens them. They go to the folder {own} there; every PDF, XLSX "
        "and CSV file in it is removed after these days, when the program starts. Move what you want to keep."
    ).format(own=saved_papers.OWN)
