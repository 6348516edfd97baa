"""The shape of a service file against the structs of the catalogue: keys, types, what is missing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any, NamedTuple

import msgspec
from msgspec import inspect

from counter_app.domain.catalogue import Service
from counter_app.domain.toml_lines import Path
from counter_app.i18n import _


class Fault(NamedTuple):
    """Something wrong at one place of the parsed file."""

    path: Path
    sentence: str


class Shape(NamedTuple):
    """The service as far as it can be read, why it can't, and where a filler stands instead."""

    service: Service
    faults: list[Fault]
    unread: set[Path]

    def was_read(self, path: Path) -> bool:
        """Tell whether what stands at ``path`` comes from the file."""
        return not any(path[:end] in self.unread for end in range(1, len(path) + 1))


class _Reading(NamedTuple):
    faults: list[Fault]
    unread: set[Path]


def shape(raw: object) -> Shape:
    """Read a parsed TOML document as a service, going on after each fault."""
    into = _Reading([], set())
    mended = _read(raw, inspect.type_info(Service), (), into)
    return Shape(msgspec.convert(mended, Service), into.faults, into.unread)


def guess(name: str, known: Iterable[str]) -> str:
    """Return the known name that was probably meant, or nothing."""
    return next(iter(get_close_matches(name, sorted(known), n=1)), "")


def _read(raw: object, kind: inspect.Type, path: Path, into: _Reading) -> Any:
    """Return ``raw`` mended so that it converts to ``kind``."""
    if isinstance(kind, inspect.UnionType):
        kind = next(option for option in kind.types if not isinstance(option, inspect.NoneType))
    if not _fits(raw, kind):
        into.faults.append(Fault(path, _wrong(raw, kind)))
        into.unread.add(path)
        return _filler(kind)
    if isinstance(kind, inspect.StructType) and isinstance(raw, dict):
        return _struct(raw, kind, path, into)
    if isinstance(kind, inspect.ListType) and isinstance(raw, list):
        return [_read(item, kind.item_type, (*path, place), into) for place, item in enumerate(raw)]
    if isinstance(kind, inspect.DictType) and isinstance(raw, dict):
        return {key: _read(value, kind.value_type, (*path, key), into) for key, value in raw.items()}
    return raw


def _struct(raw: dict[str, object], kind: inspect.StructType, path: Path, into: _Reading) -> dict[str, Any]:
    fields = {field.encode_name: field for field in kind.fields}
    meant = {key: guess(key, fields.keys() - raw.keys()) for key in raw if key not in fields}
    absent = [name for name, field in fields.items() if field.required and name not in raw]
    into.faults.extend(Fault((*path, key), _unknown(key, close)) for key, close in meant.items())
    into.faults.extend(Fault((*path, name), _absent(name)) for name in absent if name not in meant.values())
    into.unread.update((*path, name) for name in [*absent, *meant.values()] if name)
    mended = {
        name: _read(raw[name], field.type, (*path, name), into)
        for name, field in fields.items()
        if name in raw
    }
    return mended | {name: _filler(fields[name].type) for name in absent}


def _fits(raw: object, kind: inspect.Type) -> bool:
    match kind:
        case inspect.StructType() | inspect.DictType():
            return isinstance(raw, dict)
        case inspect.ListType():
            return isinstance(raw, list)
        case inspect.LiteralType(values=values):
            return isinstance(raw, str) and raw in values
        case inspect.IntType():
            return isinstance(raw, int) and not isinstance(raw, bool)
        case inspect.BoolType():
            return isinstance(raw, bool)
        case inspect.DateType():
            return isinstance(raw, dt.date) and not isinstance(raw, dt.datetime)
    return isinstance(raw, str)


def _filler(kind: inspect.Type) -> Any:
    match kind:
        case inspect.StructType(fields=fields):
            return {field.encode_name: _filler(field.type) for field in fields if field.required}
        case inspect.DictType():
            return {}
        case inspect.ListType():
            return []
        case inspect.LiteralType(values=values):
            return values[0]
        case inspect.IntType():
            return 0
        case inspect.BoolType():
            return False
        case inspect.DateType():
            return dt.date.min
    return ""


def _wrong(raw: object, kind: inspect.Type) -> str:
    match kind:
        case inspect.LiteralType(values=values):
            allowed = ", ".join(str(value) for value in values if value)
            close = guess(raw, map(str, values)) if isinstance(raw, str) else ""
            if close:
                return _('"{value}" is not one of {allowed}: did you mean "{close}"?').format(
                    value=raw, allowed=allowed, close=close
                )
            return _('"{value}" is not one of {allowed}: write one of them.').format(
                value=raw, allowed=allowed
            )
        case inspect.StructType():
            return _('"{value}" must be a table: write {{ key = value }}.').format(value=raw)
        case inspect.DictType():
            return _('"{value}" must be a table of tables: write [name.key] above it.').format(value=raw)
        case inspect.ListType():
            return _('"{value}" must be a list: put it in square brackets.').format(value=raw)
        case inspect.IntType():
            return _('"{value}" must be a whole number without quotation marks.').format(value=raw)
        case inspect.BoolType():
            return _('"{value}" must be true or false, without quotation marks.').format(value=raw)
        case inspect.DateType():
            return _('"{value}" must be a day without quotation marks: 2027-01-31.').format(value=raw)
    return _('"{value}" must be text: put it in quotation marks.').format(value=raw)


def _unknown(key: str, close: str) -> str:
    if close:
        return _('The key "{key}" is unknown: did you mean "{close}"?').format(key=key, close=close)
    return _('The key "{key}" is unknown: take it out.').format(key=key)


def _absent(name: str) -> str:
    return _('The key "{key}" is missing: add it.').format(key=name)
