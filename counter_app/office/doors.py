"""Finds a command or a question by its name; the modules of both are imported when they are looked for."""

from __future__ import annotations

import importlib
import pkgutil

from counter_app.office.office import Door

PACKAGES = ("counter_app.office.commands", "counter_app.office.queries")


def register() -> None:
    """Import every command and question, so that they are known by name."""
    for module in _modules():
        importlib.import_module(module)


def find_door(book: dict[str, Door], name: str) -> Door | None:
    """Return the command or question ``name``, importing no more than leads to it; None when there is none.

    A module that the name speaks of comes first: all of them would take a tenth of a start.
    """
    if name not in book:
        for module in sorted(_modules(), key=lambda path: path.rpartition(".")[2].rstrip("s") not in name):
            importlib.import_module(module)
            if name in book:
                break
    return book.get(name)


def _modules() -> list[str]:
    return [
        f"{package}.{module.name}"
        for package in PACKAGES
        for module in pkgutil.iter_modules(importlib.import_module(package).__path__)
    ]
