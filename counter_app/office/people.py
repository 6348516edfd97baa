"""Who signs in: the journal keeps name and role, the vault the password's slot, and both go together.

A password that is given or changed is an entry too; it never says anything about the password.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Literal

from counter_app.domain.events import PasswordSet
from counter_app.office.commands.applications import clean
from counter_app.office.commands.settings import RetireStaff, SetStaff
from counter_app.office.commands.staffing import known_staff
from counter_app.office.desk import Staff
from counter_app.office.inputs import read
from counter_app.office.office import ADMINS, NotAllowed, Office
from counter_app.storage.vault import Holder, NoSuchHolder, Vault


class People:
    """The members of staff of an office that is open. Everything here raises UserError."""

    def __init__(self, office: Office, vault: Vault, key: bytes) -> None:
        self._office = office
        self._vault = vault
        self._key = key

    def holders(self) -> list[Holder]:
        """Return who has a password, in the order of their being added."""
        return self._vault.holders()

    def add(self, staff: Staff, id: str, name: str, role: str, password: str) -> None:
        """Let somebody new sign in as ``id``."""
        _admit(staff)
        command = _set_staff(id, name, role)
        self._sweep(staff, id)
        self._vault.add(self._key, id, command.name, password)
        try:
            self._office.run(command, staff)
            self._note(staff, id, "first")
        except BaseException:  # whatever stopped it, Ctrl+C too: no slot without its entry
            self._vault.remove(id)
            raise

    def change(self, staff: Staff, id: str, name: str, role: str) -> None:
        """Change the name on papers and at sign-in, and the role; old papers keep the old name."""
        _admit(staff)
        command = _set_staff(id, name, role)
        known_staff(id, self._office.desk(staff))
        self._office.run(command, staff)
        with suppress(NoSuchHolder):  # somebody who was never given a password
            self._vault.rename(id, command.name)

    def retire(self, staff: Staff, id: str) -> None:
        """Let ``id`` sign in no more."""
        _admit(staff)
        if self._sweep(staff, id):
            return
        self._office.run(RetireStaff(staff=id), staff)
        with suppress(NoSuchHolder):
            self._vault.remove(id)

    def set_own_password(self, staff: Staff, old: str, new: str, *, now: int) -> None:
        """Change the password of whoever is signed in; ``now`` counts wrong tries at the old one."""
        change = partial(self._vault.change_password, staff.id, old, new, now=now)
        self._note(staff, staff.id, "own", change)

    def renew_own_password(self, staff: Staff, new: str) -> None:
        """Change the password of whoever has just signed in with the old one."""
        self._note(staff, staff.id, "own", partial(self._vault.set_password, self._key, staff.id, new))

    def set_password(self, staff: Staff, id: str, new: str) -> None:
        """Give a colleague who forgot the password a new one, or a first one to who has none."""
        _admit(staff)
        known_staff(id, self._office.desk(staff))
        if any(holder.id == id for holder in self.holders()):
            self._note(staff, id, "reset", partial(self._vault.set_password, self._key, id, new))
        else:
            name = self._office.desk(staff).staff_name(id)
            self._note(staff, id, "first", partial(self._vault.add, self._key, id, name, new))

    def _note(
        self,
        staff: Staff,
        id: str,
        how: Literal["own", "reset", "first"],
        act: Callable[[], object] = lambda: None,
    ) -> None:
        self._office.note(f"staff/{id}", PasswordSet(how=how), staff, act)

    def _sweep(self, staff: Staff, id: str) -> bool:
        """Take away the slot of nobody, which an act that broke off half way left behind."""
        active = self._office.desk(staff).value("SELECT 1 FROM staff WHERE id = ? AND active = 1", id)
        stray = not active and any(holder.id == id for holder in self.holders())
        if stray:
            self._vault.remove(id)
        return stray


def record_recovery(office: Office, staff_id: str) -> None:
    """Write that ``staff_id`` was given a new password with the recovery key: nobody was signed in."""
    who = Staff("recovery", "")
    office.note(f"staff/{staff_id}", PasswordSet(how="recovery"), who, lambda: None)


def _admit(staff: Staff) -> None:
    if staff.role not in ADMINS:
        raise NotAllowed(staff.role, ADMINS)


def _set_staff(id: str, name: str, role: str) -> SetStaff:
    """Return the command with a name as papers can hold it, the same for the journal and the vault."""
    command: SetStaff = read(SetStaff, {"staff": id, "name": clean(name), "role": role})
    return command
