"""Work off the GUI thread, its end told on the GUI thread: lanes of one thread each."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import CancelledError, Executor, Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from types import FunctionType
from typing import Any

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from counter_app.domain.errors import UserError
from counter_app.i18n import _
from counter_app.storage.files import FileTrouble

Answered = Callable[[Any], None]
Refused = Callable[[UserError], None]
Place = tuple[int, str]
Act = tuple[QObject, Any]


class ProgramFault(UserError):
    """A piece of work ended with a bug; whoever waits for its end must not wait for ever."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "This is a fault of the program. What was saved is safe, and you can go on. "
                "Copy the text and send it to whoever looks after the program."
            )
        )


class Lanes:
    """One thread for each kind of work, so that a report never holds up a clerk's next key."""

    def __init__(self, make: Callable[[str], Executor] | None = None) -> None:
        make = make or (lambda name: ThreadPoolExecutor(max_workers=1, thread_name_prefix=name))
        self.writing, self.reading = make("writing"), make("reading")
        self.printing, self.long = make("printing"), make("long")
        self.playing = make("playing")

    def close(self) -> None:
        """Wait for what was begun; what only waits is dropped, except what writes."""
        for lane in (self.reading, self.printing, self.long, self.playing):
            lane.shutdown(wait=False, cancel_futures=True)
        for lane in (self.reading, self.printing, self.long, self.playing, self.writing):
            lane.shutdown()


@dataclass(frozen=True, slots=True)
class _Call:
    """What to do on the GUI thread once a piece of work has ended."""

    future: Future[Any]
    succeeded: Answered
    refused: Refused
    place: Place | None
    act: Act | None


def same(work: Any) -> Any:
    """Return what makes two pieces of work one and the same: what is done, and with what."""
    if isinstance(work, partial):
        return same(work.func), tuple(map(same, work.args)), {k: same(v) for k, v in work.keywords.items()}
    if isinstance(work, FunctionType) and work.__closure__:
        return work.__code__, tuple(same(cell.cell_contents) for cell in work.__closure__)
    return work


class Background(QObject):
    """Submits work to lanes and lands its end: an answer, a refusal, or a bug for ``sys.excepthook``."""

    refused = Signal(str)  # the sentence of a refusal that nobody took for himself
    _landed = Signal(object)  # carries a finished call back to the GUI thread

    def __init__(self, lanes: Lanes) -> None:
        super().__init__()
        self.lanes = lanes
        self.closed = False  # what is asked from now on is not begun
        self.waiting = 0  # pieces of work whose end was not yet told
        self._asked: dict[Place, Future[Any]] = {}
        self._acts: list[Act] = []  # that were not answered yet
        self._landed.connect(self._land)

    def start(
        self,
        lane: Executor,
        work: Callable[[], Any],
        parent: QObject,
        done: Answered | None = None,
        refused: Refused | None = None,
        *,
        place: Place | None = None,
        act: Any = None,
    ) -> None:
        """Do ``work``, then tell ``done`` or ``refused`` while ``parent`` lives.

        Of calls with the same ``place`` only the newest counts. ``act`` is what a key or a button does:
        until it is answered, the same act of the same parent is the same press, and does nothing.
        """
        pressed = None if act is None else (parent, act)

        def succeeded(result: Any) -> None:
            if done and isValid(parent):
                done(result)

        def failed(error: UserError) -> None:
            if refused and isValid(parent):
                refused(error)
            elif not isinstance(error, ProgramFault):  # which ``sys.excepthook`` tells
                self.refused.emit(str(error))

        if self.closed or (pressed is not None and pressed in self._acts):
            return
        if pressed is not None:
            self._acts.append(pressed)
        if place is not None and (older := self._asked.get(place)) is not None:
            older.cancel()
        self.waiting += 1
        future = lane.submit(work)
        if place is not None:
            self._asked[place] = future
        call = _Call(future, succeeded, failed, place, pressed)
        future.add_done_callback(lambda _future: self._announce(call))

    def _announce(self, call: _Call) -> None:
        if isValid(self):
            self._landed.emit(call)

    def _land(self, call: _Call) -> None:
        self.waiting -= 1
        if call.act is not None:
            self._acts.remove(call.act)
        if call.place is not None:
            if self._asked.get(call.place) is not call.future:
                return  # a newer question took its place
            del self._asked[call.place]
        try:
            result = call.future.result()
        except CancelledError:
            return
        except UserError as error:
            call.refused(error)
        except OSError as error:
            call.refused(FileTrouble(error))
        except Exception:
            call.refused(ProgramFault())
            raise
        else:
            call.succeeded(result)
