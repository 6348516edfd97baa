"""The screens of the window, in the order of the rail; each is imported when it is first opened."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from counter_app.i18n import N_
from counter_app.office.office import CLERKS, EVERYONE, READERS, REPORTS

if TYPE_CHECKING:
    from counter_app.ui.screen import Screen


class Entry(NamedTuple):
    """One screen: its name, its word on the rail (msgid), icon, who sees it, where its class lies."""

    name: str
    label: str
    icon: str
    roles: frozenset[str]
    path: str  # "module:Class" in counter_app.ui
    key: str
    short: str = ""  # the word on the rail where the name is too long for it (msgid)

    def load(self) -> type[Screen]:
        """Return the screen's class."""
        module, _, name = self.path.partition(":")
        found: type[Screen] = getattr(import_module(f"counter_app.ui.{module}"), name)
        return found


SCREENS = (
    Entry("errand", N_("Counter"), "card-account-details-outline", CLERKS, "errand.screen:Errand", "Ctrl+1"),
    Entry(
        "applications",
        N_("Applications"),
        "folder-text-outline",
        READERS,
        "applications.screen:Applications",
        "Ctrl+2",
    ),
    Entry("blangko", N_("Blank stock"), "card-multiple-outline", READERS, "blangko.screen:Blangko", "Ctrl+3"),
    Entry(
        "signing",
        N_("Signatures"),
        "fountain-pen-tip",
        READERS,
        "signing.screen:Signing",
        "Ctrl+4",
        N_("Sign"),
    ),
    Entry("reports", N_("Reports"), "file-chart-outline", READERS, "reports.screen:Reports", "Ctrl+5"),
    Entry(
        "dashboard",
        N_("Dashboard"),
        "view-dashboard-outline",
        REPORTS,
        "dashboard.screen:Dashboard",
        "Ctrl+6",
    ),
    Entry(
        "whatif",
        N_("What if"),
        "compare-horizontal",
        REPORTS,
        "whatif.screen:WhatIf",
        "Ctrl+8",
        N_("What if?"),
    ),
    Entry("settings", N_("Settings"), "cog-outline", EVERYONE, "settings.screen:Settings", "Ctrl+7"),
)


def seen_by(role: str) -> list[Entry]:
    """Return the screens of a role, in the order of the rail."""
    return [entry for entry in SCREENS if role in entry.roles]


def first_of(role: str) -> str:
    """Return the screen that a role begins with: the counter, or the picture of the day."""
    return "dashboard" if role == "camat" else seen_by(role)[0].name
