"""Pengaturan: sections at the left, one of them at the right, one Save for all."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec
from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from counter_app.i18n import N_, _, listing
from counter_app.ui import theme
from counter_app.ui.parts.blocks import Card, button, row, text
from counter_app.ui.screen import Key, Screen
from counter_app.ui.settings.backups import Backups
from counter_app.ui.settings.counter import CounterSection
from counter_app.ui.settings.data import DataSection
from counter_app.ui.settings.hall import HallSection
from counter_app.ui.settings.hours import WorkingTime
from counter_app.ui.settings.identity import Identity
from counter_app.ui.settings.imports import ImportsSection
from counter_app.ui.settings.key import KeySection
from counter_app.ui.settings.letters import LettersSection
from counter_app.ui.settings.look import Look
from counter_app.ui.settings.nav import Nav
from counter_app.ui.settings.notices import NoticesSection
from counter_app.ui.settings.officials import OfficialsSection
from counter_app.ui.settings.own import Own
from counter_app.ui.settings.retention import RetentionSection
from counter_app.ui.settings.rules import Rules
from counter_app.ui.settings.section import Section
from counter_app.ui.settings.services import ServicesSection
from counter_app.ui.settings.staff import StaffSection
from counter_app.ui.settings.targets import Targets
from counter_app.ui.workplace import Workplace

SECTIONS: tuple[type[Section], ...] = (
    Identity,
    WorkingTime,
    Rules,
    LettersSection,
    NoticesSection,
    Targets,
    RetentionSection,
    OfficialsSection,
    StaffSection,
    ServicesSection,
    ImportsSection,
    CounterSection,
    HallSection,
    Look,
    Backups,
    DataSection,
    KeySection,
    Own,
)
LAST = "settings section"  # remembered at the workplace while somebody is signed in


class Settings(Screen):
    """What the office decides, what this counter decides, and your own password."""

    purpose = N_(
        "Here the office, its people and its services are looked after, and this counter gets its papers and "
        "printers. What you may not change is not shown."
    )
    steps = (
        N_(
            "Choose a section at the left with the arrow keys and go into it with Tab. "
            "Ctrl+PgDown and Ctrl+PgUp change it from anywhere."
        ),
        N_("Change what is different and press Ctrl+S. Only what changed goes into the journal."),
        N_("What you leave unsaved is kept and marked at the left; F6 shows again what is in force."),
        N_("In lists Enter changes the line, Ctrl+N adds one, Ctrl+Del takes one out."),
        N_(
            "A changed service counts for applications opened from then on; those opened before keep their "
            "requirements."
        ),
        N_("In Backups, Enter on a backup shows what restoring it would lose, before anything happens."),
        N_(
            "In Data check, F9 reads everything and says whether it is whole. Where the screens show "
            "something else than the journal, fold it again there."
        ),
    )
    keys = (
        Key("Ctrl+S", N_("Save this section")),
        Key("F6", N_("Show again what is in force")),
        Key("Ctrl+PgDown", N_("Next section")),
        Key("Ctrl+PgUp", N_("Section before")),
        Key("Ctrl+N", N_("Add an official, somebody, a requirement")),
        Key("Ctrl+R", N_("New password for somebody")),
        Key("Ctrl+Del", N_("Take out of the list")),
        Key("Alt+Up", N_("Move a requirement up; with Down, down")),
        Key("Alt+Left", N_("Back to all services, or to all imports")),
        Key("Ctrl+O", N_("Choose the register of an earlier year")),
        Key("Ctrl+I", N_("Import the register that is shown")),
        Key("Ctrl+E", N_("Save the list of its faulty lines")),
        Key("F9", N_("Back up now; check the data")),
    )
    topics = frozenset({"office", "official", "staff", "service", "absence", "retention", "import"})

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self.kinds = {kind.name: kind for kind in SECTIONS if place.staff.role in kind.roles}
        self.sections: dict[str, Section] = {}
        self.nav = Nav(list(self.kinds.values()))
        self.title, self.lead = text("", "name"), text("", "soft", wrap=True)
        self.pages = QStackedWidget()
        self.state = text("", "hint")
        self.save = button(_("Save"), "primary", key="Ctrl+S", icon="content-save-outline")
        self.undo = button(_("Undo"), key="F6", icon="undo")
        self._drafted = False
        self._build()
        self._listen()
        self.nav.pick(str(place.property(LAST) or next(iter(self.kinds))))
        what, owner = f"settings of {place.staff.id}", place.owner
        self._draft = owner.name(what)
        self.ops.look(
            lambda office, staff: office.gathered(what, owner, _joined), self, self._on_draft, key="draft"
        )

    def _build(self) -> None:
        left, right = Card(), Card(gap=theme.GAP)
        left.body.setContentsMargins(8, 8, 8, 8)
        left.add(self.nav)
        right.body.setContentsMargins(20, 14, 20, 14)
        right.add(self.title, self.lead, self.pages)
        right.body.setStretch(2, 1)
        right.add(row(self.state, None, self.undo, self.save))
        both = row(left, right, gap=theme.GAP)
        both.setStretch(1, 1)
        self.setLayout(both)

    def _listen(self) -> None:
        self.nav.wanted.connect(self.show_section)
        self.save.clicked.connect(self._on_save)
        self.undo.clicked.connect(self._on_undo)
        QShortcut(QKeySequence("Ctrl+PgDown"), self, self._on_next)
        QShortcut(QKeySequence("Ctrl+PgUp"), self, self._on_before)

    @property
    def section(self) -> Section:
        """The section that is seen."""
        found = self.pages.currentWidget()
        assert isinstance(found, Section)
        return found

    def called(self, name: str) -> Section:
        """Return a section, made when it is first asked for."""
        if name not in self.sections:
            found = self.sections[name] = self.kinds[name](self.place)
            found.edited.connect(self._on_edited)
            self.pages.addWidget(found)
        return self.sections[name]

    def open(self, show: Any) -> None:
        """Show the section that another screen asked for."""
        if show in self.kinds:
            self.nav.pick(show)
        self.setFocus()

    def show_section(self, name: str) -> None:
        """Show one section; what is unsaved in the one before is said and kept."""
        if self.pages.count():
            self._say_unsaved()
        self.pages.setCurrentWidget(self.called(name))
        self.place.setProperty(LAST, name)
        kind = self.kinds[name]
        self.title.setText(_(kind.label))
        self.lead.setText(_(kind.lead))
        self.save.setVisible(kind.saves)
        self.undo.setVisible(kind.saves)
        self._on_edited()
        self.section.refresh()

    def unsettled(self) -> str:
        """Return which sections are not saved."""
        names = [_(self.kinds[name].label) for name, one in self.sections.items() if one.unsaved]
        words = _("Typed in Settings and not in force: {sections}. It is kept for the next time you sign in.")
        return words.format(sections=listing(names)) if names else ""

    def leave(self) -> None:
        """Keep what is unsaved, encrypted with all else."""
        kept = {name: one.typed() for name, one in self.sections.items() if one.typed()}
        name = self._draft
        if kept:
            data = msgspec.json.encode(kept)
            self.ops.keep(lambda office, staff: office.save_draft(name, data), self)
        elif self._drafted:
            self.ops.keep(lambda office, staff: office.drop_draft(name), self)
        self._drafted = bool(kept)
        self._say_unsaved()

    def _refresh(self) -> None:
        self.section.refresh()

    def _on_draft(self, data: bytes | None) -> None:
        kept = msgspec.json.decode(data) if data else {}
        self._drafted = bool(kept)
        for name, typed in kept.items():
            if name in self.kinds:
                self.called(name).restore(typed)
        self._on_edited()

    def _on_edited(self) -> None:
        for name, one in self.sections.items():
            self.nav.mark(name, one.unsaved)
        unsaved = self.section.unsaved
        self.save.setEnabled(unsaved)
        self.undo.setEnabled(unsaved)
        self.state.setText(_("Not saved yet.") if unsaved and self.kinds[self.section.name].saves else "")

    def _on_save(self) -> None:
        if not self.section.saving:
            self.section.save()

    def _on_undo(self) -> None:
        self.section.undo()

    def _on_next(self) -> None:
        self._step(1)

    def _on_before(self) -> None:
        self._step(-1)

    def _step(self, by: int) -> None:
        names = list(self.kinds)
        self.nav.pick(names[(names.index(self.section.name) + by) % len(names)])
        QTimer.singleShot(0, self.section, self.section.begin)

    def _say_unsaved(self) -> None:
        if self.section.unsaved:
            words = _("{section}: not saved yet. What you typed is kept; Ctrl+S there puts it in force.")
            self.place.say(words.format(section=_(self.kinds[self.section.name].label)), "warning")

    def home(self) -> QWidget:
        """Return the list of sections."""
        return self.nav

    def land(self) -> None:
        """Go on in the section that is seen, where it has something to work with."""
        self.nav.setFocus()
        self.section.begin()


def _joined(parts: Sequence[bytes]) -> bytes:
    """Return what was typed in several windows; of one section what was typed last."""
    found: dict[str, Any] = {}
    for part in parts:
        found |= msgspec.json.decode(part)
    return msgspec.json.encode(found)
