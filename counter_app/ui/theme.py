"""Colours, spacing, typeface and icons of every window; the only place that knows a colour or a pixel."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Literal, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QPalette
from PySide6.QtWidgets import QApplication

from counter_app.ui import icons
from counter_app.ui.sheet import style_sheet

Size = Literal["small", "normal", "large"]

FAMILY = "Inter"
SMALL_GAP, GAP, WIDE_GAP = 8, 12, 16  # between parts of one thing, between things, around a card
RADIUS, CARD_RADIUS = 8, 12
SCALES = {"small": 0.92, "normal": 1.0, "large": 1.15}


class Theme(NamedTuple):
    """One look. Colours are "#rrggbb"; ``scale`` multiplies every size of text."""

    name: Literal["light", "dark"]
    background: str
    card: str
    line: str
    text: str
    soft: str
    rail: str
    rail_text: str
    on_accent: str
    accent: str
    accent_wash: str
    ok: str
    ok_wash: str
    warning: str
    warning_wash: str
    bad: str
    bad_wash: str
    field: str
    hover: str
    scale: float = 1.0

    def tone(self, tone: str) -> str:
        """Return the colour of a status."""
        return {"plain": self.soft}.get(tone) or str(getattr(self, tone))

    def wash(self, tone: str) -> str:
        """Return the background behind a status."""
        return {"plain": self.hover}.get(tone) or str(getattr(self, f"{tone}_wash"))

    def px(self, size: float) -> int:
        """Return a size of text, or of what holds text, at the chosen scale."""
        return round(size * self.scale)


LIGHT = Theme(
    name="light",
    background="#F5F7FA",
    card="#FFFFFF",
    line="#DDE3EA",
    text="#17212E",
    soft="#5B6878",
    rail="#12263F",
    rail_text="#B9C6D6",
    on_accent="#FFFFFF",
    accent="#0B6BCB",
    accent_wash="#E6F0FB",
    ok="#117843",
    ok_wash="#E3F4EA",
    warning="#A85B00",
    warning_wash="#FFF1DC",
    bad="#B42318",
    bad_wash="#FDE7E4",
    field="#FFFFFF",
    hover="#F0F3F7",
)
DARK = Theme(
    name="dark",
    background="#0F1620",
    card="#172130",
    line="#2A3748",
    text="#E7EDF5",
    soft="#9AA9BC",
    rail="#0A1119",
    rail_text="#93A4B8",
    on_accent="#0A1119",
    accent="#5AA7F7",
    accent_wash="#16304D",
    ok="#4CC38A",
    ok_wash="#12301F",
    warning="#F0B057",
    warning_wash="#3A2A10",
    bad="#F47C6F",
    bad_wash="#3D1714",
    field="#121B28",
    hover="#1F2B3C",
)


def chosen(name: str, size: Size, app: QApplication) -> Theme:
    """Return the look that a counter chose; without a choice, that of the system."""
    dark = name == "dark" or (name == "" and app.styleHints().colorScheme() is Qt.ColorScheme.Dark)
    return (DARK if dark else LIGHT)._replace(scale=SCALES[size])


def apply(app: QApplication, theme: Theme) -> None:
    """Dress the program in ``theme``."""
    load_typeface()
    if app.style().name().lower() != "fusion":
        app.setStyle("Fusion")
    app.setProperty("theme", theme)
    font = QFont(FAMILY)
    font.setPixelSize(theme.px(13))
    app.setFont(font)
    app.setPalette(_palette(theme))
    app.setStyleSheet(style_sheet(theme))


def now() -> Theme:
    """Return the look in force."""
    app = QApplication.instance()
    found = app.property("theme") if app else None
    return Theme(*found) if found else LIGHT


@cache
def load_typeface() -> None:
    """Make the typeface that ships with the program known to Qt."""
    folder = Path(import_module("counter_app.resources").__path__[0]) / "fonts"
    for name in ("Inter-Regular.ttf", "Inter-SemiBold.ttf", "Inter-Bold.ttf", "Inter-Italic.ttf"):
        QFontDatabase.addApplicationFont(str(folder / name))


def font(size: float = 13, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """Return the typeface at ``size`` pixels before scaling."""
    found = QFont(FAMILY)
    found.setPixelSize(now().px(size))
    found.setWeight(weight)
    return found


def icon(name: str, colour: str = "", *, on: str = "") -> QIcon:
    """Return a Material Design icon; ``colour`` is "#rrggbb" or a tone, ``on`` that of a chosen one."""
    theme = now()
    first = colour if colour.startswith("#") else theme.tone(colour) if colour else theme.text
    return icons.drawn(name, off=first, on=on or first, disabled=theme.soft)


def _palette(theme: Theme) -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    for roles, colour in (
        ((role.Window,), theme.background),
        ((role.Base, role.Button, role.ToolTipBase), theme.card),
        ((role.AlternateBase,), theme.hover),
        ((role.WindowText, role.Text, role.ButtonText, role.ToolTipText), theme.text),
        ((role.PlaceholderText,), theme.soft),
        ((role.Highlight, role.Link, role.Accent), theme.accent),
        ((role.HighlightedText,), theme.on_accent),
        ((role.Mid, role.Dark, role.Shadow), theme.line),
        ((role.Light, role.Midlight), theme.hover),
    ):
        for one in roles:
            palette.setColor(one, QColor(colour))
    for one in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, one, QColor(theme.soft))
    return palette
