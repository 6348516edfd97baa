"""The recovery key as people read it: five groups of letters and digits, ``7K2QX-...``.

24 characters of Crockford's base 32 (120 random bits; no I, L, O, U) and a check character.
"""

from __future__ import annotations

from hashlib import blake2b

from counter_app.domain.errors import UserError
from counter_app.i18n import _

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1"})
DATA = 24
GROUP = 5


class Mistyped(UserError):
    """The text can't be a recovery key."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "This recovery key was mistyped: it has five groups of five letters and digits. "
                "Compare each group with the paper."
            )
        )


def new() -> str:
    """Return a new recovery key, without groups."""
    import secrets  # loads more than a start needs

    data = "".join(secrets.choice(ALPHABET) for _character in range(DATA))
    return data + _check(data)


def grouped(text: str) -> str:
    """Return a recovery key in groups, as it is printed."""
    return "-".join(text[start : start + GROUP] for start in range(0, len(text), GROUP))


def read(typed: str) -> str:
    """Return the recovery key that was typed, whatever its case, dashes and spaces; raise ``Mistyped``."""
    text = "".join(c for c in typed.upper() if c.isalnum()).translate(READ_AS)
    if len(text) != DATA + 1 or text[-1] != _check(text[:-1]) or not set(text) <= set(ALPHABET):
        raise Mistyped
    return text


def _check(data: str) -> str:
    digest = blake2b(data.encode(), digest_size=1, person=b"recovery check").digest()
    return ALPHABET[digest[0] % len(ALPHABET)]
