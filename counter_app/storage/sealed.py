"""Small files that tell when a byte of them was changed: JSON with its format and a check."""

from __future__ import annotations

from hashlib import blake2b
from pathlib import Path
from typing import Any

import msgspec


class Newer(Exception):
    """The file was written by a newer version of the program."""


def seal(name: str, content: Any, format: int) -> bytes:
    """Return the bytes of a file whose ``content`` stands under ``name``."""
    body = msgspec.json.encode(content)
    return msgspec.json.encode({"format": format, "check": _check(body), name: msgspec.Raw(body)})


def unseal(name: str, data: bytes, kind: Any, format: int) -> Any:
    """Return the content as ``kind``; None when a byte was changed. Raise ``Newer`` for a later format."""
    try:
        parts = msgspec.json.decode(data, type=dict[str, msgspec.Raw])
        if msgspec.json.decode(parts["format"], type=int) > format:
            raise Newer
        body = bytes(parts[name])
        if msgspec.json.decode(parts["check"], type=str) != _check(body):
            return None
        return msgspec.json.decode(body, type=kind)
    except (msgspec.MsgspecError, UnicodeDecodeError, KeyError):
        return None


def digest(path: Path) -> str:
    """Return a name for the bytes of a file, read piece by piece."""
    found = blake2b(digest_size=16)
    with path.open("rb") as file:
        while piece := file.read(1 << 20):
            found.update(piece)
    return found.hexdigest()


def _check(body: bytes) -> str:
    return blake2b(body, digest_size=16).hexdigest()
