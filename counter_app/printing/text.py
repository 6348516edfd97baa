"""User text made safe to print: composed, on one line, escaped."""

from __future__ import annotations

import unicodedata
from xml.sax.saxutils import escape


def clean(text: str) -> str:
    """Return ``text`` composed and on one line, without characters that do not print."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(c if c.isprintable() else " " for c in unicodedata.normalize("NFC", text))


def plain(text: str) -> str:
    """Return user text as markup that prints just as it stands."""
    return escape(clean(text))


def rich(template: str, **facts: object) -> str:
    """Fill a message that has markup of its own with facts that have none."""
    return template.format(**{name: plain(str(fact)) for name, fact in facts.items()})
