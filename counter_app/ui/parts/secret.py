"""A new password: typed twice, its strength said in words."""

from __future__ import annotations

from counter_app.domain.errors import UserError
from counter_app.i18n import _
from counter_app.storage.vault import SHORTEST, check_password

GOOD, STRONG = 9, 13  # characters


class Differ(UserError):
    """The two times that a password was typed differ."""

    def __init__(self) -> None:
        super().__init__(_("The two passwords differ. Type the same one twice."))


def check_twice(password: str, again: str) -> None:
    """Refuse a password that is too short or was typed differently the second time."""
    check_password(password)
    if password != again:
        raise Differ


def strength(password: str, *known: str) -> tuple[str, str]:
    """Return how good a password is, in words, and the tone; ``known`` are words that anybody would try."""
    if not password:
        return _("At least {n} characters; three words are good.").format(n=SHORTEST), ""
    if len(password) < SHORTEST:
        return _("Too short: at least {n} characters.").format(n=SHORTEST), "bad"
    if _obvious(password, known):
        return _("Easy to guess. Choose something that nobody would try."), "warning"
    if len(password) < GOOD:
        return _("Weak. A longer one is better, such as three words."), "warning"
    if len(password) < STRONG and len(_kinds(password)) < 2:
        return _("Fair. One more word makes it strong."), "ok"
    return _("Strong."), "ok"


def _obvious(password: str, known: tuple[str, ...]) -> bool:
    plain = password.lower()
    words = [word for name in known for word in name.lower().split() if len(word) > 2]
    return len(set(plain)) < 4 or plain.isdigit() or any(plain.strip("0123456789") == word for word in words)


def _kinds(password: str) -> set[str]:
    return {"digit" if c.isdigit() else "letter" if c.isalpha() else "mark" for c in password}
