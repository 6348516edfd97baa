"""Wizard: by which rules the office works, and when it is open."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QCheckBox, QRadioButton, QWidget

from counter_app.domain.catalogue import CURRENT
from counter_app.i18n import N_, _
from counter_app.ui import theme
from counter_app.ui.parts.blocks import column, heading, row, text
from counter_app.ui.parts.fields import Field, combo
from counter_app.ui.parts.hours import WeekEditor
from counter_app.ui.parts.one_of import OneOf
from counter_app.ui.setup.page import Kit, Page
from counter_app.ui.setup.plan import Check, Plan, checked_hours

INDENT = 26


def zones() -> list[tuple[str, str]]:
    """Return the time zones of the country in words."""
    return [
        ("Asia/Jakarta", _("Western time (WIB): Sumatra, Java, West and Central Kalimantan")),
        ("Asia/Makassar", _("Central time (WITA): Bali, Sulawesi, East and South Kalimantan")),
        ("Asia/Jayapura", _("Eastern time (WIT): Maluku, Papua")),
    ]


def profiles() -> list[tuple[str, str, str]]:
    """Return the sets of rules: code, name, what it means."""
    return [
        (
            CURRENT,
            _("The law of today"),
            _("Perpres 96/2018 and what followed: no cover letters from RT and kelurahan for KTP and KK."),
        ),
        (
            "palembang_2017",
            _("As in the study: Palembang in 2017"),
            _("The rules of that year, for comparison. An office of today would ask too much by them."),
        ),
    ]


class RulesPage(Page):
    """The profile, the time zone, opening hours."""

    step = N_("Working time")
    title = N_("Rules and working time")
    lead = N_("Deadlines count only the hours in which the office is open. All of it can be changed later.")
    part = "hours"

    def __init__(self, plan: Plan, kit: Kit) -> None:
        super().__init__(plan, kit)
        self.profiles = OneOf(self)
        self.zone = combo(zones(), plan.timezone)
        self.joint_leave = QCheckBox(_("The office is closed on joint leave (cuti bersama)"))
        self.joint_leave.setChecked(plan.joint_leave)
        self.week = WeekEditor()
        self.week.set_hours(plan.hours)
        self.fields["timezone"] = Field(_("&Time zone"), self.zone)
        self._build()

    def _build(self) -> None:
        left, right = QWidget(), QWidget()
        rules = [part for one in profiles() for part in self._rule(*one)]
        left.setLayout(column(heading(_("Rules for requirements")), *rules, 8, self.fields["timezone"], None))
        note = text(_("Public holidays are known to the program and always closed."), "hint", wrap=True)
        hours = (heading(_("Opening hours")), self.week, self.joint_leave, note, None)
        right.setLayout(column(*hours))
        both = row(left, right, gap=36)
        both.setStretch(0, 1)
        both.setStretch(1, 1)
        self.body.addLayout(both, 1)

    def _rule(self, code: str, name: str, words: str) -> list[QWidget]:
        radio = QRadioButton(name)
        radio.setProperty("code", code)
        radio.setChecked(code == self.plan.profile)
        radio.setAccessibleDescription(words)
        self.profiles.add(radio)
        meant = text(words, "soft", wrap=True)
        meant.setContentsMargins(theme.now().px(INDENT), 0, 0, theme.SMALL_GAP)
        return [radio, meant]

    def begin(self) -> None:
        """Begin at the rules."""
        if (chosen := self.profiles.checkedButton()) is not None:
            chosen.setFocus()

    def keep(self) -> None:
        """Write what is chosen into the plan."""
        if (chosen := self.profiles.checkedButton()) is not None:
            self.plan.profile = str(chosen.property("code"))
        self.plan.timezone = str(self.zone.currentData())
        self.plan.joint_leave = self.joint_leave.isChecked()
        self.plan.hours = self.week.hours()

    def check(self) -> Check:
        """The hours must be spans of time."""
        return partial(checked_hours, self.plan)
