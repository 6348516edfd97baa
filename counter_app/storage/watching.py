"""Whoever looks on while something takes long: told how far it has come, asked whether to go on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlcipher3 import dbapi2 as sqlcipher

from counter_app.domain.errors import UserError
from counter_app.i18n import _

_STEPS = 50_000  # of SQLite's machine between two looks

Progress = Callable[[float], bool]  # told the share that is done, from 0 to 1; answers whether to go on


class Stopped(UserError):
    """Whoever looked on did not want to go on."""

    def __init__(self) -> None:
        super().__init__(_("Stopped. Nothing was changed."))


def unwatched(share: float) -> bool:
    """Go on; nobody looks on."""
    return True


def tell(progress: Progress, share: float) -> None:
    """Say how far it is. Raises Stopped."""
    if not progress(share):
        raise Stopped


def part(progress: Progress, begin: float, end: float) -> Progress:
    """Return what tells ``progress`` of a part of the work, from one share to another."""
    return lambda share: progress(begin + share * (end - begin))


@contextmanager
def watched(connection: Any, look: Callable[[], object]) -> Iterator[None]:
    """Call ``look`` now and then while SQLite works; what it raises ends the statement, as Ctrl+C does."""
    ended: BaseException | None = None

    def interrupts() -> bool:
        nonlocal ended
        try:
            look()
        except BaseException as error:  # which SQLite would swallow
            ended = error
        return ended is not None

    connection.set_progress_handler(interrupts, _STEPS)
    try:
        yield
    except sqlcipher.OperationalError as error:
        if ended is None:
            raise
        raise ended from error
    finally:
        connection.set_progress_handler(None, 0)
