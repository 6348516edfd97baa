"""What moves an invented office: a clock that is set, and the office's own doors by name."""

from __future__ import annotations

import datetime as dt
from typing import Any

from counter_app.domain.calendar import to_micros
from counter_app.domain.catalogue import Plan
from counter_app.domain.errors import UserError
from counter_app.office.clock import clock
from counter_app.office.desk import Staff
from counter_app.office.inputs import read
from counter_app.office.office import Office, commands, questions


class Clock:
    """A clock that the play moves; real time takes over at the end."""

    def __init__(self) -> None:
        self.now: int | None = None

    def __call__(self) -> int:
        return clock() if self.now is None else self.now

    def set(self, moment: dt.datetime) -> None:
        """Put the clock to ``moment``."""
        self.now = to_micros(moment)


class Hands:
    """Runs commands and asks questions by name; the supervisor does what nobody else is named for."""

    def __init__(self, office: Office, supervisor: Staff) -> None:
        self._office, self._supervisor = office, supervisor

    def run(self, name: str, staff: Staff | None = None, /, **fields: Any) -> Any:
        """Run a command; return what it did. Raises UserError."""
        return self._office.run(read(commands[name].kind, fields), staff or self._supervisor)

    def attempt(self, name: str, staff: Staff | None = None, /, **fields: Any) -> bool:
        """Run a command that may be refused (no card left, the camat away); say whether it was done."""
        try:
            self.run(name, staff, **fields)
        except UserError:
            return False
        return True

    def plan(self, service: str) -> Plan:
        """Return a service as this office does it."""
        return self._office.desk(self._supervisor).catalogue.plan(service)

    def ask(self, name: str, /, **fields: Any) -> Any:
        """Ask a question as the supervisor."""
        return self._office.ask(read(questions[name].kind, fields), self._supervisor)
