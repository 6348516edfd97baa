"""Keeps the program alive through a day of calls into Qt."""

from __future__ import annotations

import ctypes
import sys

MANY = 1 << 40  # references; a day of the busiest counter takes some millions


def keep_none() -> None:
    """Give None more references than calls into Qt can take.

    PySide6 6.12.0 was made for a Python whose None needs no references (3.12 and later). On 3.11 every
    call that returns nothing takes one away, and after some thousand the interpreter ends with
    "deallocating None".
    """
    if sys.version_info < (3, 12) and sys.getrefcount(None) < MANY:
        ctypes.c_ssize_t.from_address(id(None)).value += MANY
