"""How a name is folded for search, and how a query becomes trigrams.

Words are led by two marks, so that one trigram index also finds the first one or two letters of a word.
"""

from __future__ import annotations

import re
import unicodedata

MARK = "\u00a7"  # never in a name after folding
_LEAD = MARK * 2
_APART = re.compile(r"[^A-Z0-9]+")
NIK_DIGITS = 6  # a part of a NIK shorter than this finds nobody


def key(text: str) -> str:
    """Return ``text`` in capitals, without accents, each word led by two marks."""
    if text.isascii():  # as nearly every name is, and a rebuild folds all of them
        letters = _APART.sub(" ", text.upper())
    else:
        plain = unicodedata.normalize("NFKD", text).upper()
        letters = "".join(c if c.isalnum() else " " for c in plain if not unicodedata.combining(c))
    return "".join(_LEAD + word for word in letters.split())


def match(text: str) -> str | None:
    """Return the FTS5 expression for ``text``, or None when it is empty.

    A name or a number is found by any part of three letters or more, by the start of a word below that.
    """
    words = [word for word in key(text).split(_LEAD) if word]
    if not words:
        return None
    name = " AND ".join(f"name : ({_trigrams(_needle(w))})" for w in words)
    compact = text.strip().upper()
    either = [f"({name})"]
    if len(compact) >= 3 and compact.replace("-", "").isalnum():
        either.append(f"number : ({_trigrams(compact)})")
    digits = compact.replace(" ", "").replace(".", "")
    if digits.isdigit() and len(digits) >= NIK_DIGITS:
        either.append(f"nik : ({_trigrams(digits)})")
    return " OR ".join(either)


def patterns(text: str) -> tuple[list[str], str, str]:
    """Return LIKE patterns that confirm a hit: one a word of the name, of the number, of the NIK.

    An empty pattern matches nothing.
    """
    words = [f"%{_needle(word)}%" for word in key(text).split(_LEAD) if word]
    compact = text.strip().upper()
    digits = compact.replace(" ", "").replace(".", "")
    number = f"%{compact}%" if len(compact) >= 3 else ""
    nik = f"%{digits}%" if digits.isdigit() and len(digits) >= NIK_DIGITS else ""
    return words, number, nik


def _needle(word: str) -> str:
    """Return what stands in the folded name: short words only match at the start of a word."""
    return word if len(word) >= 3 else MARK * (3 - len(word)) + word if len(word) == 2 else _LEAD + word


def _trigrams(text: str) -> str:
    return " AND ".join(f'"{text[i : i + 3]}"' for i in range(len(text) - 2))
