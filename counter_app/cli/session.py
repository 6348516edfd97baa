"""One call of the command line: the data folder, who signs in, the office opened when it is needed."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from counter_app import bootstrap
from counter_app.care import backups
from counter_app.config import Config, NotADataFolder
from counter_app.domain.errors import UserError, WrongUsage
from counter_app.i18n import _
from counter_app.office.desk import Staff
from counter_app.office.doors import find_door
from counter_app.office.inputs import read
from counter_app.office.office import Done, Door, NotAllowed, Office, commands, questions

PASSWORD = "COUNTER_APP_PASSWORD"


class WhoSignsIn(WrongUsage):
    """``--as`` is missing."""

    def __init__(self) -> None:
        super().__init__(_("Say who signs in: counter-app --as NAME ..."))


class NoPassword(UserError):
    """No password given and nobody there to type one."""

    def __init__(self, variable: str) -> None:
        text = _("A password is needed: type it at the prompt, or put it in {variable}.")
        super().__init__(text.format(variable=variable))


class NoEnding(WrongUsage):
    """A file whose ending says no known format."""

    def __init__(self, file: Path, endings: Iterable[str]) -> None:
        super().__init__(
            _("{file}: the ending must be one of {endings}.").format(file=file, endings=", ".join(endings))
        )


class UnknownName(WrongUsage):
    """No command or question has this name."""

    def __init__(self, name: str, close: list[str]) -> None:
        if close:
            text = _("There is no '{name}'. Did you mean: {close}?")
        else:
            text = _("There is no '{name}'. counter-app schema lists all commands and questions.")
        super().__init__(text.format(name=name, close=", ".join(close)))


class Session:
    """What the subcommands work with."""

    def __init__(self, folder: Path, settings: Config | None, staff: str | None) -> None:
        self.folder = folder
        self.settings = settings
        self._staff = staff
        self._entered: bootstrap.Entered | None = None
        self._wrote = False

    @property
    def office(self) -> Office:
        """The office, opened on first use."""
        return self._sign_in().office

    @property
    def staff(self) -> Staff:
        """Who is signed in."""
        return self._sign_in().staff

    def run(self, name: str, fields: Any) -> Done:
        """Run a command by its name; who may not is told so, whatever the fields hold."""
        done = self.office.run(self._read(commands, name, fields), self.staff)
        self._wrote = True
        return done

    def wrote(self) -> None:
        """Note that something was written past ``run``, so that the day's backup holds it."""
        self._wrote = True

    def ask(self, name: str, fields: Any) -> Any:
        """Ask a question by its name."""
        return self.office.ask(self._read(questions, name, fields), self.staff)

    def _read(self, book: dict[str, Door], name: str, fields: Any) -> Any:
        door = _door(book, name)
        self.admit(door.roles)
        return read(door.kind, fields)

    def admit(self, roles: frozenset[str]) -> None:
        """Refuse whoever has none of ``roles``."""
        if self.staff.role not in roles:
            raise NotAllowed(self.staff.role, roles)

    def key(self) -> bytes:
        """Return the database key, without opening the database."""
        if self._entered is not None:
            return self._entered.key
        return bootstrap.unlock(self.folder, *self.credentials(), tell=_say)

    def finish(self) -> None:
        """Make the day's backup if something was written that none holds; then let go of the office."""
        if self._entered is not None and self._wrote:
            made = backups.daily(self.folder, self._entered.office.db, self._entered.key)
            for error in made.refused:
                _say(_("No backup of today: {why}").format(why=error))
        self.close()

    def close(self) -> None:
        """Let go of the office."""
        if self._entered is not None:
            self._entered.office.close()
            self._entered = None

    def _sign_in(self) -> bootstrap.Entered:
        if self._entered is None:
            self._entered = bootstrap.enter(self.folder, *self.credentials())
            for notice in self._entered.notices:
                _say(notice)
        return self._entered

    def credentials(self, *, anywhere: bool = False) -> tuple[str, str]:
        """Return who signs in and the password, asked for where it was not given.

        ``anywhere``: also where no office is yet, for a backup that comes there.
        """
        if self.settings is None and not anywhere:
            raise NotADataFolder(self.folder)
        demo = self.settings is not None and self.settings.demo
        if demo and (self._staff is None or PASSWORD not in os.environ):
            return self._staff or bootstrap.DEMO_STAFF, bootstrap.DEMO_PASSWORD
        if self._staff is None:
            raise WhoSignsIn
        return self._staff, password(_("Password of {staff}").format(staff=self._staff))


def _say(sentence: str) -> None:
    click.echo(sentence, err=True)


def password(prompt: str) -> str:
    """Return the password from the environment, or ask whoever sits there."""
    if PASSWORD in os.environ:
        return os.environ[PASSWORD]
    if not sys.stdin.isatty():
        raise NoPassword(PASSWORD)
    return str(click.prompt(prompt, hide_input=True, err=True))


def _door(book: dict[str, Door], name: str) -> Door:
    door = find_door(book, name)
    if door is None:
        from difflib import get_close_matches

        raise UnknownName(name, get_close_matches(name, book, n=3))
    return door
