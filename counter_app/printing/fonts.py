"""The typeface of every paper: Inter, embedded, so that each Latin name prints whole."""

from __future__ import annotations

from functools import cache, lru_cache
from importlib import resources
from io import BytesIO

from reportlab.pdfbase.pdfmetrics import getFont, registerFont, registerFontFamily
from reportlab.pdfbase.ttfonts import TTFont

REGULAR = "Inter"
SEMIBOLD = "Inter-SemiBold"
BOLD = "Inter-Bold"
ITALIC = "Inter-Italic"

ELLIPSIS = "…"
LEAST = 7.0  # points: no text on paper is smaller

_FILES = {
    REGULAR: "Inter-Regular.ttf",
    SEMIBOLD: "Inter-SemiBold.ttf",
    BOLD: "Inter-Bold.ttf",
    ITALIC: "Inter-Italic.ttf",
}


@cache
def load() -> None:
    """Register the faces with ReportLab, once."""
    folder = resources.files("counter_app.resources") / "fonts"
    for name, file in _FILES.items():
        font = TTFont(name, BytesIO((folder / file).read_bytes()), shapable=False)
        font.face.name = name.encode()  # faces cut from one variable font may share a name
        registerFont(font)
    registerFontFamily(REGULAR, normal=REGULAR, bold=BOLD, italic=ITALIC, boldItalic=BOLD)


@lru_cache(maxsize=8192)
def width(text: str, font: str, size: float) -> float:
    """Return how wide ``text`` is in points."""
    return float(getFont(font).stringWidth(text, size))


def fitted(text: str, font: str, size: float, room: float) -> str:
    """Return ``text``, shortened with an ellipsis if it is wider than ``room``."""
    if width(text, font, size) <= room:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if width(text[:middle].rstrip() + ELLIPSIS, font, size) <= room:
            low = middle
        else:
            high = middle - 1
    return text[:low].rstrip() + ELLIPSIS


def wrapped(text: str, font: str, size: float, room: float, most: int) -> list[str]:
    """Break ``text`` into at most ``most`` lines; what is left over becomes an ellipsis."""
    if most == 1 or width(text, font, size) <= room:
        return [fitted(text, font, size, room)]
    lines: list[str] = []
    rest = text.split()
    while rest and len(lines) < most - 1:
        lines.append(_first_line(rest, font, size, room))
    if rest:
        lines.append(fitted(" ".join(rest), font, size, room))
    return lines


def _first_line(words: list[str], font: str, size: float, room: float) -> str:
    """Take as many of ``words`` as fit; a word wider than the line is cut, best behind a hyphen or slash."""
    line = words.pop(0)
    if width(line, font, size) > room:
        cut = _letters_that_fit(line, font, size, room)
        words.insert(0, line[cut:])
        return line[:cut]
    while words and width(f"{line} {words[0]}", font, size) <= room:
        line = f"{line} {words.pop(0)}"
    return line


def _letters_that_fit(word: str, font: str, size: float, room: float) -> int:
    for count in range(2, len(word) + 1):
        if width(word[:count], font, size) > room:
            return _behind_mark(word, count - 1)
    return len(word)


def _behind_mark(word: str, most: int) -> int:
    mark = max(word.rfind(sign, 0, most) for sign in "-/")
    return mark + 1 if mark > 0 else most


def largest(text: str, font: str, room: float, most: float, least: float) -> float:
    """Return the largest size from ``most`` down to ``least`` in which ``text`` fits into ``room``."""
    return max(least, min(most, most * room / max(width(text, font, most), 0.1)))
