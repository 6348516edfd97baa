"""The vault: who may open the database, kept in two copies in the data folder.

A copy that is missing, older or damaged is made good from the other; a damaged one is moved aside, never
deleted. Instants are UTC microseconds.
"""

from __future__ import annotations

import os
import unicodedata
from contextlib import AbstractContextManager, suppress
from pathlib import Path
from typing import NamedTuple

import msgspec

from counter_app.domain.errors import DataDamaged, UserError
from counter_app.i18n import _, ngettext
from counter_app.storage import recovery
from counter_app.storage.files import NotWritten, move_aside, write_atomically
from counter_app.storage.sealed import Newer
from counter_app.storage.slots import (
    KEY_BYTES,
    Cost,
    Slot,
    Slots,
    decode,
    encode,
    key_id,
    unwrap,
    wrap,
)
from counter_app.storage.tries import TriesBook

NAMES = ("keys.json", "keys-copy.json")
TRIES = "tries.json"
SHORTEST = 6  # characters of a password


class Holder(NamedTuple):
    """Someone who has a slot: the id and the display name, as the sign-in screen lists them."""

    id: str
    name: str


class KeysDamaged(DataDamaged):
    """No readable copy of the slots is left."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            _(
                "Both files with the keys in {folder} are missing or damaged. "
                "Copy keys.json from the newest backup into this folder."
            ).format(folder=folder)
        )


class NewerKeys(UserError):
    """The slots were written by a newer version of the program."""

    def __init__(self) -> None:
        super().__init__(
            _("The keys were written by a newer version of the program. Install that version to open them.")
        )


class AlreadyFounded(UserError):
    """The folder has slots."""

    def __init__(self, folder: Path) -> None:
        super().__init__(_("{folder} holds an office already: choose an empty folder.").format(folder=folder))


class NoSuchHolder(UserError):
    """Nobody of this id has a slot."""

    def __init__(self, staff: str) -> None:
        super().__init__(
            _("No member of staff can sign in as {staff}: check how it is written.").format(staff=staff)
        )


class HolderExists(UserError):
    """The id has a slot already."""

    def __init__(self, staff: str) -> None:
        super().__init__(_("{staff} has a password already: choose another id.").format(staff=staff))


class ShortPassword(UserError):
    """A new password is too short."""

    def __init__(self) -> None:
        super().__init__(
            _("A password has at least {count} characters: choose a longer one, such as three words.").format(
                count=SHORTEST
            )
        )


class WrongPassword(UserError):
    """The password does not open the slot."""

    def __init__(self, name: str, wait: int) -> None:
        again = (
            ngettext(
                "That is not the password of {name}. Wait {count} minute before you try again.",
                "That is not the password of {name}. Wait {count} minutes before you try again.",
                wait,
            )
            if wait
            else _("That is not the password of {name}: try again.")
        )
        super().__init__(again.format(name=name, count=wait))


class TooManyTries(UserError):
    """Too many wrong passwords in a row."""

    def __init__(self, name: str, wait: int) -> None:
        super().__init__(
            ngettext(
                "Too many wrong passwords for {name}: wait {count} minute, then try again.",
                "Too many wrong passwords for {name}: wait {count} minutes, then try again.",
                wait,
            ).format(name=name, count=wait)
        )


class WrongRecoveryKey(UserError):
    """A recovery key of another office."""

    def __init__(self) -> None:
        super().__init__(
            _("This recovery key does not open this office: look for the paper that was printed last.")
        )


def new_key() -> bytes:
    """Return a random key for a new database."""
    return os.urandom(KEY_BYTES)


def check_password(password: str) -> None:
    """Raise ``ShortPassword`` for one that nobody may choose."""
    if len(unicodedata.normalize("NFC", password)) < SHORTEST:
        raise ShortPassword


class Vault:
    """The slots of one data folder."""

    def __init__(self, folder: Path, cost: Cost = Cost()) -> None:  # noqa: B008  a frozen struct
        self._folder = folder
        self._paths = [folder / name for name in NAMES]
        self._cost = cost
        self._tries = TriesBook(folder / TRIES)

    def exists(self) -> bool:
        """Return whether the folder has slots, readable or not."""
        return any(path.exists() for path in self._paths)

    def found(self, key: bytes) -> str:
        """Make the first slot, the recovery one, and return its key in groups, to be printed once."""
        if self.exists():
            raise AlreadyFounded(self._folder)
        slot, text = self._new_recovery(key)
        self._save(Slots(revision=0, key_id=key_id(key), staff=(), recovery=slot))
        return text

    def holders(self) -> list[Holder]:
        """Return who can sign in, in the order of their being added."""
        return [Holder(slot.id, slot.name) for slot in self._load().staff]

    def opens(self, key: bytes) -> bool:
        """Return whether ``key`` is the one in these slots."""
        return self._load().key_id == key_id(key)

    def add(self, key: bytes, staff: str, name: str, password: str) -> None:
        """Give a member of staff a slot."""
        with self._changing():
            slots = self._load_for(key)
            if any(slot.id == staff for slot in slots.staff):
                raise HolderExists(staff)
            slot = self._new_slot(key, staff, name, password)
            self._save(msgspec.structs.replace(slots, staff=(*slots.staff, slot)))

    def renew_recovery(self, key: bytes) -> str:
        """Make another recovery key and return it in groups; the old one opens nothing any more."""
        with self._changing():
            slots = self._load_for(key)
            slot, text = self._new_recovery(key)
            self._save(msgspec.structs.replace(slots, recovery=slot))
            return text

    def rename(self, staff: str, name: str) -> None:
        """Change the display name."""
        with self._changing():
            slots = self._load()
            self._put(slots, msgspec.structs.replace(_slot(slots, staff), name=name))

    def remove(self, staff: str) -> None:
        """Take the slot away: this password opens the database no more."""
        with self._changing():
            slots = self._load()
            gone = _slot(slots, staff)
            self._save(msgspec.structs.replace(slots, staff=tuple(s for s in slots.staff if s is not gone)))
            self._tries.forget(staff)

    def set_password(self, key: bytes, staff: str, password: str) -> None:
        """Give a member of staff another password, with the database open; wrong tries are forgotten."""
        with self._changing():
            slots = self._load_for(key)
            self._put(slots, self._new_slot(key, staff, _slot(slots, staff).name, password))
            self._tries.forget(staff)

    def change_password(self, staff: str, old: str, new: str, *, now: int) -> None:
        """Let a member of staff change the own password."""
        self.set_password(self.unlock(staff, old, now=now), staff, new)

    def unlock(self, staff: str, password: str, *, now: int) -> bytes:
        """Return the database key; raise ``WrongPassword`` or ``TooManyTries``."""
        slot = _slot(self._load(), staff)
        if wait := self._tries.wait(staff, now):
            raise TooManyTries(slot.name, wait)
        key = unwrap(slot, password)
        if key is None:
            with self._changing():
                self._tries.count(staff, now)
            raise WrongPassword(slot.name, self._tries.wait(staff, now))
        self._tries.forget(staff)
        return key

    def unlock_with_recovery(self, typed: str) -> bytes:
        """Return the database key; raise ``Mistyped`` or ``WrongRecoveryKey``."""
        key = unwrap(self._load().recovery, recovery.read(typed))
        if key is None:
            raise WrongRecoveryKey
        return key

    def _changing(self) -> AbstractContextManager[None]:
        """Keep other windows and commands from changing what is read here. Raises InUse."""
        from counter_app.storage import lock  # with SQLite, which most starts need only later

        return lock.changing_keys(self._folder)

    def _new_slot(self, key: bytes, staff: str, name: str, password: str) -> Slot:
        check_password(password)
        return wrap(key, staff, name, password, self._cost)

    def _new_recovery(self, key: bytes) -> tuple[Slot, str]:
        text = recovery.new()
        return wrap(key, "", "", text, self._cost), recovery.grouped(text)

    def _put(self, slots: Slots, slot: Slot) -> None:
        staff = tuple(slot if old.id == slot.id else old for old in slots.staff)
        self._save(msgspec.structs.replace(slots, staff=staff))

    def _save(self, slots: Slots) -> None:
        data = encode(msgspec.structs.replace(slots, revision=slots.revision + 1))
        for path in self._paths:
            write_atomically(path, data)

    def _load_for(self, key: bytes) -> Slots:
        slots = self._load()
        if slots.key_id != key_id(key):
            raise ValueError("the key is not the one in the slots")
        return slots

    def _load(self) -> Slots:
        copies = [_read(path) for path in self._paths]
        newest = max(filter(None, copies), key=lambda slots: slots.revision, default=None)
        if newest is None:
            raise KeysDamaged(self._folder)
        for path, slots in zip(self._paths, copies, strict=True):
            if slots is None or slots.revision < newest.revision:
                _mend(path, newest, damaged=slots is None)
        return newest


def _slot(slots: Slots, staff: str) -> Slot:
    for slot in slots.staff:
        if slot.id == staff:
            return slot
    raise NoSuchHolder(staff)


def _read(path: Path) -> Slots | None:
    try:
        return decode(path.read_bytes())
    except OSError:  # missing, or a disk that can't read it: the other copy has to do
        return None
    except Newer as newer:
        raise NewerKeys from newer


def _mend(path: Path, slots: Slots, *, damaged: bool) -> None:
    """Make a copy good; on a disk that can't be written to, the other copy has to do."""
    with suppress(NotWritten, OSError):
        if damaged and path.exists():
            move_aside(path)
        write_atomically(path, encode(slots))
