"""Settings: every section once, one change saved."""

from __future__ import annotations

import msgspec

from counter_app.ui.settings.screen import SECTIONS
from counter_app.ui.tour.guide import Guide

OTHER = {"light": "dark", "dark": "light"}


def settings(guide: Guide) -> None:
    """Go through the sections with one key."""
    screen = guide.goto("settings", "Ctrl+7")
    screen.nav.pick(SECTIONS[0].name)
    guide.settle()
    for section in SECTIONS:
        guide.expect(screen.pages.currentWidget().name == section.name, f"the section {section.name} is seen")
        guide.picture(f"settings-{section.name}", still=section.name == "identity")
        guide.press("Ctrl+PgDown")


def dress(guide: Guide) -> None:
    """Another look is there at once, and back."""
    place = guide.place
    before, frame = place.config, guide.frame
    place.keep(msgspec.structs.replace(before, theme=OTHER[guide.look.theme]))
    guide.settle()
    guide.expect(guide.frame is not frame, "another look builds the screens anew")
    guide.expect(guide.frame.name == "settings", "the screen stays the same one")
    place.keep(msgspec.structs.replace(before, text_size="large"))
    guide.settle()
    guide.picture("settings-large-text")
    place.keep(before)
    guide.settle()
