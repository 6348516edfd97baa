"""Icons as letters of one typeface, drawn at any size in any colour."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QIconEngine, QPainter, QPixmap

SHARE = 0.875  # of the height that a letter takes


class Letter(QIconEngine):
    """Draws one letter: in a colour for what is off, one for what is on, one for what can't be used."""

    def __init__(self, letter: str, off: str, on: str, disabled: str) -> None:
        super().__init__()
        self._of = letter, off, on, disabled

    def clone(self) -> QIconEngine:
        """Return another one of the same look."""
        return Letter(*self._of)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        """Draw the letter in the middle of ``rect``."""
        letter, off, on, disabled = self._of
        colour = disabled if mode is QIcon.Mode.Disabled else on if state is QIcon.State.On else off
        font = QFont(_typeface())
        font.setPixelSize(max(round(rect.height() * SHARE), 1))
        painter.save()
        painter.setFont(font)
        painter.setPen(QColor(colour))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, letter)
        painter.restore()

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """Return the letter as a picture."""
        picture = QPixmap(size)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return picture


def drawn(name: str, *, off: str, on: str, disabled: str) -> QIcon:
    """Return the Material Design icon ``name``; colours are "#rrggbb". Raises KeyError."""
    return QIcon(Letter(_letter(name), off, on, disabled))


def _folder() -> Path:
    """Return where QtAwesome keeps its typefaces; importing it would take longer than a whole start."""
    from importlib.util import find_spec

    spec = find_spec("qtawesome")
    places = spec.submodule_search_locations if spec else None
    assert places, "QtAwesome is not installed"
    return Path(next(iter(places))) / "fonts"


@cache
def _typeface() -> str:
    file = next(_folder().glob("materialdesignicons6-webfont-[0-9]*.ttf"))
    number = QFontDatabase.addApplicationFont(str(file))
    return QFontDatabase.applicationFontFamilies(number)[0]


@cache
def _letter(name: str) -> str:
    """Return the letter of one icon; to read the whole table of thousands would hold up the start."""
    found = re.search(rf'"{re.escape(name)}":\s*"0x([0-9a-f]+)"', _table())
    if found is None:
        raise KeyError(name)
    return chr(int(found[1], 16))


@cache
def _table() -> str:
    return next(_folder().glob("materialdesignicons6-webfont-charmap-*.json")).read_text(encoding="utf-8")
