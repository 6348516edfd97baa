"""The command that precedes a copy of personal data: it is written down that, and by whom, it was drawn."""

from __future__ import annotations

from counter_app.domain import events as e
from counter_app.office.desk import Desk
from counter_app.office.office import ADMINS, Changes, Command, handles
from counter_app.office.persons import person_of


class ShowPerson(Command, frozen=True):
    """Note that a citizen is given a copy of all the office holds about him; by NIK or application."""

    person: str


@handles(ShowPerson, ADMINS)
def show_person(cmd: ShowPerson, desk: Desk) -> Changes:
    numbers = person_of(cmd.person, desk).numbers
    events: list[tuple[str, e.Event]] = [(f"application/{number}", e.PersonShown()) for number in numbers]
    return Changes(events, {"applications": numbers})
