"""Key slots: the key of the database, wrapped once per member of staff and once by the recovery key.

A wrapping key is made of a password by Argon2id (RFC 9106); AES-256-GCM wraps, with the slot's own name as
associated data, so that no slot can stand in for another. The slots file holds ids and display names in
clear, nothing else.
"""

from __future__ import annotations

import os
import unicodedata
from hashlib import blake2b
from typing import Annotated

import msgspec

from counter_app.storage.sealed import seal, unseal

KEY_BYTES = 32
SALT_BYTES = 16
NONCE_BYTES = 12
FORMAT = 1


class Cost(msgspec.Struct, frozen=True, kw_only=True):
    """What one try at a password costs; memory in KiB."""

    memory: Annotated[int, msgspec.Meta(ge=8, le=1 << 20)] = 46 * 1024
    passes: Annotated[int, msgspec.Meta(ge=1, le=64)] = 1
    lanes: Annotated[int, msgspec.Meta(ge=1, le=16)] = 1


class Slot(msgspec.Struct, frozen=True, kw_only=True):
    """The database key wrapped for one holder; the recovery slot has no id."""

    id: str
    name: str
    cost: Cost
    salt: bytes
    nonce: bytes
    wrapped: bytes


class Slots(msgspec.Struct, frozen=True, kw_only=True):
    """All slots of one database; the higher ``revision`` is the newer copy."""

    revision: int
    key_id: str  # tells whether a key is the one in the slots, and nothing about it
    staff: tuple[Slot, ...]
    recovery: Slot


def wrap(key: bytes, holder: str, name: str, secret: str, cost: Cost) -> Slot:
    """Return a slot in which ``secret`` opens ``key``."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    salt, nonce = os.urandom(SALT_BYTES), os.urandom(NONCE_BYTES)
    wrapped = AESGCM(_derive(secret, salt, cost)).encrypt(nonce, key, _bound_to(holder))
    return Slot(id=holder, name=name, cost=cost, salt=salt, nonce=nonce, wrapped=wrapped)


def unwrap(slot: Slot, secret: str) -> bytes | None:
    """Return the database key; None when ``secret`` is not the one of this slot."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    wrapping = AESGCM(_derive(secret, slot.salt, slot.cost))
    try:
        return wrapping.decrypt(slot.nonce, slot.wrapped, _bound_to(slot.id))
    except InvalidTag:
        return None


def key_id(key: bytes) -> str:
    """Return the name of a key: the same for the same key, and no way back to it."""
    return blake2b(key, digest_size=16, person=b"counter-app key").hexdigest()


def encode(slots: Slots) -> bytes:
    """Return the bytes of a slots file."""
    return seal("slots", slots, FORMAT)


def decode(data: bytes) -> Slots | None:
    """Return the slots; None when the bytes are damaged. Raise ``Newer`` for a format of the future."""
    found: Slots | None = unseal("slots", data, Slots, FORMAT)
    return found


def _derive(secret: str, salt: bytes, cost: Cost) -> bytes:
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    normal = unicodedata.normalize("NFC", secret).encode()
    kdf = Argon2id(
        salt=salt, length=KEY_BYTES, iterations=cost.passes, lanes=cost.lanes, memory_cost=cost.memory
    )
    return kdf.derive(normal)


def _bound_to(holder: str) -> bytes:
    return f"counter-app staff {holder}".encode() if holder else b"counter-app recovery"
