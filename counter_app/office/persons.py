"""Whose applications are meant: those of a NIK, or of the citizen of one application."""

from __future__ import annotations

from typing import NamedTuple

from counter_app.domain import nik as niks
from counter_app.domain.errors import UserError
from counter_app.domain.numbers import is_number
from counter_app.i18n import _
from counter_app.office.desk import Desk
from counter_app.storage.indexes import OF_NIK


class Person(NamedTuple):
    """One citizen, and the applications that whoever asks may read, the oldest first."""

    nik: str  # empty: the application has none, and stands alone
    numbers: list[str]
    closed: int = 0  # more of them that are closed to whoever asks


class UnknownPerson(UserError):
    """The office holds nothing under this NIK."""

    def __init__(self, nik: str, closed: int) -> None:
        nobody = _(
            "The office holds no application with the NIK {nik}. Look at the KTP-el and type it again."
        )
        hidden = _("All applications with the NIK {nik} are closed to reading. Ask the administrator.")
        super().__init__((hidden if closed else nobody).format(nik=niks.mask(nik)))


def person_of(text: str, desk: Desk) -> Person:
    """Return the citizen of a NIK or of an application's number; who looks after the data reads all of it.

    Raises UnknownPerson, UnknownApplication, ClosedToReading and what a NIK is refused for.
    """
    desk.reads = "all" if desk.staff.role in desk.keepers else "open"
    text = text.strip()
    nik = desk.application(text).applicant.nik if is_number(text) else niks.parse(text).digits
    if not nik:
        return Person("", [text])
    rows = desk.rows(f"SELECT number FROM {OF_NIK} AND {desk.readable} ORDER BY id", nik)
    numbers = [number for (number,) in rows]
    every = int(desk.value(f"SELECT count(*) FROM {OF_NIK}", nik))
    if not numbers:
        raise UnknownPerson(nik, every)
    return Person(nik, numbers, every - len(numbers))
