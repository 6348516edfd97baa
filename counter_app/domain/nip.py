"""The number of a civil servant (NIP): 18 digits that begin with the day of birth."""

from __future__ import annotations

import datetime as dt

from counter_app.domain.errors import UserError
from counter_app.i18n import _

DIGITS = 18  # Perka BKN 22/2007: birth yyyymmdd, appointment yyyymm, sex 1 or 2, running number of three


class OddNip(UserError):
    """A NIP that can't be one."""

    def __init__(self, nip: str) -> None:
        super().__init__(
            _(
                "{nip} is no NIP: it has 18 digits and begins with the day of birth, such as "
                "19700312 199503 1 002. Copy it from the decree, or leave it empty."
            ).format(nip=nip)
        )


def usable_nip(typed: str) -> str:
    """Return ``typed`` as it was typed if it can be a NIP, or empty; raise ``OddNip``.

    Contract staff have the same 18 digits without a month of appointment, so only the birth is judged.
    """
    nip = typed.strip()
    digits = "".join(c for c in nip if not c.isspace())
    if nip and not (digits.isascii() and digits.isdigit() and len(digits) == DIGITS and _born(digits)):
        raise OddNip(nip)
    return nip


def odd_nip(typed: str) -> str:
    """Return what is wrong with a NIP, empty for nothing."""
    try:
        usable_nip(typed)
    except OddNip as odd:
        return str(odd)
    return ""


def _born(digits: str) -> bool:
    try:
        return dt.date.fromisoformat(f"{digits[:4]}-{digits[4:6]}-{digits[6:8]}").year > 1900
    except ValueError:
        return False
