"""When two lines of registers mean the same file."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence

from counter_app.domain import search
from counter_app.domain.importing import RegisterLine


def marks(line: RegisterLine) -> Iterator[Hashable]:
    """Yield what no other line may have too.

    An old book begins to count again every year, or every month: its number alone tells nothing, with the
    service, the year and the citizen it does.
    """
    who = line.nik or search.key(line.name)
    if line.number:
        yield by_number(line.number, line.service, line.opened.year, who)
    if line.nik:
        yield ("nik", line.nik, line.service, line.opened)
    else:
        yield ("name", who, line.birth_date, line.service, line.opened)


def by_number(number: str, service: str, year: int, who: str) -> Hashable:
    """Return what tells a file by its number in the old book."""
    return ("number", number, service, year, who)


def twins(lines: Sequence[RegisterLine]) -> dict[int, int]:
    """Return the lines that stand in the register twice, each with the line that came first."""
    first: dict[Hashable, int] = {}
    found = {}
    for line in lines:
        for mark in marks(line):
            before = first.setdefault(mark, line.line)
            if before != line.line:
                found[line.line] = before
    return found
