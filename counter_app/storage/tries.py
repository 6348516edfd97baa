"""Wrong passwords, counted across restarts: five cost nothing, each one more doubles the wait."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import msgspec

from counter_app.storage.files import NotWritten, move_aside, write_atomically

FREE = 5
LONGEST = 60  # minutes
MINUTE = 60_000_000  # microseconds


class Tries(msgspec.Struct, frozen=True, kw_only=True):
    """The wrong tries of one member of staff in a row, and the instant of the last (UTC microseconds)."""

    wrong: int = 0
    last: int = 0


class TriesBook:
    """The file of wrong tries. A disk that can't be written to stops nobody from signing in."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def wait(self, staff: str, now: int) -> int:
        """Return the minutes to wait before the next try, rounded up; 0 when it may be made."""
        every = self._read()
        tries = every.get(staff, Tries())
        if tries.last > now:  # the clock was put back: a wait of the time before would last until then
            tries = msgspec.structs.replace(tries, last=now)
            self._write({**every, staff: tries})
        left = tries.last + _delay(tries.wrong) * MINUTE - now
        return max(-(-left // MINUTE), 0)

    def count(self, staff: str, now: int) -> None:
        """Add a wrong try."""
        tries = self._read()
        wrong = tries.get(staff, Tries()).wrong + 1
        self._write({**tries, staff: Tries(wrong=wrong, last=now)})

    def forget(self, staff: str) -> None:
        """Begin again after a right password."""
        tries = self._read()
        if tries.pop(staff, None) is not None:
            self._write(tries)

    def _read(self) -> dict[str, Tries]:
        try:
            return msgspec.json.decode(self._path.read_bytes(), type=dict[str, Tries])
        except FileNotFoundError:
            return {}
        except (msgspec.MsgspecError, UnicodeDecodeError):
            with suppress(OSError):
                move_aside(self._path)
            return {}

    def _write(self, tries: dict[str, Tries]) -> None:
        with suppress(NotWritten):
            write_atomically(self._path, msgspec.json.encode(tries))


def _delay(wrong: int) -> int:
    """Return the minutes that so many wrong tries cost."""
    over = wrong - FREE
    return min(2 ** min(over - 1, LONGEST), LONGEST) if over > 0 else 0
