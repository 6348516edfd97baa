"""Numbers and dates in words, for the opening sentence of a Berita Acara."""

from __future__ import annotations

from counter_app.i18n import language

_ID = (
    *("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan"),
    *("sepuluh", "sebelas"),
)
_EN = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"),
    *("twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_EN_TENS = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def spelled(value: int) -> str:
    """Return ``value`` (0 to 999,999) in words of the language in force."""
    return _english(value) if language() == "en" else _indonesian(value)


def _indonesian(value: int) -> str:
    if value < 12:
        return _ID[value]
    if value < 20:
        return f"{_ID[value - 10]} belas"
    if value < 100:
        return _joined(f"{_ID[value // 10]} puluh", value % 10)
    if value < 1000:
        return _joined("seratus" if value < 200 else f"{_ID[value // 100]} ratus", value % 100)
    thousands = "seribu" if value < 2000 else f"{_indonesian(value // 1000)} ribu"
    return _joined(thousands, value % 1000)


def _joined(front: str, rest: int) -> str:
    return f"{front} {_indonesian(rest)}" if rest else front


def _english(value: int) -> str:
    if value < 20:
        return _EN[value]
    if value < 100:
        return _EN_TENS[value // 10] + (f"-{_EN[value % 10]}" if value % 10 else "")
    if value < 1000:
        tail = f" and {_english(value % 100)}" if value % 100 else ""
        return f"{_EN[value // 100]} hundred{tail}"
    rest = value % 1000
    joint = "" if not rest else " and " if rest < 100 else " "
    return f"{_english(value // 1000)} thousand{joint}{_english(rest) if rest else ''}"
